"""People's names: how they are shown, compared and sorted."""

from __future__ import annotations

import re
import unicodedata

from binhdan.text import nfc, one_tone_style

# Icelandic and African letters that look like Đ and đ on every screen.
_LOOK_ALIKE = str.maketrans("ÐðƉɖ", "ĐđĐđ")
# Zero width, soft hyphens, and marks that turn the direction of writing.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A joiner holds an emoji together; between letters it is only dirt.
_JOINER = re.compile("(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}


def unseen_out(text: str) -> str:
    """Return ``text`` in NFC, with single spaces, real Đ, and nothing that no eye can see."""
    plain = _JOINER.sub("", _UNSEEN.sub("", nfc(text))).translate(_LOOK_ALIKE)
    return " ".join(plain.split())


def shown(name: str) -> str:
    """Return a name as it is kept: NFC, single spaces, nothing unseen; "LÊ THỊ HOA" and "lê thị hoa" become "Lê Thị Hoa"."""
    plain = unseen_out(name).strip(" .,;")
    if plain == plain.upper() or plain == plain.lower():
        plain = " ".join(word[:1].upper() + word[1:].lower() for word in plain.split())
    return plain


def key(name: str) -> str:
    """Return what two spellings of one name have in common: "NGUYỄN THỊ HÒA" and "Nguyễn  Thị Hoà" give the same.

    Tones and letters stay: Hoa, Hoà and Hoá are three people.
    """
    return one_tone_style(shown(name)).lower()


def order(name: str) -> tuple:
    """Return what to sort names by: the given name, which stands last, then the family name and the rest."""
    syllables = [_syllable(word) for word in key(name).split()]
    return (syllables[-1:], syllables[:-1])


def _syllable(word: str) -> tuple:
    """First the letters, then the tone: An, Án, Anh."""
    letters, tone = [], 0
    for letter in word:
        base = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES)
        tone = next((_TONES[c] for c in unicodedata.normalize("NFD", letter) if c in _TONES), tone)
        base = nfc(base)
        letters.append((_ALPHABET.get(base, len(_ALPHABET)), base))
    return (tuple(letters), tone)
