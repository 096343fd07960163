"""Standings recomputed: the same whatever the way there, and all at once, while others read, enrol, erase and recompute."""

import json
import threading

import pytest
from small_city import LEARNERS, TABLES, TODAY, fill, log, people, stored
from sqlalchemy import delete, select, text

from binhdan import records
from binhdan.points import recompute as recomputing
from binhdan.points import rules as rules_of
from binhdan.points import storing
from binhdan.points.badges import BADGES
from binhdan.points.crew import Crew, Lost
from binhdan.points.marks import Mark
from binhdan.points.recompute import forget_old, recompute
from binhdan.points.standing import reckon
from binhdan.records.days import day_of, end_of, week_of
from binhdan.records.models import Attempt, Base, Learner, LessonCode, Practice


@pytest.fixture
def in_parts(monkeypatch):
    """Few learners, and yet worth processes of their own and several parts."""
    monkeypatch.setattr(recomputing, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr("binhdan.points.reading.AT_ONCE", 7)


def test_what_is_stored_is_what_the_rules_say(filled, course):
    done = recompute(filled, course, TODAY)
    assert (done.learners, done.today, done.stored) == (LEARNERS, TODAY, True)
    marks, practice, codes = log(course)
    rules = rules_of.of(course)
    found = stored(filled)
    rows = {row[0]: row[1:] for row in found["standings"]}
    assert len(rows) == LEARNERS and len({row[0] for row in marks}) > LEARNERS / 2
    for learner, row in rows.items():
        mine = [Mark(codes[m[1]], m[3], m[4], m[5], bool(m[6] & 1), bool(m[6] & 2), m[7]) for m in marks if m[0] == learner]
        said = reckon(mine, {week: mask for number, week, mask in practice if number == learner}, rules, TODAY)
        badges = tuple(badge.key for place, badge in enumerate(BADGES) if row[5] >> place & 1)
        masks = [frozenset(level for level in range(1, 6) if mask >> level - 1 & 1) for mask in (row[2], row[6], row[7], row[8])]
        assert (row[0], row[1], row[3], row[4], badges, *row[9:]) == (said.points, said.lessons, said.weeks, said.run, said.badges, said.first_day, said.last_day)
        assert masks == [said.levels.keys(), said.measured, said.improved, said.distinguished]
        assert {(level, day) for number, level, day in found["completions"] if number == learner} == set(said.levels.items())
    assert any(row[3] for row in rows.values()) and any(row[7] for row in rows.values()), "the sample has weeks and improvements"


def test_groups_and_days_are_counted(filled, course):
    recompute(filled, course, TODAY)
    marks, practice, _ = log(course)
    days, hand_ins, active = {}, {}, {}
    for mark in marks:
        day = day_of(mark[3])
        key = (1 + mark[0] // 7 % 2, "" if mark[0] // 7 % 3 else "owners", week_of(day))
        days[day] = days.get(day, 0) + 1
        hand_ins[key] = hand_ins.get(key, 0) + 1
        active.setdefault(key, set()).add(mark[0])
    for learner, week, _ in practice:
        active.setdefault((1 + learner // 7 % 2, "" if learner // 7 % 3 else "owners", week), set()).add(learner)
    found = stored(filled)
    assert found["group_days"] == sorted(days.items())
    assert found["group_weeks"] == sorted((*key, len(who), hand_ins.get(key, 0)) for key, who in active.items())


def test_any_way_leads_to_the_same(filled, course, in_parts, url):
    recompute(filled, course, TODAY, workers=1)
    first = stored(filled)
    recompute(filled, course, TODAY, workers=3)
    assert stored(filled) == first
    with filled.writing() as session:
        for name in TABLES:
            session.execute(delete(Base.metadata.tables[name]))
        for name in ("practice", "attempts", "lessons", "learners"):
            session.execute(delete(Base.metadata.tables[name]))
    fill(filled, course, order=7)
    recompute(filled, course, TODAY, workers=2)
    assert stored(filled) == first


def test_records_without_learners_or_marks(book, course, in_parts):
    assert recompute(book, course, TODAY).learners == 0
    assert stored(book) == {"standings": [], "completions": [], "group_weeks": [], "group_days": [], "reckoning": [(TODAY, 0, rules_of.of(course).digest())]}
    with book.writing() as session:
        people(session, 1)
    assert recompute(book, course, TODAY).learners == 1
    assert stored(book)["standings"] == [(7, 0.0, 0, 0, 0, 0, 0, 0, 0, 0, None, None)]


def test_who_reads_meanwhile_sees_the_old_standings(filled, course, monkeypatch):
    recompute(filled, course, TODAY - 100)
    before, seen = stored(filled), []
    really = storing._insert

    def slow(session, table, rows):
        really(session, table, rows)
        seen.append(stored(filled))

    monkeypatch.setattr(storing, "_insert", slow)
    recompute(filled, course, TODAY)
    assert len(seen) >= 4 and all(each == before for each in seen) and stored(filled) != before


def test_a_worker_that_dies_is_done_without(filled, course, in_parts, monkeypatch):
    recompute(filled, course, TODAY, workers=1)
    first, told = stored(filled), []
    really = Crew.results

    def cut_short(self, counts):
        results = really(self, counts)
        yield next(results)
        self._processes[1].kill()
        self._processes[1].join()
        yield from results
        raise Lost("all of it had been sent")

    monkeypatch.setattr(Crew, "results", cut_short)
    with records.opened(filled.engine.url, told.append) as book:
        recompute(book, course, TODAY)
    assert stored(filled) == first and any("một tiến trình" in line for line in told)


def test_what_the_database_refuses_is_told(filled, course, in_parts, url, monkeypatch):
    recompute(filled, course, TODAY - 100)
    before, told = stored(filled), []
    monkeypatch.setattr("binhdan.points.reading._PEOPLE", "SELECT khong_co FROM learners WHERE number BETWEEN {} AND {}")
    monkeypatch.setattr(Crew, "__init__", lambda *_: (_ for _ in ()).throw(Lost("as a worker says that sees the same")))
    with pytest.raises(records.RecordsError, match="Cơ sở dữ liệu báo lỗi.*khong_co"), records.opened(url, told.append) as book:
        recompute(book, course, TODAY)
    assert len(told) == 1 and stored(filled) == before


def test_who_is_erased_or_enrolled_meanwhile(filled, course, monkeypatch):
    really = recomputing._Run.stored

    def after_others(self, begun):
        with records.opened(filled.engine.url) as other, other.writing() as session:
            session.execute(delete(Learner).where(Learner.code == "c-9"))
            people(session, 1, first=900)
        return really(self, begun)

    monkeypatch.setattr(recomputing._Run, "stored", after_others)
    recompute(filled, course, TODAY)
    numbers = {row[0] for row in stored(filled)["standings"]}
    assert 63 not in numbers and 6300 not in numbers and len(numbers) == LEARNERS - 1
    monkeypatch.undo()
    recompute(filled, course, TODAY)
    assert 6300 in {row[0] for row in stored(filled)["standings"]}


def test_of_two_that_overlap_the_one_that_began_later_stays(filled, course, monkeypatch):
    really, answers = recomputing._Run.stored, []

    def after_another(self, begun):
        monkeypatch.setattr(recomputing._Run, "stored", really)
        with records.opened(filled.engine.url) as other, other.writing() as session:
            session.execute(delete(Practice))
        with records.opened(filled.engine.url) as other:
            answers.append(recompute(other, course, TODAY))
        return really(self, begun)

    monkeypatch.setattr(recomputing._Run, "stored", after_another)
    first = recompute(filled, course, TODAY)
    after = stored(filled)
    assert answers[0].stored and not first.stored
    recompute(filled, course, TODAY)
    assert stored(filled) == after


def test_a_clock_that_stood_in_the_future_keeps_nobody_out(filled, course):
    recompute(filled, course, TODAY - 100)
    with filled.writing() as session:
        session.execute(text("UPDATE reckoning SET at = '2099-01-01 00:00:00'"))
    assert recompute(filled, course, TODAY).stored and stored(filled)["reckoning"][0][0] == TODAY


def test_two_at_once_and_a_roster_in_between(filled, course, binhdan, roster):
    results, rows = [], [("Lê Thị Lan", "1990", "Ao Sen"), ("Vũ Văn Đạt", "1980", "Gò Mây")]

    def run():
        with records.opened(filled.engine.url, lambda line: None) as book:
            results.append(recompute(book, course, TODAY))

    threads = [threading.Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    status = binhdan("enrol", roster(*rows), "--yes")[0]
    [thread.join() for thread in threads]
    assert status == 0 and len(results) == 2 and any(each.stored for each in results)
    assert recompute(filled, course, TODAY).learners == LEARNERS + 2


def test_old_days_are_forgotten_and_what_they_earned_stays(book, course):
    need = rules_of.of(course).game.practice_days
    old = week_of(TODAY - 400) - 3
    monday = 7 * old + 1
    with book.writing() as session:
        people(session, 2)
        session.add(LessonCode(id=1, code="B1.01"))
        session.flush()
        # Five days in all, one of them a hand-in; a week that falls short; a week of this month.
        session.add(Attempt(learner=7, lesson=1, digest=1, at=end_of(monday + 6) - 60, points=8, max_points=10, flags=1, hints=0))
        session.add_all([Practice(learner=7, week=old, days=0b0001111), Practice(learner=7, week=old + 1, days=0b1010101)])
        session.add_all([Practice(learner=14, week=old, days=0b1111000), Practice(learner=14, week=week_of(TODAY) - 2, days=0b1100000)])
    recompute(book, course, TODAY)
    before = {row[0]: row[1:] for row in stored(book)["standings"]}
    assert before[7][3] == 1 and before[7][0] == 8
    assert forget_old(book, course, TODAY) == 3
    with book.reading() as session:
        rows = sorted(map(tuple, session.execute(select(Practice.learner, Practice.week, Practice.days))))
    assert rows == [(7, old, (1 << need) - 1), (14, week_of(TODAY) - 2, 0b1100000)]
    recompute(book, course, TODAY)
    after = {row[0]: row[1:] for row in stored(book)["standings"]}
    assert after[7][:9] == before[7][:9] and after[14][:9] == before[14][:9]
    assert forget_old(book, course, TODAY) == 0


def test_the_verb_takes_marks_in_and_tells_what_it_did(binhdan, roster, class_folder, query):
    from dataclasses import replace

    from test_attempts import MARK

    from binhdan.grading import results

    binhdan("enrol", roster(("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2"), ("Lò Thị Mận", "1985", "Gò Mây", "", "man-1")), "--yes")
    for folder in ("lan-2", "ai-do"):
        results.save(class_folder, replace(MARK, learner=folder, graded_at="2026-01-20T09:30:00+07:00"))
    (class_folder / "results" / "lan-2" / "b1-02-x.json").write_text("{")
    status, out, err = binhdan("recompute")
    assert status == 0 and "1 bài chấm mới" in out and "thành tích của 2 học viên" in out
    assert "ai-do" in err and "b1-02-x.json bị hỏng" in err
    assert query("SELECT points, lessons FROM standings JOIN learners ON number = learner ORDER BY code") == [(8.0, 1), (0.0, 0)]
    status, out, _ = binhdan("recompute", "--workers", "1")
    assert status == 0 and "0 bài chấm mới" in out


def test_what_was_earned_is_handed_over_and_goes_with_the_person(filled, course, binhdan, query, tmp_path):
    marks, practice, _ = log(course)
    busy = max({row[0] for row in marks}, key=lambda number: sum(row[0] == number for row in marks))
    code = f"c-{busy // 7}"
    recompute(filled, course, TODAY)
    binhdan("nickname", code, "Chè Xanh")
    assert binhdan("export", code, "--out", tmp_path)[0] == 0
    known = json.loads((tmp_path / f"ho-so-{code}.json").read_text(encoding="utf-8"))
    page = (tmp_path / f"ho-so-{code}.txt").read_text(encoding="utf-8")
    points, lessons, weeks = query(f"SELECT points, lessons, weeks FROM standings WHERE learner = {busy}")[0]
    said = known["standing"]
    assert (known["nickname"], said["points"], said["lessons"], said["practice_weeks"]) == ("Chè Xanh", points, lessons, weeks)
    assert len(known["attempts"]) == sum(row[0] == busy for row in marks)
    assert len(known["practice_days"]) == sum(mask.bit_count() for number, _, mask in practice if number == busy)
    assert f"{points:g} điểm, {lessons} bài đạt" in page and "Biệt danh: Chè Xanh" in page
    tables = ("attempts", "practice", "nicknames", "standings", "completions")
    assert all(query(f"SELECT count(*) FROM {table} WHERE learner = {busy}") != [(0,)] for table in tables[:4])
    assert binhdan("erase", code, "--yes")[0] == 0
    assert [query(f"SELECT count(*) FROM {table} WHERE learner = {busy}") for table in tables] == [[(0,)]] * 5
    assert query("SELECT count(*) FROM standings") == [(LEARNERS - 1,)]
