"""Embeddings on the wire: floats, or base64 as the openai client asks by default."""

import base64
import struct
from typing import Any

from binhdan.ai.practice.embedding import DIMENSIONS, embed
from binhdan.ai.practice.errors import invalid, missing, unsupported
from binhdan.ai.practice.identity import MODEL, tokens

_MOST_INPUTS = 2048
_MOST_DIMENSIONS = 4096


def embeddings(body: dict[str, Any]) -> dict[str, Any]:
    """Answer an embeddings ``body`` (``input``, ``dimensions``, ``encoding_format``); Problem 400 if unusable."""
    texts = _texts(body.get("input"))
    size = body.get("dimensions") or DIMENSIONS
    if not isinstance(size, int) or not 1 <= size <= _MOST_DIMENSIONS:
        raise invalid("dimensions", f"`dimensions` phải là số nguyên từ 1 đến {_MOST_DIMENSIONS}.")
    encode = _encoder(body.get("encoding_format") or "float")
    data = [{"object": "embedding", "index": i, "embedding": encode(embed(text, size))} for i, text in enumerate(texts)]
    count = sum(len(tokens(text)) for text in texts)
    return {"object": "list", "data": data, "model": MODEL, "usage": {"prompt_tokens": count, "total_tokens": count}}


def _texts(given: Any) -> list[str]:
    texts = [given] if isinstance(given, str) else given
    if not texts:
        raise missing("input", "input=['chè xanh', 'phản ánh của dân']")
    if not isinstance(texts, list) or len(texts) > _MOST_INPUTS:
        raise invalid("input", f"`input` phải là một câu hoặc danh sách tối đa {_MOST_INPUTS} câu.")
    if not all(isinstance(text, str) for text in texts):
        raise unsupported("input", "AI luyện tập chỉ nhận chữ, không nhận mã số token. Hãy gửi câu văn.")
    if not all(text.strip() for text in texts):
        raise invalid("input", "`input` có câu trống. Hãy bỏ câu trống rồi gửi lại.")
    return texts


def _encoder(encoding: str):
    if encoding == "float":
        return list
    if encoding == "base64":
        return lambda vector: base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")
    raise invalid("encoding_format", "`encoding_format` phải là `float` hoặc `base64`.")
