"""The tutor's page read from a class folder, and saved as HTML to print or CSV for Excel; both for the tutor's eyes only."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from binhdan.curriculum import Course
from binhdan.locale import load_locale
from binhdan.points import rules
from binhdan.points.days import day_of
from binhdan.reports import look, tutor_page_html
from binhdan.reports.tutor_page import Need, TutorPage, to_do

HEADERS = ("Mã", "Họ và tên", "Tổ", "Người kèm", "Cần gì", "Làm gì tiếp", "Bài đạt", "Bậc đã xong", "Lần cuối học")


def read(class_folder: Path, course: Course, tutor: str = "", group: str = "", db: str | None = None, as_is: bool = False, why: str = "") -> TutorPage:
    """Return the page (see ``tutor_page_reading.gather``), new marks taken in first unless ``as_is``. RecordsError."""
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.points import fresh
    from binhdan.reports.tutor_page_reading import gather

    if not class_folder.is_dir():
        raise RecordsError(f"Không có thư mục lớp {class_folder}. Sửa đường dẫn rồi chạy lại.")
    with opened(address(class_folder, db)) as book:
        if not as_is:
            fresh.bring(book, course, class_folder)
        able = _able(course, class_folder)
        with book.writing() as session:
            return gather(session, load_locale(course.root), rules.of(course), day_of(time.time()), tutor, group, why, able)


def _able(course: Course, class_folder: Path) -> set[str]:
    """The codes of who has taught back with distinction in any level."""
    from binhdan.teachback import proposals, rubric
    from binhdan.teachback.problem import TeachBackError

    found: set[str] = set()
    for lesson in course.lessons:
        if lesson.plan.kind == "teach-back":
            # A level that can't be completed yet, or has no rubric, proposes nobody.
            with contextlib.suppress(TeachBackError):
                found |= proposals.distinguished(course, lesson, class_folder, rubric.load(lesson)).keys()
    return found


def save(model: TutorPage, course: Course, target: Path, group: str = "", need: Need | None = None) -> None:
    """Write the learners chosen into ``target``: a table where its name ends in .csv, else the page. RecordsError.

    Only its owner may read the file.
    """
    from binhdan.records import outfile, sheets

    if target.suffix.lower() == ".csv":
        sheets.write_csv(target, [HEADERS, *rows(model, course, group, need)])
        return
    with outfile.whole(target) as out:
        out.write(tutor_page_html.page(model, course, group, need))


def rows(model: TutorPage, course: Course, group: str = "", need: Need | None = None) -> list[tuple]:
    """Return what stands under HEADERS, the most urgent learner first."""
    return [
        (
            pupil.code,
            pupil.name,
            pupil.group,
            pupil.tutor,
            ", ".join(pupil.needs(model.today)),
            " ".join(to_do(pupil, model.today, course)),
            len(pupil.passed),
            ", ".join(map(str, pupil.levels)),
            look.day(pupil.last_day) if pupil.last_day else "",
        )
        for pupil in model.chosen(group, need)
    ]
