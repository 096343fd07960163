"""Signs of personal data in a learner's words ("10 chữ số bắt đầu bằng 0, có thể cách") and what they find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from binhdan.text import CAPITALS, fold, nfc

Span = tuple[int, int]
Finder = Callable[[str], list[Span]]

SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Đoàn Trịnh Trương Mai Cao Tạ Tô Hà Hứa Chu Kiều "
    "Phùng Lương Quách Đàm Triệu Lò Vi Ma Nông Bàn Giàng Vừ Mùa Lù Sùng Phàn Thào Tẩn Lục Quàng Cà Tòng"
).split()
_WORD = rf"[{CAPITALS}][^\W\d_]*"
_RUN = re.compile(rf"{_WORD}(?:[ \t]+{_WORD}){{0,4}}")
NUMBER = re.compile(r"(?<![^\W_])\+?\d(?:[\d/.,\-]*\d)?[a-zA-Z]?(?!\w)")
_BETWEEN = r"[ .\-\u00a0]?"
_LIST = r"(?:\s*(?:các|những|cac|nhung))?(?:\s*(?:từ|chữ|tu|chu))?\s*[:：]?\s*(?P<list>.+)$"
_AFTER = re.compile(r"\b(?:đứng|đi|ngay|liền|nằm)?\s*(?:đằng )?\b(?:sau|dang sau)\b" + _LIST, re.I)
_COUNT = re.compile(r"(?P<counts>\d{1,2}(?:\s*(?:,|hoặc|hay|hoac|và|va|/)\s*\d{1,2})*)\s*(?:chữ số|chu so|con số|con so|số|so)\b", re.I)
_STARTS = re.compile(r"(?:bắt đầu|mở đầu|bat dau|mo dau|đầu số|dau so)\s*(?:bằng|la|là|từ|bang|tu|với|voi)?\s*(?:các |số |so )*(?P<starts>\+?\d+(?:\s*(?:,|hoặc|hay|hoac|/)\s*\+?\d+)*)(?!\s*(?:chữ|chu|số))", re.I)
_UNTIL = re.compile(r"\s*,?\s*(?:cho )?(?:đến|tới|den|toi)\s*(?:hết |het )?(?:dấu|dau)?\s*(?P<end>phẩy|phay|chấm|cham|câu|cau|dòng|dong).*$", re.I)
# "có thể cách", "viết liền hoặc cách nhau", "(có dấu chấm ở giữa)": other marks may stand between the digits.
_LOOSE = re.compile(
    r"[,;(]?\s*(?:(?:và|hoặc|va|hoac)\s+)?(?:(?:có thể|co the|viết|viet|được|duoc|liền|lien|hoặc|hoac|có|co|hay|cả khi|ca khi)\s+)*"
    r"(?:cách nhau|cách quãng|cách|rời nhau|rời|chấm|dấu cách|dấu chấm|khoảng trắng|dấu gạch|cach nhau|cach|roi|dau cach|dau cham|khoang trang|dau gach)\b"
    r"(?:\s*(?:,|hoặc|hay|và|hoac|va)?\s*(?:dấu |dau )?(?:cách|chấm|gạch|khoảng trắng|cach|cham|gach|khoang trang|ở giữa|o giua|chen giữa|nhau)\b)*\s*\)?", re.I
)
_FROM = re.compile(r"^\s*(?:từ|tu)(?:\s*(?:các|cac))?(?:\s*(?:từ|chữ|tu|chu))?\s*[:：]\s*|^\s*(?:từ|tu)\s+(?:chữ|chu|từ|tu)\s+", re.I)
_EXACT = re.compile(r"^\s*(?:đúng|nguyên|dung|nguyen|các|cac)\s*(?:các |cac )?(?:từ|chữ|tu|chu|cụm từ|cum tu)\s*[:：]\s*", re.I)
# Words people write without tone marks, and what they mean: "chi" is "chị", never "chỉ".
_MEANT = {
    fold(word): word
    for word in "ông|bà|chị|cô|chú|bác|cụ|cháu|thầy|dì|cậu|mợ|ngõ|ngách|hẻm|đường|phố".split("|")
}


def finder(sign: str) -> Finder:
    """Return what finds the stretches of a text that ``sign`` speaks of; ValueError (Vietnamese) where it can't be understood."""
    said = nfc(sign).strip().strip("`\"“”'").strip()
    plain = fold(said)
    loose = bool(_LOOSE.search(said)) and not _UNTIL.search(said) and not re.search(r"\bkhong (?:co |duoc )?(?:dau )?cach\b", plain)
    said = _LOOSE.sub("", said) if loose else said
    everything = re.match(r"(?:moi|tat ca|bat ky|bat cu|cac|het)\b", plain)
    if everything and re.search(r"\b(?:viet )?hoa\b", plain):
        return lambda text: [match.span() for match in re.finditer(_WORD, text)]
    if everything and re.fullmatch(r"\w+(?: \w+)? (?:chu )?(?:con )?so", plain):
        return lambda text: [match.span() for match in NUMBER.finditer(text)]
    after = _keywords(match["list"]) if (match := _AFTER.search(said)) else []
    own = said[: match.start()] if match else said
    if _COUNT.search(own) or _STARTS.search(own):
        return _digits(own, after, _BETWEEN if loose else "")
    if re.search(r"\bho (?:thuong gap|pho bien|quen|viet nam)|\b(?:bat dau|mo dau) (?:bang|la|voi) (?:cac |mot )?ho\b", plain):
        listed = re.search(r"\bh[ọo]\s*[:：]\s*(.+)$", said, re.I)
        return _surnamed([*SURNAMES, *(_split(listed[1]) if listed else [])])
    if after and re.search(r"\bten\b|\bhoa\b", fold(own)):
        return lambda text: _following(text, after, _RUN)
    if after and re.search(r"\bso\b", fold(own)):
        return lambda text: _following(text, after, NUMBER)
    if match := _EXACT.match(said):
        exact = _keywords(said[match.end() :])
        return lambda text: _places(text, exact)
    if _UNTIL.search(said) or _FROM.match(said):
        return _stretch(said)
    raise ValueError(f"máy chưa hiểu dấu hiệu “{sign}”. Chọn một cách viết trong bảng của bài rồi sửa số và từ cho hợp.")


def _digits(said: str, after: list[str], between: str) -> Finder:
    """Numbers of so many digits, perhaps with a start, perhaps only behind some words."""
    starts = [s.strip() for s in re.split(r"[,/]|hoặc|hay|hoac", m["starts"])] if (m := _STARTS.search(said)) else [""]
    rest = _STARTS.sub("", said)
    counts = [int(n) for n in re.findall(r"\d+", m["counts"])] if (m := _COUNT.search(rest)) else [11 if s.startswith("+") else 10 for s in starts]
    ways = [_way(start, count, between) for start in starts for count in counts]
    number = re.compile(rf"(?<![\d+])(?<!\d[.,/\-])(?:{'|'.join(ways)})(?!\d)(?![.,/]\d)(?!-\d)")
    if after:
        return lambda text: _following(text, after, number)
    return lambda text: [match.span() for match in number.finditer(text)]


def _way(start: str, count: int, between: str) -> str:
    digits = start.removeprefix("+")
    # A country code stands for the leading zero: "+84 …" has eleven digits where "0…" has ten.
    if start.startswith("+") and count in (9, 10):
        count = 11
    left = max(count - len(digits), 0)
    # Whoever writes "bắt đầu bằng 84" means the number with or without its plus.
    plus = r"\+" if start.startswith("+") else r"\+?" if start and start[0] != "0" else ""
    head = between.join(digits)
    return plus + (f"{head}(?:{between}\\d){{{left}}}" if head else f"\\d(?:{between}\\d){{{left - 1}}}")


def _surnamed(surnames: list[str]) -> Finder:
    """Three to five capitalised words of which the first is a surname."""
    # "HỖ TRỢ" is no family of Hồ: only a word written without tone marks is compared without.
    known = {way for name in surnames for way in (name.lower(), fold(name))}
    run = re.compile(rf"(?<!\w){_WORD}(?:[ \t]+{_WORD}){{2,4}}")

    def find(text: str) -> list[Span]:
        found, at = [], 0
        while match := run.search(text, at):
            first = re.match(_WORD, match[0])
            if first[0].lower() in known:
                found.append(match.span())
                at = match.end()
            else:
                at = match.start() + len(first[0])
        return found

    return find


def _stretch(said: str) -> Finder:
    """From one of the words to the next comma, the end of the sentence or of the line."""
    end = m["end"] if (m := _UNTIL.search(said)) else "phẩy"
    stop = {"ph": r"[,;.\n]", "ch": r"[.\n]", "ca": r"[.\n]", "do": r"\n"}[fold(end)[:2]]
    listed = _keywords(_FROM.sub("", _UNTIL.sub("", said)))
    until = re.compile(rf".*?(?={stop}(?!\d)|$)", re.S)
    return lambda text: [(begin, until.match(text, begin).end()) for begin, _ in _places(text, listed)]


def _following(text: str, after: list[str], what: re.Pattern) -> list[Span]:
    """What stands right behind one of the words; "số" and a colon may stand between."""
    found = []
    for _, end in _places(text, after):
        gap = re.compile(r"[ \t]*(?:\([^)\n]{1,12}\)[ \t]*)?(?:(?:cũ|mới|số|so|là|la)[ \t]*){0,3}[:：]?[ \t]*", re.I).match(text, end)
        if match := what.match(text, gap.end()):
            found.append(match.span())
    return found


def _places(text: str, listed: list[str]) -> list[Span]:
    """Where the words stand, whatever their case; a word in the text without tone marks counts too."""
    ways = dict.fromkeys(way for word in listed for way in (word, fold(word)))
    found = _whole(ways, text.lower())
    # Several words written without tone marks are clear enough; one alone ("chi") is not.
    return sorted({*found, *_whole([word for word in listed if " " in word and word == fold(word)], fold(text))})


def _whole(ways: Iterable[str], text: str) -> list[Span]:
    pattern = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)] if pattern else []


def _keywords(listed: str) -> list[str]:
    """The words of a list in small letters; "ông bà anh chị" without commas is four words."""
    apart = [word for piece in _split(listed.lower()) for word in (piece.split() if _only_titles(piece) else [piece])]
    return [_MEANT.get(word, word) for word in apart]


def _only_titles(piece: str) -> bool:
    return all(word in _MEANT or word in _MEANT.values() or word in ("anh", "em") for word in piece.split())


def _split(listed: str) -> list[str]:
    return [word for piece in re.split(r"[,;/]|\s(?:hoặc|hay|và|hoac|va)\s|…|\.\.\.", listed) if (word := piece.strip(" .\"“”'`[]()"))]
