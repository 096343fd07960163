"""The names people give to the parts of a prompt, and the cues of a part that has no name."""

import re

from binhdan.text import fold

# Part of a prompt -> the headings people write above it, folded.
HEADINGS = {
    "role": "vai|vai tro|vai cua ban|vai cua ai|nguoi viet|role|persona|nhan vat",
    "task": "viec|nhiem vu|yeu cau|viec can lam|cong viec|de bai|task|muc tieu|lam gi|muc dich",
    "audience": "nguoi doc|nguoi nhan|doi tuong|gui cho|gui toi|viet cho|cho ai|audience",
    "context": "boi canh|ngu canh|hoan canh|thong tin|du lieu|du kien|su viec|su co|tinh huong|so lieu|context|data|input",
    "constraints": "rang buoc|luu y|quy tac|gioi han|dieu kien|yeu cau them|cam|khong duoc|constraints|rules|nguyen tac|luat|quy uoc|quy dinh|dan them|dan do|loi dan|cach ghi|quy tac ghi",
    "form": "mau dau ra|dau ra|dinh dang|mau|cau truc|trinh bay|cach trinh bay|bo cuc|ket qua|mau ket qua|mau tra loi|format|output|mau thong bao",
    "examples": "vi du|cac vi du|vi du mau|hai vi du|2 vi du|vi du 1|vi du 2|vi du 3|vi du mot|vi du hai|examples|example|bai mau",
    "labels": "nhan|cac nhan|bo nhan|dinh nghia|dinh nghia nhan|bon nhan|bo bon nhan|dinh nghia cac nhan|dinh nghia bon nhan|dinh nghia 4 nhan|cac nhan va dinh nghia|nhan va dinh nghia|danh sach nhan|y nghia cac nhan|cach phan loai|phan loai|labels",
    "source": "nguon|tai lieu|van ban|cac nguon|tai lieu nguon|source|sources|van ban goc|bien ban|bien ban hop|bien ban cuoc hop|binh luan|cac binh luan|binh luan can phan loai|phan anh can phan loai",
    "question": "cau hoi|question|hoi",
    "fields": "cac truong|cac truong can lay|ba truong|3 truong|cac cot|ba cot|luoc do|cac o|ba o|thong tin can lay",
    "tone": "giong|giong van|van phong|loi le|tone|phong cach",
}
# Names that mean a part only where they are a tag: "Trường: …" on a line may be a school.
_TAGS = {"truong": "fields", "cot": "fields", "o": "fields"}
_NAMES = {name: part for part, names in HEADINGS.items() for name in names.split("|")}

# A sentence that carries no heading is recognised by how it starts or what it speaks of (folded text).
CUES = {
    "role": r"^(?:ban|anh|chi|em|may|ai)(?: hay)? (?:la|dong vai|trong vai)|^(?:hay )?dong vai|^voi vai|^trong vai|^you are",
    "form": r"\btheo mau\b|\btrinh bay\b|\bgom (?:cac )?(?:phan|muc|dong|y)\b|\bdinh dang\b|\bdang (?:bang|json|danh sach)\b|\bgach dau dong\b|\btra ve\b|\bmoi (?:y|muc) mot dong\b|\bchi ghi\b|\btra loi bang (?:dung )?(?:mot|1)\b",
    "constraints": r"\bkhong (?:them|bia|dung|qua|viet|duoc|nhac|suy)\b|\btoi da\b|\bduoi \d|\bngan gon\b|\bchi (?:dung|duoc|su dung)\b|\bdung (?:them|bia)\b|\bneu khong (?:co|chac|thay|ro)\b|\bphai\b|\bit hon\b|\bkhong biet\b",
    "audience": r"^(?:nguoi doc|nguoi nhan|doi tuong) la|^(?:viet|gui) cho (?:ai|nguoi|ba con|cac)",
    "tone": r"\bgiong (?:van|dieu|than|lich|trang)|\bloi le\b|\blich su\b|\bthan thien\b",
    "task": r"^(?:ban )?(?:hay |xin |nho ban |giup (?:toi|minh|em) |vui long |can )?(?:viet|soan|lap|tao|tom tat|phan loai|gan nhan|trich|rut|tra loi|liet ke|chon|sua|dich|neu|doc|tinh|ve|xep|goi y|ke|xac dinh|cho biet)\b",
}
_CUES = {part: re.compile(pattern) for part, pattern in CUES.items()}
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s*|[-*•]\s*|\(?\d{1,2}[.)]\s*)?(?:\*\*|__)?\[?\s*(?P<name>[^\W\d_][\w /]{1,30}?(?:\s*\([^)\n]{1,30}\))?)\s*\]?\s*"
    r"(?P<mark>(?:\*\*|__)?\s*[:：](?:\*\*|__)?|\s+[-–—]\s(?=\S)|(?:\*\*|__)\s*$|\s*$)\s*(?P<rest>.*)$"
)


def part_of(name: str) -> str | None:
    """Return the part of a prompt that a heading names ("Mẫu đầu ra" -> "form"), or None."""
    plain = re.sub(r"\s+", " ", re.sub(r"\(.*?\)|[^\w ]", " ", fold(name))).strip()
    return _NAMES.get(plain)


def tag_part(tag: str) -> str | None:
    """Return the part of a prompt that a tag names (<mau_dau_ra> -> "form"), or None."""
    name = tag.replace("_", " ").replace("-", " ")
    return part_of(name) or _TAGS.get(fold(name))


def heading(line: str) -> tuple[str, str] | None:
    """Return (part, text after the heading) where ``line`` opens a part of the prompt, else None."""
    match = _HEADING.match(line)
    if not match or not (part := part_of(match["name"])):
        return None
    # A bare word alone on a line is a heading only when it looks like one.
    if not match["mark"].strip() and not line.lstrip().startswith("#") and not line.strip().isupper():
        return None
    return part, match["rest"].strip()


def cue(sentence: str) -> str:
    """Return the part that a sentence without heading most likely belongs to; "context" otherwise."""
    plain = fold(sentence).lstrip(" -*•")
    return next((part for part, pattern in _CUES.items() if pattern.search(plain)), "context")
