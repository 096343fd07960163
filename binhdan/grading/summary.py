"""What an instructor reads after marking: counts, what went wrong, what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable

from binhdan.grading.results import Result

PASSED, BELOW, WAITING, UNMARKED = "đạt", "chưa đạt", "chờ người chấm", "chưa chấm được"
MEANING = {
    PASSED: "đủ điểm qua bài (từ 70% số điểm)",
    BELOW: "đã chấm, chưa đủ điểm; học viên làm lại và nộp lại được",
    WAITING: "có câu trả lời phải do người đọc và cho điểm trong formgrader",
    UNMARKED: "bài nộp hỏng hoặc sai, chưa có điểm; lý do và việc phải làm ghi bên cạnh",
}


def status(result: Result) -> str:
    """Return the one word on a result that decides what happens next."""
    if not result.graded:
        return UNMARKED
    if result.needs_person:
        return WAITING
    return PASSED if result.passed else BELOW


def lines(results: Iterable[Result]) -> list[str]:
    """Return the summary: a row a lesson, then each hand-in that somebody has to act on."""
    results = list(results)
    if not results:
        return ["Chưa có bài nộp nào. Thu bài bằng `binhdan collect`."]
    out = [_row("BÀI", "nộp", PASSED, BELOW, "chờ chấm", "chưa chấm", "muộn")]
    for assignment in sorted({r.assignment for r in results}):
        out.append(_counts([r for r in results if r.assignment == assignment]))
    out += _section("Chưa chấm được", [r for r in results if not r.graded], lambda r: r.why)
    out += _section("Chờ người chấm (mở formgrader)", [r for r in results if status(r) == WAITING], _waiting)
    return out + _section("Nộp muộn", [r for r in results if r.late_seconds > 0], lambda r: late(r.late_seconds))


def _row(*columns: object) -> str:
    first, *rest = columns
    return f"{first!s:<28}" + "".join(f"{column!s:>11}" for column in rest)


def _counts(rows: list[Result]) -> str:
    by = [sum(status(r) == word for r in rows) for word in (PASSED, BELOW, WAITING, UNMARKED)]
    return _row(rows[0].assignment[:27], len(rows), *by, sum(r.late_seconds > 0 for r in rows))


def _section(title: str, rows: list[Result], note) -> list[str]:
    if not rows:
        return []
    return ["", f"{title}: {len(rows)}", *(f"  {r.learner} · {r.lesson or r.assignment}: {note(r)}" for r in rows)]


def _waiting(result: Result) -> str:
    return ", ".join(cell.name for cell in result.cells if cell.needs_person)


def late(seconds: float) -> str:
    """Return how late a hand-in is, in the two largest units."""
    hours, minutes = divmod(int(seconds) // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"muộn {days} ngày {hours} giờ"
    return f"muộn {hours} giờ {minutes} phút" if hours else f"muộn {minutes} phút"


def duration(seconds: float) -> str:
    """Return a waiting time as people say it."""
    return f"{int(seconds // 60)} phút {int(seconds % 60):02d} giây" if seconds >= 60 else f"{int(seconds)} giây"
