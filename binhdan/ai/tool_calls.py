"""One request with tools, sent to the practice model and to the real model that is connected, if any."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

from binhdan.ai.tool_tables import TableProblem, tool_schemas

_BOX = "border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em;margin:.3em 0;flex:1 1 18em"
_HOW = "Chưa nối với mô hình thật nào. Muốn thử: mở cửa sổ dòng lệnh, gõ `binhdan connect`, rồi chạy lại ô này."


def compare_tools(tools: list[dict[str, str]], parameters: list[dict[str, str]], asked: str, system: str = "") -> ToolComparison:
    """Ask both models with the tools of two tables; what they would call, side by side. Nothing is run."""
    from binhdan.ai.connection import PRACTICE, current

    try:
        schemas = tool_schemas(tools, parameters)
    except TableProblem as problem:
        return ToolComparison(asked, {}, str(problem))
    if not schemas:
        return ToolComparison(asked, {}, "Chưa có công cụ nào. Viết bảng công cụ rồi chạy lại ô này.")
    messages = [{"role": "system", "content": system}] if system else []
    messages.append({"role": "user", "content": asked})
    where = [PRACTICE] if current().is_practice else [PRACTICE, current()]
    answers = {connection.display_name: _called(connection, messages, schemas) for connection in where}
    return ToolComparison(asked, answers, _HOW if len(where) == 1 else "")


@dataclass(frozen=True)
class ToolComparison:
    """What each model (by its display name) would call for ``asked``, and a line to add."""

    asked: str
    answers: dict[str, str]
    note: str

    def __repr__(self) -> str:
        return "\n".join(filter(None, [f"“{self.asked}”", *(f"{name}: {called}" for name, called in self.answers.items()), self.note]))

    def _repr_html_(self) -> str:
        sides = "".join(
            f"<div style='{_BOX}'><b>{html.escape(name)}</b><br>{html.escape(called)}</div>" for name, called in self.answers.items()
        )
        return (
            f"<div>“{html.escape(self.asked)}”</div><div style='display:flex;gap:.8em;flex-wrap:wrap'>{sides}</div>"
            f"<div style='opacity:.75'>{html.escape(self.note)}</div>"
        )


def _called(connection, messages: list[dict], schemas: list[dict]) -> str:
    import openai

    from binhdan.ai.client import client
    from binhdan.ai.explain import explain

    try:
        done = client(connection).chat.completions.create(model=connection.model, messages=messages, tools=schemas)
    except openai.OpenAIError as error:
        return explain(error)
    message = done.choices[0].message
    calls = [f"{call.function.name}({_plain(call.function.arguments)})" for call in message.tool_calls or []]
    return "; ".join(calls) or f"không gọi công cụ: {message.content or ''}"


def _plain(arguments: str) -> str:
    try:
        return json.dumps(json.loads(arguments), ensure_ascii=False)
    except ValueError:
        return arguments
