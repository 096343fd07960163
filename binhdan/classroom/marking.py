"""Marking for somebody who studies alone: one hand-in at a time, in a process of its own."""

from __future__ import annotations

import atexit
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum

from binhdan.classroom.handin import receipts
from binhdan.classroom.progress import describe, read_mark
from binhdan.classroom.workspace import Workspace
from binhdan.curriculum import Course, Lesson

TIMEOUT = 900  # seconds for one hand-in; a lesson takes a few


class Stage(StrEnum):
    """Where a hand-in is on its way to a mark."""

    WAITING = "waiting"
    MARKING = "marking"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """A stage and one Vietnamese line about it."""

    stage: Stage
    message: str

    @property
    def done(self) -> bool:
        """Whether there is a mark."""
        return self.stage is Stage.DONE


class Marking:
    """Marks the workspace's own class folder; ``submit`` returns at once, ``mark`` waits."""

    def __init__(self, workspace: Workspace):
        self.workspace = workspace
        self._outcomes: dict[str, Outcome] = {}
        self._waiting: queue.Queue[Lesson] = queue.Queue()
        self._process: subprocess.Popen | None = None
        self._worker: threading.Thread | None = None

    def submit(self, lesson: Lesson) -> None:
        """Put a hand-in in line for marking."""
        self._outcomes[lesson.assignment] = Outcome(Stage.WAITING, "Đang chờ chấm.")
        self._waiting.put(lesson)
        if not self._worker:
            # A daemon, so that closing JupyterLab never waits for a mark; the mark is made at the next start.
            self._worker = threading.Thread(target=self._work, name="binhdan-marking", daemon=True)
            self._worker.start()
            atexit.register(self.stop)

    def submit_pending(self, course: Course) -> None:
        """Put in line whatever was handed in but not marked, as after a power cut."""
        for lesson in course.assignments:
            handed_in = receipts(self.workspace, lesson)
            mark = read_mark(self.workspace, lesson)
            if self._is_here(lesson) and handed_in and (not mark or mark.digest != handed_in[-1]["digest"]):
                self.submit(lesson)

    def outcome(self, lesson: Lesson) -> Outcome | None:
        """Return where the lesson's hand-in is, or None where nothing was handed in since the start."""
        return self._outcomes.get(lesson.assignment)

    def mark(self, lesson: Lesson) -> Outcome:
        """Mark the lesson's hand-in now and return how it went."""
        self._outcomes[lesson.assignment] = Outcome(Stage.MARKING, "Đang chấm.")
        try:
            why = self._run(lesson)
        except (OSError, subprocess.SubprocessError) as error:
            why = str(error)
        outcome = self._judge(lesson, why)
        self._outcomes[lesson.assignment] = outcome
        return outcome

    def stop(self) -> None:
        """End a marking process that still runs."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def _work(self) -> None:
        while True:
            self.mark(self._waiting.get())

    def command(self, lesson: Lesson) -> list[str]:
        """Return the command that marks one hand-in."""
        who = ["--lesson", lesson.code, "--learner", self.workspace.learner.code]
        # One's own work on one's own machine is no stranger's: it is marked whatever walls there are.
        how = ["--class-folder", str(self.workspace.own_class), "--accept-weak-box"]
        return [sys.executable, "-m", "binhdan.cli", "grade", *how, *who]

    def _run(self, lesson: Lesson) -> str:
        """Run the command and return why it failed, or ""."""
        settings = self.workspace.settings
        environment = {**os.environ, "BINHDAN_COURSE": str(settings.course), "PYTHONUTF8": "1"}
        log = self.workspace.state / "cham.log"
        with log.open("w", encoding="utf-8") as output:
            self._process = subprocess.Popen(
                self.command(lesson),
                cwd=settings.course,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
            try:
                failed = self._process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
                return f"quá {TIMEOUT // 60} phút chưa xong"
        said = log.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return (lines[-1][:300] if lines else f"mã lỗi {failed}") if failed else ""

    def _judge(self, lesson: Lesson, why: str) -> Outcome:
        mark = read_mark(self.workspace, lesson)
        handed_in = receipts(self.workspace, lesson)
        fresh = mark and handed_in and mark.digest == handed_in[-1]["digest"]
        if not why and fresh and mark.points is not None:
            return Outcome(Stage.DONE, describe(mark))
        if mark and mark.points is None:
            why = mark.why or why
        why = (why or "không thấy kết quả").rstrip(".")
        todo = "Bấm «Nộp bài» lần nữa; nếu vẫn vậy, chạy «binhdan doctor»."
        return Outcome(Stage.FAILED, f"Chưa chấm được bài {lesson.code}: {why}. {todo}")

    def _is_here(self, lesson: Lesson) -> bool:
        return (self.workspace.own_class / "submitted" / self.workspace.learner.code / lesson.assignment).is_dir()
