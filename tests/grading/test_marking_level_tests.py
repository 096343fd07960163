"""A level test for each learner: made without a key, marked by the same engine, never against a neighbour's items."""

import json
import shutil

import nbformat
import pytest

from binhdan.bank import Moment
from binhdan.grading import gradebook, level_test
from binhdan.grading.run import How, grade

DATE = "ngày {} tháng {}"


@pytest.fixture(scope="module")
def course(bank_course):
    return bank_course


def answers(course, test, learner):
    items = level_test.drawn(course, test, learner).values()
    return [DATE.format(*item.right) if item.kind == "date" else ", ".join(map(str, item.right)) for item in items]


def hand_in(course, folder, learner, test, given, change=lambda notebook: notebook):
    notebook = level_test.released(course, test, learner)
    for number, answer in enumerate(given, 1):
        cell = next(cell for cell in notebook.cells if cell.id == f"cau-{number}")
        cell.source = cell.source.partition("\n")[0] + "\n" + answer
    home = folder / "submitted" / learner / test.assignment
    home.mkdir(parents=True)
    nbformat.write(change(notebook), home / f"{test.assignment}.ipynb")


def test_the_notebook_that_goes_out_has_no_key(course):
    for test in course.tests:
        for learner in ("lan-7k3f", "mai-2p9x", "tung-x4w8"):
            notebook = level_test.released(course, test, learner)
            nbformat.validate(notebook)
            text = json.dumps(notebook, ensure_ascii=False)
            assert "HIDDEN" not in text and "SOLUTION" not in text and "item_right" not in text
            for item in level_test.drawn(course, test, learner).values():
                assert item.question.splitlines()[0] in text and item.name not in text and item.variant not in text
            typed = [cell.source for cell in notebook.cells if cell.id in ("cau-1", "cau-2", "cau-3")]
            assert [source.splitlines()[1:] for source in typed] == [["# ✏️ Viết câu trả lời của bạn dưới dòng này"]] * 3


def test_the_notebook_runs_without_an_answer_and_without_the_course(course):
    from binhdan.authoring.run import run

    notebook = level_test.released(course, course.tests[0], "lan-7k3f")
    ran = run([cell.source for cell in notebook.cells if cell.cell_type == "code"], course.root)
    assert all(result.error is None for result in ran)
    assert [str(result.value.state) for result in ran[2::2]] == ["not_attempted"] * 3


def test_every_learner_has_other_bytes(course):
    made = [nbformat.writes(level_test.released(course, course.tests[0], code)) for code in ("a-1", "a-2", "a-3")]
    assert len(set(made)) == 3 and made[0] == nbformat.writes(level_test.released(course, course.tests[0], "a-1"))


@pytest.fixture(scope="module")
def marked(course, tmp_path_factory):
    """A class: all right, one wrong, nothing, a copied notebook, a learner who rewrites the checks and the questions."""
    folder = tmp_path_factory.mktemp("lop")
    before, after = course.tests

    def cheat(notebook):
        for cell in notebook.cells:
            if cell.id.endswith("-cham"):
                cell.source = "from binhdan.check.verdict import passed\npassed('tự cho điểm')"
            elif cell.id.endswith("-de"):
                cell.source = "## Câu 1\n\nMột cộng một bằng mấy?"
        return notebook

    hand_in(course, folder, "lan-7k3f", before, answers(course, before, "lan-7k3f"))
    hand_in(course, folder, "lan-7k3f", after, [*answers(course, after, "lan-7k3f")[:2], "không biết"])
    hand_in(course, folder, "mai-2p9x", before, ["", "", ""])
    hand_in(course, folder, "sen-d7d7", before, ["1", "1", "1"], cheat)
    chosen = next(f"ban-{n}" for n in range(99) if not set(answers(course, before, f"ban-{n}")) & set(answers(course, before, "lan-7k3f")))
    shutil.copytree(folder / "submitted/lan-7k3f/b1-truoc", folder / "submitted" / chosen / "b1-truoc")
    results = grade(course, folder, how=How(backend="serial", accept_weak_box=True))
    return folder, {("copied" if r.learner == chosen else r.learner, r.assignment): r for r in results}


@pytest.mark.nbgrader
def test_points(marked):
    points = {key: (result.state, result.points, result.max_points) for key, result in marked[1].items()}
    assert points == {
        ("lan-7k3f", "b1-truoc"): ("graded", 3, 3),
        ("lan-7k3f", "b1-sau"): ("graded", 2, 3),
        ("mai-2p9x", "b1-truoc"): ("graded", 0, 3),
        ("sen-d7d7", "b1-truoc"): ("graded", 0, 3),
        ("copied", "b1-truoc"): ("graded", 0, 3),
    }


@pytest.mark.nbgrader
def test_the_gradebook_has_them_as_assignments_of_three_points(marked):
    with gradebook.opened(marked[0]) as book:
        assert {a.name: a.max_score for a in book.assignments} == {"b1-truoc": 3, "b1-sau": 3}
        assert {s.student_id: s.score for s in book.assignment_submissions("b1-sau")} == {"lan-7k3f": 2}


@pytest.mark.nbgrader
def test_the_learners_own_questions_are_put_back(marked, course):
    text = (marked[0] / "autograded/sen-d7d7/b1-truoc/b1-truoc.ipynb").read_text(encoding="utf-8")
    assert "Một cộng một" not in text
    first = next(iter(level_test.drawn(course, course.tests[0], "sen-d7d7").values()))
    assert json.dumps(first.question.splitlines()[0], ensure_ascii=False)[1:-1] in text


@pytest.mark.nbgrader
def test_feedback_says_points_without_key_or_pass(marked, course):
    page = (marked[0] / marked[1]["lan-7k3f", "b1-sau"].feedback).read_text(encoding="utf-8")
    assert "2 / 3 điểm" in page and "Đo cuối bậc 1" in page and "item_right" not in page
    assert not any(word in page for word in ('<span class="tag good">', '<span class="tag low">'))
    for item in level_test.drawn(course, course.tests[1], "lan-7k3f").values():
        assert item.name not in page


@pytest.mark.nbgrader
def test_a_changed_bank_marks_again_and_an_unchanged_one_does_not(marked, course):
    folder, before = marked[0], marked[1]
    stamps = {path: path.stat().st_mtime_ns for path in (folder / "results").rglob("*.json")}
    again = grade(course, folder, how=How(backend="serial", accept_weak_box=True))
    assert [r.points for r in again] == [r.points for r in sorted(before.values(), key=lambda r: (r.assignment, r.learner))]
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_two_learners_are_two_jobs(course):
    one, two = (level_test.assignment(course, course.tests[0], learner).digest for learner in ("a-1", "a-2"))
    assert one != two and Moment(course.tests[0].plan.kind) is Moment.BEFORE
