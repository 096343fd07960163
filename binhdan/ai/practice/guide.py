"""What labels, definitions and examples teach: how each word of a text speaks for each label."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from binhdan.ai.practice.reader import Reading
from binhdan.text import fold, nfc, words

# What a model falls back on when nobody says which labels there are.
_USUAL = {
    "tích cực": "tốt đẹp ngon hay thích cảm ơn tuyệt vời",
    "tiêu cực": "xấu chán dở kém tệ hỏng buồn",
    "trung lập": "",
}
_BARE = "~"  # stands before a feature without tone marks
_REST = {"khac", "con lai", "cac loai khac", "other"}
_NOT = {"khong", "ko", "k", "hok", "chang", "cha", "chua"}
# Words that are everywhere in Vietnamese comments, and their short forms.
_STOP = _NOT | set(
    "a ah ai anh ban ca con hom nguoi bac bi boi cac cai cho chi co cua cung da dang day de den di do duoc em gi gui hay "
    "hoac khi la lam len loai ma minh mk moi mot nao nay neu nha nhe nhung nhu nhan o qua ra ro roi r rat sau se shop tai "
    "thay the thi thoi toi trong tu va van ve vi voi vs xem xin".split()
)
# How firmly a word stands for a label: in its definition, there and in an example too, in one example.
_DEFINED, _AGAIN, _SHOWN = 1.0, 0.3, 0.6
_PAIR = 1.5  # most Vietnamese words are two syllables: two neighbours say more than either alone
_FAINT, _CLOSE, _DOUBTFUL = 0.15, 0.12, 0.55  # what counts as no likeness, as a narrow lead, as a reason to doubt


@dataclass(frozen=True)
class Decision:
    """One text's label: whether the guide settled it, the words that decided, and where they stand."""

    label: str
    sure: bool
    because: tuple[str, ...] = ()
    source: str = ""
    is_example: bool = False


@dataclass(frozen=True)
class _Note:
    """One thing the guide says of a label."""

    label: str
    text: str
    is_example: bool


class Guide:
    """What a prompt teaches: ``labels`` (name -> definition), ``examples`` (text, label), ``in_doubt``."""

    def __init__(self, labels: dict[str, str], examples: list[tuple[str, str]], in_doubt: str = ""):
        self.labels, self.examples, self.in_doubt = labels, examples, in_doubt
        self.notes = [_Note(name, f"{name}: {said}", False) for name, said in labels.items()]
        self.notes += [_Note(name, text, True) for text, name in examples]
        self._strengths = {marked: self._table(marked) for marked in (False, True)}

    @classmethod
    def of(cls, reading: Reading) -> Guide:
        """Return what a prompt teaches; the usual three moods where it names no label."""
        return cls(reading.labels or _USUAL, reading.examples, reading.in_doubt)

    @cached_property
    def guess(self) -> str:
        """What the model says when nothing speaks for any label: the one for the rest, else the last."""
        rest = [name for name in self.labels if fold(name) in _REST]
        return [*self.labels, *rest][-1]

    def decide(self, text: str) -> Decision:
        """Return the decision for one text."""
        spoken = self._weights(text)
        scores = {name: sum(weights.values()) for name, weights in spoken.items()}
        first, second = (sorted(scores.values(), reverse=True) + [0.0, 0.0])[:2]
        if first < _FAINT * math.sqrt(len(words(text)) or 1):
            return Decision(self.in_doubt or self.guess, False)
        best = max(scores, key=scores.get)
        # Told what to take in doubt, the model doubts more readily.
        doubts = scores.get(self.in_doubt, 0.0) >= _DOUBTFUL * first
        label = self.in_doubt if doubts else best
        sure = label == best and first - second >= _CLOSE * first
        weights = spoken[label]
        note = max((n for n in self.notes if n.label == label), key=lambda n: _shared(weights, n))
        return Decision(label, sure, _telling(weights, text), note.text, note.is_example)

    def _weights(self, text: str) -> dict[str, dict[str, float]]:
        """Label -> feature of ``text`` -> how much it speaks for that label."""
        marked = _is_marked(text)
        table = self._strengths[marked]
        ways = {f: [f, _bare(f)] if marked else [f] for f in features(text, marked)}
        return {
            name: {f: weight for f, either in ways.items() if (weight := sum(said.get(way, 0.0) for way in either))}
            for name, said in table.items()
        }

    def _table(self, marked: bool) -> dict[str, dict[str, float]]:
        """Label -> feature -> weight: firm where a definition has it, and the more, the fewer labels have it.

        A text with tone marks is held against what is written with tone marks by those; all else is
        held against each other without.
        """
        firm = {name: self._firmness([n for n in self.notes if n.label == name], marked) for name in self.labels}
        spread = Counter(f for said in firm.values() for f in said)
        rarity = {f: math.log((1 + len(self.labels)) / (0.5 + n)) * (_PAIR if "_" in f else 1) for f, n in spread.items()}
        return {name: {f: rarity[f] * weight for f, weight in said.items()} for name, said in firm.items()}

    def _firmness(self, notes: list[_Note], marked: bool) -> dict[str, float]:
        """A definition says a thing on purpose, examples by the way."""
        said = [(n, features(n.text, marked and _is_marked(n.text))) for n in notes]
        defined = dict.fromkeys(f for n, found in said if not n.is_example for f in found)
        shown = Counter(f for n, found in said if n.is_example for f in found)
        firm = {f: min(count, 2) * _SHOWN for f, count in shown.items()}
        return firm | {f: _DEFINED + (_AGAIN if f in shown else 0.0) for f in defined}


def _shared(weights: dict[str, float], note: _Note) -> float:
    held = features(note.text, False)
    return sum(weight for f, weight in weights.items() if _bare(f.removeprefix(_BARE)) in held)


def _telling(weights: dict[str, float], text: str) -> tuple[str, ...]:
    """The words of ``text`` that weigh most, as they are written."""
    ranked = sorted(weights, key=weights.get, reverse=True)[:5]
    telling = {piece for f in ranked for piece in fold(f.removeprefix(_BARE)).split("_")}
    return tuple(dict.fromkeys(w for w in re.findall(r"\w+", text) if fold(w) in telling))


def features(text: str, marked: bool) -> list[str]:
    """The telling words and pairs of neighbours, with tone marks or without; a denied word only with its denial."""
    # In the order of the text: sums and ties must come out the same in every process.
    found: list[str] = []
    for phrase in re.split(r"[,;:.!?()\n]+", nfc(text).lower()):
        said = re.findall(r"[^\W_]+", phrase if marked else fold(phrase))
        for before, word in zip(["", *said], said):
            plain = {fold(before), fold(word)}
            if word.isdigit():
                continue
            if fold(word) not in _STOP and fold(before) not in _NOT:
                found.append(word)
            if before and not plain <= _STOP:
                found.append(f"{before}_{word}")
    return list(dict.fromkeys(found if marked else (_BARE + f for f in found)))


def _is_marked(text: str) -> bool:
    return fold(text) != nfc(text).lower()


def _bare(feature: str) -> str:
    return _BARE + fold(feature)
