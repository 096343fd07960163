"""Messages between the box and its keeper: a length, then JSON."""

from __future__ import annotations

import json
import os
import re
import struct

_HEAD = struct.Struct("<I")
MAX_BYTES = 20 << 20  # parsed, a message may take twenty times as much memory
CUT_OFF = "\n… (phần sau dài quá nên không giữ)\n"  # stands where a flood of output was stopped
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class BadFrame(Exception):
    """What came through the pipe is not a message: forged, cut off or too large."""


def pack(kind: str, content: object) -> bytes:
    """Return one message as bytes."""
    body = json.dumps([kind, content], default=str).encode()
    return _HEAD.pack(len(body)) + body


def send(descriptor: int, kind: str, content: object) -> None:
    """Write one message whole."""
    data = memoryview(pack(kind, content))
    while data:
        data = data[os.write(descriptor, data) :]


class Reader:
    """Collects bytes and gives out whole messages."""

    def __init__(self):
        self._buffer = bytearray()
        self.received = 0

    def feed(self, data: bytes) -> None:
        """Add bytes as they arrive."""
        self._buffer += data
        self.received += len(data)

    def messages(self):
        """Yield (kind, content, bytes) for every message that is complete; BadFrame where it is none."""
        while len(self._buffer) >= _HEAD.size:
            (length,) = _HEAD.unpack_from(self._buffer)
            if length > MAX_BYTES:
                raise BadFrame(f"a message of {length} bytes")
            if len(self._buffer) < _HEAD.size + length:
                return
            body = bytes(self._buffer[_HEAD.size : _HEAD.size + length])
            del self._buffer[: _HEAD.size + length]
            yield *_parsed(body), length


def loads(text: bytes | str) -> object:
    """json.loads for what learners' code says: half a surrogate pair, which no file can hold, becomes "?"."""
    value = json.loads(text)
    return _whole(value) if _SURROGATE.search(text.encode() if isinstance(text, str) else text) else value


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value


def _parsed(body: bytes) -> tuple[str, object]:
    try:
        kind, content = loads(body)
    except (ValueError, TypeError, RecursionError) as error:
        raise BadFrame("not JSON") from error
    if not isinstance(kind, str):
        raise BadFrame("no kind")
    return kind, content
