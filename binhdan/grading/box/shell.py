"""IPython inside the box: cells run as in a real ipykernel, and what they show goes down a pipe."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import getpass
import io
import os
import sys
import types

from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelbase import StdinNotImplementedError
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session

import binhdan
from binhdan.grading.box import frames

# Cells that make IPython import and cache what it does lazily, paid once in the template.
_WARM_UP = (
    "1",
    "1/0",
    "def f(:",
    "%time 1",
    "from IPython.display import HTML, display; display(HTML('x'))",
    "import binhdan; binhdan.ask('Viết thư mời.')",
)


class Pipe:
    """Where messages go; a budget keeps a flood of output from filling the keeper's memory."""

    def __init__(self):
        self.descriptor = os.open(os.devnull, os.O_WRONLY)
        self.left = 1 << 30
        self.live = False

    def emit(self, kind: str, content: object) -> None:
        """Send one message; shown output beyond the budget is dropped, marks of progress never are."""
        if self.live and kind != "stream":
            self.drain()
        data = frames.pack(kind, content)
        if kind in ("stream", "display_data", "execute_result", "update_display_data", "error", "clear_output"):
            before, self.left = self.left, self.left - len(data)
            if self.left < 0:
                if before >= 0:
                    self._write(frames.pack("stream", {"name": "stdout", "text": frames.CUT_OFF}))
                return
        self._write(data)

    def drain(self) -> None:
        """Send on what C code and child processes wrote to descriptors 1 and 2, before anything later."""
        size = os.lseek(1, 0, os.SEEK_CUR)
        if size:
            raw = os.pread(1, min(size, 1 << 20), 0)
            os.ftruncate(1, 0)
            os.lseek(1, 0, os.SEEK_SET)
            self.emit("stream", {"name": "stdout", "text": raw.decode(errors="replace")})

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self.descriptor, view) :]


class _PipeSession(Session):
    """What the shell would publish over ZeroMQ goes down the pipe."""

    pipe: Pipe

    def send(self, stream, msg_or_type, content=None, *rest, **named):
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        self.pipe.emit(msg_or_type, content)


class _Stream:
    """sys.stdout and sys.stderr, in the order in which things were written."""

    encoding, errors, closed, line_buffering = "UTF-8", "strict", False, True

    def __init__(self, name: str, descriptor: int, pipe: Pipe):
        self.name, self._descriptor, self._pipe, self._pieces = name, descriptor, pipe, []

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        other = sys.stderr if self.name == "stdout" else sys.stdout
        if isinstance(other, _Stream) and other is not self:
            other.flush()
        self._pieces.append(text)
        if len(self._pieces) > 2000:
            self.flush()
        return len(text)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self._pieces.clear()
            self._pipe.emit("stream", {"name": self.name, "text": text})

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._descriptor

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


class Shell:
    """A warm shell in the template; a forked child runs one hand-in's cells in it."""

    def __init__(self, preload: list[str]):
        self.pipe = Pipe()
        ZMQInteractiveShell.compiler_class = XCachingCompiler
        self.ip = ip = ZMQInteractiveShell.instance(user_module=None, profile_dir=None)
        ip.history_manager.enabled = False
        session = _PipeSession()
        session.pipe = self.pipe
        ip.displayhook.session = ip.display_pub.session = session
        ip.displayhook.topic = b"execute_result"
        ip.displayhook.pub_socket = ip.display_pub.pub_socket = object()
        ip.extension_manager.load_extension("storemagic")
        ip.kernel = types.SimpleNamespace(eventloop=None, shell=ip)  # what exit() touches
        for name in preload:
            with contextlib.suppress(ImportError):  # what is not installed, no lesson imports
                __import__(name)
        with contextlib.redirect_stdout(io.StringIO()):
            for code in _WARM_UP:
                ip.run_cell(code, store_history=False)
        ip.reset(new_session=True)
        ip.execution_count = 1
        binhdan.load_ipython_extension(ip)  # imported before there was a shell, so it could not do so itself

    def take_over(self, descriptor: int, max_output: int) -> None:
        """In the child: from here on everything shown goes to ``descriptor``."""
        self.pipe.descriptor, self.pipe.left, self.pipe.live = descriptor, max_output, True
        builtins.input = getpass.getpass = _no_input
        self.ip.init_environment()
        sys.stdout, sys.stderr = _Stream("stdout", 1, self.pipe), _Stream("stderr", 2, self.pipe)
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)

    def run(self, code: str) -> dict:
        """Run one cell; what it shows goes down the pipe, how it ended is returned."""
        try:
            result = self.loop.run_until_complete(self._run(code))
            error = result.error_before_exec or result.error_in_exec
        except KeyboardInterrupt as interrupt:
            error = interrupt
        told = error and {"name": type(error).__name__, "value": str(error), "traceback": self.ip._last_traceback or []}
        return {"kind": "ran", "count": self.ip.execution_count - 1, "error": told}

    def flush(self) -> None:
        """Send on what is still held back."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, _Stream):
                stream.flush()
        self.pipe.drain()

    async def _run(self, code: str):
        """As ipykernel does it: top-level await runs in the loop, everything else at once."""
        failed = None
        try:
            transformed = self.ip.transform_cell(code)
        except Exception:
            transformed, failed = code, sys.exc_info()
        self.ip._last_traceback = None
        if not self.ip.should_run_async(code, transformed_cell=transformed, preprocessing_exc_tuple=failed):
            return self.ip.run_cell(code, store_history=True)
        result = None
        try:
            result = await self.ip.run_cell_async(
                code, store_history=True, transformed_cell=transformed, preprocessing_exc_tuple=failed
            )
        finally:
            self.ip.events.trigger("post_execute")
            self.ip.events.trigger("post_run_cell", result)
        return result


def _no_input(prompt=""):
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")
