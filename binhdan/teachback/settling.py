"""Turns the reviews of a round into marks: what is certain is entered, the rest goes to the tutor's list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from binhdan.curriculum import Course, Lesson
from binhdan.grading import results
from binhdan.records.sheets import write_csv
from binhdan.teachback import entering, marks, pages
from binhdan.teachback.entering import Entry
from binhdan.teachback.marks import Habit, Marking
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Decisions, Folder, Review, Round

TUTOR_SHEET, SHEET_HEAD = "tutor.csv", ("bài", "điểm", "vì sao")
_SPECIAL = re.compile(r"([&<>*_`\[\]\\|~$#])")


@dataclass(frozen=True)
class Settled:
    """What a run did: the marking, works now entered, points a person gave in formgrader (work id), works left out and why."""

    marking: Marking
    entered: tuple[str, ...]
    by_person: dict[str, float]
    left_out: dict[str, str]
    answered: tuple[str, ...]


def settle(course: Course, lesson: Lesson, class_folder: Path, rubric: Rubric, folder: Folder, now: Round, tell: Callable[[str], None]) -> Settled:
    """Reckon the marks, enter what is certain, rewrite results, feedback, the tutor's list and reviewers' answers.

    Each step is whole or not done, and running it again does what is left.
    """
    reviews, decisions = folder.load_reviews(), folder.load_decisions()
    found, left_out = _current(lesson, class_folder, now)
    lines = entering.lines(course, lesson, rubric.answer, found)
    marking = marks.reckon(now, reviews, decisions, rubric, lines)
    entries = _entries(now, reviews, decisions, rubric, marking)
    folder.save(decisions)  # what is about to be entered is known before it is entered
    done = entering.enter(course, lesson, class_folder, rubric.answer, entries.values())
    given = {work: done.by_person[entry.learner] for work, entry in entries.items() if entry.learner in done.by_person}
    left_out |= {code: "sổ điểm còn điểm người chấm của bản trước; xác nhận trong formgrader, hoặc ghi bằng `binhdan peers tutor`" for code in done.unclear}
    if given or decisions.insist:
        decisions.tutor |= given
        decisions.insist = []
        folder.save(decisions)
    _show_tutor(lesson, rubric, folder, now, reviews, marking, lines)
    if entries:
        tell(f"Đã ghi sổ điểm; đang viết trang nhận xét của {len(entries)} bài…")
    entering.refresh(course, lesson, class_folder, [now.works[work].author for work in entries])
    answered = _answer(lesson, rubric, folder, now, reviews, decisions, marking)
    entered = tuple(work for work, entry in entries.items() if work not in given and entry.learner not in done.unclear)
    return Settled(marking, entered, given, left_out, answered)


def _current(lesson: Lesson, class_folder: Path, now: Round) -> tuple[dict[str, results.Result], dict[str, str]]:
    """Work id -> result of every newest work whose machine mark still stands; author -> why there is none."""
    found, left_out = {}, {}
    for author, work in sorted(now.newest().items()):
        result = results.load(class_folder, author, lesson.assignment)
        if result is None or not result.graded:
            left_out[author] = "không còn điểm máy chấm; chạy `binhdan grade`"
        elif result.digest != work.digest:
            left_out[author] = "đã nộp bản mới sau khi phát; chạy `binhdan peers allocate` để phát bản mới"
        else:
            found[work.id] = result
    return found, left_out


def _entries(now: Round, reviews, decisions: Decisions, rubric: Rubric, marking: Marking) -> dict[str, Entry]:
    """Work id -> what to enter; ``decisions`` remembers it beside what was entered last."""
    said, entries, versions = _said(now, reviews), {}, defaultdict(list)
    for each in now.works.values():
        versions[each.author].append(each.id)
    for work, points in marking.points.items():
        if work in now.known and work not in decisions.tutor:
            continue  # it was in the gradebook before the round
        comment = comment_of(said.get(work, []), rubric, decisions.why.get(work, ""), work in decisions.tutor)
        decisions.entered[work] = [*decisions.entered.get(work, [])[-1:], points]
        decisions.comments[work] = [*decisions.comments.get(work, [])[-1:], comment]
        author = now.works[work].author
        entries[work] = Entry(
            author,
            points,
            comment,
            tuple(mark for each in versions[author] for mark in decisions.entered.get(each, ())),
            tuple(text for each in versions[author] for text in decisions.comments.get(each, ())),
            insist=work in decisions.insist,
            newer=len(versions[author]) > 1,
        )
    return entries


def _said(now: Round, reviews: dict[str, dict[str, Review]]) -> dict[str, list[Review]]:
    found: dict[str, list[Review]] = {}
    for code, reviewer in now.reviewers.items():
        for item in reviewer.items:
            if item.work in now.works and (review := reviews.get(code, {}).get(item.key)):
                found.setdefault(item.work, []).append(review)
    # Neither the order of the packets nor that of the names says who said it.
    return {work: sorted(some, key=lambda review: review.sentence) for work, some in found.items()}


def comment_of(said: list[Review], rubric: Rubric, why: str = "", by_tutor: bool = False) -> str:
    """Return what the author reads, as Markdown in which nothing that people wrote is markup."""
    who = "người hướng dẫn" if by_tutor else f"{len(said)} bạn học, đã hiệu chỉnh người chấm rộng và người chấm chặt"
    lines = [f"Phần này do {who} chấm."] if said or by_tutor else []
    if by_tutor and why:
        lines += ["", plain(why)]
    if said:
        if best := _extremes(said, rubric):
            lines += ["", f"Mạnh nhất: {best[0]}. Nên sửa trước: {best[1]}."]
        lines += ["", "Lời bạn học:", "", *(f"- {plain(review.sentence)}" for review in said)]
    return "\n".join(lines)


def _extremes(said: list[Review], rubric: Rubric) -> tuple[str, str] | None:
    """The criteria that went best and worst, where peers saw a difference."""
    share = {c.name: fmean(review.marks[i] for review in said) / c.most for i, c in enumerate(rubric.criteria)}
    best, worst = max(share, key=share.get), min(share, key=share.get)
    return (best, worst) if share[best] - share[worst] >= 0.2 else None


def plain(text: str) -> str:
    """Return ``text`` so that Markdown and HTML show it letter by letter."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[1])};", " ".join(text.split()))


def _show_tutor(lesson: Lesson, rubric: Rubric, folder: Folder, now: Round, reviews, marking: Marking, lines) -> None:
    said, works = _said(now, reviews), []
    for work, reason in sorted(marking.waiting.items()):
        guess = marking.estimates.get(work)
        works.append(
            {
                "id": work, "reason": reason, "parts": now.works[work].parts, "reviews": said.get(work, []),
                "mark": guess and round(guess.mark * rubric.most / 100, 1), "line": lines[work],
            }
        )
    page = pages.tutor(lesson, rubric, works, "binhdan peers tutor", TUTOR_SHEET)
    folder.write("tutor.html", page)
    write_csv(folder.path / TUTOR_SHEET, [SHEET_HEAD, *((work["id"], "", "") for work in works)])


def _answer(lesson: Lesson, rubric: Rubric, folder: Folder, now: Round, reviews, decisions: Decisions, marking: Marking) -> tuple[str, ...]:
    """Show every reviewer what their calibration works deserve; from then on their marks of those stand."""
    told = {code: _told(code, rubric, now, reviews, decisions) for code in marking.habits}
    shown = [row["item"] for rows in told.values() for row in rows]
    if fresh := [key for key in shown if key not in set(decisions.answered)]:
        decisions.answered += fresh
        folder.save(decisions)
    for code, rows in told.items():
        folder.write(f"answers/{code}.html", pages.answers(lesson, rubric, code, rows, habit_line(marking.habits[code])))
    return tuple(sorted(told))


def _told(code: str, rubric: Rubric, now: Round, reviews, decisions: Decisions) -> list[dict]:
    rows, places = [], {}
    for item in now.reviewers[code].items:
        places[item.packet] = places.get(item.packet, 0) + 1
        review = reviews.get(code, {}).get(item.key)
        if not item.calibration or review is None:
            continue
        reference = rubric.reference(item.work)
        if reference is None and item.work not in now.works:
            continue
        names = [criterion.name for criterion in rubric.criteria]
        rows.append(
            {
                "item": item.key, "place": places[item.packet], "packet": item.packet, "given": float(sum(review.marks)),
                "right": float(sum(reference.marks)) if reference else decisions.tutor.get(item.work, now.known.get(item.work)),
                "rows": list(zip(names, review.marks, reference.marks, reference.why)) if reference else [],
                "parts": pages.parts(now, rubric, item),
            }
        )
    return rows


def habit_line(habit: Habit) -> str:
    """Return what a reviewer should do next time, in one or two Vietnamese sentences."""
    if not habit.far:
        return "Bạn chấm sát với người hướng dẫn. Lần sau cứ chấm như thế."
    if habit.bias >= habit.off / 2:
        return "Bạn chấm rộng hơn người hướng dẫn nhiều. Lần sau, trước khi cho điểm cao nhất, hãy chỉ tay vào câu chứng tỏ điều ấy trong bài; không chỉ được thì cho mức dưới."
    if habit.bias <= -habit.off / 2:
        return "Bạn chấm chặt hơn người hướng dẫn nhiều. Lần sau, hãy đọc lại dòng mô tả của mức cao nhất: bài làm đúng như dòng ấy là được đủ điểm, không cần hay hơn nữa."
    return "Bạn chấm bài này cao, bài kia thấp hơn người hướng dẫn nhiều. Lần sau, hãy chấm từng tiêu chí một, mỗi lần so với dòng mô tả, đừng chấm theo cảm tình chung với cả bài."
