"""Marks: entered into nbgrader's gradebook, results and feedback; what is uncertain goes to the tutor."""

import csv
import re

import pytest
import reviewing
from reviewing import LEARNERS, MACHINE, everybody, send, sheet, told

from binhdan.grading import gradebook, results
from binhdan.teachback import settling
from binhdan.teachback.store import Review

LESSON = "b1-13-ai-bia-la-gi"
DESERVED = dict(zip(LEARNERS, ([2, 2, 2], [2, 1, 1], [0, 0, 1], [1, 1, 1], [2, 2, 1], [1, 0, 0])))


@pytest.fixture(autouse=True)
def no_feedback_pages(monkeypatch):
    """Pages cost a second each; tests/teachback/test_whole_round.py writes real ones."""
    monkeypatch.setattr("binhdan.grading.feedback.write", lambda *rest: iter(()))


@pytest.fixture
def fair(given, rubric):
    """What an honest reviewer gives an item."""
    _, now = given
    return lambda code, item: list(rubric.reference(item.work).marks) if item.calibration else DESERVED[now.works[item.work].author]


@pytest.fixture
def reviewed(given, peers, tmp_path, fair):
    """The class after everybody has reviewed fairly."""
    folder, now = given
    assert peers("collect", send(tmp_path, everybody(now, fair)))[0] == 0
    return folder, now


def in_gradebook(class_folder):
    """Learner -> (manual score, waits for a person, comment) of the answer that people mark."""
    found = {}
    with gradebook.opened(class_folder) as book:
        for submission in book.assignment_submissions(LESSON):
            code = submission.student.id
            grade, comment = (find("giang-thu", LESSON, LESSON, code) for find in (book.find_grade, book.find_comment))
            found[code] = (grade.manual_score, grade.needs_manual_grade, comment.manual_comment or "")
    return found


def by_person(class_folder, code, mark, comment=None):
    with gradebook.opened(class_folder) as book:
        grade = book.find_grade("giang-thu", LESSON, LESSON, code)
        grade.manual_score, grade.needs_manual_grade = mark, False
        if comment:
            book.find_comment("giang-thu", LESSON, LESSON, code).manual_comment = comment
        book.db.commit()


def test_marks_go_into_the_gradebook_and_the_results(reviewed, peers, class_folder):
    folder, now = reviewed
    status, out, _ = peers("mark")
    assert status == 3 and "5 bài đã có điểm" in out and "1 bài chờ người hướng dẫn" in out
    (asked,) = folder.load_decisions().asked
    author = now.works[asked].author
    # Three points are what decides: the machine has given eleven of the fourteen that pass.
    assert author == "duyen"
    for code, (mark, waits, comment) in in_gradebook(class_folder).items():
        result = results.load(class_folder, code, LESSON)
        if code == author:
            assert (mark, waits, result.needs_person) == (None, True, True)
            continue
        assert abs(mark - sum(DESERVED[code])) <= 1 and mark * 2 == int(mark * 2) and not waits
        assert result.points == pytest.approx(MACHINE + mark) and not result.needs_person
        assert result.passed == (result.points >= 14)
        assert comment.count("- Nên kể rõ hôm ấy AI nói câu gì.") == 4


def test_again_changes_nothing(reviewed, peers, class_folder):
    folder, _ = reviewed
    first = peers("mark")
    before = in_gradebook(class_folder), folder.load_reviews(), {p.name: p.read_text() for p in class_folder.glob("results/*/*.json")}
    assert peers("mark")[:2] == first[:2]
    assert (in_gradebook(class_folder), folder.load_reviews(), {p.name: p.read_text() for p in class_folder.glob("results/*/*.json")}) == before


def test_the_tutor_settles_a_work(reviewed, peers, class_folder):
    folder, now = reviewed
    peers("mark")
    (asked,) = folder.load_decisions().asked
    assert asked in (folder.path / "tutor.html").read_text(encoding="utf-8")
    status, out, _ = peers("tutor", asked, "4,5", "--why", "Chuyện hay, *cô* ạ")
    assert status == 0 and "0 bài chờ" in out
    mark, waits, comment = in_gradebook(class_folder)["duyen"]
    assert (mark, waits) == (4.5, False) and "người hướng dẫn chấm" in comment and "Chuyện hay, &#42;cô&#42; ạ" in comment
    assert results.load(class_folder, "duyen", LESSON).passed
    assert "Không có bài nào phải xem thêm" in (folder.path / "tutor.html").read_text(encoding="utf-8")
    # The tutor may think again.
    assert peers("tutor", asked, "2")[0] == 0
    assert in_gradebook(class_folder)["duyen"][:2] == (2.0, False)
    assert "Chuyện hay" in in_gradebook(class_folder)["duyen"][2]


def test_the_tutors_sheet(reviewed, peers, class_folder):
    folder, _ = reviewed
    peers("mark")
    sheet_file = folder.path / "tutor.csv"
    rows = list(csv.reader(sheet_file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["bài", "điểm", "vì sao"] and len(rows) == 2
    status, _, err = peers("tutor", "--from", sheet_file)
    assert status == 1 and "chưa có điểm nào" in err
    sheet_file.write_text(f"bài;điểm;vì sao\n{rows[1][0]};5,5;Rất rõ\n", encoding="utf-8-sig")
    assert peers("tutor", "--from", sheet_file)[0] == 0
    assert in_gradebook(class_folder)["duyen"][0] == 5.5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("t99", "4"), "không có bài 't99'"),
        (("t01", "7"), "từ 0 đến 6"),
        (("t01", "-0,5"), "từ 0 đến 6"),
        (("t01", "nan"), "từ 0 đến 6"),
        (("t01", "inf"), "từ 0 đến 6"),
        (("t01", "bốn"), "từ 0 đến 6"),
        (("t01",), "Viết số bài và điểm"),
        ((), "Viết số bài và điểm"),
    ],
)
def test_a_tutors_slip_is_told_and_nothing_kept(reviewed, peers, words, told):
    folder, _ = reviewed
    status, _, err = peers("tutor", *(["--", *words] if any(w.startswith("-") for w in words) else words))
    assert status == 1 and told in err
    assert not folder.load_decisions().tutor


def test_one_wrong_row_of_the_sheet_and_nothing_is_kept(reviewed, peers, tmp_path):
    folder, _ = reviewed
    wrong = tmp_path / "diem.csv"
    wrong.write_text("bài,điểm,vì sao\nt01,3,\nt02,30,\n", encoding="utf-8")
    status, _, err = peers("tutor", "--from", wrong)
    assert status == 1 and "diem.csv dòng 3: điểm '30' của bài t02" in err
    assert not folder.load_decisions().tutor


def test_too_few_reviews_wait_for_a_person(given, peers, tmp_path, fair, class_folder):
    folder, now = given
    one = LEARNERS[0]
    peers("collect", send(tmp_path, {one: sheet(now, one, told(now, one, lambda item: fair(one, item)))}))
    status, out, _ = peers("mark")
    assert status == 3 and "0 bài đã có điểm" in out and "6 bài chờ" in out and out.count("ít người chấm") == 6
    assert "Chưa gửi phiếu (5): binh, chi, duyen, giang, hoa" in out
    assert all(mark is None for mark, _, _ in in_gradebook(class_folder).values())
    page = (folder.path / "tutor.html").read_text(encoding="utf-8")
    assert page.count("Chưa có ai chấm bài này") == 2 and not [code for code in LEARNERS if re.search(rf"\b{code}\b", page)]


def test_who_gives_full_marks_to_all_moves_little_and_is_told_how_to_look(given, peers, tmp_path, fair, class_folder):
    folder, now = given
    sheets = everybody(now, lambda code, item: [2, 2, 2] if code == "anh" else fair(code, item))
    peers("collect", send(tmp_path, sheets))
    status, out, _ = peers("mark")
    assert "Chấm lệch nhiều so với bài mẫu (1): anh" in out
    weak = {code: mark for code, (mark, _, _) in in_gradebook(class_folder).items() if mark is not None and sum(DESERVED[code]) <= 1}
    assert weak and all(mark <= 2 for mark in weak.values())
    page = (folder.path / "answers/anh.html").read_text(encoding="utf-8")
    assert "rộng hơn người hướng dẫn nhiều" in page and page.count("người hướng dẫn cho") >= 2
    assert "chấm sát" in (folder.path / "answers/binh.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("shift", "words"), [(-2, "chặt hơn"), (2, "rộng hơn")])
def test_habits_are_named(shift, words):
    from binhdan.teachback.marks import Habit

    assert words in settling.habit_line(Habit(shift, 2, True))
    assert "chấm từng tiêu chí" in settling.habit_line(Habit(0.0, 2, True))


def test_calibration_marks_stand_once_the_right_ones_were_shown(reviewed, peers, tmp_path):
    folder, now = reviewed
    peers("mark")
    before = folder.load_reviews()["anh"]
    later = sheet(now, "anh", told(now, "anh", lambda item: [2, 0, 2]), saved="2026-11-26T00:00:00Z")
    status, out, _ = peers("collect", send(tmp_path, {"anh": later}))
    assert status == 0 and "2 lượt sửa bài mẫu sau khi đã biết điểm đúng" in out and "4 lượt sửa lại" in out
    for item in now.reviewers["anh"].items:
        assert (folder.load_reviews()["anh"][item.key] == before[item.key]) == item.calibration


def test_a_mark_given_in_formgrader_stands(reviewed, peers, class_folder):
    folder, now = reviewed
    by_person(class_folder, "chi", 5.0, "Tôi đã gặp chị ấy.")
    status, out, _ = peers("mark")
    assert "giữ điểm 5 đã cho trong formgrader" in out
    assert in_gradebook(class_folder)["chi"] == (5.0, False, "Tôi đã gặp chị ấy.")
    # Changed after we have entered ours: the same.
    by_person(class_folder, "anh", 1.0)
    peers("mark")
    assert in_gradebook(class_folder)["anh"][0] == 1.0
    assert folder.load_decisions().tutor[now.newest()["anh"].id] == 1.0


def test_later_reviews_move_marks_that_are_ours(given, peers, tmp_path, fair, class_folder):
    _, now = given
    sheets = everybody(now, lambda code, item: fair(code, item) if item.calibration else [2, 2, 2])
    peers("collect", send(tmp_path, sheets))
    peers("mark")
    high = {code: in_gradebook(class_folder)[code][0] for code in ("chi", "hoa")}
    later = {code: sheet(now, code, told(now, code, lambda item, code=code: fair(code, item)), saved="2026-11-26T00:00:00Z") for code in LEARNERS}
    peers("collect", send(tmp_path, later))
    peers("mark")
    moved = [(mark, in_gradebook(class_folder)[code][0]) for code, mark in high.items() if mark is not None]
    assert moved and all(before >= 4.5 and after <= 2.5 for before, after in moved)


def test_a_newer_version_gets_none_of_the_old_marks(reviewed, peers, class_folder, course, tmp_path, fair):
    folder, now = reviewed
    peers("mark")
    old = in_gradebook(class_folder)["anh"][0]
    reviewing.hand_in(course, class_folder, "anh", "Tôi kể lại cho bà Tơ.")
    reviewing.mark_by_machine(course, class_folder, ["anh"])
    status, _, err = peers("mark")
    assert status == 3 and "anh: đã nộp bản mới sau khi phát" in err
    assert in_gradebook(class_folder)["anh"][:2] == (old, True)
    peers("allocate", "B1.13")
    now = folder.load_round()
    new = now.newest()["anh"].id
    sheets = {c: sheet(now, c, told(now, c, lambda i: [0, 1, 0] if i.work == new else None), packet=2) for c in LEARNERS if now.reviewers[c].packets == 2}
    assert len(sheets) == 4 and peers("collect", send(tmp_path, sheets))[0] == 0
    peers("mark")
    mark, waits, _ = in_gradebook(class_folder)["anh"]
    assert (mark <= 2 and not waits) or new in folder.load_decisions().asked
    assert not folder.load_decisions().tutor


def test_marking_again_with_force_keeps_the_marks_and_mark_settles_them(reviewed, peers, class_folder, course):
    peers("mark")
    before = in_gradebook(class_folder)
    reviewing.mark_by_machine(course, class_folder, LEARNERS)  # as `grade --force` does
    assert {code: row[0] for code, row in in_gradebook(class_folder).items()} == {code: row[0] for code, row in before.items()}
    peers("mark")
    assert in_gradebook(class_folder) == before


def test_what_peers_write_can_not_become_markup():
    said = [Review([2, 1, 0], "# <b>x</b> [AI](http://x) **y** `z` ~w~ a_b_c \\ | $m$ &lt;", "")]
    from binhdan.teachback.rubric import Criterion, Rubric

    names = [Criterion(name, "", ("", "", "")) for name in ("Dễ hiểu", "Chuyện", "Biết sửa")]
    text = settling.comment_of(said, Rubric("", (), tuple(names), ()))
    from nbconvert.filters import markdown2html

    from binhdan.grading.feedback_page import clean

    shown = clean(markdown2html(text))
    assert "<b>" not in shown and "<a" not in shown and "<em>" not in shown and "<code>" not in shown and "<strong>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt; [AI](http://x) **y** `z` ~w~ a_b_c \\ | $m$ &amp;lt;" in shown
    assert "Mạnh nhất: Dễ hiểu. Nên sửa trước: Biết sửa." in shown


def test_markup_in_the_tutors_page_is_text(given, peers, class_folder, tmp_path):
    folder, now = given
    evil = "<script>alert(1)</script> nên kể rõ hôm nào"
    peers("collect", send(tmp_path, {"anh": sheet(now, "anh", told(now, "anh", lambda item: [1, 1, 1], sentence=evil))}))
    peers("mark")
    page = (folder.path / "tutor.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; nên kể rõ hôm nào" in page


def test_who_gives_everything_to_everybody_settles_nothing(given, peers, tmp_path, class_folder):
    folder, now = given
    peers("collect", send(tmp_path, everybody(now, lambda code, item: [2, 2, 2])))
    status, out, _ = peers("mark")
    assert status == 3 and "0 bài đã có điểm" in out and "6 bài chờ người hướng dẫn" in out and "lệch xa bài mẫu" in out
    assert "Cho mọi bài của lớp cùng một điểm (6): anh, binh" in out and "đọc thử vài bài" in out
    assert all(mark is None and waits for mark, waits, _ in in_gradebook(class_folder).values())
    settled = [f"{each.id},{sum(DESERVED[each.author])}" for each in now.works.values()]
    (tmp_path / "diem.csv").write_text("bài,điểm\n" + "\n".join(settled))
    assert peers("tutor", "--from", tmp_path / "diem.csv")[0] == 0
    assert {code: mark for code, (mark, _, _) in in_gradebook(class_folder).items()} == {code: sum(DESERVED[code]) for code in LEARNERS}


def test_two_reviewers_who_mark_well_are_enough(given, peers, tmp_path, fair):
    _, now = given
    lazy = set(LEARNERS[:2])
    peers("collect", send(tmp_path, everybody(now, lambda code, item: [2, 2, 2] if code in lazy else fair(code, item))))
    _, out, _ = peers("mark")
    assert "5 bài đã có điểm" in out and "Chấm lệch nhiều so với bài mẫu (2): anh, binh" in out
    assert "cùng một điểm (2): anh, binh" in out and "đọc thử vài bài" not in out


def test_killed_at_any_write_the_next_run_ends_as_if_nothing_had_happened(peers, class_folder, rubric, monkeypatch, tmp_path):
    """Every file that a run writes, and the gradebook's transaction, is where a run ends once."""
    import os
    import shutil

    from nbgrader.api import Gradebook

    for code in LEARNERS[3:]:
        shutil.rmtree(class_folder / "results" / code)
        shutil.rmtree(class_folder / "submitted" / code)
    peers("allocate", "B1.13", "--seed", "x")
    _, now = reviewing.round_of(class_folder)
    alike = everybody(now, lambda code, item: list(rubric.reference(item.work).marks) if item.calibration else [2, 1, 1])
    peers("collect", send(tmp_path, alike))

    whole = shutil.copytree(class_folder, tmp_path / "nguyen-ven")
    peers("mark")
    right = in_gradebook(class_folder), _states(class_folder)
    replace, opened = os.replace, Gradebook.__init__

    def run(last):
        """Mark in a fresh copy and end before the write of that number; whether the run came to its end."""
        shutil.rmtree(class_folder)
        shutil.copytree(whole, class_folder)
        left = iter(range(last))

        def count(*rest, to):
            if next(left, None) is None:
                raise SystemExit(9)
            return to(*rest)

        def patched(self, *rest, **named):
            opened(self, *rest, **named)
            commit = self.db.commit
            self.db.commit = lambda: count(to=commit)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", lambda descriptor: None)
            patch.setattr(os, "replace", lambda *paths: count(*paths, to=replace))
            patch.setattr(Gradebook, "__init__", patched)
            try:
                peers("mark")
            except SystemExit:
                return False
        return True

    for last in range(40):
        ended = run(last)
        if not ended:
            peers("mark")
        assert (in_gradebook(class_folder), _states(class_folder)) == right, last
        if ended:
            break
    assert ended and last >= 10  # it did end at every write on the way


def _states(class_folder):
    found = {p.parent.name: p.read_text(encoding="utf-8") for p in class_folder.glob("results/*/*.json")}
    home = class_folder / "teach-back" / LESSON
    return found | {p.name: p.read_text(encoding="utf-8") for p in [*home.glob("*.html"), *home.glob("*.csv"), *home.glob("answers/*")]}
