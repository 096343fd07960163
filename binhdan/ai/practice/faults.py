"""Faults on request: the caller asks for an error by a header, so that nothing is remembered."""

import re
import time
from typing import Any

from binhdan.ai.practice.errors import Problem

HEADER = "x-practice-fault"
WAIT_SECONDS = 10.0

_MESSAGES = {
    "401": ("Khoá truy cập không đúng (lỗi diễn tập). Hãy kiểm tra khoá bằng `binhdan connect`.", "invalid_api_key"),
    "403": ("Khoá này không được dùng dịch vụ này (lỗi diễn tập). Hãy hỏi người cấp khoá.", "permission_denied"),
    "404": ("Không có mô hình này (lỗi diễn tập). Hãy kiểm tra lại tên mô hình.", "model_not_found"),
    "429": ("Hỏi quá nhanh (lỗi diễn tập). Hãy chờ theo `retry-after` rồi hỏi lại.", "rate_limit_exceeded"),
    "500": ("Máy chủ trục trặc (lỗi diễn tập). Hãy chờ một chút rồi hỏi lại.", "server_error"),
    "503": ("Máy chủ quá tải (lỗi diễn tập). Hãy chờ một chút rồi hỏi lại.", "overloaded"),
}
_TIMEOUT = "Máy chủ trả lời quá lâu (lỗi diễn tập). Hãy đặt `timeout` và hỏi lại."
_ASKED = re.compile(r"(\d{3}|timeout)(?:\s*;\s*times=(\d+))?")


def asked(value: str, retry_count: str) -> str | None:
    """Return the fault that a header ``value`` asks of this attempt, or None.

    ``value`` is ``"429"`` (always) or ``"429;times=2"`` (the first two attempts); ``retry_count`` is what
    the openai client sends as ``x-stainless-retry-count``. Raises Problem 400 for anything else.
    """
    match = _ASKED.fullmatch(value.strip().lower())
    if not match or match[1] not in (*_MESSAGES, "timeout"):
        names = ", ".join((*_MESSAGES, "timeout"))
        raise Problem(400, f"Không có lỗi diễn tập {value!r}. Hãy chọn một trong: {names}.", "invalid_fault", HEADER)
    attempt = int(retry_count) if retry_count.isdigit() else 0
    return None if match[2] is not None and attempt >= int(match[2]) else match[1]


def raise_if_asked(environ: dict[str, Any]) -> None:
    """Raise the Problem that the request's fault header asks for; "timeout" first waits ``WAIT_SECONDS``."""
    value = environ.get("HTTP_X_PRACTICE_FAULT")
    fault = asked(value, environ.get("HTTP_X_STAINLESS_RETRY_COUNT", "")) if value else None
    if fault is None:
        return
    if fault == "timeout":
        time.sleep(WAIT_SECONDS)
        raise Problem(504, _TIMEOUT, "timeout")
    message, code = _MESSAGES[fault]
    raise Problem(int(fault), message, code, headers=(("retry-after", "1"),) if fault == "429" else ())
