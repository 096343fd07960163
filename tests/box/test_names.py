"""A learner's names: data by copy, functions by number, everything else by the name of its type."""

import math
import sys

import pytest

from binhdan import cells
from binhdan.grading.box import names
from binhdan.grading.box.names import Names, copied, rebuilt


class Any(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Liar:
    def __getattr__(self, name):
        return Liar()

    def __eq__(self, other):
        return True


def through(value):
    return rebuilt(copied(value))


@pytest.mark.parametrize("value", [None, True, 0, -1.5, "chè", [1, [2, "3"]], {"a": {"b": [None]}}, [], {}])
def test_data_arrives_as_it_was(value):
    assert through(value) == value and type(through(value)) is type(value)


def test_tuples_and_sets_become_lists():
    assert through((1, (2,))) == [1, [2]]
    assert through({3, 1, 2}) == [1, 2, 3]


def test_what_pretends_to_be_data_arrives_as_what_it_is():
    number, text = through(Any(7)), through(Text("chè"))
    assert (type(number), number == 8, number) == (int, False, 7)
    assert (type(text), text == "cà phê") == (str, False)
    assert type(through({Text("a"): Any(1)})) is dict and through({Text("a"): Any(1)}) != {"a": 2}


@pytest.mark.parametrize("value", [object(), Liar(), iter([1]), (n for n in [1]), b"x", 1j, [object()], sys])
def test_anything_else_crosses_as_its_types_name(value):
    told = copied(value)
    assert told["kind"] in ("other", "function") and "json" not in told
    with pytest.raises(ValueError, match="không chép sang"):
        rebuilt(told)


def test_what_has_no_end_or_no_bottom_does_not_cross():
    deep, ring = [], []
    ring.append(ring)
    for _ in range(100_000):
        deep = [deep]
    assert copied(deep)["kind"] == copied(ring)["kind"] == "other"


def test_too_much_does_not_cross_on_either_side(monkeypatch):
    assert copied("x" * (names.MAX_COPY + 1))["kind"] == "other"
    with pytest.raises(ValueError, match="quá lớn"):
        rebuilt({"kind": "data", "json": "[" + "1," * names.MAX_COPY + "1]"})


@pytest.mark.parametrize("told", [{}, {"kind": "data"}, {"kind": "data", "json": 5}, {"kind": ["data"]}, {"kind": "data", "json": "[" * 200_000}])
def test_forged_descriptions_raise_nothing_but_an_ordinary_error(told):
    with pytest.raises((ValueError, TypeError, KeyError, RecursionError)):
        rebuilt(told)


def test_numbers_that_are_none_stay_visible():
    assert math.isnan(through(float("nan")))


def test_tables_cross_with_their_column_types():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"ten": ["chè", "mật"], "gia": [1.5, 2.0], "so": [1, 2]})
    back = through(table)
    assert back.equals(table) and list(back.dtypes) == list(table.dtypes)


def test_functions_are_called_by_number_also_when_their_name_is_gone():
    space = {"f": lambda a, b=1: a + b, "x": 5}
    told = Names(space)
    number = told.answer("name", {"name": "f"})["number"]
    assert told.answer("delete", {"name": "f"}) == {"kind": "done"} and "f" not in space
    assert told.answer("name", {"name": "f"}) == {"kind": "missing"}
    assert told.answer("call", {"number": number, "args": [2], "kwargs": {"b": 3}})["json"] == "5"
    told.answer("bind", {"name": "g", "number": number})
    assert space["g"](1) == 2


def test_a_call_sends_its_arguments_back():
    told = Names({"f": lambda rows: rows.append(4)})
    number = told.answer("name", {"name": "f"})["number"]
    answer = told.answer("call", {"number": number, "args": [[3]], "kwargs": {}})
    assert (answer["json"], answer["args"]) == ("null", "[[3, 4]]")


def test_a_function_as_result_is_a_function_again():
    told = Names({"f": lambda: len})
    number = told.answer("name", {"name": "f"})["number"]
    inner = told.answer("call", {"number": number, "args": [], "kwargs": {}})
    assert inner["kind"] == "function" and told.answer("call", {"number": inner["number"], "args": ["abc"], "kwargs": {}})["json"] == "3"


def test_stores_answer_under_their_own_names(monkeypatch):
    monkeypatch.setitem(cells.texts, "bai", "chè ngon")
    assert rebuilt(Names({"texts": 3}).answer("name", {"name": "texts"})) == {"bai": "chè ngon"}


def test_an_unknown_request_is_an_error():
    with pytest.raises(KeyError):
        Names({}).answer("eval", {"name": "x"})
