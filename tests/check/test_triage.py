"""The checks of the sorting lesson, on small cases of their own."""

import pytest

from binhdan import check
from binhdan.check.sealed import seal

LABELS = ["gấp", "hỏi mua", "khen"]


def case(*rows, **more):
    comments = [{"text": text, "seal": seal("B2.11", text, label)} for text, label in rows]
    return {"labels": LABELS, "urgent": "gấp", "least_share": 0.8, "most_examples": 6, "fewest_tried": 1, "comments": comments} | more


OPEN = case(
    ("gói chè bị mốc hết rồi", "gấp"),
    ("uống vào đau bụng quá", "gấp"),
    ("giá bao nhiêu một gói vậy", "hỏi mua"),
    ("còn hàng để mua không", "hỏi mua"),
    ("chè thơm ngon lắm", "khen"),
)
PROMPT = """Việc: Phân loại bình luận.
Nhãn:
- gấp: chè mốc, hỏng, rách; uống vào đau bụng, nôn
- hỏi mua: hỏi giá bao nhiêu, còn hàng, mua ở đâu
- khen: nói chè thơm, ngon, đẹp
Ví dụ:
- hộp bị rách nát → gấp
- uống xong buồn nôn → gấp
- bán giá sao shop → hỏi mua
- mua ở đâu vậy → hỏi mua
- ngon lắm luôn → khen
- đẹp mà thơm → khen
<binh_luan>
{binh_luan}
</binh_luan>"""
ALL = (check.labels_are_defined, check.examples_teach, check.comments_are_sorted, check.nothing_urgent_is_missed)


@pytest.mark.parametrize("property_", ALL)
def test_good_teaching_passes(property_):
    assert property_(PROMPT, case=OPEN).passed


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize("empty", ["", "   \n"])
def test_nothing_written_is_not_attempted(property_, empty):
    assert property_(empty, case=OPEN).state == "not_attempted"


@pytest.mark.parametrize("property_", ALL)
@pytest.mark.parametrize("strange", [7, ["a"], {"a": 1}, object()])
def test_no_strange_value_passes_or_raises(property_, strange):
    assert not property_(strange, case=OPEN).passed


def reason(property_, prompt, where=OPEN):
    verdict = property_(prompt, case=where)
    assert not verdict.passed
    return verdict.reason


def test_a_label_without_meaning():
    assert "“khen” mới có" in reason(check.labels_are_defined, PROMPT.replace("nói chè thơm, ngon, đẹp", "vui"))


def test_a_definition_without_end():
    assert "quá 60" in reason(check.labels_are_defined, PROMPT.replace("nôn\n", "nôn " + "và nhiều chuyện khác " * 20 + "\n", 1))


def test_definitions_that_say_the_same():
    same = PROMPT.replace("nói chè thơm, ngon, đẹp", "hỏi giá bao nhiêu, còn hàng, mua ở đó")
    assert "gần như giống nhau" in reason(check.labels_are_defined, same)


def test_a_strange_and_a_missing_label():
    assert "nhãn lạ “chán”" in reason(check.labels_are_defined, PROMPT.replace("- khen:", "- chán: buồn\n- khen:"))
    assert "Chưa thấy nhãn: khen" in reason(check.labels_are_defined, PROMPT.replace("- khen: nói chè thơm, ngon, đẹp\n", ""))


def test_too_many_examples_stop_every_check_that_uses_them():
    many = PROMPT.replace("- đẹp mà thơm → khen", "- đẹp mà thơm → khen\n- tuyệt vời lắm → khen")
    for property_ in ALL[1:]:
        assert "nhiều nhất là 6" in reason(property_, many)


def test_an_example_with_the_wrong_label():
    assert "thứ 6" in reason(check.examples_teach, PROMPT.replace("đẹp mà thơm → khen", "gói chè bị mốc → khen"))


def test_a_label_with_one_example():
    assert "“khen” mới có 1" in reason(check.examples_teach, PROMPT.replace("- đẹp mà thơm → khen\n", ""))


def test_a_comment_used_as_an_example_is_not_counted():
    taught = PROMPT.replace("ngon lắm luôn", "chè thơm ngon lắm")
    assert "4/4" in check.comments_are_sorted(taught, case=OPEN).reason


def test_comments_copied_into_a_definition_are_not_counted():
    long = case(("gói chè hôm qua mua bị mốc hết rồi", "gấp"), ("giá bao nhiêu một gói", "hỏi mua"), fewest_tried=2)
    copied = PROMPT.replace("- gấp: chè mốc,", "- gấp: gói chè hôm qua mua bị mốc,")
    assert check.comments_are_sorted(PROMPT, case=long).passed
    assert "chép quá nhiều" in reason(check.comments_are_sorted, copied, long)
    assert "chép quá nhiều" in reason(check.nothing_urgent_is_missed, copied, long)


def test_an_example_that_is_held_out_is_refused():
    unseen = case(("chè thơm ngon lắm", "khen"), held_out=True)
    taught = PROMPT.replace("ngon lắm luôn", "Chè thơm, ngon lắm")
    for property_ in ALL[2:]:
        assert "trùng một bình luận" in reason(property_, taught, unseen)


def test_a_held_out_failure_names_no_comment():
    unseen = case(("một câu chẳng liên quan chút nào", "gấp"), ("giá bao nhiêu", "hỏi mua"), held_out=True)
    said = reason(check.comments_are_sorted, PROMPT, unseen) + reason(check.nothing_urgent_is_missed, PROMPT, unseen)
    assert "số" not in said and "liên quan" not in said


def test_crying_wolf_is_no_success():
    wolf = "Phân loại.\nNhãn:\n- gấp: mua, giá, hàng, gói, chè, ngon, thơm, đau, mốc\n- hỏi mua: không\n- khen: không\nLưu ý: không chắc thì ghi gấp\nBình luận: {binh_luan}"
    assert "báo gấp nhầm" in reason(check.nothing_urgent_is_missed, wolf)


def test_a_prompt_without_a_slot_gets_the_comments_apart():
    assert check.comments_are_sorted(PROMPT.partition("<binh_luan>")[0], case=OPEN).passed


def test_the_same_prompt_gives_the_same_verdict():
    assert repr([p(PROMPT, case=OPEN) for p in ALL]) == repr([p(PROMPT, case=OPEN) for p in ALL])
