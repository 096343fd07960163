"""Marks of a class, as the marker leaves them, and the moment at which somebody checks a certificate."""

from datetime import UTC, datetime, timedelta

from binhdan.grading import results


def mark(course, class_folder, learner, points=None, **changed):
    """Give a learner nine tenths of every lesson, or ``points`` (number -> points); fields by ``changed``."""
    for lesson in course.lessons:
        if lesson.plan.level == 1:
            most = course.points(lesson.plan)
            got = (points or {}).get(lesson.plan.number, most * 0.9)
            row = dict(
                learner=learner, lesson=lesson.code, assignment=lesson.assignment, title=lesson.plan.title,
                points=got, max_points=most, passed=True, needs_person=False, late_seconds=0.0, digest="sha256:0",
                graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
            if lesson.plan.kind in changed:
                row |= changed[lesson.plan.kind]
            results.save(class_folder, results.Result(**row))


def soon():
    """A minute from now; read when it is asked for, as the whole suite may come to a test long after its file was loaded."""
    return datetime.now(UTC) + timedelta(minutes=1)
