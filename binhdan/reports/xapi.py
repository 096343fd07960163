"""Learning activity as xAPI statements, one JSON object a line, made row by row."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from binhdan.curriculum import CODE, Course
from binhdan.points import days
from binhdan.records.models import NEEDS_PERSON, PASSED, Attempt, Completion, LessonCode, Practice

_AT_ONCE = 5000  # rows; the memory that an export takes
_ADL = "http://adlnet.gov/expapi"
_VERBS = {
    "passed": (f"{_ADL}/verbs/passed", "đạt"),
    "failed": (f"{_ADL}/verbs/failed", "chưa đạt"),
    "completed": (f"{_ADL}/verbs/completed", "đã làm xong"),
    "experienced": (f"{_ADL}/verbs/experienced", "đã luyện tập"),
    "earned": ("http://id.tincanapi.com/verb/earned", "đã hoàn thành"),
}
_TYPES = {
    "course": f"{_ADL}/activities/course",
    "lesson": f"{_ADL}/activities/lesson",
    "test": f"{_ADL}/activities/assessment",
    "level": f"{_ADL}/activities/module",
    "badge": "http://activitystrea.ms/schema/1.0/badge",
}


@dataclass(frozen=True, eq=False)
class Statements:
    """The statements of a course whose accounts are at ``home``, an absolute address without a slash at its end.

    They keep the rules of xAPI 1.0.3 (github.com/adlnet/xAPI-Spec, xAPI-Data.md), which 2.0 (IEEE 9274.1.1) takes over.
    The actor is a learner's number in the records and nothing else. An id follows from what the statement says, so that
    a record store knows one that comes again; a mark that was changed is a new statement.
    """

    course: Course
    home: str

    def lines(self, session: Session, since: date | None = None) -> Iterator[str]:
        """Yield the statements of all learners, of ``since`` and later days: marks, practice days, completed levels."""
        first = since.toordinal() if since else 0
        for row in _rows(session, _marks(first)):
            yield self._mark(*row)
        for learner, week, bits in _rows(session, _practice(first)):
            yield from (self._practice_day(learner, day) for day in days.days_of(week, bits) if day >= first)
        for learner, level, day, last_mark in _rows(session, _completions(first)):
            at = _start(day) if last_mark is None else last_mark
            yield self._statement(learner, f"completion|{level}|{day}", at, self._earned(level))

    def _mark(self, learner: int, lesson: str, digest: int, at: int, points: float, most: float, flags: int) -> str:
        return self._statement(learner, f"{lesson}|{digest}|{points}|{most}|{flags}", at, self._marked(lesson, points, most, flags))

    def _practice_day(self, learner: int, day: int) -> str:
        return self._statement(learner, f"practice|{day}", _start(day), self._practised)

    def _statement(self, learner: int, said: str, at: int, rest: str) -> str:
        """Put a line together; a city has millions of them and few different ``rest``."""
        number = uuid.uuid5(self._namespace, f"{learner}|{at}|{said}")
        return f'{{"id":"{number}","actor":{self._actor % learner},"timestamp":"{_moment(at)}",{rest}}}'

    # The caches live as long as their command.
    @lru_cache(maxsize=20_000)
    def _marked(self, lesson: str, points: float, most: float, flags: int) -> str:
        verb, result = "completed", {"completion": True}
        if not flags & NEEDS_PERSON:
            if most > 0:
                # Extra points would be above the most there are, which no store takes.
                raw = min(points, most)
                result["score"] = {"scaled": round(raw / most, 4), "raw": raw, "min": 0, "max": most}
            if lesson not in self._tests:
                verb = "passed" if flags & PASSED else "failed"
                result["success"] = verb == "passed"
        return _rest(verb, self._lesson(lesson), result, self._within(lesson))

    @cached_property
    def _practised(self) -> str:
        return _rest("experienced", self._course, None, {"extensions": {f"{self.home}/xapi/self-reported": True}})

    @lru_cache(maxsize=100)
    def _earned(self, level: int) -> str:
        badge = self._activity(f"badge/level-{level}", self._level_name(level), "badge")
        return _rest("earned", badge, {"completion": True, "success": True}, self._within(f"B{level}.00"))

    @cached_property
    def _actor(self) -> str:
        account = {"homePage": self.home.replace("%", "%%"), "name": "%d"}
        return _json({"objectType": "Agent", "account": account})

    @cached_property
    def _namespace(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, self.home)

    @cached_property
    def _tests(self) -> set[str]:
        return {f"B{level.number}.{number}" for level in self.course.levels for number in ("00", "99")}

    @cached_property
    def _names(self) -> dict[str, str]:
        plans = [plan for level in self.course.levels for plan in level.lessons] + [test.plan for test in self.course.tests]
        return {plan.code: plan.title for plan in plans}

    def _lesson(self, code: str) -> dict:
        return self._activity(f"lesson/{code}", self._names.get(code, code), "test" if code in self._tests else "lesson")

    @cached_property
    def _course(self) -> dict:
        return self._activity("course", "Bình dân học AI", "course")

    def _level_name(self, number: int) -> str:
        title = next((level.title for level in self.course.levels if level.number == number), "")
        return f"Bậc {number}: {title}" if title else f"Bậc {number}"

    def _within(self, lesson: str) -> dict:
        """The level of a lesson, and the course."""
        found = CODE.fullmatch(lesson)
        level = [self._activity(f"level/{found[1]}", self._level_name(int(found[1])), "level")] if found else []
        return {"contextActivities": {**({"parent": level} if level else {}), "grouping": [self._course]}}

    def _activity(self, path: str, name: str, kind: str) -> dict:
        return {"objectType": "Activity", "id": f"{self.home}/xapi/{path}", "definition": {"name": {"vi": name}, "type": _TYPES[kind]}}


def _rest(verb: str, activity: dict, result: dict | None, context: dict) -> str:
    """Return what a statement says but for who and when, as JSON without its braces."""
    address, word = _VERBS[verb]
    said = {"verb": {"id": address, "display": {"en": verb, "vi": word}}, "object": activity}
    said |= {"result": result} if result else {}
    return _json(said | {"context": {"platform": "Bình dân học AI", "language": "vi"} | context})[1:-1]


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rows(session: Session, query: Select) -> Iterator[tuple]:
    return iter(session.execute(query.execution_options(yield_per=_AT_ONCE)))


def _marks(first: int) -> Select:
    wanted = (Attempt.digest, Attempt.at, Attempt.points, Attempt.max_points, Attempt.flags)
    query = select(Attempt.learner, LessonCode.code, *wanted).join(LessonCode, Attempt.lesson == LessonCode.id)
    if first:
        query = query.where(Attempt.at >= _start(first))
    return query.order_by(Attempt.learner, Attempt.lesson, Attempt.digest)


def _practice(first: int) -> Select:
    query = select(Practice.learner, Practice.week, Practice.days).order_by(Practice.learner, Practice.week)
    return query.where(Practice.week >= days.week_of(first)) if first else query


def _completions(first: int) -> Select:
    """Completed levels, each with the moment of the day's last mark."""
    start = (Completion.day - days.EPOCH) * days.DAY_SECONDS - days.ZONE
    of_the_day = and_(Attempt.learner == Completion.learner, Attempt.at >= start, Attempt.at < start + days.DAY_SECONDS)
    key = (Completion.learner, Completion.level, Completion.day)
    query = select(*key, func.max(Attempt.at)).join(Attempt, of_the_day, isouter=True).group_by(*key)
    return query.where(Completion.day >= first).order_by(*key)


def _start(day: int) -> int:
    """The first second of a day in Vietnam: whenever this is asked, it has been."""
    return (day - days.EPOCH) * days.DAY_SECONDS - days.ZONE


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(days.VIETNAM).isoformat(timespec="milliseconds")
