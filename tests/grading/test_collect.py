"""Collecting: what is filed, what is refused, and that nothing is ever half there."""

import json
import os
import shutil
import stat
import sys
import unicodedata
import warnings
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from binhdan.classroom import archive, arrivals, collect as desk
from binhdan.classroom.inbox import Filed, Inbox
from binhdan.curriculum import load_course
from binhdan.grading.handin_digest import digest

ONE = "b1-01-phep-cong"
NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "khoa"
    for assignment in (ONE, "b1-02-tom-tat"):
        (root / "lessons" / "level1" / assignment[3:]).mkdir(parents=True)
    shutil.copy(Path(__file__).resolve().parents[2] / "curriculum.toml", root)
    (root / "release" / ONE).mkdir(parents=True)
    (root / "release" / ONE / f"{ONE}.ipynb").write_text('{"chua": "lam"}')
    return load_course(root)


@pytest.fixture
def lop(tmp_path):
    return tmp_path / "lop"


def write(folder, text=NOTEBOOK, when="2026-03-01T08:00:00+00:00", learner=None, **extra):
    """Write a hand-in as the learner's side does, receipt and all; ``extra`` files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{ONE}.ipynb").write_text(text, encoding="utf-8")
    for name, content in extra.items():
        (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")
    receipt = {"learner": learner or folder.parent.name, "lesson": "B1.01", "digest": digest(folder), "handed_in_at": when}
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    (folder / "timestamp.txt").write_text(datetime.fromisoformat(when).strftime("%Y-%m-%d %H:%M:%S.%f UTC"))
    return folder


def zipped(path, entries):
    """Write a ZIP of (name or ZipInfo, bytes)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in entries:
            packed.writestr(name, data)
    return path


def entry(name, mode=stat.S_IFREG | 0o644):
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
    return info


def good(learner="lan"):
    return (f"submitted/{learner}/{ONE}/{ONE}.ipynb", NOTEBOOK)


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("layout", ["top", "below", "submitted itself", "single", "zip", "zip below", "zip in a folder"])
def test_every_layout_is_found(course, lop, tmp_path, layout):
    home = tmp_path / "nguon"
    where = {"below": home / "USB" / "submitted", "zip below": home / "x" / "submitted"}.get(layout, home / "submitted")
    folder = write(where / "lan" / ONE)
    source = {"submitted itself": where, "single": folder}.get(layout, home)
    if layout.startswith("zip"):
        (tmp_path / "usb").mkdir()
        made = Path(shutil.make_archive(str(tmp_path / "usb" / "bai"), "zip", home))
        source = made.parent if layout == "zip in a folder" else made
    (found,) = desk.collect(course, lop, [source])
    assert (found.learner, found.assignment, found.filed, found.tampered) == ("lan", ONE, Filed.NEW, False)
    (version,) = Inbox(lop).versions("lan", ONE)
    assert version.name == f"20260301T080000Z-{digest(folder)[7:15]}"
    expected = sorted([f"{ONE}.ipynb", "receipt.json", "timestamp.txt"])
    assert files(version) == files(lop / "submitted" / "lan" / ONE) == expected
    assert (lop / "submitted/lan" / ONE / "timestamp.txt").read_text() == "2026-03-01 08:00:00.000000 UTC"


def test_collecting_twice_changes_nothing(course, lop, tmp_path):
    write(tmp_path / "a/submitted/lan" / ONE)
    desk.collect(course, lop, [tmp_path / "a"])
    before = {p: p.stat().st_mtime_ns for p in lop.rglob("*") if p.is_file()}
    assert [item.filed for item in desk.collect(course, lop, [tmp_path / "a", tmp_path / "a"])] == [Filed.SAME, Filed.SAME]
    assert {p: p.stat().st_mtime_ns for p in lop.rglob("*") if p.is_file()} == before


def test_the_newest_version_counts_and_all_are_kept(course, lop, tmp_path):
    for name, text, day in (("v2", "{ }", "02"), ("v1", "{}", "01"), ("v3", "{  }", "03"), ("v4", "{}", "04")):
        write(tmp_path / name / "submitted/lan" / ONE, text, f"2026-03-{day}T08:00:00+00:00")
    found = [desk.collect(course, lop, [tmp_path / name])[0].filed for name in ("v2", "v1", "v3", "v4")]
    assert found == [Filed.NEW, Filed.OLDER, Filed.NEWER, Filed.NEWER]
    assert len(Inbox(lop).versions("lan", ONE)) == 4
    # v4 goes back to the text of v1: the last hand-in counts.
    assert (lop / "submitted/lan" / ONE / f"{ONE}.ipynb").read_text() == "{}"


def test_a_hand_in_put_straight_into_the_class_is_kept_too(course, lop, tmp_path):
    write(lop / "submitted/lan" / ONE, "{}", "2026-03-01T08:00:00+00:00")
    write(tmp_path / "a/submitted/lan" / ONE, "{ }", "2026-03-02T08:00:00+00:00")
    (found,) = desk.collect(course, lop, [tmp_path / "a"])
    assert found.filed is Filed.NEWER and len(Inbox(lop).versions("lan", ONE)) == 2


def test_what_a_receipt_says_besides_comes_through_and_older_receipts_stay_good(course, lop, tmp_path):
    newer, older = (write(tmp_path / name / "submitted" / name / ONE, text=f"{NOTEBOOK} ") for name in ("lan-1", "ma-2"))
    receipt = json.loads((newer / "receipt.json").read_text(encoding="utf-8"))
    receipt |= {"hints": 2, "practice_days": [f"2026-{month:02d}-{day:02d}" for month in (1, 2) for day in range(1, 29)]}
    (newer / "receipt.json").write_text(json.dumps(receipt, indent=1), encoding="utf-8")
    found = desk.collect(course, lop, [tmp_path / "lan-1", tmp_path / "ma-2"])
    assert [(item.filed, item.tampered) for item in found] == [(Filed.NEW, False)] * 2
    kept = [json.loads((lop / "submitted" / name / ONE / "receipt.json").read_text(encoding="utf-8")) for name in ("lan-1", "ma-2")]
    assert kept[0] == receipt and "hints" not in kept[1]


def test_late_doubled_and_tampered_are_told(course, lop, tmp_path, monkeypatch, capsys):
    for learner in ("lan", "binh"):
        write(tmp_path / "a/submitted" / learner / ONE, "{}", "2026-03-02T08:00:00+00:00", ghi__txt="chung")
    for learner in ("mai", "sen"):
        write(tmp_path / "a/submitted" / learner / ONE, '{"chua": "lam"}')
    changed = write(tmp_path / "a/submitted/hoa" / ONE, "{ }", "2026-02-01T08:00:00+00:00")
    (changed / f"{ONE}.ipynb").write_text("{     }")
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    from binhdan.cli import main

    command = ["collect", str(tmp_path / "a"), "--class-folder", str(lop), "--due", "B1.01=2026-03-02T06:30+00:00"]
    assert main(command) == 0
    out = capsys.readouterr().out
    assert "5 bài mới" in out and f"lan/{ONE}: muộn 1 giờ 30 phút" in out
    assert f"lan/{ONE}: trùng với binh" in out and f"binh/{ONE}: trùng với lan" in out
    assert "trùng với sen" not in out  # nobody has touched those two
    assert f"hoa/{ONE}: giờ nộp tính theo lúc thu" in out
    stamp = (lop / "submitted/hoa" / ONE / "timestamp.txt").read_text()
    assert datetime.now(UTC) - datetime.fromisoformat(stamp.replace(" UTC", "+00:00")) < timedelta(minutes=5)
    assert json.loads((lop / "due.json").read_text()) == {ONE: "2026-03-02T13:30:00+07:00"}  # as the ward's clock has it


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../../thoat.ipynb", "trỏ ra ngoài"),
        ("submitted/lan/../../../thoat.ipynb", "trỏ ra ngoài"),
        ("/etc/thoat.ipynb", "trỏ ra ngoài"),
        ("C:/thoat.ipynb", "trỏ ra ngoài"),
        ("..\\..\\thoat.ipynb", "trỏ ra ngoài"),
        (f"submitted/lan/{ONE}/a\0b.ipynb", "trỏ ra ngoài"),
    ],
)
def test_an_archive_that_climbs_is_refused_whole(course, lop, tmp_path, name, says):
    info = entry("x")
    info.filename = info.orig_filename = name
    packed = zipped(tmp_path / "a.zip", [good(), (info, "xấu")])
    (found,) = desk.collect(course, lop, [packed])
    assert found.filed is None and says in found.why
    assert not (lop / "submitted").exists() and not list(tmp_path.rglob("thoat*"))


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ((entry(f"submitted/lan/{ONE}/l", stat.S_IFLNK | 0o777), "/etc/passwd"), "liên kết"),
        ((entry(f"submitted/lan/{ONE}/d", stat.S_IFCHR | 0o777), ""), "đặc biệt"),
        ((f"submitted/lan/{ONE}/con.txt", "x"), "Windows giữ riêng"),
        ((f"submitted/lan/{ONE}/LPT1", "x"), "Windows giữ riêng"),
        ((f"submitted/lan/{ONE}/a?.txt", "x"), "ký tự không dùng được"),
        ((f"submitted/lan/{ONE}/a.txt:an", "x"), "ký tự không dùng được"),
        ((f"submitted/lan/{ONE}/cham./a", "x"), "ký tự không dùng được"),
        ((f"submitted/lan/{ONE}/trong.zip", "PK"), "tệp nén nằm trong"),
        ((f"submitted/lan/{ONE}/{ONE.upper()}.ipynb", "{}"), "trùng tên"),
        ((f"submitted/lan/{ONE}/to.bin", os.urandom(21_000)), "lớn hơn"),
        ((f"submitted/lan/{ONE}/rat-to.bin", os.urandom(30_000)), "quá lớn"),
    ],
)
def test_one_bad_hand_in_does_not_hold_up_the_others(course, lop, tmp_path, monkeypatch, bad, says):
    monkeypatch.setattr(arrivals, "MAX_BYTES", 20_000)
    monkeypatch.setattr(archive, "MAX_BYTES", 25_000)
    packed = zipped(tmp_path / "a.zip", [good(), bad, good("binh")])
    found = {item.learner: item for item in desk.collect(course, lop, [packed])}
    assert found["lan"].filed is None and says in found["lan"].why
    assert found["binh"].filed is Filed.NEW
    assert [p.name for p in (lop / "submitted").iterdir()] == ["binh"]
    assert [p.name for p in (lop / "inbox").iterdir()] == ["binh"]


def test_zip_bombs_are_refused_before_they_are_unpacked(course, lop, tmp_path):
    ratio = zipped(tmp_path / "1.zip", [good(), (f"submitted/lan/{ONE}/0", b"\0" * 30_000_000)])
    many = zipped(tmp_path / "2.zip", [(f"submitted/lan/{ONE}/{i}", "") for i in range(archive.MAX_ENTRIES + 1)])
    overlap = _overlapping(tmp_path / "3.zip")
    found = desk.collect(course, lop, [ratio, many, overlap])
    assert [item.filed for item in found] == [None] * 3
    assert "bom nén" in found[0].why and "quá nhiều tệp" in found[1].why and "chồng lên nhau" in found[2].why
    assert not (lop / "submitted").exists()


def _overlapping(path):
    """Two entries of the directory that name the same bytes."""
    zipped(path, [(f"submitted/lan/{ONE}/{n}.ipynb", os.urandom(1000)) for n in "ab"])
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_zip_is_named(course, lop, tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = desk.collect(course, lop, [tmp_path / "a.zip"])
    assert found.filed is None and "gói lại rồi nộp lại" in found.why


def test_a_damaged_or_locked_entry_is_named(course, lop, tmp_path):
    packed = zipped(tmp_path / "a.zip", [(good()[0], os.urandom(5000))])
    data = bytearray(packed.read_bytes())
    data[200] ^= 255
    packed.write_bytes(data)
    (found,) = desk.collect(course, lop, [packed])
    assert found.filed is None and "gói lại" in found.why
    locked = entry(good()[0])
    zipped(tmp_path / "b.zip", [(locked, "x")])
    data = bytearray((tmp_path / "b.zip").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    (found,) = desk.collect(course, lop, [tmp_path / "b.zip"])
    assert found.filed is None and "mật khẩu" in found.why


def test_links_in_folders_are_refused(course, lop, tmp_path):
    if sys.platform == "win32":
        pytest.skip("optional: links need rights on Windows")
    home = tmp_path / "a" / "submitted"
    (write(home / "lan" / ONE) / "so").symlink_to("/etc/passwd")
    write(tmp_path / "ngoai" / ONE)
    (home / "mai").symlink_to(tmp_path / "ngoai")
    (home / "sen").mkdir()
    (home / "sen" / ONE).symlink_to(tmp_path / "ngoai" / ONE)
    os.mkfifo(write(home / "hoa" / ONE) / "ong")
    found = {item.learner: item for item in desk.collect(course, lop, [tmp_path / "a"])}
    assert [found[name].filed for name in ("lan", "mai", "sen", "hoa")] == [None] * 4
    assert all("liên kết" in found[name].why for name in ("lan", "mai", "sen")) and "đặc biệt" in found["hoa"].why
    assert not (lop / "submitted").exists() and files(lop / "inbox") == []


def test_names_are_checked_and_composed(course, lop, tmp_path):
    name = "Ảnh chè.txt"
    folder = write(tmp_path / "a/submitted/lan" / ONE, **{unicodedata.normalize("NFD", name): "x"})
    write(tmp_path / "a/submitted/Nguyen Van A" / ONE)
    write(tmp_path / "a/submitted/lan" / "b1-77-khong-co")
    (tmp_path / "a/submitted/trong" / ONE).mkdir(parents=True)
    found = {(item.learner, item.assignment): item for item in desk.collect(course, lop, [tmp_path / "a"])}
    assert found["lan", ONE].filed is Filed.NEW and not found["lan", ONE].tampered
    assert name in files(lop / "submitted/lan" / ONE)
    assert digest(lop / "submitted/lan" / ONE) == digest(folder)
    assert "mã học viên" in found["Nguyen Van A", ONE].why
    assert "không có bài này" in found["lan", "b1-77-khong-co"].why
    assert "không có sổ tay" in found["trong", ONE].why


def test_names_in_a_mac_zip_without_the_utf8_flag(course, lop, tmp_path):
    name = unicodedata.normalize("NFD", "Ảnh chè.txt").encode()
    packed = zipped(tmp_path / "a.zip", [good(), (f"submitted/lan/{ONE}/{'x' * len(name)}", "x"), ("__MACOSX/._a", "x")])
    packed.write_bytes(packed.read_bytes().replace(b"x" * len(name), name))
    (found,) = desk.collect(course, lop, [packed])
    assert found.filed is Filed.NEW and "Ảnh chè.txt" in files(lop / "submitted/lan" / ONE)


def test_no_half_hand_in_after_a_full_disk(course, lop, tmp_path, monkeypatch):
    write(tmp_path / "a/submitted/lan" / ONE)
    real = os.rename

    def full(source, target):
        if "submitted" in str(target):
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(os, "rename", full)
    (found,) = desk.collect(course, lop, [tmp_path / "a"])
    assert found.filed is None and "No space left" in found.why
    assert not (lop / "submitted/lan" / ONE).exists()
    monkeypatch.setattr(os, "rename", real)
    desk.collect(course, lop, [tmp_path / "a"])
    assert files(lop / "submitted/lan" / ONE)


def test_wrong_calls_say_what_to_do(course, lop, tmp_path, monkeypatch, capsys):
    from binhdan.cli import main

    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    command = ["collect", str(tmp_path / "khong-co"), "--class-folder", str(lop)]
    assert main(command) == 3 and "không có thư mục hay tệp này" in capsys.readouterr().out
    assert main([*command, "--due", "B1.01=mai"]) == 1 and "B1.01=2026-11-30" in capsys.readouterr().err
    assert main([*command, "--due", "B9.99=2026-11-30"]) == 1 and "Không có bài học" in capsys.readouterr().err
