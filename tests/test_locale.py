"""Who runs the course is configuration."""

from pathlib import Path

import pytest

from binhdan.curriculum import CourseError
from binhdan.locale import load_locale

ROOT = Path(__file__).resolve().parents[1]


def test_the_invented_ward():
    ward = load_locale(ROOT)
    assert len(ward.groups) == 11 and len(set(ward.groups)) == 11
    assert [(t.key, t.trained, t.improved) for t in ward.targets] == [
        ("officials", 100, 50),
        ("owners", 80, 50),
        ("working-age", 80, 50),
    ]


def test_another_ward_by_path_and_by_variable(tmp_path, monkeypatch):
    text = (ROOT / "locale/doi-che.toml").read_text(encoding="utf-8").replace("UBND phường Đồi Chè", "UBND xã Suối Hoa")
    file = tmp_path / "suoi-hoa.toml"
    file.write_text(text, encoding="utf-8")
    assert load_locale(ROOT, str(file)).issuer == "UBND xã Suối Hoa"
    monkeypatch.setenv("BINHDAN_LOCALE", str(file))
    assert load_locale(ROOT).issuer == "UBND xã Suối Hoa"


def test_a_missing_or_broken_file_is_named(tmp_path):
    with pytest.raises(CourseError, match="khong-co.toml"):
        load_locale(ROOT, "khong-co")
    (tmp_path / "x.toml").write_text("[issuer]\nname = 'a'\n", encoding="utf-8")
    with pytest.raises(CourseError, match="x.toml.*superior"):
        load_locale(ROOT, str(tmp_path / "x.toml"))


def test_populations_and_the_report_may_be_left_out(tmp_path):
    text = (ROOT / "locale/doi-che.toml").read_text(encoding="utf-8")
    kept = [line for line in text.partition("[report]")[0].splitlines() if not line.startswith(("people", "measure"))]
    (tmp_path / "x.toml").write_text("\n".join(kept), encoding="utf-8")
    ward = load_locale(ROOT, str(tmp_path / "x.toml"))
    assert [(target.people, target.measure) for target in ward.targets] == [(None, "improved")] * 3
    assert (ward.group_people, ward.report.series, ward.report.reading) == ({}, "BC-UBND", "trained")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("people = 64", "people = 0", "Cán bộ.*people"),
        ("people = 64", 'people = "nhiều"', "Cán bộ.*people"),
        ("trained = 100", "trained = 101", "phần trăm"),
        ('measure = "able"', 'measure = "giỏi"', "improved hoặc able"),
        ('"Ao Sen" = 389', '"Ao Cá" = 389', "Ao Cá.*không có tổ này"),
        ('"Ao Sen" = 389', '"Ao Sen" = -1', "Ao Sen"),
        ('reading = "trained"', 'reading = "half"', "trained hoặc all"),
        ('series = "BC-UBND"', "series = 7", "series"),
        ('recipients = [', 'recipients = [3, ', "recipients"),
        ('recipients = ["Như trên"', 'recipients = "Như trên" #', "recipients"),
        ('signer = ', 'singer = ', "singer"),
    ],
)
def test_what_can_not_be_right_is_named(tmp_path, old, new, told):
    text = (ROOT / "locale/doi-che.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "x.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CourseError, match=f"(?s)x.toml.*{told}"):
        load_locale(ROOT, str(tmp_path / "x.toml"))
