"""``binhdan consent``: what one learner says to one use of their data."""

from __future__ import annotations

import argparse

from binhdan.curriculum import find_root
from binhdan.records import days, ending
from binhdan.records.consents import OF_AGE, PURPOSES, Answer, purpose_of
from binhdan.records.enrol_command import add_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan consent`` takes."""
    known = "; ".join(f"{key}: {purpose.name}" for key, purpose in PURPOSES.items())
    parser.description = (
        "Ghi ý kiến của một học viên về một việc dùng dữ liệu. Ý kiến mới nhất có giá trị, "
        f"các ý kiến cũ được giữ làm chứng cứ. {known}."
    )
    parser.add_argument("code", metavar="MÃ", help="mã học viên")
    parser.add_argument("purpose", metavar="VIỆC", type=_purpose, help=f"{', '.join(PURPOSES)}; hoặc tiếng Việt, ví dụ «biệt danh»")
    answer = parser.add_mutually_exclusive_group(required=True)
    answer.add_argument("--given", action="store_true", help="đồng ý")
    answer.add_argument("--withdrawn", action="store_true", help="không đồng ý, hoặc rút lại")
    parser.add_argument("--guardian", default="", metavar="HỌ_TÊN", help=f"người giám hộ; bắt buộc khi chưa đủ {OF_AGE} tuổi mà đồng ý")
    parser.add_argument("--evidence", required=True, metavar="CĂN_CỨ", help="giấy tờ làm chứng, ví dụ «phiếu số 12 ký ngày 03/11/2026»")
    add_place(parser)


def _purpose(text: str) -> str:
    try:
        return purpose_of(text)
    except ValueError as error:
        known = "; ".join(f"{key} ({purpose.name})" for key, purpose in PURPOSES.items())
        raise argparse.ArgumentTypeError(f"không có việc «{text}». Chọn một trong: {known}") from error


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan consent``; 1 where nothing was recorded."""
    return ending.of(_run, args, "Đã dừng; chưa ghi gì. Chạy lại lệnh để ghi.")


def _run(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from binhdan.records import access, births, consents, names, person
    from binhdan.records.database import RecordsError, address, opened

    guardian = names.shown(args.guardian)
    with opened(address(args.class_folder or find_root(), args.db)) as book, book.writing() as session:
        learner = person.find(session, args.code)
        minor = births.is_below(OF_AGE, learner.birth_year, None, days.today())
        if args.given and minor and not guardian:
            raise RecordsError(
                f"{learner.name} có thể chưa đủ {OF_AGE} tuổi, nên cần người giám hộ cùng đồng ý: thêm --guardian \"Họ và tên\"."
            )
        answer = Answer(args.purpose, args.given, guardian or learner.name, bool(guardian))
        new = consents.record(session, [(learner.code, answer)], args.evidence, access.who(), datetime.now(UTC))
        if new:
            access.log(session, access.CONSENT, 1, learner.code, args.purpose)
        code = learner.code
        said = f"{learner.name} {'đồng ý' if args.given else 'không đồng ý'} {PURPOSES[args.purpose].name}."
    print(("Đã ghi: " if new else "Đã có trong sổ từ trước: ") + said)
    if args.withdrawn:
        print(PURPOSES[args.purpose].after_no.replace("{code}", code))
    return 0
