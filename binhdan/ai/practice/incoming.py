"""Reading a request body: JSON or multipart form, within a size limit."""

import json
from email.parser import BytesParser
from typing import Any

from binhdan.ai.practice.errors import Problem

MAX_BODY = 25 * 1024 * 1024
_FORM = "multipart/form-data"


def read_body(environ: dict[str, Any]) -> dict[str, Any]:
    """Return the parsed body of a WSGI request: JSON object, or form fields as bytes.

    Raises Problem 413 for a body over ``MAX_BODY`` bytes and 400 for one that can't be parsed.
    """
    raw = _read(environ)
    content_type = environ.get("CONTENT_TYPE", "")
    if content_type.lower().startswith(_FORM):
        return _parse_form(raw, content_type)
    return _parse_json(raw)


def _read(environ: dict[str, Any]) -> bytes:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = -1
    if length < 0:
        raise Problem(400, "Độ dài nội dung gửi lên không hợp lệ. Hãy gửi lại yêu cầu.", "invalid_content_length")
    if length > MAX_BODY:
        limit = MAX_BODY // (1024 * 1024)
        raise Problem(413, f"Nội dung gửi lên quá {limit} MB. Hãy chia nhỏ rồi gửi lại.", "request_too_large")
    return environ["wsgi.input"].read(length)


def _parse_json(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except (ValueError, RecursionError) as error:
        raise Problem(
            400, "Nội dung gửi lên không phải JSON. Hãy kiểm tra dấu ngoặc và dấu nháy.", "invalid_json"
        ) from error
    if not isinstance(body, dict):
        raise Problem(400, "Nội dung JSON phải là một đối tượng { … }.", "invalid_json")
    return body


def _parse_form(raw: bytes, content_type: str) -> dict[str, Any]:
    # The standard email parser splits binary parts on lone carriage returns, so it only reads headers here.
    header = BytesParser().parsebytes(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n")
    boundary = header.get_param("boundary")
    if not boundary:
        raise Problem(400, "Biểu mẫu gửi lên thiếu `boundary`. Hãy gửi lại bằng thư viện openai.", "invalid_form")
    fields = {}
    for part in (b"\r\n" + raw).split(b"\r\n--" + str(boundary).encode("latin-1"))[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = BytesParser().parsebytes(head + b"\r\n\r\n").get_param("name", header="content-disposition")
        if name:
            fields[str(name)] = content
    return fields
