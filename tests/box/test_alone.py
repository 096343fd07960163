"""The box of last resort: a process for each hand-in, the same answers."""

import os

import pytest

from binhdan.grading.box.alone import AloneKeeper
from binhdan.grading.box.keeper import Budget, Gone

QUICK = Budget(cell_seconds=1, call_seconds=1, grace_seconds=1)


@pytest.fixture
def room():
    with AloneKeeper() as keeper, keeper.open({"data/a.txt": "chè".encode()}, QUICK) as room:
        yield room


def test_cells_names_and_calls(room):
    cell = room.run("text = open('data/a.txt', encoding='utf-8').read()\nprint(text)\ndef twice(a): return a + a")
    assert cell.state == "ok" and cell.messages == [("stream", {"name": "stdout", "text": "chè\n"})]
    assert room.ask("name", {"name": "text"})["json"] == '"ch\\u00e8"'
    number = room.ask("name", {"name": "twice"})["number"]
    assert room.ask("call", {"number": number, "args": [[1]], "kwargs": {}})["json"] == "[1, 1]"


@pytest.mark.skipif(os.name == "nt", reason="optional: Windows has no interrupt for one process")
def test_a_loop_is_interrupted_and_the_room_goes_on(room):
    assert room.run("while True: pass").state == "time"
    assert room.run("1").state == "ok"


def test_a_room_that_ends_says_so_and_leaves_nothing(room):
    folder = room._scratch
    assert room.run("import os; os._exit(1)").state == "gone"
    assert not room.alive and not os.path.exists(folder)
    with pytest.raises(Gone):
        room.ask("name", {"name": "x"})


def test_nothing_of_the_instructors_environment_is_there(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "bi-mat")
    with AloneKeeper() as keeper, keeper.open({}, QUICK) as room:
        told = room.run("import os, sys\nprint('OPENAI_API_KEY' in os.environ)")
    assert told.messages[0][1]["text"] == "False\n"
