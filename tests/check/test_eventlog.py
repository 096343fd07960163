"""The process of a log: rules as data, the map they make, and what the checks say of wrong ones."""

from pathlib import Path

import pytest

from binhdan import check
from binhdan.cells import table
from binhdan.check.eventlog import _truth
from binhdan.check.process_map import RuleProblem, read_log, read_rules, run_rules

ROOT = Path(__file__).resolve().parents[2]
OPEN = "B3.10/nhat-ky-thang-10.csv"
LATER = ("B3.10/nhat-ky-an-1.csv", "B3.10/nhat-ky-an-2.csv")
GOOD = {
    "dòng trùng": "bỏ dòng lặp",
    "thiếu giờ kết thúc": "giữ bước, không tính giờ",
    "thứ tự": "giờ bắt đầu",
    "chờ từ": "kết thúc bước trước",
    "chờ đến": "bắt đầu bước này",
    "con số": "trung vị",
    "cổ chai": "bước chờ lâu nhất",
}
SMALL = """ma,buoc,bat_dau,ket_thuc,nguoi
V1,Nhận,2026-10-01 08:00,2026-10-01 08:30,An
V1,Làm,2026-10-01 10:30,2026-10-01 14:30,Bình
V1,Làm,2026-10-01 10:30,2026-10-01 14:30,Bình
V1,Trả,2026-10-01 15:00,2026-10-01 15:10,An
V2,Nhận,2026-10-02 08:00,2026-10-02 08:30,An
V2,Trả,2026-10-02 19:30,2026-10-02 19:40,An
V2,Làm,2026-10-02 14:30,,Bình
"""


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "nho.csv"
    file.write_text(SMALL, encoding="utf-8")
    return read_log(file)


def rules(**changed):
    """The good rules with some of them changed, as rows; a rule of None is left out."""
    names = dict(zip(("duplicates", "missing", "order", "since", "until", "statistic", "bottleneck"), GOOD))
    said = GOOD | {names[key]: value for key, value in changed.items()}
    return [{"việc": name, "luật": value} for name, value in said.items() if value is not None]


def test_a_small_log_reckoned_by_hand(small):
    found = run_rules(read_rules(rules()), small)
    assert found.edges == {("Nhận", "Làm"): 2, ("Làm", "Trả"): 2}
    # Before Làm: 2 hours and 6 hours; before Trả only V1 is known: 14:30 to 15:00.
    assert found.waits == {"Làm": 4.0, "Trả": 0.5}
    assert found.works["Làm"] == 4.0 and found.bottleneck == "Làm"


@pytest.mark.parametrize(
    ("changed", "edge"),
    [
        ({"duplicates": "giữ cả"}, ("Làm", "Làm")),
        ({"order": "trong tệp"}, ("Trả", "Làm")),
    ],
)
def test_mess_draws_ways_that_nobody_went(small, changed, edge):
    assert edge in run_rules(read_rules(rules(**changed)), small).edges


def test_rules_and_the_plain_reckoning_agree_on_every_month():
    lesson = ROOT / "lessons/level3/10-quy-trinh-tu-nhat-ky"
    files = sorted(lesson.rglob("*.csv"))
    assert len(files) == 3
    for file in files:
        events = read_log(file)
        edges, waits = _truth(events)
        found = run_rules(read_rules(rules()), events)
        assert found.edges == edges and found.waits == {step: pytest.approx(hours, abs=0.01) for step, hours in waits.items()}


def test_good_rules_pass_on_every_month():
    assert check.rules_measure_waiting(rules(), log=OPEN).passed
    assert check.rules_find_bottleneck(rules(), log=OPEN).passed
    assert all(check.rules_work_elsewhere(rules(), log=log).passed for log in LATER)


WRONG = [
    {"duplicates": "giữ cả"},
    {"missing": "bỏ cả vụ"},
    {"missing": "coi bằng giờ bắt đầu"},
    {"order": "trong tệp"},
    {"order": "tên bước"},
    {"since": "bắt đầu bước trước"},
    {"until": "kết thúc bước này"},
    {"statistic": "trung bình"},
    {"statistic": "lớn nhất"},
]


@pytest.mark.parametrize("changed", WRONG)
def test_each_wrong_rule_is_caught_in_the_open_and_in_the_held_out_months(changed):
    assert not check.rules_measure_waiting(rules(**changed), log=OPEN).passed
    assert not any(check.rules_work_elsewhere(rules(**changed), log=log).passed for log in LATER)


@pytest.mark.parametrize("choice", ["bước làm lâu nhất", "bước nhiều lượt nhất"])
def test_the_longest_work_is_not_the_bottleneck(choice):
    verdict = check.rules_find_bottleneck(rules(bottleneck=choice), log=OPEN)
    assert not verdict.passed and "Ký giao việc" not in verdict.reason
    assert not any(check.rules_work_elsewhere(rules(bottleneck=choice), log=log).passed for log in LATER)


def test_the_months_have_different_bottlenecks():
    found = {run_rules(read_rules(rules()), read_log(ROOT / path)).bottleneck for path in sorted(ROOT.glob("lessons/level3/10-*/*/*.csv"))}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Dòng trùng", "xoá bớt, chỉ giữ một dòng"),
        ("dong trung", "bo dong lap"),
        ("thiếu giờ kết thúc", "vẫn giữ bước đó"),
        ("Sắp xếp", "theo giờ bắt đầu"),
        ("chờ từ", "lúc bước trước xong"),
        ("chờ tới", "lúc bắt đầu làm bước này"),
        ("con số đại diện", "TRUNG VI"),
        ("nút cổ chai", "bước phải chờ lâu nhất"),
    ],
)
def test_rules_are_understood_in_other_words(name, said):
    good = read_rules(rules())
    one = read_rules([*rules(), {"việc": name, "luật": said}])
    assert one == good


@pytest.mark.parametrize(
    ("changed", "word"),
    [({"bottleneck": "Ký giao việc"}, "cổ chai"), ({"statistic": "trung vị, trung bình"}, "nhiều cách"), ({"order": None}, "thứ tự")],
)
def test_what_cannot_be_run_is_named(changed, word):
    with pytest.raises(RuleProblem, match=word):
        read_rules(rules(**changed))
    assert not check.rules_find_bottleneck(rules(**changed), log=OPEN).passed


def real_map():
    edges, _ = _truth(read_log(ROOT / "lessons/level3/10-quy-trinh-tu-nhat-ky/data/nhat-ky-thang-10.csv"))
    return [{"từ bước": a, "đến bước": b} for a, b in edges]


def test_the_map_in_any_order_and_case():
    rows = [{"từ": r["từ bước"].upper(), "tới": f"  {r['đến bước'].lower()} "} for r in reversed(real_map())]
    assert check.map_matches_log(rows, log=OPEN).passed


def test_a_way_too_few_too_many_or_unknown():
    assert "thiếu 1" in check.map_matches_log(real_map()[:-1], log=OPEN).reason
    ghost = [*real_map(), {"từ bước": "Phân loại", "đến bước": "Phân loại"}]
    assert "không có vụ nào" in check.map_matches_log(ghost, log=OPEN).reason
    strange = [*real_map(), {"từ bước": "Phân loại", "đến bước": "Họp"}]
    assert "Họp" in check.map_matches_log(strange, log=OPEN).reason
    every = table("từ bước | đến bước\n" + "\n".join(f"{a['từ bước']} | {b['đến bước']}" for a in real_map() for b in real_map()))
    assert not check.map_matches_log(every, log=OPEN).passed


def test_nothing_written_is_not_attempted():
    assert check.map_matches_log([], log=OPEN).state == "not_attempted"
    assert check.rules_find_bottleneck([], log=OPEN).state == "not_attempted"
