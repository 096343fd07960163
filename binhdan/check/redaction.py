"""Checks of a table of redaction rules: what the rules hide in letters, and what they leave standing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from binhdan.check.personal_data import KINDS, personal_data
from binhdan.check.registry import Wrong, checked
from binhdan.check.signs import NUMBER, Finder, Span, finder
from binhdan.text import fold, words

COLUMNS = ("loại", "dấu hiệu", "thay bằng")
_NAMED = {
    "identity": r"\b(?:cccd|can cuoc|cmnd|chung minh|dinh danh|giay to)\b",
    "phone": r"\b(?:sdt|dien thoai|dt|so may|phone)\b",
    "address": r"\b(?:dia chi|noi o|nha o|cho o|so nha|duong|ngo)\b|^nha$",
    "name": r"\b(?:ten|ho ten|nguoi)\b",
}
_HALF = 0.5  # less than this hidden or kept is no redaction at all


@dataclass(frozen=True)
class Rule:
    """One row: the kind it names (a key of KINDS or ""), what finds it, and what is written instead."""

    kind: str
    find: Finder
    instead: str


def read_rules(table: list[dict]) -> list[Rule]:
    """Read a learner's rows (loại | dấu hiệu | thay bằng); Wrong names the row that can't be used."""
    rules = []
    for number, row in enumerate(table, 1):
        cells = [str(cell).strip() for cell in row.values()]
        if len(cells) < len(COLUMNS):
            raise Wrong(f"Bảng cần ba cột. Giữ dòng đầu là: {' | '.join(COLUMNS)}")
        kind, sign, instead = cells[: len(COLUMNS)]
        if not any(cells):
            continue
        if not sign:
            raise Wrong(f"Dòng {number}: cột “dấu hiệu” còn trống. Máy phải biết tìm theo dấu gì.")
        if not words(instead):
            raise Wrong(f"Dòng {number}: cột “thay bằng” còn trống. Ghi một nhãn, ví dụ [THẺ], để AI vẫn hiểu câu.")
        if re.search(r"\d{3}", instead):
            raise Wrong(f"Dòng {number}: cột “thay bằng” lại chứa số. Chỉ ghi tên loại trong ngoặc vuông.")
        try:
            rules.append(Rule(_kind(kind), finder(sign), instead))
        except ValueError as problem:
            raise Wrong(f"Dòng {number}: {problem}") from problem
    return rules


def hidden(rules: list[Rule], text: str) -> list[tuple[int, int, str]]:
    """Return the stretches of ``text`` that the rules hide: (start, end, written instead), in order, without overlap."""
    found = sorted(((start, end, rule.instead) for rule in rules for start, end in rule.find(text)), key=lambda s: (s[0], -s[1]))
    merged: list[tuple[int, int, str]] = []
    for start, end, instead in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        elif end > start:
            merged.append((start, end, instead))
    return merged


def redacted(rules: list[Rule], text: str) -> str:
    """Return ``text`` with everything that the rules hide replaced."""
    for start, end, instead in reversed(hidden(rules, text)):
        text = text[:start] + instead + text[end:]
    return text


@checked
def rules_readable(table: list[dict]) -> str:
    """Pass a table whose rows can all be read, with a rule for each kind and a label of its own for each kind."""
    rules = read_rules(table)
    labels: dict[str, str] = {}
    for rule in rules:
        if not rule.kind:
            continue
        other = labels.setdefault(fold(rule.instead), rule.kind)
        if other != rule.kind:
            raise Wrong(f"“{rule.instead}” dùng cho hai loại khác nhau. Mỗi loại một nhãn, để AI còn phân biệt.")
    if missing := [name for kind, name in KINDS.items() if kind not in labels.values()]:
        raise Wrong(f"Chưa có luật cho loại: {'; '.join(missing)}. Ghi tên loại ở cột đầu.")
    return f"Máy đọc được {len(rules)} luật, đủ bốn loại, mỗi loại một nhãn riêng."


@checked
def rules_hide(table: list[dict], case: dict) -> str:
    """Pass rules that leave no personal data in any letter of ``case``, and do not simply hide most of the text.

    ``case`` has ``letters``: {"text", "keep"?, "personal"?}. ``keep`` lists words that must stand, ``personal``
    holds [kind, start, end]; without it the personal data is looked for. ``held_out``: speak in general terms.
    """
    rules = read_rules(table)
    if _kept(rules, case)[0] < _HALF:
        raise Wrong("Bảng che gần hết con số hay tên gọi trong đơn: AI không còn gì để làm việc. Chỉ che thứ chỉ ra một người.")
    for number, letter in enumerate(case["letters"], 1):
        if (leaked := Counter(kind for kind, _, _ in _leaked(rules, letter))) and not case.get("held_out"):
            told = ", ".join(f"{count} {KINDS[kind]}" for kind, count in leaked.items())
            raise Wrong(f"Đơn {number} còn lộ: {told}. Xem lại trang thử: chỗ nào chưa tô, trước nó có từ gì, nó được viết kiểu gì?")
    leaking = Counter(kind for letter in case["letters"] for kind in {kind for kind, _, _ in _leaked(rules, letter)})
    if leaking:
        told = ", ".join(f"{KINDS[kind]} ({count} đơn)" for kind, count in leaking.items())
        raise Wrong(f"Trong {len(case['letters'])} đơn chấm riêng còn lộ: {told}. Nghĩ thêm các cách viết khác của loại ấy.")
    return f"Không lộ gì trong {len(case['letters'])} đơn."


@checked
def rules_keep(table: list[dict], case: dict, at_least: float = 0.95) -> str:
    """Pass rules that leave ``at_least`` this share of other numbers and names standing, while most of each kind is hidden."""
    rules = read_rules(table)
    there = Counter(kind for letter in case["letters"] for kind, *_ in _personal(letter))
    leaked = Counter(kind for letter in case["letters"] for kind, *_ in _leaked(rules, letter))
    if open_ := [name for kind, name in KINDS.items() if leaked[kind] > _HALF * there[kind]]:
        raise Wrong(f"Bảng còn để lộ quá nửa dữ liệu loại: {'; '.join(open_)}. Viết luật che trước đã, rồi mới xét phần giữ lại.")
    share, lost = _kept(rules, case)
    if share < at_least:
        where = "" if case.get("held_out") else f", ví dụ “{lost[0]}”"
        raise Wrong(f"Che oan {len(lost)} chỗ không phải dữ liệu cá nhân{where}. Làm dấu hiệu chặt hơn: thêm chữ số mở đầu, hoặc từ đứng trước.")
    return f"Giữ được {share:.0%} số liệu, số văn bản, tên cơ quan."


def _kind(cell: str) -> str:
    plain = fold(cell)
    return next((kind for kind, pattern in _NAMED.items() if re.search(pattern, plain)), "")


def _personal(letter: dict) -> list[tuple[str, int, int]]:
    if "personal" in letter:
        return [tuple(piece) for piece in letter["personal"]]
    return [(piece.kind, piece.start, piece.end) for piece in personal_data(letter["text"])]


def _leaked(rules: list[Rule], letter: dict) -> list[tuple[str, int, int]]:
    """The personal data of which at least one letter or digit is still to be seen."""
    text, covered = letter["text"], _covered(rules, letter["text"])
    return [piece for piece in _personal(letter) if any(text[at].isalnum() and at not in covered for at in range(*piece[1:]))]


def _kept(rules: list[Rule], case: dict) -> tuple[float, list[str]]:
    """(share of what must stand that stands whole, the others as written)."""
    lost, there = [], 0
    for letter in case["letters"]:
        covered = _covered(rules, letter["text"])
        for start, end in _must_stand(letter):
            there += 1
            if any(at in covered for at in range(start, end)):
                lost.append(letter["text"][start:end])
    return (1 - len(lost) / there if there else 1.0), lost


def _must_stand(letter: dict) -> list[Span]:
    """Every number that is no personal data, and every listed name."""
    personal = [span for _, *span in _personal(letter)]
    numbers = [match.span() for match in NUMBER.finditer(letter["text"])]
    named = [match.span() for name in letter.get("keep", []) for match in re.finditer(re.escape(name), letter["text"])]
    return [span for span in numbers + named if not any(span[0] < end and start < span[1] for start, end in personal)]


def _covered(rules: list[Rule], text: str) -> set[int]:
    return {at for start, end, _ in hidden(rules, text) for at in range(start, end)}
