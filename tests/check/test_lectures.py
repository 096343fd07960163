"""A spoken lesson as a learner writes it: long enough, easy, to the point, and not the course's own words."""

import pytest

from binhdan import check
from binhdan.check import lectures
from binhdan.curriculum import find_root, load_course

OPEN, HELD_OUT = "B1.13/hoc-tro", "B1.13/hoc-tro-khac"
WHAT = "Bác Lành này, AI bịa nghĩa là nó kể một điều chẳng có giấy tờ nào ghi mà nghe cứ như thật. Nó không hiểu đúng sai. Nó chỉ ghép chữ cho xuôi câu, thiếu thì đoán."
STORY = (
    "Tháng trước, cháu tôi là Tuấn hỏi AI về học phí lớp võ ở xã bên. Nó bảo 300 nghìn một tháng, kèm cả tên thầy. Cháu đem tiền đến thì ra lớp ấy không lấy tiền, còn ông thầy kia không ai biết. "
    "Cả nhà được một trận cười, mà cũng giật mình."
)
CURE = (
    "Cho nên bác nhớ giúp tôi. Nó viết mượt, nhưng mượt chưa chắc là đúng. Nó ghi con số rành rành, mà con số ấy cũng có thể nó tự nghĩ ra. "
    "Bác hỏi đi hỏi lại, nó vẫn nói y như cũ, vì cái lối đoán không đổi."
)
DO = (
    "Muốn đọc gì lên loa, bác giở tờ thông báo có dấu ra, dò từng dòng một. Không thấy dòng nào nói thế thì bác gọi chị văn thư trên phường. "
    "Chưa hỏi được thì thôi, hôm sau hãy đọc. Bà con chờ một hôm còn hơn đi nhầm một buổi."
)
GOOD = "\n\n".join([WHAT, STORY, CURE, DO])


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def test_a_good_lecture_passes_everything():
    for said in (check.lecture_reads_well(GOOD, case=OPEN), check.lecture_teaches(GOOD, case=OPEN), check.lecture_is_own(GOOD, case=HELD_OUT)):
        assert said.passed, said.reason


@pytest.mark.parametrize(
    "text, told",
    [
        (GOOD + " " + DO, "cần 150 đến 200"),
        (WHAT + STORY, "cần 150 đến 200"),
        (GOOD.replace(". ", ", ").replace(".\n\n", ", "), "Câu dài trung bình"),
        ("AI bịa thì phải xem. " * 32, "lặp đi lặp lại"),
    ],
)
def test_what_does_not_read_well(text, told):
    assert told in check.lecture_reads_well(text, case=OPEN).reason


PADDING = " Ngoài kia trời đang mưa, chè trên đồi lên búp xanh mướt, bà con gọi nhau í ới đi hái sớm cho kịp buổi chợ chiều mai." * 2


@pytest.mark.parametrize(
    "text, told",
    [
        ("Bác ơi.", "chưa thành bài giảng"),
        (STORY + CURE.replace("nhưng mượt chưa chắc là đúng", "nhưng sai bét").replace("cũng có thể nó tự nghĩ ra", "sai bét").replace("vì cái lối đoán không đổi", "nhưng sai") + DO, "AI bịa là gì"),
        (WHAT + STORY + CURE + PADDING, "trước khi tin thì làm gì"),
        (WHAT + STORY + DO + PADDING, "gỡ 0 nhầm lẫn"),
        (WHAT + CURE + DO + PADDING.replace("mai", "nay"), "Chưa thấy ví dụ"),
        (GOOD.replace("lớp võ ở xã bên", "tiêm phòng dại cho chó"), "là của bài học"),
        (GOOD.replace("nhưng mượt chưa chắc là đúng", "nên đúng"), "Câu “Nó viết mượt, nên đúng.…” nghe như dạy"),
        (GOOD + "\n\nTrời hôm nay đẹp. Máy thông minh nên bác cứ tin. Đồi chè xanh lắm.", "nghe như dạy một điều nhầm"),
    ],
)
def test_what_does_not_teach_is_named(text, told):
    said = check.lecture_teaches(text, case=OPEN)
    assert not said.passed and told in said.reason


def test_a_lecture_copied_from_lesson_seven_is_not_ones_own():
    prose = [line for line in lectures.lesson_lines(1) if len(line.split()) > 12]
    said = check.lecture_is_own(" ".join(prose)[:1500], case=HELD_OUT)
    assert not said.passed and "trùng với các bài học" in said.reason


def test_half_copied_is_still_too_much_and_one_borrowed_sentence_is_not():
    source = (load_course().lesson("B1.07").source).read_text(encoding="utf-8")
    (borrowed,) = [line for line in source.splitlines() if line.startswith("Bác tổ trưởng tổ Cầu Đá")]
    assert not check.lecture_is_own(borrowed + " " + WHAT + DO, case=HELD_OUT).passed
    assert check.lecture_is_own("Trôi chảy không phải là đúng. " + GOOD, case=HELD_OUT).passed


def test_the_lessons_own_model_answer_is_not_among_the_lines_compared():
    lines = "\n".join(lectures.lesson_lines(1))
    assert "giờ phiên chợ huyện" not in lines and "trôi chảy" in lines
