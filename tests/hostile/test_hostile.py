"""Every attack gets the mark it deserves, the instructor learns of it, neighbours keep theirs, and nothing stays behind."""

import time
from pathlib import Path

import attack
import handing_in
import hostile_class
import nbformat
import pytest
import tiny_course as small
from hostile_course import THREE

from binhdan.grading import gradebook, record

pytestmark = pytest.mark.nbgrader
MARKED = [name for name, one in handing_in.ATTACKS.items() if one.points is not None]


@pytest.mark.parametrize("learner", handing_in.ATTACKS)
def test_the_mark_and_what_is_told(marked, learner):
    one, result = handing_in.ATTACKS[learner], marked.results[learner]
    told = handing_in.told(marked.folder, learner, one.assignment)
    if one.points is None:
        assert (result.state, result.points, result.cells) == ("not graded", 0, ()), told
    else:
        assert (result.state, result.points, result.why) == ("graded", one.points, ""), told
    assert one.told in told
    assert one.printed in handing_in.printed(marked.folder, learner, one.assignment)


@pytest.mark.parametrize("learner", MARKED)
def test_no_attack_says_that_it_worked(marked, learner):
    shown = handing_in.printed(marked.folder, learner, handing_in.ATTACKS[learner].assignment)
    assert "GOT" not in shown, shown[shown.find("GOT") :][:300]


@pytest.mark.parametrize("learner", MARKED)
def test_every_mark_has_a_record_a_notebook_and_a_page_without_secrets(marked, learner):
    name = handing_in.ATTACKS[learner].assignment
    kept = record.load(marked.folder, learner, name)
    assert kept.job.startswith("sha256:") and not kept.failure and not kept.weak_box
    assert sum(cell["points"] or 0 for cell in kept.cells) == marked.results[learner].points
    nbformat.validate(nbformat.read(marked.folder / "autograded" / learner / name / f"{name}.ipynb", as_version=4))
    page = (marked.folder / marked.results[learner].feedback).read_text(encoding="utf-8")
    written = page + handing_in.printed(marked.folder, learner, name)
    for secret in (str(small.HELD_OUT), hex(small.HELD_OUT), small.HIDDEN_WORDS, attack.SECRET):
        assert secret not in written
    assert "<script" not in page


@pytest.mark.parametrize("learner", hostile_class.HONEST)
def test_honest_neighbours_keep_their_marks(marked, learner):
    result = marked.results[learner]
    assert (result.state, result.points, result.passed) == ("graded", 10, True)
    assert record.load(marked.folder, learner, small.ONE).flagged == ()
    assert (marked.folder / result.feedback).is_file()


def test_an_honest_third_lesson_gets_its_points_and_waits_for_a_person(marked):
    result = marked.results["ngay-thang-bai-ba"]
    assert (result.points, result.needs_person) == (8, True)
    notebook = nbformat.read(marked.folder / f"autograded/ngay-thang-bai-ba/{THREE}/{THREE}.ipynb", as_version=4)
    assert small.cell(notebook, "bang").source == "bang = {'mot': 1}"


def test_everybody_is_in_the_gradebook_or_has_a_reason(marked):
    with gradebook.opened(marked.folder) as book:
        scores = {s.student.id: s.score for a in (small.ONE, THREE) for s in book.assignment_submissions(a)}
    assert scores == {name: r.points for name, r in marked.results.items() if r.graded}
    assert set(marked.results) == {*handing_in.ATTACKS, *hostile_class.HONEST, "ngay-thang-bai-ba"}
    assert all(r.why for r in marked.results.values() if not r.graded)


def test_nobody_heard_anything_and_nobody_was_killed(marked):
    assert marked.heard == []
    assert marked.victim.poll() is None


def test_no_process_is_left(marked):
    deadline = time.monotonic() + 10
    while (left := _ghosts()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def test_no_file_and_no_group_is_left(marked):
    package = Path(record.__file__).parents[1]
    places = [Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path.home(), package, marked.folder, Path("/etc"), Path("/")]
    assert [p for place in places for p in place.glob(f"{attack.LEAK}*")] == []
    assert hostile_class.groups() - marked.groups_before == set()


def test_the_grader_itself_stayed_small(marked):
    """No hand-in makes the process that marks it hold much more than the hand-in's own limits."""
    assert marked.most_memory_kb < 1_200_000
    assert marked.seconds < 240


def _ghosts() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if attack.GHOST in command.split():
            found.append(command)
    return found
