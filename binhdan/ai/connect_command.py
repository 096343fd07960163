"""``binhdan connect``: choose an AI service, try it, keep it."""

import argparse
import getpass
import os
import sys

from binhdan.ai import probe
from binhdan.ai.connection import Connection, ConnectionProblem, current, forget, masked, save
from binhdan.ai.services import PRACTICE_KEY, SERVICES, Service

_MOST_LISTED = 12
_CANCELLED = "Chưa nối gì. Bài học vẫn dùng AI luyện tập như cũ."
_PRIVACY = "Lưu ý: từ giờ câu lệnh của bạn được gửi tới {name}. Đừng gửi thông tin riêng của người khác."


class _Stop(Exception):
    """The flow can't go on; the message is for the person."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the options of ``binhdan connect``."""
    parser.add_argument("--service", choices=sorted(SERVICES), help="loại dịch vụ")
    parser.add_argument("--base-url", help="địa chỉ dịch vụ, thường kết thúc bằng /v1")
    parser.add_argument("--model", help="tên mô hình")
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--key-env", metavar="BIẾN", help="lấy khoá từ biến môi trường này")
    key.add_argument("--key-stdin", action="store_true", help="đọc khoá từ đầu vào chuẩn")
    parser.add_argument("--no-test", action="store_true", help="lưu luôn, không thử")
    parser.add_argument("--forget", action="store_true", help="xoá kết nối đã lưu, quay về AI luyện tập")
    parser.add_argument("--show", action="store_true", help="xem đang nối với đâu")


def main(options: argparse.Namespace) -> int:
    """Carry out ``binhdan connect``; ask at the keyboard for what the options leave open. Return an exit status."""
    try:
        if options.forget:
            return _forget()
        if options.show:
            return _show()
        return _connect(options)
    except (_Stop, ConnectionProblem) as stop:
        print(stop, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print(f"\n{_CANCELLED}", file=sys.stderr)
        return 1


def _forget() -> int:
    print("Đã xoá kết nối." if forget() else "Chưa lưu kết nối nào.", "Bài học dùng AI luyện tập.")
    return 0


def _show() -> int:
    connection = current()
    print(f"Đang dùng: {connection.display_name}")
    if not connection.is_practice:
        print(f"Địa chỉ: {connection.base_url}\nKhoá: {masked(connection.api_key)}")
    return 0


def _connect(options: argparse.Namespace) -> int:
    service = SERVICES[options.service] if options.service else _choose_service()
    base_url = _base_url(service, options.base_url, asking=not options.service)
    connection = Connection(service.kind, base_url, _key(service, options), options.model or "")
    if not connection.model:
        connection = _with_model(connection, service, asking=not options.service)
    if not options.no_test and not _tried(connection):
        return 1
    print(f"Đã lưu vào {save(connection)}.")
    if service.kind in ("openai", "gemini", "other"):
        print(_PRIVACY.format(name=connection.display_name))
    if current() != connection:
        print("Biến BINHDAN_AI, OPENAI_BASE_URL hoặc OPENAI_API_KEY đang được ưu tiên hơn. Hãy bỏ các biến đó.")
    return 0


def _choose_service() -> Service:
    services = list(SERVICES.values())
    print("Nối bài học với dịch vụ AI nào?")
    for number, service in enumerate(services, 1):
        print(f"  {number}. {service.name}")
    return services[_number("Chọn số: ", len(services)) - 1]


def _base_url(service: Service, given: str | None, asking: bool) -> str:
    usual = f" [{service.base_url}]" if service.base_url else ""
    base_url = given or (input(f"Địa chỉ{usual}: ").strip() if asking else "") or service.base_url
    base_url = base_url.rstrip("/").removesuffix("/chat/completions")
    if not base_url.startswith(("http://", "https://")):
        raise _Stop("Địa chỉ phải bắt đầu bằng http:// hoặc https://. Hãy chạy lại với --base-url.")
    return base_url


def _key(service: Service, options: argparse.Namespace) -> str:
    if options.key_env:
        key = os.environ.get(options.key_env, "").strip()
        if not key:
            raise _Stop(f"Biến {options.key_env} chưa có khoá. Hãy đặt biến đó rồi chạy lại.")
    elif options.key_stdin:
        key = sys.stdin.readline().strip()
    elif service.needs_key:
        key = getpass.getpass(f"Khoá của {service.name} (gõ vào không hiện ra): ").strip()
    else:
        return PRACTICE_KEY
    if not key:
        raise _Stop("Khoá đang trống. Hãy chạy lại và dán khoá vào.")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise _Stop("Khoá chỉ gồm chữ không dấu, số và ký hiệu, không có dấu cách. Hãy chép lại khoá.")
    return key


def _with_model(connection: Connection, service: Service, asking: bool) -> Connection:
    found = probe.models(connection)
    usual = service.model if service.model in found or not found else found[0]
    if not asking:
        model = usual
    else:
        model = _choose_model(found[:_MOST_LISTED], usual)
    if not model:
        raise _Stop("Chưa biết dùng mô hình nào. Hãy chạy lại với --model tên-mô-hình.")
    return Connection(connection.kind, connection.base_url, connection.api_key, model)


def _choose_model(listed: list[str], usual: str) -> str:
    for number, name in enumerate(listed, 1):
        print(f"  {number}. {name}")
    said = input(f"Mô hình (số hoặc tên) [{usual}]: " if usual else "Mô hình (tên): ").strip()
    if said.isdigit() and 1 <= int(said) <= len(listed):
        return listed[int(said) - 1]
    return said or usual


def _tried(connection: Connection) -> bool:
    print(f"Đang thử {connection.base_url} …", flush=True)
    ok, message = probe.test(connection)
    print(message, file=sys.stdout if ok else sys.stderr)
    if not ok:
        print("Chưa lưu. Muốn lưu mà không thử, thêm --no-test.", file=sys.stderr)
    return ok


def _number(question: str, most: int) -> int:
    while True:
        said = input(question).strip()
        if said.isdigit() and 1 <= int(said) <= most:
            return int(said)
        print(f"Hãy gõ một số từ 1 đến {most}.")
