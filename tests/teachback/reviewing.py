"""A class that has handed in its teach-back and has its machine marks, and reviewers who fill in their packets."""

import base64
import json
from datetime import UTC, datetime

import nbformat

from binhdan.authoring.fill import fill
from binhdan.grading import gradebook, level_test, results
from binhdan.grading.assignment import load
from binhdan.grading.handin import HandIn
from binhdan.grading.handin_digest import digest
from binhdan.grading.writer import Entry, Writer
from binhdan.teachback.store import Folder

LEARNERS = ("anh", "binh", "chi", "duyen", "giang", "hoa")
MACHINE = 11.0  # of the machine's 14 points, so that 3 of the 6 that people give pass the lesson
LECTURE = "Bác ạ, AI bịa là nó nói điều không giấy tờ nào ghi. Hôm giỗ họ nó bảo chợ họp 5 giờ 20, đến nơi mới biết đã dời."
STORY = "Tôi giảng cho chị Thơm. Chị nói lại: “Phải xem giấy.” Chị vướng ở chỗ mạng cũng ghi y như AI."


def hand_in(course, class_folder, learner, story=STORY, lecture=LECTURE):
    """Write a hand-in of the teach-back; return its folder."""
    lesson = course.lesson("B1.13")
    released = nbformat.read(course.root / "release" / lesson.assignment / f"{lesson.assignment}.ipynb", as_version=4)
    folder = class_folder / "submitted" / learner / lesson.assignment
    folder.mkdir(parents=True, exist_ok=True)
    answers = {"bai-giang": lecture, "giang-thu": story} if story else {"bai-giang": lecture}
    nbformat.write(fill(released, answers), folder / f"{lesson.assignment}.ipynb")
    (folder / "timestamp.txt").write_text("2026-11-20 08:00:00.000000 UTC")
    return folder


def mark_by_machine(course, class_folder, learners, points=MACHINE):
    """Enter machine marks of what lies in submitted/ as ``grade`` does, without running it."""
    lesson = course.lesson("B1.13")
    if not (class_folder / "gradebook.db").exists():
        gradebook.register(course, class_folder, lesson.assignment)
    assignment = load(course.root / "source" / lesson.assignment)
    checks = {name: most for name, most in assignment.points.items() if name != "giang-thu"}
    share = {name: most * points / sum(checks.values()) for name, most in checks.items()}
    items = [HandIn(class_folder / "submitted" / learner / lesson.assignment) for learner in learners]
    writer = Writer(class_folder)
    marked = writer.write([Entry(item, assignment, item.notebook.read_text(encoding="utf-8"), share) for item in items])
    writer.close()
    for item, marks in zip(items, marked):
        results.save(
            class_folder,
            results.Result(
                item.learner, lesson.code, lesson.assignment, lesson.plan.title, marks.points, marks.max_points, marks.points >= 14,
                marks.needs_person, 0.0, digest(item.folder), "2026-11-20T08:00:00+00:00", f"feedback/{item.learner}/{lesson.assignment}/{lesson.assignment}.html",
                source=level_test.version(course, lesson), cells=marks.cells,
            ),
        )


def round_of(class_folder):
    """The folder and the round of the only teach-back."""
    folder = Folder(class_folder, "b1-13-ai-bia-la-gi")
    return folder, folder.load_round()


def told(now, code, give, sentence="Nên kể rõ hôm ấy AI nói câu gì.", packet=None):
    """What ``code`` says of all that is in the packets (or one): ``give`` (item) -> marks, None to leave out."""
    items = {}
    for item in now.reviewers[code].items:
        if packet in (None, item.packet) and (marks := give(item)) is not None:
            items[item.key] = [marks, sentence]
    return items


def sheet(now, code, items, saved="2026-11-25T08:00:00Z", **changed):
    """The text that a reviewer's page makes."""
    row = {"round": now.id, "token": now.reviewers[code].token, "packet": 1, "saved": saved, "items": items} | changed
    return wrapped(json.dumps(row))


def wrapped(text):
    letters = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"Phiếu đánh giá.\n\nDANHGIA1.{letters}.HET\n"


def send(tmp_path, texts):
    """Write sheets (name -> text) into a folder as they come back; return the folder."""
    folder = tmp_path / "gui-ve"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def everybody(now, give, **how):
    """The sheet of every reviewer."""
    return {code: sheet(now, code, told(now, code, lambda item, code=code: give(code, item), **how)) for code in now.reviewers}


def in_future():
    return datetime(2999, 1, 1, tzinfo=UTC)
