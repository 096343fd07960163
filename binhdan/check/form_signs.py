"""Checklists of signs that learners write to tell a right document from a faulty one, and how they are run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from binhdan.check.choices import plain
from binhdan.check.official_form import parse
from binhdan.check.registry import Wrong, checked
from binhdan.text import count_words, fold, nfc

_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']+)[”\"’']")
_LETTER = re.compile(r"\W*(?P<letter>[a-c])(?:\W*|\s*[-–:.)]\s.*)", re.S)
# A row in one cell: "1 - c", "1. c", "1 c".
_ONE_CELL = re.compile(r"\s*(?P<component>\d)\b\W*?(?P<sign>[a-cA-C]\b\W*|[“\"].+)", re.S)
_ALONE = re.compile(r"\b[a-c]\b")
_SHOWN_PHRASE = 2  # characters from which a phrase can be looked for

# A sign: the text of a document -> the lines (from 1) on which it is seen; none where it is not there.
Sign = Callable[[str], list[int]]


def phrase(*wanted: str) -> Sign:
    """Return the sign "each of these phrases stands on some line", whatever the capitals, tone marks and spaces."""

    def seen(document: str) -> list[int]:
        lines = [_loose(line) for line in document.splitlines()]
        places = [[n for n, line in enumerate(lines, 1) if _loose(one) in line] for one in wanted]
        return sorted({n for some in places for n in some}) if all(places) else []

    return seen


_read = lru_cache(maxsize=64)(parse)  # nine signs look at each document


def component(key: str) -> Sign:
    """Return the sign "this component of Điều 8 is there, well written and in its place"."""

    def seen(document: str) -> list[int]:
        form = _read(document)
        return list(form.components[key].lines) if form.sound(key) else []

    return seen


def long_enough(syllables: int) -> Sign:
    """Return the sign "the whole document has at least so many syllables"."""
    return lambda document: list(range(1, len(document.splitlines()) + 1)) if count_words(document) >= syllables else []


# The signs that a case offers by name; a case says which component each is offered for, and in what words.
SIGNS: dict[str, Sign] = {
    "viet-nam": phrase("Việt Nam"),
    "quoc-hieu": phrase("Cộng hòa xã hội chủ nghĩa Việt Nam"),
    "quoc-hieu-tieu-ngu": component("nation"),
    "ubnd": phrase("UBND"),
    "ten-co-quan": component("issuer"),
    "phuong-doi-che": phrase("phường Đồi Chè"),
    "so-ky-hieu": component("number"),
    "chu-so": phrase("Số:"),
    "tb-ubnd": phrase("/TB-UBND"),
    "ngay": phrase("ngày"),
    "doi-che-ngay": phrase("Đồi Chè, ngày"),
    "noi-va-ngay": component("date"),
    "thong-bao": phrase("thông báo"),
    "ten-loai-trich-yeu": component("title"),
    "ve-viec": phrase("Về việc"),
    "phan-giua": component("content"),
    "ba-muoi-chu": long_enough(30),
    "nhu-sau": phrase("như sau"),
    "chu-tich": phrase("Chủ tịch"),
    "tm-ubnd": phrase("TM. Ủy ban nhân dân"),
    "nguoi-ky": component("signatory"),
    "ky": phrase("ký"),
    "cho-dong-dau": component("seal"),
    "da-ky-dong-dau": phrase("(Đã ký, đóng dấu)"),
    "noi-nhan": phrase("nơi nhận"),
    "to-dan-pho": phrase("tổ dân phố;"),
    "noi-nhan-va-luu": component("recipients"),
}


def read_checklist(table: list[dict], case: dict) -> dict[str, Sign]:
    """Read a learner's rows (component | sign) as component name -> sign; Wrong names the row that can't be read.

    A sign is the letter of one that ``case["signs"]`` offers for the component, its words, or a phrase in quotes.
    """
    found: dict[str, Sign] = {}
    for number, cells in enumerate(_rows(table), 1):
        if len(cells) < 2:
            raise Wrong("Bảng cần hai cột. Giữ dòng đầu là: thành phần | dấu hiệu")
        if not cells[1] and (match := _ONE_CELL.fullmatch(cells[0])):
            cells = [match["component"], match["sign"]]
        if not cells[1]:
            continue
        name = _component(number, cells[0], list(case["signs"]))
        if name in found:
            raise Wrong(f"“{name}” có hai dòng. Mỗi thành phần một dòng, một dấu hiệu.")
        found[name] = _sign(number, cells[1], case["signs"][name])
    if not found:
        raise Wrong("Chưa đọc được dòng nào. Mỗi dòng viết như 1 | a: số thành phần, dấu | (Shift và phím trên Enter), một chữ.")
    if left := [name for name in case["signs"] if name not in found]:
        raise Wrong(f"Chưa chọn dấu hiệu cho {len(left)} thành phần: {'; '.join(left)}.")
    return found


def lacking(checklist: dict[str, Sign], document: str) -> list[str]:
    """Return the names of the components whose sign is not seen in ``document``; none means it is accepted."""
    return [name for name, sign in checklist.items() if not sign(document)]


@checked
def checklist_sorts(table: list[dict], case: dict, accept: int, refuse: int) -> str:
    """Pass a checklist that accepts at least ``accept`` right documents and refuses ``refuse`` faulty ones.

    ``case`` has ``signs`` (component name -> letter -> {"sign": a name in SIGNS, "says": words}) and
    ``documents``, each with ``text`` and ``right``; ``held_out`` keeps the message general.
    """
    checklist = read_checklist(table, case)
    verdicts = [(document, lacking(checklist, document["text"])) for document in case["documents"]]
    turned_away = [(d["name"], names) for d, names in verdicts if d["right"] and names]
    let_through = [d["name"] for d, names in verdicts if not d["right"] and not names]
    right = sum(d["right"] for d, _ in verdicts)
    too_strict = right - len(turned_away) < accept
    if too_strict and not case.get("held_out"):
        name, names = turned_away[0]
        raise Wrong(f"Danh mục loại nhầm “{name}”, bản đúng, vì dòng “{names[0]}”. Dấu hiệu đó có thật trong bản ấy không?")
    if too_strict:
        raise Wrong("Ở phần chấm riêng, danh mục loại nhầm bản đúng. Có dấu hiệu chỉ hợp với một cơ quan, một loại văn bản.")
    if len(verdicts) - right - len(let_through) < refuse:
        if case.get("held_out"):
            raise Wrong("Ở phần chấm riêng, danh mục cho qua bản lỗi. Có dấu hiệu quá lỏng: thấy ở chỗ khác cũng tính.")
        raise Wrong(f"Danh mục cho qua “{let_through[0]}”, bản có lỗi. Thành phần nào thiếu mà dấu hiệu vẫn thấy ở chỗ khác?")
    return f"Danh mục nhận {right - len(turned_away)} bản đúng, loại {len(verdicts) - right - len(let_through)} bản lỗi."


def _rows(table: list[dict]) -> list[list[str]]:
    """The first two cells of each row, with the first row where it was read as the names of the columns."""
    rows = [[str(cell).strip() for cell in row.values()][:2] for row in table]
    head = [str(name).strip() for name in table[0]][:2]
    return [head, *rows] if re.match(r"\d", head[0]) else rows


def _component(number: int, cell: str, names: list[str]) -> str:
    if digit := re.search(r"\b(\d)\b", cell):
        place = int(digit[1])
        if 1 <= place <= len(names):
            return names[place - 1]
    said = plain(cell)
    fitting = [n for n in names if said == plain(n)] or [n for n in names if said and (said in plain(n) or plain(n) in said)]
    if len(fitting) != 1:
        raise Wrong(f"Dòng {number}: chưa rõ thành phần nào. Ghi như bảng phát ra, hoặc ghi số 1 đến {len(names)}.")
    return fitting[0]


def _sign(number: int, cell: str, offered: dict[str, dict]) -> Sign:
    if letter := _LETTER.fullmatch(fold(cell)):
        return SIGNS[offered[letter["letter"]]["sign"]]
    if same := [option for option in offered.values() if plain(option["says"]) == plain(cell)]:
        return SIGNS[same[0]["sign"]]
    quoted = [text.strip() for text in _QUOTED.findall(cell) if len(text.strip()) >= _SHOWN_PHRASE]
    alone = _ALONE.findall(nfc(cell).lower())
    if not quoted and len(alone) == 1 and count_words(cell) <= 3:  # "chọn c", "c ạ"
        return SIGNS[offered[alone[0]]["sign"]]
    if not quoted:
        raise Wrong(f"Dòng {number}: chọn đúng một chữ {', '.join(offered)}, hoặc ghi cụm từ cần tìm trong ngoặc kép “…”.")
    return phrase(*quoted)


def _loose(text: str) -> str:
    return " ".join(re.sub(r"[*_|]+", " ", fold(text)).split())
