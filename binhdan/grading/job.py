"""A job is a value: the same bytes in, the same result out, on every backend."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import binhdan
from binhdan.grading.box.keeper import Budget


@dataclass(frozen=True)
class Job:
    """Everything that one hand-in's mark depends on; crosses to workers as it is."""

    learner: str
    assignment: str
    notebook: str  # the sanitised notebook as JSON
    files: dict[str, bytes]
    course_root: str
    submission_digest: str
    assignment_digest: str
    environment_digest: str
    budget: Budget = field(default_factory=Budget)

    @property
    def digest(self) -> str:
        """The job's name in every result: "sha256:…" over submission, assignment and environment."""
        parts = (self.submission_digest, self.assignment_digest, self.environment_digest, repr(self.budget))
        return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Done:
    """What comes back from a worker: the notebook as it was run, its cells, or why the box failed."""

    learner: str
    assignment: str
    notebook: str = ""  # its text, as it is to be written
    cells: tuple[dict, ...] = ()
    flagged: tuple[str, ...] = ()
    points: dict[str, float] = field(default_factory=dict)
    memory_kb: int = 0
    seconds: float = 0.0
    failure: str = ""


@cache
def environment_digest() -> str:
    """One digest over Python, the installed packages and this package's own files."""
    total = hashlib.sha256(sys.version.encode())
    for name in sorted(f"{d.metadata['Name']}=={d.version}" for d in distributions()):
        total.update(name.encode())
    package = Path(binhdan.__file__).parent
    for path in sorted(package.rglob("*.py")):
        total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return f"sha256:{total.hexdigest()}"


def work(job: Job, keeper) -> Done:
    """Run and mark one job in ``keeper``'s box. Never raises: what fails is a result of its own, not the end of a class."""
    import nbformat

    from binhdan.grading.box.keeper import BoxError
    from binhdan.grading.engine import run

    try:
        notebook = nbformat.from_dict(json.loads(job.notebook))
        marked = run(keeper, notebook, job.files, Path(job.course_root), job.budget)
        text = nbformat.writes(marked.notebook, version=4) + "\n"
    except BoxError as error:
        return Done(job.learner, job.assignment, failure=str(error))
    except Exception as error:
        why = f"Máy chấm vấp phải bài này ({type(error).__name__}: {str(error)[:160]}). Mở sổ tay ra xem, rồi báo người làm khoá học."
        return Done(job.learner, job.assignment, failure=why)
    rows = tuple(marked.as_rows())
    return Done(job.learner, job.assignment, text, rows, marked.flagged, marked.points, marked.memory_kb, marked.seconds)
