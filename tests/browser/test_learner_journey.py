"""A newcomer's first day: home page, B1.01, check, hand in, the mark."""

from pathlib import Path

import pytest
from lesson_screen import LessonScreen
from running_course import RunningCourse
from small_course import FIRST, cell, notebook, write_course

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser

VAGUE = "Viết thông báo cắt nước cho bà con."
GOOD = """Vai: Bạn là cán bộ văn phòng phường Đồi Chè.
Việc: Viết thông báo tạm ngừng cấp nước gửi bà con.
Bối cảnh:
- Khu vực: {khu_vuc}
- Bắt đầu: {bat_dau}
- Có nước lại: {ket_thuc}
- Lý do: {ly_do}
- Liên hệ: {lien_he}
Ràng buộc: dưới 120 từ; câu ngắn, lịch sự; không thêm thông tin ngoài bối cảnh.
Mẫu đầu ra:
THÔNG BÁO
Kính gửi bà con [khu vực].
Nước tạm ngừng từ [bắt đầu], có lại lúc [có nước lại].
Lý do: [lý do]
Cần hỏi thêm, xin gọi: [liên hệ]"""


def test_a_newcomer_learns_b1_01_and_sees_the_mark(open_page, tmp_path):
    with RunningCourse(ROOT, tmp_path / "hoc", tmp_path / "log", "--name", "Nguyễn Thị Lan", "--port", "8950") as running:
        page = open_page(f"{running.address}lab?token={running.token}")
        home = page.locator(".bd-home")
        home.wait_for(timeout=60_000)
        assert "Bài hôm nay" in home.inner_text() and "Chào Nguyễn Thị Lan" in home.inner_text()
        assert page.locator(".bd-today").inner_text().count("B1.01") == 1
        page.click(".bd-start")
        lesson = LessonScreen(page)

        assert "Đạt 0/3" in lesson.press("check")
        assert lesson.look == "gentle", "nothing written yet is not an error"
        lesson.write("%%prompt thong_bao", VAGUE)
        answer = lesson.press("check")
        assert answer.startswith("Đạt 0/3 phần. Chưa đạt: ") and "\n" not in answer
        lesson.write("%%prompt thong_bao", GOOD)
        assert lesson.press("check").startswith("Đạt cả 3/3")

        lesson.press("hand-in")
        receipt = page.locator(".bd-receipt")
        receipt.locator("p", has_text="10/10 điểm").wait_for(timeout=120_000)
        shown = receipt.inner_text()
        assert "B1.01" in shown and "nguyen-thi-lan-" in shown
        kept = next((tmp_path / "hoc" / ".binhdan" / "lop" / "submitted").glob("*/*/receipt.json")).read_text(encoding="utf-8")
        fingerprint = receipt.locator("dd").last.inner_text()
        assert len(fingerprint) == 12 and f"sha256:{fingerprint}" in kept

        page.click(".jp-Dialog .jp-mod-accept")
        page.click(".lm-TabBar-tab:has-text('Trang chủ')")
        row = page.locator(".bd-level li", has_text="B1.01")
        row.locator(".bd-state", has_text="đạt").wait_for(timeout=10_000)
        assert "Đạt: 10/10 điểm." in row.inner_text() and "10 điểm" in page.locator(".bd-figures").inner_text()
        with page.context.expect_page() as opened:
            row.locator("a", has_text="Xem nhận xét").click()
        opened.value.wait_for_load_state()
        assert "10 / 10" in opened.value.inner_text("body")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A running course whose one notebook has traps in it."""
    folder = tmp_path_factory.mktemp("small")
    course = write_course(folder / "khoa-hoc")
    traps = [
        cell("so = []", "dem", solution=True),
        cell("passed('Có số.') if so else not_attempted()", "dem-check", grade=True, locked=True, points=2),
        cell("so.append(1); open('da-goi-ai-that', 'w').close()", tags=["real-model"]),
    ]
    release = course.root / "release" / FIRST / f"{FIRST}.ipynb"
    release.write_text(notebook("B1.01", *traps), encoding="utf-8")
    with RunningCourse(course.root, folder / "hoc", folder / "log", "--name", "Lan", "--port", "8960") as running:
        running.lessons = folder / "hoc" / "bai-hoc"
        yield running


def open_lesson(open_page, running):
    return LessonScreen(open_page(f"{running.address}lab/tree/bai-hoc/{FIRST}/{FIRST}.ipynb?token={running.token}&reset"))


def test_check_speaks_of_the_first_part_that_is_not_right(open_page, small):
    lesson = open_lesson(open_page, small)
    lesson.write("cau_lenh =", "cau_lenh = ''\n# ✏️ Viết dưới dòng này Bạn là thư ký")
    assert "xuống dòng mới rồi gõ" in lesson.press("check")
    lesson.write("cau_lenh =", "cau_lenh = 'Xin chào'")
    assert lesson.press("check") == "Đạt 0/2 phần. Chưa đạt: Câu lệnh chưa nói AI đóng vai ai. Thử thêm một câu về vai trò."
    lesson.write("cau_lenh =", "cau_lenh = 'Bạn là")
    answer = lesson.press("check")
    assert answer.startswith("Đạt 0/2 phần. Chưa đạt: Xem còn thiếu dấu ngoặc hay dấu nháy nào không (SyntaxError).")
    lesson.write("cau_lenh =", "cau_lenh = 'Bạn là thư ký'")
    assert lesson.press("check").startswith("Đạt 1/2 phần. Bạn chưa làm bài này.")
    assert lesson.look == "gentle"
    # A passed check from before must not stand for an exercise that is broken now.
    lesson.write("cau_lenh =", "cau_lenh = tên_lạ")
    assert "Đạt 0/2" in lesson.press("check")
    assert not (small.lessons / FIRST / "da-goi-ai-that").exists(), "the real model is never called by a check"


def test_check_runs_the_setup_again_after_the_kernel_restarts(open_page, small):
    lesson = open_lesson(open_page, small)
    lesson.write("cau_lenh =", "cau_lenh = 'Bạn là thư ký'")
    lesson.write("so =", "so = [1]")
    assert lesson.press("check").startswith("Đạt cả 2/2")
    lesson.page.click("[data-jp-item-name=restart] jp-button")
    lesson.page.click(".jp-Dialog .jp-mod-accept")
    lesson.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=60_000)
    assert lesson.press("check").startswith("Đạt cả 2/2")


def test_a_phone_shows_the_whole_home_page(open_page, small):
    page = open_page(f"{small.address}lab?token={small.token}&reset", width=390, height=844)
    page.locator(".bd-home").wait_for(timeout=60_000)
    assert page.locator(".bd-home-page").evaluate("node => node.scrollWidth <= node.clientWidth && node.clientWidth > 280")


def test_a_closed_course_is_told_in_vietnamese(open_page, tmp_path):
    course = write_course(tmp_path / "khoa-hoc")
    with RunningCourse(course.root, tmp_path / "hoc", tmp_path / "log", "--name", "Lan", "--port", "8970") as running:
        lesson = open_lesson(open_page, running)
        running.stop()
        assert lesson.press("hand-in").startswith("Không nối được tới khoá học.")
        assert lesson.look == "trouble"
        open_page.errors.clear()  # JupyterLab's own requests fail as well
