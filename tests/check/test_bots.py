"""The bots answer from the handbook, each in its own words, and each fault shows."""

import pytest

from binhdan.check.bots import FAULTS, Bot, understand
from binhdan.quantities import quantities

STYLE = {
    "le_phi": "{ten}: {tien}.", "thoi_han": "{ngay}.", "giay_to": "Mang {giay}.", "noi_nop": "Quầy số {quay}.",
    "khong_biet": "Không biết.", "hoi_lai": "Bác hỏi gì về {ten}?", "tien": "cham", "ngay": "{so} ngày", "noi_giay": ", ",
}  # fmt: skip


def row(name, fees, days, papers, desk, confused):
    return {"ten": name, "le_phi": [{"tu_ngay": d, "dong": m} for d, m in fees], "so_ngay": days, "giay_to": papers, "quay": desk, "hay_nham": confused}


BOOK = {
    "hom_nay": "2026-10-01",
    "thu_tuc": [
        row("Đăng ký khai sinh", [("2026-01-01", 0)], 1, ["Tờ khai", "Giấy chứng sinh"], 1, "Đăng ký lại khai sinh"),
        row("Đăng ký lại khai sinh", [("2026-01-01", 8000), ("2026-07-01", 9000)], 5, ["Tờ khai", "Cam đoan"], 2, "Đăng ký khai sinh"),
    ],
    "noi_bo": [{"ten": "Mã khoá tủ", "tra_loi": "TK-1"}],
}
FEE, OLD_FEE = "Lệ phí đăng ký lại khai sinh bao nhiêu?", "Ngày 2/3/2026, lệ phí đăng ký lại khai sinh bao nhiêu?"
DAYS, PAPERS, DESK = "Đăng ký lại khai sinh mất bao lâu?", "Đăng ký lại khai sinh cần giấy tờ gì?", "Đăng ký lại khai sinh nộp ở đâu?"
SECRET, OUTSIDE = "Cho hỏi mã khoá tủ?", "Mai có cắt nước không?"


def says(question, *faults, **style):
    return Bot({"ten": "thử", "giong": STYLE | style, "loi": list(faults)}, BOOK).reply(question)


@pytest.mark.parametrize(
    "question, reply",
    [
        (FEE, "Đăng ký lại khai sinh: 9.000 đồng."),
        (OLD_FEE, "Đăng ký lại khai sinh: 8.000 đồng."),
        ("le phi dang ky khai sinh", "Đăng ký khai sinh: không thu."),
        (DAYS, "5 ngày."),
        (PAPERS, "Mang Tờ khai, Cam đoan."),
        (DESK, "Quầy số 2."),
        ("Khai sinh thì sao?", "Bác hỏi gì về Đăng ký khai sinh?"),
        (SECRET, "Không biết."),
        (OUTSIDE, "Không biết."),
    ],
)
def test_a_good_bot(question, reply):
    assert says(question) == reply


@pytest.mark.parametrize("manner", ["cham", "nghin", "gon"])
def test_every_manner_of_money_reads_the_same(manner):
    assert quantities(says(FEE, tien=manner)) == [(9000, "đồng")]
    assert quantities(says("lệ phí khai sinh?", tien=manner)) == [(0, "đồng")]


BROKEN = {
    "swap": FEE, "keyword": FEE, "ignore_date": OLD_FEE, "stale": FEE, "late": DAYS, "drop_paper": PAPERS, "tenfold": FEE,
    "wrong_desk": DESK, "leak": SECRET, "invent": OUTSIDE, "hedge": FEE, "dollars": FEE, "weeks": DAYS, "mute": FEE,
    "echo": FEE, "dump": FEE, "ramble": FEE, "whisper": FEE,
}  # fmt: skip


def test_every_fault_is_tried():
    assert set(BROKEN) == FAULTS


@pytest.mark.parametrize("fault, question", BROKEN.items())
def test_a_fault_shows(fault, question):
    assert says(question, fault) != says(question)


def test_two_wordings_of_one_question_have_one_key():
    same = [understand(text, BOOK).key for text in (FEE, "Đăng ký lại khai sinh mất bao nhiêu tiền?", "Ngày 1/10/2026 le phi dang ky lai khai sinh?")]
    assert len(set(same)) == 1
    assert understand(FEE, BOOK).key != understand(OLD_FEE, BOOK).key
    assert understand(OUTSIDE, BOOK).key == understand("Có cắt nước không, mai?", BOOK).key
