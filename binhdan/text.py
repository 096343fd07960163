"""Vietnamese text: one canonical form, folding, words, sentences, slugs."""

import re
import unicodedata

_WORD = re.compile(r"[0-9a-z]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")  # what NFD splits off a Vietnamese letter
# A dot after one of these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(./])(?:TS|ThS|PGS|GS|BS|KS|TP|Tp|tp|Tr|tr|P|p|Q|q|ĐH|TT|TX|Tx|St|VD|vd|v\.v|ĐT|[A-ZĐ])\.$"
)
CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# Where hoà/hòa differ: the mark on the first of two vowels that end a syllable; after q the u is no vowel.
_OLD_TONE = re.compile(
    r"(?P<o>[òóỏõọ])(?P<ae>[ae])(?![^\W\d_])|(?<!q)(?P<u>[ùúủũụ])(?P<y>y)(?![^\W\d_])", re.I
)
_END = re.compile(rf"(?:\.{{3}}|…|[.!?])[\"”’)\]]*(?=\s+[\"“‘(\[]?[{CAPITALS}0-9\-•]|\s*$)|\n+")


def nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC, the only form the project stores."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics: "Đồi Chè" -> "doi che"."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower().replace("đ", "d")))


def one_tone_style(text: str) -> str:
    """Return ``text`` in NFC with "hòa, khỏe, ủy" written "hoà, khoẻ, uỷ": both styles are right and come out alike."""
    return _OLD_TONE.sub(_later_tone, nfc(text))


def _later_tone(pair: re.Match) -> str:
    first, mark = unicodedata.normalize("NFD", pair["o"] or pair["u"])
    return nfc(first + (pair["ae"] or pair["y"]) + mark)


def number(value: float, most: int = 2) -> str:
    """Return a number as Vietnamese write it, with at most ``most`` decimals: 1234.5 -> "1.234,5"."""
    whole, _, rest = f"{round(value, most) + 0.0:,.{most}f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def words(text: str) -> list[str]:
    """Return the folded syllables and numbers of ``text``, in order."""
    return _WORD.findall(fold(text))


def count_words(text: str) -> int:
    """Return how many syllables (tiếng) ``text`` has, as a person counts them: by spaces."""
    return sum(any(c.isalnum() for c in piece) for piece in text.split())


def sentences(text: str) -> list[str]:
    """Split ``text`` into sentences; a new line also ends one."""
    found, start = [], 0
    for match in _END.finditer(text):
        piece = text[start : match.end()]
        if match[0] == "." and _ABBREVIATION.search(piece):
            continue
        if piece.strip():
            found.append(piece.strip())
        start = match.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def slug(text: str, limit: int = 40) -> str:
    """Return ``text`` as an unaccented name for files and ids: "Bắt lỗi" -> "bat-loi"."""
    return "-".join(words(text))[:limit].strip("-")
