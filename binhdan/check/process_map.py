"""A process as its event log tells it: rules written as data, run over the log, give a map with waiting times."""

from __future__ import annotations

import csv
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from binhdan.text import fold, words

COLUMNS = ("ma", "buoc", "bat_dau", "ket_thuc", "nguoi")
_TIME = "%Y-%m-%d %H:%M"


class RuleProblem(ValueError):
    """A row of rules that can't be run; the message names the row and the next step, in Vietnamese."""


@dataclass(frozen=True)
class Event:
    """One row of the log: a step of a case, done by one person; ``end`` is None where it is missing."""

    case: str
    step: str
    start: datetime
    end: datetime | None
    person: str


@dataclass(frozen=True)
class ProcessMap:
    """What rules make of a log: (from, to) -> count, step -> hours of waiting and of work, and the bottleneck."""

    edges: dict[tuple[str, str], int]
    waits: dict[str, float]
    works: dict[str, float]
    counts: dict[str, int]
    bottleneck: str


# Rule -> (its names in the first column, {choice: cues of the second column}), all folded; cues are patterns.
_RULES = {
    "duplicates": ("dong trung|trung|dong lap|trung lap|dong trung nhau", {"keep": "giu ca|giu nguyen|giu het|giu lai ca|khong bo|khong xoa", "drop": "(?<!khong )bo|(?<!khong )xoa|mot dong|giu mot|giu 1|chi giu|loai"}),
    "missing": (
        "thieu gio ket thuc|thieu ket thuc|thieu gio|dong thieu|thieu",
        {
            "drop_case": "(?<!giu )(?<!khong bo )ca vu|(?<!khong )bo vu|xoa vu|bo het vu",
            "as_start": "bang gio bat dau|bang bat dau|lay gio bat dau|lay bat dau|coi bang",
            "skip": "giu buoc|giu|khong tinh|bo qua|de trong|chi bo gio",
        },
    ),
    "order": ("thu tu|xep theo|thu tu buoc|sap xep|xep", {"start": "bat dau", "end": "ket thuc", "file": "trong tep|tep|file|nhat ky|nhu cu|nguyen", "name": "ten buoc|ten|bang chu cai"}),
    "wait_from": ("cho tu|tu|cho tinh tu|bat dau cho", {"previous_end": "ket thuc buoc truoc|ket thuc|xong buoc truoc|xong", "previous_start": "bat dau buoc truoc|bat dau"}),
    "wait_to": ("cho den|den|cho toi|cho tinh den|het cho", {"start": "bat dau buoc nay|bat dau", "end": "ket thuc buoc nay|ket thuc|xong"}),
    "statistic": ("con so|con so dai dien|thong ke|dai dien|so dai dien", {"median": "trung vi|median|giua", "mean": "trung binh|binh quan|mean", "max": "lon nhat|lau nhat|max|cao nhat"}),
    "bottleneck": ("co chai|nut co chai|nut that|diem nghen", {"wait": "cho", "work": "lam|xu ly|thuc hien", "count": "nhieu luot|luot|so vu|nhieu nhat"}),
}
_SHOWN = {
    "duplicates": "dòng trùng",
    "missing": "thiếu giờ kết thúc",
    "order": "thứ tự",
    "wait_from": "chờ từ",
    "wait_to": "chờ đến",
    "statistic": "con số",
    "bottleneck": "cổ chai",
}
_STATISTICS = {"median": statistics.median, "mean": statistics.fmean, "max": max}


def read_log(path: str | Path) -> list[Event]:
    """Read a log (CSV in UTF-8 with COLUMNS, times like 2026-10-05 08:12) in the order of the file."""
    with open(path, encoding="utf-8", newline="") as file:
        return [_event(row) for row in csv.DictReader(file)]


def read_rules(table: list[dict[str, str]]) -> dict[str, str]:
    """Turn rows "việc | luật" into rule -> choice; RuleProblem names what is missing or not understood."""
    rules: dict[str, str] = {}
    for row in table:
        cells = [str(cell) for cell in row.values()] + ["", ""]
        if not cells[1].strip():
            continue
        name = _rule_name(cells[0])
        rules[name] = _choice(name, cells[1])
    if missing := [_SHOWN[name] for name in _RULES if name not in rules]:
        raise RuleProblem(f"Còn thiếu luật: {', '.join(missing)}. Mỗi luật một dòng, hai ô cách nhau bằng dấu |.")
    return rules


def run_rules(rules: dict[str, str], events: list[Event]) -> ProcessMap:
    """Run ``rules`` (as read_rules gives them) over ``events``; hours are rounded to hundredths."""
    edges: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    waits, works = defaultdict(list), defaultdict(list)
    for case in _cases(rules, events):
        for event in case:
            counts[event.step] += 1
            if event.end:
                works[event.step].append(_hours(event.start, event.end))
        for before, after in zip(case, case[1:]):
            edges[before.step, after.step] += 1
            since = before.end if rules["wait_from"] == "previous_end" else before.start
            until = after.start if rules["wait_to"] == "start" else after.end
            if since and until:
                waits[after.step].append(_hours(since, until))
    waited, worked = _summed(waits, rules), _summed(works, rules)
    ranked = {"wait": waited, "work": worked, "count": counts}[rules["bottleneck"]]
    return ProcessMap(dict(edges), waited, worked, dict(counts), max(ranked, key=ranked.get, default=""))


def _cases(rules: dict[str, str], events: list[Event]) -> list[list[Event]]:
    """The events of each case, cleaned and in order as the rules say."""
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in dict.fromkeys(events) if rules["duplicates"] == "drop" else events:
        cases[event.case].append(event)
    found = list(cases.values())
    if rules["missing"] == "drop_case":
        found = [case for case in found if all(event.end for event in case)]
    if rules["missing"] == "as_start":
        found = [[Event(e.case, e.step, e.start, e.end or e.start, e.person) for e in case] for case in found]
    keys = {"start": lambda e: e.start, "end": lambda e: e.end or e.start, "name": lambda e: e.step, "file": lambda e: 0}
    return [sorted(case, key=keys[rules["order"]]) for case in found]


def _summed(hours: dict[str, list[float]], rules: dict[str, str]) -> dict[str, float]:
    return {step: round(_STATISTICS[rules["statistic"]](found), 2) for step, found in hours.items()}


def _hours(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 3600


def _event(row: dict[str, str]) -> Event:
    end = (row["ket_thuc"] or "").strip()
    return Event(
        row["ma"].strip(),
        row["buoc"].strip(),
        datetime.strptime(row["bat_dau"].strip(), _TIME),
        datetime.strptime(end, _TIME) if end else None,
        row["nguoi"].strip(),
    )


def _rule_name(cell: str) -> str:
    plain = " ".join(words(cell))
    exact = [name for name, (names, _) in _RULES.items() if plain in names.split("|")]
    loose = [name for name, (names, _) in _RULES.items() if any(re.search(rf"\b{n}\b", plain) for n in names.split("|") if " " in n)]
    if not (exact or loose):
        raise RuleProblem(f"Không có luật tên “{cell.strip()}”. Dùng đúng tên ở cột đầu: {', '.join(_SHOWN.values())}.")
    return (exact or loose)[0]


def _choice(name: str, cell: str) -> str:
    plain = " ".join(re.findall(r"[0-9a-z]+", fold(cell)))
    said = [choice for choice, cues in _RULES[name][1].items() if any(re.search(rf"\b{cue}\b", plain) for cue in cues.split("|"))]
    if len(said) == 1:
        return said[0]
    if said:
        raise RuleProblem(f"Luật “{_SHOWN[name]}” đang ghi nhiều cách một lúc. Chỉ giữ một cách.")
    raise RuleProblem(f"Luật “{_SHOWN[name]}”: máy chưa hiểu “{cell.strip()}”. Dùng một trong các cách ghi ở bảng lựa chọn.")
