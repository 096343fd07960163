"""What the server notices: a lesson saved with something new, a hint with a price opened."""

import json
from datetime import UTC, date, datetime

import pytest
from small_course import FIRST, cell, edit, lesson_notebook, notebook

from binhdan.authoring.hint_price import PRICED_HINT
from binhdan.classroom import activity, watching
from binhdan.classroom.activity import What
from binhdan.classroom.handin import HandInError, hand_in

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
PASSED = {"output_type": "execute_result", "execution_count": 3, "metadata": {}, "data": {"text/plain": ["Đạt"]}}


def saved(desk, course):
    return watching.saved(desk, course, lesson_notebook(desk), NOW)


def test_a_save_is_logged_when_it_brings_something_new(desk, course):
    assert not saved(desk, course), "as it was fetched"
    edit(desk, lambda cells: cells[1]["metadata"].update(trusted=True))
    assert not saved(desk, course)
    edit(desk, lambda cells: cells[2].update(source="cau_lenh = 'Bí mật của tôi'"))
    assert saved(desk, course) and not saved(desk, course)
    edit(desk, lambda cells: cells[2].update(execution_count=1))
    assert saved(desk, course) and not saved(desk, course), "the first cell that ran"
    edit(desk, lambda cells: cells[3].update(outputs=[PASSED], execution_count=3))
    assert saved(desk, course) and not saved(desk, course), "one more check passes"
    edit(desk, lambda cells: cells[3].update(outputs=[]))
    assert not saved(desk, course), "fewer checks are no progress"
    logged = [(event["ran"], event["passed"]) for event in activity.events(desk)]
    assert logged == [(False, 0), (True, 0), (True, 1)]
    assert activity.practice_days(desk, date(2026, 11, 30).toordinal()) == [date(2026, 11, 23).toordinal()]
    assert "Bí mật" not in next((desk.state / "activity").iterdir()).read_text(encoding="utf-8")


def test_a_notebook_that_is_no_lesson_is_refused(desk, course):
    stray = desk.lessons / "cua-toi.ipynb"
    stray.write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(HandInError):
        watching.saved(desk, course, stray, NOW)
    assert not activity.events(desk)


@pytest.fixture
def hints(desk, course):
    """Give the lesson three hints; two of them have a price."""
    made = [
        cell("<details><summary>Gợi ý 1</summary>x</details>", "cau-lenh-goi-y-1", kind="markdown"),
        cell("<details><summary>Gợi ý 2</summary>x</details>", "cau-lenh-goi-y-2", kind="markdown", tags=[PRICED_HINT]),
        cell("<details><summary>Gợi ý 2</summary>x</details>", "dem-goi-y-2", kind="markdown", tags=[PRICED_HINT]),
    ]
    lesson_notebook(desk).write_text(notebook("B1.01", *made), encoding="utf-8")
    return lambda name: watching.hint_opened(desk, course, lesson_notebook(desk), name, NOW)


def test_a_hint_counts_once(desk, course, hints):
    assert hints("cau-lenh-goi-y-2") == {"first": True, "hints": 1}
    assert hints("cau-lenh-goi-y-2") == {"first": False, "hints": 1}
    assert hints("dem-goi-y-2") == {"first": True, "hints": 2}
    assert [event["what"] for event in activity.events(desk)] == [What.HINT, What.HINT]


@pytest.mark.parametrize("name", ["cau-lenh-goi-y-1", "cau-lenh", "khong-co", ""])
def test_what_has_no_price_is_refused_and_costs_nothing(desk, course, hints, name):
    with pytest.raises(HandInError, match="gợi ý"):
        hints(name)
    assert not activity.events(desk)


def test_the_receipt_carries_the_hints_of_its_lesson_and_the_days(desk, course, hints):
    hints("cau-lenh-goi-y-2")
    activity.append(desk, What.HINT, NOW, lesson="B1.07", hint="khac-goi-y-2")
    receipt = hand_in(desk, course, lesson_notebook(desk))
    travelled = json.loads((desk.own_class / "submitted" / "lan-7k3f" / FIRST / "receipt.json").read_text(encoding="utf-8"))
    assert travelled["hints"] == receipt.hints == 1
    assert travelled["practice_days"] == list(receipt.practice_days)
    assert activity.events(desk)[-1]["what"] == What.HAND_IN


def test_a_log_that_cannot_be_written_does_not_undo_the_hand_in(desk, course, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(activity, "append", full)
    receipt = hand_in(desk, course, lesson_notebook(desk))
    assert (desk.own_class / "submitted" / "lan-7k3f" / FIRST / "receipt.json").exists() and receipt.digest
