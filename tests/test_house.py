"""The house in order: layers, sizes, public names, a light import."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "binhdan"


def test_imports_only_go_down():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


def test_every_package_stands_in_a_layer():
    """A new package must be given its place, or the linter would not look at it."""
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = " | ".join(settings["tool"]["importlinter"]["contracts"][0]["layers"]).split(" | ")
    there = {f"binhdan.{p.stem}" for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert there - {"binhdan.__init__"} == set(layers)


def test_no_module_holds_two_nouns():
    long = {str(p): n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long


def test_every_module_has_a_docstring_of_one_line_first():
    import ast

    bare = [str(p) for p in PACKAGE.rglob("*.py") if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not bare


def test_days_are_vietnams_wherever_the_machine_stands():
    """A server in UTC would print yesterday's date on a certificate until seven in the morning."""
    asks = re.compile(r"\bdate\.today\(\)|\bdatetime\.now\(\)|\.astimezone\(\)")
    assert [str(p) for p in PACKAGE.rglob("*.py") if asks.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("heavy", ["openai", "pandas", "nbgrader", "sqlalchemy", "ipywidgets", "numpy", "PIL", "yaml"])
def test_import_is_light(heavy):
    code = f"import sys, binhdan; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_public_names():
    import binhdan

    assert binhdan.__all__ == [
        "ask",
        "chat",
        "check",
        "client",
        "compare_real",
        "compare_tools",
        "load_case",
        "my_page",
        "open_data",
        "playground",
        "prompts",
        "replies",
        "tables",
        "texts",
        "tutor_page",
    ]
    assert all(getattr(binhdan, name) is not None for name in binhdan.__all__)
