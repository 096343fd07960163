"""chat.completions on the wire: a Reply becomes one JSON object or a stream of events."""

import json
from collections.abc import Iterator
from typing import Any

from binhdan.ai.practice.chat_request import check_request, chosen_tool
from binhdan.ai.practice.engine import respond
from binhdan.ai.practice.identity import CREATED, FINGERPRINT, MODEL, digest, tokens, usage
from binhdan.ai.practice.reply import Reply

_NOT_JSON = "AI luyện tập chưa làm được JSON cho câu lệnh này. Hãy nêu rõ từng ô cần lấy và dữ liệu để lấy."


def complete(body: dict[str, Any]) -> dict[str, Any] | Iterator[bytes]:
    """Answer a chat.completions ``body``: a JSON object, or server-sent events when it asks to stream.

    Raises Problem 400 for a body that can't be used.
    """
    check_request(body)
    answer = _Answer(body, respond(_offered(body)))
    return answer.events() if body.get("stream") else answer.whole()


def _offered(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with only the tools that its ``tool_choice`` allows."""
    choice, tools = body.get("tool_choice"), body.get("tools")
    name = chosen_tool(choice)
    if not tools or choice == "none":
        return {key: value for key, value in body.items() if key != "tools"}
    return {**body, "tools": [tool for tool in tools if name in (None, tool["function"]["name"])]}


class _Answer:
    """One reply with the limits of its request applied."""

    def __init__(self, body: dict[str, Any], reply: Reply):
        self._body = body
        self._key = digest(body)
        self._calls = [self._call(index, call.name, call.arguments) for index, call in enumerate(reply.tool_calls)]
        if body.get("parallel_tool_calls") is False:
            self._calls = self._calls[:1]
        text = _until_stop(reply.text or "", body.get("stop"))
        # OpenAI's own way to say that no answer of the asked form can be given.
        self._refused = _wants_json(body) and not self._calls and not _is_json(text)
        self._pieces = tokens(_NOT_JSON if self._refused else text)
        limit = body.get("max_completion_tokens") or body.get("max_tokens")
        self._cut = bool(limit) and len(self._pieces) > limit
        if self._cut:
            self._pieces = self._pieces[:limit]

    def whole(self) -> dict[str, Any]:
        """Return the chat.completion object."""
        text = "".join(self._pieces) or (None if self._calls else "")
        said = {"content": None, "refusal": text} if self._refused else {"content": text, "refusal": None}
        message = {"role": "assistant", **said, "annotations": []}
        if self._calls:
            message["tool_calls"] = self._calls
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self._finish()}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self._usage()}

    def events(self) -> Iterator[bytes]:
        """Yield the chat.completion.chunk events, then [DONE]."""
        counted = bool((self._body.get("stream_options") or {}).get("include_usage"))
        head = {**self._head("chat.completion.chunk"), **({"usage": None} if counted else {})}
        for delta in self._deltas():
            yield _event({**head, "choices": [_choice(delta)]})
        yield _event({**head, "choices": [_choice({}, self._finish())]})
        if counted:
            yield _event({**head, "choices": [], "usage": self._usage()})
        yield b"data: [DONE]\n\n"

    def _deltas(self) -> Iterator[dict[str, Any]]:
        yield {"role": "assistant", "content": None if self._calls or self._refused else "", "refusal": None}
        for piece in self._pieces:
            yield {"refusal" if self._refused else "content": piece}
        for index, call in enumerate(self._calls):
            arguments = call["function"]["arguments"]
            yield {"tool_calls": [{"index": index, **call, "function": {**call["function"], "arguments": ""}}]}
            for piece in tokens(arguments):
                yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}

    def _call(self, index: int, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        function = {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}
        return {"id": f"call_{self._key}_{index}", "type": "function", "function": function}

    def _head(self, kind: str) -> dict[str, Any]:
        return {
            "id": f"chatcmpl-{self._key}",
            "object": kind,
            "created": CREATED,
            "model": MODEL,
            "system_fingerprint": FINGERPRINT,
        }

    def _finish(self) -> str:
        return "tool_calls" if self._calls else "length" if self._cut else "stop"

    def _usage(self) -> dict[str, int]:
        asked = _prompt_text(self._body["messages"]) + json.dumps(self._body.get("tools") or "", ensure_ascii=False)
        called = sum(len(tokens(call["function"]["arguments"])) for call in self._calls)
        return usage(len(tokens(asked)), len(self._pieces) + called)


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(chunk, ensure_ascii=False).encode("utf-8") + b"\n\n"


def _wants_json(body: dict[str, Any]) -> bool:
    return (body.get("response_format") or {}).get("type", "text") != "text"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _until_stop(text: str, stop: str | list[str] | None) -> str:
    marks = [stop] if isinstance(stop, str) else stop or []
    found = [at for mark in marks if mark and (at := text.find(mark)) >= 0]
    return text[: min(found)] if found else text


def _prompt_text(messages: list[dict[str, Any]]) -> str:
    contents = [message.get("content") or "" for message in messages]
    parts = [part.get("text") or "" for content in contents if isinstance(content, list) for part in content]
    return "\n".join([content for content in contents if isinstance(content, str)] + parts)
