"""A teach-back whose part for people was left as it was given out: it passes no level without a person."""

import reviewing

from binhdan.grading import results
from binhdan.points.levels import level_rule, level_standing
from binhdan.points.marks import Mark
from binhdan.records import attempts
from binhdan.records.models import NEEDS_PERSON, PASSED

LESSON = "b1-13-ai-bia-la-gi"


def test_nobody_has_marked_what_was_left_blank(course, class_folder):
    reviewing.hand_in(course, class_folder, "trong", story="")
    reviewing.mark_by_machine(course, class_folder, ["trong"], points=14.0)
    result = results.load(class_folder, "trong", LESSON)
    assert (result.points, result.passed, result.needs_person, result.by_people) == (14.0, True, False, False)
    assert [cell.name for cell in result.cells if cell.blank] == ["giang-thu"]
    flags = attempts._read(results.path(class_folder, "trong", LESSON))["flags"]
    assert flags == PASSED | NEEDS_PERSON
    rule = level_rule(course, course.levels[0])
    rest = [Mark(piece.code, 0, piece.most, piece.most, True, False) for piece in rule.pieces if piece.kind != "teach-back"]
    mark = Mark("B1.13", 0, result.points, 20.0, result.passed, not result.by_people)
    assert not level_standing(rule, rest).missing[1:] and "B1.13" in level_standing(rule, [*rest, mark]).missing[0]


def test_what_waits_or_was_marked_is_not_blank(course, class_folder):
    waits = results.load(class_folder, "anh", LESSON)
    assert waits.needs_person and not waits.by_people and not any(cell.blank for cell in waits.cells)


def test_a_persons_nought_is_a_mark(course, class_folder):
    from binhdan.grading import gradebook

    reviewing.hand_in(course, class_folder, "trong", story="")
    reviewing.mark_by_machine(course, class_folder, ["trong"])
    with gradebook.opened(class_folder) as book:
        book.find_grade("giang-thu", LESSON, LESSON, "trong").manual_score = 0.0
        book.db.commit()
        marks = gradebook.marks(book, "trong", LESSON)
    assert not any(cell.blank for cell in marks.cells)
