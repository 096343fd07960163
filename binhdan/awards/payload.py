"""What the QR code says: a certificate in a few dozen signed bytes, as URL-safe text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from binhdan.awards import multikey
from binhdan.text import CAPITALS

DOMAIN = b"binhdan-certificate-1\0"  # signed in front: no other signature of the key fits here
MAX_CHARACTERS = 240
_VERSION, _UTF8 = 1, 2
_SIGNATURE = 64
_FIXED = 15
_EPOCH = date(2020, 1, 1)
LETTERS = CAPITALS.removeprefix("A-Z") + CAPITALS.removeprefix("A-Z").lower()
# One byte a Vietnamese letter, or a name of 40 characters would not fit: 0x80–0xFF, the last six at 0x01–0x06.
_CODES = {letter: 0x80 + i if i < 128 else i - 127 for i, letter in enumerate(LETTERS)}
_BACK = {code: letter for letter, code in _CODES.items()}


@dataclass(frozen=True)
class Compact:
    """A certificate as the QR code carries it; ``key`` is the first four bytes of the key's SHA-256, in hex."""

    key: str
    book: str
    serial: int
    level: int
    date: date
    birth_year: int | None
    name: str

    @property
    def id(self) -> str:
        """The certificate's id, as in the register."""
        return f"{self.book}-{self.serial:05d}"


def key_hint(key: str) -> str:
    """Return how a payload names the Multikey ``key``: eight hex digits."""
    return hashlib.sha256(multikey.key_bytes(key)).hexdigest()[:8]


def pack(compact: Compact) -> bytes:
    """Return the bytes that are signed: 15 fixed ones and the name."""
    version, name = _VERSION, bytes(0)
    try:
        name = bytes(_CODES.get(c) or _plain(c) for c in compact.name)
    except ValueError:
        version, name = _UTF8, compact.name.encode("utf-8")
    days, year = (compact.date - _EPOCH).days, (compact.birth_year or 1900) - 1900
    head = bytes([version]) + bytes.fromhex(compact.key + compact.book) + compact.serial.to_bytes(3, "big")
    return head + bytes([compact.level, year]) + days.to_bytes(2, "big") + name


def _plain(character: str) -> int:
    if not " " <= character <= "~":
        raise ValueError(character)
    return ord(character)


def unpack(message: bytes) -> Compact:
    """Return what ``pack`` was given; ValueError for anything else."""
    if len(message) <= _FIXED or message[0] not in (_VERSION, _UTF8):
        raise ValueError("not a certificate")
    head, name = message[:_FIXED], message[_FIXED:]
    text = name.decode("utf-8") if head[0] == _UTF8 else "".join(_BACK.get(code) or chr(_plain(chr(code))) for code in name)
    day = _EPOCH + timedelta(days=int.from_bytes(head[13:15], "big"))
    serial = int.from_bytes(head[8:11], "big")
    return Compact(head[1:5].hex(), head[5:8].hex(), serial, head[11], day, 1900 + head[12] if head[12] else None, text)


def seal(compact: Compact, sign: Callable[[bytes], bytes]) -> str:
    """Return the signed payload as text; ValueError when it is longer than a QR code takes."""
    message = pack(compact)
    text = base64.urlsafe_b64encode(sign(DOMAIN + message) + message).rstrip(b"=").decode("ascii")
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{len(text)} characters")
    return text


def unseal(text: str, keys: list[str]) -> tuple[Compact, str | None]:
    """Return what a payload says and which of the Multikeys ``keys`` signed it (None: none of them).

    ValueError when the text is not a payload, or names one of ``keys`` and its signature does not fit.
    """
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii") != text:
        raise ValueError("not the canonical spelling")
    signature, message = raw[:_SIGNATURE], raw[_SIGNATURE:]
    compact = unpack(message)
    for key in keys:
        if key_hint(key) == compact.key:
            try:
                Ed25519PublicKey.from_public_bytes(multikey.key_bytes(key)).verify(signature, DOMAIN + message)
            except InvalidSignature as error:
                raise ValueError("the signature does not fit") from error
            return compact, key
    return compact, None
