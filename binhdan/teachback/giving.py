"""Gives out the works: who takes part, who reads whom, and two works with known marks for each reviewer."""

from __future__ import annotations

import random
import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from binhdan.curriculum import Lesson
from binhdan.grading import results
from binhdan.grading.handin_digest import digest
from binhdan.teachback import works
from binhdan.teachback.allocation import allocate
from binhdan.teachback.people import Person
from binhdan.teachback.problem import TeachBackError
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Folder, Item, Reviewer, Round, Work

CALIBRATION = 2  # works with known marks for each reviewer


@dataclass
class Given:
    """What a run gave out: the round as it is now, the new (reviewer, author) pairs, and who is left out with why."""

    round: Round
    pairs: list[tuple[str, str]]
    fresh: list[Work] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    def readers(self) -> Counter:
        """Author -> how many were given their newest work."""
        return Counter(author for _, author in given_pairs(self.round))


def give(
    lesson: Lesson, class_folder: Path, rubric: Rubric, people: Mapping[str, Person], replace_missing: bool, seed: str
) -> Given:
    """Add what is still to be given out to the round in ``class_folder`` and keep it; what was given out stays.

    ``replace_missing``: the works of reviewers who have sent nothing get other reviewers. ``seed`` counts for a new
    round only; "" draws one.
    """
    folder = Folder(class_folder, lesson.assignment)
    now = folder.load_round() or Round(lesson.assignment, secrets.token_hex(8), seed or secrets.token_hex(8))
    found = Given(now, [])
    handed_in = _take_part(class_folder, lesson, rubric, people, found)
    _add_works(now, handed_in, rubric, found)
    newest = now.newest()
    authors = [code for code in handed_in if newest[code].id not in now.known]
    groups = {code: people[code].group for code in handed_in if code in people}
    found.strangers = tuple(code for code in handed_in if code not in people)
    found.pairs = allocate(authors, handed_in, groups, given_pairs(now), _silent(folder, now) if replace_missing else (), now.seed)
    _add_items(now, handed_in, found.pairs, rubric)
    folder.save(now)
    return found


def given_pairs(now: Round) -> list[tuple[str, str]]:
    """Return (reviewer, author) for every work that was given out and has not been replaced by a newer version."""
    newest = {work.id: author for author, work in now.newest().items()}
    return [
        (code, newest[item.work])
        for code, reviewer in now.reviewers.items()
        for item in reviewer.items
        if not item.calibration and item.work in newest
    ]


def _silent(folder: Folder, now: Round) -> set[str]:
    reviews = folder.load_reviews()
    return {code for code in now.reviewers if not reviews.get(code)}


def _take_part(class_folder: Path, lesson: Lesson, rubric: Rubric, people: Mapping[str, Person], found: Given) -> dict[str, tuple]:
    """Author -> (result, parts), of everybody whose newest hand-in has its machine mark and is not empty."""
    handed_in = {}
    for result in results.load_all(class_folder):
        if result.assignment != lesson.assignment:
            continue
        code = result.learner
        parts = works.read(class_folder, code, lesson.assignment, rubric, (code, *(people[code].names if code in people else ())))
        if not result.graded:
            found.left_out[code] = f"bài chưa chấm được: {result.why}"
        elif not _is_newest(class_folder, result):
            found.left_out[code] = "có bản nộp mới chưa chấm; chạy `binhdan grade` rồi phát thêm"
        elif parts is None:
            found.left_out[code] = "để trống phần người chấm, máy đã cho phần ấy 0 điểm; nhắc học viên viết rồi nộp lại"
        else:
            handed_in[code] = (result, parts)
    return handed_in


def _is_newest(class_folder: Path, result: results.Result) -> bool:
    try:
        return digest(class_folder / "submitted" / result.learner / result.assignment) == result.digest
    except OSError:
        return False


def _add_works(now: Round, handed_in: dict[str, tuple], rubric: Rubric, found: Given) -> None:
    newest = now.newest()
    new = [code for code, (result, _) in handed_in.items() if code not in newest or newest[code].digest != result.digest]
    # The number must not tell where the author stands in a list.
    random.Random(f"{now.seed} {len(now.works)}").shuffle(new)
    for code in new:
        result, parts = handed_in[code]
        work = Work(f"t{len(now.works) + 1:02d}", code, result.digest, parts)
        now.works[work.id] = work
        found.fresh.append(work)
        answer = next((cell for cell in result.cells if cell.name == rubric.answer), None)
        if answer is None or answer.max_points != rubric.most:
            raise TeachBackError(f"Các tiêu chí cộng lại được {rubric.most} điểm, nhưng ô {rubric.answer} của bài không đúng từng ấy. Sửa calibration.toml rồi chạy lại.")
        if not answer.needs_person:
            now.known[work.id] = answer.points


def _add_items(now: Round, handed_in: dict[str, tuple], pairs: list[tuple[str, str]], rubric: Rubric) -> None:
    draw = random.Random(f"{now.seed} {sum(len(r.items) for r in now.reviewers.values())}")
    newest, reads = now.newest(), defaultdict(list)
    for code, author in pairs:
        reads[code].append((newest[author].id, False))
    for code in handed_in:
        read = reads[code]
        reviewer = now.reviewers.get(code)
        if not read and (reviewer or not now.works):
            continue
        reviewer = now.reviewers.setdefault(code, Reviewer(secrets.token_urlsafe(18)))
        if not any(item.calibration for item in reviewer.items):
            read += [(key, True) for key in _calibration(now, code, rubric, draw)]
        draw.shuffle(read)
        packet = reviewer.packets + 1
        reviewer.items += [Item(secrets.token_hex(4), work, calibration, packet) for work, calibration in read]


def _calibration(now: Round, code: str, rubric: Rubric, draw: random.Random) -> list[str]:
    """Two works with known marks, one of the better and one of the weaker half, never one's own."""
    pool = [(sum(each.marks), each.key) for each in rubric.references]
    pool += [(mark, work) for work, mark in now.known.items() if now.works[work].author != code]
    draw.shuffle(pool)
    pool.sort(key=lambda each: each[0])
    half = len(pool) // 2
    return [draw.choice(pool[:half])[1], draw.choice(pool[half:])[1]][:CALIBRATION]

