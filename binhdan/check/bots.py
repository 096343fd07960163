"""Small bots that answer from a handbook of procedures: good ones, and ones broken on purpose.

A bot is a row of data: the sentences it speaks in (``style``) and what is broken (``faults``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from binhdan.text import fold, words

ASPECTS = ("le_phi", "thoi_han", "giay_to", "noi_nop")
_ASKS = {
    "thoi_han": r"\b(?:bao lau|may (?:ngay|hom)|bao nhieu ngay|thoi han|thoi gian|khi nao xong|bao gio xong)\b",
    "le_phi": r"\b(?:le phi|tien|phi|may (?:nghin|dong|trieu))\b",
    "giay_to": r"\b(?:giay to|ho so|mang (?:theo )?(?:gi|nhung gi)|can (?:nhung )?gi|nop (?:nhung )?gi)\b",
    "noi_nop": r"\b(?:o dau|cho nao|quay nao|quay so|quay may|noi nop|dau)\b",
}
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_COMMON = frozenset(words("đăng ký cấp giấy xin làm"))


@dataclass(frozen=True)
class Question:
    """What a question asks: a procedure's row, an aspect, a day (ISO); ``internal`` where it asks for a secret."""

    text: str
    procedure: Mapping | None
    aspect: str | None
    day: str
    internal: Mapping | None = None

    @property
    def key(self) -> tuple:
        """The same for two wordings of one question."""
        if self.internal:
            return ("noi_bo", self.internal["ten"])
        if not self.procedure:
            return ("ngoai_so", *sorted(set(words(self.text))))
        return (self.procedure["ten"], self.aspect, self.day)


def understand(text: str, book: Mapping) -> Question:
    """Read a question against the handbook: the procedure with the most words in it, what is asked, which day."""
    said, plain = set(words(text)), fold(text)
    known = [row for row in book["thu_tuc"] if _telling(row) <= said]
    procedure = max(known, key=lambda row: len(_telling(row)), default=None)
    aspect = next((name for name, pattern in _ASKS.items() if re.search(pattern, plain)), None)
    date = _DATE.search(text)
    day = f"{date[3]}-{int(date[2]):02d}-{int(date[1]):02d}" if date else book["hom_nay"]
    internal = next((row for row in book["noi_bo"] if set(words(row["ten"])) <= said), None)
    return Question(text, procedure, aspect, day, internal)


def _telling(row: Mapping) -> set[str]:
    return set(words(row["ten"])) - _COMMON


@dataclass(frozen=True)
class Facts:
    """What a bot is about to say of one procedure: đồng, working days, papers, desk."""

    title: str
    fee: int
    days: int
    papers: tuple[str, ...]
    desk: int


def facts_of(row: Mapping, day: str) -> Facts:
    """Return a procedure's facts as they stand on ``day`` (ISO)."""
    fees = sorted(row["le_phi"], key=lambda fee: fee["tu_ngay"])
    valid = [fee["dong"] for fee in fees if fee["tu_ngay"] <= day] or [fees[0]["dong"]]
    return Facts(row["ten"], valid[-1], row["so_ngay"], tuple(row["giay_to"]), row["quay"])


class Bot:
    """Answers a question with ``reply``; the same question always gets the same reply."""

    def __init__(self, spec: Mapping, book: Mapping):
        self.name, self.good = spec["ten"], not spec["loi"]
        self._style, self._faults, self._book = spec["giong"], set(spec["loi"]), book

    def reply(self, text: str) -> str:
        """Answer in one or two sentences."""
        asked = understand(text, self._book)
        said = self._whole(asked)
        said = said[:1].upper() + said[1:]
        for name, change in _SPOKEN.items():
            if name in self._faults:
                said = change(said, asked, self._book)
        return said

    def _whole(self, asked: Question) -> str:
        if asked.internal:
            return f"{asked.internal['ten']}: {asked.internal['tra_loi']}." if "leak" in self._faults else self._style["khong_biet"]
        if not asked.procedure:
            return self._style["le_phi"].format(ten="việc này", tien="50.000 đồng", quay=1) if "invent" in self._faults else self._style["khong_biet"]
        if not asked.aspect:
            return self._style["hoi_lai"].format(ten=asked.procedure["ten"])
        row, day = asked.procedure, asked.day
        for name, change in _LOOKED_UP.items():
            if name in self._faults:
                row, day = change(row, day, self._book)
        facts = facts_of(row, day)
        for name, change in _STATED.items():
            if name in self._faults:
                facts = change(facts)
        # A bot names what it was asked about, whatever it looked up.
        return self._sentence(asked.aspect, replace(facts, title=asked.procedure["ten"]))

    def _sentence(self, aspect: str, facts: Facts) -> str:
        money = _money(facts.fee, self._style["tien"])
        if "hedge" in self._faults:
            money = f"{money} hoặc {_money(facts.fee + 7000, self._style['tien'])}"
        if "dollars" in self._faults:
            money = f"{facts.fee // 1000 or 1} đô la"
        values = {"tien": money, "ngay": self._style["ngay"].format(so=facts.days), "giay": self._style["noi_giay"].join(facts.papers)}
        if "weeks" in self._faults:
            values["ngay"] = f"{facts.days} tuần"
        return self._style[aspect].format(ten=facts.title, quay=facts.desk, **values)


def _money(dong: int, manner: str) -> str:
    """Return an amount as this bot writes it: "cham" 8.000 đồng, "nghin" 8 nghìn đồng, "gon" 8000đ."""
    if dong == 0:
        return {"cham": "không thu", "nghin": "miễn phí", "gon": "không mất tiền"}[manner]
    whole = f"{dong:,}".replace(",", ".")
    return {"cham": f"{whole} đồng", "nghin": f"{dong // 1000} nghìn đồng" if dong % 1000 == 0 else f"{whole} đồng", "gon": f"{dong}đ"}[manner]


def _neighbour(row: Mapping, day: str, book: Mapping) -> tuple[Mapping, str]:
    return next(other for other in book["thu_tuc"] if other["ten"] == row["hay_nham"]), day


def _first_keyword(row: Mapping, day: str, book: Mapping) -> tuple[Mapping, str]:
    """The first procedure of the book that shares a telling word: how a search by keyword alone goes wrong."""
    return next(other for other in book["thu_tuc"] if _telling(other) & _telling(row)), day


def _papers_but_one(facts: Facts) -> Facts:
    return replace(facts, papers=facts.papers[:-1])


# What a fault changes: where the bot looks, the facts it states, or the words it says.
_LOOKED_UP: dict[str, Callable] = {
    "swap": _neighbour,
    "keyword": _first_keyword,
    "ignore_date": lambda row, day, book: (row, book["hom_nay"]),
    "stale": lambda row, day, book: (row, "0001-01-01"),
}
_STATED: dict[str, Callable[[Facts], Facts]] = {
    "late": lambda facts: replace(facts, days=facts.days + 2),
    "drop_paper": _papers_but_one,
    "tenfold": lambda facts: replace(facts, fee=facts.fee * 10),
    "wrong_desk": lambda facts: replace(facts, desk=facts.desk % 5 + 1),
}
_RAMBLE = (
    "Trước hết xin cảm ơn bác đã quan tâm tới công tác cải cách hành chính của phường, trong những năm qua được sự chỉ đạo "
    "sát sao của các cấp, việc tiếp nhận và trả kết quả không ngừng được nâng cao về chất lượng, góp phần xây dựng nền hành "
    "chính phục vụ, hiện đại, gần dân, sát dân, lấy sự hài lòng của bà con làm thước đo cho mọi hoạt động."
)


def _dump(said: str, asked: Question, book: Mapping) -> str:
    """Every fee and every day there is: the right one is somewhere among them."""
    rows = [facts_of(row, asked.day) for row in book["thu_tuc"]]
    return "; ".join(f"{facts.title} {_money(facts.fee, 'gon')}, {facts.days} ngày" for facts in rows) + ". " + said


_SPOKEN: dict[str, Callable[[str, Question, Mapping], str]] = {
    "mute": lambda said, asked, book: "Không biết.",
    "echo": lambda said, asked, book: f"Bác hỏi: {asked.text} Câu hỏi rất hay, tôi đã ghi nhận.",
    "dump": _dump,
    "ramble": lambda said, asked, book: f"{_RAMBLE} {said}",
    "whisper": lambda said, asked, book: f"{said} (Nội bộ: {book['noi_bo'][0]['ten']} {book['noi_bo'][0]['tra_loi']}.)",
}
FAULTS = frozenset({"leak", "invent", "hedge", "dollars", "weeks", *_LOOKED_UP, *_STATED, *_SPOKEN})
