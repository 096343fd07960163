"""Errors of the practice model in OpenAI's JSON shape, with Vietnamese messages."""

from dataclasses import dataclass
from typing import Any

_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
    500: "server_error",
    501: "server_error",
    503: "server_error",
    504: "server_error",
}


@dataclass(frozen=True)
class Problem(Exception):
    """A request that gets an HTTP error: ``status``, one Vietnamese line, OpenAI's code and param."""

    status: int
    message: str
    code: str
    param: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def body(self) -> dict[str, Any]:
        """Return the JSON object that OpenAI's clients expect for this error."""
        kind = _TYPES.get(self.status, "invalid_request_error")
        return {"error": {"message": self.message, "type": kind, "param": self.param, "code": self.code}}


def missing(param: str, example: str) -> Problem:
    """Return the 400 for an absent ``param``, with an ``example`` of what to add."""
    return Problem(400, f"Thiếu `{param}`. Hãy thêm, ví dụ: {example}.", "missing_required_parameter", param)


def invalid(param: str, message: str) -> Problem:
    """Return the 400 for a ``param`` whose value can't be used; ``message`` names the next step."""
    return Problem(400, message, "invalid_value", param)


def unsupported(param: str, message: str) -> Problem:
    """Return the 400 for something the API has and the practice model has not."""
    return Problem(400, message, "unsupported_parameter", param)
