"""No attack pays, the instructor is told, the neighbours keep their marks, nothing is left behind."""

import json
import os
import sysconfig
from pathlib import Path

import pytest
from attacks import ATTACKS, HONEST

from binhdan.grading import record

pytestmark = pytest.mark.nbgrader
ASSIGNMENT = "b1-01-phep-cong"


def printed(attacked, learner):
    """What the attacker's code printed: tracebacks quote its source, so they say nothing."""
    return "".join(
        "".join(output.get("text", ""))
        for cell in cells(attacked, learner)
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


def cells(attacked, learner):
    notebook = attacked.folder / "autograded" / learner / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return json.loads(notebook.read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.family}-{attack.name}")
def test_attack(attacked, attack):
    result = attacked.results[attack.name]
    assert result.state == "graded" and result.points == attack.points
    kept = record.load(attacked.folder, attack.name, ASSIGNMENT)
    assert attack.told in json.dumps(kept.cells, ensure_ascii=False)
    assert "GOT" not in printed(attacked, attack.name)
    notebook = attacked.folder / "autograded" / attack.name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert notebook.stat().st_size < 8 << 20


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 40 and len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("learner", HONEST)
def test_the_neighbours_keep_their_marks(attacked, learner):
    assert attacked.results[learner].points == 10


def test_nobody_was_reached(attacked):
    assert attacked.listeners.hits == []


def test_no_process_is_left(attacked):
    """Neither below this process nor, having lost its parent, below the first one."""
    left = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "comm").read_text().strip() + " " + (entry / "cmdline").read_text().replace("\0", " ")
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if "zzghost" in command or ("binhdan.grading.box" in command and parent in (1, os.getpid())):
            left.append(command)
    assert left == []


def test_nothing_is_left_on_disk(attacked):
    assert set(os.listdir("/dev/shm")) <= attacked.before["shm"]
    assert not [name for name in set(os.listdir("/tmp")) - attacked.before["tmp"] if "leak" in name or "binhdan-room" in name]
    assert not Path(sysconfig.get_path("purelib"), "zz_canary.py").exists()
    assert not (attacked.folder / "results" / "x.json").exists()
    assert not Path("/var/tmp/zz_leak").exists()


def test_no_memory_group_is_left(attacked):
    """A group is named after the process that made it: a run that is over leaves none."""
    groups = [p.name for p in Path("/sys/fs/cgroup").glob("**/binhdan-[0-9]*") if p.is_dir()]
    assert not [name for name in groups if not Path("/proc", name.split("-")[1]).exists()]


def test_no_feedback_holds_a_held_out_case(attacked):
    import tiny_course as tiny

    pages = list((attacked.folder / "feedback").rglob("*.html"))
    assert len(pages) == len(attacked.results)
    assert not [page for page in pages if str(tiny.HELD_OUT) in page.read_text(encoding="utf-8")]


def test_the_package_is_as_it_was(attacked):
    import binhdan

    assert not Path(binhdan.__file__).read_text(encoding="utf-8").endswith("x")
