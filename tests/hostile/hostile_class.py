"""One class of attackers and honest neighbours, marked once in one batch by the real engine."""

import os
import resource
import socket
import subprocess
import threading
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent

CANARY = f"binhdan-canary-{os.getpid()}"
HONEST = ("a-ngay-thang", "b-ngay-thang", "h-ngay-thang", "k-ngay-thang", "p-ngay-thang", "z-ngay-thang", unicodedata.normalize("NFD", "lê-thị-mận"))


@dataclass
class Marked:
    """The class folder after marking, and what was seen outside meanwhile."""

    folder: Path
    course: object
    results: dict
    heard: list
    victim: subprocess.Popen
    seconds: float
    most_memory_kb: int
    groups_before: set


class Listeners:
    """What an attacker may try to reach: TCP, UDP and an abstract socket; each notes who came."""

    def __init__(self):
        self.heard = []
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(f"\0{CANARY}")
        self.unix.listen()
        waits = {"tcp": self.tcp.accept, "unix": self.unix.accept, "udp": lambda: self.udp.recvfrom(100)}
        for name, wait in waits.items():
            threading.Thread(target=self._note, args=(name, wait), daemon=True).start()

    def _note(self, name, wait):
        while True:
            try:
                wait()
            except OSError:
                return
            self.heard.append(name)

    def close(self):
        for each in (self.tcp, self.udp, self.unix):
            each.close()


def groups() -> set:
    """The cgroups that marking makes, of processes that are gone."""
    found = Path("/sys/fs/cgroup").glob("**/binhdan-*")
    return {str(p) for p in found if not Path(f"/proc/{p.name.split('-')[1]}").exists()}


@pytest.fixture(scope="session")
def walls():
    """Skips where strangers' work may not be run at all."""
    from binhdan.grading.box.walls import probe

    walls = probe()
    if not walls.suffice:
        pytest.skip(f"optional: this machine lacks walls ({walls.describe()})")
    return walls


@pytest.fixture(scope="session")
def hostile_course_root(tmp_path_factory):
    import hostile_course

    root = tmp_path_factory.mktemp("khoa-thu-thach") / "khoá học"
    hostile_course.build(root)
    return root


@pytest.fixture(scope="session")
def marked(walls, hostile_course_root, tmp_path_factory):
    import attack
    import handing_in

    from binhdan.curriculum import load_course
    from binhdan.grading.box.keeper import Budget
    from binhdan.grading.run import How, grade

    folder = tmp_path_factory.mktemp("lop-thu-thach") / "lớp"
    listeners, victim = Listeners(), subprocess.Popen(["sleep", "600"])
    places = {
        "TCP_PORT": listeners.tcp.getsockname()[1],
        "UDP_PORT": listeners.udp.getsockname()[1],
        "CLASS_FOLDER": folder,
        "COURSE_ROOT": hostile_course_root,
        "GRADER_PID": os.getpid(),
        "VICTIM_PID": victim.pid,
        "CANARY": CANARY,
        "PACKAGE": HERE.parents[1] / "binhdan",
    }
    handing_in.write_class(hostile_course_root, folder, places, HONEST)
    budget = Budget(cell_seconds=2.5, call_seconds=1.5, check_seconds=10, grace_seconds=0.5, total_seconds=20, memory_bytes=400 << 20)
    before, started = groups(), time.monotonic()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OPENAI_API_KEY", attack.SECRET)
            how = How(backend="local", workers=2, budget=budget)
            results = grade(load_course(hostile_course_root), folder, how=how)
        yield Marked(
            folder,
            load_course(hostile_course_root),
            {r.learner: r for r in results},
            listeners.heard,
            victim,
            time.monotonic() - started,
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
            before,
        )
    finally:
        listeners.close()
        victim.kill()
        victim.wait()
