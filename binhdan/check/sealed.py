"""Answers of an open case, kept so that opening the file does not give them away."""

import hashlib


def seal(*parts: object) -> str:
    """Return a short digest of an answer; the same parts give the same seal everywhere.

    It keeps honest eyes honest: whoever tries every possible answer will still find it,
    which is why held-out cases decide.
    """
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8, person=b"binhdan-seal").hexdigest()
