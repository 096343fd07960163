"""Signs of personal data, what they find, and the checks of a learner's rules."""

import json
from pathlib import Path

import pytest

from binhdan import check
from binhdan.check.personal_data import SIGNS, personal_data
from binhdan.check.redaction import COLUMNS, read_rules, redacted
from binhdan.check.signs import finder
from binhdan.text import fold

LESSON = Path(__file__).resolve().parents[2] / "lessons/level1/11-che-du-lieu-ca-nhan"
LABELS = {"identity": ("CCCD", "[CC]"), "phone": ("số điện thoại", "[SĐT]"), "name": ("họ tên", "[TÊN]"), "address": ("địa chỉ", "[NHÀ]")}
GOOD = [dict(zip(COLUMNS, (LABELS[kind][0], sign, LABELS[kind][1]))) for kind, sign in SIGNS]
TEXT = "Ông Bàn Văn Phú, CCCD 0991 8500 1234, số nhà 27, gọi 0200.555.014 ngày 3/4/2026, nộp 125.000.000 đồng, mã 260403000417."
CASE = {"letters": [{"text": TEXT, "keep": ["CCCD"]}]}
HELD_OUT = CASE | {"held_out": True}


def found(sign, text):
    return [text[start:end] for start, end in finder(sign)(text)]


@pytest.mark.parametrize(
    ("sign", "text", "there"),
    [
        ("8 chữ số", "12345678, 123456789, 1234 5678", ["12345678"]),
        ("12 chữ số bắt đầu bằng 0, có thể cách", "099 185 001 234 và 260403000417", ["099 185 001 234"]),
        ("10 số bắt đầu từ 0 (có thể cách nhau)", "0200.555.014, 0200-555-014; 0200555014. 02005550141", ["0200.555.014", "0200-555-014", "0200555014"]),
        ("11 chữ số bắt đầu bằng +84, có thể cách", "gọi +84 200 555 014 hay +84200555014", ["+84 200 555 014", "+84200555014"]),
        ("bắt đầu bằng +84, có thể cách", "gọi +84 200 555 014", ["+84 200 555 014"]),
        ("11 chữ số bắt đầu bằng 84, có thể cách", "gọi +84 200 555 014 hay 84200555014, 184200555014", ["+84 200 555 014", "84200555014"]),
        ("10 hoặc 11 chữ số bắt đầu bằng 0 hoặc +84, có dấu cách", "0200 555 014, +84200555014", ["0200 555 014", "+84200555014"]),
        ("9 chữ số, có thể cách", "905 551 234; 125.000.000 đồng; 1.125.000.000", ["905 551 234", "125.000.000"]),
        ("9 chữ số sau từ: CMND (có thể cách)", "CMND cũ số 905 551 234, tiền 125.000.000", ["905 551 234"]),
        ("số sau từ: ngõ, số nhà", "số nhà 5b, ngõ 3/29, ngõ tôi có 12 hộ", ["5b", "3/29"]),
        ("chữ hoa sau từ: đường, phố", "đường Bờ Suối, sửa đường ống dài 40 m", ["Bờ Suối"]),
        ("họ tên sau từ: chị, bà", "chị Mận, Bà Nông Thị Sen; địa chỉ UBND; ba con", ["Mận", "Nông Thị Sen"]),
        ("họ tên sau từ: ông bà anh chị", "chị Mận, ông Phú", ["Mận", "Phú"]),
        ("9 chữ số viết liền, không cách", "905551234; 125.000.000 đồng", ["905551234"]),
        ("ten sau tu: chi, ba", "chị Mận, chi Sen, địa chỉ UBND", ["Mận", "Sen"]),
        ("họ tên bắt đầu bằng họ thường gặp", "Giàng A Páo về Hà Nội; HỖ TRỢ HỘ NGHÈO; LÒ THỊ MẬN; toi la Vi Van Do", ["Giàng A Páo", "LÒ THỊ MẬN", "Vi Van Do"]),
        ("họ tên bắt đầu bằng họ: Mạc", "Mạc Văn Tư", ["Mạc Văn Tư"]),
        ("từ chữ: trú tại đến dấu phẩy", "em trú tại 27 Bờ Suối, tổ Cầu Đá", ["trú tại 27 Bờ Suối"]),
        ("từ chữ: trú tại đến dấu chấm", "trú tại 27 Bờ Suối, tổ Cầu Đá. Xin cảm ơn", ["trú tại 27 Bờ Suối, tổ Cầu Đá"]),
        ("tu chu: tru tai den dau phay", "trú tại 27 Bờ Suối, tổ Cầu Đá", ["trú tại 27 Bờ Suối"]),
        ("đúng chữ: Bờ Suối; Mận", "bờ suối, Mận, Mậnn", ["bờ suối", "Mận"]),
        ("mọi chữ số", "3 con, 45/QĐ-UBND", ["3", "45"]),
        ("tất cả chữ viết hoa", "UBND phường Đồi", ["UBND", "Đồi"]),
    ],
)
def test_a_sign_finds(sign, text, there):
    assert found(sign, text) == there


@pytest.mark.parametrize("vague", ["số điện thoại", "che hết", "tên người", "0200555014", "!!", "số nhà"])
def test_a_vague_sign_is_not_understood(vague):
    with pytest.raises(ValueError, match="chưa hiểu"):
        finder(vague)


def test_personal_data_and_nothing_else():
    assert [(piece.kind, piece.text) for piece in personal_data(TEXT)] == [
        ("name", "Bàn Văn Phú"),
        ("identity", "0991 8500 1234"),
        ("address", "27"),
        ("phone", "0200.555.014"),
    ]
    assert personal_data("Quyết định 45/QĐ-UBND ngày 3/4/2026, 1.250 m², mã số thuế 4600999001, 38 khối.") == []


def test_the_finder_knows_what_the_lesson_hid():
    letters = json.loads((LESSON / "hidden/don-thu-an.json").read_text(encoding="utf-8"))["letters"]
    assert len(letters) == 20 and len({letter["text"] for letter in letters}) == 20
    for letter in letters:
        there = {at for piece in personal_data(letter["text"]) for at in range(piece.start, piece.end)}
        for _, start, end in letter["personal"]:
            assert all(at in there for at in range(start, end) if letter["text"][at].isalnum()), letter["text"][start:end]


def test_text_without_what_is_hidden():
    assert redacted(read_rules(GOOD), TEXT) == "Ông [TÊN], CCCD [CC], số nhà [NHÀ], gọi [SĐT] ngày 3/4/2026, nộp 125.000.000 đồng, mã 260403000417."


def row(number, **changes):
    return [{**line, **changes} if at == number else line for at, line in enumerate(GOOD)]


@pytest.mark.parametrize("case", [CASE, HELD_OUT], ids=["open", "held-out"])
@pytest.mark.parametrize("property_", [check.rules_hide, check.rules_keep])
@pytest.mark.parametrize("plain", [False, True], ids=["dau", "khong-dau"])
def test_good_rules_pass(property_, case, plain):
    rules = [{key: fold(cell) for key, cell in line.items()} for line in GOOD] if plain else GOOD
    assert property_(rules, case=case).passed and check.rules_readable(rules).passed


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([{"loại": "tên", "dấu hiệu": "mọi số"}], "ba cột"),
        (row(0, **{"dấu hiệu": ""}), "Dòng 1: cột “dấu hiệu”"),
        (row(1, **{"thay bằng": "…"}), "Dòng 2: cột “thay bằng”"),
        (row(2, **{"thay bằng": "0200 555"}), "lại chứa số"),
        (row(3, **{"dấu hiệu": "số điện thoại"}), "Dòng 4: máy chưa hiểu"),
        (row(4, **{"thay bằng": "[cc]"}), "hai loại khác nhau"),
        (GOOD[:6], "địa chỉ"),
    ],
)
def test_a_row_that_cannot_be_used(table, said):
    verdict = check.rules_readable(table)
    assert not verdict.passed and said in verdict.reason


def only(sign):
    return [dict(zip(COLUMNS, ("tên", sign, "[X]")))]


def test_hiding_nothing_and_hiding_everything():
    nothing, everything = only("12 chữ số sau từ: không có"), only("mọi số") + only("mọi chữ hoa")
    assert "còn lộ: 1 họ tên, 1 số căn cước" in check.rules_hide(nothing, case=CASE).reason
    assert "quá nửa" in check.rules_keep(nothing, case=CASE).reason
    assert "che gần hết" in check.rules_hide(everything, case=CASE).reason
    assert "Che oan" in check.rules_keep(everything, case=CASE).reason


def test_half_a_name_is_a_leak():
    rules = [line for line in GOOD if line["loại"] != "họ tên"] + only("đúng chữ: Bàn, Phú")
    assert "1 họ tên" in check.rules_hide(rules, case=CASE).reason


def test_a_loose_sign_takes_money_and_codes():
    rules = GOOD + only("9 chữ số, có thể cách") + only("12 chữ số")
    assert "Che oan 2 chỗ" in check.rules_keep(rules, case=CASE).reason and "“" in check.rules_keep(rules, case=CASE).reason
    assert "125" not in check.rules_keep(rules, case=HELD_OUT).reason


def test_what_must_stand_may_be_listed():
    assert "“CCCD”" in check.rules_keep(GOOD + only("đúng chữ: CCCD"), case=CASE | {"letters": [{"text": "CCCD của ông Phú", "keep": ["CCCD"]}]}).reason


@pytest.mark.parametrize("property_", [check.rules_hide, check.rules_keep])
def test_nothing_written_and_strange_values(property_):
    assert property_([], case=CASE).state == "not_attempted"
    for strange in ([{}], [3], "xyz", 7, object()):
        assert not property_(strange, case=CASE).passed

@pytest.mark.parametrize("case", [CASE, HELD_OUT], ids=["open", "held-out"])
def test_one_kind_left_open_earns_nothing_for_keeping(case):
    rules = [line for line in GOOD if line["loại"] != "địa chỉ"]
    told = check.rules_keep(rules, case=case)
    assert not told.passed and "quá nửa dữ liệu loại: địa chỉ" in told.reason
