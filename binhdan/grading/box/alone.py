"""Where there is no Linux: a fresh Python for each hand-in, with whatever limits the system has."""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from binhdan.grading.box import frames
from binhdan.grading.box.keeper import BoxError, Budget, Gone, Room, _environment
from binhdan.grading.box.walls import LIMITS, NO_WALLS, Walls


class AloneKeeper:
    """Opens rooms that are processes of their own. They share the account: not for strangers' work."""

    def __init__(self, walls: Walls = NO_WALLS):
        self.walls = walls

    def wait_until_ready(self) -> None:
        """Nothing is kept warm here."""

    def open(self, files: dict[str, bytes], budget: Budget) -> AloneRoom:
        """Start a Python for one hand-in, with ``files`` in a folder that goes away with it."""
        return AloneRoom(files, budget)

    def close(self) -> None:
        """Every room ends itself."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class AloneRoom(Room):
    """A room whose pipe is a process's standard input and output; a thread collects what it says."""

    def __init__(self, files: dict[str, bytes], budget: Budget):
        self._begin(budget)
        self._group, self._watched = None, 0
        self._scratch = tempfile.mkdtemp(prefix=f"binhdan-room-{os.getpid()}-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "binhdan.grading.box.alone"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(self._scratch) | _system(),
            cwd=self._scratch,
        )
        self._stream = _Input(self._process.stdin)
        self._arrived: queue.Queue = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        job = {
            "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
            "walls": NO_WALLS.as_dict(),
            "limits": LIMITS if sys.platform == "linux" else {},
            "max_output": budget.output_bytes,
            "scratch": os.path.join(self._scratch, "work"),
            "environment": _environment(self._scratch) | _system(),
        }
        try:
            self._stream.sendall(frames.pack("job", job))
        except OSError as error:
            raise BoxError("Không mở được Python để chạy bài.") from error
        self._reply("ready", 60.0, [])
        self._ready = True

    def close(self) -> None:
        """End the process and remove its folder."""
        if self._watched < 0:
            return
        self._watched = -1
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _ended(self) -> Gone:
        # Its pipe closes a moment before it can be asked; on Windows nobody kills by a signal.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.killed = self._process.wait(1) == -getattr(signal, "SIGKILL", 0) != 0
        self.close()
        return Gone("tiến trình đã kết thúc")

    def _send(self, data: bytes, seconds: float) -> None:
        self._stream.sendall(data)

    def _interrupt(self) -> None:
        # Windows has no interrupt for one process: there the grace runs out and the room is ended.
        if os.name == "posix":
            self._process.send_signal(signal.SIGINT)

    def _listen(self) -> None:
        reader = frames.Reader()
        try:
            while data := self._process.stdout.read1(1 << 16):
                reader.feed(data)
                for message in reader.messages():
                    self._arrived.put(message)
        except (OSError, ValueError, frames.BadFrame):
            pass
        self._arrived.put(None)

    def _next(self, deadline: float):
        if self._watched < 0:
            raise Gone("đã đóng")
        try:
            message = self._arrived.get(timeout=max(0.0, min(deadline, self._end) - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if message is None:
            raise self._ended()
        return message


class _Input:
    """The process's standard input as something to send to."""

    def __init__(self, file):
        self._file = file

    def sendall(self, data: bytes) -> None:
        if self._file.closed:
            raise BrokenPipeError("phòng đã đóng")
        self._file.write(data)
        self._file.flush()


def _system() -> dict[str, str]:
    """What Windows needs to start a program at all."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP") if name in os.environ}


def main() -> None:
    """In the fresh process: take the job from standard input and live in it."""
    from binhdan.grading.box.keeper import PRELOAD
    from binhdan.grading.box.room import live
    from binhdan.grading.box.shell import Shell

    # The pipes move away from 0 and 1, which become the learner's.
    reading, writing = os.dup(0), os.dup(1)
    shell = Shell(list(PRELOAD))
    reader = frames.Reader()
    while True:
        reader.feed(os.read(reading, 1 << 16))
        for _, job, _ in reader.messages():
            live(shell, job, reading, writing)
            os._exit(0)


if __name__ == "__main__":
    main()
