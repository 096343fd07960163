"""Sorting by a prompt's own definitions and examples: better teaching, better labels, however it is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from binhdan.ai.practice.engine import respond
from binhdan.ai.practice.guide import Guide
from binhdan.ai.practice.reader import read
from binhdan.check.sealed import seal
from binhdan.text import fold

LESSON = Path(__file__).resolve().parents[2] / "lessons" / "level2" / "11-phan-loai-binh-luan"
CASE = json.loads((LESSON / "hidden" / "binh-luan-an.json").read_text(encoding="utf-8"))
LABELS, URGENT = CASE["labels"], CASE["urgent"]

TASK = f"Việc: Phân loại bình luận vào bốn nhãn: {', '.join(LABELS)}."
DEFINITIONS = """Nhãn:
- khiếu nại/sức khoẻ: hàng mốc, ẩm, rách, móp, mùi lạ, hết hạn, giao thiếu, giao nhầm, chưa thấy giao; đòi trả tiền, không trả lời; đau bụng, buồn nôn, chóng mặt, ngứa; bà bầu, trẻ bé, uống thuốc
- hỏi mua: hỏi giá, bao nhiêu tiền một cân, còn hàng, mua ở đâu, đặt hàng, ship, mua sỉ, bán lẻ
- khen: chè ngon, thơm, ngọt hậu, đẹp, tuyệt vời, nhiệt tình, sẽ ủng hộ, năm sao
- khác: gọi bạn vào xem, hóng, chúc mọi người; quảng cáo vay tiền, việc làm online, inbox em"""
EXAMPLES = [
    ("uong xong dau bung ca dem", URGENT),
    ("Cảm ơn shop nhé, hộp quà rách bét", URGENT),
    ("vợ em đang bầu uống có sao ko", URGENT),
    ("giá bao nhiêu một cân", "hỏi mua"),
    ("còn chè búp ko, ship mất mấy ngày", "hỏi mua"),
    ("muốn đặt 20 hộp thì liên hệ ai", "hỏi mua"),
    ("chè thơm, nước xanh, hậu ngọt", "khen"),
    ("dong goi dep, se ung ho tiep", "khen"),
    ("tuyệt vời quá, năm sao", "khen"),
    ("ha oi vao xem nay", "khác"),
    ("tuyển người làm online tại nhà", "khác"),
    ("chúc cả nhà buổi sáng vui vẻ", "khác"),
]
DOUBT = f"Lưu ý: Nếu không chắc thì ghi {URGENT}."


def arrows(examples):
    return "Ví dụ:\n" + "\n".join(f"- {text} → {label}" for text, label in examples)


def sort(prompt, texts):
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
    message = {"role": "user", "content": f"{prompt}\n<binh_luan>\n{listed}\n</binh_luan>"}
    reply = respond({"model": "ai-luyen-tap", "messages": [message]})
    assert reply.skill == "classify"
    return [line.split(". ", 1)[1] for line in reply.text.splitlines()]


def share(prompt):
    """The share of held-out comments that get their label, and how many urgent ones do not."""
    comments = CASE["comments"]
    given = sort(prompt, [comment["text"] for comment in comments])
    truth = [next(lab for lab in LABELS if seal("B2.11", c["text"], lab) == c["seal"]) for c in comments]
    right = [fold(ours) == fold(theirs) for ours, theirs in zip(given, truth, strict=True)]
    return sum(right) / len(right), sum(not ok for ok, label in zip(right, truth) if label == URGENT)


SHIFTED = [(text, LABELS[(LABELS.index(label) + 1) % 4]) for text, label in EXAMPLES]
STEPS = {
    "nothing": ("Phân loại bình luận.", 0.0, 0.1),
    "stuffed": (
        "Việc: phân loại.\nNhãn:\n" + "\n".join(f"- {lab}: phân loại thật chính xác, đúng nhãn" for lab in LABELS),
        0.1,
        0.4,
    ),
    "shuffled": (f"{TASK}\n{arrows(SHIFTED)}", 0.0, 0.4),
    "one each": (f"{TASK}\n{arrows(EXAMPLES[1::3])}", 0.25, 0.75),
    "three each": (f"{TASK}\n{arrows(EXAMPLES)}", 0.7, 0.9),
    "all": (f"{TASK}\n{DEFINITIONS}\n{arrows(EXAMPLES)}", 0.9, 1.0),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_teaching_is_worth_what_it_should(step):
    prompt, least, most = STEPS[step]
    assert least <= share(prompt)[0] <= most


def test_better_teaching_gives_better_labels():
    one_each = [share(f"{TASK}\n{arrows(EXAMPLES[first::3])}")[0] for first in range(3)]
    rising = [share(STEPS[step][0])[0] for step in ("nothing", "stuffed", "three each", "all")]
    rising.insert(2, sum(one_each) / 3)
    assert rising == sorted(rising) and len(set(rising)) == len(rising)


def test_a_word_for_doubt_finds_more_of_the_urgent_ones():
    for step in ("stuffed", "one each", "three each"):
        prompt = STEPS[step][0]
        assert share(f"{prompt}\n{DOUBT}")[1] < share(prompt)[1]


OTHER_WAYS = {
    "couplets": f"{TASK}\n{DEFINITIONS}\n" + "\n".join(f"Bình luận: {t}\nNhãn: {lab}" for t, lab in EXAMPLES),
    "table": "# Việc\nPhân loại bình luận\n# Nhãn\n| nhãn | nghĩa |\n|---|---|\n"
    + DEFINITIONS.partition("\n")[2].replace("- ", "| ").replace(": ", " | ").replace("\n", " |\n")
    + " |\n# Ví dụ\n| câu | nhãn |\n|---|---|\n"
    + "\n".join(f"| {t} | {lab} |" for t, lab in EXAMPLES),
    "tags": f"<viec>Phân loại</viec>\n<nhan>\n{DEFINITIONS.partition(chr(10))[2]}\n</nhan>\n"
    + "\n".join(f"<vi_du><cau>{t}</cau><nhan>{lab}</nhan></vi_du>" for t, lab in EXAMPLES),
    "label first": f"Phân loại bình luận.\n{DEFINITIONS.replace(': ', ' – ')}\nVí dụ:\n"
    + "\n".join(f"{lab}: " + "; ".join(f'"{t}"' for t, own in EXAMPLES if own == lab) for lab in LABELS),
    "sentences": f"{TASK}\n"
    + DEFINITIONS.partition("\n")[2].replace("- ", "Nhãn ").replace(": ", " là ").replace(";", ",")
    + "\n"
    + "\n".join(f"“{t}” => {lab}" for t, lab in EXAMPLES),
}


@pytest.mark.parametrize("way", OTHER_WAYS)
@pytest.mark.parametrize("plain", [False, True], ids=["dau", "khong-dau"])
def test_the_same_teaching_in_another_form(way, plain):
    prompt = OTHER_WAYS[way]
    if plain:
        prompt = "".join(fold(c).upper() if c.isupper() else fold(c) for c in prompt)
    reading = read([{"role": "user", "content": prompt}])
    assert [fold(name) for name in reading.labels] == [fold(name) for name in LABELS]
    assert all(reading.labels.values())
    assert {(fold(t), fold(lab)) for t, lab in reading.examples} == {(fold(t), fold(lab)) for t, lab in EXAMPLES}
    assert share(prompt)[0] >= 0.85


@pytest.mark.parametrize(
    "line, label",
    [
        ("Nếu không chắc thì ghi khiếu nại.", "khiếu nại"),
        ("Nếu phân vân giữa khen và khiếu nại, ưu tiên khiếu nại.", "khiếu nại"),
        ("neu khong thuoc nhan nao thi ghi khen", "khen"),
        ("Khi chưa rõ → khen", "khen"),
        ("Không bỏ sót khiếu nại.", ""),
    ],
)
def test_what_to_take_in_doubt(line, label):
    reading = read([{"role": "user", "content": f"Phân loại.\nNhãn:\n- khiếu nại: hàng hỏng\n- khen: hàng tốt\n{line}"}])
    assert reading.in_doubt == label and list(reading.labels) == ["khiếu nại", "khen"] and not reading.examples


def test_a_form_to_fill_is_no_example():
    form = "Việc: Viết báo cáo.\nMẫu đầu ra:\nNội dung: [nội dung]\nKết quả: [kết quả]\nÝ kiến: …\nTrả lời: …"
    reading = read([{"role": "user", "content": form}])
    assert not reading.examples and "Kết quả: [kết quả]" in reading.part("form")


def test_a_decision_says_which_words_decided():
    taught = Guide({"khen": "chè thơm, ngon", "chê": "chè mốc, hỏng"}, [("hộp rách bét", "chê")])
    decision = taught.decide("Gói này mốc hết rồi")
    assert (decision.label, decision.because, decision.is_example) == ("chê", ("mốc",), False)
    torn = taught.decide("hop rach")
    assert torn.label == "chê" and torn.because == ("hop", "rach") and torn.source == "hộp rách bét"


def test_tone_marks_tell_words_apart_where_both_have_them():
    taught = Guide({"hỏng": "hàng hỏng", "vui": "ngồi hóng chuyện"}, [])
    assert taught.decide("hóng tí").label == "vui" and taught.decide("bị hỏng").label == "hỏng"


def test_a_denied_word_is_not_the_word():
    taught = Guide({"khen": "ngon, thơm", "chê": "không ngon, nhạt"}, [])
    assert taught.decide("chè không ngon").label == "chê" and taught.decide("chè ngon").label == "khen"


def test_nothing_to_sort_is_said():
    reply = respond({"messages": [{"role": "user", "content": "Phân loại bình luận.\nNhãn:\n- khen: ngon\n- chê: dở"}]})
    assert "chưa thấy văn bản nào" in reply.text


def test_a_text_alone_gets_its_label_alone():
    messages = [{"role": "system", "content": "Gán nhãn: khen, chê.\nVí dụ:\nngon quá → khen\ndở tệ → chê"}]
    assert respond({"messages": [*messages, {"role": "user", "content": "ngon thật"}]}).text == "khen"


def test_the_same_decision_in_every_process():
    code = (
        "from binhdan.ai.practice.guide import Guide\n"
        "g = Guide({'a': 'mốc rách hỏng thiếu', 'b': 'ngon thơm đẹp mới'}, [('mốc thơm rách ngon', 'a'), ('đẹp hỏng', 'b')])\n"
        "print(ascii([g.decide(t) for t in ('mốc rách ngon thơm đẹp hỏng', 'moc thom', 'hỏng đẹp mới thiếu')]))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(set(runs)) == 1 and runs[0].strip()
