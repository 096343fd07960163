"""How nbgrader sees a class folder: its configuration and the environment it runs in."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

from traitlets.config import Config

COURSE_ID = "binhdan"
# An empty line below it is where people click and type; what stands on the stub's own line is dropped.
CODE_STUB = "# ✏️ Viết câu trả lời của bạn dưới dòng này\n"
TEXT_STUB = "✏️ Viết câu trả lời của bạn ở đây"
# hidden/ must reach neither learners nor feedback; the marker finds held-out cases through BINHDAN_COURSE.
IGNORE = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "hidden"]
CELL_SECONDS = 30

_CONFIG_FILE = '''"""Cấu hình nbgrader của lớp này, do binhdan tạo; chấm lại thì tệp được viết lại."""

from pathlib import Path

from binhdan.grading import nbgrader_view

course = Path({course!r})
nbgrader_view.set_environment(course)
c = get_config()  # noqa: F821
c.merge(nbgrader_view.config(course, Path(__file__).parent))
'''


def config(course_root: Path, class_folder: Path) -> Config:
    """Return nbgrader's configuration for marking ``class_folder`` with the course's source notebooks."""
    c = Config()
    _folders(c, course_root.resolve(), class_folder.resolve())
    c.merge(stubs())
    _marking(c)
    _feedback(c)
    return c


def stubs() -> Config:
    """What stands in a lesson as it is handed out where the model answer was."""
    c = Config()
    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB
    return c


def _folders(c: Config, course_root: Path, class_folder: Path) -> None:
    c.CourseDirectory.course_id = COURSE_ID
    c.CourseDirectory.root = str(class_folder)
    c.CourseDirectory.ignore = IGNORE
    # nbgrader builds regular expressions from these names: relative where that is possible.
    if class_folder != course_root:
        c.CourseDirectory.source_directory = str(course_root / "source")
        c.CourseDirectory.release_directory = str(course_root / "release")


def _marking(c: Config) -> None:
    stock = "nbgrader.preprocessors."
    c.Autograde.sanitize_preprocessors = [
        "binhdan.grading.cell_repair.RepairCells",
        *(stock + name for name in ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec")),
        *(stock + name for name in ("OverwriteCells", "CheckCellMetadata")),
    ]
    c.Autograde.autograde_preprocessors = [
        "binhdan.grading.cell_run.RunCells",
        "binhdan.grading.cell_verdict.FailClosed",
        stock + "IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        *(stock + name for name in ("LimitOutput", "SaveAutoGrades", "AssignLatePenalties", "CheckCellMetadata")),
    ]
    c.Execute.timeout = CELL_SECONDS
    c.Execute.startup_timeout = 120
    c.Execute.iopub_timeout = 15
    # A file of the learner's must not stand in for a module.
    c.Execute.extra_arguments = ["--IPKernelApp.ignore_cwd=True"]


def _feedback(c: Config) -> None:
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "binhdan.grading.feedback_page.HideChecks",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    c.GenerateFeedback.exporter_class = "binhdan.grading.feedback_page.FeedbackExporter"


def cell_metadata(
    grade_id: str, *, grade=False, solution=False, locked=False, points: int | None = None, cell_type="code"
) -> dict:
    """Return the metadata by which nbgrader knows a cell."""
    cell = {
        "schema_version": 3,
        "grade_id": grade_id,
        "cell_type": cell_type,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    return {"nbgrader": cell | ({"points": points} if grade else {})}


def set_environment(course_root: Path) -> None:
    """Set what nbgrader and its kernels need: the course, the practice model, and ``alembic`` on PATH."""
    from binhdan.grading import gradebook

    gradebook.wait_for_other_writers()
    os.environ["BINHDAN_COURSE"] = str(course_root.resolve())
    os.environ["BINHDAN_AI"] = "practice"
    scripts, path = sysconfig.get_path("scripts"), os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(filter(None, (scripts, path)))


def write_config_file(course_root: Path, class_folder: Path) -> None:
    """Give a class folder outside the course its own nbgrader_config.py, for formgrader and plain nbgrader."""
    if class_folder.resolve() != course_root.resolve():
        text = _CONFIG_FILE.format(course=str(course_root.resolve()))
        (class_folder / "nbgrader_config.py").write_text(text, encoding="utf-8")
