"""What a reviewer's page hands back: one line of text that survives mail and chat, read without trust."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime

from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Review
from binhdan.text import count_words, nfc

BEGIN, END = "DANHGIA1.", ".HET"
_LINE = re.compile(re.escape(BEGIN) + r"([A-Za-z0-9_\s-]+)(" + re.escape(END) + r")?")
LEAST_WORDS, MOST_LETTERS = 4, 600
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Refused(Exception):
    """A sheet or a review is not taken; the message is Vietnamese and names the next step."""


@dataclass(frozen=True)
class Sheet:
    """One sheet that came back: of which round, by whom (the secret), and what it says by item, not yet checked."""

    round: str
    token: str
    saved_at: datetime
    items: dict[str, object]


def find(text: str) -> list[Sheet | Refused]:
    """Return every sheet in a text, in order; Refused stands for one that cannot be read."""
    found: list[Sheet | Refused] = []
    for match in _LINE.finditer(text):
        try:
            found.append(_sheet(match[1], whole=bool(match[2])))
        except Refused as error:
            found.append(error)
    return found


def _sheet(letters: str, whole: bool) -> Sheet:
    if not whole:
        raise Refused("phiếu bị cắt mất đoạn cuối; xin người chấm gửi lại cả tệp")
    letters = re.sub(r"\s+", "", letters)
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        row = json.loads(data.decode("utf-8"), object_pairs_hook=_no_doubles, parse_constant=_no_number)
        saved = datetime.fromisoformat(row["saved"].replace("Z", "+00:00"))
        if not isinstance(row["items"], dict) or not all(isinstance(row[name], str) for name in ("round", "token")):
            raise ValueError("items")
        return Sheet(row["round"], row["token"], saved if saved.tzinfo else saved.replace(tzinfo=UTC), row["items"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, binascii.Error) as error:
        raise Refused("phiếu bị hỏng hoặc bị sửa bằng tay; xin người chấm mở lại trang, lưu rồi gửi lại") from error


def _no_doubles(pairs: list[tuple[str, object]]) -> dict:
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("twice the same name")
    return row


def _no_number(name: str):
    raise ValueError(name)


def check_given(sheet: Sheet, code: str, given: Container[str]) -> None:
    """Refused where a sheet of the reviewer ``code`` speaks of an item that is not among those ``given`` to them."""
    if strange := [key for key in sheet.items if key not in given]:
        raise Refused(f"phiếu của {code} có {len(strange)} bài không giao cho người này: phiếu đã bị sửa, không nhận bài nào trong đó")


def review(said: object, rubric: Rubric, saved_at: datetime) -> Review:
    """Return what was said of one item, checked; Refused says what is missing or out of range."""
    marks, sentence = said if isinstance(said, list) and len(said) == 2 else (None, None)
    if not isinstance(marks, list) or len(marks) != len(rubric.criteria):
        raise Refused("chưa đủ điểm của các tiêu chí")
    for mark, criterion in zip(marks, rubric.criteria):
        if mark is None:
            raise Refused(f"chưa cho điểm «{criterion.name}»")
        if type(mark) is not int or not 0 <= mark <= criterion.most:
            raise Refused(f"điểm «{criterion.name}» phải từ 0 đến {criterion.most}")
    if not isinstance(sentence, str) or count_words(text := _clean(sentence)) < LEAST_WORDS:
        raise Refused(f"chưa viết câu giúp người làm bài (ít nhất {LEAST_WORDS} chữ)")
    return Review(marks, text[:MOST_LETTERS], saved_at.astimezone(UTC).isoformat())


def _clean(text: str) -> str:
    printable = text.encode("utf-8", "ignore").decode("utf-8")  # half of a letter cannot be kept
    return " ".join(_UNSEEN.sub("", nfc(printable)).split())
