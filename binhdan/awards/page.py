"""The verification page: one static file that checks a QR code with no network."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from binhdan.awards import multikey, payload
from binhdan.awards.issuer import Issuer
from binhdan.awards.register import Register
from binhdan.curriculum import Course

_HOME = Path(__file__).parent


def html(course: Course, issuer: Issuer, registers: Iterable[Register], moment: str) -> str:
    """Return the page for the certificates of ``registers``; ``moment`` says how fresh its revocations are."""
    data = {
        "issuer": issuer.name,
        "programme": issuer.programme,
        "moment": moment,
        "keys": [_key(known) for known in issuer.keys],
        "levels": {level.number: level.title for level in course.levels},
        "books": {register.book: _revoked(register) for register in registers},
        "letters": payload.LETTERS,
        "domain": payload.DOMAIN.decode("ascii"),
    }
    # A name with "</script>" in it must stay data.
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    before, _, rest = _read("verify.html").partition("/*LIBRARY*/")
    middle, _, after = rest.partition("/*DATA*/null")
    return before + _read("vendor/noble-ed25519.js").strip() + middle + script + after


def _key(known) -> dict:
    return {
        "hint": payload.key_hint(known.key),
        "key": multikey.key_bytes(known.key).hex(),
        "since": known.since[:10],
        "until": known.until[:10],
    }


def _revoked(register: Register) -> dict[int, str]:
    serials = {entry.id: entry.serial for entry in register.entries}
    return {serials[id]: taken.at[:10] for id, taken in register.revoked.items()}


@cache
def _read(name: str) -> str:
    return (_HOME / name).read_text(encoding="utf-8")
