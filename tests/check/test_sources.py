"""Sources chosen for a question: reading the rows, the choice, the proof, and the short cuts that must not pay."""

import json

import pytest

from binhdan import cases, check
from binhdan.check import sources
from binhdan.curriculum import find_root, load_course

COURSE = load_course(find_root())


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def page(code, line):
    return {"code": code, "title": f"Trang {code}", "lines": [line]}


CASE = {
    "choose": 2,
    "least": 2,
    "sources": [
        page("1", "Hộ gia đình nộp 7.000 đồng một tháng. Giá cũ thôi áp dụng."),
        page("2", "Hộ gia đình nộp 5.000 đồng một tháng. Trang này còn lịch xe."),
        page("3", "Mỗi hộ gia đình nộp 7 nghìn đồng. Tiền nộp cho tổ trưởng của mình."),
        page("10", "Nghe nói hộ gia đình nộp 7.000 đồng một tháng đấy nhé."),
    ],
    "key": sources.key(
        "thu",
        {code: [["7.000 đồng", "7 nghìn đồng"], ["hộ gia đình"]] for code in ("1", "3")},
        {"2": "bản cũ", "10": "lời đồn"},
        newest="1",
        stale=["2"],
    ),
}
HELD_OUT = CASE | {"held_out": True}
GOOD = "1 | Hộ gia đình nộp 7.000 đồng một tháng.\n3 | Mỗi hộ gia đình nộp 7 nghìn đồng."


def rows(text):
    return [dict(zip(("mã", "câu trích"), (*line.split(" | "), "", ""))) for line in text.splitlines()]


ALL = (check.quotes_are_verbatim, check.sources_chosen, check.quotes_bear_answer)


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\n".join(reversed(GOOD.splitlines())),
        "Kết quả 1 | “hộ gia đình nộp  7.000 đồng một tháng”\n[03] – báo ngày 10/2 | mỗi hộ gia đình nộp 7 nghìn đồng",
        "1 | Hộ gia đình nộp 7.000 đồng một\ntháng. Giá cũ thôi áp dụng.\n3 | Mỗi hộ gia đình nộp 7 nghìn đồng.",
        GOOD + "\n | ",
        GOOD.replace(" | ", " - "),
        "Nguồn 1: Hộ gia đình nộp 7.000 đồng\nmột tháng. Giá cũ thôi áp dụng.\nkết quả số 3 – Mỗi hộ gia đình nộp 7 nghìn đồng.",
    ],
)
def test_honest_ways_of_writing_pass(property_, text):
    assert property_(rows(text), case=CASE).passed


@pytest.mark.parametrize("property_", ALL)
def test_nothing_is_not_attempted_and_strange_values_do_not_pass(property_):
    assert property_([], case=CASE).state == "not_attempted"
    for strange in (7, "1 | Hộ gia đình", object(), [1, 2], [{}], {"mã": "1"}):
        assert property_(strange, case=CASE).state == "failed"


@pytest.mark.parametrize(
    "text, said",
    [
        ("trang đầu | Hộ gia đình nộp 7.000 đồng", "cột “mã” phải là số"),
        ("11 | Hộ gia đình nộp 7.000 đồng", "cột “mã” phải là số"),
        (GOOD.replace(" | ", " "), "Dòng 1: chưa thấy câu trích. Giữa mã và câu trích gõ dấu |"),
        (GOOD + "\n1 | Giá cũ thôi áp dụng từ nay", "Nguồn 1 có hai dòng"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text, said):
    for property_ in ALL:
        assert said in property_(rows(text), case=CASE).reason


def test_a_lost_first_line_is_said():
    lost = [{"1": "3", "Hộ gia đình nộp 7.000 đồng": "Mỗi hộ gia đình nộp 7 nghìn đồng."}]
    assert "Giữ dòng đầu là: mã | câu trích" in check.sources_chosen(lost, case=CASE).reason


def test_the_number_of_sources_and_each_quotation_are_checked():
    assert "Bảng có 1 nguồn, cần đúng 2" in check.quotes_are_verbatim(rows(GOOD.splitlines()[0]), case=CASE).reason
    three = rows(GOOD + "\n10 | Nghe nói hộ gia đình nộp 7.000 đồng")
    assert not check.quotes_are_verbatim(three, case=CASE).passed
    assert "chỉ được chọn 2" in check.sources_chosen(three, case=CASE).reason
    wrong = check.quotes_are_verbatim(rows(GOOD.replace("nộp 7 nghìn", "đóng 7 nghìn")), case=CASE)
    assert "Dòng 2 (nguồn 3)" in wrong.reason


def test_a_weak_choice_is_told_by_its_weakness_never_by_its_number():
    reason = check.sources_chosen(rows("2 | a\n10 | b"), case=CASE).reason
    assert "Chọn đúng 0 trong 2" in reason and "bản cũ; lời đồn" in reason and "mới nhất" in reason
    assert "10" not in reason
    for text in ("2 | a\n10 | b", "1 | a\n2 | b", "3 | a\n10 | b"):
        for property_ in (check.sources_chosen, check.quotes_bear_answer):
            said = property_(rows(text), case=HELD_OUT)
            assert said.state == "failed" and not any(c.isdigit() for c in said.reason)


@pytest.mark.parametrize("text, passes", [("1 | a\n10 | b", True), ("1 | a\n2 | b", False), ("3 | a\n10 | b", False)])
def test_one_slip_may_be_allowed_but_never_an_old_document(text, passes):
    assert check.sources_chosen(rows(text), case=CASE | {"least": 1}).passed is passes


@pytest.mark.parametrize(
    "quote",
    ["Giá cũ thôi áp dụng", "nộp 7.000 đồng một tháng.", "Hộ gia đình phải nộp 7.000 đồng", "7.000 đồng", ""],
)
def test_a_quotation_without_the_answer_bears_nothing(quote):
    text = GOOD.replace("Hộ gia đình nộp 7.000 đồng một tháng.", quote, 1)
    assert "Dòng 1" in check.quotes_bear_answer(rows(text), case=CASE).reason


def test_a_quotation_in_other_words_is_told_as_such():
    reworded = check.quotes_bear_answer(rows(GOOD.replace("nộp 7 nghìn", "đóng 7 nghìn")), case=CASE)
    assert "Dòng 2 (nguồn 3): câu trích khác nguồn từ chữ thứ 5" in reworded.reason


def test_only_trusted_sources_bear_an_answer():
    text = "1 | Hộ gia đình nộp 7.000 đồng một tháng.\n10 | Nghe nói hộ gia đình nộp 7.000 đồng một tháng"
    assert "Mới có 1 câu trích" in check.quotes_bear_answer(rows(text), case=CASE).reason


LESSON = {"B1.06/bo-1": "B1.06/bo-1", "B1.06/bo-2": "B1.06/bo-2-dap-an"}


def by_rule(shown):
    """The choices that a rule of thumb would make: name -> codes."""
    listed = shown["sources"]
    newest = sorted(listed, key=lambda s: [int(part) for part in reversed(s["date"].split("/"))], reverse=True)
    longest = sorted(listed, key=lambda s: len(" ".join(s["lines"])), reverse=True)
    official = [s for s in listed if s["site"].startswith(("Cổng", "Trang thông tin", "Báo"))]
    rules = {"first": listed, "last": listed[::-1], "newest": newest, "oldest": newest[::-1], "longest": longest, "official": official}
    return {name: [source["code"] for source in chosen[:4]] for name, chosen in rules.items()}


@pytest.mark.parametrize("shown, marked", LESSON.items())
def test_in_the_lesson_no_rule_of_thumb_pays(shown, marked):
    for codes in by_rule(cases.load(shown)).values():
        table = [{"mã": code, "câu trích": ""} for code in codes]
        assert not check.sources_chosen(table, case=marked).passed


@pytest.mark.parametrize("shown, marked", LESSON.items())
def test_in_the_lesson_pages_are_short_and_four_are_right(shown, marked):
    listed = cases.load(shown)["sources"]
    sealed = cases.load(marked)["key"]
    assert [source["code"] for source in listed] == [str(n) for n in range(1, 11)]
    assert all(60 <= len(" ".join(source["lines"]).split()) <= 150 for source in listed)
    assert len(sealed["right"]) == 4 and len(sealed["weak"]) == 6 and sealed["newest"] in sealed["right"]
    assert set(sealed["stale"]) <= set(sealed["weak"])


def test_the_second_question_goes_out_without_its_key():
    folder = COURSE.lesson("B1.06").folder
    assert "key" not in json.loads((folder / "data/bo-2.json").read_text(encoding="utf-8"))
    assert cases.load("B1.06/bo-2-dap-an")["held_out"]
