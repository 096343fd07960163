"""A small spreadsheet language: formulas as Excel writes them, read once and worked out on any sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from binhdan.check.formula_functions import AGGREGATES, SCALARS, Error, Value, compare, join, number
from binhdan.text import nfc

_LONGEST = 400  # characters; what a person writes in one cell is shorter
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)
    |(?P<cell>\$?[A-Z]{1,2}\$?\d{1,5})(?![\w(])|(?P<column>\$?[A-Z]{1,2})(?=\s*:)|(?<=:)(?P<end>\$?[A-Z]{1,2})(?![\w(])
    |(?P<name>[A-Z][A-Z0-9.]*)|(?P<sign><=|>=|<>|[-+*/&=<>():;,]))""",
    re.X | re.I,
)
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "−": "-", "–": "-", "\u00a0": " ", "×": "*"})
_LEVELS = (("=", "<>", "<=", ">=", "<", ">"), ("&",), ("+", "-"), ("*", "/"))


class FormulaError(Exception):
    """A formula that can't be read; the message is one Vietnamese clause for the one who wrote it."""


class Cells(Protocol):
    """What a formula is worked out on: rows are numbered as on the screen, row 1 holds the headings."""

    last_row: int

    def value(self, column: str, row: int) -> Value:
        """Return what stands in a cell: a float, a str, a bool, None where it is empty, or an Error."""
        ...


@dataclass(frozen=True)
class Place:
    """A cell as written: ``row`` 0 is a whole column, ``fixed`` one whose row stays when it is filled down."""

    column: str
    row: int
    fixed: bool

    def at(self, shift: int) -> int:
        """Return the row meant in a copy of the formula ``shift`` rows further down."""
        return self.row if self.fixed else self.row + shift


@dataclass(frozen=True)
class Node:
    """One step of a formula: ``kind`` is value, cell, range, call, sign or minus."""

    kind: str
    of: object
    parts: tuple[Node, ...] = ()


def read_formula(text: str) -> Node:
    """Read a formula ("=SUM(A2:A9)"; "," and ";" both separate); FormulaError says what is wrong with it."""
    written = nfc(text).translate(_TYPED).strip().strip("`").strip()
    if len(written) > _LONGEST:
        raise FormulaError(f"công thức dài {len(written)} chữ, quá {_LONGEST}")
    try:
        return _Reader(written.removeprefix("=")).whole()
    except RecursionError:
        raise FormulaError("công thức có quá nhiều dấu ngoặc lồng nhau") from None


def work_out(node: Node, cells: Cells, shift: int = 0) -> Value | list[Value]:
    """Return what a formula gives in a copy ``shift`` rows below the one written; mistakes come as an Error."""
    if node.kind == "value":
        return node.of
    if node.kind == "cell":
        return cells.value(node.of.column, node.of.at(shift))
    if node.kind == "range":
        return _range(*node.of, cells, shift)
    if node.kind == "call" and node.of in AGGREGATES:
        return AGGREGATES[node.of][0](*(_listed(part, cells, shift) for part in node.parts))
    values = [work_out(part, cells, shift) for part in node.parts]
    if node.kind == "call":
        return _each(SCALARS[node.of][0], values)
    if node.kind == "minus":
        return _each(lambda value: _arithmetic("-", 0.0, value), values)
    return _each(lambda left, right: _sign(node.of, left, right), values)


def _range(start: Place, end: Place, cells: Cells, shift: int) -> list[Value]:
    columns = [chr(code) for code in range(ord(start.column), ord(end.column) + 1)]
    first, last = (start.at(shift), end.at(shift)) if start.row else (1, cells.last_row)
    return [cells.value(column, row) for row, column in product(range(first, min(last, cells.last_row) + 1), columns)]


def _listed(part: Node, cells: Cells, shift: int) -> Value | list[Value]:
    """A cell given to SUM is a range of one: words in it are passed over, as Excel does."""
    value = work_out(part, cells, shift)
    return [value] if part.kind == "cell" else value


def _each(function, values: list[Value | list[Value]]) -> Value | list[Value]:
    """Call a function of single values; ranges of one length are gone through side by side."""
    lengths = {len(value) for value in values if isinstance(value, list)}
    if not lengths:
        return function(*values)
    if len(lengths) > 1:
        return Error("#VALUE!")
    (length,) = lengths
    spread = [value if isinstance(value, list) else [value] * length for value in values]
    return [function(*row) for row in zip(*spread)]


def _sign(sign: str, left: Value, right: Value) -> Value:
    if broken := next((value for value in (left, right) if isinstance(value, Error)), None):
        return broken
    if sign == "&":
        return join(left, right)
    return _arithmetic(sign, left, right) if sign in "+-*/" else compare(sign, left, right)


def _arithmetic(sign: str, left: Value, right: Value) -> Value:
    one, other = number(left), number(right)
    if broken := next((value for value in (one, other) if isinstance(value, Error)), None):
        return broken
    if sign == "/":
        return one / other if other else Error("#DIV/0!")
    return {"+": one + other, "-": one - other, "*": one * other}[sign]


class _Reader:
    """Reads by precedence: comparisons bind weakest, then &, then + and -, then * and /."""

    def __init__(self, text: str):
        self.tokens, at = [], 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if not match:
                raise FormulaError(f"không hiểu chỗ “{text[at:].strip()[:12]}”")
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self.at = 0

    def whole(self) -> Node:
        if not self.tokens:
            raise FormulaError("ô công thức còn trống")
        node = self.level(0)
        if self.at < len(self.tokens):
            raise FormulaError(f"thừa chỗ “{self.peek()[1]}”; xem lại dấu ngoặc và dấu ;")
        return node

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, *signs: str) -> str:
        """Step over the next token if it is one of ``signs``."""
        kind, text = self.peek()
        if kind != "sign" or text not in signs:
            return ""
        self.at += 1
        return text

    def level(self, depth: int) -> Node:
        if depth == len(_LEVELS):
            return self.unary()
        node = self.level(depth + 1)
        while sign := self.take(*_LEVELS[depth]):
            node = Node("sign", sign, (node, self.level(depth + 1)))
        return node

    def unary(self) -> Node:
        if sign := self.take("-", "+"):
            return Node("minus", None, (self.unary(),)) if sign == "-" else self.unary()
        return self.atom()

    def atom(self) -> Node:
        kind, text = self.peek()
        self.at += 1
        if kind == "number":
            return Node("value", float(text))
        if kind == "text":
            return Node("value", text[1:-1].replace('""', '"'))
        if kind in ("cell", "column"):
            return self.reference(_place(text))
        if kind == "name":
            return self.named(text.upper())
        if (kind, text) == ("sign", "("):
            node = self.level(0)
            self.close()
            return node
        raise FormulaError("công thức dừng giữa chừng" if not kind else f"không hiểu chỗ “{text}”")

    def reference(self, start: Place) -> Node:
        if not self.take(":"):
            return Node("cell", start)
        kind, text = self.peek()
        if kind not in ("cell", "column", "end") or (end := _place(text)).column < start.column or bool(end.row) != bool(start.row):
            raise FormulaError(f"vùng bắt đầu ở {start.column} chưa có chỗ kết thúc, ví dụ A2:A9 hoặc A:A")
        self.at += 1
        return Node("range", (start, end))

    def named(self, name: str) -> Node:
        if name in ("TRUE", "FALSE"):
            return Node("value", name == "TRUE")
        known = AGGREGATES | SCALARS
        if name not in known or not self.take("("):
            raise FormulaError(f"trang tính này không có hàm {name}; chữ phải nằm trong ngoặc kép")
        parts = []
        while not self.take(")"):
            if parts and not self.take(";", ","):
                raise FormulaError(f"hàm {name} thiếu dấu ; giữa hai phần, hoặc thiếu dấu ) ở cuối")
            parts.append(self.level(0))
        _, fewest, most = known[name]
        if not fewest <= len(parts) <= most:
            raise FormulaError(f"hàm {name} cần {fewest if fewest == most else f'{fewest} đến {most}'} phần, đang có {len(parts)}")
        return Node("call", name, tuple(parts))

    def close(self) -> None:
        if not self.take(")"):
            raise FormulaError("thiếu dấu ) đóng ngoặc")


def _place(text: str) -> Place:
    match = re.fullmatch(r"\$?([A-Z]{1,2})(\$?)(\d*)", text.upper())
    if len(match[1]) > 1:
        raise FormulaError(f"bảng không có cột {match[1]}")
    return Place(match[1], int(match[3] or 0), match[2] == "$")
