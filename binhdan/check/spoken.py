"""Vietnamese text as it is read aloud, and how far a transcript is from what was said."""

import re
import unicodedata

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Other ways of saying or writing the same syllable.
_SAME = {"lăm": "năm", "nhăm": "năm", "mốt": "một", "tư": "bốn", "bẩy": "bảy", "linh": "lẻ", "ngàn": "nghìn"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[hg]\s*(\d{2})?|:(\d{2}))\b")
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_NUMBER = re.compile(r"0\d+(?:[ .]\d{3})*\b|\d{7,}|\d{1,3}(?:\.\d{3})+|\d+")
_LONGEST = 6  # digits from which a number is read digit by digit


def spoken_words(text: str) -> list[str]:
    """Return the syllables of ``text`` as they are said: "9h15" -> chín giờ mười năm; tone marks count."""
    plain = unicodedata.normalize("NFC", text).lower()
    plain = _CLOCK.sub(lambda m: f"{m[1]} giờ {m[2] or m[3] or ''}", plain)
    plain = _DATE.sub(r"\1 tháng \2", plain)
    plain = _NUMBER.sub(lambda m: f" {_read(m[0])} ", plain)
    return [_tone_last(_SAME.get(word, word)) for word in re.findall(r"[^\W_]+", plain)]


def number_words(number: int) -> str:
    """Return a number from 0 to 999 999 in words: 115 -> một trăm mười lăm."""
    if number >= 1000:
        rest = number % 1000
        tail = f" {_hundreds(rest, full=True)}" if rest else ""
        return f"{number_words(number // 1000)} nghìn{tail}"
    return _hundreds(number)


def align(said: list[str], written: list[str]) -> list[tuple[int | None, int | None]]:
    """Pair the words said with the words written at the least edits; None stands for a word left out or added."""
    cost = [[i + j for j in range(len(written) + 1)] for i in range(len(said) + 1)]
    for i, word in enumerate(said, 1):
        for j, other in enumerate(written, 1):
            cost[i][j] = min(cost[i - 1][j - 1] + (word != other), cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    pairs, i, j = [], len(said), len(written)
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + (said[i - 1] != written[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def word_errors(said: list[str], written: list[str]) -> list[int]:
    """Return the place in ``said`` of each word that is wrong, left out or followed by an added one."""
    errors, last = [], 0
    for i, j in align(said, written):
        last = last if i is None else i
        if i is None or j is None or said[i] != written[j]:
            errors.append(last)
    return errors


def _read(digits: str) -> str:
    bare = re.sub(r"\D", "", digits)
    if (bare[0] == "0" and len(bare) > 1) or len(bare) > _LONGEST:
        return " ".join(_DIGITS[int(digit)] for digit in bare)
    return number_words(int(bare))


def _hundreds(number: int, full: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    head = f"{_DIGITS[hundreds]} trăm" if hundreds or full else ""
    if not rest:
        return head or _DIGITS[0]
    if rest < 10:
        return f"{head} lẻ {_DIGITS[rest]}" if head else _DIGITS[rest]
    return f"{head} {_tens(rest)}".strip()


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not ones:
        return head
    return f"{head} {'lăm' if ones == 5 else 'mốt' if ones == 1 and tens > 1 else _DIGITS[ones]}"


def _tone_last(word: str) -> str:
    """Move the tone mark to the end, so that "hoà" and "hòa" are one word."""
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in apart if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES)) + tones
