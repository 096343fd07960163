"""Checks of a sheet of wages: which rows a formula misreads, and whether the learner's formulas add up elsewhere too."""

from __future__ import annotations

import math
import re

from binhdan.check.errors import Mark, kind_named, numbers_in, tally
from binhdan.check.formula_functions import Error, Value
from binhdan.check.formulas import FormulaError, Node, read_formula, work_out
from binhdan.check.registry import Blank, Wrong, checked
from binhdan.check.sealed import seal

DATA = "ABCDEF"  # the columns that come with a sheet
HELPERS = "GH"  # the columns that a formula in row 2 fills all the way down
ASKED, TOTAL = "I2", "J2"  # whose wages are wanted, and what they come to
_FIRST = 2
_CELL = re.compile(r"(?<![A-Z])([A-Z])\s*(\d+)(?!\d)", re.I)
_MEANING = {
    "#VALUE!": "có chữ hoặc ô trống ở chỗ cần số, hoặc hai vùng dài ngắn khác nhau",
    "#DIV/0!": "chia cho 0",
    "#REF!": "công thức đi vòng, ô này cần chính nó",
    "#NUM!": "số lớn quá mức tính được",
}


class Sheet:
    """The rows of a case with formulas laid over them; asked for one person's wages."""

    def __init__(self, case: dict, formulas: dict[str, Node], asked: str):
        self.case, self.formulas, self.asked = case, formulas, asked
        self.last_row = len(case["rows"]) + 1
        self._known: dict[tuple[str, int], Value] = {}

    def value(self, column: str, row: int) -> Value:
        """Return what stands in a cell, worked out where it holds a formula."""
        if not 1 <= row <= self.last_row:
            return None
        if f"{column}{row}" == ASKED:
            return self.asked
        if column in DATA:
            line = self.case["columns"] if row == 1 else self.case["rows"][row - _FIRST]
            cell = line[DATA.index(column)]
            return float(cell) if isinstance(cell, int) else cell
        if column in HELPERS and row >= _FIRST:
            return self._worked_out(column, row)
        return self._worked_out(*TOTAL) if f"{column}{row}" == TOTAL else None

    def total(self) -> Value:
        """Return what the formula in J2 gives."""
        for row in range(_FIRST, self.last_row + 1):  # top down, so that a running sum is never deep
            for column in HELPERS:
                self.value(column, row)
        return self._worked_out(*TOTAL)

    def _worked_out(self, column: str, row: int | str) -> Value:
        place, node = (column, int(row)), self.formulas.get(f"{column}{_FIRST}")
        if node and place not in self._known:
            self._known[place] = Error("#REF!")  # what a formula finds that needs its own cell
            value = work_out(node, self, place[1] - _FIRST)
            if isinstance(value, list):  # a range where one cell is wanted
                value = Error("#VALUE!")
            if isinstance(value, float) and not math.isfinite(value):
                value = Error("#NUM!")
            self._known[place] = value
        return self._known.get(place)


def read_formulas(table: list[dict]) -> dict[str, Node]:
    """Read a learner's rows (cell | formula) -> {"G2": …}; Wrong names the cell that can't be read, Blank where all are empty."""
    wanted = [f"{column}{_FIRST}" for column in HELPERS] + [TOTAL]
    found: dict[str, Node] = {}
    for number, row in enumerate(table, 1):
        cell, formula = ([str(value).strip() for value in row.values()] + [""])[:2]
        place = _CELL.search(cell)
        name = (place[1] + place[2]).upper() if place else ""
        if name not in wanted:
            raise Wrong(f"Dòng {number}: ô “{cell}” không dùng trong bài. Các ô có công thức là {', '.join(wanted)}.")
        if name in found:
            raise Wrong(f"Ô {name} có hai công thức. Giữ lại một.")
        if formula:
            try:
                found[name] = read_formula(formula)
            except FormulaError as error:
                raise Wrong(f"Ô {name}: {error}. Sửa rồi bấm ▶ lại.") from None
    if TOTAL not in found:
        raise (Wrong if found else Blank)(f"Chưa có công thức ở ô {TOTAL}. Đó là ô cho ra tổng tiền.")
    return found


@checked
def rows_misread(table: list[dict], case: dict, kinds: bool = False, at_least: float = 0.8) -> str:
    """Pass rows (row of the sheet | kind of fault) whose F1 is ``at_least``; with ``kinds`` the kind must fit too.

    ``case`` has ``rows``, ``kinds`` (name -> other words for it) and the sealed ``key`` of `errors.key`.
    """
    marks = _marks(table, case)
    score = tally(marks, case, kinds=kinds)
    if 2 * len(marks) > len(case["rows"]):
        raise Wrong(f"Bảng ghi {len(marks)} trong {len(case['rows'])} dòng: nghi tất cả thì chưa phải là soi. Chỉ ghi dòng bị tính sai.")
    if score.f1 >= at_least:
        return "Gọi đúng tên các lỗi." if kinds else f"Bắt trúng {score.found} dòng, bắt oan {score.false}, bỏ sót {score.missed}."
    if kinds:
        told = f"{score.found} dòng vừa trúng vừa đúng loại lỗi; dòng oan, dòng sót cũng bị trừ."
        raise Wrong(f"{told} Với từng dòng, hỏi: công thức dừng ở điều kiện nào?")
    told = f"Bắt trúng {score.found} dòng, bắt oan {score.false}, bỏ sót {score.missed}."
    raise Wrong(f"{told} Soi cột B, cột F và vùng cộng của công thức, từng dòng một.")


@checked
def formulas_add_up(table: list[dict], case: dict) -> str:
    """Pass formulas (cell | formula) that give every person's total to the đồng on every sheet of ``case``.

    ``case`` is a sheet with ``name``, ``columns``, ``rows`` and ``totals`` (person -> seal of the right total), or holds
    several in ``sheets`` with ``held_out``.
    """
    formulas = read_formulas(table)
    for sheet in case.get("sheets", [case]):
        wrong = _wrong(formulas, sheet)
        if wrong and case.get("held_out"):
            raise Wrong("Sang tháng khác tổng còn lệch. Nghĩ tới: bảng dài hơn, ô trống, tên thừa dấu cách, số âm viết kiểu chữ.")
        if wrong:
            raise Wrong(_told(formulas, sheet, wrong))
    return "Tổng của mọi người khớp đến từng đồng" + (" ở cả tháng chưa thấy." if case.get("held_out") else ".")


def seals(name: str, totals: dict[str, int]) -> dict[str, str]:
    """Return person -> the seal of what that person is to be paid, in đồng."""
    return {person: seal(name, person, total) for person, total in totals.items()}


def _wrong(formulas: dict[str, Node], sheet: dict) -> list[str]:
    return [
        person
        for person, sealed in sheet["totals"].items()
        if not isinstance(total := Sheet(sheet, formulas, person).total(), float)
        or not total.is_integer()
        or seal(sheet["name"], person, int(total)) != sealed
    ]


def _told(formulas: dict[str, Node], sheet: dict, wrong: list[str]) -> str:
    """The line for an open sheet: the first cell with a mistake in it, else whose totals differ."""
    shown = Sheet(sheet, formulas, wrong[0])
    places = [(column, row) for row in range(_FIRST, shown.last_row + 1) for column in HELPERS] + [("J", _FIRST)]
    for column, row in places:
        if isinstance(value := shown.value(column, row), Error):
            return f"Ô {column}{row} báo {value}: {_MEANING.get(value, 'công thức chưa tính được')}. Nhìn xem công thức đang đọc ô nào ở dòng đó."
    totals = {Sheet(sheet, formulas, person).total() for person in sheet["totals"]}
    if len(totals) == 1 < len(sheet["totals"]):
        return f"Tên ai cũng ra cùng một tổng. Công thức ở {TOTAL} cần nhìn vào ô {ASKED}, nơi ghi tên người cần tính."
    told = f"Tổng của {len(wrong)}/{len(sheet['totals'])} người chưa khớp ({', '.join(wrong)})."
    return f"{told} Xem cột G, H của người đó: tên còn lệch, tiền còn là chữ, hay có dòng chưa được cộng?"


def _marks(table: list[dict], case: dict) -> list[Mark]:
    last, marks = len(case["rows"]) + 1, []
    for number, row in enumerate(table, 1):
        cells = [str(cell).strip() for cell in row.values()][:2]
        if not any(cells):
            continue
        rows = numbers_in(cells[0])
        if not rows or not any(cells[1:]):
            raise Wrong(f"Dòng {number}: ghi số dòng trong bảng công, rồi | và loại lỗi, ví dụ 9 | số dạng chữ.")
        if strange := [n for n in rows if not _FIRST <= n <= last]:
            raise Wrong(f"Dòng {number}: bảng công không có dòng {strange[0]}, chỉ có dòng {_FIRST} đến {last}.")
        marks += [Mark("bang", n, kind_named(number, cells[1], case["kinds"])) for n in rows]
    places = [mark.sentence for mark in marks]
    if twice := next((place for place in places if places.count(place) > 1), None):
        raise Wrong(f"Dòng {twice} của bảng công ghi hai lần. Mỗi dòng chọn một loại lỗi.")
    return marks
