"""The process drawn: the map of good and of hasty rules, the time line, the ways cases went."""

from pathlib import Path

from binhdan import playground

LOG = Path(__file__).resolve().parents[2] / "lessons/level3/10-quy-trinh-tu-nhat-ky/data/nhat-ky-thang-10.csv"
RULES = [
    {"việc": name, "luật": rule}
    for name, rule in {
        "dòng trùng": "bỏ dòng lặp",
        "thiếu giờ kết thúc": "giữ bước",
        "thứ tự": "giờ bắt đầu",
        "chờ từ": "kết thúc bước trước",
        "chờ đến": "bắt đầu bước này",
        "con số": "trung vị",
        "cổ chai": "chờ lâu nhất",
    }.items()
]


def test_the_map_shows_every_step_and_marks_the_bottleneck():
    page = playground.process_map(RULES, LOG).still()
    assert page.count("<rect") == 6 and page.count("<path d='M") == 10  # nine ways and the arrow's head
    assert page.index("Tiếp nhận</text>") < page.index("Ký giao việc</text>") < page.index("Trả lời dân</text>")
    hasty = playground.process_map([*RULES, {"việc": "cổ chai", "luật": "bước làm lâu nhất"}], LOG).still()
    assert "Ký giao việc</b>" in page and "Xử lý tại chỗ</b>" in hasty


def test_no_rules_say_what_to_do():
    assert "Viết bảng luật" in playground.process_map([], LOG).still()
    assert "thứ tự" in playground.process_map(RULES[:2], LOG).still()


def test_the_time_line_shows_the_chosen_cases():
    line = playground.case_timeline(LOG, "PA-1001", "PA-1033")
    assert line.still().count("<svg") == 2 and line.still().count("<rect") == 6 + 7
    picked = line.widget().children[1]
    picked.value = "PA-1002"
    assert line.widget().children[1].options[0] == "PA-1001"


def test_the_ways_are_as_they_stand_in_the_file():
    page = playground.case_paths(LOG).still()
    assert page.count("<tr>") == 8 and "Phân loại → Phân loại" in page
