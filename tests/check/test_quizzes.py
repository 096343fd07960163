"""Questions of a teach-back: read as people write them, whole, telling pupils apart, of no use to a guesser."""

import json

import pytest

from binhdan import cells, check
from binhdan.check import quizzes
from binhdan.check.registry import Wrong
from binhdan.curriculum import find_root, load_course
from binhdan.text import fold

OPEN, HELD_OUT = "B1.13/hoc-tro", "B1.13/hoc-tro-khac"
CASE = json.loads((load_course().lesson("B1.13").folder / "data/hoc-tro.json").read_text(encoding="utf-8"))
LECTURE = (
    "Bác Lành này, AI bịa nghĩa là nó kể một điều chẳng có giấy tờ nào ghi mà nghe cứ như thật. Nó không hiểu đúng sai. Nó chỉ ghép chữ cho xuôi câu, thiếu thì đoán. "
    "Tháng trước, cháu tôi là Tuấn hỏi AI về học phí lớp võ ở xã bên. Nó bảo 300 nghìn một tháng. Cháu đem tiền đến thì ra lớp ấy miễn phí. "
    "Nó viết mượt, nhưng mượt chưa chắc là đúng. Nó ghi con số, mà con số ấy cũng có thể nó tự nghĩ ra. "
    "Muốn đọc gì lên loa, bác giở tờ thông báo có dấu ra, dò từng dòng một. Không thấy thì bác gọi chị văn thư trên phường."
)
GOOD = """1 | hỏi | Bác vừa nhận được câu trả lời của AI. Việc đầu tiên là gì?
1 | a | Đọc lên loa luôn, vì nó ăn nói chuyên nghiệp lắm | trôi chảy
1 | b | Dò lại với tờ thông báo có dấu đỏ trên bàn | đúng
1 | c | Hỏi lại nó một lần, thấy vẫn nói thế là được | hỏi lại
2 | hỏi | Làm sao biết AI có đang bịa hay không?
2 | a | Gọi chị văn thư trên phường hỏi cho rõ đã | đúng
2 | b | Xem nó có kê ra số liệu, có trích dẫn không | chi tiết
2 | c | Khỏi phải lo, nó tra Google nhanh hơn mình mà | biết hết
3 | hỏi | Tại sao có lúc AI nói điều sai bét?
3 | a | Nó mà sai thì chắc do điện nhà mình yếu | khác
3 | b | Nó chỉ sai khi trả lời cộc lốc, không lưu loát | trôi chảy
3 | c | Nó không hiểu đúng sai, chỉ ghép chữ cho xuôi | đúng"""


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def table(text):
    return cells.table("câu | phần | nội dung | là\n" + text)


def verdicts(text, lecture=LECTURE):
    rows = table(text)
    first = check.questions_are_whole(rows, case=OPEN)
    return [first, *(c(rows, lecture, case=case) for case in (OPEN, HELD_OUT) for c in (check.pupils_told_apart, check.guessing_fails))]


def without_marks(text):
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)


HONEST = {
    "as asked": GOOD,
    "in words and capitals": GOOD.replace("1 |", "Câu 1 |").replace("| hỏi |", "| Câu hỏi |").replace("| a |", "| A. |").replace("| đúng", "| Đáp án đúng"),
    "without tone marks": without_marks(GOOD),
    "with a fourth option": GOOD + "\n3 | d | Nó sai vì câu chưa ghi ngày tháng cụ thể | chi tiết",
    "the kind by another name": GOOD.replace("| chi tiết", "| số liệu").replace("| biết hết", "| tra cứu"),
    "with rows left blank": GOOD + "\n4 | hỏi | |\n4 | a | |",
}


@pytest.mark.parametrize("name", HONEST)
def test_good_questions_pass_everything(name):
    said = verdicts(HONEST[name], without_marks(LECTURE) if name == "without tone marks" else LECTURE)
    assert all(verdict.passed for verdict in said), [verdict.reason for verdict in said]


def swap(text, question, one, other):
    """Let two options of a question change places."""
    mark = {f"{question} | {one} |": f"{question} | {other} |", f"{question} | {other} |": f"{question} | {one} |"}
    return "\n".join(next((line.replace(old, new) for old, new in mark.items() if line.startswith(old)), line) for line in text.splitlines())


NOT_WHOLE = {
    "two questions": (GOOD.split("\n3 | hỏi")[0], "Có 2 câu hỏi"),
    "a belief nobody is caught at": (GOOD.replace("| hỏi lại", "| khác"), "chưa có phương án nào bắt nhầm lẫn: hỏi lại"),
    "two right options": (GOOD.replace("có trích dẫn không | chi tiết", "có trích dẫn không | đúng"), "Câu 2 có 2 phương án ghi “đúng”"),
    "none right": (GOOD.replace("| đúng", "| khác", 1), "Câu 1 có 0 phương án"),
    "asked upside down": (GOOD.replace("Làm sao biết AI có đang bịa hay không?", "Điều nào sau đây về AI là không đúng?"), "hỏi ngược"),
    "options of a word": (GOOD.replace("Gọi chị văn thư trên phường hỏi cho rõ đã", "Gọi phường"), "quá ngắn"),
    "keywords for options": (GOOD.replace("Đọc lên loa luôn, vì nó ăn nói chuyên nghiệp lắm", "trôi chảy, mạch lạc, lưu loát, mượt mà"), "mấy chữ ghép lại"),
    "the lesson's own saying": (GOOD.replace("Khỏi phải lo, nó tra Google nhanh hơn mình mà", "Nó tra khắp thế giới, cần gì phải bịa"), "chép lời mẫu"),
    "the same option twice": (GOOD.replace("Nó mà sai thì chắc do điện nhà mình yếu", "Đọc lên loa luôn, vì nó ăn nói chuyên nghiệp"), "gần như giống nhau"),
    "an unknown kind": (GOOD.replace("| khác", "| lười"), "cột “là” ghi một trong"),
    "a row nobody can place": ("x | a | Đọc luôn cho xong việc | khác", "Dòng 1"),
}


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_questions_that_are_not_whole_say_so_and_earn_nothing(name):
    text, told = NOT_WHOLE[name]
    said = verdicts(text)
    assert told.casefold() in said[0].reason.casefold()
    assert not any(verdict.passed for verdict in said)


def test_the_empty_table_of_the_starter_is_not_attempted():
    said = verdicts("1 | hỏi | |\n1 | a | |\n2 | hỏi | |")
    assert {verdict.state for verdict in said} == {"not_attempted"}


TOLD_APART = {
    "a wrong option that tempts nobody": ("Đọc lên loa luôn, vì nó ăn nói chuyên nghiệp lắm", "Uống một ấm chè cho thông giọng đã", "không mắc phương án a"),
    "a wrong option with two mistakes": ("có trích dẫn không", "lời văn lưu loát không", "nghe như nhầm lẫn"),
    "a wrong option with good advice": ("Xem nó có kê ra số liệu, có trích dẫn không", "Đem số liệu ra so với văn bản gốc của phường", "phương án b cũng nói điều đúng"),
    "a wrong option whose belief is not heard": ("Khỏi phải lo, nó tra Google nhanh hơn mình mà", "Khỏi phải lo, cứ thế mà đọc lên loa thôi", "tin vì máy biết hết"),
    "a right option that sounds like a mistake": ("Dò lại với tờ thông báo có dấu đỏ trên bàn", "Nghe thấy lời lẽ của nó trôi chảy đến thế", "phương án đúng (b) nghe như nhầm lẫn"),
    "a right option that advises nothing": ("Dò lại với tờ thông báo có dấu đỏ trên bàn", "Uống một ấm chè cho thông giọng đã", "phân vân"),
    "a filler that sounds right": ("Nó mà sai thì chắc do điện nhà mình yếu", "Nó đoán cho đầy câu mỗi khi bí chữ", "phương án a cũng nói điều đúng"),
}


@pytest.mark.parametrize("name", TOLD_APART)
def test_questions_that_do_not_tell_pupils_apart(name):
    before, after, told = TOLD_APART[name]
    whole, *said = verdicts(GOOD.replace(before, after))
    assert whole.passed and told in said[0].reason
    assert not any(verdict.passed for verdict in said)


def test_pupils_need_a_lecture_and_what_it_does_not_teach_they_do_not_know():
    assert "chưa thành bài giảng" in check.pupils_told_apart(table(GOOD), "AI bịa.", case=OPEN).reason
    silent = LECTURE.replace("ghép chữ cho xuôi câu, thiếu thì đoán", "nói cho vui tai bà con nghe").replace("nghe cứ như thật", "là thế").replace("AI bịa", "Chuyện này")
    silent = silent.replace("không hiểu đúng sai", "vui tính").replace("chưa chắc là đúng", "kệ").replace("cũng có thể nó tự nghĩ ra", "kệ")
    assert "chưa dạy" in check.pupils_told_apart(table(GOOD), silent, case=OPEN).reason


def test_what_is_held_out_names_no_question_nor_option():
    said = check.pupils_told_apart(table(GOOD.replace("ăn nói chuyên nghiệp", "nói to")), LECTURE, case=HELD_OUT)
    assert not said.passed and not any(c.isdigit() for c in said.reason)


def test_pupils_of_the_held_out_case_hear_wordings_that_the_open_ones_do_not():
    widened = GOOD.replace("Xem nó có kê ra số liệu, có trích dẫn không", "Xem nó có số liệu, nó cái gì cũng có mà")
    open_one, held_out = (check.pupils_told_apart(table(widened), LECTURE, case=case) for case in (OPEN, HELD_OUT))
    assert open_one.passed and not held_out.passed


def test_guessers():
    always_a = swap(swap(GOOD, 1, "a", "b"), 3, "a", "c")
    assert "luôn chọn a, trúng 3/3" in check.guessing_fails(table(always_a), LECTURE, case=OPEN).reason
    long = GOOD.replace("Dò lại với tờ thông báo có dấu đỏ trên bàn", "Dò lại với tờ thông báo có dấu đỏ ở trên mặt bàn làm việc của bác")
    long = long.replace("Gọi chị văn thư trên phường hỏi cho rõ đã", "Gọi chị văn thư ở trên phường mình hỏi cho thật rõ ràng đã nhé")
    assert "dài nhất" in check.guessing_fails(table(long), LECTURE, case=OPEN).reason
    short = GOOD.replace("Dò lại với tờ thông báo có dấu đỏ trên bàn", "Dò thông báo gốc").replace("trên phường hỏi cho rõ đã", "hỏi")
    short = short.replace("Dò thông báo gốc", "Dò lại thông báo gốc")
    assert not check.guessing_fails(table(short), LECTURE, case=HELD_OUT).passed
    assert check.guessing_fails(table(short), LECTURE, case=OPEN).passed


def test_a_question_without_its_stem_is_named():
    with pytest.raises(Wrong, match="Câu 1: câu hỏi cần"):
        quizzes.read_questions(table("1 | a | Đọc luôn cho xong việc | khác"), CASE)
