"""Checking a chat.completions request before the practice model thinks about it."""

import re
from typing import Any

from binhdan.ai.practice.errors import invalid, missing, unsupported

_ROLES = ("system", "developer", "user", "assistant", "tool")
_FORMATS = ("text", "json_object", "json_schema")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SAMPLE = "messages=[{'role': 'user', 'content': 'Xin chào'}]"
_RANGES = {"temperature": (0, 2), "top_p": (0, 1), "presence_penalty": (-2, 2), "frequency_penalty": (-2, 2)}


def check_request(body: dict[str, Any]) -> None:
    """Raise a Problem 400 that names the first parameter of ``body`` that can't be used."""
    _check_messages(body.get("messages"))
    _check_numbers(body)
    _check_tools(body)
    _check_format(body)
    if body.get("stream_options") and not body.get("stream"):
        raise invalid("stream_options", "`stream_options` chỉ dùng khi có `stream=True`. Hãy bật stream hoặc bỏ đi.")


def _check_messages(messages: Any) -> None:
    if not isinstance(messages, list) or not messages:
        raise missing("messages", _SAMPLE)
    for index, message in enumerate(messages):
        _check_message(message, f"messages[{index}]")


def _check_message(message: Any, where: str) -> None:
    if not isinstance(message, dict) or message.get("role") not in _ROLES:
        raise invalid(f"{where}.role", f"`{where}` cần `role` là một trong: {', '.join(_ROLES)}.")
    content = message.get("content")
    if message["role"] == "tool" and not message.get("tool_call_id"):
        raise missing(f"{where}.tool_call_id", "tool_call_id=call.id của lần gọi công cụ trước")
    if content is None and message["role"] == "assistant":
        return
    parts_ok = isinstance(content, list) and all(isinstance(part, dict) and "type" in part for part in content)
    if not (isinstance(content, str) or parts_ok):
        raise invalid(f"{where}.content", f"`{where}.content` phải là chữ. Hãy bọc nội dung bằng str(…).")


def _check_numbers(body: dict[str, Any]) -> None:
    for name, (low, high) in _RANGES.items():
        value = body.get(name)
        if value is not None and not (_is_number(value) and low <= value <= high):
            raise invalid(name, f"`{name}` phải là số từ {low} đến {high}.")
    for name in ("max_tokens", "max_completion_tokens"):
        if body.get(name) is not None and not _is_count(body[name]):
            raise invalid(name, f"`{name}` phải là số nguyên từ 1 trở lên.")
    if body.get("n") not in (None, 1):
        raise unsupported("n", "AI luyện tập chỉ trả lời một câu mỗi lần. Hãy bỏ `n` và hỏi lại nhiều lần.")
    if body.get("logprobs"):
        raise unsupported("logprobs", "AI luyện tập không tính xác suất từng từ. Hãy bỏ `logprobs`.")


def _check_tools(body: dict[str, Any]) -> None:
    tools = body.get("tools")
    if tools is not None and not isinstance(tools, list):
        raise invalid("tools", "`tools` phải là danh sách công cụ.")
    names = [_tool_name(tool, f"tools[{index}]") for index, tool in enumerate(tools or [])]
    _check_choice(body.get("tool_choice"), names)


def _tool_name(tool: Any, where: str) -> str:
    function = tool.get("function") if isinstance(tool, dict) and tool.get("type") == "function" else None
    if not isinstance(function, dict):
        raise invalid(where, f"`{where}` phải có dạng {{'type': 'function', 'function': {{…}}}}.")
    if not isinstance(function.get("name"), str) or not _NAME.fullmatch(function["name"]):
        raise invalid(f"{where}.function.name", f"Tên công cụ ở `{where}` chỉ gồm chữ không dấu, số, `_` và `-`.")
    if not isinstance(function.get("parameters", {}), dict):
        raise invalid(f"{where}.function.parameters", f"Tham số ở `{where}` phải là một JSON Schema dạng {{…}}.")
    return function["name"]


def _check_choice(choice: Any, names: list[str]) -> None:
    if choice is None or choice in ("none", "auto"):
        return
    if not names:
        raise invalid("tool_choice", "Có `tool_choice` nhưng chưa có công cụ. Hãy thêm `tools`.")
    if choice != "required" and chosen_tool(choice) not in names:
        raise invalid("tool_choice", f"`tool_choice` phải là none, auto, required hoặc tên một công cụ: {', '.join(names)}.")


def chosen_tool(choice: Any) -> str | None:
    """Return the function name that a ``tool_choice`` value forces, or None."""
    function = choice.get("function") if isinstance(choice, dict) else None
    return function.get("name") if isinstance(function, dict) else None


def _check_format(body: dict[str, Any]) -> None:
    wanted = body.get("response_format")
    if wanted is None:
        return
    if not isinstance(wanted, dict) or wanted.get("type") not in _FORMATS:
        raise invalid("response_format", f"`response_format` cần `type` là một trong: {', '.join(_FORMATS)}.")
    if wanted["type"] == "json_schema":
        _check_schema(wanted.get("json_schema"))
    if wanted["type"] == "json_object" and "json" not in str(body["messages"]).lower():
        raise invalid("messages", "Muốn nhận JSON thì câu lệnh phải có từ “JSON”. Hãy thêm, ví dụ: “Trả lời bằng JSON”.")


def _check_schema(given: Any) -> None:
    where = "response_format.json_schema"
    if not isinstance(given, dict) or not isinstance(given.get("schema"), dict):
        raise missing(f"{where}.schema", "schema={'type': 'object', 'properties': {…}}")
    if not isinstance(given.get("name"), str) or not _NAME.fullmatch(given["name"]):
        raise invalid(f"{where}.name", "Tên lược đồ chỉ gồm chữ không dấu, số, `_` và `-`.")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
