"""Inside the box, after the fork: put up the walls, run the cells, answer for the names."""

from __future__ import annotations

import base64
import os
import random
import signal
import sys
from pathlib import Path

from binhdan.grading.box import frames
from binhdan.grading.box.names import Names
from binhdan.grading.box.shell import Shell


def live(shell: Shell, job: dict, reading: int, writing: int) -> None:
    """Put up the walls of ``job``, then run cells and answer for names until the keeper hangs up."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    work = _enter(job)
    _files(work, job["files"])
    _descriptors(reading, writing)
    _lock(job, work)
    os.environ.clear()
    os.environ.update(job["environment"])
    random.seed()
    sys.argv = ["ipykernel_launcher"]
    shell.take_over(writing, job["max_output"])
    shell.pipe.emit("reply", {"kind": "ready", "to": "ready"})
    _answer(shell, Names(shell.ip.user_ns), reading)


def _enter(job: dict) -> Path:
    walls = job["walls"]
    if walls["namespaces"]:
        from binhdan.grading.box import jail
        from binhdan.grading.box import syscalls as sys_

        sys_.unshare(sys_.NEWNS | sys_.NEWIPC | sys_.NEWNET)
        jail.private_scratch(job["interpreter"])
        work = Path(jail.WORK)
    else:
        work = Path(job["scratch"])
        work.mkdir(parents=True, exist_ok=True)
    os.chdir(work)
    return work


def _files(work: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        target = work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(content))


def _descriptors(reading: int, writing: int) -> None:
    """Leave open only the pipe to the keeper; what C code prints goes to a scratch file, drained in order."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    raw = os.memfd_create("out") if hasattr(os, "memfd_create") else os.open("out.raw", os.O_RDWR | os.O_CREAT)
    os.dup2(raw, 1)
    os.dup2(raw, 2)
    kept = {0, 1, 2, reading, writing}
    for descriptor in range(3, 1024):
        if descriptor not in kept:
            try:
                os.close(descriptor)
            except OSError:
                pass


def _lock(job: dict, work: Path) -> None:
    """The walls in the order in which each still allows the next."""
    walls = job["walls"]
    if walls["namespaces"]:
        from binhdan.grading.box import syscalls as sys_

        sys_.bound_capabilities()
        if walls["own_user"]:
            user = job["user"]
            for path in [work, *work.rglob("*")]:
                os.chown(path, user, user)
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        sys_.drop_capabilities()
    if os.name == "posix":
        import resource

        for name, value in job["limits"].items():
            if hasattr(resource, f"RLIMIT_{name}"):
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
    if walls["landlock"]:
        from binhdan.grading.box import jail, landlock

        extra = job["interpreter"]
        landlock.restrict([*jail.readable(), *extra], jail.writable() if walls["namespaces"] else [work, "/dev/null"])
    if walls["seccomp"]:
        from binhdan.grading.box import syscalls as sys_

        sys_.no_new_privileges()
        sys_.load_filter(base64.b64decode(job["filter"]))


def _answer(shell: Shell, names: Names, reading: int) -> None:
    """Run cells, give names by copy and functions by call, one request after another."""
    reader = frames.Reader()
    while data := os.read(reading, 1 << 16):
        reader.feed(data)
        for kind, (number, content), _ in reader.messages():
            try:
                reply = shell.run(content) if kind == "run" else names.answer(kind, content)
            except KeyboardInterrupt:
                reply = {"kind": "error", "type": "TimeLimit", "text": "quá thời gian cho phép"}
            except BaseException as error:  # a learner's function may raise anything, exit() included
                reply = {"kind": "error", "type": type(error).__name__, "text": str(error)[:500]}
            shell.flush()
            shell.pipe.emit("reply", reply | {"to": number, "memory_kb": _peak()})


def _peak() -> int:
    if os.name != "posix":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
