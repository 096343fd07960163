"""The KPI page: every figure is there, nothing comes from outside, names stay text."""

import re
from dataclasses import replace

import pytest
from made_figures import LOCALE, made, strange
from page_reader import Page, row

from binhdan.reports import kpi_page


def test_every_figure_is_on_the_page():
    page = Page(kpi_page.html(made()))
    assert "Chỉ tiêu kế hoạch: đạt 1/6" in page.said
    assert "Còn thiếu 12 người" in page.said and "74,5%" in page.said and "158 / 212 người" in page.said
    assert "49,7%" in page.said and "1.440 / 2.896 người đã học" in page.said and "Còn thiếu 8 người" in page.said
    assert "Tính trên cả nhóm: 33,4%." in page.said
    assert "40 người đo đủ hai lần, 21 người làm tốt hơn" in page.said
    assert row(page, "Bến Trà")[1:5] == ["107/468", "65", "26", "24,2%"]
    assert row(page, "Gò Mây")[1:5] == ["*", "*", "*", "*"]
    assert row(page, "Ao Sen")[1:5] == ["0/389", "0", "0", "–"]
    assert row(page, "Đồi Chanh")[-1] == "chưa có" and row(page, "Bến Trà")[-1] == "1"
    assert row(page, "Tất cả")[1:5] == ["1.344", "851", "485", "36%"]
    assert [row(page, f"Bậc {n}")[-1] for n in range(1, 6)] == ["485", "60", "12", "*", "0"]
    assert row(page, "13 tuần trở lên")[-1] == "44"
    assert "12, 15, 0, *, 22" in row(page, "Bến Trà")[5]


def test_the_field_of_days_has_its_table():
    page = Page(kpi_page.html(made()))
    assert row(page, "31/8")[1:] == ["*", "6", "9", "14", "21", "30", "41"]
    # The week is not over: what has not come is neither none nor hidden.
    assert row(page, "23/11")[1:] == ["77", "52", "29", "8", "", "", ""]
    drawn = [inside for tag, inside in page.tags if tag == "rect" and re.fullmatch("few|s[0-4]", inside.get("class", "")) and inside["width"] == "24"]
    assert len(drawn) == 88


def test_nothing_comes_from_outside_and_nothing_runs():
    html = kpi_page.html(made())
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base"}
    assert not re.search(r"url\((?!data:)|@import|https?://", html)
    assert all(not set(inside) & {"src", "href", "onload", "onclick"} for _, inside in page.tags)
    assert len(html.encode("utf-8")) < 170_000


def test_every_drawing_has_words_beside_it():
    drawings = [inside for tag, inside in Page(kpi_page.html(made())).tags if tag == "svg"]
    assert drawings and all(inside.get("aria-hidden") == "true" or inside.get("aria-label") for inside in drawings)


def test_it_says_when_from_what_and_if_invented():
    said = Page(kpi_page.html(made())).said
    assert "đến hết ngày 26/11/2026 · tính lúc 21:05 ngày 26/11/2026, từ sổ học viên" in said
    assert "minh hoạ" not in said
    assert "Số liệu minh hoạ" in Page(kpi_page.html(made(sample=True))).said


def test_the_other_reading_of_the_goal():
    figures = made(locale=replace(LOCALE, report=replace(LOCALE.report, reading="all")))
    said = Page(kpi_page.html(figures)).said
    assert "1.440 / 4.310 người" in said and "Tính trên số người đã học: 49,7%." in said
    assert "Ở đây tính trên cả nhóm" in said


def test_a_past_quarter_has_no_weeks_of_today():
    figures = made()
    assert "Tuần luyện tập đều" not in Page(kpi_page.html(replace(figures, totals=replace(figures.totals, weeks=())))).said


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "</style><b>x", "{{ 7 * 7 }} {% raw %}", '"><img src=x onerror=y>', "Tổ 🌱 & bạn"])
def test_names_stay_text(name):
    plain, odd = Page(kpi_page.html(made())), Page(kpi_page.html(strange(name)))
    assert [tag for tag, _ in odd.tags] == [tag for tag, _ in plain.tags]
    assert name in odd.said


def test_names_come_out_in_nfc():
    import unicodedata

    html = kpi_page.html(strange(unicodedata.normalize("NFD", "Tổ Đồi Chanh")))
    assert "Tổ Đồi Chanh" in html and unicodedata.is_normalized("NFC", html)
