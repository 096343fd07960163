"""A disk that is full in the middle of a file: the old file stays whole, the message says so, and the next run writes it."""

import contextlib
import io
import os
import signal

import hostile_ward as ward
import pytest

from binhdan.reports import quarters

resource = pytest.importorskip("resource", reason="optional: POSIX limits")
ROOM = 64  # bytes that still fit
THIS_QUARTER = str(quarters.of(quarters.moment().date()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A class with marks in the records and in the gradebook."""
    from binhdan.cli import main
    from binhdan.curriculum import load_course

    top = tmp_path_factory.mktemp("day")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BINHDAN_DB", raising=False)
        patch.setenv("BINHDAN_LOCALE", str(ward.write_locale(top / "locale.toml")))
        assert main(["enrol", str(ward.write_roster(top / "ds.csv")), "--yes", "--class-folder", str(top)]) == 0
        ward.mark_all(load_course(), top)
        ward.make_gradebook(load_course(), top)
        assert main(["recompute", "--class-folder", str(top)]) == 0
    return top


@pytest.fixture
def run(folder, monkeypatch):
    """Run a verb on the class: (status, stderr)."""
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_LOCALE", str(folder / "locale.toml"))

    def run(*words):
        err = io.StringIO()
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
            status = main([*map(str, words), "--class-folder", str(folder)])
        return status, err.getvalue()

    return run


@pytest.fixture
def full_disk(monkeypatch):
    """From the moment a file is begun, no file grows beyond a few bytes: the system itself refuses the rest."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    begin = os.open

    @contextlib.contextmanager
    def until_cleared():
        def opened(path, *words, **named):
            if str(path).endswith(".part"):
                resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
            return begin(path, *words, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", opened)
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)

    yield until_cleared
    signal.signal(signal.SIGXFSZ, handler)


WRITERS = {
    "board": (("board", "--as-is", "--to"), "bang/bang-tin.html"),
    "tutor's page": (("tutor-page", "--as-is", "--to"), "kem.html"),
    "tutor's table": (("tutor-page", "--as-is", "--to"), "kem.csv"),
    "KPI page": (("report", "kpi", "--as-is", "--to"), "kpi.html"),
    "quarterly report": (("report", "quarter", THIS_QUARTER, "--as-is", "--to"), "bao-cao.docx"),
    "marks for Moodle": (("grades", "moodle", "--to"), "moodle.csv"),
    "marks for Canvas": (("grades", "canvas", "--to"), "canvas.csv"),
    "activity": (("xapi", "--as-is", "--to"), "xapi.jsonl"),
    "list": (("learners", "--csv"), "hoc-vien.csv"),
    "a person's data": (("export", "tron-2", "--out"), "ho-so/ho-so-tron-2.json"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_the_old_file_stays_and_the_next_run_writes(run, full_disk, tmp_path, writer):
    words, name = WRITERS[writer]
    file = tmp_path / name
    target = file.parent if name.count("/") else file
    status, err = run(*words, target)
    assert status == 0, err
    old = file.read_bytes()
    assert len(old) > ROOM
    file.write_bytes(old + b" ")  # to be known again
    with full_disk():
        status, err = run(*words, target)
    assert status == 1 and "Không ghi được" in err and "chạy lại" in err + "làm lại" and "Traceback" not in err, err
    assert file.read_bytes() == old + b" "
    assert [each.name for each in tmp_path.rglob(".*")] == [], "a half file was left"
    status, err = run(*words, target)
    assert status == 0 and not file.read_bytes().endswith(b" "), err


def test_the_first_file_is_whole_or_not_there(run, full_disk, tmp_path):
    for words, name in WRITERS.values():
        file = tmp_path / name
        with full_disk():
            status, err = run(*words, file.parent if name.count("/") else file)
        assert status == 1 and not file.exists(), err
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_certificates_go_on_where_the_disk_was_full(run, folder, full_disk, tmp_path):
    from binhdan.cli import main

    keys = ("--keys", tmp_path / "khoa")
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["certify", "init", "--no-passphrase", "--locale", str(folder / "locale.toml"), *map(str, keys)]) == 0
    out = tmp_path / "giay"
    with full_disk():
        status, err = run("certify", "1", "--out", out, *keys)
    assert status == 1 and "chạy lại" in err and "Traceback" not in err, err
    assert not list(out.glob("*.pdf")) and not list(out.glob(".*.part"))
    status, err = run("certify", "1", "--out", out, *keys)
    assert status == 3, err  # the names that no certificate carries
    made = sorted(file.name for file in out.glob("b1-*.pdf"))
    assert len(made) == len(ward.PLAIN) and all(main(["verify-certificate", str(out / name), "--issuer", str(out / "issuer.json")]) == 0 for name in made)
    lines = (out / "register.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum('"issued"' in line for line in lines) == len(ward.PLAIN)
