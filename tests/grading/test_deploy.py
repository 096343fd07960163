"""The unit files and the cron line: systemd takes them, and every command in them exists."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from binhdan.cli import _parser

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))


def settings(unit):
    """[(section, key, value)] of a unit file; a key may come more than once."""
    found, section = [], ""
    for line in unit.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((section, *line.split("=", 1)))
    return found


def commands():
    for unit in UNITS:
        yield from (pytest.param(v, id=f"{unit.name}-{n}") for n, (_, k, v) in enumerate(settings(unit)) if k == "ExecStart")
    for line in (DEPLOY / "binhdan.cron").read_text(encoding="utf-8").splitlines():
        if re.match(r"[\d*]", line):
            for number, command in enumerate(line.split(" ", 6)[6].split(">>")[0].split(";")):
                yield pytest.param(command, id=f"cron-{number}")


def test_there_is_a_service_a_daily_timer_and_a_cron_line():
    assert {unit.name for unit in UNITS} == {"binhdan-grade.service", "binhdan-grade.timer", "binhdan-watch.service"}
    assert ("Timer", "OnCalendar", "*-*-* 21:00:00") in settings(DEPLOY / "binhdan-grade.timer")
    assert len(list(commands())) == 5


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_exists(command):
    program, *words = shlex.split(command)
    assert Path(program).name == "binhdan"
    args = _parser(words).parse_args(words)  # ends the test where a word is unknown
    assert callable(args.run)
    assert args.class_folder is not None


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_the_parts_of_a_unit(unit):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read(unit, encoding="utf-8")
    assert {"Unit", "Install"} < set(parser.sections())
    assert all(line.startswith(("#", "[")) or "=" in line for line in unit.read_text(encoding="utf-8").splitlines() if line)
    if unit.suffix == ".service":
        assert ("Service", "SuccessExitStatus", "3") in settings(unit)


def test_systemd_takes_them(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("optional: systemd")
    copies = []
    for unit in UNITS:
        # The paths of a ward are not on this machine; programs must be, for systemd to say yes.
        text = unit.read_text(encoding="utf-8").replace("/srv/binhdan/khoa-hoc/.venv/bin/binhdan", sys.executable)
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(re.sub("^User=.*\n", "", text, flags=re.M), encoding="utf-8")
    told = subprocess.run(["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True)
    assert [line for line in told.stderr.splitlines() if "binhdan-" in line] == [], told.stderr
