"""Marks a class folder: what is new or changed, one hand-in after another."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from nbgrader.utils import rmtree
from sqlalchemy.exc import OperationalError

from binhdan.curriculum import Course, Lesson
from binhdan.grading import due_dates, gradebook, handin, nbgrader_view, results
from binhdan.grading.autograding import NotMarked, autograde, environment, write_feedback
from binhdan.grading.handin import HandIn
from binhdan.grading.handin_digest import digest
from binhdan.grading.results import NOT_GRADED, Result


class GradingError(Exception):
    """Nothing can be marked; the message is Vietnamese and names the next step."""


@dataclass(frozen=True)
class Step:
    """Progress after ``done`` of ``total`` hand-ins; ``seconds_left`` is an estimate."""

    done: int
    total: int
    result: Result
    seconds_left: float


def grade(
    course: Course,
    class_folder: Path,
    lessons: Iterable[str] | None = None,
    learners: Iterable[str] | None = None,
    force: bool = False,
    progress: Callable[[Step], None] | None = None,
) -> list[Result]:
    """Mark every hand-in in ``class_folder/submitted`` that is new or changed; return the results of all.

    ``lessons`` (codes or assignments) and ``learners`` narrow it; ``force`` marks again what has
    a result. A hand-in that cannot be marked becomes a result "not graded"; KeyboardInterrupt
    leaves finished results in place. GradingError when the folder is unusable, CourseError for an
    unknown lesson. nbgrader changes the working folder meanwhile: not for a thread beside others.
    """
    class_folder = _usable(class_folder)
    wanted = {course.lesson(name).assignment for name in lessons} if lessons else None
    names = set(learners) if learners else None
    found = [
        item
        for item in handin.find(class_folder)
        if (wanted is None or item.assignment in wanted) and (names is None or item.learner in names)
    ]
    with environment(course.root):
        try:
            return _Batch(course, class_folder, force).run(found, progress or (lambda step: None))
        except (OSError, OperationalError) as error:
            raise GradingError(f"Không dùng được thư mục lớp ({error}). Kiểm tra ổ đĩa và sổ điểm rồi chấm lại.") from error


def _usable(folder: Path) -> Path:
    folder = folder.resolve()
    if not folder.is_dir():
        raise GradingError(f"Không có thư mục lớp {folder}. Chạy `binhdan collect` trước, hoặc chọn bằng --class-folder.")
    if set("*?[]") & set(str(folder)):
        raise GradingError(f"Đường dẫn {folder} có ký tự * ? [ ] mà nbgrader không đọc được. Đổi tên thư mục rồi chấm lại.")
    return folder


class _Batch:
    """One run over one class folder."""

    def __init__(self, course: Course, class_folder: Path, force: bool):
        self.course, self.folder, self.force = course, class_folder, force
        self.lessons = {lesson.assignment: lesson for lesson in course.lessons if _is_built(course, lesson)}
        self.sources = {name: digest(course.root / "source" / name) for name in self.lessons}

    def run(self, found: list[HandIn], progress: Callable[[Step], None]) -> list[Result]:
        """Mark what is due and return the results by assignment and learner."""
        nbgrader_view.write_config_file(self.course.root, self.folder)
        kept = {item: result for item in found if (result := self._kept(item))}
        todo = [item for item in found if item not in kept]
        self._register({item.assignment for item in todo})
        done, start = list(kept.values()), monotonic()
        for number, item in enumerate(todo, 1):
            done.append(self._mark(item))
            left = (monotonic() - start) / number * (len(todo) - number)
            progress(Step(number, len(todo), done[-1], left))
        return sorted(done, key=lambda result: (result.assignment, result.learner))

    def _register(self, assignments: set[str]) -> None:
        known = sorted(assignments & set(self.lessons))
        try:
            for assignment in known:
                gradebook.register(self.course, self.folder, assignment)
            due = due_dates.load(self.folder)
        except (gradebook.RegisterError, ValueError) as error:
            raise GradingError(str(error)) from error
        gradebook.set_due(self.folder, {name: due[name] for name in known if name in due})

    def _kept(self, item: HandIn) -> Result | None:
        """Return the result that still stands, with what a person has marked since; None if there is none."""
        old = results.load(self.folder, item.learner, item.assignment)
        if self.force or not (old and old.digest) or handin.is_link(item.folder) or handin.is_link(item.folder.parent):
            return None
        if old.digest != _digest(item.folder) or old.source != self.sources.get(item.assignment):
            return None
        if not old.graded:
            return old
        new = self._with_marks(old)
        if new is None or not (self.folder / old.feedback).is_file():
            return None
        if new != old:
            write_feedback(self.course, self.folder, item)
            results.save(self.folder, new)
        return new

    def _mark(self, item: HandIn) -> Result:
        blank = replace(self._blank(item), digest=_digest(item.folder))
        try:
            result = self._marked(item, blank)
        except NotMarked as error:
            # What is no fault of the hand-in is tried again the next time.
            stands = "" if error.passing else blank.digest
            result = replace(blank, digest=stands, state=NOT_GRADED, why=str(error))
            if not error.passing:
                self._withdraw(item)
        except Exception as error:  # one hand-in never stops the others
            why = f"Lỗi bất ngờ khi chấm ({type(error).__name__}: {str(error)[:160]}). Chấm lại; nếu vẫn vậy, mở sổ tay ra xem."
            result = replace(blank, digest="", state=NOT_GRADED, why=why)
        results.save(self.folder, result)
        return result

    def _marked(self, item: HandIn, blank: Result) -> Result:
        if item.assignment not in self.lessons:
            raise NotMarked(_unknown(self.course, item), passing=True)
        if why := handin.problem(item, self.lessons[item.assignment]):
            raise NotMarked(why)
        autograde(self.course, self.folder, item)
        result = self._with_marks(blank)
        if result is None:
            raise NotMarked("nbgrader chấm xong mà sổ điểm không có bài này. Chấm lại.", passing=True)
        return replace(result, feedback=write_feedback(self.course, self.folder, item))

    def _blank(self, item: HandIn) -> Result:
        lesson = next((each for each in self.course.lessons if each.assignment == item.assignment), None)
        return Result(
            learner=item.learner,
            lesson=lesson.code if lesson else "",
            assignment=item.assignment,
            title=lesson.plan.title if lesson else "",
            points=0.0,
            max_points=float(self.course.points(lesson.plan)) if lesson else 0.0,
            passed=False,
            needs_person=False,
            late_seconds=0.0,
            digest="",
            graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            source=self.sources.get(item.assignment, ""),
        )

    def _with_marks(self, result: Result) -> Result | None:
        with gradebook.opened(self.folder) as book:
            marks = gradebook.marks(book, result.learner, result.assignment)
        if marks is None:
            return None
        passed = marks.points >= self.course.pass_mark(self.lessons[result.assignment].plan)
        return replace(
            result,
            points=marks.points,
            max_points=marks.max_points,
            passed=passed,
            needs_person=marks.needs_person,
            late_seconds=marks.late_seconds,
            cells=marks.cells,
        )

    def _withdraw(self, item: HandIn) -> None:
        """An older version's mark does not stand for a newer hand-in that cannot be marked."""
        gradebook.forget(self.folder, item.learner, item.assignment)
        for step in ("autograded", "feedback"):
            with contextlib.suppress(FileNotFoundError):
                rmtree(str(self.folder / step / item.learner / item.assignment))


def _is_built(course: Course, lesson: Lesson) -> bool:
    return (course.root / "source" / lesson.assignment / f"{lesson.assignment}.ipynb").is_file()


def _digest(folder: Path) -> str:
    """Return the digest of a hand-in, or "" where its files can't be read or are no files."""
    try:
        return digest(folder)
    except OSError:
        return ""


def _unknown(course: Course, item: HandIn) -> str:
    if any(lesson.assignment == item.assignment for lesson in course.lessons):
        return f"Bài {item.assignment} chưa được dựng. Chạy `binhdan build` rồi chấm lại."
    return f"Khoá học không có bài {item.assignment}. Sửa tên thư mục hoặc bỏ bài nộp này."
