"""What a ward does with the demo class's marks: enrol, let peers mark, reckon, certify, report; and one page that links it all."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from binhdan.awards.register import Register
from binhdan.curriculum import Course
from binhdan.demo import peers
from binhdan.demo.handins import Plan
from binhdan.demo.level import TOLD
from binhdan.demo.people import Person
from binhdan.demo.verbs import play
from binhdan.points import ranks, rules
from binhdan.records import address, opened
from binhdan.records.level_bits import levels_of
from binhdan.records.models import Standing, Tutor
from binhdan.reports import quarters

LEVEL = 1
COHORT = "Lớp mẫu"
_WORTH = {TOLD[0]: 1.0, TOLD[1]: 0.67, TOLD[2]: 0.33}  # of the points that a person gives


@dataclass(frozen=True)
class Certificate:
    """One certificate as it was issued and checked."""

    number: str
    name: str
    link: str
    valid: bool
    verdict: str


@dataclass
class Ward:
    """What came of it; ``links`` are relative to the demo's folder, ``passed_over`` got no certificate, ``nearest`` says who and why."""

    quarter: str
    links: dict[str, str] = field(default_factory=dict)
    round: peers.Played | None = None
    tutors: int = 0
    ranks: dict[str, int] = field(default_factory=dict)
    certificates: list[Certificate] = field(default_factory=list)
    passed_over: int = 0
    nearest: str = ""


def play_ward(course: Course, out: Path, crowd: Sequence[Person], plans: Sequence[Plan]) -> Ward:
    """Play everything that follows the marking of the class in ``out/lop``."""
    folder = out / "lop"
    here = ("--class-folder", folder)
    play("enrol", _roster(crowd, out / "danh-sach.csv"), "--cohort", COHORT, "--yes", *here)
    for person in crowd:
        if person.nickname:
            play("nickname", person.code, person.nickname, *here)
    quarter = quarters.of(_busiest(plans))
    ward = Ward(quarter.name)
    ward.round = _round(course, out, plans)
    if ward.round:
        # Groups that nobody teaches yet are gaps, and the command says so with status 3.
        play("tutors", "share", *here, good=(0, 3))
    play("board", *here)
    _certify(ward, out, {person.code: person.name for person in crowd})
    play("tutor-page", "--to", out / "nguoi-kem.html", "--as-is", *here)
    play("report", "kpi", "--quarter", quarter, "--to", out / "chi-tieu.html", "--sample", "--as-is", *here)
    play("report", "quarter", quarter, "--to", out / "bao-cao-quy.docx", "--sample", "--as-is", *here)
    _read(ward, course, folder)
    ward.links |= {
        "board": "lop/published/bang-tin.html",
        "tutor": "nguoi-kem.html",
        "verify": "lop/certificates/verify.html",
        "kpi": "chi-tieu.html",
        "report": "bao-cao-quy.docx",
    }
    if ward.round:
        ward.links["packet"] = ward.round.packet.relative_to(out).as_posix()
    return ward


def _roster(crowd: Sequence[Person], file: Path) -> Path:
    """The roster as the ward's clerk would have it; everybody said yes to what is asked of them in class."""
    head = ["Họ và tên", "Năm sinh", "Tổ dân phố", "Nhóm đối tượng", "Mã học viên"]
    head += ["Đồng ý lưu hồ sơ", "Đồng ý cấp giấy chứng nhận", "Đồng ý hiện biệt danh"]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(head)
        for person in crowd:
            facts = [person.name, person.birth_year, person.group, person.target, person.code]
            rows.writerow([*facts, "có", "có", "có" if person.nickname else ""])
    return file


def _busiest(plans: Sequence[Plan]) -> date:
    """A day of the quarter in which most was handed in."""
    days = [plan.handed_in_at.date() for plan in plans]
    counts = Counter((day.year, (day.month - 1) // 3) for day in days)
    return max(days, key=lambda day: (counts[day.year, (day.month - 1) // 3], day))


def _round(course: Course, out: Path, plans: Sequence[Plan]) -> peers.Played | None:
    """Marks by peers, where somebody handed in the level's teach-back."""
    lesson = next((x for x in course.lessons if x.plan.level == LEVEL and x.plan.kind == "teach-back"), None)
    handed_in = [plan for plan in plans if lesson and plan.lesson.code == lesson.code and plan.person.ahead]
    if not handed_in:
        return None
    worth = {plan.person.code: _WORTH[plan.told] for plan in handed_in}
    return peers.play_round(lesson, out / "lop", out / "phieu-cham", worth)


def _certify(ward: Ward, out: Path, names: dict[str, str]) -> None:
    keys, folder = out / "khoa-ky", out / "lop"
    play("certify", "init", "--keys", keys, "--no-passphrase")
    said = play("certify", LEVEL, "--keys", keys, "--class-folder", folder)
    short = [line.removeprefix("Chưa đạt: ").partition(": ") for line in said.splitlines() if line.startswith("Chưa đạt: ")]
    ward.passed_over = len(short)
    # Who lacks one thing only shows best what a certificate asks for.
    ward.nearest = min((f"{names[code]}: {missing}" for code, _, missing in short), key=lambda line: (": được" in line, len(line)), default="")
    for entry in Register(folder / "certificates").entries:
        paper = folder / "certificates" / f"{entry.stem}.pdf"
        verdict = json.loads(play("verify-certificate", paper, "--issuer", keys / "issuer.json", "--json", good=(0, 1)))
        valid = verdict["state"] == "valid"
        link = paper.relative_to(out).as_posix()
        ward.certificates.append(Certificate(entry.number, entry.name, link, valid, "thật" if valid else verdict["state"]))


def _read(ward: Ward, course: Course, folder: Path) -> None:
    asked = rules.of(course)
    with opened(address(folder)) as book, book.reading() as session:
        levels = [mask for (mask,) in session.query(Standing.levels) if mask]
        ward.tutors = session.query(Tutor).count()
    named = (ranks.rank(set(levels_of(mask)), asked) for mask in levels)
    ward.ranks = dict(Counter(named))
