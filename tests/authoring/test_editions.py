"""Built files are fresh, deterministic, and give nothing away."""

import json
from pathlib import Path

import nbformat
import pytest

from binhdan.authoring import editions, hint_price
from binhdan.authoring.expand import expand
from binhdan.authoring.hint_price import PRICED_HINT
from binhdan.authoring.parse import load
from binhdan.curriculum import load_course

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)


@pytest.fixture(scope="module")
def built():
    return editions.build(COURSE, COURSE.lessons, progress=lambda line: None)


def test_the_committed_editions_are_fresh(built):
    assert editions.stale(COURSE, built, COURSE.lessons, everything=True) == []


def test_two_builds_give_the_same_bytes(built):
    first = COURSE.lessons[:1]
    again = editions.build(COURSE, first, progress=lambda line: None)
    assert again == {name: built[name] for name in again}


def test_every_lesson_has_its_three_editions(built):
    for lesson in COURSE.lessons:
        for name in (
            f"source/{lesson.assignment}/{lesson.assignment}.ipynb",
            f"release/{lesson.assignment}/{lesson.assignment}.ipynb",
            editions.reading_path(lesson),
        ):
            nbformat.validate(json.loads(built[name]))


def test_release_has_no_hidden_region_and_no_solution_mark(built):
    for name, content in built.items():
        if name.startswith(("release/", "notebooks/")):
            assert b"HIDDEN TESTS" not in content and b"BEGIN SOLUTION" not in content, name
            assert "/hidden/" not in name


def test_reading_edition_keeps_outputs_without_errors(built):
    for lesson in COURSE.lessons:
        cells = json.loads(built[editions.reading_path(lesson)])["cells"]
        outputs = [o for c in cells if c["cell_type"] == "code" for o in c["outputs"]]
        assert outputs and all(o["output_type"] != "error" for o in outputs)


def test_a_hint_has_its_price_where_it_counts_and_none_in_the_reading_edition(built):
    for lesson in COURSE.lessons:
        given = built[f"release/{lesson.assignment}/{lesson.assignment}.ipynb"].decode()
        read = built[editions.reading_path(lesson)].decode()
        assert given.count("mất 1 điểm thi đua") == given.count(f'"{PRICED_HINT}"') == read.count("<summary>Gợi ý 2</summary>")
        assert "mất 1 điểm" not in read and PRICED_HINT not in read


@pytest.mark.parametrize(("cost", "said"), [(2, "mất 2 điểm thi đua"), (0.5, "mất 0,5 điểm thi đua"), (0, "")])
def test_the_price_is_the_one_that_the_course_sets(cost, said):
    notebook = expand(load(COURSE.lessons[0]))
    before = [cell.source for cell in notebook.cells]
    hint_price.put_on(notebook, cost)
    priced = [cell for cell in notebook.cells if PRICED_HINT in cell.metadata.get("tags", [])]
    assert bool(priced) == bool(said) and all(said in cell.source for cell in priced)
    for cell in notebook.cells:
        hint_price.take_off(cell)
    assert [cell.source for cell in notebook.cells] == before


def test_ids_are_unique_and_grade_ids_name_their_exercise():
    for lesson in COURSE.lessons:
        authored = load(lesson)
        notebook = expand(authored)
        ids = [cell.id for cell in notebook.cells]
        assert len(ids) == len(set(ids))
        graded = [c.metadata.nbgrader.grade_id for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
        assert all(any(g.startswith(name) for name in [*authored.exercises, *_answers(authored)]) for g in graded)


def _answers(authored):
    return [b.name for b in authored.blocks if b.role == "answer"]


def test_a_stale_and_a_stray_file_are_found(built, tmp_path):
    course = type(COURSE)(tmp_path, COURSE.settings)
    editions.write(tmp_path, built)
    assert editions.stale(course, built, (), everything=True) == []
    changed = next(iter(built))
    (tmp_path / changed).write_text("{}", encoding="utf-8")
    (tmp_path / "release/cu.ipynb").write_text("{}", encoding="utf-8")
    assert editions.stale(course, built, (), everything=True) == sorted([changed, "release/cu.ipynb"])
    editions.replace(course, built, (), everything=True)
    assert editions.stale(course, built, (), everything=True) == []
    assert not (tmp_path / "release/cu.ipynb").exists()
