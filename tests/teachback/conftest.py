"""A class of the real lesson, marked by machine once and copied for each test."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course():
    from binhdan.curriculum import load_course

    return load_course(ROOT)


@pytest.fixture(scope="session")
def rubric(course):
    from binhdan.teachback import rubric

    return rubric.load(course.lesson("B1.13"))


@pytest.fixture(scope="session")
def marked_class(course, tmp_path_factory):
    """Six learners who have handed in, marked by machine, with their feedback pages still to be written."""
    import reviewing

    folder = tmp_path_factory.mktemp("lop") / "lop"
    for learner in reviewing.LEARNERS:
        reviewing.hand_in(course, folder, learner, f"{reviewing.STORY} Đây là chuyện của {learner}.")
    reviewing.mark_by_machine(course, folder, reviewing.LEARNERS)
    return folder


@pytest.fixture
def class_folder(marked_class, tmp_path, monkeypatch):
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    monkeypatch.delenv("BINHDAN_LOCALE", raising=False)
    monkeypatch.setenv("BINHDAN_USER", "thu-ky")
    return Path(shutil.copytree(marked_class, tmp_path / "lop"))


@pytest.fixture
def peers(class_folder, capsys):
    """Run ``binhdan peers …`` on the class folder: (status, stdout, stderr)."""
    from binhdan.cli import main

    def run(verb, *words):
        status = main(["peers", verb, "--class-folder", str(class_folder), *map(str, words)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def given(peers, class_folder):
    """The class after ``allocate``: (store folder, round)."""
    import reviewing

    assert peers("allocate", "B1.13", "--seed", "x")[0] == 0
    return reviewing.round_of(class_folder)
