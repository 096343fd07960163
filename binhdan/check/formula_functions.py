"""The functions that a spreadsheet formula may call, with Excel's ways with words, blanks and mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST = 1000  # characters of a text; formulas that copy each other could double it endlessly
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.S)


class Error(str):
    """A cell's mistake, such as #VALUE!; it spreads to whatever reads the cell."""


Value = float | str | bool | None | Error


def number(value: Value) -> float | Error:
    """Return a value as a number: an empty cell is 0, words only where all of them is one English-style number."""
    if isinstance(value, Error):
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        written = value.strip()
        return float(written.replace(",", "")) if _NUMBER.fullmatch(written) else Error("#VALUE!")
    return float(value)


def text(value: Value) -> str:
    """Return a value as it is joined to other words: 96000.0 is "96000", an empty cell is ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else value


def join(left: Value, right: Value) -> str | Error:
    """Return two values as one text."""
    return _short(text(left) + text(right))


def compare(sign: str, left: Value, right: Value) -> bool:
    """Compare as Excel does: capitals are alike, an empty cell equals "" and 0, words come after numbers."""
    one, other = _comparable(left, right), _comparable(right, left)
    return {"=": one == other, "<>": one != other, "<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[sign]


def _comparable(value: Value, beside: Value) -> tuple:
    if value is None:
        value = "" if isinstance(beside, str) else 0.0
    return (1, value.casefold()) if isinstance(value, str) else (0, float(value))


def _short(written: str) -> str | Error:
    return written if len(written) <= _LONGEST else Error("#VALUE!")


def _spread(function: Callable) -> Callable:
    """Give back the first mistake among the arguments instead of calling."""

    def careful(*values: Value) -> Value:
        return next((value for value in values if isinstance(value, Error)), None) or function(*values)

    return careful


def _value(value: Value) -> float | Error:
    return Error("#VALUE!") if value is None else number(value)


def _number_value(value: Value, decimal: Value = ".", group: Value = ",") -> float | Error:
    plain = text(value).replace(" ", "").replace(text(group), "").replace(text(decimal), ".")
    return number(plain or 0.0)


def _substitute(value: Value, old: Value, new: Value) -> str | Error:
    return _short(text(value).replace(text(old), text(new)) if text(old) else text(value))


def _round(value: Value, digits: Value = 0.0) -> float | Error:
    amount, places = number(value), number(digits)
    return next((v for v in (amount, places) if isinstance(v, Error)), None) or round(amount, max(-9, min(9, int(places))))


def _if(condition: Value, then: Value, otherwise: Value = False) -> Value:
    truth = number(condition)
    if isinstance(truth, Error):
        return truth
    return then if truth else otherwise


def _absolute(value: Value) -> float | Error:
    amount = number(value)
    return amount if isinstance(amount, Error) else abs(amount)


def _items(*given: Value | list[Value]) -> list[Value]:
    """All values of ranges and single arguments; a single argument written as words counts as its number."""
    found = []
    for value in given:
        found += value if isinstance(value, list) else [number(value)]
    return found


def _sum(*given: Value | list[Value]) -> float | Error:
    values = _items(*given)
    broken = next((value for value in values if isinstance(value, Error)), None)
    return broken or sum((value for value in values if isinstance(value, float)), 0.0)


def _sum_product(*given: Value | list[Value]) -> float | Error:
    columns = [value if isinstance(value, list) else [value] for value in given]
    if len({len(column) for column in columns}) > 1:
        return Error("#VALUE!")
    total = 0.0
    for row in zip(*columns):
        if broken := next((value for value in row if isinstance(value, Error)), None):
            return broken
        term = 1.0
        for value in row:
            term *= value if isinstance(value, float) else 0.0
        total += term
    return total


def _sum_if(looked_at: Value | list[Value], criterion: Value | list[Value], summed: Value | list[Value] | None = None) -> float | Error:
    return _sum_ifs(looked_at if summed is None else summed, looked_at, criterion)


def _sum_ifs(summed: Value | list[Value], *pairs: Value | list[Value]) -> float | Error:
    rows = _chosen(summed, pairs)
    return rows if isinstance(rows, Error) else _sum([summed[row] for row in rows])


def _count_if(looked_at: Value | list[Value], criterion: Value | list[Value]) -> float | Error:
    rows = _chosen(looked_at, (looked_at, criterion))
    return rows if isinstance(rows, Error) else float(len(rows))


def _chosen(summed: Value | list[Value], pairs: tuple) -> list[int] | Error:
    """The places at which every range meets its criterion."""
    ranges, criteria = pairs[::2], [c[0] if isinstance(c, list) and c else c for c in pairs[1::2]]
    if len(ranges) != len(criteria) or not isinstance(summed, list):
        return Error("#VALUE!")
    if any(not isinstance(column, list) or len(column) != len(summed) for column in ranges):
        return Error("#VALUE!")
    if broken := next((c for c in criteria if isinstance(c, Error)), None):
        return broken
    return [n for n in range(len(summed)) if all(_meets(column[n], c) for column, c in zip(ranges, criteria))]


def _meets(value: Value, criterion: Value) -> bool:
    if isinstance(value, Error):
        return False
    sign, wanted = _CRITERION.fullmatch(text(criterion)).groups()
    amount = number(wanted) if wanted.strip() else Error("")
    if not isinstance(amount, Error):
        same_kind = isinstance(value, float)
        return compare(sign or "=", value, amount) if same_kind else sign == "<>"
    if sign not in (None, "=", "<>"):
        return isinstance(value, str) and compare(sign, value, wanted)
    if wanted.count("*") > 2:  # more stars could take for ever to match, and nobody needs them
        return False
    pattern = re.escape(wanted).replace(r"\*", ".*").replace(r"\?", ".")
    alike = bool(re.fullmatch(pattern, text(value), re.I | re.S))
    return alike != (sign == "<>")


def _is(kind: type) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, kind) and not isinstance(value, Error)


# Name -> (function, fewest arguments, most arguments). The first kind takes single values, the second whole ranges.
SCALARS: dict[str, tuple[Callable, int, int]] = {
    "IF": (_if, 2, 3),
    "IFERROR": (lambda value, instead: instead if isinstance(value, Error) else value, 2, 2),
    "ISERROR": (lambda value: isinstance(value, Error), 1, 1),
    "ISNUMBER": (_is(float), 1, 1),
    "ISTEXT": (_is(str), 1, 1),
    "ISBLANK": (lambda value: value is None, 1, 1),
    "AND": (_spread(lambda *values: all(number(value) for value in values)), 1, 9),
    "OR": (_spread(lambda *values: any(number(value) for value in values)), 1, 9),
    "NOT": (_spread(lambda value: not number(value)), 1, 1),
    "N": (_spread(lambda value: float(value) if isinstance(value, (float, bool)) else 0.0), 1, 1),
    "VALUE": (_spread(_value), 1, 1),
    "NUMBERVALUE": (_spread(_number_value), 1, 3),
    "SUBSTITUTE": (_spread(_substitute), 3, 3),
    "TRIM": (_spread(lambda value: " ".join(piece for piece in text(value).split(" ") if piece)), 1, 1),
    "UPPER": (_spread(lambda value: text(value).upper()), 1, 1),
    "LOWER": (_spread(lambda value: text(value).lower()), 1, 1),
    "PROPER": (_spread(lambda value: text(value).title()), 1, 1),
    "LEN": (_spread(lambda value: float(len(text(value)))), 1, 1),
    "ABS": (_spread(_absolute), 1, 1),
    "ROUND": (_spread(_round), 1, 2),
}
AGGREGATES: dict[str, tuple[Callable, int, int]] = {
    "SUM": (_sum, 1, 20),
    "SUMPRODUCT": (_sum_product, 1, 9),
    "SUMIF": (_sum_if, 2, 3),
    "SUMIFS": (_sum_ifs, 3, 9),
    "COUNT": (lambda *given: float(sum(isinstance(value, float) for value in _items(*given))), 1, 20),
    "COUNTIF": (_count_if, 2, 2),
}
