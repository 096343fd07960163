"""Ed25519 public keys as multibase text and as did:key."""

from __future__ import annotations

import re

import base58

_ED25519 = b"\xed\x01"  # multicodec of an Ed25519 public key
_METHOD = re.compile(r"(did:key:(?P<key>z[^#\s]+)|https?://[^#\s]+)(?:#(?P<fragment>\S+))?")


def encode(raw: bytes) -> str:
    """Return ``raw`` as base58btc multibase."""
    return "z" + base58.b58encode(raw).decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of a base58btc multibase text; ValueError unless it is their one spelling."""
    if not isinstance(text, str) or not text.startswith("z"):
        raise ValueError("not base58btc multibase")
    raw = base58.b58decode(text[1:])
    if encode(raw) != text:  # the library forgives spaces, and a second spelling is a change nobody signed
        raise ValueError("not the canonical spelling")
    return raw


def key_text(raw: bytes) -> str:
    """Return a public key of 32 bytes as a Multikey, "z6Mk…"."""
    return encode(_ED25519 + raw)


def key_bytes(text: str) -> bytes:
    """Return the 32 bytes of a Multikey; ValueError when it is not an Ed25519 one."""
    raw = decode(text)
    if len(raw) != 34 or raw[:2] != _ED25519:
        raise ValueError("not an Ed25519 Multikey")
    return raw[2:]


def did(text: str) -> str:
    """Return the did:key of a Multikey."""
    return f"did:key:{text}"


def method(text: str) -> str:
    """Return the verification method of a did:key."""
    return f"did:key:{text}#{text}"


def key_of(verification_method: str) -> str:
    """Return the Multikey that a verification method names (did:key, or a web address with the key as fragment).

    ValueError for every other form: the key would have to be fetched.
    """
    match = _METHOD.fullmatch(verification_method) if isinstance(verification_method, str) else None
    if not match:
        raise ValueError("unknown verification method")
    text = match["key"] or match["fragment"]
    if not text or (match["key"] and match["fragment"] not in (None, match["key"])):
        raise ValueError("verification method names no key")
    key_bytes(text)
    return text
