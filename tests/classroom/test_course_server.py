"""The server's side of the home page, against a real Jupyter server on this machine."""

import json
import time

import pytest
from running_course import RunningCourse
from small_course import FIRST, SECOND, cell, notebook, write_cards, write_course

from binhdan.classroom import activity
from binhdan.classroom.workspace import Workspace

NOTEBOOK = f"bai-hoc/{FIRST}/{FIRST}.ipynb"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    course = write_course(folder / "khoa-hoc")
    with RunningCourse(course.root, folder / "hoc", folder / "log", "--name", "Lan <i>", "--port", "8930") as made:
        made.desk, made.course = Workspace(folder / "hoc"), course
        yield made


def test_the_home_page_comes_as_html(running):
    status, headers, page = running.ask("binhdan/home")
    assert status == 200 and headers["Content-Type"].startswith("text/html")
    assert "Bài hôm nay" in page and "Lan &lt;i&gt;" in page


@pytest.mark.parametrize("path", ["binhdan/home", "binhdan/result?lesson=B1.01", f"binhdan/feedback/{FIRST}"])
def test_nobody_reads_without_the_token(running, path):
    status, _, page = running.ask(path, token=False)
    assert status == 403 and "Lan" not in page


@pytest.mark.parametrize("path", ["binhdan/hand-in", "binhdan/new-version", "binhdan/review", "binhdan/hint"])
def test_nobody_writes_without_the_token(running, path):
    body = {"path": NOTEBOOK, "lesson": "B1.01", "card": "B1.01/mot", "grade": "good", "cell": "cau-lenh-goi-y-2"}
    assert running.ask(path, body, token=False)[0] == 403
    assert not running.desk.own_class.exists() and not (running.desk.state / "activity").exists()


@pytest.mark.parametrize(
    "path",
    [
        "", "/etc/passwd", "../khoa-hoc/release/x.ipynb", f"bai-hoc/../../khoa-hoc/release/{FIRST}/{FIRST}.ipynb",
        f"bai-hoc\\..\\..\\{FIRST}.ipynb", ".binhdan/learner.json", f"bai-hoc/{FIRST}/data/vi-du.json", "bai-hoc", "C:\\x.ipynb",
    ],
)
def test_paths_outside_the_lessons_are_refused(running, path):
    status, headers, answer = running.ask("binhdan/hand-in", {"path": path})
    assert status == 400 and headers["X-Binhdan"] == "1"
    assert "bai-hoc" in json.loads(answer)["message"]
    assert not running.desk.own_class.exists()


def test_a_link_out_of_the_lessons_is_refused(running, tmp_path):
    target = tmp_path / "x.ipynb"
    target.write_text(notebook("B1.01"), encoding="utf-8")
    link = running.desk.lessons / "link.ipynb"
    try:
        link.symlink_to(target)
    except OSError as error:
        pytest.skip(f"optional: no links here ({error})")
    assert running.ask("binhdan/hand-in", {"path": "bai-hoc/link.ipynb"})[0] == 400
    link.unlink()


@pytest.mark.parametrize("body", [{}, {"path": 3}, {"path": None}])
def test_a_request_without_a_path_is_a_bad_request(running, body):
    assert running.ask("binhdan/hand-in", body)[0] == 400


def test_a_lesson_nobody_knows_is_told(running):
    status, _, answer = running.ask("binhdan/result?lesson=B9.99")
    assert status == 400 and "B1.01" in json.loads(answer)["message"]
    assert running.ask("binhdan/feedback/b9-99-x")[0] == 400
    assert running.ask("binhdan/feedback/..%2f..%2fsecret")[0] == 404


def test_a_hand_in_is_answered_with_its_receipt_and_marked(running):
    status, _, answer = running.ask("binhdan/hand-in", {"path": NOTEBOOK})
    receipt = json.loads(answer)
    assert status == 200 and receipt["lesson"] == "B1.01" and receipt["self_study"]
    kept = running.desk.own_class / "submitted" / running.desk.learner.code / FIRST / "receipt.json"
    assert json.loads(kept.read_text(encoding="utf-8"))["digest"] == receipt["digest"]
    # This course has no source/, so marking fails, and that has to be told.
    deadline = time.monotonic() + 60
    while (result := json.loads(running.ask("binhdan/result?lesson=B1.01")[2]))["stage"] not in ("done", "failed"):
        assert time.monotonic() < deadline
        time.sleep(0.3)
    assert result["stage"] == "failed" and "Chưa chấm được bài B1.01" in result["message"]
    assert "Chưa chấm được" in running.ask("binhdan/home")[2]


@pytest.mark.parametrize("passed", [True, False])
def test_a_mark_says_whether_it_passed(desk, course, passed):
    """Or the line under the toolbar would be green for what has to be done again."""
    from binhdan.classroom.server import Desk
    from binhdan.grading.results import Result, save

    save(desk.own_class, Result(desk.learner.code, "B1.07", SECOND, "x", 8.0, 10.0, passed, False, 0.0, "sha256:0", "now"))
    told = Desk(desk.root).result("B1.07")
    assert (told["stage"], told["passed"]) == ("done", passed)


def test_feedback_can_neither_run_nor_fetch_anything(running):
    from binhdan.grading.results import Result, save

    learner = running.desk.learner.code
    facts = ("B1.07", SECOND, "x", 8.0, 10.0, True, False, 0.0, "sha256:0", "now")
    save(running.desk.own_class, Result(learner, *facts))
    page = running.desk.own_class / "feedback" / learner / SECOND / f"{SECOND}.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Nhận xét</h1><script>alert(1)</script>", encoding="utf-8")
    status, headers, html = running.ask(f"binhdan/feedback/{SECOND}")
    policy = headers["Content-Security-Policy"]
    assert status == 200 and "Nhận xét" in html and headers["Content-Type"].startswith("text/html")
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy
    assert "allow-scripts" not in policy and "script-src" not in policy and "http" not in policy


def test_a_card_is_reviewed_once_handed_in(running):
    write_cards(running.course, FIRST, "mot", "hai")
    status, headers, section = running.ask("binhdan/review", {"card": "B1.01/mot", "grade": "good"})
    assert status == 200 and headers["Content-Type"].startswith("text/html")
    assert "Thẻ 2/2" in section and "Hỏi hai?" in section and "<main" not in section
    assert "Xong. Mai ôn tiếp" in running.ask("binhdan/review", {"card": "B1.01/hai", "grade": "again"})[2]
    assert "Xong. Mai ôn tiếp" in running.ask("binhdan/home")[2]


@pytest.mark.parametrize("body", [{"card": "B1.01/mot"}, {"grade": "good"}, {"card": 3, "grade": "good"}, {}])
def test_a_review_that_says_too_little_is_a_bad_request(running, body):
    assert running.ask("binhdan/review", body)[0] == 400


def test_a_grade_nobody_knows_is_told(running):
    status, headers, answer = running.ask("binhdan/review", {"card": "B1.01/mot", "grade": "<b>"})
    assert status == 400 and headers["X-Binhdan"] == "1" and "Quên, Khó, Nhớ, Dễ" in json.loads(answer)["message"]


def test_a_saved_lesson_and_an_opened_hint_are_noticed(running):
    hint = cell("<details><summary>Gợi ý 2</summary>x</details>", "cau-lenh-goi-y-2", kind="markdown", tags=["priced-hint"])
    content = json.loads(notebook("B1.07", hint))
    content["cells"][2].update(source="cau_lenh = 'Bạn là'", execution_count=1)
    path = f"bai-hoc/{SECOND}/{SECOND}.ipynb"
    assert running.ask(f"api/contents/{path}", {"type": "notebook", "content": content}, method="PUT")[0] == 200
    deadline = time.monotonic() + 20
    while not (saves := [event for event in activity.events(running.desk) if event["what"] == "save"]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert saves[-1]["lesson"] == "B1.07" and saves[-1]["ran"] is True
    assert running.ask("binhdan/hint", {"path": path, "cell": "khong-co"})[0] == 400
    assert running.ask("binhdan/hint", {"path": ".binhdan/learner.json", "cell": "cau-lenh-goi-y-2"})[0] == 400
    opened = [json.loads(running.ask("binhdan/hint", {"path": path, "cell": "cau-lenh-goi-y-2"})[2]) for _ in range(2)]
    assert opened == [{"first": True, "hints": 1}, {"first": False, "hints": 1}]
    receipt = json.loads(running.ask("binhdan/hand-in", {"path": path})[2])
    assert receipt["hints"] == 1 and len(receipt["practice_days"]) == 1


def test_a_file_that_is_no_lesson_is_saved_as_ever(running):
    before = len(activity.events(running.desk))
    for path in ("bai-hoc/cua-toi.ipynb", "ghi-chu.ipynb"):
        body = {"type": "notebook", "content": {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}}
        assert running.ask(f"api/contents/{path}", body, method="PUT")[0] == 201
    assert running.ask("binhdan/home")[0] == 200 and len(activity.events(running.desk)) == before


def test_a_new_version_is_fetched_once(running):
    release = running.course.root / "release" / SECOND / f"{SECOND}.ipynb"
    release.write_text(notebook("B1.07") + " ", encoding="utf-8")
    status, _, answer = running.ask("binhdan/new-version", {"lesson": "B1.07"})
    assert status == 200 and json.loads(answer)["path"] == f"bai-hoc/{SECOND}-moi/{SECOND}.ipynb"
    status, _, answer = running.ask("binhdan/new-version", {"lesson": "B1.07"})
    assert status == 400 and "không có bản mới" in json.loads(answer)["message"]


def test_the_state_folder_is_not_served(running):
    assert running.ask("files/.binhdan/learner.json")[0] == 404
    assert running.ask("api/contents/.binhdan/learner.json")[0] == 404


def test_jupyterlab_is_vietnamese_and_has_the_extension(running):
    status, _, page = running.ask("lab")
    config = json.loads(page.split('id="jupyter-config-data" type="application/json">')[1].split("</script>")[0])
    assert status == 200 and config["binhdanWorkspace"] == "true"
    assert "@binhdan/course" in [one["name"] for one in config["federated_extensions"]]
    assert running.ask("lab/extensions/@binhdan/course/static/remoteEntry.js")[0] == 200
    settings = json.loads(running.ask("lab/api/settings/@jupyterlab/translation-extension:plugin")[2])
    assert "vi_VN" in json.dumps(settings)
