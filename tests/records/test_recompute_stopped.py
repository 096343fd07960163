"""Recompute that is killed, stopped, or has no room on the disk: the old standings stay, and the next run finishes."""

import os
import signal

import pytest
from small_city import LEARNERS, TODAY, people, stored

from binhdan import records
from binhdan.points.recompute import recompute

# Where the process is when it dies: as it begins, while it reckons, and with the standings half replaced.
MOMENTS = {
    "begun": ("recompute._Begun", "now"),
    "reckoning": ("recompute._Run", "_keep"),
    "workers at work": ("crew.Crew", "results"),
    "half stored": ("storing", "_insert"),
    "all but kept": ("storing", "insert"),
}
_CHILD = """
import importlib, sys, time
from binhdan import cli
from binhdan.points import recompute
recompute._WORTH_A_PROCESS = 1
home, name = {moment!r}
module, _, inner = home.partition(".")
home = importlib.import_module("binhdan.points." + module)
home = getattr(home, inner) if inner else home
really = getattr(home, name)
def here(*words, **named):
    if name == "_insert":
        really(*words, **named)
    print("here", flush=True)
    time.sleep(600)
setattr(home, name, here)
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def at(class_folder, url, spawn):
    """Start ``binhdan recompute`` and return it once it waits at the moment of that name."""

    def start(moment):
        child = spawn("-c", _CHILD.format(moment=MOMENTS[moment]), "recompute", "--class-folder", class_folder, "--db", url)
        assert child.stdout.readline() == "here\n", child.communicate()
        return child

    return start


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_the_old_standings(filled, course, at, moment):
    recompute(filled, course, TODAY - 100)
    before = stored(filled)
    child = at(moment)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(30)
    assert stored(filled) == before
    assert recompute(filled, course, TODAY).stored and stored(filled) != before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
@pytest.mark.parametrize("moment", ["workers at work", "half stored"])
def test_ctrl_c_says_that_the_old_standings_stay(filled, course, at, moment):
    recompute(filled, course, TODAY - 100)
    before = stored(filled)
    child = at(moment)
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130 and "Thành tích cũ còn nguyên" in err and "Traceback" not in err
    assert stored(filled) == before


def test_a_full_disk_leaves_the_old_standings(filled, course, url, monkeypatch):
    if not url.startswith("sqlite"):
        pytest.skip("optional: a server's disk is its own")
    from sqlalchemy import event

    recompute(filled, course, TODAY - 100)
    before = stored(filled)
    with filled.writing() as session:  # room for none of what comes
        people(session, 3000, first=1000)
    pages = filled.engine.connect().exec_driver_sql("PRAGMA page_count").scalar()
    with pytest.raises(records.RecordsError, match="đầy.*chưa có gì thay đổi"), records.opened(url) as book:
        event.listen(book.engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages + 2}").close())
        book.engine.dispose()
        recompute(book, course, TODAY)
    assert stored(filled) == before
    assert recompute(filled, course, TODAY).learners == LEARNERS + 3000


@pytest.mark.skipif(os.name != "posix", reason="optional: POSIX limits")
def test_a_full_scratch_disk_leaves_the_old_standings(filled, course, class_folder, url, spawn):
    recompute(filled, course, TODAY - 100)
    before = stored(filled)
    code = (
        "import sys\nfrom binhdan import cli\n"
        "import binhdan.points.recompute as r\n"
        "r.tempfile.TemporaryFile = lambda **named: open('/dev/full', 'w+b', buffering=0)\n"
        "sys.exit(cli.main(sys.argv[1:]))"
    )
    child = spawn("-c", code, "recompute", "--class-folder", class_folder, "--db", url)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 1 and "ổ đĩa tạm" in err and "Thành tích cũ còn nguyên" in err, out + err
    assert stored(filled) == before
