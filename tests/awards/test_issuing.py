"""Issuing: once each, whole, whatever happens in between."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from binhdan.awards import checking, document, issuing, keyfolder
from binhdan.awards.holders import Holder
from binhdan.awards.problem import AwardError
from binhdan.awards.register import Register
from class_marks import mark, soon

NAMES = {f"hv-{i}": Holder(f"hv-{i}", f"Lò Thị {name}") for i, name in enumerate(["Mận", "Mơ", "Đào", "Quý", "Ước"])}


def verdict(desk, entry):
    lists = [document.read(str(file)).badge for file in desk.folder.glob("status-*.json")]
    from_pdf = document.read(str(desk.folder / f"{entry.stem}.pdf"))
    assert from_pdf == document.read(str(desk.folder / f"{entry.stem}.json"))
    badge = checking.check(from_pdf, desk.signer.issuer, lists, soon())
    code = checking.check(document.read(desk.qr_text(entry)), desk.signer.issuer, lists, soon())
    assert badge.state == code.state and not badge.unsure and not code.unsure
    return badge.state


def test_everybody_once(desk, asked, passed):
    seen = []
    batch = desk.issue(asked, passed("hv-0", "hv-1"), NAMES, progress=lambda *step: seen.append(step[:2]))
    assert [entry.number for entry in batch.made] == ["00001/B1-2026", "00002/B1-2026"] and seen == [(1, 2), (2, 2)]
    assert [verdict(desk, entry) for entry in batch.made] == [checking.VALID] * 2
    before = {file.name: file.read_bytes() for file in desk.folder.iterdir() if file.suffix in (".json", ".pdf", ".jsonl") and "status" not in file.name}
    again = desk.issue(asked, passed("hv-0", "hv-1", "hv-2"), NAMES)
    assert [e.learner for e in again.made] == ["hv-2"] and len(again.before) == 2
    assert all((desk.folder / name).read_bytes().startswith(data) for name, data in before.items())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file modes")
def test_names_are_for_the_owner_of_a_shared_folder(desk, asked, passed):
    desk.issue(asked, passed("hv-0"), NAMES)
    modes = {file.name: file.stat().st_mode & 0o777 for file in desk.folder.iterdir() if not file.name.startswith(".")}
    public = {name: mode for name, mode in modes.items() if name.startswith("status-") or name in ("verify.html", "issuer.json")}
    assert len(public) == 3 and set(public.values()) == {0o644}
    assert {mode for name, mode in modes.items() if name not in public} == {0o600}


def test_revoked_stays_revoked_until_asked_for_again(desk, asked, passed):
    first = desk.issue(asked, passed("hv-0", "hv-1"), NAMES).made[0]
    for _ in range(2):
        assert desk.revoke(first.number, "nhầm người") == first
    assert verdict(desk, first) == checking.REVOKED and verdict(desk, desk.register.entries[1]) == checking.VALID
    assert sum('"revoked"' in line for line in desk.register.file.read_text(encoding="utf-8").splitlines()) == 1
    batch = desk.issue(asked, passed("hv-0"), NAMES)
    assert not batch.made and batch.revoked == [first]
    (new,) = desk.issue(asked, passed("hv-0"), NAMES, again=["hv-0"]).made
    assert new.serial == 3 and verdict(desk, new) == checking.VALID and verdict(desk, first) == checking.REVOKED
    assert not desk.issue(asked, passed("hv-0"), NAMES, again=["hv-0"]).made
    with pytest.raises(AwardError, match="00099"):
        desk.revoke("00099/B1-2026", "x")


def test_old_certificates_outlive_their_key(desk, asked, passed, keys, course):
    old = desk.issue(asked, passed("hv-0"), NAMES).made[0]
    keyfolder.rotate(keys)
    newer = issuing.Desk(desk.folder, keyfolder.open_signer(keys), course, date(2026, 11, 21))
    new = newer.issue(asked, passed("hv-0", "hv-1"), NAMES).made[0]
    assert new.learner == "hv-1" and verdict(newer, new) == checking.VALID
    lists = [document.read(str(file)).badge for file in desk.folder.glob("status-*.json")]
    assert checking.check(document.read(str(desk.folder / f"{old.stem}.pdf")), newer.signer.issuer, lists, soon()).state == checking.VALID
    # Whoever still has the profile from before knows the old key only.
    assert checking.check(document.read(str(desk.folder / f"{new.stem}.pdf")), desk.signer.issuer, lists, soon()).state == checking.UNKNOWN
    # What the old key signs after its end is no longer the issuer's.
    late = desk.issue(asked, passed("hv-2"), NAMES)
    time.sleep(1.1)
    forged = issuing.Desk(desk.folder.parent / "lau", desk.signer, course)
    forged.folder.mkdir()
    stolen = forged.issue(asked, passed("hv-3"), NAMES).made[0]
    assert late.made and checking.check(document.read(str(forged.folder / f"{stolen.stem}.pdf")), newer.signer.issuer, [], soon()).state == checking.INVALID


def test_the_learner_without_a_name_gets_the_code(desk, asked, passed):
    assert desk.issue(asked, passed("lo-thi-man"), {}).made[0].name == "lo-thi-man"


def test_a_name_too_long_for_the_code_is_left_out_and_named(desk, asked, passed):
    long = {"hv-0": Holder("hv-0", "Ŏŏ" * 30), "hv-1": NAMES["hv-1"]}
    batch = desk.issue(asked, passed("hv-0", "hv-1"), long)
    assert [e.learner for e in batch.made] == ["hv-1"] and "hv-0" in batch.problems[0]


def test_what_is_in_the_register_and_not_in_the_folder_is_made_again(desk, asked, passed):
    made = desk.issue(asked, passed("hv-0", "hv-1"), NAMES).made
    kept = {end: (desk.folder / f"{made[0].stem}{end}").read_bytes() for end in (".json", ".pdf")}
    for end in kept:
        (desk.folder / f"{made[0].stem}{end}").unlink()
    batch = desk.issue(asked, passed("hv-0", "hv-1"), NAMES)
    assert batch.mended == [made[0]] and not batch.made and batch.before == [made[1]]
    assert {end: (desk.folder / f"{made[0].stem}{end}").read_bytes() for end in kept} == kept


def test_a_torn_last_line_is_taken_away(desk, asked, passed):
    desk.issue(asked, passed("hv-0"), NAMES)
    whole = desk.register.file.read_bytes()
    desk.register.file.write_bytes(whole + '{"event": "issued", "book": "Đồ'.encode()[:-1])
    assert len(Register(desk.folder).entries) == 1 and desk.register.file.read_bytes() != whole
    assert len(Register(desk.folder, mend=True).entries) == 1 and desk.register.file.read_bytes() == whole


@pytest.mark.parametrize("spoil", [lambda lines: [lines[0], "{}", *lines[1:]], lambda lines: [*lines[:1], *lines[2:]], lambda lines: lines[1:],
                                   lambda lines: [lines[0], lines[1].replace('"serial": 1', '"serial": 9'), *lines[2:]]])
def test_a_damaged_register_stops_everything(desk, asked, passed, spoil):
    desk.issue(asked, passed("hv-0", "hv-1"), NAMES)
    lines = desk.register.file.read_text(encoding="utf-8").splitlines()
    desk.register.file.write_text("\n".join(spoil(lines)) + "\n", encoding="utf-8")
    with pytest.raises(AwardError, match="dòng"):
        Register(desk.folder)


def test_a_full_disk_leaves_nothing_half_done(desk, asked, passed, monkeypatch):
    """Each write in turn is the one that fails; the run after it ends with everybody once."""
    real, left = os.fsync, [0]

    def full(descriptor):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    failed = 0
    for turn in range(1, 9):
        left[0] = turn
        codes = [f"hv-{turn}-{i}" for i in range(2)]
        try:
            issuing.Desk(desk.folder, desk.signer, desk.course).issue(asked, passed(*codes), {})
        except OSError:
            failed += 1
        left[0] = 0
        assert not list(desk.folder.glob(".*.part"))
        after = issuing.Desk(desk.folder, desk.signer, desk.course)
        after.issue(asked, passed(*codes), {})
        assert sorted(e.learner for e in after.register.entries if e.learner in codes) == codes
        assert all(verdict(after, entry) == checking.VALID for entry in after.register.entries)
    assert failed >= 6


def test_two_at_once_wait_for_each_other(desk, signer, course):
    with pytest.raises(AwardError, match="Một lệnh khác"):
        with issuing.opened(desk.folder, signer, course, seconds=0.3):
            pass


@pytest.mark.skipif(os.name != "posix", reason="optional: kills by signal")
def test_killed_at_any_moment(tmp_path, keys, course):
    """The command is killed eight times; the last run finishes, and everybody has one whole certificate."""
    classroom = tmp_path / "lop"
    for i in range(12):
        mark(course, classroom, f"hv-{i:02d}")
    line = [sys.executable, "-m", "binhdan.cli", "certify", "1", "--class-folder", str(classroom), "--keys", str(keys)]
    environment = dict(os.environ, BINHDAN_COURSE=str(course.root))
    folder, killed = classroom / "certificates", 0
    for turn in range(8):
        running = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(turn % 2 + 1):  # until it says that one more is done, then a little into the next
            running.stderr.readline()
        time.sleep(0.013 * turn)
        running.kill()
        killed += running.wait() == -9
        running.stderr.close()
    assert killed >= 4
    done = subprocess.run(line, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    with issuing.opened(folder, keyfolder.open_signer(keys), course) as desk:
        assert sorted(entry.learner for entry in desk.register.entries) == [f"hv-{i:02d}" for i in range(12)]
        assert [verdict(desk, entry) for entry in desk.register.entries] == [checking.VALID] * 12
        assert not list(folder.glob(".*.part")) and len(list(folder.glob("*.pdf"))) == 12
        assert [json.loads(line)["event"] for line in desk.register.file.read_text(encoding="utf-8").splitlines()] == ["opened"] + ["issued"] * 12


@pytest.mark.skipif(os.name != "posix", reason="optional: interrupts by signal")
def test_ctrl_c_says_what_stays_and_the_next_run_goes_on(tmp_path, keys, course):
    classroom = tmp_path / "lop"
    for i in range(40):
        mark(course, classroom, f"hv-{i:02d}")
    line = [sys.executable, "-m", "binhdan.cli", "certify", "1", "--class-folder", str(classroom), "--keys", str(keys)]
    environment = dict(os.environ, BINHDAN_COURSE=str(course.root))
    running = subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert running.stderr.readline().startswith("[1/40]")
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130 and "chạy lại lệnh để cấp tiếp" in said
    before = len(Register(classroom / "certificates").entries)
    assert 1 <= before < 40
    done = subprocess.run(line, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and len(Register(classroom / "certificates").entries) == 40
