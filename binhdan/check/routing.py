"""Checks of tools described in two tables: which calls the practice model makes with them."""

import copy
from typing import Any

from binhdan.ai.practice.engine import respond
from binhdan.ai.tool_tables import TableProblem, tool_schemas
from binhdan.check.registry import Wrong, checked
from binhdan.text import count_words, fold, words

_SHARE = 0.85  # of the requests that a tool should serve
_ALIVE = 0.6  # tools that serve fewer are not silent, they are mute
_STEPS = 4


@checked
def tools_are_described(tools: list, parameters: list, case: dict) -> str:
    """Pass tables that describe every tool of ``case["tools"]`` ({name: {parameter: {"type", "choices"?}}})."""
    offered = {tool["function"]["name"]: tool["function"] for tool in _schemas(tools, parameters)}
    for name, wanted in case["tools"].items():
        if name not in offered:
            raise Wrong(f"Chưa có công cụ {name} trong bảng. Giữ nguyên tên ở cột đầu.")
        yes, _, no = offered[name]["description"].partition("Không dùng khi:")
        if count_words(yes) < 3:
            raise Wrong(f"{name}: mô tả còn trống hoặc quá ngắn. Viết một câu: dùng khi người dân cần gì.")
        if count_words(no) < 2 and "khong" not in words(yes):
            raise Wrong(f"{name}: cột “không dùng khi” còn trống. Yêu cầu nào dễ bị gọi nhầm vào đây?")
        _check_parameters(name, offered[name]["parameters"]["properties"], wanted)
    if len({fold(offered[name]["description"]) for name in case["tools"]}) < len(case["tools"]):
        raise Wrong("Có hai công cụ mô tả giống hệt nhau: AI không thể phân biệt.")
    return "Năm công cụ đều có mô tả, giới hạn và tham số có kiểu."


@checked
def tools_chosen_well(tools: list, parameters: list, case: dict) -> str:
    """Pass tools with which at least 85 % of the requests they should serve get exactly the right call.

    ``case`` has ``system``, ``hidden`` (true: speak in general terms) and ``requests``: {"asked", "tool",
    "arguments"}; a request without "tool" is out of scope and not looked at here.
    """
    return _enough(tools, parameters, [request for request in case["requests"] if request.get("tool")], case)


@checked
def tools_handle_everyone(tools: list, parameters: list, case: dict) -> str:
    """Pass tools with which at least 85 % of all requests end right: the right call, or none where out of scope."""
    return _enough(tools, parameters, case["requests"], case)


@checked
def tools_stay_silent(tools: list, parameters: list, case: dict) -> str:
    """Pass tools that no out-of-scope request of ``case`` calls, while the others still work."""
    schemas = _schemas(tools, parameters)
    serving = [request for request in case["requests"] if request.get("tool")]
    alive = sum([call[0] for call in trajectory(schemas, r["asked"], case["system"])] == [r["tool"]] for r in serving)
    if alive < _ALIVE * len(serving):
        raise Wrong("AI gần như không gọi được công cụ nào đúng. Viết mô tả cho rõ đã, rồi mới thêm giới hạn.")
    outside = [request for request in case["requests"] if not request.get("tool")]
    called = [(r, calls) for r in outside if (calls := trajectory(schemas, r["asked"], case["system"]))]
    if called and case.get("hidden"):
        raise Wrong(f"{len(called)}/{len(outside)} yêu cầu ngoài phạm vi vẫn bị gọi công cụ. Đọc lại danh sách “không được làm”, xem việc nào chưa có ở cột “không dùng khi”.")
    if called:
        request, calls = called[0]
        raise Wrong(f"“{request['asked']}” là việc ngoài phạm vi mà AI vẫn gọi {calls[0][0]}. Thêm giới hạn cho công cụ ấy.")
    return f"Không yêu cầu ngoài phạm vi nào ({len(outside)}) bị gọi công cụ."


def trajectory(schemas: list[dict], asked: str, system: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every (name, arguments) that the practice model calls until it answers in words."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": asked}]
    made: list[tuple[str, dict[str, Any]]] = []
    for _ in range(_STEPS):
        reply = respond({"model": "ai-luyen-tap", "messages": copy.deepcopy(messages), "tools": copy.deepcopy(schemas)})
        if not reply.tool_calls:
            break
        made += [(call.name, call.arguments) for call in reply.tool_calls]
        messages.append({"role": "assistant", "content": None})
        messages.append({"role": "tool", "tool_call_id": f"call_{len(made)}", "content": "đã nhận"})
    return made


def fits(expected: Any, given: Any) -> bool:
    """Whether an argument is right: same type; text in any case and with or without diacritics; a list gives choices."""
    if isinstance(expected, list):
        return any(fits(one, given) for one in expected)
    if isinstance(expected, str):
        return isinstance(given, str) and fold(given).strip() == fold(expected).strip()
    return type(given) is type(expected) and given == expected


def _schemas(tools: list, parameters: list) -> list[dict]:
    try:
        return tool_schemas([dict(row) for row in tools], [dict(row) for row in parameters or []])
    except TableProblem as problem:
        raise Wrong(str(problem)) from problem


def _check_parameters(name: str, given: dict[str, dict], wanted: dict[str, dict]) -> None:
    for parameter, rule in wanted.items():
        if parameter not in given:
            raise Wrong(f"{name}: thiếu tham số {parameter} trong bảng tham số.")
        if given[parameter].get("type") != rule["type"]:
            needed = {"string": "chữ", "integer": "số nguyên"}[rule["type"]]
            raise Wrong(f"{name}.{parameter}: cột kiểu chưa hợp. Phần mềm nhận kiểu {needed}.")
        choices = {" ".join(words(str(choice))) for choice in given[parameter].get("enum", [])}
        if rule.get("choices") and choices != {" ".join(words(choice)) for choice in rule["choices"]}:
            raise Wrong(f"{name}.{parameter}: cột giá trị phải liệt kê đúng các lựa chọn của phần mềm, cách nhau bằng dấu phẩy.")
    if extra := [parameter for parameter in given if parameter not in wanted]:
        raise Wrong(f"{name}: phần mềm không có tham số {extra[0]}. Bỏ dòng ấy.")


def _enough(tools: list, parameters: list, requests: list[dict], case: dict) -> str:
    schemas = _schemas(tools, parameters)
    problems = [(request, problem) for request in requests if (problem := _wrong_call(schemas, request, case))]
    good = len(requests) - len(problems)
    if good < _SHARE * len(requests):
        raise Wrong(f"Xử lý đúng {good}/{len(requests)} yêu cầu, cần ít nhất 85 %. {_first(problems, case)}")
    return f"Gọi đúng công cụ và tham số ở {good}/{len(requests)} yêu cầu."


def _wrong_call(schemas: list[dict], request: dict, case: dict) -> str:
    """What is wrong with the calls that a request gets, for the learner, or ""."""
    calls = trajectory(schemas, request["asked"], case["system"])
    if not request.get("tool"):
        return f"việc ngoài phạm vi mà vẫn gọi {calls[0][0]}." if calls else ""
    if not calls:
        return "không gọi công cụ nào. Mô tả cần nói rõ hơn, dùng lời của người dân."
    if len(calls) > 1:
        return "gọi nhiều lần. Một yêu cầu chỉ cần một lần gọi."
    name, arguments = calls[0]
    if name != request["tool"]:
        return f"gọi nhầm {name}. So hai mô tả xem chỗ nào chồng nhau."
    expected = request["arguments"]
    bad = [key for key in expected if not fits(expected[key], arguments.get(key))]
    if bad:
        return f"{name} đúng, nhưng {bad[0]} nhận {arguments.get(bad[0])!r}. Xem lại kiểu, giá trị hoặc dạng của tham số này."
    return ""


def _first(problems: list[tuple[dict, str]], case: dict) -> str:
    request, problem = problems[0]
    if case.get("hidden"):
        outside = sum(not request.get("tool") for request, _ in problems)
        wrong = sum("nhầm" in problem or "không gọi" in problem for _, problem in problems)
        values = len(problems) - outside - wrong
        return f"Sai công cụ: {wrong}; sai tham số: {values}; ngoài phạm vi mà vẫn gọi: {outside}. Mô tả cần đúng với nhiều cách nói."
    return f"Ví dụ “{request['asked']}”: {problem}"
