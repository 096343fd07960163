"""Numbers, days, times and names are found however people write them, and looked up in a source."""

import pytest

from binhdan.check.details import figures, names, unsupported

SOURCE = """Công văn số 312/UBND-VX ngày 25/5/2026 của UBND thành phố Sông Trà. Hội Liên hiệp Phụ nữ và các tổ Gò Mây, Bến Trà
gửi danh sách trước 17 giờ ngày 12/6/2026, từ ngày 6/7/2026 đến ngày 24/7/2026. Mức hỗ trợ 1.250.000 đồng, giảm 70 %,
cho hai lớp, 04 tổ, hai trăm bốn mươi hộ. Liên hệ ông Lương Văn Tụng, hợp tác xã chè Sương Mai, 0200 555 128, lúc 8 giờ 30."""


def read(text: str) -> list[tuple]:
    return [(detail.kind, detail.values[0]) for detail in figures(text)]


@pytest.mark.parametrize("written", ["12/6", "ngày 12 tháng 6", "12-6-2026", "12.6.2026", "Ngày 12/6/2026", "ngay 12 thang 6 nam 2026", "12 tháng 6/2026"])
def test_a_day_in_any_writing(written):
    ((kind, (day, month, _)),) = read(written)
    assert (kind, day, month) == ("date", 12, 6)


@pytest.mark.parametrize("written", ["6–24/7", "từ 6 đến 24/7", "ngày 6 và 24 tháng 7", "từ ngày 6/7 đến hết ngày 24/7", "6/7-24/7"])
def test_both_ends_of_a_range_are_days(written):
    assert [value[:2] for _, value in read(written)] == [(6, 7), (24, 7)]


@pytest.mark.parametrize("written", ["8 giờ 30", "8h30", "08:30", "8h30,", "8 giờ 30 phút", "8 giờ rưỡi"])
def test_a_time_in_any_writing(written):
    assert read(written) == [("time", 510)]


def test_afternoon_and_the_start_of_a_range_of_hours():
    assert read("2 giờ chiều") == [("time", 840)]
    assert read("7-11h") == [("time", 420), ("time", 660)]
    assert read("8 giờ 20 người") == [("time", 480), ("number", (20, False))]


@pytest.mark.parametrize("written", ["1.250.000", "1250000", "1 250 000", "1,25 triệu", "1 triệu 250 nghìn", "1250k", "1.250 nghìn"])
def test_money_in_any_writing(written):
    assert read(f"{written} đồng") == [("number", (1250000, False))]


@pytest.mark.parametrize("written, value", [("2 triệu rưỡi", 2500000), ("hai mươi lăm", 25), ("ba triệu", 3000000), ("04", 4), ("3,5", 3.5)])
def test_other_numbers(written, value):
    assert read(written) == [("number", (value, False))]


@pytest.mark.parametrize("text", ["1. Lập danh sách\n2) Gửi đi\nBước 3: báo cáo (4) xong", "mười năm nay", "năm năm trước", "không ai, một hai người"])
def test_what_numbers_a_list_or_says_no_number_is_left_out(text):
    assert not read(text)


@pytest.mark.parametrize(
    "claim",
    [
        "Gửi trước 17h, ngày 12-6, công văn 312, số 312/UBND-VX, mức 1,25 triệu, giảm 70%, gọi 0200.555.128",
        "từ 6 đến 24/7, trong tháng 7/2026, ngày 12, năm 2026, 2 lớp, 240 hộ, bốn tổ",
        "Ủy Ban Nhân Dân và UBND TP Sông Trà, HTX chè Sương Mai, Hội Phụ nữ, tổ Bến Trà, Tổ Gò Mây, ông Tụng, chú Lương Văn Tụng",
        "TÓM TẮT CÔNG VĂN\nViệc: Lập danh sách; Gửi đi. Bà con nhớ nhé.",
        "Mang CCCD đến UBND phường.",
        "gui so 312/ubnd-vx truoc 17 gio ngay 12/6, ong Luong Van Tung",
    ],
)
def test_what_the_source_holds_is_supported(claim):
    assert unsupported(claim, SOURCE) == []


@pytest.mark.parametrize(
    "claim, strange",
    [
        ("trước ngày 13/6", "13/6"),
        ("ngày 12/6/2025", "12/6/2025"),
        ("từ 7 đến 24/7", "7"),
        ("lúc 9h30", "9h30"),
        ("mức 1.520.000 đồng", "1.520.000"),
        ("giảm 60 %", "60 %"),
        ("giảm 240 %", "240 %"),
        ("hai trăm năm mươi hộ", "hai trăm năm mươi"),
        ("gọi 0200 555 182", "0200 555 182"),
        ("công văn 321/UBND-VX", "321/UBND-VX"),
        ("hỏi ông Lương Văn Tùng Anh", "Lương Văn Tùng Anh"),
        ("hỏi chị Mận", "Mận"),
        ("tổ Cầu Đá", "Cầu Đá"),
        ("gửi Phòng Y tế", "Phòng Y"),
        ("theo VNPT", "VNPT"),
    ],
)
def test_what_the_source_does_not_hold_is_named(claim, strange):
    assert unsupported(claim, SOURCE) == [strange]


def test_a_name_that_opens_a_sentence_may_have_its_first_capital_from_there():
    assert [detail.values[-1] for detail in names("Phường Đồi Chè yêu cầu.")] == [("doi", "che")]
    assert unsupported("Gửi Sương Mai nhé.", SOURCE) == []


def test_strange_text_is_no_trouble():
    for text in ("", "   ", "???", "0" * 500, "99/99/9999", "\u0301\u0301", "A" * 300, "12/6" * 200):
        assert isinstance(unsupported(text, SOURCE), list)
