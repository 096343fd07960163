"""The keeper: starts the template, opens rooms in it, and ends them by their descriptors."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass, field
from pathlib import Path

import binhdan
from binhdan.grading.box import frames
from binhdan.grading.box.walls import LIMITS, Walls, probe

PRELOAD = ("binhdan", "binhdan.ai.magic", "binhdan.ai.asking", "openai", "ipywidgets", "pandas")
_FIRST_USER, _USERS = 200_000, 60_000


class BoxError(Exception):
    """The box itself failed; says nothing about the hand-in."""


class Gone(BoxError):
    """The room ended before it answered; ``str`` says why, for the instructor."""

    def __init__(self, why: str, late: bool = False):
        super().__init__(why)
        self.late = late


@dataclass(frozen=True)
class Budget:
    """What one hand-in may use: seconds for a cell and a call, for all of it, and bytes."""

    cell_seconds: float = 15.0
    call_seconds: float = 5.0
    total_seconds: float = 120.0
    grace_seconds: float = 1.0
    output_bytes: int = 4 << 20
    memory_bytes: int = 1 << 30
    processes: int = 64


@dataclass
class CellRun:
    """What one cell showed, as messages, and how it ended: "ok", "error", "time", "gone" or "not run"."""

    messages: list = field(default_factory=list)
    state: str = "not run"
    count: int | None = None
    error: dict | None = None
    seconds: float = 0.0


class Keeper:
    """Owns a template process; ``open`` makes a room for one hand-in."""

    def __init__(self, walls: Walls | None = None, preload: tuple[str, ...] = PRELOAD):
        self.walls = walls or probe()
        self._numbers = itertools.count(1)
        self.interpreter = _interpreter()
        self._filter = _filter(self.walls)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {"walls": self.walls.as_dict(), "interpreter": self.interpreter, "preload": list(preload)}
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
            message = self._control.recv(16)
            if message == b"map":
                self._map_users()
                self._control.send(b"mapped")
            elif message == b"up":
                self._ready = True
            else:
                raise BoxError("Hộp chạy bài không khởi động được. Chạy `binhdan doctor` để xem máy thiếu gì.")

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
        """Fork a room for one hand-in, with ``files`` in its folder."""
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
            socket.send_fds(self._control, [b"go"], [memory, theirs.fileno()])
            _, descriptors, _, _ = socket.recv_fds(self._control, 16, 1)
        except OSError as error:
            raise BoxError("Hộp chạy bài đã dừng.") from error
        finally:
            os.close(memory)
            theirs.close()
        if not descriptors:
            raise BoxError("Hộp chạy bài đã dừng.")
        name = f"binhdan-{os.getpid()}-{number}"
        return Room(ours, descriptors[0], budget, name if self.walls.memory_group else None)

    def close(self) -> None:
        """End the template and every room in it."""
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


class Room:
    """One hand-in's process, watched: every wait has an end."""

    def __init__(self, stream: socket.socket, watched: int, budget: Budget, group: str | None):
        self._stream, self._watched, self._budget = stream, watched, budget
        self._reader = frames.Reader()
        self._inbox: list = []
        self._end = time.monotonic() + budget.total_seconds
        self.memory_kb = 0
        self.heard: list = []  # what learners' functions showed while they were called
        self._group = None
        if group:
            from binhdan.grading.box.cgroup import Group

            self._group = Group(group, budget.memory_bytes, budget.processes)
            self._group.add(_process_behind(watched))
        self._stream.sendall(b"g")
        self._reply(30.0, [])

    @property
    def alive(self) -> bool:
        """Whether the room still answers."""
        return self._watched >= 0

    def run(self, code: str) -> CellRun:
        """Run one cell; state "gone" where it ended the room, "time" where it had to be interrupted."""
        cell, started = CellRun(), time.monotonic()
        try:
            self._stream.sendall(frames.pack("run", code))
            told, late = self._reply(self._budget.cell_seconds, cell.messages)
            cell.count, cell.error = told.get("count"), told.get("error")
            cell.state = "time" if late else "error" if cell.error else "ok"
        except Gone as gone:
            cell.state = "time" if gone.late else "gone"
        except OSError:
            cell.state = "gone"
        cell.seconds = time.monotonic() - started
        return cell

    def ask(self, kind: str, content: dict) -> dict:
        """Send a request about names and wait for the answer; ``Gone`` where none comes in time."""
        try:
            self._stream.sendall(frames.pack(kind, content))
        except OSError as error:
            raise Gone("tiến trình đã kết thúc") from error
        return self._reply(self._budget.call_seconds, self.heard)[0]

    def _reply(self, seconds: float, shown: list) -> tuple[dict, bool]:
        """Wait for the reply, keeping what is shown before it; (reply, whether it had to be interrupted)."""
        deadline, late = time.monotonic() + seconds, False
        while True:
            try:
                kind, content = self._next(deadline)
            except TimeoutError:
                if late:
                    self.close()
                    raise Gone("quá thời gian", late=True) from None
                self._interrupt()
                late, deadline = True, time.monotonic() + self._budget.grace_seconds
            except (Gone, frames.BadFrame) as error:
                self.close()
                raise Gone(str(error), late=late) from error
            else:
                if kind == "crash":
                    self.close()
                    raise BoxError(f"Phòng chạy bài hỏng từ đầu: {content}")
                if kind == "reply" and isinstance(content, dict):
                    memory = content.pop("memory_kb", 0)
                    self.memory_kb = memory if type(memory) is int else 0
                    return content, late
                if isinstance(content, dict):
                    shown.append((kind, content))

    @property
    def out_of_memory(self) -> bool:
        """Whether the memory limit ended something in this room."""
        return bool(self._group and self._group.out_of_memory)

    def close(self) -> None:
        """End the room and everything it started, by its descriptor: a number might be somebody else's."""
        if self._watched < 0:
            return
        try:
            signal.pidfd_send_signal(self._watched, signal.SIGKILL)
        except ProcessLookupError:
            pass
        select.select([self._watched], [], [], 5)
        os.close(self._watched)
        self._watched = -1
        self._stream.close()
        if self._group:
            self._group.remove()

    def _interrupt(self) -> None:
        try:
            signal.pidfd_send_signal(self._watched, signal.SIGINT)
        except (ProcessLookupError, OSError):
            pass

    def _next(self, deadline: float) -> tuple[str, object]:
        """The next message; TimeoutError at ``deadline`` or the room's own end, Gone where the pipe closed."""
        while not self._inbox:
            if self._watched < 0:
                raise Gone("đã đóng")
            left = min(deadline, self._end) - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = select.select([self._stream, self._watched], [], [], left)[0]
            if self._stream in ready:
                data = self._stream.recv(1 << 16)
                if not data:
                    raise Gone("tiến trình đã kết thúc")
                self._reader.feed(data)
                if self._reader.received > 4 * self._budget.output_bytes + (64 << 20):
                    raise Gone("in ra quá nhiều")
                self._inbox += self._reader.messages()
            elif ready:
                raise Gone("tiến trình đã kết thúc")
        return self._inbox.pop(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _process_behind(watched: int) -> int:
    """The number, in our own namespace, of the process that a descriptor watches."""
    rows = Path(f"/proc/self/fdinfo/{watched}").read_text().splitlines()
    return int(next(row for row in rows if row.startswith("Pid:")).split()[1])


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
