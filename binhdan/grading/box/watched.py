"""One hand-in's room, watched from outside: every wait has an end."""

from __future__ import annotations

import os
import secrets
import select
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from binhdan.grading.box import frames

_MOST_SHOWN = 20_000  # messages of one room; honest notebooks show some hundreds


class BoxError(Exception):
    """The box itself failed; says nothing about the hand-in."""


class Gone(BoxError):
    """The room ended before it answered; ``str`` says why, for the instructor."""

    def __init__(self, why: str, late: bool = False):
        super().__init__(why)
        self.late = late


@dataclass(frozen=True)
class Budget:
    """What one hand-in may use: seconds for a cell, a call and a check, for all cells together, and bytes."""

    cell_seconds: float = 15.0
    call_seconds: float = 5.0
    check_seconds: float = 60.0
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


class Room:
    """One hand-in's process, watched: every wait has an end."""

    killed = False  # from outside: neither by us, nor by the memory limit, nor by its own doing
    _over = False

    def __init__(self, stream: socket.socket, watched: int, budget: Budget, group: str | None, how_it_ended: Callable[[], int]):
        self._begin(budget)
        self._how_it_ended = how_it_ended
        self._stream, self._watched, self._group = stream, watched, None
        self._reader = frames.Reader()
        if group:
            from binhdan.grading.box.cgroup import Group

            self._group = Group(group, budget.memory_bytes, budget.processes)
        try:
            if self._group:
                self._group.add(_process_behind(watched))
            self._stream.sendall(b"g")
        except OSError as error:
            self.close()
            raise Gone("tiến trình đã kết thúc") from error
        self._reply("ready", 30.0, [])
        self._ready = True

    def _begin(self, budget: Budget) -> None:
        self._budget, self._end = budget, time.monotonic() + budget.total_seconds
        self._inbox: list = []
        # One request at a time: a check that gave up waiting leaves a thread that is still at it.
        self._turn = threading.Lock()
        self._ready, self.calls, self.memory_kb = False, 0, 0
        self._bytes_left, self._messages_left = budget.output_bytes, _MOST_SHOWN
        self.heard: list = []  # what learners' functions showed while they were called

    @property
    def alive(self) -> bool:
        """Whether the room still answers."""
        return self._watched >= 0

    def run(self, code: str) -> CellRun:
        """Run one cell; state "gone" where it ended the room, "time" where it had to be interrupted."""
        cell, started = CellRun(), time.monotonic()
        try:
            told, late = self._exchange("run", code, self._budget.cell_seconds, cell.messages)
            cell.count, cell.error = _count(told.get("count")), _error(told.get("error"))
            cell.state = "time" if late else "error" if cell.error else "ok"
        except Gone as gone:
            cell.state = "time" if gone.late else "gone"
        cell.seconds = time.monotonic() - started
        return cell

    def ask(self, kind: str, content: dict) -> dict:
        """Send a request about names and wait for the answer; ``Gone`` where none comes in time."""
        self.calls += kind == "call"
        return self._exchange(kind, content, self._budget.call_seconds, self.heard)[0]

    def _exchange(self, kind: str, content: object, seconds: float, shown: list) -> tuple[dict, bool]:
        with self._turn:
            number = secrets.token_hex(8)  # not to be guessed, so that no reply can be forged ahead
            try:
                self._send(frames.pack(kind, [number, content]), seconds)
            except TimeoutError:
                self.close()
                raise Gone("không nhận lệnh", late=True) from None
            except OSError as error:
                raise self._ended() from error
            return self._reply(number, seconds, shown)

    def _send(self, data: bytes, seconds: float) -> None:
        """Send a request; TimeoutError where the room does not take it in: a full pipe must not hold us up."""
        if self._watched < 0:
            raise BrokenPipeError("phòng đã đóng")
        self._stream.settimeout(seconds)
        self._stream.sendall(data)

    def _reply(self, number: str, seconds: float, shown: list) -> tuple[dict, bool]:
        """Wait for the reply to request ``number``; (reply, whether it had to be interrupted).

        What is shown before it is kept. Replies to other requests were forged ahead, or come
        from a call that a check no longer waits for.
        """
        deadline, late = time.monotonic() + seconds, False
        while True:
            try:
                kind, content, size = self._next(deadline)
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
                # Once learners' code runs, it could say so itself: to get no mark, and keep an older one.
                if kind == "crash" and not self._ready:
                    self.close()
                    raise BoxError(f"Phòng chạy bài hỏng từ đầu: {content}")
                if kind != "reply":
                    self._keep(shown, kind, content, size)
                elif isinstance(content, dict) and content.get("to") == number:
                    memory = content.pop("memory_kb", 0)
                    self.memory_kb = memory if type(memory) is int and 0 <= memory < 1 << 40 else 0
                    return content, late

    def _keep(self, shown: list, kind: str, content: object, size: int) -> None:
        """Keep what a cell shows as far as the room's allowance goes; what the room itself counts proves nothing."""
        within = self._bytes_left > 0 and self._messages_left > 0
        self._bytes_left, self._messages_left = self._bytes_left - size, self._messages_left - 1
        if self._bytes_left > 0 and self._messages_left > 0 and isinstance(content, dict):
            shown.append((kind, content))
        elif within:
            shown.append(("stream", {"name": "stdout", "text": frames.CUT_OFF}))

    @property
    def out_of_memory(self) -> bool:
        """Whether the memory limit ended something in this room."""
        return self._over or bool(self._group and self._group.out_of_memory)

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
            self._over = self._group.out_of_memory  # asked for after the room has ended, when its group is gone
            self._group.remove()

    def _ended(self) -> Gone:
        # The first process of a namespace can't kill itself: a SIGKILL comes from outside, or from a limit.
        if self._watched >= 0 and select.select([self._watched], [], [], 1.0)[0]:
            self.killed = self._how_it_ended() == -signal.SIGKILL
        self.close()
        self.killed = self.killed and not self._over
        return Gone("tiến trình đã kết thúc")

    def _interrupt(self) -> None:
        try:
            signal.pidfd_send_signal(self._watched, signal.SIGINT)
        except (ProcessLookupError, OSError):
            pass

    def _next(self, deadline: float) -> tuple[str, object, int]:
        """The next message; TimeoutError at ``deadline`` or the room's own end, Gone where the pipe closed."""
        while not self._inbox:
            if self._watched < 0:
                raise Gone("đã đóng")
            left = min(deadline, self._end) - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = select.select([self._stream, self._watched], [], [], left)[0]
            if self._stream in ready:
                try:
                    data = self._stream.recv(1 << 16)
                except TimeoutError:
                    raise
                except OSError:
                    data = b""
                if not data:
                    raise self._ended()
                self._reader.feed(data)
                if self._reader.received > 4 * self._budget.output_bytes + 4 * frames.MAX_BYTES:
                    raise Gone("in ra quá nhiều")
                self._inbox += self._reader.messages()
            elif ready:
                raise self._ended()
        return self._inbox.pop(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _count(told: object) -> int | None:
    return told if type(told) is int and 0 <= told < 1_000_000 else None


def _error(told: object) -> dict | None:
    """How a cell's error is told, whatever came: {"name": …, "value": …}."""
    known = told if isinstance(told, dict) else {}
    return {part: str(known.get(part, ""))[:2000] for part in ("name", "value")} if told else None


def _process_behind(watched: int) -> int:
    """The number, in our own namespace, of the process that a descriptor watches."""
    rows = Path(f"/proc/self/fdinfo/{watched}").read_text().splitlines()
    return int(next(row for row in rows if row.startswith("Pid:")).split()[1])
