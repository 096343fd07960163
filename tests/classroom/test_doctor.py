"""The doctor: one line a thing, what to do, and an exit status."""

import argparse

import pytest

from binhdan.classroom import doctor
from binhdan.classroom.doctor import Finding


def run(monkeypatch, *checks):
    monkeypatch.setattr(doctor, "CHECKS", checks)
    return doctor.main(argparse.Namespace())


def test_what_is_fine_and_what_is_optional_does_not_fail(monkeypatch, capsys):
    fine = [Finding("a", True, "never shown"), Finding("b", False, "cài b", needed=False)]
    assert run(monkeypatch, lambda: iter(fine)) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["✓ a", "– b  → cài b"]


def test_what_is_missing_fails_with_the_next_step(monkeypatch, capsys):
    assert run(monkeypatch, lambda: iter([Finding("c", False, "cài c")])) == 1
    assert "✗ c  → cài c" in capsys.readouterr().out


def test_this_environment_has_python_and_every_package():
    assert all(finding.fine for check in (doctor.python, doctor.packages, doctor.jupyter) for finding in check())


def test_a_missing_and_an_old_package_are_named(monkeypatch):
    monkeypatch.setattr(doctor.importlib.metadata, "requires", lambda name: ["no-such-thing>=1", "pytest>=999", "x; extra == 'media'"])
    found = [str(finding) for finding in doctor.packages()]
    assert found[0] == "✓ 0 gói Python đúng bản"
    assert "no-such-thing (cần >=1, chưa có)" in found[1] and "pytest (cần >=999" in found[2] and len(found) == 3


def test_a_course_without_releases_is_told(monkeypatch, course):
    import shutil

    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    assert [finding.fine for finding in doctor.course()] == [True]
    shutil.rmtree(course.root / "release")
    assert "binhdan build" in str(*doctor.course())
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root / "nowhere"))
    assert not next(doctor.course()).fine


def test_a_workspace_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("BINHDAN_WORKSPACE", str(tmp_path / "new" / "deep"))
    assert next(doctor.desk()).fine

    def refuse(**named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert "--workspace" in str(next(doctor.desk()))


def test_the_practice_model_answers():
    assert [str(finding) for finding in doctor.model()] == ["✓ AI trả lời: AI luyện tập"]


def test_a_service_that_is_away_is_told(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setenv("BINHDAN_MODEL", "x")
    [finding] = doctor.model()
    assert not finding.fine and "binhdan connect" in str(finding)


@pytest.mark.parametrize("there", [True, False])
def test_bubblewrap_is_never_an_error(monkeypatch, there):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: "/usr/bin/bwrap" if there else None)
    assert not any(finding.needed for finding in doctor.sandbox())
