"""Plain words: how long sentences are, and what counts as explaining a term."""

import json

import pytest

from binhdan import check
from binhdan.check.plain_language import term_key
from binhdan.curriculum import load_course

FOLDER = load_course().lesson("B1.04").folder
INSURANCE = json.loads((FOLDER / "data/bhyt.json").read_text(encoding="utf-8"))
LOAN = json.loads((FOLDER / "hidden/vay-von-cham.json").read_text(encoding="utf-8"))
TERMS = [term_key("đồng chi trả", ["cùng chi trả"], "tự trả mình phần tiền góp"), term_key("gián đoạn", [], "ngừng bỏ nghỉ đóng")]
CASE = {"terms": TERMS, "most_average": 18, "source": {"title": "", "lines": []}}
BRACKETS = "Khi khám, bà con đồng chi trả (tự trả một phần tiền)."


@pytest.mark.parametrize(
    "text",
    [
        "Khi đi khám thì bà con tự trả một phần.",
        BRACKETS,
        "Khi khám có đồng chi trả, tức là mình trả một phần.",
        "Có “đồng chi trả” – phần tiền mình tự trả – khi khám.",
        "ĐỒNG CHI TRẢ: phần tiền của mình khi khám ở trạm.",
        "Đồng chi trả là phần tiền mà bà con tự trả khi khám.",
        "Đồng chi trả 20 %, nghĩa là mình trả một phần khi khám.",
        "Bà con tự trả một phần, giấy tờ gọi là “đồng chi trả”.",
        "Khi khám thì bà con tự trả một phần tiền (cùng chi trả).",
        "Có đồng chi trả. Sau này gặp đồng chi trả (tự trả một phần) thì đừng lo.",
        "Ai gian doan (ngung, khong dong nua) thi cho; dong chi tra tuc la tu tra mot phan.",
    ],
)
def test_a_term_is_explained_or_gone(text):
    assert check.reads_plainly(text, case=CASE).passed


@pytest.mark.parametrize(
    "text, named",
    [
        ("Khi khám thì bà con đồng chi trả theo quy định.", "đồng chi trả"),
        ("Khi khám có đồng chi trả (xem thông báo của phường).", "đồng chi trả"),
        ("Khi khám có đồng chi trả (đồng chi trả).", "đồng chi trả"),
        ("Khi khám có đồng chi trả (tiền).", "đồng chi trả"),
        (BRACKETS + " Ai gián đoạn thì phải chờ.", "gián đoạn"),
        ("Đồng chi trả. Khi khám ở trạm thì bà con tự trả một phần.", "đồng chi trả"),
    ],
)
def test_a_bare_term_is_named(text, named):
    said = check.reads_plainly(text, case=CASE)
    assert not said.passed and f"“{named}”" in said.reason
    assert named not in check.reads_plainly(text, case=CASE | {"held_out": True}).reason


def test_long_sentences_are_measured_not_guessed():
    long = "Bà con đến nhà văn hoá của tổ để nộp tiền và mang theo căn cước của tất cả mọi người ở trong nhà mình."
    assert "25 tiếng" in check.reads_plainly(long, case=CASE).reason
    assert check.reads_plainly(long.replace("tổ để", "tổ. Ở đó").replace("tiền và", "tiền. Nhớ"), case=CASE).passed
    monster = "Nhớ nhé. Bà con ơi. Đến sớm nhé. " + long.replace(".", " và cả thẻ cũ cùng với giấy hẹn mà phường đã gửi cho từng nhà vào tuần trước.")
    assert "Còn một câu dài" in check.reads_plainly(monster, case=CASE).reason
    assert check.reads_plainly(monster.replace(" và cả", "; nhớ cả"), case=CASE).passed


LETTER = """Kính thưa bà con. Mua bảo hiểm y tế theo hộ gia đình là cả nhà có tên ở cùng nơi thường trú hoặc tạm trú cùng mua.
Ai đã có thẻ BHYT ở chỗ khác thì không phải mua nữa. Người đầu tiên đóng 4,5% mức lương cơ sở (tức là mức lương do nhà nước quy định).
Người thứ 2 đóng 70% so với người đầu, người thứ 3 đóng 60%, người thứ 4 đóng 50%. Từ người thứ 5 chỉ đóng 40%. Bà con nộp tiền ở nhà
văn hóa tổ hoặc quầy 4 của phường trước 25 tháng 6, nhớ đem căn cước cả nhà. Người mới mua lần đầu hay bỏ ngang 90 ngày trở lên thì
30 ngày sau khi nộp tiền thẻ mới có giá trị. Khi khám bệnh thì mình tự bỏ ra 20% tiền."""
CHAT = """Hỏi: Ai vay được?
Đáp: Nhà trồng chè, nhà kinh doanh nhỏ đã ở phường 12 tháng.
Hỏi: Vay bao nhiêu?
Đáp: Tối đa 30.000.000 đồng một hộ, trong 24 tháng. Vay tín chấp, tức là không phải thế chấp tài sản.
Hỏi: Lãi thế nào?
Đáp: Mỗi tháng 0,3 phần trăm. Được ân hạn 06 tháng đầu (chưa phải trả tiền gốc).
Hỏi: Làm thế nào để vay?
Đáp: Gửi đơn cho tổ trưởng trước ngày 15 tháng 7. Trong 10 ngày làm việc, phường sẽ giải ngân (trao tiền vay).
Hỏi: Muốn trả trước thì sao?
Đáp: Được tất toán (trả hết nợ một lần) mà không mất phí."""
CHECKS = (check.reads_plainly, check.key_points_told, check.details_are_in_source)


@pytest.mark.parametrize("text, case", [(LETTER, INSURANCE), (CHAT, LOAN)], ids=["letter", "questions"])
def test_in_the_lesson_honest_rewritings_pass(text, case):
    assert [verdict.reason for checked in CHECKS if not (verdict := checked(text, case=case)).passed] == []


@pytest.mark.parametrize("case", [INSURANCE, LOAN], ids=["open", "held out"])
def test_in_the_lesson_copying_chopping_and_another_text_earn_nothing(case):
    source = " ".join(case["source"]["lines"])
    other = CHAT if case is INSURANCE else LETTER
    for text in (source, source.replace(", ", ".\n").replace("; ", ".\n"), "Bà con nhớ đến sớm nhé. " * 20, other):
        assert not any(checked(text, case=case).passed for checked in CHECKS)


@pytest.mark.parametrize(
    "before, after, failing",
    [("20%", "30%", {1, 2}), ("25 tháng 6", "28 tháng 6", {1, 2}), (" (tức là mức lương do nhà nước quy định)", "", {0}), ("90 ngày trở lên", "lâu ngày", {1})],
)
def test_in_the_lesson_one_fault_fails_its_own_property(before, after, failing):
    text = LETTER.replace(before, after)
    assert text != LETTER
    assert {place for place, checked in enumerate(CHECKS) if not checked(text, case=INSURANCE).passed} == failing
