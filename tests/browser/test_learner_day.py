"""A learner's day in the browser: review by finger and by keyboard, the week, a hint with a price, both in the receipt."""

import json
from datetime import UTC, date, datetime

import pytest
from lesson_screen import LessonScreen
from running_course import RunningCourse
from small_course import FIRST, SECOND, cell, notebook, write_cards, write_course

from binhdan.authoring.hint_price import PRICED_HINT
from binhdan.classroom import activity
from binhdan.classroom.workspace import Workspace, write_json
from binhdan.points.days import day_of

pytestmark = pytest.mark.browser
COST = "Gợi ý 2 · mất 1 điểm thi đua; điểm bài không đổi"


@pytest.fixture
def running(tmp_path):
    """A course whose first lesson has two hints, and whose second one was handed in on an earlier day."""
    course = write_course(tmp_path / "khoa-hoc")
    hints = [
        cell(f"<details><summary>{title}</summary>\n\nThử thêm vai trò.\n\n</details>", f"cau-lenh-goi-y-{n}", "markdown", tags)
        for n, title, tags in ((1, "Gợi ý 1", ()), (2, COST, (PRICED_HINT,)))
    ]
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01", *hints), encoding="utf-8")
    write_cards(course, SECOND, "mot", "hai")
    with RunningCourse(course.root, tmp_path / "hoc", tmp_path / "log", "--name", "Lan", "--port", "8980") as made:
        made.desk = Workspace(tmp_path / "hoc")
        receipt = {"learner": made.desk.learner.code, "lesson": "B1.07", "digest": "sha256:0", "handed_in_at": "2026-01-05T02:00:00+00:00"}
        write_json(made.desk.state / "receipts" / SECOND / "2026-01-05T020000Z.json", receipt)
        yield made


def test_a_day_of_review_and_work_is_seen_and_travels_with_the_hand_in(running, open_page):
    page = open_page(f"{running.address}lab?token={running.token}", width=390, height=844)
    page.locator(".bd-home").wait_for(timeout=60_000)
    assert "0/5 ngày" in page.locator(".bd-week").inner_text()
    today = page.locator(".bd-week [aria-current]")
    assert "chưa học" in today.inner_text()

    page.get_by_role("button", name="Xem trả lời").click()
    # Where the keyboard is, is asked in one step: the page may be drawn anew between two.
    page.locator(".bd-answer p:focus", has_text="Đáp mot.").wait_for()
    assert page.locator(".bd-home-page").evaluate("node => node.scrollWidth <= node.clientWidth")
    buttons = page.get_by_role("group", name="Bạn nhớ thẻ này thế nào?").get_by_role("button")
    assert all(box["height"] >= 44 and 0 <= box["x"] <= 390 - box["width"] for box in (one.bounding_box() for one in buttons.all()))
    buttons.nth(0).click()

    page.locator(".bd-question:focus", has_text="Hỏi hai?").wait_for()
    page.keyboard.press("3")
    assert page.locator(".bd-answer").is_hidden(), "a grade before the answer is no grade"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".bd-answer p:focus", has_text="Đáp hai.").wait_for()
    page.keyboard.press("4")
    today.locator(".bd-word", has_text="có học").wait_for()
    page.locator(".bd-review-done:focus", has_text="Xong. Mai ôn tiếp 1 thẻ.").wait_for()
    assert "1/5 ngày" in page.locator(".bd-week").inner_text()
    assert [event["grade"] for event in activity.events(running.desk)] == ["again", "easy"]

    page = open_page(f"{running.address}lab/tree/bai-hoc/{FIRST}/{FIRST}.ipynb?token={running.token}&reset")
    lesson = LessonScreen(page)
    page.locator("summary", has_text="Gợi ý 1").click()
    assert page.locator("summary", has_text="Gợi ý 2").inner_text() == COST, "told before it is opened"
    page.locator("summary", has_text="Gợi ý 2").click()
    page.locator(".bd-line", has_text="Bạn đã mở gợi ý 2").wait_for()
    assert lesson.look == "gentle"
    lesson.press("hand-in")
    assert "số ngày có học: 1; gợi ý 2 đã mở: 1" in page.locator(".bd-receipt").inner_text()
    kept = next(running.desk.own_class.glob(f"submitted/*/{FIRST}/receipt.json"))
    receipt = json.loads(kept.read_text(encoding="utf-8"))
    here = date.fromordinal(day_of(datetime.now(UTC).timestamp())).isoformat()
    assert receipt["hints"] == 1 and receipt["practice_days"] == [here]


def test_an_open_answer_stays_open_when_the_page_is_drawn_anew(running, open_page):
    page = open_page(f"{running.address}lab?token={running.token}&reset")
    page.locator(".bd-home").wait_for(timeout=60_000)
    page.get_by_role("button", name="Xem trả lời").click()
    page.click(".lm-TabBar-addButton:visible")
    page.locator(".jp-Launcher").wait_for()
    with page.expect_response(lambda answer: "binhdan/home" in answer.url):
        page.click(".lm-TabBar-tab:has-text('Trang chủ')")
    page.locator(".bd-answer p", has_text="Đáp mot.").wait_for()
    running.stop()
    page.locator("[data-grade=good]").dispatch_event("click")  # JupyterLab's own dialog may lie above it by now
    page.locator(".bd-trouble", has_text="Không nối được tới khoá học").wait_for()
    assert page.locator(".bd-question").inner_text() == "Hỏi mot?", "the card waits for another try"
    page.close()
    open_page.errors.clear()  # JupyterLab's own requests fail as well


def test_the_keyboard_stays_on_its_button_when_the_page_is_drawn_anew(running, open_page):
    """After a grade the whole page is drawn again, while the learner goes on with Tab and Enter."""
    page = open_page(f"{running.address}lab?token={running.token}&reset")
    page.locator(".bd-home").wait_for(timeout=60_000)
    page.get_by_role("button", name="Xem trả lời").click()
    held = []
    page.route("**/binhdan/home*", lambda route: held.append(route))
    page.locator("[data-grade=again]").click()
    page.locator(".bd-question:focus", has_text="Hỏi hai?").wait_for()
    page.keyboard.press("Tab")
    page.locator(".bd-show:focus").wait_for()
    page.wait_for_timeout(300)
    assert held, "the page was to be drawn anew"
    page.evaluate("document.querySelector('.bd-show').dataset.old = 'yes'")
    for route in held:
        route.continue_()
    page.locator(".bd-show:not([data-old]):focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".bd-answer p:focus", has_text="Đáp hai.").wait_for()
