"""The marker on its own: names by copy and by call, verdicts, and no more time or memory than it gives."""

import threading

import pytest

from binhdan.grading import limits
from binhdan.grading.box.keeper import Gone
from binhdan.grading.box.names import Names
from binhdan.grading.marker import Function, LearnersError, State, mark, new_namespace, prepare


class Room:
    """A room without a box: the same answers, from this process."""

    def __init__(self, **names):
        self.space, self.asked = names, []
        self.names = Names(self.space)

    def ask(self, kind, content):
        self.asked.append(kind)
        try:
            return self.names.answer(kind, content)
        except BaseException as error:
            return {"kind": "error", "type": type(error).__name__, "text": str(error)}


@pytest.fixture
def marking(tmp_path):
    """Mark a cell against names: ``marking(source, x=1)`` gives its outcome."""

    def run(source, **names):
        return mark(source, new_namespace(Room(**names)), tmp_path)

    return run


def passes(outcome) -> bool:
    return (outcome.state, outcome.share) == (State.PASSED, 1.0)


def test_data_is_a_copy(marking):
    rows = [3, 1]
    assert passes(marking("rows.sort()\nassert rows == [1, 3]", rows=rows)) and rows == [3, 1]


def test_a_name_is_asked_for_once_a_cell(tmp_path):
    room = Room(x=1)
    space = new_namespace(room)
    mark("assert x == x == x", space, tmp_path)
    assert room.asked == ["name"]
    room.space["x"] = 2
    assert passes(mark("assert x == 2", space, tmp_path))


def test_names_are_seen_inside_functions_and_comprehensions(marking):
    source = "def each():\n    return [double(n) + add for n in numbers]\nassert each() == [3, 5]\nassert all(double(n) for n in numbers)"
    assert passes(marking(source, double=lambda n: 2 * n, numbers=[1, 2], add=1))


def test_functions_are_called_with_copies_and_give_copies(marking):
    kept = []
    assert passes(marking("given = [1]\nassert f(given) == [1]\ngiven.append(2)", f=lambda rows: kept.append(rows) or rows))
    assert kept == [[1]]


def test_named_arguments_and_functions_as_results(marking):
    assert passes(marking("assert make(step=3)(4) == 7", make=lambda step: lambda n: n + step))


def test_what_a_function_does_to_its_arguments_is_seen(marking):
    def change(rows, table):
        rows.append(4)
        table["a"] = [1]

    assert passes(marking("rows, table = [3], {}\nchange(rows, table)\nassert (rows, table) == ([3, 4], {'a': [1]})", change=change))
    assert passes(marking("rows = (3,)\nkeep(rows)\nassert rows == (3,)", keep=lambda rows: rows.append(4)))


def test_exceptions_keep_their_builtin_name(marking):
    def pick(n):
        if n < 0:
            raise ValueError("n phải từ 0")
        return [1][n]

    source = "for n, kind in ((-1, ValueError), (5, IndexError)):\n    try:\n        pick(n)\n    except kind as error:\n        said = str(error)\n    else:\n        raise AssertionError(n)"
    assert passes(marking(source, pick=pick))


def test_other_exceptions_are_learners_errors(tmp_path):
    class Own(Exception):
        pass

    def f():
        raise Own("của tôi")

    space = new_namespace(Room(f=f))
    with pytest.raises(LearnersError, match="Own: của tôi"):
        space["f"]()


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_what_would_end_a_process_ends_nothing(marking, kind):
    def f():
        raise kind

    outcome = marking("f()", f=f)
    assert (outcome.state, outcome.share) == (State.FAILED, 0.0) and kind.__name__ in outcome.reason


def test_a_test_may_take_a_function_away_and_put_it_back(tmp_path):
    """As nbgrader's quickstart does, to see that one function uses another."""
    room = Room()
    exec("def squares(n): return [i * i for i in range(1, n + 1)]\ndef total(n): return sum(squares(n))", room.space)
    source = (
        "kept = squares\ndel squares\ntry:\n    total(3)\nexcept NameError:\n    pass\nelse:\n"
        "    raise AssertionError('total does not use squares')\nfinally:\n    squares = kept"
    )
    space = new_namespace(room)
    assert passes(mark(source, space, tmp_path))
    assert passes(mark("assert total(3) == 14", space, tmp_path))
    lazy = Room(squares=lambda n: [], total=lambda n: 14)
    outcome = mark(source, new_namespace(lazy), tmp_path)
    assert outcome.state is State.FAILED and "does not use" in outcome.reason


def test_a_missing_name_is_a_name_error(marking):
    outcome = marking("assert khong_co == 1")
    assert outcome.state is State.FAILED and outcome.reason.startswith("NameError") and "khong_co" in outcome.reason


def test_what_the_course_defines_stays_the_courses(tmp_path):
    space = new_namespace(Room(passed=lambda reason: 1, helper=lambda: 1, json="x", check="x"))
    prepare("import json\nfrom binhdan.check.verdict import failed, passed\ndef helper(): return 2", space, tmp_path)
    outcome = mark("assert json.loads('1') == 1 and helper() == 2 and hasattr(check, '__path__')\nfailed('sai')", space, tmp_path)
    assert (outcome.state, outcome.reason, outcome.share) == (State.FAILED, "sai", 0.0)


def test_data_is_the_learners_where_there_is_any(tmp_path):
    space = new_namespace(Room(n=7))
    prepare("n = 1\nm = 2", space, tmp_path)
    assert passes(mark("assert (n, m) == (7, 2)", space, tmp_path))


def test_a_cell_that_only_a_notebook_can_run_is_left_out(tmp_path):
    space = new_namespace(Room())
    prepare("%load_ext binhdan\n!ls", space, tmp_path)
    prepare("x = missing + 1", space, tmp_path)
    assert passes(mark("1 == 1", space, tmp_path))


@pytest.mark.parametrize(
    ("source", "state", "share", "points"),
    [
        ("assert True", State.PASSED, 1.0, None),
        ("assert False", State.FAILED, 0.0, None),
        ("x = 1", State.PASSED, 1.0, None),
        ("print(0)", State.PASSED, 1.0, None),
        ("2.5", State.PASSED, 0.0, 2.5),
        ("0", State.FAILED, 0.0, 0.0),
        ("-1", State.FAILED, 0.0, -1.0),
        ("f()", State.FAILED, 0.0, None),
        ("float('nan')", State.FAILED, 0.0, None),
        ("float('inf')", State.FAILED, 0.0, None),
        ("10 ** 400", State.FAILED, 0.0, None),
        ("1 == 2", State.FAILED, 0.0, None),
        ("'Đạt'", State.FAILED, 0.0, None),
        ("[1]", State.FAILED, 0.0, None),
        ("def (", State.FAILED, 0.0, None),
    ],
)
def test_what_a_cell_is_worth(marking, source, state, share, points):
    outcome = marking(source, f=lambda: "10")
    assert (outcome.state, outcome.share, outcome.points) == (state, share, points)


def test_a_verdict_says_it_itself(marking):
    look = "from binhdan.check.verdict import failed, not_attempted, passed\n"
    told = {kind: marking(look + f"{kind}('<b>{kind}</b>')") for kind in ("passed", "failed", "not_attempted")}
    assert {kind: (outcome.state, outcome.share) for kind, outcome in told.items()} == {
        "passed": (State.PASSED, 1.0),
        "failed": (State.FAILED, 0.0),
        "not_attempted": (State.NOT_ATTEMPTED, 0.0),
    }
    assert "&lt;b&gt;" in told["passed"].html


def test_warnings_and_prints_change_nothing(marking, capsys):
    assert passes(marking("import sys, warnings\nwarnings.warn('x')\nprint('x', file=sys.stderr)\nassert True"))
    assert capsys.readouterr() == ("", "")


def test_a_room_that_is_gone_earns_nothing(tmp_path):
    class Dead(Room):
        def ask(self, kind, content):
            raise Gone("tiến trình đã kết thúc")

    outcome = mark("assert f(1) == 1", new_namespace(Dead()), tmp_path)
    assert outcome.state is State.FAILED and "tiến trình đã kết thúc" in outcome.reason


@pytest.mark.parametrize("told", [{}, {"kind": 5}, {"kind": "function", "number": "x"}, {"kind": "data", "json": []}, {"kind": "table", "json": "{"}])
def test_forged_answers_earn_nothing(tmp_path, told):
    class Forger(Room):
        def ask(self, kind, content):
            return dict(told)

    assert mark("assert f(1) == 1 and x", new_namespace(Forger()), tmp_path).state is State.FAILED


def test_a_check_that_never_ends_is_ended(tmp_path):
    """What a learner sends may be made for it: text that a pattern of the check never gets through."""
    space = new_namespace(Room(text="a" * 60 + "!", n=10**18))
    for source in ("import re\nassert re.match('(a+)+$', text)", "try:\n    while n:\n        n -= 1\nexcept Exception:\n    pass", "while True:\n    pass"):
        outcome = mark(source, space, tmp_path, seconds=0.3)
        assert outcome.state is State.FAILED and "quá lâu" in outcome.reason and outcome.seconds < 3
    prepare("while True: pass", space, tmp_path, seconds=0.3)


def test_in_another_thread_too(tmp_path):
    found = []
    thread = threading.Thread(target=lambda: found.append(mark("while True: pass", new_namespace(Room()), tmp_path, seconds=0.3)))
    thread.start()
    thread.join(20)
    assert "quá lâu" in found[0].reason


@pytest.mark.skipif(not hasattr(__import__("os"), "fork") or __import__("sys").platform != "linux", reason="optional: memory is limited on Linux")
def test_a_check_that_takes_all_memory_is_refused_some(tmp_path):
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    outcome = mark("x = ['x' * 1000] * (n * 1000)", new_namespace(Room(n=10**6)), tmp_path)
    assert outcome.state is State.FAILED and outcome.reason.startswith("MemoryError")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_limits_leave_nothing_behind():
    import signal
    import time

    with limits.limited(0.2, 1 << 30):
        pass
    if hasattr(signal, "getitimer"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    time.sleep(0.3)


def test_a_function_is_named_as_the_learner_named_it():
    space = new_namespace(Room(f=len))
    assert isinstance(space["f"], Function) and (space["f"].__name__, repr(space["f"])) == ("len", "<hàm len của học viên>")
