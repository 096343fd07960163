"""Tools described in tables: the rungs from poor to good by different hands, and every way round that was tried."""

from pathlib import Path

import pytest

from binhdan import cases, check
from binhdan.cells import table
from binhdan.check.routing import fits, trajectory
from binhdan.ai.tool_tables import tool_schemas
from binhdan.text import fold

ROOT = Path(__file__).resolve().parents[2]
OPEN, HELD_OUT = "B3.11/yeu-cau-mau", "B3.11/yeu-cau-an"
NAMES = ("tra_cuu", "huong_dan", "tiep_nhan", "lich", "gui_tin")
GIVEN = """công cụ | tham số | kiểu | giá trị | mô tả
huong_dan | thu_tuc | chữ | khai sinh, kết hôn, chứng thực, hộ kinh doanh | Tên thủ tục
gui_tin | to | số nguyên | 1-11 | Số tổ dân phố nhận tin
gui_tin | kenh | chữ | loa, Zalo | Nơi phát tin
"""
EXACT = GIVEN + """tra_cuu | ma_ho_so | chữ | | Mã hồ sơ, dạng DC-2026-0417
tiep_nhan | to | số nguyên | 1-11 | Số tổ nơi có sự cố
tiep_nhan | loai | chữ | rác, đèn, nước, đường | Loại sự cố
lich | ngay | chữ | | Ngày hẹn, dạng 2026-11-20 (năm-tháng-ngày)
lich | buoi | chữ | sáng, chiều | Buổi hẹn
"""
LOOSE = EXACT.replace(", dạng DC-2026-0417", "").replace(", dạng 2026-11-20 (năm-tháng-ngày)", "")


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


def written(*rows):
    """Five rows "mô tả | không dùng khi" as the learner's first table."""
    return "tên | mô tả | không dùng khi\n" + "\n".join(f"{name} | {row}" for name, row in zip(NAMES, rows))


def verdicts(tools, parameters):
    """The lesson's five checks, in order."""
    made = (table(tools), table(parameters))
    return [
        check.tools_are_described(*made, case=OPEN),
        check.tools_chosen_well(*made, case=OPEN),
        check.tools_stay_silent(*made, case=OPEN),
        check.tools_handle_everyone(*made, case=HELD_OUT),
        check.tools_stay_silent(*made, case=HELD_OUT),
    ]


def points(tools, parameters):
    return sum(2 * verdict.passed for verdict in verdicts(tools, parameters))


GOOD = written(
    "Khi người dân muốn biết hồ sơ của mình đang ở bước nào | hồ sơ của ngân hàng, công an, bảo hiểm, nơi khác; hỏi giấy tờ",
    "Khi người dân hỏi phải chuẩn bị giấy tờ gì | bằng lái, sổ đỏ; hỏi hồ sơ tới đâu",
    "Khi người dân báo có chỗ hỏng, bẩn trong tổ | cháy, tai nạn; xoá phản ánh",
    "Khi người dân muốn lên phường gặp cán bộ | huỷ lịch, đổi lịch, khám bệnh",
    "Khi phường cần báo tin cho bà con | bán hàng",
)
FORMAL = written(
    "Công cụ này dùng để tra tiến độ giải quyết hồ sơ mà công dân đã nộp tại phường Đồi Chè. | hồ sơ nộp tại ngân hàng, công an, bảo hiểm xã hội hoặc cơ quan khác",
    "Công cụ này dùng để trả lời công dân về thành phần hồ sơ của bốn thủ tục. | cấp bằng lái xe, sổ đỏ và các thủ tục khác của tỉnh",
    "Công cụ này dùng để ghi nhận phản ánh hiện trường của công dân. | tình huống khẩn cấp (cháy, tai nạn); yêu cầu xoá phản ánh",
    "Công cụ này dùng để đăng ký lịch làm việc cho công dân với cán bộ một cửa. | yêu cầu huỷ, đổi lịch; lịch khám bệnh",
    "Công cụ này dùng để truyền tin của phường đến một tổ dân phố. | nội dung quảng cáo, bán hàng",
)
IN_ONE_CELL = written(
    "Trả lời câu hỏi “hồ sơ của tôi đến đâu rồi”. Không tra hồ sơ ngoài phường.",
    "Trả lời câu hỏi “tôi cần mang giấy tờ gì”. Không hướng dẫn thủ tục ngoài phường.",
    "Ghi lại điều người dân phản ánh. Không ghi tin cháy, tai nạn. Không xoá.",
    "Đặt lịch hẹn. Không huỷ, không đổi, không đặt lịch khám bệnh.",
    "Gửi tin của phường. Không gửi tin bán hàng.",
)
PLAIN = "\n".join([GOOD.splitlines()[0], *map(fold, GOOD.splitlines()[1:])])
MANUAL = written("đọc mã hồ sơ, trả về bước đang giải quyết", "đưa danh mục giấy tờ của một thủ tục", "ghi một sự cố ở một tổ", "giữ một buổi gặp cán bộ một cửa", "phát tin của phường cho một tổ")
VAGUE = written("Tra cứu thông tin", "Hướng dẫn người dân", "Tiếp nhận thông tin", "Xử lý lịch", "Xử lý thông tin")
EXAMPLES = written(
    *(
        f"Dùng cho: {asked} | Mai trời có mưa không cháu? Tôi bận, huỷ giúp lịch hẹn sáng thứ sáu. Hồ sơ vay vốn ngân hàng, duyệt chưa?"
        for asked in (
            "Hồ sơ dc 2026 852 của tôi tới đâu rồi cháu?",
            "Con tôi mới sinh, làm giấy khai sinh phải mang theo những gì?",
            "Ba cái đèn đường tổ 5 không sáng mấy hôm nay, ghi giúp tôi với.",
            "Xếp cho tôi một chỗ chiều thứ năm này, tôi lên phường gặp cán bộ.",
            "Báo bà con tổ 5 qua loa: sáng mai cắt nước để rửa bể.",
        )
    )
)
RUNGS = [(VAGUE, GIVEN, 0), (MANUAL, LOOSE, 0), (MANUAL, EXACT, 2), (EXAMPLES, LOOSE, 4), (GOOD, LOOSE, 6), (GOOD, EXACT, 10)]


def test_marks_rise_with_better_descriptions():
    assert [points(tools, parameters) for tools, parameters, _ in RUNGS] == [mark for _, _, mark in RUNGS]


@pytest.mark.parametrize("tools", [FORMAL, IN_ONE_CELL, PLAIN])
def test_good_work_in_another_hand_is_good(tools):
    assert [verdict.reason for verdict in verdicts(tools, EXACT) if not verdict.passed] == []


def test_other_ways_of_writing_types_and_formats():
    other = EXACT.replace("chữ", "string").replace("số nguyên", "Số nguyên").replace("dạng DC-2026-0417", "viết DC-YYYY-NNNN")
    assert points(GOOD, other.replace("dạng 2026-11-20 (năm-tháng-ngày)", "viết YYYY-MM-DD").replace("1-11", "từ 1 đến 11")) == 10


def test_the_order_of_rows_does_not_matter():
    head, *rows = GOOD.splitlines()
    assert points("\n".join([head, *reversed(rows)]), EXACT) == 10


STUFFED = "hồ sơ giấy tờ thủ tục phản ánh sự cố lịch hẹn thông báo rác đèn nước đường loa Zalo tiến độ | cháy, huỷ, ngân hàng, công an, quảng cáo"
EVERYTHING = "Xử lý mọi yêu cầu của người dân gửi tới phường | không có gì"


@pytest.mark.parametrize(
    "tools",
    [
        EXAMPLES,
        written(*(f"{n} {STUFFED}" for n in range(5))),
        written(*(f"{EVERYTHING} {n}" for n in range(5))),
        written(*[GOOD.splitlines()[1].partition("|")[2].strip()] * 5),
        written(*("không dùng cho việc gì cả | mọi việc, tất cả" for _ in range(5))),
        MANUAL,
    ],
)
def test_ways_round_stay_below_the_pass_mark(tools):
    assert points(tools, EXACT) < 7


def test_a_mute_tool_is_not_a_silent_one():
    mute = written(*("Không gọi công cụ này trong mọi trường hợp | tất cả" for _ in range(5)))
    assert not check.tools_stay_silent(table(mute), table(EXACT), case=OPEN).passed


def test_a_failed_check_says_what_to_look_at_and_hides_the_held_out_requests():
    (_, chosen, _, everyone, silent) = verdicts(GOOD, LOOSE)
    assert "ma_ho_so" in chosen.reason
    said = everyone.reason + check.tools_stay_silent(table(MANUAL), table(EXACT), case=HELD_OUT).reason
    assert not any(request["asked"][:20] in said for request in cases.load(HELD_OUT)["requests"])
    assert silent.passed


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("lich | ngay | chữ", "lich | ngay | ngày", "không có kiểu"),
        ("tiep_nhan | to | số nguyên", "tiep_nhan | to | chữ", "tiep_nhan.to"),
        ("rác, đèn, nước, đường", "rác, đèn", "tiep_nhan.loai"),
        ("lich | buoi", "lich | gio", "buoi"),
    ],
)
def test_a_wrong_parameter_is_named(old, new, word):
    verdict = check.tools_are_described(table(GOOD), table(EXACT.replace(old, new)), case=OPEN)
    assert not verdict.passed and word in verdict.reason


def test_arguments_are_compared_strictly():
    assert fits(4, 4) and not fits(4, "4") and not fits(4, 4.0) and not fits(1, True)
    assert fits("khai sinh", "Khai sinh ") and not fits("khai sinh", "khai") and fits(["a", "b"], "B")


def test_a_trajectory_ends_after_one_call():
    calls = trajectory(tool_schemas(table(GOOD), table(EXACT)), "Đèn đường tổ 4 hỏng.", "")
    assert calls == [("tiep_nhan", {"to": 4, "loai": "đèn"})]


def test_nothing_written_is_not_attempted():
    assert check.tools_chosen_well([], [], case=OPEN).state == "not_attempted"
