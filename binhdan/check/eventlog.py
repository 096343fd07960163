"""Checks of a process drawn from its event log: the map, the waiting times, the bottleneck, recomputed from the log."""

import statistics
from collections import Counter

from binhdan import cases
from binhdan.check.process_map import Event, ProcessMap, RuleProblem, read_log, read_rules, run_rules
from binhdan.check.registry import Wrong, checked
from binhdan.text import words

_CLOSE = 0.02  # hours: what rounding may change


@checked
def map_matches_log(edges: list, log: str) -> str:
    """Pass a table "từ bước | đến bước" that has every way a case of the log really went, and no other."""
    real, _ = _truth(_open(log))
    names = {_plain(step): step for edge in real for step in edge}
    drawn = set()
    for number, row in enumerate(edges, 1):
        pair = [str(cell).strip() for cell in list(row.values())[:2]]
        if not any(pair):
            continue
        if unknown := [step for step in pair if _plain(step) not in names]:
            raise Wrong(f"Dòng {number}: không có bước “{unknown[0]}” trong nhật ký. Chép đúng tên bước.")
        drawn.add(tuple(names[_plain(step)] for step in pair))
    if not drawn:
        raise Wrong("Bản đồ chưa có đường đi nào. Mỗi dòng: từ bước | đến bước.")
    if extra := sorted(drawn - set(real)):
        raise Wrong(f"“{extra[0][0]} → {extra[0][1]}” không có vụ nào đi thật. Xem giờ bắt đầu của vụ ấy: dòng lặp hay dòng đảo chỗ?")
    if missing := set(real) - drawn:
        raise Wrong(f"Bản đồ thiếu {len(missing)} đường đi có thật. Xem lại các đường ít vụ: quay lại, đi tắt.")
    return f"Bản đồ có đủ {len(real)} đường đi thật, không có đường ảo."


@checked
def rules_measure_waiting(rules: list, log: str) -> str:
    """Pass rules that give the log's real map and the typical waiting time of every step."""
    found, (edges, waits) = _run(rules, log), _truth(_open(log))
    _compare_edges(found, edges)
    wrong = [step for step in waits if abs(found.waits.get(step, -1) - waits[step]) > _CLOSE]
    if wrong:
        raise Wrong(f"Thời gian chờ lệch ở {len(wrong)}/{len(waits)} bước. Chờ là từ lúc nào đến lúc nào? Con số nào không bị vài vụ bất thường kéo lệch?")
    return f"Luật cho đúng bản đồ và thời gian chờ của {len(waits)} bước."


@checked
def rules_find_bottleneck(rules: list, log: str) -> str:
    """Pass rules that point at the step before which work typically lies longest."""
    found, (_, waits) = _run(rules, log), _truth(_open(log))
    if found.bottleneck != max(waits, key=waits.get):
        raise Wrong(f"Luật của bạn chỉ vào “{found.bottleneck}”. Việc có nằm im lâu nhất trước bước ấy không? Phân biệt lúc làm với lúc chờ.")
    return "Luật chỉ đúng nút cổ chai."


@checked
def rules_work_elsewhere(rules: list, log: str) -> str:
    """Pass rules that give map, waiting times and bottleneck right on another month's log; says only what kind is wrong."""
    found, (edges, waits) = _run(rules, log), _truth(_open(log))
    _compare_edges(found, edges)
    if any(abs(found.waits.get(step, -1) - waits[step]) > _CLOSE for step in waits):
        raise Wrong("Chạy luật trên tháng khác, thời gian chờ bị lệch. Xem lại cách xử lý dòng hỏng và con số đại diện.")
    if found.bottleneck != max(waits, key=waits.get):
        raise Wrong("Chạy luật trên tháng khác, luật chỉ nhầm nút cổ chai.")
    return "Luật đúng trên nhật ký của tháng khác."


def _truth(events: list[Event]) -> tuple[dict[tuple[str, str], int], dict[str, float]]:
    """(from, to) -> count and step -> median hours of waiting, reckoned without any rules.

    A repeated row counts once, a case runs in order of starting, a missing end leaves only the
    times unknown that need it.
    """
    edges: Counter[tuple[str, str]] = Counter()
    waits: dict[str, list[float]] = {}
    last: dict[str, Event] = {}
    for event in sorted(set(events), key=lambda e: (e.case, e.start)):
        if before := last.get(event.case):
            edges[before.step, event.step] += 1
            if before.end:
                waits.setdefault(event.step, []).append((event.start - before.end).total_seconds() / 3600)
        last[event.case] = event
    return dict(edges), {step: statistics.median(hours) for step, hours in waits.items()}


def _compare_edges(found: ProcessMap, edges: dict[tuple[str, str], int]) -> None:
    if ghost := set(found.edges) - set(edges):
        raise Wrong(f"Luật vẽ ra {len(ghost)} đường đi không có thật. Xem lại luật về dòng trùng và thứ tự.")
    if set(edges) - set(found.edges) or found.edges != edges:
        raise Wrong("Luật làm mất những vụ có thật. Dòng hỏng một ô thì các ô còn lại vẫn dùng được.")


def _run(rules: list, log: str) -> ProcessMap:
    try:
        return run_rules(read_rules([dict(row) for row in rules]), _open(log))
    except RuleProblem as problem:
        raise Wrong(str(problem)) from problem


def _open(log: str) -> list[Event]:
    return read_log(cases.open_data(log))


def _plain(step: str) -> str:
    return " ".join(words(step))
