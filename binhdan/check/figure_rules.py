"""Rules for a month's figures in a learner's table: how each is worked out from the book and the documents, whatever the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from binhdan import cases
from binhdan.check.conditions import ConditionError, condition, folded
from binhdan.check.details import figures
from binhdan.check.month_book import NUMERIC, Book, book_of, column_named, number_in, plain
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.check.sources import named_sources
from binhdan.text import fold, words

COLUMNS = ("tên", "cần gì", "cách tính", "tính trên", "điều kiện")
FIRST = "loc"  # the row that says which lines are dropped before anything is counted
WAYS = "đếm, tổng, trung bình, lớn nhất, nhỏ nhất, nhiều nhất, tỉ lệ, lấy số"
_WAYS = (
    ("read", r"\b(?:lay|doc|tra|chep)\b"),
    ("share", r"\b(?:ti|ty) (?:le|so|trong)\b|\bphan tram\b|%"),
    ("mean", r"\b(?:trung binh|binh quan|average|tb)\b"),
    ("most", r"\b(?:(?:nhieu|pho bien) nhat|hay gap|gap nhieu|xuat hien)\b"),
    ("largest", r"\b(?:lon|lau|cao|dai|cham) nhat\b|\bmax\b"),
    ("smallest", r"\b(?:nho|it|thap|nhanh|ngan) nhat\b|\bmin\b"),
    ("count", r"\bdem\b|\bso luong\b|\bcount(?:ifs?)?\b|\bbao nhieu\b|\bso (?:dong|phan anh)\b"),
    ("sum", r"\b(?:tong|cong|sum)\b"),
)
_OF = re.compile(r"\s*\b(?:trong|tren|chia cho|so voi)\s+(?:tong\s+)?(?:so\b|so cac\b|cac\b)\s*(?:phan anh\b\s*)?(?:co\b\s*)?")
_BEHIND = re.compile(r"^(?:(?:so|con so)\s+)?(?:dung |ngay |lien )?(?:sau|phia sau)\s*(?:cac |cum )?(?:chu|tu)?\s*[:：]?\s*")
# What to ask a rule that gives a wrong figure, by its way.
_ASK = {
    "share": "Tỉ lệ này đếm dòng nào, trong số những dòng nào? Hai vế nối bằng “trong số”.",
    "mean": "Việc chưa xong có khi cũng ghi số: có nên tính vào trung bình không?",
    "read": "Còn văn bản nào khác nói về số ấy không? Bản nào đã ban hành, số nào đứng ngay sau chữ ấy?",
}
_MANY = 3  # wrong figures from which the fault is likely in the lines that were counted


@dataclass(frozen=True)
class Figure:
    """One figure: its value as it is compared ("84.6", "ben tra") and as a report shows it ("84,6 %", "Bến Trà")."""

    value: str
    shown: str


@dataclass(frozen=True)
class Row:
    """One row of the table: how, on what, under which condition, as written."""

    way: str
    on: str
    condition: str


def read_rules(table: list[dict]) -> dict[str, Row]:
    """Read a learner's rows by name; empty ones are left out, Wrong names one that stands twice."""
    rules: dict[str, Row] = {}
    for row in table:
        cells = [str(cell).strip() for cell in row.values()]
        if len(cells) < len(COLUMNS):
            raise Wrong(f"Bảng cần năm cột. Giữ dòng đầu là: {' | '.join(COLUMNS)}")
        name = slot_name(cells[0])
        if not any(cells[2:5]):
            continue
        if name in rules:
            raise Wrong(f"Dòng {name} có hai lần. Giữ lại một dòng.")
        rules[name] = Row(*cells[2:5])
    return rules


def slot_name(written: str) -> str:
    """Return the name of a row or a slot however it is typed: "{Con lai}" is "con_lai"."""
    return "_".join(words(written.replace("_", " ")))


def work_out(rules: dict[str, Row], name: str, case: dict) -> Figure:
    """Return one figure of a month's case by the learner's rule; Wrong (with the row's name) where that can't be done."""
    if name not in rules:
        raise Wrong(f"Còn trống dòng {name}. Ghi cách tính, tính trên cột nào, điều kiện gì.")
    row = rules[name]
    way = _way(name, row)
    if way == "read":
        return _read(name, row, case)
    book = _filtered(rules, book_of(case))
    column, _ = column_named(fold(row.on))
    try:
        if way == "share":
            return _share(name, row, book, column)
        test = condition(row.condition, book, column)
    except ConditionError as error:
        raise Wrong(f"Dòng {name}: {error}.") from None
    chosen = [line for line in book.rows if test(line)]
    if way == "count":
        return _number(len(chosen))
    if not column:
        raise Wrong(f"Dòng {name}: ghi ở cột “tính trên” tên một cột trong sổ, ví dụ: số ngày.")
    return _of_column(name, way, column, chosen)


@checked
def figures_match(table: list[dict], case: dict, group: str = "") -> str:
    """Pass rules whose figures (of one ``group``, or all) are those of the case's key, in each of its months.

    ``case`` is a month with ``figures`` ({"name", "group"}) and ``key`` (name -> seal), or holds several in ``months``.
    """
    rules, held_out = read_rules(table), case.get("held_out")
    for month in case.get("months", [case]):
        wanted = [spec["name"] for spec in case["figures"] if group in ("", spec["group"])]
        wrong = []
        for name in wanted:
            try:
                figure = work_out(rules, name, month)
            except Wrong as told:
                raise Wrong("Sang tháng khác có dòng không tính được. Xem lại từng dòng của bảng." if held_out else str(told)) from None
            if not right(figure, name, month):
                wrong.append((name, figure))
        if wrong and held_out:
            raise Wrong("Sang tháng khác có số liệu lệch. Nghĩ tới: dòng ghi hai lần, việc chưa xong mà có số, tỉ lệ tính trong số nào.")
        if wrong:
            raise Wrong(_told(wrong, rules))
    return f"{len(wanted)} số liệu khớp" + (" ở cả tháng chưa thấy." if held_out else ".")


def right(figure: Figure, name: str, month: dict) -> bool:
    """Whether a figure is the one of the month's key."""
    return seal(month["name"], name, figure.value) == month["key"][name]


@checked
def person_decided(table: list[dict], case: dict) -> str:
    """Pass a row "trinh" with the codes of ``case["chosen"]`` (seals), no more, and a reason in words for them.

    ``on`` names the open case with the book that the learner read.
    """
    codes, reason = decision(read_rules(table), cases.load(case["on"]))
    if {seal(case["on"], code) for code in codes} != set(case["chosen"]):
        raise Wrong("Việc chọn trình Chủ tịch chưa hợp lẽ. Với từng việc gấp, hỏi: có ai gặp nguy không, và vì sao bộ phận không tự quyết được?")
    if len(set(words(reason))) < case["fewest_words"]:
        raise Wrong("Chọn đúng việc, nhưng lý do chưa nói rõ. Chủ tịch đọc một dòng phải thấy ai gặp nguy và vì sao chưa ai làm.")
    return "Chọn đúng việc cần người có quyền quyết ngay."


def decision(rules: dict[str, Row], case: dict) -> tuple[list[str], str]:
    """Return (codes of reports, reason) of the row "trinh"; Wrong where it names no report of the book."""
    row = rules.get("trinh")
    if not row:
        raise Wrong("Còn trống dòng trinh: việc nào cần Chủ tịch quyết ngay hôm nay, vì sao?")
    known = {re.sub(r"\D", "", str(line["mã"])): str(line["mã"]) for line in book_of(case).rows}
    named = re.findall(r"\d+", f"{row.on} {row.way}") or re.findall(r"\bPA\W?(\d+)", row.condition, re.I)
    if not named or (strange := [number for number in named if number not in known]):
        told = f"không có mã {strange[0]} trong sổ" if named else "chưa có mã nào"
        raise Wrong(f"Dòng trinh: {told}. Ghi mã ở cột “tính trên”, lý do ở cột “điều kiện”.")
    return [known[number] for number in dict.fromkeys(named)], row.condition


def _way(name: str, row: Row) -> str:
    said = fold(row.way)
    found = [way for way, pattern in _WAYS if re.search(pattern, said)]
    if not found:
        told = f"máy chưa hiểu cách tính “{row.way}”" if row.way else "chưa có cách tính"
        raise Wrong(f"Dòng {name}: {told}. Chọn một trong: {WAYS}.")
    column, way = column_named(fold(row.on))[0], found[0]
    if way == "most" and column in NUMERIC:
        return "largest"
    if way == "largest" and column and column not in NUMERIC:
        return "most"
    if way == "sum" and column not in NUMERIC:
        return "count"
    return way


def _filtered(rules: dict[str, Row], book: Book) -> Book:
    """The book without what the first row drops."""
    row = rules.get(FIRST)
    if not row:
        return book
    said = fold(f"{row.way} {row.on} {row.condition}")
    if not re.search(r"\b(?:trung|lap|hai lan|mot lan|2 lan|1 lan)\b", said):
        raise Wrong(f"Dòng {FIRST}: máy chưa hiểu. Ghi: bỏ dòng trùng, rồi tên cột mà hai dòng trùng nhau.")
    column = column_named(fold(row.on))[0] or column_named(fold(row.condition))[0]
    if not column:
        raise Wrong(f"Dòng {FIRST}: ghi ở cột “tính trên” tên cột mà hai dòng trùng nhau.")
    return book.once(column)


def _share(name: str, row: Row, book: Book, column: str) -> Figure:
    """Of the rows that the second half of the condition names ("… trong số …"; all of them without), those of the first."""
    halves = _OF.split(folded(row.condition), maxsplit=1)
    part, whole = halves[0], halves[1] if len(halves) > 1 else ""
    if not part.strip():
        raise Wrong(f"Dòng {name}: ghi ở cột “điều kiện”: đếm dòng nào, trong số dòng nào.")
    counted, met = condition(whole, book), condition(part, book, column)
    base = [line for line in book.rows if counted(line)]
    share = 100 * sum(met(line) for line in base) / len(base) if base else 0
    return _percent(share)


def _of_column(name: str, way: str, column: str, chosen: list[dict]) -> Figure:
    if way == "most":
        cells = [plain(line[column]) for line in chosen if plain(line[column])]
        if not cells:
            return Figure("", "không có")
        best = max(dict.fromkeys(cells), key=cells.count)
        return Figure(best, next(str(line[column]).strip() for line in chosen if plain(line[column]) == best))
    if column not in NUMERIC:
        raise Wrong(f"Dòng {name}: cột {column} không phải là số. Cột có số là: {', '.join(NUMERIC)}.")
    numbers = [number for line in chosen if (number := number_in(line[column])) is not None]
    if way == "mean":
        return _number(_rounded(sum(numbers) / len(numbers)) if numbers else 0)
    return _number({"sum": sum, "largest": max, "smallest": min}[way](numbers) if numbers else 0)


def _read(name: str, row: Row, case: dict) -> Figure:
    """The first number behind some words of a document."""
    found = named_sources(row.on, case["sources"])
    if len(found) != 1:
        codes = ", ".join(source["code"] for source in case["sources"])
        raise Wrong(f"Dòng {name}: cột “tính trên” ghi đúng một văn bản: {codes}.")
    phrase = " ".join(words(_BEHIND.sub("", fold(row.condition).strip(" “”\"'"))))
    if not phrase:
        raise Wrong(f"Dòng {name}: cột “điều kiện” ghi số ấy đứng sau chữ gì, ví dụ: sau chữ: tổng số hộ.")
    for line in found[0]["lines"]:
        at = re.search(rf"\b{phrase.replace(' ', r'[^a-z0-9]+')}\b", fold(line))
        behind = [d for d in figures(line[at.end() :]) if d.kind == "number"] if at else []
        if behind:
            value, percent = behind[0].values[0]
            return _percent(value) if percent else _number(value)
    raise Wrong(f"Dòng {name}: trong văn bản {found[0]['code']} không có số nào sau chữ “{phrase}”. Chép đúng chữ đứng ngay trước số.")


def _number(value: float) -> Figure:
    value = _rounded(value)
    whole = value == int(value)
    text = f"{int(value):,}".replace(",", ".") if whole else f"{value:.1f}".replace(".", ",")
    return Figure(str(int(value)) if whole else f"{value:.1f}", text)


def _percent(value: float) -> Figure:
    figure = _number(value)
    return Figure(figure.value, f"{figure.shown} %")


def _rounded(value: float) -> float:
    """One decimal, halves upwards, as people round."""
    return float(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _told(wrong: list[tuple[str, Figure]], rules: dict[str, Row]) -> str:
    """The line for an open month: what the first wrong rule gives, and a question to ask it."""
    name, figure = wrong[0]
    others = f" (và {len(wrong) - 1} dòng nữa: {', '.join(other for other, _ in wrong[1:])})" if len(wrong) > 1 else ""
    told = f"Dòng {name}: theo luật này máy tính ra {figure.shown}, chưa đúng{others}."
    if len(wrong) >= _MANY:
        return f"{told} Nhiều dòng cùng lệch: trong sổ có dòng nào ghi hai lần không? Xem dòng {FIRST}."
    return f"{told} {_ASK.get(_way(name, rules[name]), 'Đọc lại câu hỏi ở cột “cần gì”, rồi xem cột ấy trong sổ có những giá trị nào.')}"
