"""Checks of what a text must tell: each point by any of its sealed wordings."""

from __future__ import annotations

from binhdan.check.details import Detail, figures
from binhdan.check.faithful import require_rewritten
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import sentences, words

_LONGEST = 6  # words of a wording


def key(name: str, points: dict[str, list[list[str]]]) -> dict:
    """Return the sealed key of a case ``name``: what each point asks -> the wordings of its parts.

    A point is made where every part is there in one of its wordings (at most six words; "12/6",
    "ngày 12 tháng 6" and "12-6-2026" are one word).
    """
    sealed = [
        {"asks": asks, "parts": [[seal(name, number, _wording(wording)) for wording in part] for part in parts]}
        for number, (asks, parts) in enumerate(points.items(), 1)
    ]
    return {"name": name, "points": sealed}


@checked
def key_points_told(text: str, case: dict) -> str:
    """Pass a text that makes at least ``case["least_points"]`` (default: all) of the points of ``case["key"]``."""
    require_rewritten(text, case)
    told = points_told(text, case["key"])
    asked = [point["asks"] for point in case["key"]["points"]]
    needed = case.get("least_points", len(asked))
    if sum(told) < needed:
        missing = "; ".join(f"“{asks}”" for asks, made in zip(asked, told) if not made)
        where = "" if case.get("held_out") else f" Chưa thấy: {missing}."
        raise Wrong(f"Có {sum(told)}/{len(asked)} ý chính, cần {needed}.{where} Tìm trong văn bản rồi thêm một câu cho mỗi ý.")
    return f"Có {sum(told)}/{len(asked)} ý chính."


def points_told(text: str, sealed: dict) -> list[bool]:
    """Tell for each point of a sealed key whether ``text`` makes it, its parts in neighbouring sentences.

    A point of one part stands in one sentence; each part more may take one sentence (or item of a list) more.
    """
    each = [_runs(_tokens(sentence)) for sentence in sentences(text)]
    return [_told(sealed["name"], number, point["parts"], each) for number, point in enumerate(sealed["points"], 1)]


def _told(name: str, number: int, parts: list[list[str]], each: list[set[str]]) -> bool:
    seals = [{seal(name, number, run) for run in runs} for runs in each]
    windows = (set().union(*seals[start : start + len(parts)]) for start in range(len(seals)))
    return any(all(said & set(part) for part in parts) for said in windows)


def _wording(wording: str) -> str:
    tokens = _tokens(wording)
    if not 1 <= len(tokens) <= _LONGEST:
        raise ValueError(f"a wording has 1 to {_LONGEST} words: {wording!r}")
    return " ".join(tokens)


def _runs(tokens: list[str]) -> set[str]:
    starts = range(len(tokens))
    return {" ".join(tokens[start : start + size]) for start in starts for size in range(1, min(_LONGEST, len(tokens) - start) + 1)}


def _tokens(text: str) -> list[str]:
    """The folded words of ``text``, with each figure as one token that is alike however it is written."""
    tokens, at = [], 0
    for detail in figures(text):
        tokens += [*words(text[at : detail.start]), _token(detail)]
        at = max(at, detail.end)
    return tokens + words(text[at:])


def _token(detail: Detail) -> str:
    value = detail.values[0]
    if detail.kind == "date":
        return f"d{value[0] or ''}.{value[1] or ''}"
    if detail.kind == "number":
        return f"n{value[0]}{'%' if value[1] else ''}"
    return f"{detail.kind[0]}{value}"
