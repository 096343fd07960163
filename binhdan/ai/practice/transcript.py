"""The transcript that rides inside a WAV file, in its LIST/INFO comment."""

import struct
from collections.abc import Iterator

_HEADER = 12  # "RIFF", size, "WAVE"


def write_transcript(wav: bytes, text: str) -> bytes:
    """Return ``wav`` with ``text`` added as the INFO comment (ICMT, UTF-8); the sound is untouched."""
    comment = _chunk(b"ICMT", text.encode("utf-8") + b"\0")
    info = _chunk(b"LIST", b"INFO" + comment)
    return b"RIFF" + struct.pack("<I", len(wav) - 8 + len(info)) + wav[8:] + info


def read_transcript(wav: bytes) -> str | None:
    """Return the transcript in ``wav``, or None where there is none. Raises ValueError if it is no WAV."""
    if wav[:4] != b"RIFF" or wav[8:_HEADER] != b"WAVE":
        raise ValueError("not a WAV file")
    for name, body in _chunks(wav[_HEADER:]):
        if name == b"LIST" and body[:4] == b"INFO":
            for entry, value in _chunks(body[4:]):
                if entry == b"ICMT":
                    return value.rstrip(b"\0").decode("utf-8", "replace")
    return None


def _chunk(name: bytes, body: bytes) -> bytes:
    # Chunks are padded to an even length, and the padding does not count.
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
