"""Handing in: what travels, the receipt, and what is refused."""

import argparse
import json
import zipfile
from datetime import UTC, datetime

import pytest
from small_course import FIRST, SECOND, lesson_notebook

from binhdan.classroom import handin
from binhdan.classroom.handin import HandInError, hand_in
from binhdan.grading.handin_digest import digest


def test_a_hand_in_has_the_notebook_what_was_added_and_a_receipt(desk, course):
    folder = desk.lessons / FIRST
    (folder / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    (folder / "data" / "vi-du.json").write_text("changed", encoding="utf-8")
    (folder / "nhap.ipynb").write_text("{}", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "x").write_text("", encoding="utf-8")
    receipt = hand_in(desk, course, lesson_notebook(desk))
    placed = desk.own_class / "submitted" / "lan-7k3f" / FIRST
    assert sorted(p.relative_to(placed).as_posix() for p in placed.rglob("*") if p.is_file()) == [
        f"{FIRST}.ipynb", "ghi-chu.txt", "receipt.json", "timestamp.txt",
    ]
    assert (placed / f"{FIRST}.ipynb").read_bytes() == lesson_notebook(desk).read_bytes()
    assert receipt.digest == digest(placed)
    assert json.loads((placed / "receipt.json").read_text(encoding="utf-8")) == {
        "learner": "lan-7k3f", "lesson": "B1.01", "digest": receipt.digest, "handed_in_at": receipt.handed_in_at,
        "hints": 0, "practice_days": list(receipt.practice_days),
    }
    assert len(receipt.practice_days) == 1, "the day of the hand-in itself"


def test_the_timestamp_is_nbgraders(desk, course):
    from nbgrader.utils import parse_utc

    receipt = hand_in(desk, course, lesson_notebook(desk))
    stamp = (desk.own_class / "submitted" / "lan-7k3f" / FIRST / "timestamp.txt").read_text(encoding="utf-8")
    assert stamp.endswith(" UTC")
    assert parse_utc(stamp).replace(tzinfo=UTC) == datetime.fromisoformat(receipt.handed_in_at)


def test_the_digest_follows_the_work_and_not_the_hour(desk, course):
    first, again = (hand_in(desk, course, lesson_notebook(desk)) for _ in range(2))
    assert first.digest == again.digest and first.handed_in_at < again.handed_in_at
    path = lesson_notebook(desk)
    path.write_text(path.read_text(encoding="utf-8").replace("cau_lenh = ''", "cau_lenh = 'Bạn là'"), encoding="utf-8")
    assert hand_in(desk, course, path).digest != first.digest
    assert [r["digest"] == first.digest for r in handin.receipts(desk, course.lesson("B1.01"))] == [True, True, False]


def test_every_version_stays(desk, course):
    path = lesson_notebook(desk)
    original = path.read_text(encoding="utf-8")
    for number in range(3):
        path.write_text(original + " " * number, encoding="utf-8")
        hand_in(desk, course, path)
    kept = list((desk.own_class / "inbox" / "lan-7k3f" / FIRST).iterdir())
    assert len({digest(version) for version in kept}) == 3
    assert (desk.own_class / "submitted" / "lan-7k3f" / FIRST / path.name).read_bytes() == path.read_bytes()
    assert sorted(p.name for p in (desk.own_class / "submitted" / "lan-7k3f").iterdir()) == [FIRST]


def test_a_renamed_or_newer_copy_is_handed_in_under_the_lessons_name(desk, course):
    path = lesson_notebook(desk)
    renamed = path.rename(path.with_name("bai cua lan.ipynb"))
    hand_in(desk, course, renamed)
    placed = desk.own_class / "submitted" / "lan-7k3f" / FIRST
    assert (placed / f"{FIRST}.ipynb").read_bytes() == renamed.read_bytes()
    assert len(list(placed.glob("*.ipynb"))) == 1


def test_a_learners_own_receipt_is_no_receipt(desk, course):
    (desk.lessons / FIRST / "receipt.json").write_text('{"digest": "sha256:0"}', encoding="utf-8")
    receipt = hand_in(desk, course, lesson_notebook(desk))
    placed = desk.own_class / "submitted" / "lan-7k3f" / FIRST
    assert json.loads((placed / "receipt.json").read_text(encoding="utf-8"))["digest"] == receipt.digest == digest(placed)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"metadata": {}}', '{"metadata": {"binhdan": {"lesson": ["x"]}}}'])
def test_what_is_not_saved_as_a_lesson_is_refused_kindly(desk, course, content):
    lesson_notebook(desk).write_text(content, encoding="utf-8")
    with pytest.raises(HandInError, match="nộp lại|Không có bài học"):
        hand_in(desk, course, lesson_notebook(desk))
    assert not (desk.own_class / "submitted").exists()


def test_a_missing_notebook_is_told(desk, course):
    lesson_notebook(desk).unlink()
    with pytest.raises(HandInError, match="Mở Trang chủ"):
        hand_in(desk, course, lesson_notebook(desk))


def test_too_much_is_refused_and_the_file_named(desk, course, monkeypatch):
    (desk.lessons / FIRST / "phim.mp4").write_bytes(b"0" * 5000)
    monkeypatch.setattr(handin, "MAX_BYTES", 4000 + lesson_notebook(desk).stat().st_size)
    with pytest.raises(HandInError, match=r"quá lớn.*phim\.mp4"):
        hand_in(desk, course, lesson_notebook(desk))
    monkeypatch.setattr(handin, "MAX_NOTEBOOK_BYTES", 10)
    with pytest.raises(HandInError, match="Sổ bài quá lớn"):
        hand_in(desk, course, lesson_notebook(desk))


def test_too_many_files_are_refused(desk, course, monkeypatch):
    monkeypatch.setattr(handin, "MAX_FILES", 3)
    for number in range(3):
        (desk.lessons / FIRST / f"{number}.txt").write_text("", encoding="utf-8")
    with pytest.raises(HandInError, match="3 tệp"):
        hand_in(desk, course, lesson_notebook(desk))


@pytest.mark.parametrize("name", ["lien-ket.txt", "thu-muc", f"{FIRST}.ipynb"])
def test_links_are_refused(desk, course, tmp_path, name):
    target = tmp_path / "bi-mat"
    target.mkdir() if name == "thu-muc" else target.write_text("{}", encoding="utf-8")
    link = desk.lessons / FIRST / name
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except OSError as error:
        pytest.skip(f"optional: no links here ({error})")
    with pytest.raises(HandInError):
        hand_in(desk, course, lesson_notebook(desk))
    assert not (desk.own_class / "submitted").exists()


@pytest.mark.parametrize("planted", ["submitted", "submitted/lan-7k3f", "inbox/lan-7k3f", f"submitted/lan-7k3f/{FIRST}"])
def test_a_link_planted_in_a_shared_folder_is_not_followed(desk, course, tmp_path, planted):
    outside, shared = tmp_path / "ngoai", tmp_path / "chung"
    outside.mkdir()
    link = shared / planted
    link.parent.mkdir(parents=True)
    try:
        link.symlink_to(outside, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"optional: no links here ({error})")
    with pytest.raises(HandInError, match="liên kết"):
        hand_in(desk, course, lesson_notebook(desk), to=shared)
    assert not list(outside.iterdir())


def test_a_zip_takes_one_lesson_after_another(desk, course, tmp_path):
    archive = tmp_path / "bai nop.zip"
    hand_in(desk, course, lesson_notebook(desk), archive=archive)
    hand_in(desk, course, lesson_notebook(desk, SECOND), archive=archive)
    receipt = hand_in(desk, course, lesson_notebook(desk), archive=archive)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path / "ra")
    assert len(names) == len(set(names)) == 6
    assert digest(tmp_path / "ra" / "submitted" / "lan-7k3f" / FIRST) == receipt.digest
    assert [path.name for path in tmp_path.glob("*bai nop*")] == ["bai nop.zip"]


def test_a_place_that_cannot_be_written_is_told(desk, course, tmp_path):
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(HandInError, match="nộp lại"):
        hand_in(desk, course, lesson_notebook(desk), to=tmp_path / "tep")
    with pytest.raises(HandInError, match="nộp lại"):
        hand_in(desk, course, lesson_notebook(desk), archive=tmp_path / "tep")
    assert (tmp_path / "tep").read_text(encoding="utf-8") == ""
    assert not handin.receipts(desk, course.lesson("B1.01"))


def command(*words):
    parser = argparse.ArgumentParser()
    handin.add_arguments(parser)
    return handin.main(parser.parse_args([str(word) for word in words]))


def test_the_command_hands_in_the_copy_saved_last(desk, tmp_path, capsys):
    assert command("b1.01", "--workspace", desk.root, "--to", tmp_path / "usb") == 0
    assert (tmp_path / "usb" / "submitted" / "lan-7k3f" / FIRST / "receipt.json").is_file()
    assert "Đã nộp bài B1.01" in capsys.readouterr().out
    assert command("B9.99", "--workspace", desk.root, "--to", tmp_path) == 1
    assert "B1.01, B1.07" in capsys.readouterr().err
    assert command("B1.01", "--workspace", tmp_path / "nowhere") == 1
    assert "binhdan start" in capsys.readouterr().err


def test_what_is_handed_in_can_be_collected(desk, course, tmp_path):
    from binhdan.classroom.collect import collect
    from binhdan.classroom.inbox import Filed

    archive = tmp_path / "lan.zip"
    receipt = hand_in(desk, course, lesson_notebook(desk), archive=archive)
    [found] = collect(course, tmp_path / "lop", [archive])
    assert (found.filed, found.learner, found.tampered) == (Filed.NEW, "lan-7k3f", False)
    assert digest(tmp_path / "lop" / "submitted" / "lan-7k3f" / FIRST) == receipt.digest
