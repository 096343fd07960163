"""Names: one person written in many ways, many people written nearly the same."""

import unicodedata
from pathlib import Path

import pytest

from binhdan.records import legacy_fonts, names

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "spelling",
    [
        "NGUYỄN THỊ HOÀ",
        "nguyễn  thị hoà ",
        "Nguyễn Thị Hòa",
        unicodedata.normalize("NFD", "Nguyễn Thị Hòa"),
        "Nguyễn\u00a0Thị Hòa\u200b",
        "\ufeffNguyễn Thị\tHoà.",
        "Ng\u00aduyễn Thị Hoà",
    ],
)
def test_spellings_of_one_name_have_one_key(spelling):
    assert names.key(spelling) == "nguyễn thị hoà"


@pytest.mark.parametrize(("one", "other"), [("Trần Thị Hoa", "Trần Thị Hoà"), ("Lê Văn An", "Lê Văn Ân"), ("Lê Quý", "Lê Quy")])
def test_tones_and_letters_tell_people_apart(one, other):
    assert names.key(one) != names.key(other)


def test_look_alikes_of_d_with_a_stroke():
    assert names.key("Ðặng Thuý Ðạt") == names.key("Đặng Thúy Đạt") == names.key("Ɖặng Thúy đạt")


def test_how_names_are_shown():
    assert names.shown("LÊ THỊ HOA") == names.shown("lê thị hoa") == "Lê Thị Hoa"
    assert names.shown("Y Bhăm Niê KĐăm") == "Y Bhăm Niê KĐăm"
    assert names.shown("Lê <b>Lan</b> 👩‍🌾") == "Lê <b>Lan</b> 👩‍🌾"
    assert names.shown("Lê\u202e naL") == "Lê naL"


def test_order_is_by_given_name_then_letters_then_tones():
    right = ["Trần Thị An", "Lê Án", "Lê Anh", "Lê Ánh", "Hồ Ăn", "Nguyễn Văn Ân", "Đỗ Bình", "Vũ Dung", "Phạm Đạt", "Bùi Thị Hoa", "Bùi Văn Hoa", "Đỗ Hoa"]
    assert sorted(reversed(right), key=names.order) == right


@pytest.mark.parametrize("name", ["NguyÔn V¨n An", "TrÇn ThÞ Hoµ", "Ph¹m §×nh Qu©n", "§ç D­¬ng", "Lª Hång", "NGUYÔN V¡N TÚ", "Vò ThÞ Lan"])
def test_tcvn3_is_recognised(name):
    assert legacy_fonts.legacy_font(name) == legacy_fonts.TCVN3


@pytest.mark.parametrize("name", ["Nguyeãn Vaên An", "Traàn Thò Hoaø", "Phaïm Ñình Quaân", "Tröông Thuûy", "Ñoã Döông", "Leâ Thò Maän", "NGUYEÃN VAÊN AN"])
def test_vni_is_recognised(name):
    assert legacy_fonts.legacy_font(name) == legacy_fonts.VNI


def test_misread_utf8_is_recognised():
    broken = "Nguyễn Văn Đạt".encode().decode("cp1252", errors="replace")
    assert legacy_fonts.legacy_font(broken) == legacy_fonts.MISREAD


def test_no_vietnamese_word_of_the_lessons_and_no_foreign_name_looks_like_an_old_font():
    import re

    words = set()
    for file in (ROOT / "lessons").rglob("*"):
        if file.suffix in (".md", ".json", ".toml"):
            words.update(re.findall(r"[^\W\d_]+", file.read_text(encoding="utf-8")))
    assert len(words) > 1000
    spellings = {way(word) for word in words for way in (str, str.upper, str.capitalize)}
    assert [word for word in spellings if legacy_fonts.legacy_font(word) and not re.search("[²³]", word)] == []
    for name in ("Thomas Müller", "François Peña", "Noël Dubois", "José Núñez", "Jürgen Groß", "Åse Holm", "Ðặng Ðạt"):
        assert legacy_fonts.legacy_font(name) == ""
