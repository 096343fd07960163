"""Spaced review: which cards are asked today, and when each comes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from datetime import date as calendar
from enum import StrEnum

from binhdan import cards
from binhdan.cards import Card
from binhdan.classroom import activity, mark_history
from binhdan.classroom.workspace import Workspace, WorkspaceError, read_json, write_json
from binhdan.curriculum import Course, CourseError
from binhdan.points.days import day_of

PER_DAY = 5
FILE = "review.json"
_LONGEST = 36_500  # days


class Grade(StrEnum):
    """How well a learner remembered; the value is what the browser sends."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"

    @property
    def word(self) -> str:
        """What the button says."""
        return {"again": "Quên", "hard": "Khó", "good": "Nhớ", "easy": "Dễ"}[self]


@dataclass(frozen=True)
class Today:
    """One day's review: the cards still to ask, how many are done, and what comes next.

    ``next_day`` is the number of the first later day with cards (None: no card at all), ``next_count``
    how many; ``notes`` are Vietnamese lines about files that could not be read.
    """

    day: int
    waiting: tuple[Card, ...]
    done: int
    next_day: int | None
    next_count: int
    notes: tuple[str, ...] = ()


class Reviews:
    """One learner's cards and what the scheduler knows of each."""

    def __init__(self, workspace: Workspace, course: Course):
        self.workspace, self.course = workspace, course
        self.notes: list[str] = []
        self.deck = {card.id: card for card in self._cards()}
        self.known = self._load()

    def today(self, now: datetime) -> Today:
        """Return what there is to review on the Vietnamese day of ``now``."""
        day = day_of(now.timestamp())
        known = {card: self.known[card] for card in self.deck if card in self.known}
        done = sum(_day(state.last_review) == day for state in known.values())
        due = sorted((_day(state.due), card) for card, state in known.items() if _day(state.last_review) != day)
        fresh = [card for card in self.deck if card not in known]
        waiting = [card for when, card in due if when <= day] + fresh
        asked = waiting[: max(0, PER_DAY - done)]
        later = [max(_day(known[card].due), day + 1) if card in known else day + 1 for card in self.deck if card not in asked]
        following = min(later, default=None)
        return Today(
            day=day,
            waiting=tuple(self.deck[card] for card in asked),
            done=done,
            next_day=following,
            next_count=min(later.count(following), PER_DAY),
            notes=tuple(self.notes),
        )

    def rate(self, card: str, grade: Grade, now: datetime) -> Today:
        """Note how well a card was remembered; a card that is not asked today changes nothing."""
        if card not in {one.id for one in self.today(now).waiting}:
            return self.today(now)
        self.known[card] = _reviewed(self.known.get(card), grade, now)
        self._save()
        after = self.today(now)
        activity.append(self.workspace, activity.What.REVIEW, now, card=card, grade=grade, left=len(after.waiting))
        return after

    def outlook(self, card: str, now: datetime) -> dict[Grade, int]:
        """Return in how many days the card would come again after each grade."""
        day = day_of(now.timestamp())
        return {grade: _day(_reviewed(self.known.get(card), grade, now).due) - day for grade in Grade}

    def _cards(self) -> list[Card]:
        """The cards of all lessons that were handed in; a lesson whose file is wrong is named and left out."""
        found: list[Card] = []
        for lesson in self.course.lessons:
            if mark_history.handed_in(self.workspace, lesson):
                try:
                    found += cards.load(lesson)
                except (CourseError, OSError) as error:
                    self.notes.append(f"Thẻ của bài {lesson.code} chưa đọc được, báo người soạn bài: {error}")
        return found

    def _load(self) -> dict:
        file = self.workspace.state / FILE
        saved = read_json(file)
        rows = saved.get("cards")
        if file.exists() and not isinstance(rows, dict):
            return self._again(file)
        states = {card: _state(row) for card, row in (rows or {}).items()}
        self._tell(saved.get("set_aside"))
        return {card: state for card, state in states.items() if state}

    def _again(self, file) -> dict:
        """Set a damaged file aside and work out from the log what was in it."""
        aside = file.with_name(f"review-hong-{datetime.now(UTC):%Y%m%d-%H%M%S}.json")
        file.replace(aside)
        self.known = {}
        for event in activity.events(self.workspace):
            if event["what"] == activity.What.REVIEW and event.get("grade") in list(Grade):
                moment, card = datetime.fromisoformat(event["at"]), str(event.get("card"))
                self.known[card] = _reviewed(self.known.get(card), Grade(event["grade"]), moment)
        self._save(set_aside=aside.name)
        self._tell(aside.name)
        return self.known

    def _tell(self, aside: object) -> None:
        if isinstance(aside, str):
            self.notes.append(
                f"Sổ ôn bài bị hỏng. Máy đã cất bản hỏng vào «.binhdan/{aside}» và lập lại sổ từ nhật ký học; bạn cứ ôn tiếp."
            )

    def _save(self, **more) -> None:
        rows = {card: {k: v for k, v in state.to_dict().items() if k != "card_id"} for card, state in self.known.items()}
        write_json(self.workspace.state / FILE, {"cards": rows, **more})


def grade(value: str) -> Grade:
    """Return the grade a browser sent; WorkspaceError where there is no such grade."""
    try:
        return Grade(value)
    except ValueError as error:
        words = ", ".join(one.word for one in Grade)
        raise WorkspaceError(f"Không có mức {value!r}. Chọn một trong bốn mức: {words}.") from error


def _reviewed(state, how: Grade, now: datetime):
    """The card's state after one answer. Whole days only, and no dice: the same answers give the same days."""
    import fsrs

    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    noon = datetime.combine(calendar.fromordinal(day_of(now.timestamp())), time(5), UTC)  # 12:00 in Vietnam
    return scheduler.review_card(state or fsrs.Card(card_id=0, due=noon), fsrs.Rating[how.name.title()], noon)[0]


def _state(row: object):
    """One card's state as it was saved; None where it can't be right."""
    import fsrs

    try:
        state = fsrs.Card.from_dict({"card_id": 0, **row})
        sound = 0 < state.stability <= _LONGEST and 1 <= state.difficulty <= 10
        return state if sound and state.due.tzinfo and state.last_review.tzinfo else None
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _day(moment: datetime) -> int:
    return day_of(moment.timestamp())
