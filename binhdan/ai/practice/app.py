"""The practice model as one WSGI app: in-process for a learner, over HTTP for a class."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any

from binhdan.ai.practice import wire_chat, wire_embeddings, wire_media
from binhdan.ai.practice.errors import Problem, missing
from binhdan.ai.practice.faults import raise_if_asked
from binhdan.ai.practice.identity import CREATED, MODEL, OWNER, digest
from binhdan.ai.practice.incoming import read_body

_log = logging.getLogger(__name__)
_JSON = "application/json; charset=utf-8"
_MODEL_CARD = {"id": MODEL, "object": "model", "created": CREATED, "owned_by": OWNER}
_WELCOME = "AI luyện tập của Bình dân học AI đang chạy. Trên máy học viên, gõ: binhdan connect\n"

Payload = dict[str, Any] | tuple[str, bytes] | Iterator[bytes]


def app(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    """Answer one request of OpenAI's API. Same request, same bytes; every answer names the practice model."""
    status, headers = 200, ()
    try:
        payload = _answer(environ)
    except Problem as problem:
        status, headers, payload = problem.status, problem.headers, problem.body()
    except Exception:
        # Whatever went wrong inside, the client must get an error it can read; the log keeps the cause.
        _log.exception("practice model failed")
        problem = Problem(500, "AI luyện tập bị lỗi bên trong. Hãy báo người hướng dẫn câu lệnh vừa gửi.", "server_error")
        status, headers, payload = problem.status, (("x-should-retry", "false"),), problem.body()
    return _send(start_response, status, headers, payload)


def _answer(environ: dict[str, Any]) -> Payload:
    path = environ.get("PATH_INFO", "").rstrip("/")
    if path in ("", "/v1") and environ["REQUEST_METHOD"] == "GET":
        return "text/plain; charset=utf-8", _WELCOME.encode("utf-8")
    _check_key(environ.get("HTTP_AUTHORIZATION", ""))
    raise_if_asked(environ)
    if path.startswith("/v1/models"):
        _check_method(environ, "GET")
        return _models(path.removeprefix("/v1/models").strip("/"))
    handler = _HANDLERS.get(path)
    if handler is None:
        known = ", ".join([*_HANDLERS, "/v1/models"])
        raise Problem(404, f"AI luyện tập không có địa chỉ {path}. Hãy dùng: {known}.", "not_found")
    _check_method(environ, "POST")
    body = read_body(environ)
    _check_model(body.get("model"))
    return handler(body)


def _models(name: str) -> dict[str, Any]:
    if name:
        _check_model(name)
        return _MODEL_CARD
    return {"object": "list", "data": [_MODEL_CARD]}


def _check_key(authorization: str) -> None:
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Problem(401, "Thiếu khoá truy cập. Với AI luyện tập, khoá nào cũng được: đặt api_key='lop-hoc'.", "invalid_api_key")


def _check_method(environ: dict[str, Any], method: str) -> None:
    if environ["REQUEST_METHOD"] != method:
        raise Problem(405, f"Địa chỉ này chỉ nhận {method}. Hãy gọi lại bằng thư viện openai.", "method_not_allowed", headers=(("Allow", method),))


def _check_model(model: Any) -> None:
    name = model.decode("utf-8", "replace") if isinstance(model, bytes) else model
    if not name:
        raise missing("model", f"model='{MODEL}'")
    if name != MODEL:
        raise Problem(404, f"Ở đây không có mô hình {name!r}. Hãy dùng model='{MODEL}'.", "model_not_found", "model")


_HANDLERS: dict[str, Callable[[dict[str, Any]], Payload]] = {
    "/v1/chat/completions": wire_chat.complete,
    "/v1/embeddings": wire_embeddings.embeddings,
    "/v1/images/generations": wire_media.images,
    "/v1/audio/speech": wire_media.speech,
    "/v1/audio/transcriptions": wire_media.transcriptions,
}


def _send(start_response: Callable, status: int, headers: Iterable[tuple[str, str]], payload: Payload) -> Iterable[bytes]:
    kind, chunks = _encoded(payload)
    sent = [("Content-Type", kind), ("x-practice-model", MODEL), ("Cache-Control", "no-store"), *headers]
    if isinstance(chunks, list):
        sent += [("Content-Length", str(len(chunks[0]))), ("x-request-id", f"req_{digest(chunks[0])}")]
    start_response(f"{status} {HTTPStatus(status).phrase}", sent)
    return chunks


def _encoded(payload: Payload) -> tuple[str, list[bytes] | Iterator[bytes]]:
    if isinstance(payload, dict):
        return _JSON, [json.dumps(payload, ensure_ascii=False).encode("utf-8")]
    if isinstance(payload, tuple):
        return payload[0], [payload[1]]
    return "text/event-stream; charset=utf-8", payload
