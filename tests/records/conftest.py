"""Records on both databases, and rosters to enrol."""

import contextlib
import csv
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ("Họ và tên", "Năm sinh", "Tổ dân phố", "Nhóm đối tượng", "Mã học viên")


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a private PostgreSQL on loopback, which ends with the tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or not importlib.util.find_spec("psycopg2"):
        # In CI it is installed, and a skip that says "optional:" would be let pass.
        word = "" if os.environ.get("BINHDAN_TESTS_COMPLETE") else "optional: "
        pytest.skip(f"{word}needs the Debian package postgresql, and psycopg2-binary")
    home = Path(tempfile.mkdtemp(prefix="binhdan-postgres-", dir="/tmp"))
    as_postgres = []
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control, data = str(programs[-1].with_name("pg_ctl")), str(home / "data")
    options = f"-c listen_addresses=127.0.0.1 -c fsync=off -p {port} -k {home}"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*as_postgres, str(programs[-1]), "-D", data, "-A", "trust", "-E", "UTF8", "-U", "postgres"], **quiet)
    subprocess.run([*as_postgres, control, "-D", data, "-l", str(home / "log"), "-o", options, "-w", "start"], **quiet)
    try:
        yield f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_postgres, control, "-D", data, "-m", "immediate", "-w", "stop"], **quiet)
        shutil.rmtree(home)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The address of empty records: a file, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    from sqlalchemy import create_engine, text

    server = request.getfixturevalue("postgres_server")
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


@pytest.fixture(autouse=True)
def own_settings(monkeypatch):
    """No test sees the database, the ward or the name of whoever runs it."""
    for name in ("BINHDAN_DB", "BINHDAN_LOCALE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BINHDAN_USER", "thu-ky")


@pytest.fixture
def class_folder(tmp_path):
    folder = tmp_path / "lop"
    folder.mkdir()
    return folder


@pytest.fixture
def binhdan(class_folder, url, capsys):
    """Run a verb on the class folder and the database: (status, stdout, stderr)."""
    from binhdan.cli import main

    def run(verb, *words):
        status = main([verb, *map(str, words), "--class-folder", str(class_folder), "--db", url])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def roster(tmp_path):
    """Write a roster of rows (name, year, group, target, code; the last ones may be left out)."""

    def write(*rows, headers=HEADERS, name="ds.csv"):
        file = tmp_path / name
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([headers, *rows])
        return file

    return write


@pytest.fixture
def query(url):
    """Return the rows of a statement."""
    from sqlalchemy import text

    from binhdan.records import opened

    def ask(statement):
        with opened(url) as book, book.reading() as session:
            return [tuple(row) for row in session.execute(text(statement))]

    return ask


@pytest.fixture(scope="session")
def synthetic():
    """The bench's maker of big rosters."""
    spec = importlib.util.spec_from_file_location("synthetic_roster", ROOT / "bench" / "synthetic_roster.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def spawn():
    """Start a Python program of this environment; whatever still runs at the end is ended."""
    started = []

    def start(*words, **environment):
        process = subprocess.Popen(
            [sys.executable, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1", **environment}, cwd=ROOT, start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(OSError):
            process.kill()
        process.communicate()


@pytest.fixture
def book(url):
    from binhdan import records

    with records.opened(url) as opened:
        yield opened


@pytest.fixture(scope="module")
def course():
    from binhdan.curriculum import load_course

    return load_course()


@pytest.fixture
def filled(book, course):
    """Records of a small city."""
    import small_city

    small_city.fill(book, course)
    return book
