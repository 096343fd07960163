"""The JSON-LD contexts that signatures depend on: pinned here, never fetched."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_FILES = {
    CREDENTIALS: "credentials-v2.jsonld",
    OPEN_BADGES: "ob-v3p0-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
}


@cache
def document(address: str) -> dict:
    """Return a pinned context; ValueError for an address that is not pinned."""
    if address not in _FILES:
        raise ValueError(f"context not pinned: {address}")
    return json.loads((Path(__file__).parent / _FILES[address]).read_text(encoding="utf-8"))


def loader(address: str, _options: object = None) -> dict:
    """Load a context for PyLD, from this folder only."""
    return {"contextUrl": None, "documentUrl": address, "document": document(address)}
