"""What a tutor should know about the learners they look after: who needs what, and what to do next with each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from binhdan.curriculum import Course, PlannedLesson

AWAY_DAYS = 14
STUCK_TRIES = 2


class Need(StrEnum):
    """Why a learner needs somebody; the value is what the page says. The order is that of the page."""

    WAITING = "chờ người chấm"
    STUCK = "đang vướng"
    FAILED = "nộp chưa đạt"
    NEW = "chưa bắt đầu"
    AWAY = "lâu chưa học"
    NONE = "đang học đều"


@dataclass(frozen=True, slots=True)
class Work:
    """What a learner has done with one lesson: versions handed in, whether one passed, whether the newest waits for a person."""

    lesson: str
    tries: int
    passed: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Pupil:
    """A learner as their tutor sees them; days are ``date.toordinal()``, ``last_day`` None where nothing was ever done."""

    code: str
    name: str
    group: str
    tutor: str
    enrolled: int
    last_day: int | None
    levels: tuple[int, ...]
    work: tuple[Work, ...]
    can_teach: bool = False
    teaches: bool = False

    @property
    def passed(self) -> frozenset[str]:
        """The codes of the lessons that are passed."""
        return frozenset(work.lesson for work in self.work if work.passed)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The lessons whose newest version only a person can mark."""
        return tuple(work.lesson for work in self.work if work.waiting)

    @property
    def stuck(self) -> tuple[str, ...]:
        """The lessons handed in twice or more and not passed, and not with a person either."""
        return tuple(w.lesson for w in self.work if w.tries >= STUCK_TRIES and not w.passed and not w.waiting)

    @property
    def failed(self) -> tuple[str, ...]:
        """The lessons handed in once and not passed, and not with a person either."""
        return tuple(w.lesson for w in self.work if w.tries < STUCK_TRIES and not w.passed and not w.waiting)

    def needs(self, today: int) -> tuple[Need, ...]:
        """Return every need, the most urgent first; (Need.NONE,) where all is well."""
        found = [need for need, there in ((Need.WAITING, self.waiting), (Need.STUCK, self.stuck), (Need.FAILED, self.failed)) if there]
        if self.last_day is None:
            found.append(Need.NEW)
        elif today - self.last_day >= AWAY_DAYS:
            found.append(Need.AWAY)
        return tuple(found) or (Need.NONE,)


@dataclass(frozen=True, slots=True)
class GroupCover:
    """A residential group: how many are enrolled, its tutors' names, and how many learners nobody looks after."""

    group: str
    learners: int
    tutors: tuple[str, ...]
    alone: int


@dataclass(frozen=True)
class TutorPage:
    """The page of one tutor (``tutor`` their name, ``code``), or of the instructor (both empty) with every group."""

    tutor: str
    code: str
    today: int
    group_word: str
    groups: tuple[GroupCover, ...]
    pupils: tuple[Pupil, ...]

    def chosen(self, group: str = "", need: Need | None = None) -> tuple[Pupil, ...]:
        """Return the learners of ``group`` who have ``need``, the most urgent first; "" and None: all."""
        place = {kind: number for number, kind in enumerate(Need)}
        fitting = [p for p in self.pupils if group in ("", p.group) and (need is None or need in p.needs(self.today))]
        return tuple(sorted(fitting, key=lambda pupil: place[pupil.needs(self.today)[0]]))

    def counts(self, group: str = "") -> dict[Need, int]:
        """Return how many learners have each need; who has two counts twice."""
        return {need: len(self.chosen(group, need)) for need in Need}


def next_lesson(pupil: Pupil, course: Course) -> PlannedLesson | None:
    """Return the first written lesson that is not passed and not with a person, or None."""
    off = pupil.passed | set(pupil.waiting)
    return next((lesson.plan for lesson in course.lessons if lesson.code not in off), None)


def lesson_of(pupil: Pupil, today: int, course: Course) -> str:
    """Return the code of the lesson whose trainer's page helps with this learner now: one not passed, else the next one.

    "" for who needs nothing but to go on, or to be marked.
    """
    if in_the_way := pupil.stuck + pupil.failed:
        return in_the_way[0]
    coming = next_lesson(pupil, course)
    return coming.code if coming and not {Need.NEW, Need.AWAY}.isdisjoint(pupil.needs(today)) else ""


def to_do(pupil: Pupil, today: int, course: Course) -> list[str]:
    """Return what to do with the learner, as Vietnamese sentences, the most urgent first."""
    titles = {plan.code: plan.title for level in course.levels for plan in level.lessons}
    coming = next_lesson(pupil, course)
    then = f"bài {coming.code} «{coming.title}»" if coming else ""
    told = [f"Chấm phần của người trong bài {code} «{titles.get(code, code)}», hoặc nhắc người phụ trách chấm." for code in pupil.waiting]
    told += [f"Ngồi cùng làm lại bài {code} «{titles.get(code, code)}»: đã nộp {_tries(pupil, code)} lần chưa đạt." for code in pupil.stuck]
    told += [f"Hỏi xem vướng chỗ nào ở bài {code} «{titles.get(code, code)}» (nộp một lần, chưa đạt), đọc cùng nhận xét rồi nộp lại." for code in pupil.failed]
    needs = pupil.needs(today)
    if Need.NEW in needs:
        told.append(f"Giúp mở khoá học lần đầu, làm cùng {then}." if then else "Giúp mở khoá học lần đầu.")
    elif Need.AWAY in needs:
        told.append(f"Hỏi thăm, rủ học lại{f' từ {then}' if then else ''}. Nói rõ: nghỉ không mất điểm, không mất tuần nào.")
    elif Need.NONE in needs:
        told.append(f"Học đều. Bài tới: {then.removeprefix('bài ')}." if then else "Đã làm hết các bài đang có.")
    if pupil.can_teach and not pupil.teaches:
        told.append("Dạy lại xuất sắc: mời làm người kèm của tổ.")
    return told


def _tries(pupil: Pupil, code: str) -> int:
    return next(work.tries for work in pupil.work if work.lesson == code)
