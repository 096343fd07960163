"""The groups of the demo class that began first: every lesson of a level over weeks of practice, and the test before and after."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from binhdan.authoring.fill import fill
from binhdan.authoring.parse import Authored
from binhdan.bank import Item
from binhdan.curriculum import Course, LevelTest
from binhdan.demo.handins import DECOY, MODEL, TEST, Plan
from binhdan.demo.people import Person
from binhdan.grading import level_test

DAYS = 3  # between two lessons
_FAILS = 3  # the fourth of those ahead tries a trick in the challenge, and gets no certificate
# How a teach-back with a neighbour went, best first: what a person gives six, four and two points for.
TOLD = (
    "",  # the model answer
    "Tôi giảng cho anh Phóng sửa xe. Anh nói lại được là AI có lúc đoán, nhưng chưa rõ phải tìm giấy ở đâu. Tôi sẽ nói chậm hơn.",
    "Tôi giảng cho mẹ. Mẹ gật đầu bảo hiểu rồi.",
)


def plans(crowd: list[Person], course: Course, lessons: list[Authored], end: datetime, level: int = 1, seed: int = 37) -> list[Plan]:
    """Return the hand-ins of who is ahead, one of each lesson of the level up to ``end``, and everybody's level tests."""
    of_level = [authored for authored in lessons if authored.lesson.plan.level == level]
    tests = {test.plan.kind: test for test in course.tests if test.plan.level == level}
    found, ahead = [], 0
    for person in crowd:
        draw = random.Random(f"{seed}/{person.code}")
        begin = end - timedelta(days=DAYS * len(of_level) + 2, hours=draw.uniform(0, 12))
        if "before" in tests:
            found.append(_test(course, tests["before"], person, begin - timedelta(days=1), draw.choice((0, 1, 1, 2))))
        if person.ahead:
            found += _lessons(person, of_level, begin, draw, ahead)
            ahead += 1
            if "after" in tests:
                found.append(_test(course, tests["after"], person, end - timedelta(hours=draw.uniform(1, 20)), draw.choice((1, 2, 3, 3))))
    return found


def _lessons(person: Person, lessons: list[Authored], begin: datetime, draw: random.Random, number: int) -> list[Plan]:
    found, days = [], []
    for place, authored in enumerate(lessons):
        start = begin + timedelta(days=DAYS * place)
        moment = start + timedelta(days=DAYS - 1, hours=draw.uniform(1, 10))
        # Now and then a day of rest: five of seven is what a practice week asks for.
        days += [(start + timedelta(days=day)).date().isoformat() for day in range(DAYS) if draw.random() < 0.85]
        made = Plan(person, authored.lesson, MODEL, moment, authored=authored, practice_days=tuple(days[-60:]), hints=int(draw.random() < 0.15))
        kind = authored.lesson.plan.kind
        if kind == "challenge" and number == _FAILS and (tricks := sorted(set(authored.decoys) - {"blank"})):
            made = replace(made, kind=DECOY, trick=tricks[0])
        if kind == "teach-back":
            made = replace(made, told=TOLD[(0, 1, 0, 0, 2, 1)[number % 6]])
        found.append(made)
    return found


def _test(course: Course, test: LevelTest, person: Person, moment: datetime, right: int) -> Plan:
    """A level test with the first ``right`` of its items answered rightly."""
    released = level_test.released(course, test, person.code)
    items = list(level_test.drawn(course, test, person.code).values())
    answers = {f"cau-{n}": _right(item) if n <= right else _wrong(item) for n, item in enumerate(items, 1)}
    return Plan(person, test, TEST, moment, notebook=fill(released, answers))


def _right(item: Item) -> str:
    return ", ".join(str(part) for part in item.right)


def _wrong(item: Item) -> str:
    if item.kind == "choice":
        return next(option for option in item.options if option not in item.right)
    return {"marks": "1", "number": "1000", "date": "1/1"}[item.kind]
