"""Simulated learners for a teach-back: one who understands, others with a misconception each, and some who only guess.

What there is to know and to get wrong is data (a case); nothing here speaks of one topic. A case has

- ``truths``: name -> phrases that say it; what the lesson must teach, and what right options say;
- ``beliefs``: name -> ``signs`` (phrases that voice the misconception), ``strong`` (phrases that voice it even beside
  a truth) and ``also`` (other words for its name);
- ``negators``: phrases that turn a truth behind them into its opposite ("không cần" đối chiếu);
- ``deniers``: phrases that deny a belief behind them ("đừng thấy" trôi chảy).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from binhdan.text import fold, one_tone_style, words

_STANDS_OUT = 3  # words by which an option must be longer or shorter than any other to catch the eye
_TOKEN = re.compile(r"\w+")


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
        self._truths = {name: [_tokens(p) for p in phrases] for name, phrases in case["truths"].items()}
        self._signs = {name: [_tokens(p) for p in belief["signs"]] for name, belief in case["beliefs"].items()}
        self._strong = {name: [_tokens(p) for p in belief["strong"]] for name, belief in case["beliefs"].items()}

    def truths_in(self, text: str) -> set[str]:
        """Return the truths that ``text`` states; "không cần đối chiếu" states none."""
        return self._named(text, self._truths, self._negators)

    def signs_in(self, text: str) -> set[str]:
        """Return the beliefs whose words stand in ``text``, whether it holds with them or not."""
        return self._named(text, self._signs, ()) | self._named(text, self._strong, ())

    def beliefs_in(self, text: str) -> set[str]:
        """Return the beliefs that ``text`` voices: their words, and no truth beside them."""
        weak = set() if self.truths_in(text) else self._named(text, self._signs, self._deniers)
        return weak | self._named(text, self._strong, self._deniers)

    def own_words(self, text: str) -> int:
        """Return how many syllables of ``text`` are no part of a phrase of the case: a sentence has some, a heap of keywords none."""
        tokens, covered = _tokens(text), set()
        for phrase in (p for lexicon in (self._truths, self._signs, self._strong) for phrases in lexicon.values() for p in phrases):
            for at in _starts(tokens, phrase):
                covered.update(range(at, at + len(phrase)))
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
            if any(not _ends(tokens[:at], against) for phrase in phrases for at in _starts(tokens, phrase))
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


@lru_cache(maxsize=1 << 16)  # every pupil reads the same options
def _starts(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> list[int]:
    """Where a phrase begins; words typed without any tone marks are compared without them."""
    if all(token == fold(token) for token in tokens):
        phrase = tuple(map(fold, phrase))
    return [at for at in range(len(tokens) - len(phrase) + 1) if tokens[at : at + len(phrase)] == phrase]


def _ends(before: tuple[str, ...], phrases) -> bool:
    return any(_starts(before, phrase)[-1:] == [len(before) - len(phrase)] for phrase in phrases if len(phrase) <= len(before))


@lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(one_tone_style(text).lower()))
