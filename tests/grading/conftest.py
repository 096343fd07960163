"""One small class, marked once, for every test that only looks at what came out."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@dataclass
class Marked:
    """A class folder after ``grade``: results by learner, and the steps that were told, of marks and of feedback pages."""

    course: object
    folder: Path
    results: dict
    steps: list
    pages: list


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory):
    import tiny_course as small

    from binhdan.curriculum import load_course

    root = tmp_path_factory.mktemp("khoa") / "khoá học (bản 1)"
    small.build(root)
    return load_course(root)


@pytest.fixture(scope="session")
def bank_course(tmp_path_factory):
    """A course with the item bank of level 1 and a planned lesson that nobody has written."""
    from binhdan.curriculum import load_course

    repo, root = Path(__file__).resolve().parents[2], tmp_path_factory.mktemp("khoa-do")
    (root / "lessons/level1/01-giao-viec-cho-ai").mkdir(parents=True)
    for name in ("curriculum.toml", "lessons/level1/bank.toml"):
        shutil.copy(repo / name, root / name)
    return load_course(root)


@pytest.fixture(scope="session")
def marked(tiny_course, tmp_path_factory):
    """Every way to hand in, marked in one batch that is interrupted once, with a bare PATH."""
    import handins

    from binhdan.grading import nbgrader_view
    from binhdan.grading.run import grade

    folder = tmp_path_factory.mktemp("lop") / "Lớp chè 1%"
    handins.write_all(tiny_course.root, folder)
    steps, pages = [], []

    def progress(step):
        (pages if step.page else steps).append(step)
        if step.page:
            return
        if len(steps) == 2:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader_view, "CELL_SECONDS", 5)
        patch.setenv("PATH", "/nirgends")
        patch.setenv("OPENAI_API_KEY", handins.SECRET)
        with pytest.raises(KeyboardInterrupt):
            grade(tiny_course, folder, progress=progress)
        results = grade(tiny_course, folder, progress=progress)
    return Marked(tiny_course, folder, {r.learner: r for r in results}, steps, pages)
