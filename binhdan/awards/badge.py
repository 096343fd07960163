"""A certificate as an Open Badge 3.0, signed twice."""

from __future__ import annotations

import json
import uuid

from binhdan.awards import contexts, integrity, multikey, statuslist
from binhdan.awards.keyfolder import Signer
from binhdan.awards.register import Entry
from binhdan.awards.standing import Rule


def badge(entry: Entry, asked: Rule, signer: Signer) -> dict:
    """Return the signed OpenBadgeCredential of ``entry``; the same entry and key give the same bytes."""
    return integrity.signed(unsigned(entry, asked, signer), signer.sign, multikey.method(entry.key), entry.issued_at)


def unsigned(entry: Entry, asked: Rule, signer: Signer) -> dict:
    """Return the credential before it is signed."""
    issuer, level = signer.issuer, asked.level
    number, index = statuslist.place(entry.serial)
    return {
        "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
        "id": entry.urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": multikey.did(entry.key), "type": ["Profile"], "name": issuer.name},
        "validFrom": entry.issued_at,
        "name": f"Giấy chứng nhận số {entry.number}",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identity(entry),
            "achievement": {
                "id": uuid.uuid5(uuid.NAMESPACE_URL, f"binhdan:level:{issuer.programme}:{level.number}").urn,
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "inLanguage": "vi",
                "name": f"Bậc {level.number}: {level.title}",
                "description": f"{issuer.programme}, bậc {level.number}: " + "; ".join(level.strands.values()) + ".",
                "criteria": {"narrative": entry.criteria},
            },
        },
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": statuslist.address(issuer.page, entry.book, number),
        },
    }


def _identity(entry: Entry) -> list[dict]:
    pairs = [("name", entry.name)] + ([("ext:birthYear", str(entry.birth_year))] if entry.birth_year else [])
    return [{"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": kind} for kind, value in pairs]


def text(document: dict) -> str:
    """Return a credential as it is written to files and into the PDF."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
