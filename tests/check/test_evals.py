"""An eval set is worth what it catches: fair to good bots, hard on broken ones."""

from pathlib import Path

import pytest

from binhdan import cases, check
from binhdan.authoring.fill import solutions
from binhdan.authoring.parse import load
from binhdan.check.evals import judge
from binhdan.check.verdict import State
from binhdan.curriculum import load_course
from binhdan.quantities import quantities

ROOT = Path(__file__).resolve().parents[2]
BOOK, OPEN = "B5.02/so-thu-tuc", "B5.02/bot-mo"
HELD_OUT = ("B5.02/bot-an-1", "B5.02/bot-an-2")


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


@pytest.fixture
def answer(course):
    names = {"load_case": cases.load, "quantities": quantities}
    exec("from binhdan.text import fold\n" + solutions(load(load_course(ROOT).lesson("B5.02")))["bo-do"], names)
    return names["cham"], names["bo_ca"]


def test_the_model_answer_passes_everywhere(answer):
    score, rows = answer
    assert check.cases_are_whole(rows, case=BOOK).passed and check.scorer_is_fair(score, rows, case=OPEN).passed
    for case in (OPEN, *HELD_OUT):
        assert check.scorer_catches(score, rows, case=case).passed


@pytest.mark.parametrize("case", HELD_OUT)
def test_held_out_bots_are_three_good_and_ten_broken_and_speak_otherwise(case):
    specs, heard = cases.load(case)["bot"], cases.load(OPEN)["bot"]
    assert sum(not spec["loi"] for spec in specs) == 3 and sum(bool(spec["loi"]) for spec in specs) == 10
    assert all(spec["giong"] != other["giong"] for spec in specs for other in heard)


def test_a_better_eval_set_catches_more(answer):
    score, rows = answer

    def caught(kept):
        case = cases.load(HELD_OUT[0])
        judged = judge(score, kept, case)
        return sum(not all(good for _, good in judged[spec["ten"]]) for spec in case["bot"] if spec["loi"])

    fees = [row for row in rows if row["hoi"].startswith("Lệ phí")]
    days = [row for row in rows if "bao lâu" in row["hoi"]]
    papers = [row for row in rows if "giấy tờ" in row["hoi"]]
    counts = [caught(kept) for kept in (papers[:1], fees, fees + days, fees + days + papers, rows)]
    assert counts == sorted(counts) and len(set(counts)) == len(counts) and counts[-1] == 10 and counts[2] < 8


@pytest.mark.parametrize(
    "score, said",
    [
        (lambda reply, row: False, "bot tốt bị loại"),
        (lambda reply, row: True, "chưa phân biệt"),
        (lambda reply, row: "đúng", "True hoặc False"),
        (lambda reply, row: 1, "True hoặc False"),
        (lambda reply, row: bool(row.clear()) or True, "sửa ca kiểm"),
        (lambda reply, row: row["khong co"], "KeyError"),
        (lambda reply: True, "TypeError"),
        ("cham", "một hàm"),
    ],
)
def test_scorers_that_are_not_fair(answer, score, said):
    verdict = check.scorer_is_fair(score, answer[1], case=OPEN)
    assert verdict.state is State.FAILED and said in verdict.reason


def test_a_scorer_that_counts_its_calls_is_found_out(answer):
    seen = []

    def score(reply, row):
        seen.append(reply)
        return len(seen) % 7 != 0

    assert "hai lần khác nhau" in check.scorer_catches(score, answer[1], case=HELD_OUT[0]).reason


def test_accepting_everything_catches_nothing(answer):
    assert "0/10" in check.scorer_catches(lambda reply, row: True, answer[1], case=HELD_OUT[0]).reason


@pytest.mark.parametrize(
    "rows, said",
    [
        ([{"hoi": "Lệ phí đăng ký tạm trú?", "so": 1}, {"hoi": "Đăng ký tạm trú mất bao nhiêu tiền?", "so": 1}], "trùng ca 1"),
        ([{"hoi": "Đăng ký tạm trú thì thế nào?", "so": 1}], "chưa rõ hỏi gì"),
        ([{"hoi": "Lệ phí đăng ký tạm trú?"}], "điều mong đợi"),
        ([{"hoi": "Lệ phí đăng ký tạm trú?", "so": 1}], "ít nhất 20"),
        ([{"cau": "?"}], "hoi"),
        (["Lệ phí?"], "hoi"),
        ([{"hoi": "Lệ phí đăng ký tạm trú?", "so": {1}}], "chữ, số"),
        ("hai mươi ca", "danh sách"),
    ],
)
def test_cases_that_are_not_whole(rows, said):
    verdict = check.cases_are_whole(rows, case=BOOK)
    assert verdict.state is State.FAILED and said in verdict.reason


def test_a_hidden_verdict_does_not_tell_the_case(answer):
    reason = check.scorer_catches(lambda reply, row: False, answer[1], case=HELD_OUT[0]).reason
    assert "ca 1" not in reason and "bot 1" not in reason
