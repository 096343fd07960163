"""The bootstrap: what it makes, when it does nothing, what it says when it can't go on."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module, in an empty checkout, with every command recorded instead of run."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("course", "test"):
        (tmp_path / "lock").mkdir(exist_ok=True)
        (tmp_path / f"lock/{name}.txt").write_text(f"{name}==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin/python")
    module.ran = []

    def run(command):
        module.ran.append(" ".join(map(str, command)))
        if "venv" in command:
            (venv / "bin").mkdir(parents=True)
            (venv / "bin/python").touch()

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "works", lambda code: False)
    return module


def test_the_first_run_makes_everything_and_the_second_nothing(start):
    start.prepare("course")
    assert ["venv" in c or "pip" in c for c in start.ran] == [True] * 4
    assert "lock/course.txt" in start.ran[2].replace("\\", "/") and "--require-hashes" in start.ran[2]
    start.ran.clear()
    start.prepare("course")
    assert start.ran == []


def test_tests_need_more_and_then_the_course_needs_nothing(start):
    start.prepare("course")
    start.ran.clear()
    start.prepare("test")
    assert any("lock/test.txt" in c.replace("\\", "/") for c in start.ran)
    start.ran.clear()
    start.prepare("course")
    assert start.ran == []


def test_a_changed_lock_installs_again(start):
    start.prepare("course")
    (start.ROOT / "lock/course.txt").write_text("course==2\n", encoding="utf-8")
    start.ran.clear()
    start.prepare("course")
    assert start.ran


def test_line_ends_do_not_count_as_a_change(start):
    lock = start.ROOT / "lock/course.txt"
    before = start.digest(lock)
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert start.digest(lock) == before


def test_without_venv_it_names_the_package(start, monkeypatch, capsys):
    def run(command):
        raise start.Stop("ensurepip is not available")

    monkeypatch.setattr(start, "run", run)
    assert start.main([]) == 1
    said = capsys.readouterr().err
    assert f"python3.{sys.version_info.minor}-venv" in said and not start.VENV.exists()


def test_an_old_python_is_told(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "NEEDED", (99, 0))
    assert start.main([]) == 1
    assert "Python 99.0" in capsys.readouterr().err


def test_a_failed_step_shows_its_last_lines(start, monkeypatch):
    spec = importlib.util.spec_from_file_location("start_again", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.raises(module.Stop, match="không có gói này"):
        module.run([sys.executable, "-c", "import sys; sys.exit('không có gói này')"])


def test_it_uses_the_standard_library_only():
    import ast

    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)
