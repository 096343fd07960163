"""A process that marks a class and kills the run, its workers, templates and rooms at random moments."""

import contextlib
import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

WEIGHTS = {"room": 60, "template": 20, "worker": 14, "main": 10}
MOST = {"main": 9, "worker": 13, "template": 18}  # each of these costs seconds of starting again
WHILE_NO_ROOM = 0.04
_CHILD_SUBREAPER = 36


def main(class_folder, scratch, seed, kills):
    """Mark ``class_folder`` to the end, with ``kills`` kills on the way; print what happened as JSON."""
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)  # who loses its parent is found below this process
    chance, done, seen, runs, status = random.Random(seed), Counter(), set(), 0, None
    deadline = time.monotonic() + 540
    while status not in (0, 3) and time.monotonic() < deadline:
        runs += 1
        with open(Path(scratch).with_suffix(".log"), "ab") as log:
            run = subprocess.Popen(_command(class_folder), env=os.environ | {"TMPDIR": scratch}, stdout=log, stderr=log)
        while run.poll() is None:
            time.sleep(chance.uniform(0.02, 0.1))
            kind = _kind(chance, done, kills, _below(run.pid))
            # A moment later: else every room would be killed at the same moment, its first.
            time.sleep(chance.uniform(0, 0.03))
            tree = _below(run.pid)
            seen.update(pid for pids in tree.values() for pid in pids)
            if kind and tree[kind] and run.poll() is None:
                done[kind] += _kill(chance.choice(tree[kind]))
            if kind == "main":
                run.wait()
        status = run.returncode
        if status not in (0, 3, -signal.SIGKILL):
            break
    print(json.dumps({"kills": done, "runs": runs, "status": status, "left": _left(5.0), "groups": _groups(seen)}))


def _command(class_folder):
    words = ["--class-folder", class_folder, "--backend", "local", "--workers", "2"]
    return [sys.executable, "-m", "binhdan.cli", "grade", *words]


def _kind(chance, done, kills, tree):
    """What to kill next, or None for now: while a run starts or writes its pages, most moments are let go by."""
    left = [kind for kind in WEIGHTS if tree[kind] and done[kind] < MOST.get(kind, kills)]
    if not left or sum(done.values()) >= kills or (not tree["room"] and chance.random() > WHILE_NO_ROOM):
        return None
    return chance.choices(left, [WEIGHTS[kind] for kind in left])[0]


def _kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def _below(run):
    """The processes of a run by what they are; a template is two, one outside and one inside its namespace."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            pid, rest = stat.read_text().split(" ", 1)
            state, parent = rest.rsplit(") ", 1)[1].split()[:2]
            if state != "Z":
                children.setdefault(int(parent), []).append(int(pid))
    workers = [pid for pid in children.get(run, []) if b"spawn_main" in _words(pid)]
    outside = [pid for worker in workers for pid in children.get(worker, [])]
    inside = [pid for one in outside for pid in children.get(one, [])]
    rooms = [pid for one in inside for pid in children.get(one, [])]
    return {"main": [run], "worker": workers, "template": outside + inside, "room": rooms}


def _words(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _left(seconds):
    """What is still there below this process after at most so many seconds."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        left = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        if not left or time.monotonic() > end:
            return [_words(int(pid)).replace(b"\0", b" ").decode(errors="replace") for pid in left]
        time.sleep(0.1)


def _groups(seen):
    found = [path.name for home in ("", "memory", "pids") for path in Path("/sys/fs/cgroup", home).glob("binhdan-*-*")]
    return [name for name in found if name.split("-")[1] in {str(pid) for pid in seen}]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
