"""Killed in the middle of enrolment: nothing is half done, and the next run finishes."""

import signal

import pytest

# Each stands for a moment at which some of the rows are written already.
MOMENTS = ["enrolment._remember", "enrolment._update", "enrolment._join_cohorts", "consents.record", "access.log"]
_CHILD = """
import sys, time
from binhdan.cli import main
from binhdan.records import access, consents, enrolment
module, name = {moment!r}.split(".")
def here(*words, **named):
    print("here", flush=True)
    time.sleep(600)
setattr(dict(access=access, consents=consents, enrolment=enrolment)[module], name, here)
main(sys.argv[1:])
"""
TABLES = ("learners", "memberships", "cohorts", "consents", "aliases", "residential_groups", "access_log")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_leaves_nothing_half_done(binhdan, roster, class_folder, url, spawn, query, moment):
    headers = ("Họ và tên", "Năm sinh", "Tổ dân phố", "Lớp", "Đồng ý lưu hồ sơ")
    file = roster(*((f"Trần Văn {'ABCDEGHK'[i % 8]}{'aoueiy'[i // 8]}nh", str(1950 + i), "Bến Trà", "Lớp A", "có") for i in range(48)), headers=headers)
    child = spawn("-c", _CHILD.format(moment=moment), "enrol", file, "--class-folder", class_folder, "--db", url, "--yes")
    line = child.stdout.readline()
    assert line == "here\n", child.communicate()
    child.kill()
    child.wait(30)
    assert {table: query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES} == dict.fromkeys(TABLES, 0)
    status, out, err = binhdan("enrol", file, "--yes")
    assert status == 0 and "Đã ghi danh 48 người mới" in out, out + err
    after = {table: query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    assert after == {"learners": 48, "memberships": 48, "cohorts": 1, "consents": 48, "aliases": 0, "residential_groups": 11, "access_log": 1}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
@pytest.mark.parametrize("tables", [6, 15])  # in the first migration, and in the second
def test_a_kill_while_the_tables_are_made(url, spawn, query, tables):
    code = (
        "import sys, time\nfrom alembic import op\nfrom binhdan import records\n"
        "made, make = [], op.create_table\n"
        "def slow(*words, **named):\n"
        "    make(*words, **named)\n"
        "    made.append(words[0])\n"
        f"    if len(made) == {tables}:\n"
        "        print('here', flush=True)\n"
        "        time.sleep(600)\n"
        "op.create_table = slow\n"
        "with records.opened(sys.argv[1]): pass"
    )
    child = spawn("-c", code, url)
    assert child.stdout.readline() == "here\n", child.communicate()
    child.kill()
    child.wait(30)
    assert query("SELECT count(*) FROM learners") == [(0,)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="optional: POSIX signals")
def test_ctrl_c_says_that_nothing_changed(roster, class_folder, url, spawn, query):
    file = roster(("Lê Thị Lan", "1990", "Ao Sen"))
    child = spawn("-c", _CHILD.format(moment="access.log"), "enrol", file, "--class-folder", class_folder, "--db", url, "--yes")
    assert child.stdout.readline() == "here\n"
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert "chưa thay đổi" in err and query("SELECT count(*) FROM learners") == [(0,)]
