"""One class of attackers and honest neighbours, marked in one run."""

import os
import shutil
import socket
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))




@dataclass
class Listeners:
    """What an attacker might reach on this machine; ``hits`` names what was reached."""

    hits: list = field(default_factory=list)
    tcp: int = 0
    udp: int = 0

    def open(self):
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        abstract = socket.socket(socket.AF_UNIX)
        abstract.bind(f"\0binhdan-canary-{os.getpid()}")
        abstract.listen()
        self.tcp, self.udp = tcp.getsockname()[1], udp.getsockname()[1]
        for name, wait in (("tcp", tcp.accept), ("abstract", abstract.accept), ("udp", lambda: udp.recvfrom(10))):
            threading.Thread(target=self._wait, args=(name, wait), daemon=True).start()

    def _wait(self, name, wait):
        while True:
            wait()
            self.hits.append(name)


@dataclass
class Attacked:
    """The class after marking."""

    folder: Path
    course: object
    results: dict
    listeners: Listeners
    before: dict


@pytest.fixture(scope="session")
def attacked(tmp_path_factory):
    import tiny_course as tiny
    from attacks import ATTACKS, HONEST, RIGHT

    from binhdan.curriculum import load_course
    from binhdan.grading.box.keeper import Budget
    from binhdan.grading.box.walls import probe
    from binhdan.grading.run import How, grade

    if not probe().suffice:
        pytest.skip("optional: this machine lacks the walls that strangers' work needs")
    root = tmp_path_factory.mktemp("khoa") / "khoa-hoc"
    folder = tmp_path_factory.mktemp("lop") / "lop"
    tiny.build(root)
    listeners = Listeners()
    listeners.open()
    for attack in ATTACKS:
        words = {"TCP": listeners.tcp, "UDP": listeners.udp, "CANARY": f"binhdan-canary-{os.getpid()}", "CLASS": folder, "LESSON": tiny.ONE}
        cell = attack.cell
        for word, value in words.items():
            cell = cell.replace(word, str(value))
        tiny.hand_in(folder, attack.name, tiny.with_answer(root, cell))
    for name in HONEST:
        tiny.hand_in(folder, name, tiny.with_answer(root, RIGHT))
    before = {"shm": set(os.listdir("/dev/shm")), "tmp": set(os.listdir("/tmp"))}
    budget = Budget(cell_seconds=4, call_seconds=2, total_seconds=30, memory_bytes=1 << 30)
    how = How(backend="local", workers=2, budget=budget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_FOR_ATTACKERS", "1")
        results = {r.learner: r for r in grade(load_course(root), folder, how=how)}
    yield Attacked(folder, load_course(root), results, listeners, before)
    shutil.rmtree(folder, ignore_errors=True)
