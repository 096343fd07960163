"""Nicknames: what learners want to be called where everybody can read it, and nobody else's name."""

from __future__ import annotations

import unicodedata

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from binhdan.records import access, names
from binhdan.records.database import RecordsError
from binhdan.records.models import Alias, Learner, Nickname
from binhdan.text import fold

LEAST, MOST = 2, 24  # characters
_ALSO = " '’.-"


def give(session: Session, learner: Learner, text: str) -> str:
    """Call the learner ``text`` from now on; return it as it is kept. RecordsError says why it can't be, and what can."""
    nickname = _clean(text)
    key = _key(nickname)
    holder = session.scalar(select(Nickname.learner).where(Nickname.nickname_key == key))
    if holder not in (None, learner.number):
        raise RecordsError(f"Biệt danh «{nickname}» (hay viết gần như vậy) đã có người dùng. Chọn tên khác, hoặc thêm một chữ hay một số.")
    if _is_a_persons_name(session, key):
        raise RecordsError(f"«{nickname}» là họ tên thật của một người trong sổ. Chọn biệt danh không phải họ tên của ai.")
    row = session.get(Nickname, learner.number)
    if row is None:
        session.add(Nickname(learner=learner.number, nickname=nickname, nickname_key=key))
    else:
        row.nickname, row.nickname_key = nickname, key
    access.log(session, access.NICKNAME, 1, learner.code)
    return nickname


def take_away(session: Session, learner: Learner) -> bool:
    """Let the learner have no nickname; return whether there was one."""
    there = session.execute(delete(Nickname).where(Nickname.learner == learner.number)).rowcount > 0
    if there:
        access.log(session, access.NICKNAME, 1, learner.code)
    return there


def _clean(text: str) -> str:
    nickname = names.unseen_out(text)
    odd = next((c for c in nickname if not (unicodedata.category(c) in ("Lu", "Ll", "Lo", "Nd") or c in _ALSO)), "")
    if odd:
        raise RecordsError(f"Biệt danh không dùng được ký hiệu {odd!r}. Chỉ dùng chữ, số, dấu cách, gạch nối, dấu chấm.")
    if not LEAST <= len(nickname) <= MOST or not any(c.isalpha() for c in nickname):
        raise RecordsError(f"Biệt danh cần từ {LEAST} đến {MOST} ký tự và có ít nhất một chữ cái.")
    return nickname


def _key(nickname: str) -> str:
    """What two nicknames that the eye takes for one have in common."""
    return "".join(c for c in fold(nickname) if c.isalnum())


def _is_a_persons_name(session: Session, key: str) -> bool:
    """Whether it is the whole name of a learner, marks or not; a given name alone belongs to many."""
    for table in (Learner, Alias):
        for name in session.scalars(select(table.name_key).distinct().execution_options(yield_per=10_000)):
            if _key(name) == key and " " in name:
                return True
    return False
