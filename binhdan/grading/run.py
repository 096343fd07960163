"""Marks a class folder: sanitised here, run and marked by a backend, written by one writer."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from nbgrader.api import Gradebook
from nbgrader.utils import rmtree
from sqlalchemy.exc import OperationalError

from binhdan.curriculum import Course, Lesson, LevelTest
from binhdan.grading import due_dates, feedback, gradebook, handin, leftovers, level_test, nbgrader_view, record, results
from binhdan.grading.assignment import Assignment, load
from binhdan.grading.autograding import environment
from binhdan.grading.backends import Backend, make
from binhdan.grading.box.keeper import BoxError, Budget
from binhdan.grading.box.walls import Walls, probe
from binhdan.grading.handin import HandIn
from binhdan.grading.handin_digest import digest
from binhdan.grading.job import Done, Job, environment_digest
from binhdan.grading.results import NOT_GRADED, Result
from binhdan.grading.sanitise import Refused, Sanitised, sanitise
from binhdan.grading.writer import Entry, Writer

BATCH, BATCH_SECONDS = 40, 2.0  # what one transaction holds: so many hand-ins, or as many as come in so long
_SMALL_CLASS = 3


class GradingError(Exception):
    """Nothing can be marked; the message is Vietnamese and names the next step."""


class Busy(GradingError):
    """Another run is marking the same class folder."""


@dataclass(frozen=True)
class Step:
    """Progress after ``done`` of ``total`` hand-ins (``page``: feedback pages); ``seconds_left`` is an estimate."""

    done: int
    total: int
    result: Result
    seconds_left: float
    page: bool = False


@dataclass(frozen=True)
class How:
    """How to mark: which backend (None: whatever suits), how many workers, and whether a weak box will do."""

    backend: str | None = None
    workers: int = max(1, min(4, os.cpu_count() or 1))
    address: str | None = None
    accept_weak_box: bool = False
    force: bool = False
    budget: Budget = Budget()


def grade(
    course: Course,
    class_folder: Path,
    lessons: Iterable[str] | None = None,
    learners: Iterable[str] | None = None,
    how: How = How(),
    progress: Callable[[Step], None] | None = None,
    only: Callable[[HandIn], bool] = lambda item: True,
) -> list[Result]:
    """Mark every hand-in in ``class_folder/submitted`` that is new or changed; return the results of all.

    ``lessons`` (codes or assignments), ``learners`` and ``only`` narrow it. A hand-in that cannot be marked
    becomes a result "not graded"; KeyboardInterrupt leaves finished results in place. GradingError
    when the folder is unusable or the walls do not suffice, CourseError for an unknown lesson.
    """
    class_folder = _usable(class_folder)
    wanted = {course.lesson(name).assignment for name in lessons} if lessons else None
    names = set(learners) if learners else None
    found = [
        item
        for item in handin.find(class_folder)
        if (wanted is None or item.assignment in wanted) and (names is None or item.learner in names) and only(item)
    ]
    with environment(course.root):
        try:
            with _alone_in(class_folder):
                return _Batch(course, class_folder, how).run(found, progress or (lambda step: None))
        except BoxError as error:
            raise GradingError(str(error)) from error
        except (OSError, OperationalError) as error:
            raise GradingError(f"Không dùng được thư mục lớp ({error}). Kiểm tra ổ đĩa và sổ điểm rồi chấm lại.") from error


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs out, and take away what killed ones have left."""
    try:
        with leftovers.alone_in(folder, gradebook.LOCK_SECONDS):
            leftovers.sweep(folder)
            yield
            leftovers.sweep(folder)
    except leftovers.Busy as error:
        raise Busy(f"Một lệnh chấm khác đang chạy trong {folder}. Đợi nó xong rồi chấm lại.") from error


def _usable(folder: Path) -> Path:
    folder = folder.resolve()
    if not folder.is_dir():
        raise GradingError(f"Không có thư mục lớp {folder}. Chạy `binhdan collect` trước, hoặc chọn bằng --class-folder.")
    if set("*?[]") & set(str(folder)):
        raise GradingError(f"Đường dẫn {folder} có ký tự * ? [ ] mà nbgrader không đọc được. Đổi tên thư mục rồi chấm lại.")
    return folder


def sufficient_walls(accept_weak_box: bool) -> Walls:
    """Return this machine's walls; GradingError where they do not suffice and nobody accepted that."""
    walls = probe()
    if not walls.suffice and not accept_weak_box:
        raise GradingError(
            f"Máy này không đủ tường ngăn để chạy bài của người lạ: {walls.describe()}. Chấm trên máy Linux khác, "
            "hoặc thêm --accept-weak-box nếu tin người nộp (kết quả sẽ ghi lại điều đó)."
        )
    return walls


class _Batch:
    """One run over one class folder."""

    def __init__(self, course: Course, class_folder: Path, how: How):
        self.course, self.folder, self.how = course, class_folder, how
        self.lessons = {lesson.assignment: lesson for lesson in course.assignments if _is_built(course, lesson)}
        self.sources = {name: level_test.version(course, lesson) for name, lesson in self.lessons.items()}
        self.assignments: dict[str, Assignment] = {}
        # What the record of a job under way needs; the job itself is not kept, so that memory stays flat.
        self.under_way: dict[tuple[str, str], record.Record] = {}
        self.walls = ""

    def run(self, found: list[HandIn], progress: Callable[[Step], None]) -> list[Result]:
        """Mark what is due and return the results by assignment and learner."""
        nbgrader_view.write_config_file(self.course.root, self.folder)
        with gradebook.opened(self.folder) as book:
            kept = {item: result for item in found if (result := self._kept(item, book))}
        todo = [item for item in found if item not in kept]
        self._register({item.assignment for item in todo})
        self._progress = _Progress(len(todo), progress)
        done = list(kept.values())
        ready, refused = self._sanitised(todo)
        done += refused
        if ready:
            done += self._marked(ready)
        self._feedback([r for r in done if r.graded], {(i.learner, i.assignment): i for i in found}, progress)
        return sorted(done, key=lambda result: (result.assignment, result.learner))

    def _register(self, assignments: set[str]) -> None:
        known = sorted(assignments & set(self.lessons))
        try:
            for assignment in known:
                if isinstance(test := self.lessons[assignment], LevelTest):
                    level_test.register(self.course, self.folder, test)
                else:
                    gradebook.register(self.course, self.folder, assignment)
                    self.assignments[assignment] = load(self.course.root / "source" / assignment)
            due = due_dates.load(self.folder)
        except (gradebook.RegisterError, ValueError) as error:
            raise GradingError(str(error)) from error
        gradebook.set_due(self.folder, {name: due[name] for name in known if name in due})

    def _assignment(self, item: HandIn) -> Assignment:
        """What an item is marked against: the same for everybody, or a level test of the learner's own."""
        test = self.lessons[item.assignment]
        if isinstance(test, LevelTest):
            return level_test.assignment(self.course, test, item.learner)
        return self.assignments[item.assignment]

    def _kept(self, item: HandIn, book: Gradebook) -> Result | None:
        """Return the result that still stands, with what a person has marked since; None if there is none."""
        old = results.load(self.folder, item.learner, item.assignment)
        if self.how.force or not (old and old.digest) or handin.is_link(item.folder) or handin.is_link(item.folder.parent):
            return None
        if old.digest != _digest(item.folder) or old.source != self.sources.get(item.assignment):
            return None
        if not old.graded:
            return old
        marks = gradebook.marks(book, item.learner, item.assignment)
        if marks is None or not (self.folder / "autograded" / item.learner / item.assignment).is_dir():
            return None
        new = self._with_marks(old, marks)
        if new != old:
            (self.folder / old.feedback).unlink(missing_ok=True)  # shows points that a person has changed since
            results.save(self.folder, new)
        return new

    def _sanitised(self, todo: list[HandIn]) -> tuple[list[HandIn], list[Result]]:
        """Split what can be run from what cannot even be opened."""
        ready, refused = [], []
        for item in todo:
            blank = self._blank(item)
            if item.assignment not in self.lessons:
                refused.append(self._refuse(item, replace(blank, digest=""), _unknown(self.course, item)))
            else:
                ready.append(item)
        return ready, refused

    def _marked(self, items: list[HandIn]) -> list[Result]:
        walls = sufficient_walls(self.how.accept_weak_box)
        self.walls = walls.describe()
        refused: list[Result] = []
        backend = self._backend(len(items), walls)
        writer = Writer(self.folder)
        done: list[Result] = []
        try:
            for batch in _batches(backend.run(self._jobs(items, refused))):
                done += self._write(writer, batch)
        finally:
            writer.close()
            backend.close()
        return done + refused

    def _backend(self, count: int, walls: Walls) -> Backend:
        usual = "serial" if count <= _SMALL_CLASS or self.how.workers < 2 else "local"
        return make(self.how.backend or usual, walls, min(self.how.workers, count), self.how.address)

    def _jobs(self, items: list[HandIn], refused: list[Result]) -> Iterator[Job]:
        """Sanitise as the backend asks for more; what is refused never becomes a job."""
        for item in items:
            try:
                clean = sanitise(item, self._assignment(item), self.lessons[item.assignment])
            except Refused as error:
                refused.append(self._refuse(item, self._blank(item), str(error)))
                continue
            except Exception as error:  # one hand-in never stops the others
                why = f"Không đọc được bài nộp ({type(error).__name__}: {str(error)[:160]}). Mở thư mục bài nộp ra xem."
                refused.append(self._refuse(item, replace(self._blank(item), digest=""), why))
                continue
            yield self._job(item, clean)

    def _job(self, item: HandIn, clean: Sanitised) -> Job:
        job = Job(
            learner=item.learner,
            assignment=item.assignment,
            notebook=json.dumps(clean.notebook),
            files=clean.files,
            course_root=str(self.course.root),
            submission_digest=_digest(item.folder),
            assignment_digest=self._assignment(item).digest,
            environment_digest=environment_digest(),
            budget=self.how.budget,
        )
        self.under_way[item.learner, item.assignment] = record.Record(
            learner=job.learner,
            assignment=job.assignment,
            job=job.digest,
            submission=job.submission_digest,
            source=job.assignment_digest,
            environment=job.environment_digest,
            walls=self.walls,
            weak_box=self.how.accept_weak_box and not probe().suffice,
            repaired=clean.told,
        )
        return job

    def _write(self, writer: Writer, batch: list[Done]) -> list[Result]:
        """Commit a batch, then its records and results; a result on disk means that the gradebook has it."""
        items = {(d.learner, d.assignment): HandIn(self.folder / "submitted" / d.learner / d.assignment) for d in batch}
        good = [d for d in batch if not d.failure]
        entries = [self._entry(items[d.learner, d.assignment], d) for d in good]
        marks = dict(zip([(d.learner, d.assignment) for d in good], writer.write(entries)))
        written = []
        for one in batch:
            key = (one.learner, one.assignment)
            self._record(one)
            blank = self._blank(items[key])
            if one.failure:
                written.append(self._refuse(items[key], replace(blank, digest=""), one.failure, withdraw=False))
                continue
            result = replace(self._with_marks(blank, marks[key]), feedback=feedback.address(items[key]))
            (self.folder / result.feedback).unlink(missing_ok=True)
            results.save(self.folder, result)
            self._progress(result)
            written.append(result)
        return written

    def _entry(self, item: HandIn, done: Done) -> Entry:
        return Entry(item, self._assignment(item), done.notebook, done.points)

    def _record(self, done: Done) -> None:
        rows = tuple({k: v for k, v in row.items() if k != "seconds"} for row in done.cells)
        seconds = {row["name"]: row["seconds"] for row in done.cells}
        measured = {"seconds": round(done.seconds, 3), "memory_kb": done.memory_kb, "cells": seconds}
        known = self.under_way.pop((done.learner, done.assignment))
        record.save(self.folder, replace(known, cells=rows, flagged=done.flagged, failure=done.failure, measured=measured))

    def _refuse(self, item: HandIn, blank: Result, why: str, withdraw: bool = True) -> Result:
        """Keep why there is no mark. What is no fault of the hand-in has no digest, so it is tried again."""
        result = replace(blank, state=NOT_GRADED, why=why)
        if withdraw and blank.digest:
            self._withdraw(item)
        results.save(self.folder, result)
        self._progress(result)
        return result

    def _blank(self, item: HandIn) -> Result:
        lesson = next((each for each in self.course.assignments if each.assignment == item.assignment), None)
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
            digest=_digest(item.folder),
            graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            source=self.sources.get(item.assignment, ""),
        )

    def _with_marks(self, result: Result, marks: gradebook.Marks) -> Result:
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

    def _feedback(self, graded: list[Result], items: dict[tuple[str, str], HandIn], tell: Callable[[Step], None]) -> None:
        missing = {(r.learner, r.assignment): r for r in graded if not (self.folder / r.feedback).is_file()}
        written = _Progress(len(missing), tell, page=True)
        for item, why in feedback.write(self.course.root, self.folder, [items[key] for key in missing], self.how.workers):
            if why:
                raise GradingError(f"Điểm đã ghi, nhưng chưa viết được trang nhận xét của {item.learner}: {why}")
            written(missing[item.learner, item.assignment])

    def _withdraw(self, item: HandIn) -> None:
        """An older version's mark does not stand for a newer hand-in that cannot be marked."""
        gradebook.forget(self.folder, item.learner, item.assignment)
        for step in ("autograded", "feedback"):
            with contextlib.suppress(FileNotFoundError):
                rmtree(str(self.folder / step / item.learner / item.assignment))


class _Progress:
    """Counts what is finished and estimates what is left."""

    def __init__(self, total: int, tell: Callable[[Step], None], page: bool = False):
        self.total, self.done, self._tell, self._start, self._page = total, 0, tell, monotonic(), page

    def __call__(self, result: Result) -> None:
        self.done += 1
        left = (monotonic() - self._start) / self.done * (self.total - self.done)
        self._tell(Step(self.done, self.total, result, left, self._page))


def _batches(finished: Iterator[Done]) -> Iterator[list[Done]]:
    """Group what finishes: a full batch, or what has come in since the last one was written."""
    batch, since = [], monotonic()
    try:
        for done in finished:
            batch.append(done)
            if len(batch) >= BATCH or monotonic() - since > BATCH_SECONDS:
                full, batch = batch, []
                yield full
                since = monotonic()
    except KeyboardInterrupt:
        if batch:  # what is marked is kept
            yield batch
        raise
    if batch:
        yield batch


def _is_built(course: Course, lesson: Lesson) -> bool:
    return isinstance(lesson, LevelTest) or (course.root / "source" / lesson.assignment / f"{lesson.assignment}.ipynb").is_file()


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
