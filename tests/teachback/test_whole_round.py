"""From hand-ins to feedback through the real marker and the real nbgrader."""

import pytest
import reviewing
from reviewing import everybody, send

pytestmark = pytest.mark.nbgrader
LESSON = "b1-13-ai-bia-la-gi"
CODES = ("lan", "mai", "son")


def test_a_round_with_the_real_marker(course, tmp_path, capsys):
    from nbgrader.api import Gradebook

    from binhdan.cli import main
    from binhdan.grading import results
    from binhdan.grading.run import How, grade
    from binhdan.teachback import rubric

    folder = tmp_path / "Lớp chè"
    for code in CODES:
        reviewing.hand_in(course, folder, code, f"{reviewing.STORY} <img src=x onerror=alert(1)>")
    before = {r.learner: r for r in grade(course, folder, ["B1.13"], how=How(backend="serial"))}
    assert {(r.state, r.needs_person) for r in before.values()} == {("graded", True)}
    words = ["--class-folder", str(folder)]
    assert main(["peers", "allocate", "B1.13", *words]) == 0
    store, now = reviewing.round_of(folder)
    known = rubric.load(course.lesson("B1.13"))

    def honest(code, item):
        return list(known.reference(item.work).marks) if item.calibration else [2, 2, 1]

    said = "Nên kể rõ <script>alert(1)</script> *hôm* nào AI nói."
    main(["peers", "collect", str(send(tmp_path, everybody(now, honest, sentence=said))), *words])
    assert main(["peers", "mark", *words]) == 3
    (asked,) = store.load_decisions().asked
    assert main(["peers", "tutor", asked, "6", "--why", "Chuyện rất <b>rõ</b>", *words]) == 0
    capsys.readouterr()

    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "binhdan") as book:
        for code in CODES:
            # What formgrader shows: nothing waits, and the score of the whole counts the new mark.
            submission = book.find_submission(LESSON, code)
            answer = book.find_grade("giang-thu", LESSON, LESSON, code)
            assert not submission.needs_manual_grade and answer.manual_score >= 4
            assert submission.score == before[code].points + answer.manual_score
            result = results.load(folder, code, LESSON)
            assert (result.points, result.needs_person, result.digest) == (submission.score, False, before[code].digest)
            page = (folder / result.feedback).read_text(encoding="utf-8")
            assert "Còn phần chờ người chấm" not in page and "bạn học" in page
            assert "<script" not in page and "onerror" not in page
            assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; *hôm* nào AI nói.") == 2
            assert not [other for other in CODES if other != code and f">{other}<" in page]
    tutored = now.works[asked].author
    assert "Chuyện rất &lt;b&gt;rõ&lt;/b&gt;" in (folder / results.load(folder, tutored, LESSON).feedback).read_text(encoding="utf-8")

    # Marking again loses nothing of the same version; --force asks for a look, and `peers mark` gives it.
    after = {r.learner: r for r in grade(course, folder, ["B1.13"])}
    assert {code: (r.points, r.needs_person) for code, r in after.items()} == {c: (results.load(folder, c, LESSON).points, False) for c in CODES}
    forced = {r.learner: r for r in grade(course, folder, ["B1.13"], how=How(backend="serial", force=True))}
    assert {code: r.points for code, r in forced.items()} == {code: r.points for code, r in after.items()}
    assert main(["peers", "mark", *words]) == 0
    again = {r.learner: r for r in grade(course, folder, ["B1.13"])}
    assert {code: (r.points, r.needs_person) for code, r in again.items()} == {code: (r.points, False) for code, r in after.items()}
