"""Choose the skill that fits a request and let it answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from binhdan.ai.practice.reader import Reading, read
from binhdan.ai.practice.reply import Reply
from binhdan.ai.practice.skills import all_skills


@dataclass(frozen=True)
class Request:
    """A chat.completions request: its body as sent, and the prompt as read."""

    body: dict

    @cached_property
    def reading(self) -> Reading:
        """The parts of the prompt."""
        return read(self.body.get("messages") or [])

    @property
    def tools(self) -> list[dict]:
        """The functions offered, without their wrapper."""
        return [tool["function"] for tool in self.body.get("tools") or [] if tool.get("type") == "function"]

    @property
    def schema(self) -> dict | None:
        """The JSON schema that the answer must follow, or None."""
        wanted = self.body.get("response_format") or {}
        return (wanted.get("json_schema") or {}).get("schema") if wanted.get("type") == "json_schema" else None


def respond(body: dict) -> Reply:
    """Answer a chat.completions request body; same body, same Reply."""
    request = Request(body)
    best = max(all_skills(), key=lambda skill: skill.wants(request))
    return best.reply(request)
