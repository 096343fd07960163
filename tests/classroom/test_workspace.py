"""The learner's folder: made once, named once, lessons fetched and never overwritten."""

import pytest
from small_course import FIRST, SECOND, lesson_notebook, notebook

from binhdan.classroom import fetching, workspace
from binhdan.classroom.fetching import Arrival
from binhdan.classroom.workspace import Settings, Workspace, WorkspaceError


def arrivals(desk, course):
    return {item.lesson.assignment: item.arrival for item in fetching.fetch(desk, course)}


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_fetched_lesson_has_the_bytes_of_its_release(desk, course):
    assert files(desk.lessons / FIRST) == files(course.root / "release" / FIRST)
    assert not list((desk.state / "tam").iterdir())


def test_work_stays_byte_for_byte_however_often_lessons_are_fetched(desk, course):
    lesson_notebook(desk).write_bytes(b"my work, not even JSON")
    (desk.lessons / FIRST / "data" / "vi-du.json").write_bytes(b"changed")
    before = files(desk.lessons)
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    for _ in range(3):
        assert arrivals(desk, course)[FIRST] is Arrival.CHANGED
    assert files(desk.lessons) == before


def test_an_empty_folder_of_that_name_is_work_too(desk, course):
    for path in (desk.lessons / SECOND).rglob("*"):
        path.unlink() if path.is_file() else None
    assert arrivals(desk, course)[SECOND] is Arrival.KEPT
    assert not lesson_notebook(desk, SECOND).exists()


def test_a_changed_release_is_offered_beside_and_only_then(desk, course):
    lesson = course.lesson("B1.01")
    with pytest.raises(WorkspaceError, match="không có bản mới"):
        fetching.fetch_beside(desk, course, lesson)
    release = course.root / "release" / FIRST / f"{FIRST}.ipynb"
    for number, name in enumerate((f"{FIRST}-moi", f"{FIRST}-moi-2"), 1):
        release.write_text(notebook("B1.01") + " " * number, encoding="utf-8")
        assert fetching.release_changed(desk, course, lesson)
        assert fetching.fetch_beside(desk, course, lesson).name == name
        assert not fetching.release_changed(desk, course, lesson)
    assert [path.parent.name for path in fetching.copies(desk, lesson)] == [FIRST, f"{FIRST}-moi", f"{FIRST}-moi-2"]


def renewed(desk, course):
    return [lesson.assignment for lesson in fetching.renew(desk, course)]


def test_a_lesson_nobody_has_begun_takes_the_new_release(desk, course):
    release = course.root / "release" / FIRST / f"{FIRST}.ipynb"
    assert renewed(desk, course) == []
    release.write_text(notebook("B1.01") + " ", encoding="utf-8")
    assert arrivals(desk, course)[FIRST] is Arrival.UNTOUCHED
    assert renewed(desk, course) == [FIRST] and files(desk.lessons / FIRST) == files(release.parent)
    assert not fetching.release_changed(desk, course, course.lesson("B1.01"))
    assert renewed(desk, course) == [] and not list((desk.state / "tam").iterdir())


def touched(desk, course):
    lesson_notebook(desk).write_text(notebook("B1.01") + "\n", encoding="utf-8")


def noted(desk, course):
    (desk.lessons / FIRST / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")


def handed_in(desk, course):
    from binhdan.classroom.handin import hand_in

    hand_in(desk, course, lesson_notebook(desk))


@pytest.mark.parametrize("begin", [touched, noted, handed_in])
def test_what_somebody_has_begun_is_never_renewed(desk, course, begin):
    begin(desk, course)
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    before = files(desk.lessons)
    assert renewed(desk, course) == [] and files(desk.lessons) == before
    assert arrivals(desk, course)[FIRST] is Arrival.CHANGED


@pytest.mark.parametrize("at", ["os.rename", "binhdan.classroom.fetching._copy"])
def test_a_disk_that_refuses_leaves_the_old_version(desk, course, monkeypatch, at):
    (course.root / "release" / FIRST / f"{FIRST}.ipynb").write_text(notebook("B1.01") + " ", encoding="utf-8")
    before = files(desk.lessons)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(at, refuse)
    assert renewed(desk, course) == [] and files(desk.lessons) == before


def test_killed_between_two_versions_the_next_start_brings_the_new_one(desk, course, monkeypatch):
    release = course.root / "release" / FIRST / f"{FIRST}.ipynb"
    release.write_text(notebook("B1.01") + " ", encoding="utf-8")

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(fetching, "_copy", killed)
        fetching.renew(desk, course)
    assert not (desk.lessons / FIRST).exists() and arrivals(desk, course)[FIRST] is Arrival.NEW
    assert files(desk.lessons / FIRST) == files(release.parent)


def test_a_lesson_without_a_release_is_told(desk, course):
    (course.root / "lessons" / "level1" / "02-tom-tat").mkdir()
    assert arrivals(type(desk)(desk.root), type(course)(course.root, course.settings))["b1-02-tom-tat"] is Arrival.NOT_RELEASED


def test_a_deleted_lesson_comes_back(desk, course):
    import shutil

    shutil.rmtree(desk.lessons / FIRST)
    assert arrivals(desk, course) == {FIRST: Arrival.NEW, SECOND: Arrival.KEPT}


def test_the_code_never_changes_and_the_name_may(desk):
    assert desk.name_learner("  La\u0301n  Nguyễn\n Thị ").code == "lan-7k3f"
    assert desk.learner.name == "Lán Nguyễn Thị"
    with pytest.raises(WorkspaceError, match="lan-7k3f"):
        desk.name_learner("Lan", "someone-else")


@pytest.mark.parametrize("code", ["../x", "Lan", "a/b", "-a", "a", "con.", "lan 1", "é1", "a" * 41])
def test_a_code_that_is_no_safe_folder_name_is_refused(tmp_path, code):
    with pytest.raises(WorkspaceError, match="Mã học viên"):
        Workspace(tmp_path).name_learner("Lan", code)
    assert not Workspace(tmp_path).has_learner()


@pytest.mark.parametrize("name", ["Nguyễn Thị Đào", "<b>x</b>", "王", "../../etc", "a" * 300, "CON"])
def test_codes_made_from_any_name_are_safe(name):
    made = [workspace.make_code(name) for _ in range(5)]
    assert all(workspace.CODE.fullmatch(code) for code in made) and len(set(made)) > 1


@pytest.mark.parametrize("name", ["", "  ", "\n\t", "\x00"])
def test_an_empty_name_is_asked_for_again(tmp_path, name):
    with pytest.raises(WorkspaceError, match="Tên còn trống"):
        Workspace(tmp_path).name_learner(name)


def test_the_workspace_stays_out_of_the_course(course):
    for inside in (course.root, course.root / "release" / "hoc"):
        with pytest.raises(WorkspaceError, match="bên trong khoá học"):
            workspace.make(inside, Settings(course.root))


def test_a_place_that_cannot_be_written_is_told(tmp_path, course):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="--workspace"):
        workspace.make(tmp_path / "file" / "hoc", Settings(course.root))


@pytest.mark.parametrize("damaged", ["", "[]", "{", "\x00", '{"code": "../x"}'])
def test_damaged_state_is_told_and_not_trusted(desk, damaged):
    (desk.state / "learner.json").write_text(damaged, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="binhdan start"):
        _ = desk.learner


def test_the_default_place_can_be_moved(monkeypatch, tmp_path):
    monkeypatch.setenv("BINHDAN_WORKSPACE", str(tmp_path))
    assert workspace.default_root() == tmp_path
    monkeypatch.delenv("BINHDAN_WORKSPACE")
    assert workspace.default_root().name == "BinhDanHocAI"
