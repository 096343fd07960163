"""Stock nbgrader marks every lesson beside the other tests: minutes of work for which only the comparison waits."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
from tiny_course import hand_in

from binhdan.authoring.fill import fill, solutions
from binhdan.authoring.parse import load as authored
from binhdan.curriculum import load_course

STOCK = Path(__file__).with_name("stock.py")
COURSE = load_course(Path(__file__).resolve().parents[2])
BUILT = [lesson for lesson in COURSE.lessons if (COURSE.root / "release" / lesson.assignment).is_dir()]
_LAST = 19  # the priority of who works only when nobody else wants to


def answers_of(lesson):
    """Learner -> notebook: the model answer, the lesson as handed out, and decoys: the first and the last, or all."""
    released = COURSE.root / "release" / lesson.assignment / f"{lesson.assignment}.ipynb"
    notebook, text = nbformat.read(released, as_version=4), authored(lesson)
    decoys = {f"sai-{number}": answers for number, answers in enumerate(text.decoys.values(), 1)}
    if os.environ.get("BINHDAN_PARITY") != "all":
        decoys = dict([list(decoys.items())[0], list(decoys.items())[-1]])
    given = {"bai-mau": solutions(text), "chua-lam": {}} | decoys
    return {learner: fill(notebook, answers) for learner, answers in given.items()}


def write_class(folder, lessons):
    """Hand in the answers of ``lessons``, with their data, which stock nbgrader wants."""
    for lesson in lessons:
        for learner, notebook in answers_of(lesson).items():
            home = hand_in(folder, learner, notebook, lesson.assignment)
            for path in (COURSE.root / "release" / lesson.assignment).iterdir():
                if path.suffix != ".ipynb":
                    (shutil.copytree if path.is_dir() else shutil.copy)(path, home / path.name)


class StockBeside:
    """Two processes of the lowest priority, each with half of the lessons in a class folder of its own."""

    def __init__(self, home):
        self.folders = [home / "nua-1", home / "nua-2"]
        self._running = []
        for number, folder in enumerate(self.folders):
            folder.mkdir()
            words = ["lessons", folder, COURSE.root, *(lesson.assignment for lesson in BUILT[number::2])]
            with open(folder / "log", "wb") as log:
                self._running.append(
                    subprocess.Popen([sys.executable, STOCK, *map(str, words)], stdout=log, stderr=log, start_new_session=True)
                )
            os.setpriority(os.PRIO_PGRP, self._running[-1].pid, _LAST)

    def points(self):
        """Wait for them, and return [learner, assignment, notebook, cell] -> points."""
        for process, folder in zip(self._running, self.folders):
            assert process.wait(3000) == 0, (folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]
        return [row for folder in self.folders for row in json.loads((folder / "points.json").read_text(encoding="utf-8"))]

    def close(self):
        """End what still works, kernels and all."""
        for process in self._running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
