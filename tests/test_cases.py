"""Cases are found where they belong, and a learner's changed copy counts for nothing in marking."""

import json
from pathlib import Path

import pytest

from binhdan import cases

ROOT = Path(__file__).resolve().parents[1]


def test_beside_the_notebook(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/su-co-mau.json").write_text(json.dumps({"facts": {"a": "b"}}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cases.load("B1.01/su-co-mau") == {"facts": {"a": "b"}}


def test_the_marker_reads_the_course_only(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/su-co-mau.json").write_text('{"facts": {}}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))
    assert len(cases.load("B1.01/su-co-mau")["facts"]) == 5


def test_held_out_cases_are_only_there_for_the_marker(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cases.CaseNotFound):
        cases.load("B1.01/su-co-an-1")
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))
    assert len(cases.load("B1.01/su-co-an-1")["incidents"]) == 3


@pytest.mark.parametrize("name", ["su-co-mau", "B1.01/", "B1.01/../../x", "B9.01/x", "/etc/passwd"])
def test_other_names_are_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cases.CourseError):
        cases.load(name)
