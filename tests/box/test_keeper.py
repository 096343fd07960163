"""Rooms: what a cell shows, how it ended, and that every wait has an end."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from quick import QUICK, tmp_of_a_room

from binhdan.grading.box import frames
from binhdan.grading.box.keeper import BoxError, Gone, Keeper

# What an attacker starts from: the pipe, and the one place through which every reply goes.
FORGE = """
import os, signal
from binhdan.grading.box import frames, shell
pipe, honest = get_ipython().display_pub.session.pipe.descriptor, shell.Pipe.emit
def change(what):
    shell.Pipe.emit = lambda self, kind, content: honest(self, kind, what(content) if kind == 'reply' else content)
"""


def text(cell) -> str:
    return "".join(content.get("text", "") for kind, content in cell.messages if kind == "stream")


def test_a_cell_shows_what_it_prints_and_says_how_it_ended(room):
    good = room.run("print(open('data/a.txt', encoding='utf-8').read())\n1 + 1")
    assert (good.state, text(good), good.count) == ("ok", "chè\n", 1)
    assert [content["data"]["text/plain"] for kind, content in good.messages if kind == "execute_result"] == ["2"]
    bad = room.run("1 / 0")
    assert (bad.state, bad.error["name"], bad.count) == ("error", "ZeroDivisionError", 2)


def test_cells_share_names_and_may_await(room):
    assert room.run("import asyncio\nx = await asyncio.sleep(0, 5)").state == "ok"
    assert room.ask("name", {"name": "x"})["json"] == "5"


def test_a_loop_is_interrupted_and_the_room_goes_on(room):
    cell = room.run("while True: pass")
    assert (cell.state, room.alive) == ("time", True) and cell.seconds < 4
    assert room.run("1").state == "ok"


def test_a_loop_that_cannot_be_interrupted_ends_the_room(room):
    cell = room.run("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass")
    assert (cell.state, room.alive) == ("time", False)
    assert room.run("1").state == "gone"
    with pytest.raises(Gone):
        room.ask("name", {"name": "x"})


def test_a_call_has_its_own_limit(room):
    room.run("import time\ndef slow(): time.sleep(30)")
    number = room.ask("name", {"name": "slow"})["number"]
    started = time.monotonic()
    assert room.ask("call", {"number": number, "args": [], "kwargs": {}})["type"] == "TimeLimit"
    assert time.monotonic() - started < 3 and room.alive


def test_all_cells_together_have_an_end(keeper):
    with keeper.open({}, replace(QUICK, total_seconds=1)) as room:
        time.sleep(1.1)
        started = time.monotonic()
        assert room.run("while True: pass").state == "time"
        assert time.monotonic() - started < 1.5


def test_what_was_over_memory_is_known(room):
    if not room._group:
        pytest.skip("optional: no memory groups here")
    assert room.run("x = bytearray(400 << 20)").state in ("gone", "error")
    assert room.out_of_memory


def test_a_crash_that_learners_code_reports_is_none_of_ours(room):
    cell = room.run(FORGE + "os.write(pipe, frames.pack('crash', {'error': 'x'}))\nprint('còn đây')")
    assert (cell.state, "còn đây" in text(cell)) == ("ok", True)


def test_replies_to_other_requests_count_for_nothing(room):
    room.run(FORGE + "for to in (None, 1, '0' * 16): os.write(pipe, frames.pack('reply', {'kind': 'data', 'json': '7', 'to': to}))")
    assert room.ask("name", {"name": "x"})["kind"] == "missing"


def test_a_reply_of_wrong_types_is_still_a_reply(room):
    cell = room.run(FORGE + "change(lambda content: content | {'count': 'x', 'error': ['x'], 'memory_kb': 'x'})")
    assert (cell.state, cell.count, cell.error) == ("error", None, {"name": "", "value": ""})


def test_a_room_that_does_not_read_holds_nobody_up(room):
    room.run(FORGE + "signal.signal(signal.SIGINT, signal.SIG_IGN)\ndef emit(self, *what):\n    honest(self, *what)\n    while True: pass\nshell.Pipe.emit = emit")
    started = time.monotonic()
    assert room.run("#" * 2_000_000).state == "time"
    assert time.monotonic() - started < 5 and not room.alive


def test_a_flood_is_cut_and_said_so(room):
    cell = room.run("for _ in range(50): print('x' * 100_000)")
    kept = text(cell)
    assert cell.state == "ok" and len(kept) <= 2 * QUICK.output_bytes and frames.CUT_OFF in kept


def test_a_flood_that_goes_round_the_rooms_own_count_is_cut_too(room):
    cell = room.run(FORGE + "tiny = frames.pack('stream', {'text': 'x'}) * 1000\nfor _ in range(100): os.write(pipe, tiny)")
    assert len(cell.messages) <= 20_001 and cell.messages[-1][1]["text"] == frames.CUT_OFF


def test_two_threads_of_a_check_never_mix_up_their_replies(room):
    room.run("def same(n): return n")
    number = room.ask("name", {"name": "same"})["number"]
    wrong = []

    def call(start):
        for n in range(start, start + 40):
            told = room.ask("call", {"number": number, "args": [n], "kwargs": {}})
            if told["json"] != str(n):
                wrong.append((n, told))

    threads = [threading.Thread(target=call, args=(start,)) for start in (0, 100, 200)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert wrong == []


def test_nothing_of_one_room_is_in_the_next(keeper):
    leave = "import sys, os, builtins\nopen('/tmp/zz', 'w').close(); open('/dev/shm/zz', 'w').close()\nsys.modules['zz'] = os; builtins.zz = 1; os.environ['zz'] = '1'; x = 1"
    with keeper.open({"a.txt": b"1"}, QUICK) as first:
        assert first.run(leave).state == "ok"
    with keeper.open({}, QUICK) as second:
        told = second.run("import os, sys, builtins\nprint(sorted(os.listdir('/tmp')), os.listdir('/dev/shm'), os.listdir('.'), 'zz' in sys.modules, hasattr(builtins, 'zz'), 'zz' in os.environ, 'x' in globals())")
    assert text(told) == f"{tmp_of_a_room(keeper)} [] [] False False False False\n"


def test_a_closed_room_leaves_no_process_and_no_group(keeper):
    with keeper.open({}, QUICK) as room:
        room.run("import subprocess\nfor _ in range(5): subprocess.Popen(['sleep', '300'], start_new_session=True)")
        folders = room._group.folders if room._group else []
        inside = [pid for folder in folders for pid in (folder / "cgroup.procs").read_text().split()]
        assert not folders or len(set(inside)) >= 6
    assert not [f for f in folders if f.exists()]
    assert not [pid for pid in inside if _alive(int(pid))]


def test_a_template_that_was_killed_is_started_again():
    from binhdan.grading.box.walls import probe

    if not probe().suffice:
        pytest.skip("optional: this machine lacks walls")
    with Keeper(probe(), preload=()) as keeper:
        keeper.wait_until_ready()
        os.kill(keeper._process.pid, signal.SIGKILL)
        keeper._process.wait()
        with keeper.open({}, QUICK) as room:
            assert room.run("1").state == "ok"


def _process_of(room):
    rows = Path(f"/proc/self/fdinfo/{room._watched}").read_text().splitlines()
    return int(next(row for row in rows if row.startswith("Pid:")).split()[1])


def test_a_room_that_was_killed_from_outside_says_so(room):
    killer = threading.Timer(0.3, os.kill, (_process_of(room), signal.SIGKILL))
    killer.start()
    assert room.run("import time; time.sleep(5)").state == "gone" and room.killed
    killer.join()


@pytest.mark.parametrize(
    "own_doing",
    ["import os; os._exit(0)", "import os; os.closerange(3, 1024)", "import ctypes; ctypes.string_at(0)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)\nos.abort()"],
)
def test_one_that_ends_itself_was_not_killed(room, own_doing):
    assert room.run(own_doing).state == "gone" and not room.killed


def test_a_room_beside_another_is_told_apart(keeper):
    with keeper.open({}, QUICK) as one, keeper.open({}, QUICK) as two:
        os.kill(_process_of(one), signal.SIGKILL)
        assert two.run("import os; os._exit(3)").state == "gone" and not two.killed
        assert one.run("1").state == "gone" and one.killed


def test_files_that_cannot_be_laid_out_are_the_boxs_failure(keeper):
    with pytest.raises(BoxError, match="hỏng từ đầu"):
        keeper.open({"a": b"1", "a/b": b"2"}, QUICK)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False
