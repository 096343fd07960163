"""The practice model sums up what it is given; what the prompt leaves open goes wrong in known ways."""

import pytest

from binhdan.ai.asking import practice_reply
from binhdan.ai.practice.engine import respond
from binhdan.ai.practice.skills.summarise import ranks
from binhdan.text import count_words, fold, sentences

NEWS = """Tổ Nương Cao tổng vệ sinh vào sáng 14/6, từ 6 giờ 30. Tổ có 126 hộ, chia thành ba nhóm theo ngõ.
Mỗi hộ nên cử một người, mang theo chổi và bao tải. Khuyến khích các cháu từ 10 tuổi trở lên cùng tham gia.
Pin, bóng đèn hỏng để riêng, giao cho chị Lò Thị Mận trước 9 giờ. Hộ nào vắng thì báo tổ trưởng trước ngày 12/6."""
FENCED = f"\n<van_ban>\n{NEWS}\n</van_ban>"
LADDER = [
    "Việc: Tóm tắt công văn.",
    "Việc: Tóm tắt văn bản." + FENCED,
    "Việc: Tóm tắt văn bản trong 30–40 từ." + FENCED,
    "Việc: Tóm tắt văn bản trong 30–40 từ.\nRàng buộc: không thêm thông tin." + FENCED,
    "Việc: Tóm tắt văn bản trong 30–40 từ, nêu rõ đầu mối.\nRàng buộc: không thêm thông tin." + FENCED,
]


def marks(prompt: str) -> int:
    """Four virtues: from the text, within the length, nothing changed or added, what was asked for kept."""
    said = practice_reply(prompt)
    kept = [line in NEWS for line in sentences(said)]
    return ("14/6" in said or "126" in said or any(kept)) + (count_words(said) <= 41 and any(kept)) + all(kept) + ("chị Lò Thị Mận" in said)


def fold_instructions(prompt: str) -> str:
    head, tag, rest = prompt.partition("<van_ban>")
    return fold(head) + tag + rest


@pytest.mark.parametrize("rewrite", [str, fold_instructions, lambda p: p.replace("Việc: ", "").replace("Ràng buộc: không", "Không")])
def test_a_better_prompt_gets_a_better_summary(rewrite):
    earned = [marks(rewrite(prompt)) for prompt in LADDER]
    assert earned == sorted(earned) and earned[0] == 0 and earned[-1] == 4 and len(set(earned)) >= 4, earned


def test_left_alone_it_rounds_presses_and_praises():
    said = practice_reply("Tóm tắt tin này.", NEWS)
    assert "khoảng 130 hộ" in said and "phải cử" in said and "85 %" in said


def test_told_to_keep_numbers_it_keeps_them():
    assert "126 hộ" in practice_reply("Tóm tắt tin này, giữ nguyên số.", NEWS)


def test_without_a_text_it_makes_one_up():
    assert "50 triệu" in practice_reply("Tóm tắt công văn.")


@pytest.mark.parametrize("asked, most", [("trong 2 câu", 2), ("không quá 1 câu", 1)])
def test_so_many_sentences(asked, most):
    assert len(sentences(practice_reply(f"Tóm tắt tin này {asked}, không thêm gì.", NEWS))) == most


def test_bullets_where_asked():
    said = practice_reply("Tóm tắt tin này thành gạch đầu dòng, không thêm gì.", NEWS)
    assert all(line.startswith("- ") for line in said.splitlines())


def test_the_sentence_that_others_lean_on_ranks_highest():
    units = ["Chè xuân được giá cao.", "Giá chè xuân cao vì trời rét, chè xuân hiếm.", "Trời rét nên chè hiếm.", "Mời họp tổ."]
    rank = ranks(units)
    assert max(range(4), key=rank.__getitem__) == 1 and min(range(4), key=rank.__getitem__) == 3
    assert sum(rank) == pytest.approx(1, abs=0.3)


def test_other_jobs_are_left_to_other_skills():
    for prompt, skill in (
        ("Viết thông báo cắt nước.", "draft"),
        ("Việc: Phân loại bình luận.\nNhãn:\n- khen: ngon\n- chê: dở\n<binh_luan>\nNgon quá\n</binh_luan>", "classify"),
        ("Việc: Trả lời câu hỏi.\n<nguon>\nPhiên họp ngày 3/5.\n</nguon>\nCâu hỏi: Họp ngày nào?", "answer"),
    ):
        assert respond({"messages": [{"role": "user", "content": prompt}]}).skill == skill
