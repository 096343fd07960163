"""Examples whose result is a record: a sentence of minutes and the cells to be made of it, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from binhdan.text import fold, words

KINDS = {
    "task": re.compile(r"\b(?:viec|cong viec|nhiem vu|noi dung|hanh dong|dau viec)\b"),
    "person": re.compile(r"\b(?:nguoi|ai|ho ten|ten|phu trach)\b"),
    "date": re.compile(r"\b(?:han|ngay|deadline|khi nao|bao gio|thoi gian|thoi han)\b"),
}
UNKNOWN = r"chua ro|khong ro|chua co|chua biet|khong biet|de trong|bo trong|null|khong co|chua phan cong|chua xac dinh"
ARROW = re.compile(r"\s*(?:-+>|=+>|→|⇒|⟶|➜|➔)\s*")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\(?\d{1,2}[.)])?\s*(?:\*\*)?(?:(?:v[íi] d[ụu]|vd)\s*\d*\s*(?:\*\*)?\s*[:.)]\s*)?", re.I)
_TEXT = r"(?:c[âa]u(?: g[ốo]c| trong bi[êe]n b[ảa]n)?|(?:trong )?bi[êe]n b[ảa]n(?: ghi| vi[ếe]t)?|[đd]o[ạa]n|g[ốo]c|v[àa]o|[đd][ầa]u v[àa]o|input|v[íi] d[ụu]|vd|n[ộo]i dung)\s*\d*"
_RESULT = r"(?:k[ếe]t qu[ảa]|ra|ghi(?: l[àa]| th[àa]nh)?|tr[íi]ch(?: ra| th[àa]nh)?|[đd][ầa]u ra|output|tr[ảa] l[ờo]i|ai tr[ảa] l[ờo]i|th[àa]nh|d[òo]ng)"
_FIELD = r"(?:(?:c[ôo]ng )?vi[ệe]c|ng[ưu][ờo]i(?: \w+){0,2}|h[ạa]n(?: \w+)?|th[ờo]i h[ạa]n|ng[àa]y)"
_HEAD = re.compile(rf"\s*(?:[-*•+]\s*|\d{{1,2}}[.)]\s*)?(?:\*\*)?(?:{_TEXT}(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*\S|[\"“'‘]\S)", re.I)
_SECOND = re.compile(rf"\s*(?:[-*•+]\s*)?(?:\*\*)?(?:{ARROW.pattern.strip()}|{_RESULT}(?:\*\*)?\s*[:：](?:\*\*)?\s*(?:-+>|→)?\s*)(?P<rest>.*)$", re.I)
_CELL = re.compile(rf"\s*(?:[-*•+]\s*)?(?:\*\*)?(?P<name>{_FIELD})(?:\*\*)?\s*[:：=](?:\*\*)?\s*(?P<value>[^\[{{<…].*?)\s*$", re.I)
_LABEL = re.compile(rf"^(?:{_FIELD})\s*[:：=]\s*", re.I)
_NOTHING = re.compile(r"(?:khong|bo)(?: qua)?(?: (?:lay|ghi|co|trich|dua|phai|tinh))?(?: (?:viec|gi|vao|ra|dong nao|nao))*(?: (?:ca|vi|do) .*)?|loai|-|\(trong\)|\[\]|bo di")


@dataclass(frozen=True)
class Shown:
    """One example: the sentence ("" where only a result is shown) and its cells, none for "leave it out"."""

    text: str
    cells: tuple[str, ...]


def kinds(name: str) -> set[str]:
    """Every kind of column that a name speaks of."""
    return {kind for kind, pattern in KINDS.items() if pattern.search(fold(name))}


def kind(name: str) -> str:
    """The kind of one column by its name: "người nhận việc" is a person, "hạn xong việc" a date."""
    found = kinds(name)
    return next((k for k in ("date", "person", "task") if k in found), "")


def one_line(text: str) -> str:
    """Write an example of several lines ("Câu: …" / "Kết quả: …" or its fields below) as one with an arrow."""
    lines, made = text.splitlines(), []
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        made.append(line)
        if not _HEAD.match(line) or ARROW.search(line):
            continue
        after, fields = at, []
        second = _SECOND.match(lines[after]) if after < len(lines) else None
        if second and _is_result(second["rest"]):
            after, fields = after + 1, [second["rest"]]
        else:
            after += bool(second)
            while after < len(lines) and (cell := _CELL.match(lines[after])):
                after, fields = after + 1, [*fields, cell["value"]]
            fields = fields if len(fields) > 1 else []
        if fields:
            made[-1] = f"{line} → {' | '.join(fields)}"
            at = after
    return "\n".join(made)


def shown(text: str) -> list[Shown]:
    """The examples of a prompt, in order."""
    found = []
    for line in re.sub(r"</\w{2,20}>\s*<(?:ket_qua|kq|ra|output|dap_an)>", " → ", text).splitlines():
        line = re.sub(r"</?\w{2,20}>", "", line)
        pieces = ARROW.split(line, maxsplit=1)
        if len(pieces) == 2 and words(pieces[0]):
            left = re.sub(rf"^{_TEXT}\s*[:：]\s*", "", _BULLET.sub("", pieces[0]).strip(" *"), flags=re.I).strip(" \"“”'‘’*.|")
            right = pieces[1].strip(" *\"“”'‘’|")
            cells = () if _NOTHING.fullmatch(fold(right).strip(" .()")) else _cells(right)
            if not cells or len(cells) > 1:
                found.append(Shown(left, cells))
        elif line.count("|") >= 2 and (cells := _cells(line.strip().strip("|"))) and re.fullmatch(rf"\d{{4}}-\d{{2}}-\d{{2}}|{UNKNOWN}", fold(cells[-1])):
            text_cell = cells[0] if len(cells) > 3 else ""
            found.append(Shown(text_cell, cells[1:] if text_cell else cells))
    return list(dict.fromkeys(found))


def _is_result(rest: str) -> bool:
    """Whether a second line is a record or "bỏ qua", and neither a label nor a form to fill."""
    apart = any(mark in rest for mark in "|;{") or rest.count(",") > 1
    return words(rest) != [] and not re.search(r"\[|…|\.{3}", rest) and (apart or bool(_NOTHING.fullmatch(fold(rest).strip(" .()"))))


def _cells(right: str) -> tuple[str, ...]:
    """The cells of a result, however they are kept apart."""
    if quoted := re.findall(r"\"[^\"]+\"\s*:\s*\"?([^\",}]*)\"?", right):
        return tuple(cell.strip() for cell in quoted)
    mark = next((mark for mark in ("|", ";") if mark in right), None)
    pieces = right.split(mark) if mark else right.rsplit(",", 2)
    return tuple(_LABEL.sub("", re.sub(r"^[-*•\s]+(?=\w)", "", piece.strip())).strip(" .\"“”") for piece in pieces)
