"""Minutes of a meeting: who was there, and which sentences give someone something to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from binhdan.ai.practice.dates import find_date
from binhdan.text import CAPITALS, fold, nfc, sentences, words

_NAME = rf"[{CAPITALS}][^\W\d_]*(?:\s[{CAPITALS}][^\W\d_]*){{0,4}}"
_TITLE = r"(?:[Bb]ác sĩ|[Yy] sĩ|[Cc]ô giáo|[Tt]hầy giáo|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]hầy|[Đđ]ồng chí|[Đđ]/c|[Ee]m|[AaCcÔôBb])\.?"
TITLED = re.compile(rf"(?<!\w){_TITLE}\s+(?P<name>{_NAME})")
_PRESENT = re.compile(r"\W*(?:chu tri|chu toa|thu ky|nguoi ghi|ghi bien ban|co mat|du hop|tham du|tham gia|thanh phan|cac thanh vien)\b")
_HEAD = re.compile(r"\W*(?:vang|ngay hop|thoi gian|dia diem|bien ban|hom nay)\b")
_HELD = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b|ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_GIVEN = re.compile(r"(?:\b(?:giao|phan cong|nho|cu|de nghi|yeu cau|chuyen)(?: (?:lai|viec nay|luon))?(?: (?:cho|sang|voi))?\s*)$")
_TAKES = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:(?:xung phong|tiep tuc|se|nhan|lo|phu trach|dam nhan|chiu trach nhiem|dung ra|lam dau moi)\b\s*)+")
_SPEAKS = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:nhac|bao cao|thong bao|cho biet|ke|hoi|noi|khen|cam on|phan nan|dan|phat bieu|than)\b")
_DONE = re.compile(r"\b(?:đã|vừa|xong rồi|làm rồi)\b")
_IDEA = re.compile(r"\bnên\b|đề xuất|ý kiến|kiến nghị|giá mà|lần sau bàn|chưa thống nhất|chưa chốt|để sau|bàn thêm|xem xét")
_MUST = re.compile(r"\b(?:phai|can|chua ai nhan|chua phan ai|chua co ai|chua phan cong|chua giao ai)\b")
_DUE = re.compile(r"\b(?:(?:phai |lam |cho )?xong |nop |bao lai )?(?:truoc|cham nhat|muon nhat|han chot|han|den het|het|xong|trong)(?:\s+(?:la|vao|hom|sang|chieu|toi|ngay|trong))*\s*:?\s*$")
_OPENING = re.compile(r"^\W*(?:(?:luu y|\d+)\W+)?(?:(?:sang|chieu|toi) )?(?:(?:thu \w+|chu nhat|tuan|nay|sau|toi|ngay|mai|\d[\d/]*|nua|hom|kia|den|truoc) ?)*")
_SPARE = re.compile(r"^(?:viec|la|thi|se|phai|can|va|nhan|lo)\s+")


@dataclass(frozen=True)
class Item:
    """One sentence that speaks of something to do: ``kind`` is "open", "done" or "idea".

    ``person`` is the name as written, "" without one; ``due`` the words of the deadline; ``day``
    the day they mean, None where it can't be known; ``action`` the sentence without both.
    """

    sentence: str
    kind: str
    person: str
    due: str
    day: date | None
    action: str


def units(text: str) -> list[str]:
    """The sentences of minutes; a semicolon ends one too."""
    pieces = [piece for sentence in sentences(nfc(text)) for piece in sentence.split(";")]
    return [piece.strip() for piece in pieces if words(piece)]


def present(text: str) -> list[str]:
    """The full names of those who were at the meeting."""
    said = [unit for unit in units(text) if _PRESENT.match(fold(unit))]
    found = [match["name"] for unit in said for match in TITLED.finditer(unit)]
    return list(dict.fromkeys(name for name in found if " " in name))


def held(text: str) -> date | None:
    """The day of the meeting: the first day with a year that the minutes name."""
    match = _HELD.search(fold(text))
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups() if part)
    return date(year, month, day)


def who(name: str, people: list[str]) -> str:
    """Return the one of ``people`` that a name or a given name means, "" where none or several do."""
    said = words(name)
    found = [person for person in people if said and words(person)[-len(said) :] == said]
    return found[0] if len(found) == 1 else ""


def items(text: str) -> list[Item]:
    """Every sentence of the minutes that speaks of something to do, in order."""
    people, day = present(text), held(text)
    body = [unit for unit in units(text) if not _PRESENT.match(fold(unit)) and not _HEAD.match(fold(unit))]
    return [item for unit in body if (item := _item(unit, people, day))]


def _item(unit: str, people: list[str], today: date | None) -> Item | None:
    name, begin, end, given = _owner(unit, people)
    start, stop, day = _deadline(unit, today)
    due = unit[start:stop] if stop else ""
    lower = unit.lower()
    if not given and _DONE.search(lower):
        kind = "done"
    elif not given and _IDEA.search(lower):
        kind = "idea"
    elif given or (due and (name or _MUST.search(fold(unit)))):
        kind = "open"
    else:
        return None
    if kind != "open" and not (name or due):
        return None
    if name and not given and _SPEAKS.match(fold(unit[end:])):
        return None
    return Item(unit, kind, name, _bare_due(due), day, _action(unit, begin, end, start, stop))


def _owner(unit: str, people: list[str]) -> tuple[str, int, int, bool]:
    """(name, where the words about who begins and ends, whether it was clearly given or taken)."""
    mentions = _mentions(unit, people)
    plain = fold(unit)
    for name, begin, end in mentions:
        if match := _GIVEN.search(plain[:begin]):
            return name, match.start(), end, True
    for name, begin, end in mentions:
        if match := _TAKES.match(plain[end:]):
            return name, begin, end + match.end(), True
    for name, begin, end in mentions:
        if not words(_OPENING.sub("", plain[:begin])) or re.search(r"[:(–-]\s*$", plain[:begin]):
            return name, begin, end, False
    return "", 0, 0, False


def _mentions(unit: str, people: list[str]) -> list[tuple[str, int, int]]:
    """Names with a title, and names of those present without one, in order."""
    found = [(match["name"], match.start(), match.end()) for match in TITLED.finditer(unit)]
    for person in people:
        for way in (person, person.split()[-1]):
            found += [(way, m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(way)}(?!\w)", unit)]
    found.sort(key=lambda mention: (mention[1], -mention[2]))
    kept: list[tuple[str, int, int]] = []
    for mention in found:
        if not kept or mention[1] >= kept[-1][2]:
            kept.append(mention)
    return kept


def _deadline(unit: str, today: date | None) -> tuple[int, int, date | None]:
    """Where the words of the deadline begin and end, and the day; a day without a sign of a deadline is an event."""
    best = (0, 0, None)
    begin = 0
    for clause in re.split(r"(?<=[,(–:])", unit):
        rest, offset = clause, begin
        begin += len(clause)
        while found := find_date(rest, today):
            phrase, day = found
            at = rest.find(phrase)
            before = fold(rest[:at])
            if match := _DUE.search(before):
                best = (offset + match.start(), offset + at + len(phrase), day)
            elif not best[1] and not words(re.sub(r"\b(?:sang|chieu|toi|trua|den|ngay)\b", "", before)):
                best = (offset, offset + at + len(phrase), day)
            offset, rest = offset + at + len(phrase), rest[at + len(phrase) :]
    return best


def _bare_due(due: str) -> str:
    return re.sub(r"^\W*(?:(?:phải |làm |cho )?xong |nộp |báo lại )?(?:trước|chậm nhất|muộn nhất|hạn chót|hạn|đến hết|hết|xong|trong)\b\s*:?\s*(?:là |vào )?", "", due).strip(" .,-•*+")


def _action(unit: str, begin: int, end: int, start: int, stop: int) -> str:
    """The sentence without the words on who and when."""
    kept = "".join(c for i, c in enumerate(unit) if not (begin <= i < end or start <= i < stop))
    kept = re.sub(r"\((?:[^)]*)\)|\b(?:chưa (?:ai nhận|phân ai|có ai nhận|phân công|giao ai|ai))\b", "", kept)
    kept = re.sub(r"\s+", " ", re.sub(r"\s*,(?=\s*(?:[,.;]|$))", "", kept)).strip(" .,;:–-•*+")
    kept = re.sub(r"^\d+[.)]\s*", "", kept)
    while match := _SPARE.match(fold(kept)):
        kept = kept[match.end() :]
    return kept.strip(" .,;:–-")
