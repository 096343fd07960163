"""What the practice model calls itself on the wire, and how it numbers and counts."""

import hashlib
import json
import re
from typing import Any

MODEL = "ai-luyen-tap"
OWNER = "binhdan"
FINGERPRINT = "fp_ai_luyen_tap"
# 2025-01-01T00:00:00Z: a fixed moment, because the same request must give the same bytes.
CREATED = 1735689600

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")


def digest(value: Any, size: int = 12) -> str:
    """Return ``2 * size`` hex digits that depend only on a JSON-like ``value`` (bytes allowed)."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, default=_hash_bytes)
    return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def tokens(text: str) -> list[str]:
    """Split ``text`` into syllables and marks with their leading space; joined again they are ``text``.

    This is how the practice model counts usage and paces a stream; a real model's tokens differ.
    """
    return _TOKEN.findall(text)


def usage(prompt: int, completion: int) -> dict[str, int]:
    """Return OpenAI's usage object for these token counts."""
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _hash_bytes(value: Any) -> str:
    return hashlib.blake2b(bytes(value), digest_size=16).hexdigest()
