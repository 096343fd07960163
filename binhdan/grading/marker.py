"""The marker: runs a grade cell outside the box, with the learner's names by copy and by call."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import math
import os
import time
import warnings
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from binhdan import cells
from binhdan.check.verdict import Verdict
from binhdan.grading.box.keeper import Gone, Room
from binhdan.grading.box.frames import loads
from binhdan.grading.box.names import STORES, rebuilt
from binhdan.grading.limits import TooLong, limited

SECONDS, MEMORY_BYTES = 60.0, 1 << 30  # for one check, with all its calls


class State(StrEnum):
    """How a grade cell ended: an explicit pass or none."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"


@dataclass(frozen=True)
class Outcome:
    """What one grade cell says: its state, the share of its points (0 to 1), the reason, the seconds it took.

    ``points`` is set instead of ``share`` where the cell's value is a number, as nbgrader has it.
    """

    state: State
    share: float
    reason: str
    points: float | None = None
    html: str = ""
    seconds: float = 0.0


class LearnersError(Exception):
    """A learner's function raised something that has no builtin name here; its message is kept."""


class Function:
    """A learner's function: called in the box, arguments and result crossing as JSON."""

    def __init__(self, room: Room, number: int, name: str):
        self.room, self.number = room, number
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args, **kwargs):
        sent = json.loads(json.dumps([args, kwargs]))
        told = self.room.ask("call", {"number": self.number, "args": sent[0], "kwargs": sent[1]})
        if told.get("kind") == "error":
            raise _raised(told)
        _write_back(args, told.get("args"))
        return _value(self.room, told)

    def __repr__(self) -> str:
        return f"<hàm {self.__name__} của học viên>"


class Namespace(MutableMapping):
    """The names that the course's own cells see: theirs, and the learner's by copy and by call.

    What the course defines and no learner could send (modules, functions, classes) always is the
    course's. Data is the learner's where there is any, as it would be in one kernel, where the
    last to write a name wins.
    """

    def __init__(self, room: Room):
        self._room = room
        self._own: dict = {}
        self._fetched: dict = {}
        self._gone: set[str] = set()

    def begin(self) -> None:
        """Forget what was fetched: the learner's next cells may have changed it."""
        self._fetched.clear()

    def __getitem__(self, name: str):
        if name in self._own and not _crosses(self._own[name]):
            return self._own[name]
        if name in self._fetched:
            return self._fetched[name]
        if name in self._gone or name.startswith("__"):
            raise KeyError(name)
        told = self._room.ask("name", {"name": name})
        if told.get("kind") == "missing":
            return self._own[name]
        value = _value(self._room, told)
        self._fetched[name] = _store(name, value) if name in STORES else value
        return self._fetched[name]

    def __setitem__(self, name: str, value) -> None:
        self._gone.discard(name)
        self._fetched[name] = self._own[name] = value
        # A test that puts a function back under a name means the learner's own notebook.
        if isinstance(value, Function):
            self._room.ask("bind", {"name": name, "number": value.number})

    def __delitem__(self, name: str) -> None:
        if isinstance(self[name], Function):
            self._room.ask("delete", {"name": name})
        self._own.pop(name, None)
        self._fetched.pop(name, None)
        self._gone.add(name)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._own, **self._fetched})

    def __len__(self) -> int:
        return len({**self._own, **self._fetched})


def _crosses(value: object) -> bool:
    """Whether a value is of a kind that a learner's notebook could have sent."""
    return value is None or isinstance(value, (bool, int, float, str, list, dict, tuple, set, Function))


def _store(name: str, value: dict) -> cells.Store:
    store = cells.Store([] if name == "tables" else "")
    store.update(value if isinstance(value, dict) else {})
    return store


def new_namespace(room: Room) -> Namespace:
    """Return the names for one hand-in's checks; ``check`` is there without an import."""
    from binhdan import check

    space = Namespace(room)
    space["check"] = check
    return space


def prepare(source: str, space: Namespace, course_root: Path, seconds: float = SECONDS) -> None:
    """Run one of the course's own ungraded cells in the marker too, for what it imports and defines.

    A cell that only a notebook can run, or that needs what the learner did not do, is left out.
    """
    with _quiet(), _course(course_root), contextlib.suppress(Exception, TooLong), limited(seconds, MEMORY_BYTES):
        _run(source, space)


def mark(source: str, space: Namespace, course_root: Path, seconds: float = SECONDS) -> Outcome:
    """Run one grade cell and say what it is worth. Without an explicit verdict there are no points.

    ``seconds`` are for the check with all its calls: what a learner sends may be made to take for ever.
    """
    started = time.monotonic()
    space.begin()
    with _quiet(), _course(course_root):
        try:
            with limited(seconds, MEMORY_BYTES):
                outcome = _judged(_run(source, space))
        except TooLong:
            outcome = _failed("Phép kiểm chạy quá lâu với câu trả lời này, nên bị dừng.")
        except Gone as gone:
            outcome = _failed(f"Câu trả lời không chạy được: {gone}.")
        except Exception as error:
            outcome = _failed(f"{type(error).__name__}: {error}"[:500])
    return replace(outcome, seconds=time.monotonic() - started)


def _run(source: str, space: Namespace):
    """Execute a cell; the value of its last line, if that is an expression."""
    tree = ast.parse(source)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    # One mapping for both: a function or comprehension in the cell must see the learner's names too.
    names = _Globals(space)
    exec(compile(tree, "<phép kiểm>", "exec"), names, space)
    return eval(compile(last, "<phép kiểm>", "eval"), names, space) if last else None


class _Globals(dict):
    """What code inside functions of the cell sees: CPython asks ``__missing__`` only for the builtins' lookup."""

    def __init__(self, space: Namespace):
        super().__init__({"__builtins__": _Builtins(space), "__name__": "__main__"})


class _Builtins(dict):
    """Builtins, and behind them the learner's names: the one place a global lookup still asks."""

    def __init__(self, space: Namespace):
        super().__init__(vars(builtins))
        self._space = space

    def __missing__(self, name: str):
        return self._space[name]


def _judged(value: object) -> Outcome:
    if isinstance(value, Verdict):
        return Outcome(State(value.state), float(value.passed), value.reason, html=value._repr_html_())
    if isinstance(value, bool):
        return Outcome(State.PASSED, 1.0, "Đạt.") if value else _failed("Phép kiểm cho kết quả False.")
    if type(value) in (int, float):
        if not math.isfinite(value):  # NaN is neither more nor less than the most there is
            return _failed(f"Phép kiểm cho {value}, không phải số điểm.")
        return Outcome(State.PASSED if value > 0 else State.FAILED, 0.0, f"{value:g} điểm", points=float(value))
    if value is not None:  # a learner's function may return anything: only a verdict or a number says what it is worth
        return _failed(f"Phép kiểm cho một giá trị kiểu {type(value).__name__}, không phải điểm hay lời phán.")
    return Outcome(State.PASSED, 1.0, "Đạt.")


def _failed(reason: str) -> Outcome:
    return Outcome(State.FAILED, 0.0, reason)


def _value(room: Room, told: dict) -> object:
    if told.get("kind") == "function":
        return Function(room, int(told["number"]), str(told.get("called", ""))[:80])
    return rebuilt(told)


def _raised(told: dict) -> Exception:
    """The learner's exception by its builtin name, so that a test can expect a ValueError."""
    kind = getattr(builtins, str(told.get("type")), None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        return kind(told.get("text"))
    return LearnersError(f"{told.get('type')}: {told.get('text')}")


def _write_back(args: tuple, sent_back: str | None) -> None:
    """Show the caller what the function did to its arguments, as a call in one process would."""
    if not sent_back:
        return
    for mine, theirs in zip(args, loads(sent_back)):
        if mine == theirs:
            continue
        if type(mine) is list and type(theirs) is list:
            mine[:] = theirs
        elif type(mine) is dict and type(theirs) is dict:
            mine.clear()
            mine.update(theirs)


@contextlib.contextmanager
def _quiet():
    """A check may print or warn; neither changes what it says."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _course(root: Path):
    """Held-out cases are found through the course, and only the practice model answers."""
    wanted = {"BINHDAN_COURSE": str(root), "BINHDAN_AI": "practice"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
