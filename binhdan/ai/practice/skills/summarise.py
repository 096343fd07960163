"""Summarise the text in the prompt: the sentences that most others lean on; what the prompt leaves open goes wrong."""

from __future__ import annotations

import math
import re
from functools import partial

from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.reply import Reply
from binhdan.text import count_words, fold, sentences, words

_TASK = re.compile(r"\b(?:tom tat|tom luoc|tom gon|rut gon|rut y)\b")
_EXACT = re.compile(r"\b(?:giu (?:nguyen|dung)|dung nguyen|chinh xac (?:so|tung|cac|moi)|khong (?:lam tron|doi so))\b")
_BULLETS = re.compile(r"\b(?:gach dau dong|danh sach|moi (?:y|cau) mot dong)\b")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)])\s+")
# What the prompt asks the summary to hold -> what a sentence that holds it looks like (both folded).
_WANTED = (
    (r"\b(?:han|ngay|thoi gian|khi nao|bao gio|moc)\b", r"\d/\d|\b(?:ngay|thang|truoc) \d"),
    (r"\b(?:tien|kinh phi|muc|so lieu|con so|bao nhieu)\b", r"\d(?:\.\d{3})+|%|\b(?:nghin|trieu|dong)\b"),
    (r"\b(?:ai|nguoi phu trach|trach nhiem|don vi|doi tuong)\b", r"\b(?:giao|do|phoi hop|chu tri|nguoi tu|ho|doi tuong)\b"),
    (r"\b(?:viec|phai lam|can lam|yeu cau)\b", r"\b(?:phai|lap|gui|nop|bao cao|de nghi|dang ky)\b"),
    (r"\b(?:lien he|dau moi|hoi ai|so may)\b", r"\b(?:lien he|dau moi|giao cho|hoi (?:ong|ba|anh|chi))\b|\b0\d{2,3} \d{3}"),
)
_FIRST, _ASKED = 1.3, 2.5  # how much a first sentence and what was asked for weigh
_ROUNDS, _DAMPING = 30, 0.85
_LOOSE = 0.6  # share of the sentences that is kept where no length was asked for
_ROUND_ABOVE = 20  # from which a count is rounded where nothing forbids it
_COUNT = re.compile(r"(?<![\d.,/])(\d{2,3})(?= (?!giờ|phút|tháng|ngày|phần)[^\W\d])(?<!ngày \d\d)(?<!tháng \d\d)")
# What the model says more strongly than its source.
_STRONGER = ((r"\b[Kk]huyến khích\b", "yêu cầu"), (r"\bnên\b", "phải"), (r"\b[Mm]ột số\b", "tất cả"))

_BEFORE = "Dưới đây là bản tóm tắt nội dung:"
_AFTER = "Nhìn chung, đây là việc làm thiết thực; hơn 85 % người dân hài lòng."
_INVENTED = (
    "Văn bản gồm ba nội dung chính: mục đích, nhiệm vụ và tổ chức thực hiện. Các đơn vị báo cáo kết quả trước ngày 30 hằng tháng. "
    "Kinh phí dự kiến 50 triệu đồng."
)


def wants(request) -> float:
    """Well where the task is to sum up; the kinds of work that sort or fill forms go before."""
    reading = request.reading
    if request.tools or request.schema or reading.has("labels"):
        return 0.0
    return 0.8 if _TASK.search(fold(reading.part("task") or reading.instructions)) else 0.0


def reply(request) -> Reply:
    """Give the weightiest sentences in their own order; without a text, make one up."""
    reading = request.reading
    units = _units(reading.data)
    if not units:
        return Reply(_INVENTED, (), "summarise")
    kept = [units[place] for place in sorted(_chosen(units, reading))]
    if not reading.only_given:
        kept = _careless(kept, reading)
    return Reply(_told(kept, reading), (), "summarise")


def ranks(units: list[str]) -> list[float]:
    """Return how much the other sentences lean on each one (TextRank), all together 1."""
    bags = [set(words(unit)) for unit in units]
    links = [[_likeness(one, other) if i != j else 0.0 for j, other in enumerate(bags)] for i, one in enumerate(bags)]
    out = [sum(row) for row in links]
    rank = [1 / len(units)] * len(units)
    for _ in range(_ROUNDS):
        given = [sum(rank[j] * links[j][i] / out[j] for j in range(len(units)) if out[j]) for i in range(len(units))]
        rank = [(1 - _DAMPING) / len(units) + _DAMPING * share for share in given]
    return rank


def _units(text: str) -> list[str]:
    """The sentences worth choosing from: no headings, no bare greetings."""
    lines = [_BULLET.sub("", line).strip() for line in sentences(text)]
    return [line for line in lines if count_words(line) > 4 and not line.isupper()]


def _likeness(one: set[str], other: set[str]) -> float:
    size = math.log(len(one) + 1) + math.log(len(other) + 1)
    return len(one & other) / size if size else 0.0


def _chosen(units: list[str], reading: Reading) -> list[int]:
    """The places of the weightiest sentences that fit the length asked for; always at least one."""
    asked = [sign for topic, sign in _WANTED if re.search(topic, fold(reading.instructions))]
    scores = [
        rank * (_FIRST if place == 0 else 1.0) * _ASKED ** sum(bool(re.search(sign, fold(unit))) for sign in asked)
        for place, (unit, rank) in enumerate(zip(units, ranks(units)))
    ]
    order = sorted(range(len(units)), key=lambda place: (-scores[place], place))
    limit = reading.limit
    if not limit:
        return order[: math.ceil(_LOOSE * len(units))]
    if limit[1] == "sentences":
        return order[: limit[0]]
    chosen, room = [], limit[0]
    for place in order:
        if (length := count_words(units[place])) <= room:
            chosen.append(place)
            room -= length
    return chosen or order[:1]


def _careless(kept: list[str], reading: Reading) -> list[str]:
    """What a model does when nobody forbids it: round a count, say it more strongly."""
    exact = _EXACT.search(fold(reading.instructions))
    for pattern, stronger in _STRONGER:
        kept = [re.sub(pattern, partial(_in_case, stronger), line) for line in kept]
    return kept if exact else [_COUNT.sub(_rounded, line, count=1) for line in kept]


def _in_case(word: str, match: re.Match) -> str:
    return word.capitalize() if match[0][0].isupper() else word


def _rounded(match: re.Match) -> str:
    number = int(match[1])
    return match[1] if number < _ROUND_ABOVE or number % 10 == 0 else f"khoảng {round(number, -1)}"


def _told(kept: list[str], reading: Reading) -> str:
    """In the form asked for; without a length, wrapped in words that nobody needs."""
    bulleted = _BULLETS.search(fold(reading.instructions))
    body = "\n".join(f"- {line}" for line in kept) if bulleted else " ".join(kept)
    return body if reading.only_given or reading.limit else f"{_BEFORE}\n{body}\n{_AFTER}"
