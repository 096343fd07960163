"""A check gives a verdict, whatever it is given."""

import sys
import warnings

import pytest

from binhdan import check
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.check.verdict import State, Verdict, failed, not_attempted, passed


@checked
def is_seven(value) -> str:
    """Pass the number 7."""
    if value != 7:
        raise Wrong("Chưa phải bảy.")
    return "Đúng là bảy."


def test_the_three_states():
    assert is_seven(7) == passed("Đúng là bảy.")
    assert is_seven(8) == failed("Chưa phải bảy.")
    assert [is_seven(empty).state for empty in ("", "  ", None, [], {})] == [State.NOT_ATTEMPTED] * 5
    assert is_seven(0).state is State.FAILED


def test_nbgrader_reads_anything_but_a_pass_as_no_points():
    assert [float(repr(v)) for v in (failed("x"), not_attempted())] == [0, 0]
    with pytest.raises(ValueError):
        float(repr(passed("x")))


def test_nothing_raises_and_nothing_is_printed(capsys):
    @checked
    def noisy(function) -> str:
        """Call it."""
        return f"{function()}"

    def learner():
        warnings.warn("cũ rồi", DeprecationWarning, stacklevel=1)
        print("in ra", file=sys.stderr)
        print("in ra")
        return "được"

    assert noisy(learner).passed
    assert capsys.readouterr() == ("", "")
    assert "ZeroDivisionError" in noisy(lambda: 1 / 0).reason
    assert noisy().state is State.FAILED


def test_html_shows_one_escaped_line():
    page = failed("<b>x</b> & y")._repr_html_()
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in page and 'data-state="failed"' in page


def test_a_missing_case_fails_the_check_and_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    verdict = check.brief_works("x", case="B1.01/khong-co")
    assert verdict.state is State.FAILED and "trang chủ" in verdict.reason


def test_an_unknown_check_is_named():
    with pytest.raises(AttributeError, match="khong_co"):
        check.khong_co  # noqa: B018


def test_every_check_is_documented():
    import importlib
    import pkgutil

    for info in pkgutil.iter_modules(check.__path__):
        module = importlib.import_module(f"binhdan.check.{info.name}")
        for name, value in vars(module).items():
            if getattr(value, "is_check", False):
                assert value.__doc__, name


def test_no_two_checks_have_one_name():
    """The first module that has it would win, and nobody would notice."""
    import importlib
    import pkgutil
    from collections import Counter

    modules = [importlib.import_module(f"binhdan.check.{info.name}") for info in pkgutil.iter_modules(check.__path__)]
    own = Counter(n for m in modules for n, v in vars(m).items() if getattr(v, "is_check", False) and v.__module__ == m.__name__)
    assert [name for name, times in own.items() if times > 1] == []


def test_seals():
    assert seal("1", 2) == seal(1, "2") != seal("12")
    assert isinstance(Verdict(State.PASSED, "x"), Verdict)
