"""One hand-in through nbgrader's own autograde and generate_feedback."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from binhdan.curriculum import Course
from binhdan.grading import nbgrader_view
from binhdan.grading.handin import HandIn
from binhdan.grading.nbgrader_log import collecting, is_locked, last_error


class NotMarked(Exception):
    """A hand-in got no mark; the message is Vietnamese. ``passing`` troubles are not the hand-in's fault."""

    def __init__(self, why: str, passing: bool = False):
        super().__init__(why)
        self.passing = passing


def autograde(course: Course, class_folder: Path, handin: HandIn) -> None:
    """Sanitise, run and mark one hand-in into the gradebook; NotMarked says why there is no mark."""
    _convert(Autograde, nbgrader_view.config(course.root, class_folder), handin)


def write_feedback(course: Course, class_folder: Path, handin: HandIn) -> str:
    """Write the feedback page of a marked hand-in; return its path below the class folder, with slashes."""
    c = nbgrader_view.config(course.root, class_folder)
    # Made elsewhere and moved: whoever finds a page finds all of it.
    partial = class_folder / "feedback" / f".{handin.learner}.{handin.assignment}.part"
    c.CourseDirectory.feedback_directory = str(partial)
    try:
        _convert(GenerateFeedback, c, handin)
        target = class_folder / "feedback" / handin.learner / handin.assignment
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            rmtree(str(target))
        os.replace(partial / handin.learner / handin.assignment, target)
    finally:
        if partial.exists():
            rmtree(str(partial))
    return f"feedback/{handin.learner}/{handin.assignment}/{handin.assignment}.html"


def _convert(converter: type, c: Config, handin: HandIn) -> None:
    log, lines = collecting()
    folders = CourseDirectory(config=c, log=log, assignment_id=handin.assignment, student_id=handin.learner)
    job = converter(coursedir=folders, config=c, log=log)
    job.force = True
    try:
        job.start()
    except NbGraderException as error:
        raise _reason(lines) from error


def _reason(lines: list[str]) -> NotMarked:
    text = "\n".join(lines)
    if is_locked(lines):
        return NotMarked("Sổ điểm đang bị chương trình khác giữ. Đóng chương trình đó rồi chấm lại.", passing=True)
    if "DeadKernelError" in text:
        return NotMarked("Bài làm cho Python dừng hẳn nhiều lần. Mở sổ tay cùng học viên để tìm ô gây ra.")
    if "Kernel didn't respond" in text or "NoSuchKernel" in text:
        return NotMarked("Không mở được Python để chạy bài. Khởi động lại máy rồi chấm lại.", passing=True)
    if "No space left" in text:
        return NotMarked("Ổ đĩa đã đầy. Dọn bớt ổ đĩa rồi chấm lại.", passing=True)
    return NotMarked(f"nbgrader không chấm được bài này ({last_error(lines)}). Mở sổ tay ra xem rồi chấm lại.")


@contextlib.contextmanager
def environment(course_root: Path) -> Iterator[None]:
    """Run with the environment nbgrader and its kernels need, and put the old one back."""
    before = dict(os.environ)
    nbgrader_view.set_environment(course_root)
    try:
        with warnings.catch_warnings():
            # nbgrader 0.9 warns about its own use of SQLAlchemy 2 at every hand-in.
            warnings.simplefilter("ignore", SAWarning)
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
