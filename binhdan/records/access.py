"""The access log: who did what with personal data, and when."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ENROL, LIST, EXPORT, ERASE, IMPORT, CONSENT = "enrol", "list", "export", "erase", "import", "consent"
NICKNAME, FORGET, CERTIFY, TUTOR = "nickname", "forget", "certify", "tutor"


def who() -> str:
    """Return who works here: BINHDAN_USER, else the name of the account."""
    try:
        return (os.environ.get("BINHDAN_USER") or getpass.getuser())[:120]
    except (OSError, KeyError):
        return "không rõ"


def log(session: Session, action: str, people: int, subject: str = "", detail: str = "") -> None:
    """Write one line in the same transaction as what it tells of; ``subject`` is a learner's code."""
    from datetime import UTC, datetime

    from binhdan.records.models import Access

    session.add(Access(at=datetime.now(UTC), who=who(), action=action, subject=subject, people=people, detail=detail[:1000]))
    session.flush()
