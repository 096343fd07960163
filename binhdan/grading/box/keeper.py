"""The keeper: starts the template and opens rooms in it."""

from __future__ import annotations

import base64
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
from functools import partial
from pathlib import Path

import binhdan
from binhdan.grading.box.preload import PRELOAD
from binhdan.grading.box.walls import LIMITS, Walls, probe
from binhdan.grading.box.watched import BoxError, Budget, CellRun, Gone, Room

__all__ = ["PRELOAD", "BoxError", "Budget", "CellRun", "Gone", "Keeper", "Room"]

_MOST_FAILURES = 8  # in a row: where nothing starts at all, a class must not wait for every hand-in
_FIRST_USER, _USERS = 200_000, 60_000


class _TemplateGone(BoxError):
    """The template ended, or never came up."""


class Keeper:
    """Owns a template process; ``open`` makes a room for one hand-in."""

    def __init__(self, walls: Walls | None = None, preload: tuple[str, ...] = PRELOAD):
        self.walls = walls or probe()
        self._numbers = itertools.count(1)
        self.interpreter = _interpreter()
        self._filter = _filter(self.walls)
        self._preload, self._failures = preload, 0
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {"walls": self.walls.as_dict(), "interpreter": self.interpreter, "preload": list(self._preload)}
        command = [sys.executable, "-m", "binhdan.grading.box.template", str(theirs.fileno()), json.dumps(settings)]
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], env=_environment("/tmp"), cwd="/", stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._control = ours
        self._ready = False

    def wait_until_ready(self) -> None:
        """Return when the template can fork; BoxError where it could not start."""
        while not self._ready:
            try:
                message = self._control.recv(16)
                if message == b"map":
                    self._map_users()
                    self._control.send(b"mapped")
            except OSError:
                message = b""
            if message == b"up":
                self._ready = True
            elif message != b"map":
                raise _TemplateGone("Hộp chạy bài không khởi động được. Chạy `binhdan doctor` để xem máy thiếu gì.")

    def _map_users(self) -> None:
        """Give the template's namespace its users: a range nobody else has, or only this user."""
        folder = Path(f"/proc/{self._process.pid}")
        if self.walls.own_user:
            rows = {"uid_map": f"0 {_FIRST_USER} {_USERS}", "gid_map": f"0 {_FIRST_USER} {_USERS}"}
        else:
            (folder / "setgroups").write_text("deny")
            rows = {"uid_map": f"0 {os.geteuid()} 1", "gid_map": f"0 {os.getegid()} 1"}
        for file, row in rows.items():
            (folder / file).write_text(row)

    def open(self, files: dict[str, bytes], budget: Budget) -> Room:
        """Fork a room for one hand-in, with ``files`` in its folder; what was killed from outside is started again."""
        while True:
            try:
                room = self._room(files, budget)
            except _TemplateGone:
                self._failures += 1
                self._end()
                self._start()
                if self._failures >= _MOST_FAILURES:
                    raise
            except Gone:
                self._failures += 1
                if self._failures >= _MOST_FAILURES:
                    raise
            else:
                self._failures = 0
                return room

    def _room(self, files: dict[str, bytes], budget: Budget) -> Room:
        self.wait_until_ready()
        number = next(self._numbers)
        job = {
            "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
            "walls": self.walls.as_dict(),
            "interpreter": self.interpreter,
            "filter": self._filter,
            "user": 1000 + number % (_USERS - 2000),
            "limits": LIMITS,
            "max_output": budget.output_bytes,
            "scratch": f"/tmp/binhdan-room-{os.getpid()}-{number}",
            "environment": _environment("/tmp"),
        }
        ours, theirs = socket.socketpair()
        memory = os.memfd_create("job")
        os.write(memory, json.dumps(job).encode())
        os.lseek(memory, 0, os.SEEK_SET)
        try:
            socket.send_fds(self._control, [b"go %d" % number], [memory, theirs.fileno()])
            told, descriptors, _, _ = socket.recv_fds(self._control, 16, 1)
        except OSError as error:
            raise _TemplateGone("Hộp chạy bài đã dừng.") from error
        finally:
            os.close(memory)
            theirs.close()
        if not descriptors:
            raise _TemplateGone("Hộp chạy bài đã dừng.")
        name = f"binhdan-{os.getpid()}-{number}"
        return Room(ours, descriptors[0], budget, name if self.walls.memory_group else None, partial(self._how_it_ended, number))

    def _how_it_ended(self, number: int) -> int:
        """The exit code of a room that has ended, negative for a signal; SIGKILL where the template has ended too."""
        try:
            self._control.send(b"how %d" % number)
            return int(self._control.recv(16))
        except (OSError, ValueError):
            return -signal.SIGKILL

    def close(self) -> None:
        """End the template and every room in it."""
        self._end()

    def _end(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _interpreter() -> list[str]:
    """The folders that running Python needs, and the package itself; not the course."""
    folders = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), str(Path(binhdan.__file__).parent)]
    kept: list[str] = []
    for folder in sorted({str(Path(f)) for f in folders}):
        if not any(Path(folder).is_relative_to(k) for k in kept):
            kept.append(folder)
    return kept


def _filter(walls: Walls) -> str:
    if not walls.seccomp:
        return ""
    from binhdan.grading.box import seccomp

    return base64.b64encode(seccomp.build()).decode()


def _environment(home: str) -> dict[str, str]:
    """What learners' code finds in os.environ: nothing of the instructor's."""
    return {
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), "/usr/bin", "/bin"]),
        "HOME": home,
        "LANG": "C.UTF-8",
        "IPYTHONDIR": f"{home}/.ipython",
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "BINHDAN_AI": "practice",
        "NBGRADER_EXECUTION": "autograde",
    }
