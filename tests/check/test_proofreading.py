"""Proofread texts: spots put right, nothing else changed, however the text is typed; and what earns nothing."""

import importlib.util
import json
import unicodedata

import pytest

from binhdan import check
from binhdan.check import proofreading
from binhdan.check.registry import Wrong
from binhdan.curriculum import load_course
from binhdan.text import fold, one_tone_style

GIVEN = "Hợp tác xã Sương mai báo tin\nTừ l5 giờ, bàcon đến nhà văn hóa phường.\nAi bận thì xin báo trước cho anh Kiều Gia Khoát nhé."
RIGHT = "Hợp tác xã Sương Mai báo tin\nTừ 15 giờ, bà con đến nhà văn hóa phường.\nAi bận thì xin báo trước cho anh Kiều Gia Khoát nhé."
CASE = {"name": "thu", "text": GIVEN, "right": RIGHT, "kinds": ["viết hoa", "chữ thay số", "dính chữ"], "alike": {"Phường": "phường"}}
OPEN = {"text": GIVEN, "alike": CASE["alike"], "key": proofreading.key("thu", GIVEN, RIGHT, CASE["kinds"], CASE["alike"])}
BOTH = pytest.mark.parametrize("case", [CASE, OPEN], ids=["plain key", "sealed key"])


@pytest.mark.parametrize(
    "one, other",
    [("hòa", "hoà"), ("HÓA,", "HOÁ,"), ("Ủy", "Uỷ"), ("khỏe.", "khoẻ."), ("thúy", "thuý"), ("xóa", "xoá"), ("Thủy", "Thuỷ"), ("lòe", "loè")],
)
def test_both_styles_of_tone_marks_come_out_alike(one, other):
    assert one_tone_style(one) == one_tone_style(other) == other
    assert one_tone_style(unicodedata.normalize("NFD", one)) == other


@pytest.mark.parametrize("word", ["hoàn", "của", "quý", "quả", "mùa", "ngoài", "tuỳ", "Khoát", "thuyền", "lúa", "Hóan", "qúy"])
def test_other_syllables_stay_as_they_are(word):
    assert one_tone_style(word) == word


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        RIGHT.replace("hóa", "hoá").replace("phường", "Phường"),
        unicodedata.normalize("NFD", RIGHT),
        "  " + RIGHT.replace(" ", "   ").replace("\n", "\n\n"),
        RIGHT.replace("\n", " "),
        RIGHT.replace("\n", "\r\n"),
        RIGHT.replace(" ", "\u00a0"),
        RIGHT.replace("giờ,", "giờ ,").replace("phường.", "phường ."),
    ],
    ids=range(8),
)
def test_a_right_text_however_typed(text, case):
    proof = proofreading.compare(text, case)
    assert (proof.fixed, proof.left, proof.strayed) == (3, [], [])


@BOTH
@pytest.mark.parametrize(
    "text, fixed, strayed",
    [
        (GIVEN, 0, []),
        (RIGHT.replace("Mai", "mai"), 2, []),
        (RIGHT.replace("15", "18"), 2, []),
        (RIGHT.replace("15", "l5 15"), 3, [1]),
        (RIGHT.replace("Khoát", "Khoat"), 3, [2]),
        (RIGHT.replace("nhé.", "nhé"), 3, [2]),
        (RIGHT + " Trân trọng cảm ơn.", 3, [2, 2, 2, 2]),
        (RIGHT.replace(" xin báo", ""), 3, [2, 2]),
        (RIGHT.replace("báo tin", "thông báo tin này"), 3, [0, 0]),
        (RIGHT.replace("15 giờ, bà con", "mười lăm giờ chiều, toàn thể bà con nhân dân"), 2, None),
    ],
)
def test_spots_and_changes_are_counted_alike_for_both_forms_of_the_key(text, fixed, strayed, case):
    proof = proofreading.compare(text, case)
    assert proof.fixed == fixed and (proof.strayed == strayed if strayed is not None else proof.strayed)


def test_another_text_is_not_compared():
    for text in (fold(RIGHT), "Mai 15 bà con", "x " * 500):
        with pytest.raises(Wrong, match="văn bản gốc"):
            proofreading.compare(text, OPEN)


def test_the_open_text_names_line_and_kind_and_never_the_answer():
    reason = check.spots_corrected(RIGHT.replace("15", "l5"), case=OPEN, at_least=3).reason
    assert "2/3" in reason and "“Từ l5 giờ,…”" in reason and "chữ thay số" in reason and "chưa sửa" in reason and "15" not in reason
    assert "sửa chưa đúng" in check.spots_corrected(RIGHT.replace("15", "16"), case=OPEN, at_least=3).reason
    assert "“Ai bận thì…”" in check.rest_untouched(RIGHT.replace("Gia", "gia"), case=OPEN, at_least=3).reason


def test_the_held_out_text_names_nothing():
    wrong = [
        check.spots_corrected(GIVEN, case=CASE, at_least=3),
        check.rest_untouched(RIGHT.replace("Gia", "gia"), case=CASE, at_least=3),
        check.spots_corrected(RIGHT.replace("Gia", "gia"), case=CASE, at_least=3),
    ]
    assert all(verdict.state == "failed" and "riêng" in verdict.reason and "“" not in verdict.reason for verdict in wrong)


def test_rewriting_takes_points_off_and_leaving_all_alone_earns_none():
    assert check.spots_corrected(RIGHT.replace("Gia", "gia"), case=OPEN, at_least=2).passed
    assert "3/3 chỗ, nhưng có 1 chữ vốn đúng bị đổi oan" in check.spots_corrected(RIGHT.replace("Gia", "gia"), case=OPEN, at_least=3).reason
    assert not check.rest_untouched(GIVEN, case=OPEN, at_least=1).passed
    assert check.rest_untouched(RIGHT, case=OPEN, at_least=3).passed


def test_a_whole_text_with_changes_is_readable():
    assert check.proof_is_whole(RIGHT, case={"text": GIVEN}, at_least=3).passed
    assert "Mới thấy 0 chỗ" in check.proof_is_whole(GIVEN, case={"text": GIVEN}, at_least=1).reason
    for text in (RIGHT.splitlines()[1], RIGHT + "\n" + RIGHT, fold(RIGHT)):
        assert "nguyên" in check.proof_is_whole(text, case={"text": GIVEN}, at_least=1).reason


@pytest.mark.parametrize("kinds", [["viết hoa"], ["viết hoa"] * 4])
def test_a_key_that_does_not_agree_is_refused(kinds):
    with pytest.raises(ValueError):
        proofreading.key("thu", GIVEN, RIGHT, kinds, {})


FOLDER = load_course().lesson("B1.05").folder


def lesson_case(where: str) -> dict:
    return json.loads((FOLDER / where).read_text(encoding="utf-8"))


def test_in_the_lesson_each_text_has_twelve_faults_of_every_kind():
    kinds = [[s["kind"] for s in lesson_case("data/ban-1.json")["key"]["spots"]], lesson_case("hidden/ban-2-dap-an.json")["kinds"]]
    assert [len(found) for found in kinds] == [12, 12] and set(kinds[0]) == set(kinds[1]) and len(set(kinds[0])) == 7


def test_in_the_lesson_the_right_words_are_not_in_the_open():
    spec = importlib.util.spec_from_file_location("make_data_b105", FOLDER / "make_data.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    open_files = "".join(file.read_text(encoding="utf-8") for file in (FOLDER / "data").iterdir())
    for marked in (made.CLEANING, made.PRUNING):
        right = made.texts(marked)[1]
        assert all(line not in open_files for line in right.splitlines() if line not in marked)
    assert "key" not in lesson_case("data/ban-2.json") and lesson_case("data/ban-2.json")["text"] == lesson_case("hidden/ban-2-dap-an.json")["text"]


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, fold, lambda t: t.replace("l", "1").replace("O", "0"), lambda t: t * 2, lambda t: ""])
def test_in_the_lesson_a_blunt_change_of_every_letter_earns_no_held_out_point(change):
    case = lesson_case("hidden/ban-2-dap-an.json")
    text = change(case["text"])
    assert not check.spots_corrected(text, case=case, at_least=9).passed and not check.rest_untouched(text, case=case, at_least=8).passed
