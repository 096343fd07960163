"""Two instructors at work in one class at the same time, each from the roster to the certificates and the notice board."""

import json

import pytest

from binhdan.curriculum import load_course
from binhdan.grading import results

_GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan")
_CHILD = """
import sys, time
from pathlib import Path
from binhdan.cli import main
own, folder, db, keys, to, gate = sys.argv[1:]
place = ["--class-folder", folder, "--db", db]
print("ready", flush=True)
while not Path(gate).exists():
    time.sleep(0.01)
told = [
    main(["enrol", own, "--yes", *place]),
    main(["recompute", *place]),
    main(["board", "--to", to, *place]),
    main(["certify", "1", "--class-folder", folder, "--db", db, "--keys", keys]),
    main(["recompute", *place]),
]
print("ended", told, flush=True)
"""


@pytest.fixture
def marked(class_folder):
    """Marks of eight learners in results/, all of level 1 each."""
    course = load_course()
    for place in range(len(_GIVEN)):
        for lesson in course.lessons:
            if lesson.plan.level == 1:
                most = float(course.points(lesson.plan))
                results.save(
                    class_folder,
                    results.Result(
                        learner=f"ma-{place}", lesson=lesson.code, assignment=lesson.assignment, title=lesson.plan.title, points=most,
                        max_points=most, passed=True, needs_person=False, late_seconds=0.0, digest=f"sha256:{place:064x}",
                        graded_at=f"2024-09-{lesson.plan.number:02d}T08:00:00+00:00",
                    ),
                )
    return class_folder


def test_both_get_everything_done_once(marked, url, roster, spawn, query, tmp_path):
    from binhdan.cli import main

    keys, gate, to = tmp_path / "khoa", tmp_path / "bắt đầu", tmp_path / "bảng"
    assert main(["certify", "init", "--no-passphrase", "--keys", str(keys)]) == 0
    headers = ("Họ và tên", "Năm sinh", "Tổ dân phố", "Mã học viên", "Đồng ý cấp giấy chứng nhận")
    people = [(f"Trần Văn {given}", str(1960 + i), "Bến Trà", f"ma-{i}", "có") for i, given in enumerate(_GIVEN)]
    # Five each, two of them in both rosters.
    rosters = [roster(*people[:5], headers=headers, name="a.csv"), roster(*people[3:], headers=headers, name="b.csv")]
    instructors = [spawn("-c", _CHILD, file, marked, url, keys, to, gate) for file in rosters]
    assert [each.stdout.readline() for each in instructors] == ["ready\n"] * 2
    gate.touch()
    ended = [each.communicate(timeout=120) for each in instructors]
    for out, err in ended:
        assert "Traceback" not in err, err
        # Who is not enrolled yet waits for the other's roster: that is status 3 of certify, and nothing else.
        assert out.splitlines()[-1] in ("ended [0, 0, 0, 0, 0]", "ended [0, 0, 0, 3, 0]"), out + err
    assert query("SELECT count(*) FROM learners") == [(8,)] and query("SELECT count(*) FROM standings WHERE levels = 1") == [(8,)]
    lessons = sum(lesson.plan.level == 1 for lesson in load_course().lessons)
    assert query("SELECT count(*) FROM attempts") == [(8 * lessons,)]
    assert main(["certify", "1", "--class-folder", str(marked), "--db", url, "--keys", str(keys)]) == 0
    lines = map(json.loads, (marked / "certificates" / "register.jsonl").read_text(encoding="utf-8").splitlines())
    issued = [line for line in lines if line["event"] == "issued"]
    assert sorted(line["learner"] for line in issued) == sorted(f"ma-{i}" for i in range(8))
    assert len({line["serial"] for line in issued}) == 8 == len(list((marked / "certificates").glob("b1-*.pdf")))
    assert (to / "bang-tin.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [path for path in tmp_path.rglob("*.part")] == []
