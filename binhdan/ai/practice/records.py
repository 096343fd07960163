"""What a prompt asks to be listed from minutes: its columns, its examples, what to leave out, how to write each cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from binhdan.ai.practice.minutes import TITLED
from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.records_shown import ARROW, KINDS, UNKNOWN, Shown, kind, kinds, shown
from binhdan.text import fold, sentences, words

_USUAL = {"task": "việc", "person": "người", "date": "hạn"}
_ISO = re.compile(r"yyyy\W?mm\W?dd|nam\W{0,3}thang\W{0,3}ngay|\biso\b|\b\d{4}-\d{2}-\d{2}\b")
_DAY_FIRST = re.compile(r"dd\W?mm\W?yyyy|ngay\W{1,3}thang\W{1,3}nam\b")
_OUT = r"\b(?:bo(?: qua| di| het)?|khong (?:lay|ghi|tinh|liet ke|dua|trich|ke|can|phai)|loai(?: bo)?|dung (?:lay|ghi|trich|dua)|tru|ngoai tru)\b"
_ONLY = r"\b(?:chi|nhung|cac|viec|dieu)\b"
_DONE = r"(?:da|vua) (?:lam |hoan thanh |giai quyet |thuc hien )?xong|xong roi|lam roi|da (?:lam|hoan thanh|giai quyet|thuc hien)|viec (?:da )?xong|viec cu"
_TO_DO = r"chua (?:lam|xong|hoan thanh)|(?:con|sap|se) phai lam|phai lam tiep|\bsap lam|\bse lam"
_IDEA = r"y kien|de xuat|ban bac|ban them|chua (?:chot|thong nhat|quyet|duoc chot|dong y)|gop y|kien nghi|dang ban|moi ban"
_SETTLED = r"da (?:duoc )?(?:chot|thong nhat|giao|phan cong|quyet|nhat tri|dong y)|duoc (?:giao|chot|phan cong|thong nhat)|(?:cuoc )?hop (?:da )?(?:chot|giao|thong nhat|phan cong)|\bco nguoi nhan|\bchot\b|\bthong nhat\b"
_ALLOWED = re.compile(rf"\b(?:khong|chua|neu|thieu)\b[^.\n]{{0,70}}\b(?:ghi|viet|dien|dung|tra loi|thi)\b[^.\n\w]{{0,4}}(?:la |chu |rang |vao |luon )*[^.\n\w]{{0,3}}(?P<word>{UNKNOWN})|\b(?:de|bo) trong\b|\b(?:khong|chua)\b[^.;\n]{{0,40}}\s*[:=]\W{{0,3}}(?P<after>{UNKNOWN})\b")
_LISTED = re.compile(
    r"(?:nguoi|ten|ai|giao)\b[^.\n]{0,80}(?:danh sach|du hop|co mat|tham du|thanh phan|tham gia hop|di hop|den hop|trong cuoc hop)|ngoai (?:cuoc hop|danh sach|thanh phan)|khong (?:du hop|di hop|den hop|co mat|tham du|co trong danh sach)"
)
_FULL = re.compile(r"du ho ten|ho (?:va )?ten|ten day du|day du ten|ho, ten|danh sach")
_FROM = re.compile(r"\b(?:tinh|dem|ke tu|quy|doi|can cu|dua|theo|so|lay)\b[^.\n]{0,50}\b(?:(?:ngay|buoi|hom|cuoc) (?:cuoc |buoi )?hop|ngay (?:lap|ghi|trong|cua) bien ban)")
_SHORT = re.compile(r"\b(?:ngan|gon|van tat|tom tat|toi da|duoi|khong qua)\b|bat dau bang (?:mot )?dong tu|khong (?:nhac|ghi|lap|kem)(?: lai)?(?: ca)? (?:ten|nguoi|han|ngay)|bo ten")
_WORDY = re.compile(r"^(?:trich|lay|rut|ghi|lap|loc|liet ke|cho|bang)\b|(?:\w+\s+){3}")
_HEAP = 24
_LED = re.compile(r"\s*(?:[-*•+]|\d{1,2}[.)])?\s*[\"“*_`]*(?P<name>[^\W\d_][\w ]{0,30}?)[\"”*_`]*\s*(?:[:：=]|[-–—]\s|\()")
_RELATIVE = re.compile(r"\bthu (?:hai|ba|tu|nam|sau|bay|[2-7])\b|\bchu nhat\b|\bmai\b|ngay nua|tuan (?:nay|sau|toi)|cuoi thang|hom nay")


@dataclass(frozen=True)
class Asked:
    """How the minutes are to be read; each flag stands for one thing the prompt settles."""

    columns: tuple[tuple[str, str], ...]  # (name as the prompt writes it, kind)
    examples: tuple[Shown, ...]
    no_done: bool
    no_ideas: bool
    short: bool
    iso: bool
    day_first: bool
    from_meeting: bool
    only_present: bool
    full_names: bool
    unknown: str
    json: bool

    @property
    def kinds(self) -> set[str]:
        """The kinds of the columns: task, person, date."""
        return {kind for _, kind in self.columns}


def asked(reading: Reading) -> Asked:
    """Read what a prompt settles; with data that is not fenced off, the data speaks too."""
    told = reading.instructions
    examples = tuple(shown(told))
    rules = "\n".join(line for line in told.splitlines() if not ARROW.search(line) and not is_pile(line))
    plain, whole = fold(rules), fold(told)
    cells = [cell for example in examples for cell in example.cells]
    real = [example for example in examples if example.cells and example.text]
    own = plain if reading.fences or reading.message else re.split(r"\n\W*bien ban .*hop\b", plain)[0]
    return Asked(
        columns=_columns(rules[: len(own)], examples),
        examples=examples,
        no_done=_says(plain, _DONE, _TO_DO) or _left_out(examples, r"\b(?:đã|vừa)\b"),
        no_ideas=_says(plain, _IDEA, _SETTLED) or _left_out(examples, r"nên|đề xuất|ý kiến|chưa thống nhất|lần sau"),
        short=bool(real) or bool(_SHORT.search(plain)) or any(example.cells for example in examples),
        iso=bool(_ISO.search(whole)),
        day_first=bool(_DAY_FIRST.search(plain)),
        from_meeting=bool(_FROM.search(plain)) or any(_reckoned(example) for example in real),
        only_present=bool(_LISTED.search(plain)) or any(_turned_away(example) for example in real),
        full_names=bool(_FULL.search(plain)),
        unknown=_unknown(plain, cells),
        json="json" in plain,
    )


def is_pile(line: str) -> bool:
    """Whether a line is words heaped up, with nothing to show where one instruction ends: nobody can follow it."""
    return len(line.split()) > _HEAP and not re.search(r"[,.;:!?|]", line)


def _says(plain: str, leave_out: str, keep: str) -> bool:
    """Whether the rules leave a sort of sentence out, or keep only its opposite."""
    return any(
        re.search(rf"{_OUT}[^.\n]{{0,80}}(?:{leave_out})|(?:{leave_out})[^.\n]{{0,40}}{_OUT}|{_ONLY}[^.\n]{{0,60}}(?:{keep})", line)
        for line in plain.splitlines()
    )


def _left_out(examples: tuple[Shown, ...], sign: str) -> bool:
    return any(not example.cells and re.search(sign, example.text.lower()) for example in examples)


def _reckoned(example: Shown) -> bool:
    """Whether an example turns "thứ Sáu này" into a day."""
    return bool(_RELATIVE.search(fold(example.text)) and re.search(r"\d{4}-\d{2}-\d{2}", " ".join(example.cells)))


def _turned_away(example: Shown) -> bool:
    """Whether an example names somebody and still leaves the person open."""
    return bool(TITLED.search(example.text)) and len(example.cells) > 1 and bool(re.fullmatch(UNKNOWN, fold(example.cells[1]).strip(" .()")))


def _unknown(plain: str, cells: list[str]) -> str:
    """The word the prompt wants where the minutes are silent, "" where it allows none."""
    if shown_word := next((cell for cell in cells if re.fullmatch(UNKNOWN, fold(cell).strip(" .()\"“”"))), ""):
        return shown_word
    match = _ALLOWED.search(plain)
    if not match:
        return ""
    return {"khong ro": "không rõ", "khong co": "không có", "khong biet": "không biết", "chua co": "chưa có"}.get(match["word"] or match["after"] or "", "chưa rõ")


def _columns(rules: str, examples: tuple[Shown, ...]) -> tuple[tuple[str, str], ...]:
    """The columns named in a row "việc | người | hạn", in lines "việc: …" or in a sentence: whichever names most."""
    named = (_in_a_row(rules), _in_lines(rules), _in_a_sentence(rules))
    best = max(named, key=lambda columns: len({kind for _, kind in columns} & set(KINDS)))
    if not best and any(len(example.cells) > 2 for example in examples):
        return tuple((_USUAL[k], k) for k in KINDS)
    return best


def _in_a_row(rules: str) -> tuple[tuple[str, str], ...]:
    for line in rules.splitlines():
        cells = [cell.strip(" []{}<>*_\"“”'.-•").split(":")[-1].strip() for cell in line.strip().strip("|").split("|")]
        named = [(cell, kind(cell)) for cell in cells if 0 < len(words(cell)) <= 6]
        if len({k for _, k in named if k}) > 1:
            return tuple((_USUAL[k] if k and _WORDY.search(fold(name)) else name, k or "other") for name, k in named)
    return ()


def _in_lines(rules: str) -> tuple[tuple[str, str], ...]:
    firsts: dict[str, str] = {}
    for match in filter(None, map(_LED.match, rules.splitlines())):
        name = match["name"].strip()
        if len(words(name)) <= 5 and kind(name):
            firsts.setdefault(kind(name), name)
    if len(firsts) < 2:
        return ()
    firsts.setdefault("task", _USUAL["task"])
    return tuple((firsts[k], k) for k in KINDS if k in firsts)


def _in_a_sentence(rules: str) -> tuple[tuple[str, str], ...]:
    for sentence in sentences(rules):
        cells = re.split(r"[,;:/|()]|\s(?:v[àa]|c[ùu]ng|k[èe]m)\s", sentence)
        said = {k for cell in cells for k in kinds(_ends(cell))}
        if len(said) > 1 and "date" in said:
            return tuple((_USUAL[k], k) for k in KINDS if k in said)
    return ()


def _ends(cell: str) -> str:
    """The first and the last words of one piece of a sentence; a column's name stands at either end."""
    said = words(cell)
    return cell if len(said) <= 6 else " ".join([*said[:3], *said[-3:]])
