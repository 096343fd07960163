"""What the lines of an administrative document look like: patterns, and which line is which."""

from __future__ import annotations

import re

from binhdan.check.official_layout import Piece
from binhdan.text import count_words, fold

# The kinds of document with the letters that open their symbol (NĐ 30/2020, Phụ lục III).
KINDS = {
    "thông báo": "TB", "báo cáo": "BC", "kế hoạch": "KH", "quyết định": "QĐ", "nghị quyết": "NQ", "chỉ thị": "CT",
    "quy chế": "QC", "quy định": "QyĐ", "thông cáo": "TC", "hướng dẫn": "HD", "chương trình": "CTr", "phương án": "PA",
    "đề án": "ĐA", "dự án": "DA", "biên bản": "BB", "tờ trình": "TTr", "hợp đồng": "HĐ", "công điện": "CĐ",
    "giấy mời": "GM", "giấy giới thiệu": "GGT", "giấy ủy quyền": "GUQ", "giấy nghỉ phép": "GNP", "phiếu gửi": "PG",
    "phiếu chuyển": "PC", "phiếu báo": "PB", "bản ghi nhớ": "BGN", "bản thỏa thuận": "BTT",
}  # fmt: skip
BY_FOLDED = {fold(kind): kind for kind in KINDS}
_SHORT = 8  # syllables that a place among "Nơi nhận" has at most, where no dash marks it
_SIGNING = 3  # lines in which "TM. …" and the position stand together

NATION = re.compile(r"cong hoa xa hoi chu nghia viet nam")
MOTTO = re.compile(r"doc lap\s*[-–—.,]?\s*tu do\s*[-–—.,]?\s*hanh phuc")
NUMBER = re.compile(r"\bso\s*:?\s*(?P<number>[\d.…_]*)\s*/\s*(?P<symbol>[a-z0-9]+(?:\s*[._/–—-]\s*[a-z0-9]+)*)|\bso\s*:\s*[\d.…_]*(?=\s*$|\s{2})")
NUMBER_RIGHT = re.compile(r"S[ốỐ]\s*:\s*(?P<number>\d+)\s*/\s*(?P<symbol>(?:TTr|CTr|QyĐ|[A-ZĐ]+)(?:\s*[-–]\s*[A-ZĐ][A-ZĐ0-9]*)+)", re.ASCII)
DATE = re.compile(
    r"(?:(?<!\w)(?P<place>[^\W\d][^,|:;]{0,60}?)\s*,\s*)?"
    r"(?:ngay\s+(?P<day>[\d.…_]+)\s+thang\s+(?P<month>[\d.…_]+)\s+nam\s+(?P<year>[\d.…_]+)|(?:ngay\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})"
)
KIND = re.compile(rf"(?P<kind>{'|'.join(sorted(BY_FOLDED, key=len, reverse=True))})(?=\W|$)\s*[:.]?\s*")
ABOUT = re.compile(r"(?:ve viec|v/v)\b")
AGENCY = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|hdqt|so\s+\w|phong|chi cuc|cuc|truong|trung tam|tram|hop tac xa|htx|cong ty|hoi|ban|van phong"
    r"|dang uy|chi bo|mat tran|doan|phuong|xa|thi tran|thanh pho|tp|tinh|dac khu|to dan pho|thon)\b"
)
# Those that no person's name starts with: Trương, Đoàn, Hội can be surnames.
_SURELY_AGENCY = re.compile(r"(?:uy ban|ubnd|hdnd|hoi dong|trung tam|tram y te|hop tac xa|htx|cong ty|van phong|dang uy|mat tran|to dan pho)\b")
NO_NAME = re.compile(r"\b(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|phuong|xa|thanh pho|tinh)\b")
FOR = re.compile(r"(?:tm|kt|tl|tuq|ttuq|q)\s*\.")
POSITION = re.compile(
    r"\b(?:chu tich|bi thu|giam doc|hieu truong|chanh van phong|truong (?:phong|ban|tram|cong an|thon)|tram truong|to truong|chu nhiem"
    r"|vien truong|doi truong|chi huy truong)\b"
)
_PERSON = re.compile(r"(?:(?:TS|ThS|BS|KS|CN|PGS|GS)\.?\s*)*(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){1,5})")
SIGNED = re.compile(r"\bky\b")
SEAL = re.compile(r"\bdau\b|\bky so\b.*\b(?:co quan|to chuc|uy ban|ubnd|don vi|nha truong)\b")
RECIPIENTS = re.compile(r"(?:[-+•]\s*)?noi nhan\s*(?::|$)\s*")
KEPT = re.compile(r"\bluu\b")
_MARK_FIRST = re.compile(r"da ky|ky ten|ky so|chu ky|dong dau")
BLANK = re.compile(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>|…{2,}|\.{4,}|_{3,}")


def opens_title(text: str) -> bool:
    """Whether a line names the kind of document: alone, in capitals, or with what it is about."""
    match = KIND.match(fold(text))
    if not match:
        return False
    said, more = text[: match.end("kind")], fold(text[match.end() :])
    return not more or said.isupper() or bool(ABOUT.match(more) and is_heading(text))


def is_heading(text: str) -> bool:
    """Whether a line reads as a heading, not as a sentence or an item of a list."""
    return count_words(text) <= 20 and not re.search(r"[.:;,]\s*$", text) and text[:1] not in "-+•(["


def is_body(text: str) -> bool:
    """Whether a line can only belong below the title."""
    return not is_heading(text) or bool(re.match(r"kinh gui|can cu", fold(text)))


def is_summary(text: str) -> bool:
    """Whether a line below the title says what the document is about."""
    plain = fold(text)
    if ABOUT.match(plain):
        return True
    return is_heading(text) and count_words(text) > 2 and not re.match(r"kinh gui|can cu|\d|[ivx]+\.|dieu \d", plain)


def goes_on(text: str) -> bool:
    """Whether a line goes on with the summary above it."""
    return text[:1].islower() and is_heading(text)


def is_listed(text: str) -> bool:
    """Whether a line below "Nơi nhận" is one of the places it lists."""
    short = count_words(text) <= _SHORT and not re.search(r"[.:]\s*$", text)
    return text[:1] in "-+•" or bool(KEPT.match(fold(text))) or (short and not is_signing(text))


def is_signing(text: str) -> bool:
    """Whether a line belongs to the signing part."""
    return is_position(text) or is_mark(text) or is_person(text)


def signing_start(body: list[Piece]) -> int:
    """Where the signing part starts: its position, or its mark of a signature where there is no position."""
    position = [at for at, p in enumerate(body) if is_position(at_brackets(p)[0].text)]
    near = [at for at in position if body[at].line >= body[position[-1]].line - _SIGNING]
    marks = [at for at, p in enumerate(body) if p.text[0] in "([" and is_mark(p.text)]
    return min([*near, *marks[-1:]], default=len(body))


def is_position(text: str) -> bool:
    """Whether a line says for whom or in what position somebody signs."""
    plain = fold(text)
    if not text[0].isupper() or count_words(text) > 9 or re.search(r"[;:,]\s*$", plain):
        return False
    return bool(FOR.match(plain) or POSITION.match(re.sub(r"^pho\s+", "", plain)))


def is_person(text: str) -> bool:
    """Whether a line is nothing but a person's name."""
    match = _PERSON.fullmatch(text)
    if not match or is_position(text) or _MARK_FIRST.match(fold(text)) or _SURELY_AGENCY.match(fold(text)):
        return False
    return all(word[0].isupper() for word in match["name"].split())


def is_mark(text: str) -> bool:
    """Whether a piece stands where a signature or a seal goes, such as "(Đã ký, đóng dấu)"."""
    plain = fold(text).lstrip("([ ")
    if count_words(text) > 10 or text[0] in "-+•" or (is_person(text) and text[0] not in "(["):
        return False
    return bool(_MARK_FIRST.match(plain) if text[0] not in "([" else SIGNED.search(plain) or SEAL.search(plain))


def at_brackets(piece: Piece) -> list[Piece]:
    """Take a piece apart at its brackets: "CHỦ TỊCH (Đã ký) Tạ Văn A" is three pieces."""
    parts = re.split(r"\s*([(\[][^()\[\]]*[)\]])\s*", piece.text)
    return [Piece(piece.line, part) for part in parts if part]
