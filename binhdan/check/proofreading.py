"""Checks of a proofread text: every spot put right, and not a character changed anywhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import one_tone_style

_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"})
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_POINT = re.compile(r"\s+(?=[,.;:](?:\s|$))")  # "xẻng ," as some people type it
_SAME = 0.6  # of the words: less is another text
_OPENING = 3  # words that show which line is meant
_MORE = 2  # words beyond the right ones that a try at a spot may have


@dataclass(frozen=True)
class Spot:
    """One place to put right: its words in the right text and in the given one, its line (from 0) and kind of fault."""

    right: tuple[int, int]
    given: tuple[int, int]
    line: int
    kind: str


@dataclass(frozen=True)
class Proof:
    """How a learner's text compares: the spots left or put wrong, with whether they were tried; and the line of each word changed elsewhere."""

    spots: int
    left: list[tuple[Spot, bool]]
    strayed: list[int]

    @property
    def fixed(self) -> int:
        """How many spots are right."""
        return self.spots - len(self.left)


def tokens(text: str, alike: dict[str, str] | None = None) -> list[str]:
    """Return the words of ``text`` with their capitals and punctuation; either style of tone marks, quotes and dashes comes out alike.

    ``alike`` maps a word that is as right as another to that one: {"Phường": "phường"}.
    """
    plain = one_tone_style(text).translate(_TYPED).replace("…", "...")
    plain = _BEFORE_POINT.sub("", plain)
    return _WORD.sub(lambda word: (alike or {}).get(word[0], word[0]), plain).split()


def key(name: str, given: str, right: str, kinds: list[str], alike: dict[str, str]) -> dict:
    """Return the sealed key of a text ``given`` with faults: what it should be, and where; ``kinds`` names each fault in order.

    ValueError where the differences between the two texts are not as many as ``kinds``, or change the lines.
    """
    was, now = tokens(given, alike), tokens(right, alike)
    counts = [len(tokens(line)) for line in right.splitlines()]
    changes = [code[1:] for code in SequenceMatcher(None, now, was, autojunk=False).get_opcodes() if code[0] != "equal"]
    if len(changes) != len(kinds) or len(given.splitlines()) != len(counts):
        raise ValueError(f"{len(changes)} khác biệt, {len(kinds)} loại lỗi: {[(now[a:b], was[c:d]) for a, b, c, d in changes]}")
    spots = [{"right": [a, b], "given": [c, d], "line": _line(a, counts), "kind": kind} for (a, b, c, d), kind in zip(changes, kinds)]
    return {"name": name, "words": [seal(name, word) for word in now], "counts": counts, "spots": spots}


def compare(text: str, case: dict) -> Proof:
    """Compare a learner's text with the key of ``case``; Wrong where it is not that text at all.

    ``case`` has ``text`` (as given), ``alike`` and ``key``, or in the clear ``name``, ``right`` and ``kinds``.
    """
    sealed = case.get("key") or key(case["name"], case["text"], case["right"], case["kinds"], case["alike"])
    now, was = ([seal(sealed["name"], word) for word in tokens(one, case["alike"])] for one in (text, case["text"]))
    matcher = SequenceMatcher(None, sealed["words"], now, autojunk=False)
    if matcher.ratio() < _SAME:
        raise Wrong("Không nhận ra văn bản gốc. Chép nguyên văn bản đó vào ô, rồi chỉ sửa từng chỗ sai.")
    changes = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    left, claimed = [], set()
    for spot in (Spot(tuple(s["right"]), tuple(s["given"]), s["line"], s["kind"]) for s in sealed["spots"]):
        touching = [c for c in changes if c[0] < spot.right[1] and c[1] > spot.right[0]]
        if not touching:
            continue
        written = now[touching[0][2] : touching[-1][3]]
        left.append((spot, written != was[slice(*spot.given)]))
        if all(_inside(change, spot) for change in touching):
            claimed.update(touching)
    outside = [c for c in changes if c not in claimed]
    # Words put in belong to the line of the word before them.
    strayed = [_line(max(min(c[0], c[1] - 1), 0), sealed["counts"]) for c in outside for _ in range(max(c[1] - c[0], c[3] - c[2]))]
    return Proof(len(sealed["spots"]), left, strayed)


@checked
def spots_corrected(text: str, case: dict, at_least: int) -> str:
    """Pass a text in which at least so many of the faults of ``case`` are put right; each word changed elsewhere takes one off."""
    proof = compare(text, case)
    if proof.fixed - len(proof.strayed) >= at_least:
        return f"Sửa đúng {proof.fixed}/{proof.spots} chỗ."
    if proof.fixed >= at_least:
        told = "Ở văn bản chấm riêng có chữ"
        if "key" in case:
            told = f"Sửa đúng {proof.fixed}/{proof.spots} chỗ, nhưng có {len(proof.strayed)} chữ"
        raise Wrong(f"{told} vốn đúng bị đổi oan, thêm hoặc bớt; mỗi chữ đổi oan trừ một chỗ. Sửa lỗi, đừng viết lại.")
    if "key" not in case:
        raise Wrong("Ở văn bản chấm riêng còn sót nhiều lỗi. Đọc chậm từng tiếng, rồi đọc lại một lượt chỉ tìm một loại lỗi.")
    spot, tried = proof.left[0]
    how = "sửa chưa đúng" if tried else "chưa sửa"
    raise Wrong(f"Đúng {proof.fixed}/{proof.spots} chỗ. {_where(spot.line, case)} có chỗ {how}, loại lỗi “{spot.kind}”.")


@checked
def rest_untouched(text: str, case: dict, at_least: int) -> str:
    """Pass a text changed nowhere but at its faults, once at least so many of them are put right."""
    proof = compare(text, case)
    if proof.strayed:
        if "key" not in case:
            raise Wrong("Ở văn bản chấm riêng có chữ vốn đúng mà bị đổi. Chỉ sửa chỗ chắc là sai; còn ngờ thì để nguyên.")
        raise Wrong(f"{_where(proof.strayed[0], case)} có chữ vốn đúng mà bị đổi, thêm hoặc bớt. So từng chữ với bản gốc.")
    if proof.fixed < at_least:
        raise Wrong(f"Chưa đổi chữ nào oan, nhưng sửa đúng còn ít. Sửa được ít nhất {at_least} chỗ thì mới tính điểm giữ nguyên.")
    return "Ngoài chỗ sai, không chữ nào bị đổi."


@checked
def proof_is_whole(text: str, case: dict, at_least: int) -> str:
    """Pass a text that is the given one of ``case``, whole, with at least so many places changed; right or wrong is not said."""
    was, now = tokens(case["text"]), tokens(text)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if kept < 0.8 * len(was) or len(now) > 1.1 * len(was):
        raise Wrong("Văn bản trong ô không còn nguyên như bản gốc. Chép lại cả bản, rồi chỉ sửa từng chỗ sai.")
    if len(changes) < at_least:
        raise Wrong(f"Mới thấy {len(changes)} chỗ đổi so với bản gốc. Đọc lại từ đầu, mỗi lượt chỉ tìm một loại lỗi.")
    return f"Đọc được cả bản, {len(changes)} chỗ đã đổi. Máy chưa nói đúng hay sai."


def _inside(change: tuple[int, int, int, int], spot: Spot) -> bool:
    """Whether a change is a try at the spot and nothing more."""
    start, end, first, last = change
    return spot.right[0] <= start and end <= spot.right[1] and last - first <= end - start + _MORE


def _line(at: int, counts: list[int]) -> int:
    """The line (from 0) of the word numbered ``at``."""
    for line, count in enumerate(counts):
        if at < count:
            return line
        at -= count
    return len(counts) - 1


def _where(line: int, case: dict) -> str:
    opening = re.split(r"\s+", case["text"].splitlines()[line].strip())[:_OPENING]
    return f"Dòng “{' '.join(opening)}…”"
