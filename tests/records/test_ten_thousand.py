"""A roster of 10,000 rows, 500 of them wrong, all the way to the report: every row has its place and every figure agrees."""

import html
import random
import re

import pytest

ROWS, WRONG = 10_000, 500


@pytest.fixture
def url(tmp_path):
    """SQLite: what is asked here is not which database it is."""
    return f"sqlite:///{tmp_path / 'records.db'}"


def _study(url, course):
    """Give every second learner marks of level 1; every fourth completes it."""
    import time

    from sqlalchemy import insert, select

    from binhdan import records
    from binhdan.records.models import PASSED, Attempt, Learner, LessonCode

    draw, now = random.Random(1945), int(time.time())
    lessons = [lesson for lesson in course.lessons if lesson.plan.level == 1]
    with records.opened(url) as book, book.writing() as session:
        session.execute(insert(LessonCode), [{"id": i, "code": lesson.code} for i, lesson in enumerate(lessons, 1)])
        rows = []
        for place, number in enumerate(session.scalars(select(Learner.number).order_by(Learner.number))):
            for i, lesson in enumerate(lessons if place % 4 == 0 else lessons[: draw.randrange(1, 9)] if place % 4 == 2 else (), 1):
                most = float(course.points(lesson.plan))
                mark = {"points": most, "max_points": most, "flags": PASSED, "hints": 0, "digest": i}
                rows.append({"learner": number, "lesson": i, "at": now - i, **mark})
        session.execute(insert(Attempt), rows)
        return len(rows), sum(place % 4 == 0 for place in range(place + 1)), sum(place % 2 == 0 for place in range(place + 1))


def test_all_the_way_to_the_report(binhdan, synthetic, tmp_path, url, query):
    from docx import Document

    from binhdan.curriculum import load_course
    from binhdan.locale import load_locale
    from binhdan.reports import quarters

    course = load_course()
    wrong = synthetic.write(tmp_path / "ds.csv", ROWS, WRONG, load_locale(course.root).groups)
    status, out, err = binhdan("enrol", tmp_path / "ds.csv", "--yes")
    named = [int(number) for number in re.findall(r"^  dòng (\d+)  .*\n    - ", out, re.M)]
    assert status == 3 and named == sorted(wrong) and len(named) == WRONG, err[-2000:]
    new, waiting = (int(re.search(what, out)[1]) for what in (r"Đã ghi danh (\d+) người mới", r"(\d+) chờ quyết định"))
    assert query("SELECT count(*) FROM learners") == [(new,)] and new + waiting == ROWS - WRONG and new > 8000
    marks, completed, active = _study(url, course)
    page, paper, statements = tmp_path / "kpi.html", tmp_path / "bao-cao.docx", tmp_path / "xapi.jsonl"
    assert binhdan("report", "kpi", "--to", page)[0] == 0
    assert binhdan("report", "quarter", str(quarters.of(quarters.moment().date())), "--as-is", "--to", paper)[0] == 0
    assert binhdan("board", "--as-is", "--to", tmp_path / "bang")[0] == 0
    assert binhdan("xapi", "--as-is", "--to", statements)[0] == 0
    assert query("SELECT count(*) FROM standings") == [(new,)] and query("SELECT count(*) FROM completions") == [(completed,)]
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))).split())
    written = "\n".join(paragraph.text for paragraph in Document(paper).paragraphs)
    for number in (new, completed, active):
        told = f"{number:,}".replace(",", ".")
        assert told in shown and told in written, (number, written)
    with statements.open(encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == marks + completed
