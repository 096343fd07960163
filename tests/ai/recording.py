"""Recorded conversations with AI services: what is asked, and how to record it again.

Recorded here: `practice`, our own practice model served over the loopback, with the replies of
scripted.py, so that the files change only when the wire does. No real service's answers are in the
repository: recording them takes a key and a network.

    python tests/ai/recording.py practice
    OPENAI_BASE_URL=… OPENAI_API_KEY=… BINHDAN_MODEL=… python tests/ai/recording.py <name>

Keys, cookies and account headers are left out of the files.
"""

import json
import sys
from pathlib import Path

import vcr

from binhdan.ai.client import client
from binhdan.ai.connection import Connection, current

FOLDER = Path(__file__).parent / "recorded"
# Nobody answers here: a replay that misses its recording fails instead of asking a live service.
REPLAYED_AT = "http://127.0.0.1:1/v1"
_PRIVATE = {"authorization", "cookie", "set-cookie", "openai-organization", "openai-project"}
_PASSING = {"host", "user-agent", "connection", "date"}
_ASKED = [{"role": "user", "content": "Trả lời một câu: vì sao phải che số điện thoại trước khi hỏi AI?"}]
_TOOL = {
    "type": "function",
    "function": {
        "name": "xem_thoi_tiet",
        "description": "Xem thời tiết của một nơi trong một ngày",
        "parameters": {"type": "object", "properties": {"noi": {"type": "string"}}, "required": ["noi"]},
    },
}
_SCHEMA = {
    "type": "object",
    "properties": {"ho_ten": {"type": "string"}, "so_luong": {"type": "integer"}},
    "required": ["ho_ten", "so_luong"],
    "additionalProperties": False,
}


def plain(made, model):
    return made.chat.completions.create(model=model, messages=_ASKED)


def stream(made, model):
    return list(made.chat.completions.create(model=model, messages=_ASKED, stream=True, stream_options={"include_usage": True}))


def tools(made, model):
    asked = [{"role": "user", "content": "Xem thời tiết ở Đồi Chè giúp tôi."}]
    return made.chat.completions.create(model=model, messages=asked, tools=[_TOOL])


def schema(made, model):
    asked = [{"role": "user", "content": "Chị Nguyễn Thị Lan mua 12 gói chè. Rút họ tên và số lượng."}]
    wanted = {"type": "json_schema", "json_schema": {"name": "don_hang", "strict": True, "schema": _SCHEMA}}
    return made.chat.completions.create(model=model, messages=asked, response_format=wanted)


def embeddings(made, model):
    return made.embeddings.create(model=model, input=["chè xuân", "máy bơm"], dimensions=16)


def models(made, model):
    return made.models.list()


def unknown_model(made, model):
    return made.chat.completions.create(model="mo-hinh-khong-co", messages=_ASKED)


CASES = {case.__name__: case for case in (plain, stream, tools, schema, embeddings, models, unknown_model)}


def recorder(mode: str) -> vcr.VCR:
    """Return a recorder whose files hold no secret; ``mode`` is vcrpy's record mode."""
    return vcr.VCR(
        record_mode=mode,
        match_on=["method", "path", "body"],
        decode_compressed_response=True,
        before_record_request=_without_secrets,
        before_record_response=_without_private_headers,
    )


def replay(service: str, case: str):
    """Return what the openai client makes of the recorded answer of ``service``."""
    about = json.loads((FOLDER / service / "about.json").read_text(encoding="utf-8"))
    where = Connection("other", REPLAYED_AT, "khong-dung", about["model"])
    with recorder("none").use_cassette(str(FOLDER / service / f"{case}.yaml")):
        return CASES[case](client(where, max_retries=0), about["model"])


def record(service: str, connection: Connection, said: str) -> None:
    """Ask ``connection`` everything in CASES and keep the answers, errors too, under ``service``."""
    import openai

    folder = FOLDER / service
    folder.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        path = folder / f"{name}.yaml"
        path.unlink(missing_ok=True)
        with recorder("once").use_cassette(str(path)):
            try:
                case(client(connection, max_retries=0), connection.model)
            except openai.APIStatusError as error:
                print(f"{name}: {error.status_code}")
    about = {"service": service, "model": connection.model, "recorded_from": said}
    text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
    (folder / "about.json").write_text(text, encoding="utf-8", newline="\n")


def _without_secrets(request):
    request.uri = REPLAYED_AT.removesuffix("/v1") + request.path
    for name in list(request.headers):
        if name.lower() in _PRIVATE | _PASSING or name.lower().startswith("x-stainless"):
            del request.headers[name]
    return request


def _without_private_headers(response):
    response["headers"] = {n: v for n, v in response["headers"].items() if n.lower() not in _PRIVATE | _PASSING}
    return response


def record_practice() -> None:
    """Record our own wire again."""
    from conftest import running
    from scripted import scripted

    from binhdan.ai.practice import wire_chat
    from binhdan.ai.practice.app import app

    wire_chat.respond = scripted
    with running(app) as base_url:
        said = "the practice model's wire, served over the loopback with scripted replies; not a real model"
        record("practice", Connection("class", base_url, "lop-hoc", "ai-luyen-tap"), said)


if __name__ == "__main__":
    if sys.argv[1:] == ["practice"]:
        record_practice()
    else:
        record(sys.argv[1], current(), current().base_url)
