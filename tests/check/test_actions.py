"""The checks of the minutes lesson, on small minutes of their own."""

import pytest

from binhdan import check
from binhdan.ai.practice.minutes import present
from binhdan.check.actions import Action, key, read_actions

MINUTES = """BIÊN BẢN HỌP TỔ
Ngày họp: thứ Hai, 4/5/2026.
Chủ trì: ông Bàn Văn Phú. Có mặt: chị Lò Thị Mận, anh Lù Văn Chấn.
- Anh Chấn đã sửa xong loa hôm 28/4.
- Giao chị Mận in 60 giấy mời họp, hạn 12/5.
- Thứ Sáu này anh Chấn gọi thợ xem mái kho.
- Chị Mận đề xuất mua phông mới, chưa thống nhất.
- Phải dọn kho trước 18/5, chưa ai nhận.
- Nhờ ông Dế bên điện lực kéo dây, chậm nhất 20/5.
- Anh Chấn vừa mua 2 cuộn dây."""
SETTLED = [(6, "Lò Thị Mận", "2026-05-12"), (7, "Lù Văn Chấn", "2026-05-08"), (9, "?", "2026-05-18"), (10, "?", "2026-05-20")]
OPEN = {
    "slot": "bb",
    "worked": ["Bác Sự đã quét sân."],
    "minutes": [{"text": MINUTES, "people": present(MINUTES), "key": key("thu", MINUTES, SETTLED)}],
}
HELD_OUT = OPEN | {"held_out": True}
PROMPT = """Việc: Trích việc phải làm.
Trường:
- việc: chỉ lấy điều đã chốt, chưa làm; viết gọn
- người: trong danh sách dự họp, không có thì ghi chưa rõ
- hạn: dạng năm-tháng-ngày, tính từ ngày họp, không có thì ghi chưa rõ
Ví dụ:
- Giao chị Én soạn đơn, hạn 12/5. → soạn đơn | Hoàng Thị Én | 2026-05-12
- Bà Sen lo nước uống. → lo nước uống | bà Sen | chưa rõ
<bb>
{bb}
</bb>"""
ALL = (check.actions_are_asked_for, check.actions_found, check.actions_hold)


@pytest.mark.parametrize("case", [OPEN, HELD_OUT], ids=["open", "held-out"])
@pytest.mark.parametrize("property_", ALL)
def test_good_advice_passes(property_, case):
    assert property_(PROMPT, case=case).passed


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize("empty", ["", "  \n"])
def test_nothing_written_is_not_attempted(property_, empty):
    assert property_(empty, case=OPEN).state == "not_attempted"


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize("strange", [7, ["a"], {"a": 1}, object(), "Trích việc người hạn."])
def test_no_strange_value_passes_or_raises(property_, strange):
    assert not property_(strange, case=OPEN).passed


def reason(property_, old, new="", case=OPEN):
    assert old in PROMPT
    verdict = property_(PROMPT.replace(old, new), case=case)
    assert not verdict.passed
    return verdict.reason


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{bb}", "biên bản", "chưa có chỗ trống"),
        ("</bb>", "<bb>", "chưa được rào"),
        ("- hạn: dạng năm-tháng-ngày, tính từ ngày họp, không có thì ghi chưa rõ\n", "", "trường: hạn"),
        ("- Bà Sen lo nước uống. → lo nước uống | bà Sen | chưa rõ\n", "", "Đọc được 1 ví dụ"),
        ("Bà Sen lo nước uống. → lo nước uống | bà Sen | chưa rõ", "Giao chị Én soạn đơn, hạn 12/5 → soạn đơn | Én | 2026-05-12", "2 ví dụ khác nhau"),
        ("Bà Sen lo nước uống. → lo nước uống | bà Sen | chưa rõ", "Bác Sự đã quét sân. → bỏ qua", "chép từ bài học"),
        ("soạn đơn | Hoàng Thị Én | 2026-05-12", "soạn đơn | Hoàng Thị Én", "có 2 ô"),
        ("Bà Sen lo nước uống. → lo nước uống | bà Sen", "a b c → a b | c", "quá ngắn"),
        ("soạn đơn | Hoàng Thị Én", "quét vôi tường | Hoàng Thị Én", "không khớp câu gốc"),
        ("soạn đơn | Hoàng Thị Én", "Giao chị Én soạn đơn, hạn 12/5 | Hoàng Thị Én", "chép gần nguyên"),
        ("Hoàng Thị Én", "Lò Thị Mận", "không có trong câu gốc"),
        ("2026-05-12", "12/5", "ô hạn"),
    ],
)
def test_what_the_prompt_itself_lacks(old, new, said):
    assert said in reason(check.actions_are_asked_for, old, new)


def test_only_sentences_to_leave_out_are_no_example():
    bare = PROMPT.replace("soạn đơn | Hoàng Thị Én | 2026-05-12", "bỏ qua").replace("lo nước uống | bà Sen | chưa rõ", "bỏ qua")
    assert "bỏ qua" in check.actions_are_asked_for(bare, case=OPEN).reason


def test_a_heap_of_words_is_named_as_such():
    heap = "việc người hạn " * 10 + "\n<bb>\n{bb}\n</bb>"
    assert "không dấu câu" in check.actions_are_asked_for(heap, case=OPEN).reason


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("chỉ lấy điều đã chốt, chưa làm; ", "lẫn việc đã xong"),
        (", tính từ ngày họp", "dạng ngày"),
        ("dạng năm-tháng-ngày, ", "chưa đúng"),
    ],
)
def test_the_line_names_what_is_missing(old, said):
    thin = PROMPT.replace("2026-05-12", "12/5") if "năm" in old else PROMPT
    verdict = check.actions_found(thin.replace(old, ""), case=OPEN)
    assert not verdict.passed and said in verdict.reason


def test_somebody_from_outside():
    assert "“Dế”" in reason(check.actions_hold, "trong danh sách dự họp, ")
    assert "“" not in reason(check.actions_hold, "trong danh sách dự họp, ", case=HELD_OUT)


def test_days_as_people_say_them():
    assert "“Thứ Sáu này”" in reason(check.actions_hold, ", tính từ ngày họp")


def test_a_held_out_case_gives_no_numbers():
    told = reason(check.actions_found, "chỉ lấy điều đã chốt, chưa làm; ", case=HELD_OUT)
    assert not any(c.isdigit() for c in told)


def test_rows_are_read_from_tables_and_json():
    row = Action("in giấy", "Mận", "?")
    assert read_actions("việc | người | hạn\nin giấy | Mận | chưa rõ") == [row]
    assert read_actions("| hạn | Công việc | Người làm |\n| - | in giấy | Mận |") == [row]
    assert read_actions('[{"việc": "in giấy", "người": "Mận", "hạn": "không rõ"}, 3]') == [row]
    assert read_actions("chỉ là lời nói") == [] and read_actions("7") == []

@pytest.mark.parametrize(("way", "passes"), [("chưa ai nhận: chưa rõ", True), ("chưa rõ thì thôi", False), ("chị muốn thấy chữ chưa rõ", False)])
def test_when_to_write_unknown_must_be_said(way, passes):
    told = PROMPT.replace("không có thì ghi chưa rõ", way).replace("- Bà Sen lo nước uống. → lo nước uống | bà Sen | chưa rõ\n", "")
    verdict = check.actions_found(told, case=OPEN)
    assert verdict.passed is passes and ("trọn câu" in verdict.reason) is not passes
