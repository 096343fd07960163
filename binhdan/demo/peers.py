"""The demo class marks its teach-backs: invented reviewers with an eye of their own fill in their sheets."""

from __future__ import annotations

import base64
import csv
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from binhdan.curriculum import Lesson
from binhdan.demo.verbs import play
from binhdan.teachback import rubric
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.sheet import BEGIN, END
from binhdan.teachback.store import Folder, Round

# What an invented reviewer says, by how good the work is.
_SAID = (
    "Bạn nhờ người nghe nói lại rồi ghi đúng lời họ nhé.",
    "Bạn kể thêm AI nói gì và sự thật ra sao thì rõ hơn.",
    "Ví dụ dễ nhớ lắm, đọc xong tôi kể lại được ngay.",
)


@dataclass(frozen=True)
class Played:
    """How the round went: works, reviews that came back, and works that the tutor decided."""

    works: int
    reviews: int
    settled: int
    packet: Path


def play_round(lesson: Lesson, class_folder: Path, sheets: Path, worth: Mapping[str, float]) -> Played:
    """Give out, review, mark and settle the teach-back ``lesson``; ``worth`` is author -> share of the points it deserves."""
    here = ("--class-folder", class_folder)
    # Who left the person's part empty takes no part, and the command says so with status 3.
    play("peers", "allocate", lesson.code, *here, "--seed", "lop-mau", good=(0, 3))
    folder, asked = Folder(class_folder, lesson.assignment), rubric.load(lesson)
    now = folder.load_round()
    reviews = _fill_in(now, asked, worth, sheets)
    play("peers", "collect", sheets, *here)
    play("peers", "mark", lesson.code, *here, good=(0, 3))
    settled = _decide(folder, now, asked, worth)
    if settled:
        play("peers", "tutor", "--from", folder.path / "tutor.csv", "--lesson", lesson.code, *here, good=(0, 3))
    play("peers", "tutors", lesson.code, "--appoint", *here)
    return Played(len(now.works), reviews, settled, next(iter(sorted(folder.path.glob("packets/*/*.html")))))


def _fill_in(now: Round, asked: Rubric, worth: Mapping[str, float], sheets: Path) -> int:
    """Write the sheet that each reviewer's page would hand back; return how many works were read."""
    sheets.mkdir(parents=True, exist_ok=True)
    count = 0
    for code, reviewer in now.reviewers.items():
        draw = random.Random(f"chấm/{code}")
        leaning, noise = draw.gauss(0, 0.1), draw.uniform(0.05, 0.2)
        items = {}
        for item in reviewer.items:
            share = sum(asked.reference(item.work).marks) / asked.most if item.calibration else worth.get(now.works[item.work].author, 0.5)
            seen = [min(1.0, max(0.0, share + leaning + draw.gauss(0, noise))) for _ in asked.criteria]
            marks = [round(each * criterion.most) for each, criterion in zip(seen, asked.criteria)]
            items[item.key] = [marks, _SAID[min(2, sum(marks) * 3 // (asked.most + 1))]]
            count += 1
        row = {"round": now.id, "token": reviewer.token, "saved": datetime.now(UTC).isoformat(), "items": items}
        letters = base64.urlsafe_b64encode(json.dumps(row, ensure_ascii=False).encode()).decode().rstrip("=")
        (sheets / f"{code}.txt").write_text(f"{BEGIN}{letters}{END}", encoding="utf-8")
    return count


def _decide(folder: Folder, now: Round, asked: Rubric, worth: Mapping[str, float]) -> int:
    """Fill in the tutor's list as the tutor would in Excel; return how many works were on it."""
    file = folder.path / "tutor.csv"
    if not file.is_file():
        return 0
    rows = list(csv.reader(file.open(encoding="utf-8-sig", newline="")))
    for row in rows[1:]:
        row[1:3] = [f"{asked.most * worth.get(now.works[row[0]].author, 0.5):g}", "Tôi đã đọc lại cả bài."]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return len(rows) - 1
