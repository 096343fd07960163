"""Numbers, days, times, document numbers and proper names in Vietnamese prose, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile

from binhdan.check.spoken import number_words
from binhdan.text import fold, nfc, sentences, words

_SCALES = {"nghin": 10**3, "ngan": 10**3, "k": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
_SCALE = r"nghin|ngan|trieu|ty|ti|tr|k"
_TO = r"\s*(?:[-–,]|\b(?:den|toi|va)\b)\s*(?:\b(?:het|ngay)\b\s*)*"  # stands between the ends of a range
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>1[0-2]|0?[1-9])", r"(?P<year>\d{4})"
_PATTERNS = (
    # "1." and "Bước 2:" at the start of a line, "(3)" inside one: they number the text and say nothing.
    ("mark", r"(?m)^\s*(?:[-*•+]\s*)?(?:(?:buoc|viec|y)\s+)?\(?\d{1,2}[.):](?=\s)|(?<!\w)\(\d{1,2}\)"),
    ("code", r"(?<![\d.,/])\d{1,5}(?:/\d{4})?/(?!\d)[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    ("phone", r"(?<![\d.,])0\d{2,3}(?:[ .-]?\d{3}){2}(?!\d)"),
    ("date", rf"(?<![\d/.,]){_DAY}(?={_TO}\d{{1,2}}\s*(?:/|thang)\s*{_MONTH}\b(?:\s*(?:/|nam)\s*{_YEAR})?)"),
    ("date", rf"(?<![\d/.,]){_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)"),
    ("date", rf"(?<![\d/.,]){_DAY}\s+thang\s+{_MONTH}(?:\s*(?:/|-|nam\b)\s*{_YEAR})?(?!\d)"),
    ("date", rf"(?<![\d/.,]){_MONTH}\s*[/-]\s*{_YEAR}(?!\d)"),
    ("date", rf"(?<![\d/.,]){_DAY}\s*/\s*{_MONTH}(?![\d/])"),
    ("date", rf"\bngay\s+{_DAY}\s*[-.]\s*{_MONTH}(?![\d/-]|\s*thang\b)"),
    ("date", rf"\bngay\s+{_DAY}(?![\d/]|[.,]\d|\s*(?:thang|nam)\b)"),
    ("date", rf"\bthang\s+{_MONTH}(?:\s*(?:/|-|nam\b)\s*{_YEAR})?(?!\d)"),
    ("date", rf"\bnam\s+{_YEAR}(?!\d)"),
    ("time", r"(?<![\d.,/])(?P<hour>[01]?\d|2[0-4])(?=\s*(?:[-–]|\bden\b)\s*\d{1,2}\s*(?:gio|h)(?![a-z]))"),
    ("time", r"(?<![\d.,/])(?P<hour>[01]?\d|2[0-4])(?:\s*(?:gio|h)\s*(?:(?P<minute>[0-5]\d|\d(?=\s*phut))(?![\d/%]|[.,]\d|\s*(?:nguoi|ho|tr|ng|dong)\b)(?:\s*(?:phut|p)\b)?|(?P<half>ruoi))?(?![a-z])|:(?P<exact>[0-5]\d))(?:\s*(?P<part>sang|trua|chieu|toi)\b)?"),
    (
        "number",
        rf"(?<![\w.,/])(?P<number>\d{{1,3}}(?:[. ]\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:,\d{{3}}){{2,}}|\d+(?:[.,]\d+)?)(?![\d])"
        rf"(?:\s*(?P<scale>{_SCALE})(?![a-z])(?:\s*(?P<more>\d{{1,3}})\s*(?:nghin|ngan|k)(?![a-z])|\s*(?P<half>ruoi)\b)?)?(?:\s*(?P<percent>%|phan tram\b))?",
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_SAID = {number_words(number): number for number in range(11, 1000)}
_NUMERAL = "|".join(sorted({word for said in _SAID for word in said.split()} - {"không"}, key=len, reverse=True))
_SPELLED = re.compile(rf"\b(?:{_NUMERAL})(?:\s+(?:{_NUMERAL}))+(?:\s+(?P<scale>nghìn|ngàn|triệu|tỷ))?\b|\b(?:{'|'.join(_DIGITS)})\s+(?P<small>nghìn|ngàn|triệu|tỷ)\b")
# Said before a name: "chị Mận". The second set may also be missing in the source, or stand once before a list.
_TITLES = {"ong", "ba", "anh", "chi", "co", "chu", "bac", "thay", "phuong", "xa", "to", "thon", "xom"}
_LOOSE = {"hoi", "doan", "phuong", "to", "khu", "ong", "ba", "anh", "chi", "co", "chu", "bac", "thay", "tp"}
# Short for everyday words, never a name by themselves.
_EVERYDAY = {"TP", "TX", "TT", "TDP", "NVH", "UBND", "HDND", "HTX", "CCCD", "CMND", "BHYT", "BHXH", "SDT", "DT", "VND"}
_OPENS = re.compile(r"[:;“”\"(\[/•–\-]")
_ACRONYM = 3  # letters from which an acronym is looked up in the initials of the source's words


@dataclass(frozen=True)
class Detail:
    """One detail: its kind (date, time, code, phone, number, name), its words, its values, its place.

    ``values`` holds each way to read it: a date is (day, month, year) with None where unsaid, a time is
    in minutes, a number is (value, is it a percentage).
    """

    kind: str
    shown: str
    values: tuple
    start: int
    end: int


def figures(text: str) -> list[Detail]:
    """Return the dates, times, document numbers, telephone numbers and numbers of ``text``, in order."""
    text = nfc(text)
    plain, found = fold(text), []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(plain):
            values = _READERS[kind](match)
            if values and kind != "mark":
                found.append(Detail(kind, text[match.start() : match.end()].strip(), values, match.start(), match.end()))
            plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :] if values else plain
    for match in _SPELLED.finditer(text.lower()):
        if (value := _spelled(match)) and plain[match.start() : match.end()].strip():
            found.append(Detail("number", match[0], ((value, False),), match.start(), match.end()))
    return sorted(found, key=lambda detail: detail.start)


def names(text: str) -> list[Detail]:
    """Return the proper names of ``text``: runs of capitals, acronyms, and what follows "chị", "phường"…

    A name that opens a sentence has a second value without its first syllable, whose capital may be
    the sentence's.
    """
    found = []
    for line in sentences(nfc(text)):
        found += _names(line)
    return found


def unsupported(text: str, source: str) -> list[str]:
    """Return the details of ``text``, as written, that ``source`` does not hold; each once, in order."""
    known = _known(nfc(source))
    strange = [detail.shown for detail in figures(text) if not known.figure(detail)]
    strange += [detail.shown for detail in names(text) if not any(known.name(value) for value in detail.values)]
    return list(dict.fromkeys(strange))


class _Source:
    """What a source says, made ready for looking details up."""

    def __init__(self, text: str):
        found = figures(text)
        self.dates = [value for detail in found if detail.kind == "date" for value in detail.values]
        self.times = {value for detail in found if detail.kind == "time" for value in detail.values}
        self.codes = {value for detail in found if detail.kind in ("code", "phone") for value in detail.values}
        numbers = {value for detail in found if detail.kind == "number" for value in detail.values}
        self.percents = {value for value, percent in numbers if percent}
        said = {_DIGITS[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _DIGITS}
        digits = {int(part) for code in self.codes for part in re.findall(r"\d+", str(code))}
        self.numbers = {value for value, _ in numbers} | said | digits | {date[2] for date in self.dates}
        self.words = f" {' '.join(words(text))} "
        self.initials = "".join(word[0] for word in words(text))
        self.acronyms = {fold(word) for word in re.findall(r"\b[A-ZĐ]{2,}\b", text)}

    def figure(self, detail: Detail) -> bool:
        if detail.kind == "date":
            return any(_agree(one, other) for one in detail.values for other in self.dates)
        if detail.kind == "time":
            return bool(self.times & set(detail.values))
        if detail.kind in ("code", "phone"):
            return any(str(known).startswith(value) for value in detail.values for known in self.codes)
        return any(value in (self.percents if percent else self.numbers) for value, percent in detail.values)

    def name(self, syllables: tuple[str, ...]) -> bool:
        if f" {' '.join(syllables).lower()} " in self.words:
            return True
        if len(syllables) == 1:
            return syllables[0].isupper() and (syllables[0] in _EVERYDAY or self._stands_for(syllables[0]))
        if any(syllable.isupper() for syllable in syllables):  # "UBND TP Sông Trà" is three names
            return all(self.name(tuple(part)) for _, part in groupby(syllables, key=lambda s: s if s.isupper() else ""))
        initials = "".join(syllable[0] for syllable in syllables)
        if len(syllables) >= _ACRONYM and initials in self.acronyms:
            return True
        return syllables[0] in _LOOSE and self.name(syllables[1:])

    def _stands_for(self, acronym: str) -> bool:
        return len(acronym) >= _ACRONYM and acronym.lower() in self.initials


@lru_cache(maxsize=8)
def _known(source: str) -> _Source:
    return _Source(source)


def _agree(one: tuple, other: tuple) -> bool:
    """Whether every part of a date that is said stands in the other one too; an unsaid year is the other's."""
    day, month, year = one
    return (day is None or day == other[0]) and (month is None or month == other[1]) and (None in (year, other[2]) or year == other[2])


def _date(match: re.Match) -> tuple:
    parts = match.groupdict()
    day, month, year = (int(parts[name]) if parts.get(name) else None for name in ("day", "month", "year"))
    return ((day, month, year),) if day is None or 1 <= day <= 31 else ()


def _time(match: re.Match) -> tuple:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or parts.get("exact") or 0)
    late = 12 if parts.get("part") in ("chieu", "toi") and hour < 12 else 0
    return ((hour + late) * 60 + (30 if parts.get("half") else minute),)


def _number(match: re.Match) -> tuple:
    raw, scale, percent = match["number"], _SCALES.get(match["scale"] or "", 1), bool(match["percent"])
    readings = {_value(raw)}
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", raw):
        readings.add(float(raw.replace(",", "")))
    more = int(match["more"]) * 1000 if match["more"] else scale / 2 if match["half"] else 0
    return tuple((_whole(reading * scale + more), percent) for reading in sorted(readings, reverse=True))


def _value(raw: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", raw):
        return float(re.sub(r"[. ]", "", raw).replace(",", "."))
    return float(raw.replace(",", ".")) if raw.count(",") < 2 else float(raw.replace(",", ""))


def _spelled(match: re.Match) -> float | None:
    said = re.sub(r"\s+(?:nghìn|ngàn|triệu|tỷ)$", "", " ".join(match[0].split()))
    scale = _SCALES.get(fold(match["scale"] or match["small"] or ""), 1)
    value = _SAID.get(said) or (_DIGITS.get(said) if scale > 1 else None)
    return value and value * scale


def _whole(value: float) -> float | int:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


_READERS = {
    "mark": lambda match: (True,),
    "code": lambda match: (match[0],),
    "phone": lambda match: (re.sub(r"\D", "", match[0]),),
    "date": _date,
    "time": _time,
    "number": _number,
}


def _names(line: str) -> list[Detail]:
    """The names of one sentence."""
    codes = [(detail.start, detail.end) for detail in figures(line) if detail.kind == "code"]
    tokens = [t for t in re.finditer(r"[^\W\d_]+", line) if not any(start <= t.start() < end for start, end in codes)]
    heading = list(takewhile(lambda token: token[0].isupper(), tokens))
    # A heading in capitals names nobody.
    if len(heading) > 1 and line[heading[-1].end() :].lstrip()[:1] in ("", ":"):
        tokens = tokens[len(heading) :]
    found, run = [], []
    for token in [*tokens, None]:
        joined = bool(run) and token is not None and line[run[-1].end() : token.start()].isspace()
        if run and not (joined and token[0][0].isupper()):
            found += _name(line, run, tokens)
            run = []
        if token is not None and token[0][0].isupper():
            run.append(token)
    return found


def _name(line: str, run: list[re.Match], tokens: list[re.Match]) -> list[Detail]:
    first = tokens.index(run[0])
    before = tokens[first - 1] if first else None
    opens = before is None or bool(_OPENS.search(line[before.end() : run[0].start()]))
    acronym = len(run[0][0]) > 1 and run[0][0].isupper()
    titled = before is not None and not opens and fold(before[0]) in _TITLES
    if len(run) == 1 and not acronym and not titled:
        return []
    syllables = tuple(fold(token[0]).upper() if len(token[0]) > 1 and token[0].isupper() else fold(token[0]) for token in run)
    values = (syllables, syllables[1:]) if opens and len(run) > 1 else (syllables,)
    return [Detail("name", line[run[0].start() : run[-1].end()], values, run[0].start(), run[-1].end())]
