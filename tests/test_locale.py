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
