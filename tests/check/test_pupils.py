"""Simulated learners: what they hear in a text, whom an option tempts, and how people who only guess choose."""

import json

import pytest

from binhdan.check.pupils import Mind, Pupil, Question, guess_by_echo, guess_by_length, guess_by_place
from binhdan.curriculum import load_course

FOLDER = load_course().lesson("B1.13").folder
CASES = {name: json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("data/hoc-tro.json", "hidden/hoc-tro-khac.json")}
MINDS = {name: Mind(case) for name, case in CASES.items()}
# Another topic altogether: the frame knows nothing of made-up answers.
CLEANING = Mind(
    {
        "truths": {"giữ bản gốc": ["giữ bản gốc", "chép ra"], "gắn cờ": ["gắn cờ", "đánh dấu"]},
        "beliefs": {"đoán ô trống": {"signs": ["điền đại", "điền số 0"], "strong": [], "also": []}},
        "negators": ["không cần"],
        "deniers": ["đừng"],
    }
)

VOICED = {
    "trôi chảy": [
        "Nó nói hay như đài thì phải đúng thôi", "Câu văn mạch lạc thế này chắc không sai", "Thấy nó trả lời rất tự tin là em tin luôn",
        "Vì câu trả lời nghe rất thuyết phục", "Lời lẽ lịch sự thì nội dung đáng tin", "Nó chỉ sai khi trả lời không lưu loát",
        "Vi no noi troi chay qua ma", "Tin ngay vì nó nói đâu ra đấy, như cán bộ", "Vì nó nói chắc như đinh đóng cột",
    ],
    "biết hết": [
        "AI tra cứu được mọi thứ nên không bịa", "Khỏi kiểm tra, nó đọc hết sách báo rồi", "Máy tính thì làm sao sai được", "Vì AI thông minh hơn người",
        "AI lấy tin từ Google nên chính xác", "Nó đã đối chiếu với mọi văn bản rồi", "AI luôn luôn đúng vì là máy", "Máy thì cái gì mà chẳng biết", "Nó học đủ thứ trên đời rồi",
    ],
    "hỏi lại": [
        "Hỏi lại lần nữa mà nó trả lời giống thì đúng", "Hỏi đi hỏi lại vẫn ra một đáp án thì tin", "Nhờ nó kiểm tra lại chính câu trả lời của nó",
        "Hỏi thêm một AI nữa, hai bên nói giống nhau", "Lần nào hỏi nó cũng nói thế", "Kiểm tra bằng cách hỏi lại AI", "Chắc rồi, cháu hỏi ba bận nó vẫn nói thứ Tư",
    ],
    "chi tiết": [
        "Có số liệu cụ thể thì tin được", "Nó ghi rõ Điều 5 khoản 2 thì chắc đúng", "Nó nêu cả tên người, số điện thoại thì đúng rồi",
        "Con số lẻ đến từng đồng thì phải là thật", "Càng nhiều chi tiết thì càng đúng", "Nó nói rõ cả ngày thế kia thì chắc chắn rồi",
    ],
}  # fmt: skip
SOUND = [
    "Xem lại công văn của phường rồi mới đọc", "Đối chiếu với thông báo có đóng dấu", "Gọi cho chị Duyên ở văn phòng phường để hỏi", "Hỏi lại cán bộ phụ trách cho chắc",
    "Vì nó đoán từ tiếp theo chứ không hiểu", "Nó nói điều không có trong nguồn", "Trôi chảy chưa chắc đã đúng, phải soát với nguồn", "Dù có số liệu vẫn phải kiểm tra lại",
    "Đọc văn bản gốc rồi so từng con số", "Mang ra hỏi ủy ban phường", "Doi chieu voi van ban goc", "Gọi điện cho cán bộ phường hỏi lại", "Phải gọi uỷ ban hỏi lại đã cháu ạ", "Cầm tờ giấy có dấu đỏ ra dò từng dòng", "goi dien cho can bo phuong", "Vẫn phải tìm quyết định ấy xem có thật không",
]  # fmt: skip


@pytest.mark.parametrize("where", CASES)
@pytest.mark.parametrize("belief, option", [(belief, option) for belief, options in VOICED.items() for option in options])
def test_a_misconception_is_heard_in_many_wordings(where, belief, option):
    assert MINDS[where].beliefs_in(option) == {belief}


@pytest.mark.parametrize("where", CASES)
@pytest.mark.parametrize("option", SOUND)
def test_sound_advice_is_no_misconception_even_with_its_words(where, option):
    assert not MINDS[where].beliefs_in(option) and MINDS[where].truths_in(option)


@pytest.mark.parametrize("option", ["Uống một ấm chè đã", "Tắt máy đi ngủ", "Đừng thấy mạch lạc mà tin", "Không cần đối chiếu gì cả"])
def test_some_options_say_neither(option):
    mind = MINDS["data/hoc-tro.json"]
    assert not mind.truths_in(option) and not mind.beliefs_in(option)


@pytest.mark.parametrize("option", ["Hỏi AI về việc của phường", "Gọi ai cũng được, nó biết cả phường", "Hỏi mãi chẳng thấy cán bộ nào"])
def test_a_word_that_keeps_apart_ends_a_phrase_with_a_gap(option):
    assert not MINDS["data/hoc-tro.json"].truths_in(option)


def test_a_gap_holds_three_words_at_most():
    mind = MINDS["data/hoc-tro.json"]
    assert mind.truths_in("Gọi thẳng cho chị cán bộ") and not mind.truths_in("Gọi thẳng cho cái cô cán bộ")


def test_words_in_a_gap_are_a_persons_own():
    mind = MINDS["data/hoc-tro.json"]
    assert mind.own_words("gọi điện cho cán bộ") == 2


def test_a_heap_of_keywords_has_no_words_of_its_own():
    mind = MINDS["data/hoc-tro.json"]
    assert mind.own_words("trôi chảy mạch lạc lưu loát số liệu") == 0
    assert mind.own_words("Tin ngay, lời văn dễ nghe thế kia mà") >= 4


def ask(**options):
    return Question("1", "Ô trống trong sổ thì làm gì?", options, "b", {"a": "đoán ô trống", "c": ""})


ASKED = ask(a="Điền đại một số cho xong", b="Gắn cờ ô ấy để hỏi", c="Xoá cả trang đi")


def test_the_pupil_who_understands_answers_as_taught_and_the_other_falls():
    taught = CLEANING.truths_in("Gặp ô trống thì gắn cờ.")
    sound, wrong = Pupil(), Pupil(frozenset({"đoán ô trống"}))
    assert sound.answer(ASKED, CLEANING, taught) == "b" == next(iter(sound.should_answer(ASKED)))
    assert wrong.answer(ASKED, CLEANING, taught) == "a" and wrong.should_answer(ASKED) == {"a"}


def test_nobody_understands_what_was_not_taught_or_what_two_options_say():
    taught = CLEANING.truths_in("Gặp ô trống thì gắn cờ.")
    assert Pupil().answer(ASKED, CLEANING, set()) is None
    twice = ask(a="Đánh dấu rồi đi hỏi", b="Gắn cờ ô ấy để hỏi", c="Xoá cả trang đi")
    assert Pupil().answer(twice, CLEANING, taught) is None
    assert CLEANING.truths_in("Không cần gắn cờ") == set()


def test_who_only_guesses_looks_at_the_outside():
    question = Question("1", "Bác làm gì với tin của AI?", {"a": "Đọc luôn thôi", "b": "Mở văn bản gốc ra so cho kỹ từng chữ", "c": "Xoá tin của AI"}, "b", {})
    assert [guess_by_place(place, question) for place in range(4)] == ["a", "b", "c", None]
    assert guess_by_length(question) == "b" and guess_by_length(question, longest=False) is None
    assert guess_by_echo(question) == "c"
    even = Question("1", "Bác làm gì?", {"a": "một hai ba bốn", "b": "năm sáu bảy tám", "c": "chín mười mười một"}, "b", {})
    assert guess_by_length(even) is None and guess_by_echo(even) is None
