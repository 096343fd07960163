"""A course of one written level, an issuer with a key, and learners who have passed or not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from binhdan.awards import issuing, keyfolder, standing
from binhdan.curriculum import load_course
from binhdan.locale import load_locale

ROOT = Path(__file__).resolve().parents[2]
PAGE = "https://kiem-tra.doi-che.example/verify.html"


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A course whose first level is written, as far as folders go."""
    root = tmp_path_factory.mktemp("khoa-hoc")
    shutil.copyfile(ROOT / "curriculum.toml", root / "curriculum.toml")
    shutil.copytree(ROOT / "locale", root / "locale")
    for number in range(1, 14):
        (root / f"lessons/level1/{number:02d}-bai").mkdir(parents=True)
    (root / "lessons/level2/01-bai").mkdir(parents=True)
    return load_course(root)


@pytest.fixture
def ward(course):
    return load_locale(course.root)


@pytest.fixture
def keys(tmp_path, ward, course):
    """A key folder of the invented ward."""
    folder = tmp_path / "khoa"
    keyfolder.init(folder, ward, course.root, PAGE)
    return folder


@pytest.fixture
def signer(keys):
    return keyfolder.open_signer(keys)


@pytest.fixture
def asked(course):
    return standing.rule(course, 1)


@pytest.fixture
def passed(course, asked):
    """A function (codes) -> standings of learners who have passed."""
    return lambda *codes: [standing.Standing(code, 150.0, 170.0, ()) for code in codes]


@pytest.fixture
def desk(tmp_path, signer, course):
    """An open desk with a fixed day."""
    with issuing.opened(tmp_path / "giay", signer, course, date(2026, 11, 20)) as opened:
        yield opened
