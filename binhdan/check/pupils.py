"""Simulated learners for a teach-back: one who understands, others with a misconception each, and some who only guess.

What there is to know and to get wrong is data (a case); nothing here speaks of one topic. A case has

- ``truths``: name -> phrases that say it; what the lesson must teach, and what right options say;
- ``beliefs``: name -> ``signs`` (phrases that voice the misconception), ``strong`` (phrases that voice it even beside
  a truth), ``also`` (other words for its name) and ``because`` (why such a pupil believes, for the line that helps);
- ``negators``: phrases that turn a truth behind them into its opposite ("không cần" đối chiếu);
- ``deniers``: phrases that deny a belief behind them ("đừng thấy" trôi chảy);
- ``apart`` (may be missing): words that never stand in the gap of a phrase.

A phrase of truths or beliefs may have a gap, "gọi … cán bộ", in which up to three words stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from binhdan.text import fold, one_tone_style, words

_STANDS_OUT = 3  # words by which an option must be longer or shorter than any other to catch the eye
_TOKEN = re.compile(r"\w+")
_GAP, _WIDEST_GAP = "…", 3


@dataclass(frozen=True)
class Question:
    """A multiple-choice question: ``aimed`` says which belief each wrong option catches ("" for none)."""

    number: str
    stem: str
    options: dict[str, str]
    right: str
    aimed: dict[str, str]


class Mind:
    """What a case says can be known and believed, found in the words of a text."""

    def __init__(self, case: dict):
        self._negators, self._deniers = ([_tokens(phrase) for phrase in case[kind]] for kind in ("negators", "deniers"))
        self._truths = {name: [_phrase(p) for p in phrases] for name, phrases in case["truths"].items()}
        self._signs = {name: [_phrase(p) for p in belief["signs"]] for name, belief in case["beliefs"].items()}
        self._strong = {name: [_phrase(p) for p in belief["strong"]] for name, belief in case["beliefs"].items()}
        self._because = {name: belief.get("because", f"điều gọi là “{name}”") for name, belief in case["beliefs"].items()}
        self._apart = frozenset(case.get("apart", ()))
        self._stated: dict[str, set[str]] = {}  # every pupil reads the same options
        self._voiced: dict[str, set[str]] = {}

    def truths_in(self, text: str) -> set[str]:
        """Return the truths that ``text`` states; "không cần đối chiếu" states none."""
        if text not in self._stated:
            self._stated[text] = self._named(text, self._truths, self._negators)
        return self._stated[text]

    def signs_in(self, text: str) -> set[str]:
        """Return the beliefs whose words stand in ``text``, whether it holds with them or not."""
        return self._named(text, self._signs, ()) | self._named(text, self._strong, ())

    def beliefs_in(self, text: str) -> set[str]:
        """Return the beliefs that ``text`` voices: their words, and no truth beside them."""
        if text not in self._voiced:
            weak = set() if self.truths_in(text) else self._named(text, self._signs, self._deniers)
            self._voiced[text] = weak | self._named(text, self._strong, self._deniers)
        return self._voiced[text]

    def because(self, belief: str) -> str:
        """Return why a pupil holds ``belief``, in words that follow "trò ấy tin"."""
        return self._because[belief]

    def own_words(self, text: str) -> int:
        """Return how many syllables of ``text`` are no part of a phrase of the case: a sentence has some, a heap of keywords none."""
        tokens, covered = _tokens(text), set()
        for phrase in (p for lexicon in (self._truths, self._signs, self._strong) for phrases in lexicon.values() for p in phrases):
            for places in _found(tokens, phrase, self._apart):
                covered.update(places)
        return len({token for at, token in enumerate(tokens) if at not in covered})

    def sound_choice(self, question: Question, taught: set[str]) -> str | None:
        """Return the one option that says most of what was taught and voices no belief; None where that is not clear."""
        told = {
            letter: 0 if self.beliefs_in(option) else len(self.truths_in(option) & taught)
            for letter, option in question.options.items()
        }
        best = [letter for letter, count in told.items() if count == max(told.values()) > 0]
        return best[0] if len(best) == 1 else None

    def _named(self, text: str, lexicon: dict[str, list[tuple[str, ...]]], against) -> set[str]:
        """The names of ``lexicon`` with a phrase in ``text`` that none of the phrases ``against`` stands right before."""
        tokens = _tokens(text)
        return {
            name
            for name, phrases in lexicon.items()
            if any(not _ends(tokens[: at[0]], against) for phrase in phrases for at in _found(tokens, phrase, self._apart))
        }


@dataclass(frozen=True)
class Pupil:
    """One simulated learner: falls for the first option that voices what it believes, else answers as it was taught."""

    believes: frozenset[str] = frozenset()

    def answer(self, question: Question, mind: Mind, taught: set[str]) -> str | None:
        """Return the letter of the chosen option, or None where the pupil cannot decide."""
        tempting = (letter for letter, option in question.options.items() if mind.beliefs_in(option) & self.believes)
        return next(tempting, None) or mind.sound_choice(question, taught)

    def should_answer(self, question: Question) -> set[str]:
        """Return the letters of the options that this pupil must choose between if the question tells pupils apart."""
        return {letter for letter, belief in question.aimed.items() if belief in self.believes} or {question.right}


def guess_by_place(place: int, question: Question) -> str | None:
    """Return the option at a place, 0 for the first."""
    return [*question.options, *[None] * (place + 1)][place]


def guess_by_length(question: Question, longest: bool = True) -> str | None:
    """Return the option that stands out by its length (by its shortness), None where none does."""
    lengths = {letter: len(option.split()) for letter, option in question.options.items()}
    ordered = sorted(lengths, key=lengths.get, reverse=longest)
    return ordered[0] if abs(lengths[ordered[0]] - lengths[ordered[1]]) >= _STANDS_OUT else None


def guess_by_echo(question: Question) -> str | None:
    """Return the option that repeats most words of the question, None where two are alike."""
    asked = set(words(question.stem))
    shared = {letter: len(asked & set(words(option))) for letter, option in question.options.items()}
    best = [letter for letter, count in shared.items() if count == max(shared.values())]
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=1 << 16)
def _found(tokens: tuple[str, ...], phrase: tuple[str, ...], apart: frozenset[str] = frozenset()) -> list[tuple[int, ...]]:
    """Where the words of a phrase stand, once for each place; words typed without any tone marks are compared without them."""
    if _unmarked(tokens):
        phrase, apart = tuple(map(fold, phrase)), frozenset(map(fold, apart))
    starts = (at for at, token in enumerate(tokens) if token == phrase[0])
    return [places for at in starts if (places := _from(at, tokens, phrase, apart))]


@lru_cache(maxsize=1 << 12)
def _unmarked(tokens: tuple[str, ...]) -> bool:
    return all(token == fold(token) for token in tokens)


def _from(at: int, tokens: tuple[str, ...], phrase: tuple[str, ...], apart: frozenset[str]) -> tuple[int, ...]:
    """The places of a phrase that begins at ``at``, none where it does not."""
    places: list[int] = []
    for piece in _pieces(phrase):
        reach = range(at, at + (_WIDEST_GAP if places else 0) + 1)
        start = next((n for n in reach if tokens[n : n + len(piece)] == piece), None)
        # "Hỏi AI về phường" asks nobody in the ward.
        if start is None or (places and apart & set(tokens[at:start])):
            return ()
        at = start + len(piece)
        places += range(start, at)
    return tuple(places)


def _pieces(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The runs of words of a phrase between its gaps."""
    cuts = [-1, *(at for at, token in enumerate(phrase) if token == _GAP), len(phrase)]
    return [phrase[start + 1 : end] for start, end in zip(cuts, cuts[1:])]


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token for part in text.split(_GAP) for token in (*_tokens(part), _GAP))[:-1]


def _ends(before: tuple[str, ...], phrases) -> bool:
    return any(found[-1][-1] == len(before) - 1 for phrase in phrases if (found := _found(before, phrase)))


@lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(one_tone_style(text).lower()))
