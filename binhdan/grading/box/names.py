"""A learner's names as the marker may have them: data by copy, functions by call."""

from __future__ import annotations

import json
import math
import sys

from binhdan import cells
from binhdan.grading.box import frames

STORES = ("prompts", "replies", "texts", "tables")
MAX_COPY = 8 << 20


class Names:
    """The top-level names of one notebook, for requests from the marker.

    Functions stay here: the marker holds a number for each, and calls by that number, so that a
    check may take a name away and put it back.
    """

    def __init__(self, namespace: dict):
        self._namespace, self._functions = namespace, []

    def answer(self, kind: str, content: dict) -> dict:
        """Answer one request: "name", "call", "bind" or "delete"; KeyError for another."""
        return {"name": self._name, "call": self._call, "bind": self._bind, "delete": self._delete}[kind](content)

    def _name(self, content: dict) -> dict:
        name = content["name"]
        if name in STORES:
            return copied(dict(getattr(cells, name)))
        if name not in self._namespace:
            return {"kind": "missing"}
        return self._told(self._namespace[name])

    def _told(self, value: object) -> dict:
        told = copied(value)
        if told["kind"] == "function":
            self._functions.append(value)
            told |= {"number": len(self._functions) - 1, "called": str(getattr(value, "__name__", ""))}
        return told

    def _call(self, content: dict) -> dict:
        arguments, named = content["args"], content["kwargs"]
        result = self._functions[content["number"]](*arguments, **named)
        # The arguments go back too: a check may ask that a function leaves what it is given alone.
        return self._told(result) | {"args": copied(arguments).get("json")}

    def _bind(self, content: dict) -> dict:
        self._namespace[content["name"]] = self._functions[content["number"]]
        return {"kind": "done"}

    def _delete(self, content: dict) -> dict:
        self._namespace.pop(content["name"], None)
        return {"kind": "done"}


def copied(value: object) -> dict:
    """Describe ``value`` for another process: {"kind": "data" | "table" | "function" | "other", …}.

    Data is what JSON can say; a tuple becomes a list. A table is a pandas DataFrame with its
    column types. Anything else crosses as its type's name only.
    """
    pandas = sys.modules.get("pandas")
    if pandas is not None and type(value) is pandas.DataFrame:
        return {"kind": "table", "json": _sized(value.reset_index(drop=True).to_json(orient="table", date_format="iso"))}
    if callable(value):
        return {"kind": "function"}
    try:
        return {"kind": "data", "json": _sized(json.dumps(_plain(value), allow_nan=True))}
    except (TypeError, ValueError, RecursionError):
        return {"kind": "other", "type": type(value).__name__}


def rebuilt(told: dict) -> object:
    """Turn what ``copied`` said back into a value, trusting nothing; ValueError where that fails."""
    if len(told.get("json") or "") > MAX_COPY:
        raise ValueError("Giá trị quá lớn, không chép sang máy chấm được.")
    if told.get("kind") == "data":
        return frames.loads(told["json"])
    if told.get("kind") == "table":
        import io

        import pandas

        return pandas.read_json(io.StringIO(told["json"]), orient="table")
    raise ValueError(f"Giá trị kiểu {told.get('type', '?')} không chép sang máy chấm được.")


def _plain(value: object):
    """Only what JSON knows, by exact meaning: a class that pretends to be a number is not one."""
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return {_key(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(v) for v in value), key=repr)
    if hasattr(value, "item") and callable(value.item):  # a numpy number
        return _plain(value.item())
    raise TypeError(type(value).__name__)


def _key(key: object):
    if isinstance(key, float) and math.isnan(key):
        raise TypeError("NaN")
    return key if isinstance(key, (str, int, float, bool)) or key is None else str(key)


def _sized(text: str) -> str:
    if len(text) > MAX_COPY:
        raise ValueError("quá lớn")
    return text
