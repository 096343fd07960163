"""Whether the results of a class are those of its gradebook: a file that somebody wrote by hand gives no certificate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from binhdan.awards.problem import AwardError
from binhdan.grading.results import Result

_FILE = "gradebook.db"
_SAME = 1e-6


def differing(class_folder: Path, results: Iterable[Result], learners: Collection[str]) -> dict[str, list[str]]:
    """Return learner -> assignments that the gradebook does not have so, for those of ``learners`` with any.

    Nobody where the class folder has no gradebook. AwardError where it can't be read.
    """
    if not learners or not (class_folder / _FILE).is_file():
        return {}
    from sqlalchemy.exc import DatabaseError

    from binhdan.grading import gradebook, totals

    wanted, found = set(learners), {}
    try:
        with gradebook.opened(class_folder) as book:
            known = {(row.learner, row.assignment): row for row in totals.totals(book) if row.learner in wanted}
    except DatabaseError as error:
        raise AwardError(f"Không đọc được sổ điểm {class_folder / _FILE} ({error.orig}). Lấy bản sao lưu về rồi chạy lại; chưa cấp giấy nào.") from error
    for result in results:
        if result.graded and result.learner in wanted:
            there = known.get((result.learner, result.assignment))
            if there is None or abs(there.points - result.points) > _SAME or there.needs_person != result.needs_person:
                found.setdefault(result.learner, []).append(result.assignment)
    return found


def told(found: dict[str, list[str]]) -> list[str]:
    """Return one Vietnamese line for each learner who must wait."""
    return [
        f"{learner}: điểm trong results/ khác sổ điểm ({', '.join(names)}). Chạy `binhdan grade` rồi chạy lại; "
        "vẫn khác thì tệp ấy không do máy chấm viết: xoá nó đi và hỏi xem ai đã ghi vào thư mục lớp."
        for learner, names in sorted(found.items())
    ]
