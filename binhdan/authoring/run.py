"""Run the cells of a lesson in this process and keep what each shows, as a kernel would show it."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from traitlets import Type

import binhdan
from binhdan import cells as stores


@dataclass(frozen=True)
class Ran:
    """One cell's run: its outputs in nbformat, the value of its last line, and the error if any."""

    outputs: list
    value: object = None
    error: BaseException | None = None


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **kwargs):
        self.shell.shown.append(new_output("display_data", data=data, metadata=metadata or {}))

    def clear_output(self, wait=False):
        self.shell.shown.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, data, metadata=None):
        count = self.shell.execution_count
        self.shell.shown.append(new_output("execute_result", data=data, metadata=metadata or {}, execution_count=count))

    def finish_displayhook(self):
        pass

    def log_output(self, format_dict):
        pass


class _Stream:
    """A text stream that becomes stream outputs, joined where they follow one another."""

    def __init__(self, name: str, shown: list):
        self.name, self.shown = name, shown

    def write(self, text: str) -> int:
        last = self.shown[-1] if self.shown else None
        if last is not None and last.output_type == "stream" and last.name == self.name:
            last.text += text
        elif text:
            self.shown.append(new_output("stream", name=self.name, text=text))
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False


class _Shell(InteractiveShell):
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **kwargs):
        self.shown: list = []
        super().__init__(**kwargs)

    def _showtraceback(self, etype, evalue, stb):
        pass  # the error is kept in Ran; nothing is printed


def _shell() -> _Shell:
    if not _Shell.initialized():
        from traitlets.config import Config

        # A learner's IPython profile and history play no part in marks or builds.
        main = sys.modules["__main__"]
        shell = _Shell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        binhdan.load_ipython_extension(shell)
        # IPython puts its own module in this place; processes that are started later look for the real one.
        sys.modules["__main__"] = main
        # Every reset of the shell collects garbage; what is loaded by now need not be looked through each time.
        gc.freeze()
    return _Shell.instance()


def run(sources: list[str], course_root: Path) -> list[Ran]:
    """Run ``sources`` one after another in a fresh namespace, marked against ``course_root``.

    An error does not stop the cells after it, as in nbgrader. The working folder is a new
    empty one and is thrown away.
    """
    shell = _shell()
    shell.reset(new_session=True)
    shell.execution_count = 1
    stores.clear()
    environment = {"BINHDAN_COURSE": str(course_root), "BINHDAN_AI": "practice"}
    with _surroundings(environment):
        return [_run_one(shell, source) for source in sources]


def _run_one(shell: _Shell, source: str) -> Ran:
    shell.shown.clear()
    with (
        contextlib.redirect_stdout(_Stream("stdout", shell.shown)),
        contextlib.redirect_stderr(_Stream("stderr", shell.shown)),
    ):
        done = shell.run_cell(source, store_history=True)
    return Ran(list(shell.shown), done.result, done.error_before_exec or done.error_in_exec)


@contextlib.contextmanager
def _surroundings(environment: dict[str, str]):
    before, here, path = dict(os.environ), Path.cwd(), list(sys.path)
    main = sys.modules["__main__"]
    sys.modules["__main__"] = _shell().user_module
    with tempfile.TemporaryDirectory(prefix="binhdan-", ignore_cleanup_errors=True) as folder:
        os.environ.update(environment)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)
            sys.path[:] = path
            sys.modules["__main__"] = main
            os.environ.clear()
            os.environ.update(before)
