"""Minutes give what the prompt settles and no more: which sentences, whom, and how a day is written."""

import json
from datetime import date

import pytest

from binhdan.ai.asking import practice_reply
from binhdan.ai.practice.dates import find_date
from binhdan.ai.practice.minutes import held, items, present, who
from binhdan.ai.practice.reader import read
from binhdan.ai.practice.records import asked
from binhdan.ai.practice.records_shown import Shown, shown
from binhdan.text import fold

MINUTES = """BIÊN BẢN HỌP TỔ
Ngày họp: thứ Hai, 4/5/2026.
Chủ trì: ông Bàn Văn Phú. Có mặt: chị Lò Thị Mận, anh Lù Văn Chấn.
Vắng: bà Nông Thị Sen.
- Anh Chấn đã sửa xong loa hôm 28/4.
- Giao chị Mận in 60 giấy mời họp ngày 20/5, hạn 12/5.
- Thứ Sáu này anh Chấn gọi thợ xem mái.
- Chị Mận đề xuất mua phông mới, chưa thống nhất.
- Phải dọn kho trước 18/5, chưa ai nhận.
- Nhờ ông Dế bên điện lực kéo dây, chậm nhất cuối tháng.
- Anh Chấn lo nước uống; chị Mận nhận quét sân trong 3 ngày nữa.
- Ông Phú nhắc: năm ngoái làm muộn.
- Ông Phú dặn: ghi ngày/tháng/năm cho dễ đọc."""
RULES = """Trích việc | người | hạn từ biên bản.
Chỉ lấy việc đã chốt, chưa làm; viết gọn.
Người phải có trong danh sách dự họp, không có thì ghi chưa rõ.
Hạn ghi năm-tháng-ngày, tính từ ngày họp; không có thì ghi chưa rõ."""


def rows(prompt, minutes=MINUTES):
    return [line.split(" | ") for line in practice_reply(prompt, minutes).splitlines()][1:]


def test_who_and_when():
    assert present(MINUTES) == ["Bàn Văn Phú", "Lò Thị Mận", "Lù Văn Chấn"]
    assert held(MINUTES) == date(2026, 5, 4) and held("ngày 8 tháng 7 năm 2026") == date(2026, 7, 8) and held("mai") is None
    assert who("chấn", present(MINUTES)) == "Lù Văn Chấn" and who("Sen", present(MINUTES)) == ""
    assert who("Lành", ["Phùng Đức Lành", "Tạ Thị Lành"]) == ""


def test_what_a_sentence_gives():
    assert [(item.kind, item.person, item.day and item.day.isoformat()) for item in items(MINUTES)] == [
        ("done", "Chấn", None),
        ("open", "Mận", "2026-05-12"),
        ("open", "Chấn", "2026-05-08"),
        ("idea", "Mận", None),
        ("open", "", "2026-05-18"),
        ("open", "Dế", "2026-05-31"),
        ("open", "Chấn", None),
        ("open", "Mận", "2026-05-07"),
    ]


def test_full_advice_gives_full_rows():
    assert rows(RULES) == [
        ["in 60 giấy mời họp ngày 20/5", "Lò Thị Mận", "2026-05-12"],
        ["gọi thợ xem mái", "Lù Văn Chấn", "2026-05-08"],
        ["dọn kho", "chưa rõ", "2026-05-18"],
        ["bên điện lực kéo dây", "chưa rõ", "2026-05-31"],
        ["nước uống", "Lù Văn Chấn", "chưa rõ"],
        ["quét sân", "Lò Thị Mận", "2026-05-07"],
    ]


def test_each_silence_has_its_own_mistake():
    def without(piece, instead=""):
        assert piece in RULES
        return rows(RULES.replace(piece, instead))

    assert len(without("Chỉ lấy việc đã chốt, chưa làm; ")) == 8
    assert without("; viết gọn")[0][0].startswith("Giao chị Mận in")
    assert without("Người phải có trong danh sách dự họp, không có thì ghi chưa rõ.")[3][1] == "Dế"
    assert without(", tính từ ngày họp")[1][2] == "Thứ Sáu này"
    assert without("ghi năm-tháng-ngày, ")[0][2] == "12/5"
    lost = rows(RULES.replace("không có thì ghi chưa rõ", ""))
    assert lost[2][1] == "Bàn Văn Phú" and lost[4][2] == "2026-05-11"


def test_no_columns_no_rows():
    assert practice_reply("Liệt kê việc phải làm.", MINUTES).startswith("Các nội dung chính")


def test_data_that_is_not_fenced_off_is_obeyed():
    assert "12/05/2026" in practice_reply(f"{RULES}\n{MINUTES}")
    assert "2026-05-12" in practice_reply(f"{RULES}\n<bien_ban>\n{MINUTES}\n</bien_ban>")


def test_json_where_it_is_asked_for():
    found = json.loads(practice_reply(f"{RULES}\nTrả về JSON.", MINUTES))
    assert found[0] == {"việc": "in 60 giấy mời họp ngày 20/5", "người": "Lò Thị Mận", "hạn": "2026-05-12"}


@pytest.mark.parametrize("plain", [False, True], ids=["dau", "khong-dau"])
@pytest.mark.parametrize(
    "said",
    [
        "Trích việc | người | hạn",
        "Lập bảng 3 cột: việc, người phụ trách, hạn chót.",
        "Liệt kê từng việc, ai làm, bao giờ xong.",
        "Trích ra:\n- việc: điều phải làm\n- người: ai nhận\n- hạn: ngày xong",
        "Trích theo trường:\n1. Công việc (viết gọn)\n2. Người làm (họ tên)\n3. Thời hạn (ngày)",
    ],
)
def test_columns_however_they_are_named(said, plain):
    assert asked(read([{"role": "user", "content": fold(said) if plain else said}])).kinds == {"task", "person", "date"}


RESULT = ("in giấy", "Lò Thị Mận", "2026-05-12")
EXAMPLES = {
    "arrow": "Ví dụ:\n- Chị Mận in giấy, hạn 12/5. → in giấy | Lò Thị Mận | 2026-05-12",
    "next line": 'Ví dụ 1: "Chị Mận in giấy, hạn 12/5."\n-> in giấy | Lò Thị Mận | 2026-05-12',
    "couplet": "Câu: Chị Mận in giấy, hạn 12/5.\nKết quả: in giấy | Lò Thị Mận | 2026-05-12",
    "fields": "Câu: Chị Mận in giấy, hạn 12/5.\nViệc: in giấy\nNgười: Lò Thị Mận\nHạn: 2026-05-12",
    "labelled": "Chị Mận in giấy, hạn 12/5. → việc: in giấy; người: Lò Thị Mận; hạn: 2026-05-12",
    "json": 'Chị Mận in giấy, hạn 12/5. → {"việc": "in giấy", "người": "Lò Thị Mận", "hạn": "2026-05-12"}',
    "commas": "Chị Mận in giấy, hạn 12/5. → in giấy, Lò Thị Mận, 2026-05-12",
    "table": "Ví dụ:\n| câu | việc | người | hạn |\n|---|---|---|---|\n| Chị Mận in giấy, hạn 12/5. | in giấy | Lò Thị Mận | 2026-05-12 |",
    "tags": "<vi_du>\n<cau>Chị Mận in giấy, hạn 12/5.</cau>\n<ket_qua>in giấy | Lò Thị Mận | 2026-05-12</ket_qua>\n</vi_du>",
}


@pytest.mark.parametrize("style", EXAMPLES)
def test_an_example_in_every_style(style):
    reading = read([{"role": "user", "content": f"Việc: trích việc.\n{EXAMPLES[style]}"}])
    (example,) = asked(reading).examples
    assert fold(example.text).strip(" .") == "chi man in giay, han 12/5" and example.cells == RESULT


def test_an_example_of_what_to_leave_out():
    assert shown("Anh Chấn đã sửa loa. → bỏ qua") == [Shown("Anh Chấn đã sửa loa", ())]
    taught = asked(read([{"role": "user", "content": "Anh Chấn đã sửa loa. → bỏ qua"}]))
    assert taught.no_done and not taught.no_ideas


def test_examples_alone_teach_what_they_show():
    shown_only = """Trích việc | người | hạn
Chị Én soạn đơn, thứ Ba này nộp. → soạn đơn | Hoàng Thị Én | 2026-05-05
Nhờ anh Bồng bên xưởng hàn cổng. → hàn cổng | chưa rõ | chưa rõ
Chị Én đã quét sân. → bỏ qua
Chị Én đề xuất mua ghế. → bỏ qua"""
    assert rows(shown_only) == rows(RULES)


def test_words_heaped_up_are_no_advice():
    heap = "việc người hạn đã chốt còn phải làm viết gọn dự họp chưa ai nhận thì ghi chưa rõ năm-tháng-ngày đếm từ ngày họp trích"
    assert practice_reply(heap, MINUTES).startswith("Các nội dung chính")


@pytest.mark.parametrize(("said", "day"), [("cuối tháng", (2026, 11, 30)), ("hết tháng 12", (2026, 12, 31)), ("cuối tháng 2", (2027, 2, 28)), ("cuối tháng sau", (2026, 12, 31)), ("3 ngày nữa", (2026, 11, 22))])
def test_month_ends_and_days_from_now(said, day):
    assert find_date(said, date(2026, 11, 19))[1] == date(*day)


def test_a_month_end_over_new_year():
    assert find_date("cuối tháng sau", date(2026, 12, 5))[1] == date(2027, 1, 31)
    assert find_date("cuối tháng", None)[1] is None


@pytest.mark.parametrize("fence", ["<bien_ban>\n{}\n</bien_ban>", "<biên bản>\n{}\n</biên bản>", "```\n{}\n```"])
def test_minutes_in_any_fence(fence):
    assert "2026-05-12" in practice_reply(f"{RULES}\n{fence.format(MINUTES)}")


def test_columns_in_a_tag_of_their_own():
    tagged = "Trích việc.\n<truong>\n- việc: gọn\n- người: ai nhận\n- hạn: ngày xong\n</truong>"
    reading = read([{"role": "user", "content": tagged}])
    assert not reading.fences and asked(reading).kinds == {"task", "person", "date"}
