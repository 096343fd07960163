"""The ward's residential groups and target groups, found from what clerks write for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from binhdan.locale import Locale
from binhdan.records.names import shown
from binhdan.text import fold, one_tone_style, words

# What may stand before a group's name: "TDP Đồi Chanh", "tổ 3".
_BEFORE = re.compile(r"(?:to dan pho|to dan cu|tdp|to|khu pho|khu|thon|xom|ap|ban|khoi pho|khoi|so)\s+")
_NEAR = 70  # per cent alike, from which a group is worth proposing


@dataclass(frozen=True, eq=False)  # known by itself: its answers are kept, and a locale can't be hashed
class Ward:
    """Who runs the course, as a clerk's words are understood."""

    locale: Locale

    @cached_property
    def _groups(self) -> dict[str, str]:
        """What a group may be called -> its name; what two groups share names neither."""
        found: dict[str, str | None] = {}
        for name in self.locale.groups:
            for word in {_plain(name), _short(name)}:
                found[word] = name if found.get(word, name) == name else None
        return {word: name for word, name in found.items() if name}

    @lru_cache(maxsize=10_000)  # a ward lives as long as its command; rosters repeat the same few words
    def group(self, text: str) -> str | None:
        """Return the name of the residential group that ``text`` means, or None."""
        exact = [name for name in self.locale.groups if _same(name) == _same(text)]
        return exact[0] if exact else self._groups.get(_plain(text)) or self._groups.get(_short(text))

    def proposal(self, text: str) -> str:
        """Return the group whose name looks most like ``text``, or "" where none does."""
        from rapidfuzz import fuzz, process

        best = process.extractOne(_short(text), list(self._groups), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._groups[best[0]] if best else ""

    @cached_property
    def _targets(self) -> list[tuple[str, set[str], list[str]]]:
        """Key, words of the whole name, and the kinds of people it lists, of every target group."""
        found = []
        for target in self.locale.targets:
            kinds = [" ".join(words(part)) for part in re.split(r"[,;/]| và ", target.name)]
            found.append((target.key, set(words(target.name)), kinds))
        return found

    @lru_cache(maxsize=10_000)
    def target(self, text: str) -> str | None:
        """Return the key of the only target group that ``text`` can mean ("CBCCVC", "chủ hộ kinh doanh"), or None."""
        said = words(text)
        line = " ".join(said)
        for test in (_is_it, _names_a_kind, _is_part):
            fitting = [key for key, whole, kinds in self._targets if test(line, set(said), key, whole, kinds)]
            if len(fitting) == 1:
                return fitting[0]
        return None


def _is_it(line: str, said: set[str], key: str, whole: set[str], kinds: list[str]) -> bool:
    initials = ["".join(word[0] for word in kind.split()) for kind in kinds]
    short = line.replace(" ", "")
    return line in (" ".join(words(key)), " ".join(kinds)) or line in kinds or short in {*initials, "".join(initials)}


def _names_a_kind(line: str, said: set[str], key: str, whole: set[str], kinds: list[str]) -> bool:
    return any(f" {kind} " in f" {line} " for kind in kinds)


def _is_part(line: str, said: set[str], key: str, whole: set[str], kinds: list[str]) -> bool:
    return len(said) > 1 and said <= whole


def _same(text: str) -> str:
    return one_tone_style(shown(text)).lower()


def _plain(text: str) -> str:
    return " ".join(words(fold(shown(text))))


def _short(text: str) -> str:
    plain, last = _plain(text), ""
    while plain != last:
        last, plain = plain, _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain
    return plain
