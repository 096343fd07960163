"""The practice model answers from the sources it is given, and only then."""

import pytest

from binhdan.ai.asking import practice_reply
from binhdan.ai.practice.engine import respond
from binhdan.text import fold

SOURCES = """<nguon>
[DC-001] Đăng ký khai sinh – Lệ phí
Không thu; đăng ký quá hạn thu 8.000 đồng.
[DC-002] Đăng ký lại khai sinh – Lệ phí
Thu 9.000 đồng mỗi bản.
[DC-001] Đăng ký khai sinh – Thành phần hồ sơ
- Tờ khai mẫu HT-01
- Giấy chứng sinh
</nguon>"""
BEST = (
    "Vai: Bạn là cán bộ Một cửa.\nViệc: Trả lời câu hỏi của bà con.\n"
    "Ràng buộc: chỉ dùng thông tin trong nguồn, trích nguyên văn và ghi mã nguồn; nguồn không có thì nói không biết.\n" + SOURCES
)
FEE, OUTSIDE = "Lệ phí đăng ký lại khai sinh bao nhiêu?", "Lịch cắt nước tuần sau thế nào?"
LADDER = [
    "Việc: Trả lời câu hỏi của bà con.",
    "Việc: Trả lời câu hỏi của bà con.\n" + SOURCES,
    "Việc: Trả lời câu hỏi.\nRàng buộc: chỉ dùng thông tin trong nguồn.\n" + SOURCES,
    "Việc: Trả lời câu hỏi.\nRàng buộc: chỉ dùng thông tin trong nguồn; không có thì nói không biết.\n" + SOURCES,
    BEST,
]


def marks(prompt: str) -> int:
    """Four virtues: the right fact, nothing added, a quotation with its source, and "không biết"."""
    told, unknown = practice_reply(prompt, FEE), practice_reply(prompt, OUTSIDE)
    return (
        ("9.000" in told)
        + ("9.000" in told and "3×4" not in told)
        + ("“Thu 9.000 đồng mỗi bản.”" in told and "DC-002" in told)
        + unknown.startswith("Không biết")
    )


def plain_outside_the_sources(prompt: str) -> str:
    head, tag, rest = prompt.partition("<nguon>")
    return fold(head) + tag + rest


def as_sentences(prompt: str) -> str:
    head, tag, rest = prompt.partition("<nguon>")
    for name in ("Vai: ", "Việc: ", "Ràng buộc: "):
        head = head.replace(name, "")
    return head.replace("chỉ dùng", "Chỉ dùng") + tag + rest


def as_markdown(prompt: str) -> str:
    for name in ("Vai", "Việc", "Ràng buộc"):
        prompt = prompt.replace(f"{name}: ", f"## {name}\n")
    return prompt


@pytest.mark.parametrize("rewrite", [str, plain_outside_the_sources, as_sentences, as_markdown])
def test_a_better_prompt_gets_a_better_answer(rewrite):
    earned = [marks(rewrite(prompt)) for prompt in LADDER]
    assert earned == [0, 1, 2, 3, 4]


def test_a_list_is_told_whole():
    prompt = "Việc: Trả lời câu hỏi.\nRàng buộc: chỉ dùng thông tin trong nguồn.\n" + SOURCES
    assert practice_reply(prompt, "Đăng ký khai sinh cần hồ sơ gì?") == "Tờ khai mẫu HT-01; Giấy chứng sinh."


def test_a_quotation_is_verbatim():
    quoted = practice_reply(BEST, "Đăng ký khai sinh cần hồ sơ gì?").partition("”")[0].lstrip("“")
    assert quoted in SOURCES


def test_the_look_alike_is_not_taken():
    assert "[DC-001]" in practice_reply(BEST, "Lệ phí đăng ký khai sinh quá hạn bao nhiêu?")


def test_nothing_given_and_no_leave_to_say_so_is_made_up():
    assert "50.000 đồng" in practice_reply("Lệ phí đăng ký kết hôn bao nhiêu tiền?")
    assert "Không biết" not in practice_reply(LADDER[1], OUTSIDE)


def test_headings_instead_of_fences():
    prompt = "Nguồn: Phiên họp ngày 3/5 thống nhất trồng 200 cây.\nCâu hỏi: Trồng bao nhiêu cây?\nRàng buộc: chỉ dùng nguồn."
    assert practice_reply(prompt) == "Phiên họp ngày 3/5 thống nhất trồng 200 cây."


def test_other_jobs_are_left_to_other_skills():
    sorting = "Việc: Phân loại bình luận.\nNhãn:\n- khen: ngon\n- chê: dở\n<binh_luan>\nChè này ngon à?\n</binh_luan>"
    assert respond({"messages": [{"role": "user", "content": sorting}]}).skill != "answer"
    assert respond({"messages": [{"role": "user", "content": "Viết thông báo cắt nước."}]}).skill == "draft"
