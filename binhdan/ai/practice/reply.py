"""What the practice model answers with, before it is put on the wire."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ToolCall:
    """A request to run one of the caller's tools: its ``name`` and JSON-ready ``arguments``."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """One answer: ``text`` (None when only tools are called), calls, and the skill that made it."""

    text: str | None
    tool_calls: tuple[ToolCall, ...] = ()
    skill: str = ""
