"""Tools described in two plain tables, turned into the JSON Schema that a model reads."""

from __future__ import annotations

import re

from binhdan.text import fold, words

_TYPES = {
    "string": "chu|chuoi|van ban|chu so|text|string|str",
    "integer": "so nguyen|so|so tu nhien|nguyen|integer|int",
    "number": "so thuc|so thap phan|number|float",
    "boolean": "dung sai|dung/sai|co khong|boolean|bool",
}
_BY_NAME = {name: kind for kind, names in _TYPES.items() for name in names.split("|")}
_RANGE = re.compile(r"^\D{0,8}?(\d+)\s*(?:-|–|—|->|→|\.\.+|…|đến|den|tới|toi)\s*(\d+)$", re.I)
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OPENING = re.compile(r"(?:khong|dung)(?: duoc)? (?:dung|goi)(?: cong cu nay)?(?: (?:khi|cho|de))?[: ]*|khi ", re.I)
TOOL_COLUMNS = ("tên", "mô tả", "không dùng khi")
PARAMETER_COLUMNS = ("công cụ", "tham số", "kiểu", "giá trị", "mô tả")


class TableProblem(ValueError):
    """A row that can't become a tool; the message names the row and the next step, in Vietnamese."""


def tool_schemas(tools: list[dict[str, str]], parameters: list[dict[str, str]]) -> list[dict]:
    """Return the ``tools`` of a chat.completions request made from two tables.

    ``tools`` has the columns TOOL_COLUMNS, ``parameters`` PARAMETER_COLUMNS. Two rows of one name are
    one row: what the later one says counts. Raises TableProblem for a row that can't be used.
    """
    named = _merged([_row(row, TOOL_COLUMNS) for row in tools], ("tên",))
    rules = _merged([_row(row, PARAMETER_COLUMNS) for row in parameters], ("công cụ", "tham số"))
    for row in named:
        if not _NAME.fullmatch(row["tên"]):
            raise TableProblem(f"Tên công cụ “{row['tên']}” chỉ được gồm chữ không dấu, số và dấu _.")
    known = [row["tên"] for row in named]
    for rule in rules if known else ():
        if rule["công cụ"] not in known:
            raise TableProblem(f"Bảng tham số nhắc công cụ “{rule['công cụ']}” không có trong bảng công cụ. Xem lại tên.")
    return [_schema(row, [rule for rule in rules if rule["công cụ"] == row["tên"]]) for row in named]


def _schema(row: dict[str, str], rules: list[dict[str, str]]) -> dict:
    properties = {rule["tham số"]: _property(rule) for rule in rules}
    parameters = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"type": "function", "function": {"name": row["tên"], "description": _description(row), "parameters": parameters}}


def _description(row: dict[str, str]) -> str:
    """The two cells as one text, the refusals in one sentence that begins "Không dùng khi"."""
    does = row["mô tả"].strip()
    refused = row["không dùng khi"].strip()
    if match := _OPENING.match(fold(refused)):
        refused = refused[match.end() :]
    refused = re.sub(r"\s*[.;!?\n]+(?:\s+|$)", ", ", refused.strip(" .;!?"))
    does = does if not does or does[-1] in ".!?" else f"{does}."
    return " ".join(filter(None, [does, f"Không dùng khi: {refused}." if refused else ""]))


def _property(rule: dict[str, str]) -> dict:
    made: dict = {}
    kind = " ".join(re.findall(r"[a-z/]+", fold(rule["kiểu"])))
    if kind:
        if kind not in _BY_NAME:
            raise TableProblem(
                f"Tham số {rule['tham số']}: JSON Schema không có kiểu “{rule['kiểu']}”. Dùng chữ hoặc số nguyên, còn dạng thì ghi ở cột mô tả."
            )
        made["type"] = _BY_NAME[kind]
    made |= _allowed(rule["giá trị"].strip(), made.get("type"))
    if rule["mô tả"].strip():
        made["description"] = rule["mô tả"].strip()
    return made


def _allowed(cell: str, kind: str | None) -> dict:
    """Read a cell of allowed values: a range, a list of choices, or one sample."""
    if not cell:
        return {}
    if kind in ("integer", "number"):
        if match := _RANGE.match(cell):
            return {"minimum": int(match[1]), "maximum": int(match[2])}
        numbers = [int(n) for n in re.findall(r"\d+", cell)]
        return {"enum": numbers} if len(numbers) > 1 else {}
    choices = [c.strip(" \"“”'.") for c in re.split(r"\s*[,;]\s*|\s+(?:hoặc|hay|hoac)\s+", cell)]
    if len(choices) == 1 and not re.search(r"\d", cell):
        choices = [c.strip() for c in re.split(r"\s*/\s*|\s+-\s+", choices[0])]
    choices = [c for c in choices if c]
    return {"enum": choices} if len(choices) > 1 else {"examples": choices}


def _row(row: dict[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    """The row with the columns' own names, whatever their case and diacritics."""
    plain = {" ".join(words(name)): value for name, value in row.items()}
    if missing := [c for c in columns[:2] if " ".join(words(c)) not in plain]:
        raise TableProblem(f"Bảng thiếu cột “{missing[0]}”. Giữ nguyên dòng đầu của bảng: {' | '.join(columns)}.")
    return {column: str(plain.get(" ".join(words(column)), "")) for column in columns}


def _merged(rows: list[dict[str, str]], keys: tuple[str, ...]) -> list[dict[str, str]]:
    merged: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows:
        for key in keys:
            row[key] = row[key].strip().strip("`").lower()
        name = tuple(row[key] for key in keys)
        if not all(name):
            continue
        merged.setdefault(name, row).update({column: value for column, value in row.items() if value.strip()})
    return list(merged.values())
