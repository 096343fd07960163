"""A small course, and a workspace for one learner."""

import pytest
from small_course import write_course

from binhdan.classroom import fetching, workspace


@pytest.fixture
def course(tmp_path):
    return write_course(tmp_path / "khoa-hoc")


@pytest.fixture
def desk(tmp_path, course):
    """A workspace with both lessons fetched and a learner named."""
    made = workspace.make(tmp_path / "hoc", workspace.Settings(course.root))
    made.name_learner("Nguyễn Thị Lan", "lan-7k3f")
    fetching.fetch(made, course)
    return made
