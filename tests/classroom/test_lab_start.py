"""``binhdan start``: what it prints, ports, class mode, and its end."""

import argparse
import socket

import pytest
from running_course import RunningCourse
from small_course import FIRST, lesson_notebook

from binhdan.classroom import handin, lab
from binhdan.classroom.workspace import Workspace, WorkspaceError
from binhdan.grading import results


def arguments(*words):
    parser = argparse.ArgumentParser()
    lab.add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


def prepare(course, root, *words):
    return lab.prepare(arguments("--workspace", root, *words), course)


def test_a_busy_port_gives_the_next_one_and_ctrl_c_ends_cleanly(tmp_path, course):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with RunningCourse(course.root, tmp_path / "hoc", tmp_path / "log", "--name", "Lan", "--port", str(port)) as running:
            assert f":{port}/" not in running.address
            assert f"Cổng {port} đang bận" in running.output
            assert running.ask("binhdan/home")[0] == 200
            assert running.stop() == 0
    lines = running.output.splitlines()
    assert lines[-1].startswith("Đã đóng khoá học.")
    assert not [line for line in lines if line.startswith(("[", "Traceback"))], "nothing but our own lines"


def test_starting_twice_opens_the_same_course(tmp_path, course):
    with RunningCourse(course.root, tmp_path / "hoc", tmp_path / "log", "--name", "Lan", "--port", "8940") as first:
        first.ask("api")
        with RunningCourse(course.root, tmp_path / "hoc", tmp_path / "log2", "--lesson", "B1.01") as second:
            assert second.process.wait(30) == 0
        assert (second.address, second.token) == (first.address, first.token)
        assert f"lab/tree/bai-hoc/{FIRST}/{FIRST}.ipynb?token=" in second.output
        assert first.process.poll() is None


def test_the_first_start_tells_what_happened(tmp_path, course, capsys):
    prepare(course, tmp_path / "hoc", "--name", "Lan")
    out = capsys.readouterr().out
    assert "Chào Lan! Mã học viên: lan-" in out and "Đã lấy bài mới: B1.01, B1.07." in out
    prepare(course, tmp_path / "hoc")
    assert "Đã lấy" not in capsys.readouterr().out


def test_nobody_at_the_keyboard_gets_a_name_all_the_same(tmp_path, course):
    assert prepare(course, tmp_path / "hoc").learner.name == "Học viên"


def test_a_name_is_asked_for_once(tmp_path, course, monkeypatch):
    class Keyboard:
        isatty = staticmethod(lambda: True)

    asked = []
    monkeypatch.setattr("sys.stdin", Keyboard())
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or "Đào")
    assert prepare(course, tmp_path / "hoc").learner.name == "Đào"
    assert prepare(course, tmp_path / "hoc").learner.code.startswith("dao-")
    assert len(asked) == 1


def test_the_class_folder_is_remembered_until_self_study(tmp_path, course):
    shared = tmp_path / "chung"
    shared.mkdir()
    assert prepare(course, tmp_path / "hoc", "--class-folder", shared, "--code", "lop4-07").class_folder == shared
    desk = prepare(course, tmp_path / "hoc")
    assert desk.class_folder == shared and desk.learner.code == "lop4-07"
    desk = prepare(course, tmp_path / "hoc", "--self-study")
    assert desk.class_folder == desk.own_class


def test_a_class_folder_that_is_not_there_is_told(tmp_path, course):
    with pytest.raises(WorkspaceError, match="Không thấy thư mục lớp"):
        prepare(course, tmp_path / "hoc", "--class-folder", tmp_path / "nowhere")
    assert not (tmp_path / "hoc").exists()


def test_a_changed_release_is_told(tmp_path, course, capsys):
    prepare(course, tmp_path / "hoc", "--name", "Lan")
    (course.root / "release" / FIRST / "moi.txt").write_text("", encoding="utf-8")
    capsys.readouterr()
    desk = prepare(course, tmp_path / "hoc")
    assert "bản mới" not in capsys.readouterr().out, "nobody has begun it: it is renewed before the course opens"
    (desk.lessons / FIRST / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    prepare(course, tmp_path / "hoc")
    assert "Có bản mới của B1.01; bài bạn đã làm giữ nguyên" in capsys.readouterr().out


def test_who_has_passed_hears_nothing_of_a_new_release(tmp_path, course, capsys):
    desk = prepare(course, tmp_path / "hoc", "--name", "Lan")
    receipt = handin.hand_in(desk, course, lesson_notebook(desk))
    (course.root / "release" / FIRST / "moi.txt").write_text("", encoding="utf-8")
    for passed in (False, True):
        facts = (desk.learner.code, "B1.01", FIRST, "x", 8.0, 10.0, passed, False, 0.0, receipt.digest, "2026-11-23T08:00:00+00:00")
        results.save(desk.own_class, results.Result(*facts))
        capsys.readouterr()
        prepare(course, tmp_path / "hoc")
        assert ("bản mới" in capsys.readouterr().out) is not passed


def test_opening_the_course_renews_what_nobody_has_begun(tmp_path, course, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    monkeypatch.setattr(lab, "set_environment", lambda _: None)
    monkeypatch.setattr(lab, "_serve", lambda *_: 0)
    words = ("--workspace", tmp_path / "hoc", "--name", "Lan")
    assert lab.main(arguments(*words)) == 0
    (course.root / "release" / FIRST / "moi.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(lab, "running_server", lambda _: {"url": "http://127.0.0.1:1/", "token": "x"})
    assert lab.main(arguments(*words)) == 0 and not (tmp_path / "hoc" / "bai-hoc" / FIRST / "moi.txt").exists(), "it may be open"
    monkeypatch.setattr(lab, "running_server", lambda _: None)
    assert lab.main(arguments(*words)) == 0 and (tmp_path / "hoc" / "bai-hoc" / FIRST / "moi.txt").exists()
    assert "Bài bạn chưa làm đã thay bằng bản mới: B1.01." in capsys.readouterr().out


def test_an_unknown_lesson_is_told(tmp_path, course, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(course.root))
    assert lab.main(arguments("--workspace", tmp_path / "hoc", "--lesson", "B9.99")) == 1
    assert "B1.01, B1.07" in capsys.readouterr().err


def test_jupyterlab_gets_a_secret_token_a_local_address_and_one_kernel(tmp_path):
    first, again = (lab.options(Workspace(tmp_path), "lab", 8888, browser=False) for _ in range(2))
    given = dict(option.removeprefix("--").split("=", 1) for option in first)
    assert given["ServerApp.ip"] == "127.0.0.1" and given["KernelSpecManager.allowed_kernelspecs"] == "{'python3'}"
    assert len(given["IdentityProvider.token"]) >= 32 and first != again


def test_help_is_enough_to_run_a_class(capsys):
    with pytest.raises(SystemExit):
        arguments("--help")
    text = capsys.readouterr().out
    for needed in ("--class-folder", "binhdan grade --class-folder", "binhdan collect", "binhdan hand-in", "--name", "--no-browser"):
        assert needed in text
