"""Consent to the use of personal data: one answer for each purpose, who gave it and when; nothing is taken for granted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from binhdan.text import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OF_AGE = 16  # below it a guardian answers too (Luật 91/2025/QH15)


@dataclass(frozen=True)
class Purpose:
    """What data are used for, in Vietnamese; the folded words by which a header names it; what is left to do after a no."""

    name: str
    signs: tuple[str, ...]
    after_no: str


PURPOSES = {
    "certificate": Purpose("cấp giấy chứng nhận có tên", ("chung nhan", "chung chi"), "Từ nay không cấp giấy mới. Giấy đã cấp còn nguyên; người ấy muốn bỏ thì: binhdan certify revoke SỐ --why \"…\""),
    "nickname": Purpose("hiện biệt danh trên bảng thi đua", ("biet danh", "thi dua", "xep hang"), "Bảng tin đã làm vẫn còn biệt danh: chạy lại binhdan board, thay bảng đã dán và tệp đã gửi."),
    "photo": Purpose("dùng ảnh chụp ở lớp", ("anh", "hinh"), "Gỡ ảnh có người ấy ở những nơi đã đăng."),
    "contact": Purpose("nhận tin nhắn nhắc học", ("tin nhan", "lien lac", "nhac"), "Bỏ người ấy khỏi danh sách nhắn tin."),
    "training": Purpose("lưu hồ sơ và kết quả học", ("ho so", "du lieu", "hoc", "luu", "thu thap"), "Sổ vẫn còn hồ sơ của người ấy. Trao bản trích nếu họ cần (binhdan export {code}), rồi xoá: binhdan erase {code}"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; ``day`` None is the moment it is recorded, ``by_whom`` the learner or the guardian."""

    purpose: str
    given: bool
    by_whom: str
    guardian: bool
    day: datetime | None = None


def purpose_of(text: str) -> str:
    """Return the purpose that a clerk means by ``text``: its key, or words such as "biệt danh"; ValueError where none does."""
    folded = " ".join(fold(text).split())
    for key, purpose in PURPOSES.items():
        if folded == key or folded == fold(purpose.name) or any(f" {folded}".endswith(f" {sign}") for sign in purpose.signs):
            return key
    raise ValueError(text)


def record(session: Session, answers: Iterable[tuple[str, Answer]], evidence: str, who: str, now: datetime) -> int:
    """Keep (learner code, answer) pairs that differ from the newest ones kept; return how many did."""
    from sqlalchemy import insert

    from binhdan.records.models import Consent

    answers = list(answers)
    known = _newest(session, {code for code, _ in answers})
    rows = []
    for code, answer in answers:
        new = (answer.given, answer.by_whom, answer.guardian)
        if known.get((code, answer.purpose)) != new:
            known[code, answer.purpose] = new
            rows.append(
                {
                    "learner_code": code, "purpose": answer.purpose, "given": answer.given, "at": answer.day or now,
                    "by_whom": answer.by_whom, "guardian": answer.guardian, "evidence": evidence[:300], "recorded_by": who[:120],
                }
            )
    if rows:
        session.execute(insert(Consent.__table__), rows)
    return len(rows)


def _newest(session: Session, codes: set[str]) -> dict[tuple[str, str], tuple]:
    from sqlalchemy import select

    from binhdan.records.models import Consent
    from binhdan.records.pieces import pieces

    found = {}
    for some in pieces(codes):
        query = select(Consent).where(Consent.learner_code.in_(some)).order_by(Consent.id)
        found |= {(c.learner_code, c.purpose): (c.given, c.by_whom, c.guardian) for c in session.scalars(query)}
    return found


def count_unasked(session: Session, codes: Iterable[str], purpose: str) -> int:
    """Return how many of the learners have given no answer to ``purpose``, neither yes nor no."""
    wanted = set(codes)
    return len(wanted - {code for code, about in _newest(session, wanted) if about == purpose})


def given(session: Session, codes: Iterable[str], purpose: str) -> set[str]:
    """Return which of the learners said yes to ``purpose`` in their newest answer."""
    return {code for (code, about), answer in _newest(session, set(codes)).items() if about == purpose and answer[0]}


def has(session: Session, code: str, purpose: str) -> bool:
    """Whether the learner's newest answer to ``purpose`` is yes; no answer is no."""
    return code in given(session, {code}, purpose)
