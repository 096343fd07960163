"""Letters under a learner's rules: hidden stretches wear their label, nothing says what still leaks."""

import pytest

from binhdan import cases, playground
from binhdan.curriculum import find_root

RULES = [{"loại": "điện thoại", "dấu hiệu": "10 chữ số bắt đầu bằng 0, có thể cách", "thay bằng": "[MÁY]"}]


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def test_without_rules_the_letters_stand_whole():
    page, letters = playground.redact([]), cases.load("B1.11/don-thu-mo")["letters"]
    assert page.text == "" and all(line in page.still() for letter in letters for line in letter["text"].splitlines())


def test_rules_put_labels_in():
    page = playground.redact(RULES)
    assert "[MÁY]" in page.text and ">[MÁY]</span>" in page.still()


def test_a_row_that_cannot_be_read_is_named():
    page = playground.redact([RULES[0] | {"dấu hiệu": "số <máy>"}])
    assert "Dòng 1" in page.still() and "<máy>" not in page.still() and page.text == ""


def test_a_text_of_ones_own():
    own, page = playground.redact(RULES).widget().children
    own.value = "Gọi 0200 555 999 nhé"
    assert "Câu của bạn" in page.value and "0200 555 999" not in page.value
