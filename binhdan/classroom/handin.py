"""Handing in the saved notebook and what the learner added, with a receipt, to a folder or a ZIP."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import shutil
import sys
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from binhdan.classroom import activity, fetching
from binhdan.classroom.inbox import Inbox
from binhdan.classroom.workspace import Workspace, WorkspaceError, default_root, read_json, write_json
from binhdan.curriculum import Course, CourseError, Lesson, load_course
from binhdan.grading.handin import MAX_BYTES, MAX_FILES, MAX_NOTEBOOK_BYTES
from binhdan.grading.handin_digest import digest


class HandInError(Exception):
    """The work cannot be handed in as it is; the message is Vietnamese and says what to do."""


@dataclass(frozen=True)
class Receipt:
    """Proof of a hand-in: ``digest`` names the bytes, ``handed_in_at`` is ISO 8601 in UTC.

    What the learner's own machine says besides: how many second hints of the lesson were opened,
    and the practice days of the last sixty days (ISO dates in Vietnam, newest last).
    """

    learner: str
    lesson: str
    digest: str
    handed_in_at: str
    hints: int = 0
    practice_days: tuple[str, ...] = ()


def find_lesson(course: Course, notebook: Path) -> Lesson:
    """Return the lesson that a saved notebook belongs to; HandInError where it is not a lesson's notebook."""
    if notebook.is_symlink() or not notebook.is_file():
        raise HandInError(f"Không thấy {notebook.name}. Mở Trang chủ, chọn lại bài rồi nộp.")
    try:
        code = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["binhdan"]["lesson"]
        return course.lesson(str(code))
    except (ValueError, KeyError, TypeError) as error:
        why = f"{notebook.name} chưa lưu xong hoặc không phải bài của khoá học. Bấm Lưu rồi nộp lại."
        raise HandInError(why) from error
    except CourseError as error:
        raise HandInError(str(error)) from error


def hand_in(
    workspace: Workspace, course: Course, notebook: Path, to: Path | None = None, archive: Path | None = None
) -> Receipt:
    """Hand in ``notebook`` to the folder ``to`` (default: the workspace's class folder) or into the ZIP ``archive``."""
    lesson = find_lesson(course, notebook)
    learner = workspace.learner.code
    where = archive or to or workspace.class_folder
    with tempfile.TemporaryDirectory(prefix="binhdan-") as scratch:
        staged = Path(scratch) / "submitted" / learner / lesson.assignment
        _stage(notebook, fetching.released(course, lesson), staged, lesson)
        receipt = _seal(staged, workspace, lesson)
        try:
            _pack(Path(scratch), staged, archive) if archive else _place(staged, where, receipt)
        except (OSError, zipfile.BadZipFile) as error:
            why = f"Không ghi được vào {where} ({error}). Kiểm tra ổ đĩa hoặc thư mục chung rồi nộp lại."
            raise HandInError(why) from error
    _keep_receipt(workspace, lesson, receipt, where)
    moment = datetime.fromisoformat(receipt.handed_in_at)
    with contextlib.suppress(OSError):  # the work is handed in, whatever becomes of the log
        activity.append(workspace, activity.What.HAND_IN, moment, lesson=lesson.code, digest=short(receipt.digest))
    return receipt


def receipts(workspace: Workspace, lesson: Lesson) -> list[dict]:
    """Return the lesson's receipts, oldest first, each with ``where`` it went."""
    saved = [read_json(path) for path in sorted((workspace.state / "receipts" / lesson.assignment).glob("*.json"))]
    return [receipt for receipt in saved if receipt.get("digest")]


def _stage(notebook: Path, release: Path, staged: Path, lesson: Lesson) -> None:
    if notebook.stat().st_size > MAX_NOTEBOOK_BYTES:
        raise HandInError("Sổ bài quá lớn. Xoá các kết quả dài trong sổ, lưu rồi nộp lại.")
    total, count = 0, 0
    for path in _handed_in_files(notebook, release):
        count, total = count + 1, total + path.stat().st_size
        if count > MAX_FILES or total > MAX_BYTES:
            raise HandInError(
                f"Bài nộp quá lớn (giới hạn {MAX_BYTES // 1_000_000} MB và {MAX_FILES} tệp). "
                f"Chuyển {path.name} ra khỏi thư mục bài học rồi nộp lại."
            )
        relative = path.relative_to(notebook.parent)
        target = staged / (f"{lesson.assignment}.ipynb" if path == notebook else relative)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _handed_in_files(notebook: Path, release: Path) -> list[Path]:
    """The notebook first, then what was not in the release: given data never travels back."""
    found = [notebook]
    for folder, folders, names in os.walk(notebook.parent):
        here = Path(folder)
        for name in [*folders, *names]:
            if (here / name).is_symlink():
                raise HandInError(f"{name} là một liên kết, không nộp được. Thay nó bằng tệp thật rồi nộp lại.")
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        # Other notebooks stay home: nbgrader takes every notebook of a hand-in for part of the assignment.
        added = (here / name for name in sorted(names) if not name.startswith(".") and not name.endswith(".ipynb"))
        found += [path for path in added if not (release / path.relative_to(notebook.parent)).exists()]
    return found


def _seal(staged: Path, workspace: Workspace, lesson: Lesson) -> Receipt:
    for reserved in ("receipt.json", "timestamp.txt"):
        (staged / reserved).unlink(missing_ok=True)
    now = datetime.now(timezone.utc)
    receipt = Receipt(
        workspace.learner.code,
        lesson.code,
        digest(staged),
        now.isoformat(),
        hints=len(activity.hints_opened(workspace, lesson)),
        practice_days=activity.sent_days(workspace, now),
    )
    (staged / "timestamp.txt").write_text(now.strftime("%Y-%m-%d %H:%M:%S.%f UTC"), encoding="utf-8")
    write_json(staged / "receipt.json", asdict(receipt))
    return receipt


def _place(staged: Path, class_folder: Path, receipt: Receipt) -> None:
    """File it in the class folder, where every version stays and the newest is in submitted/."""
    learner, assignment = receipt.learner, staged.name
    for step in ("submitted", "inbox"):
        for path in (class_folder / step, class_folder / step / learner, class_folder / step / learner / assignment):
            if path.is_symlink():
                raise HandInError(f"{path} là một liên kết, không nộp vào đó được. Báo cho người phụ trách lớp.")
    # Copied to the same disk first: what is then filed by a rename is whole.
    draft = class_folder / "submitted" / learner / f".{assignment}.{secrets.token_hex(4)}"
    try:
        shutil.copytree(staged, draft, copy_function=shutil.copyfile)
        moment = datetime.fromisoformat(receipt.handed_in_at)
        Inbox(class_folder).file(draft, learner, assignment, receipt.digest, moment)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _pack(scratch: Path, staged: Path, archive: Path) -> None:
    """Write the ZIP anew: other lessons that it holds stay, an older version of this one goes."""
    prefix = staged.relative_to(scratch).as_posix() + "/"
    fresh = scratch / "fresh.zip"
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        if archive.exists():
            with zipfile.ZipFile(archive) as before:
                for entry in before.infolist():
                    if not entry.filename.startswith(prefix):
                        packed.writestr(entry, before.read(entry))
        for path in sorted(p for p in staged.rglob("*") if p.is_file()):
            packed.write(path, path.relative_to(scratch).as_posix())
    # Moved within one disk at the end: pulling out a USB stick early leaves the old ZIP or none.
    draft = archive.with_name(f".{archive.name}.{secrets.token_hex(4)}")
    try:
        shutil.copyfile(fresh, draft)
        os.replace(draft, archive)
    finally:
        draft.unlink(missing_ok=True)


def _keep_receipt(workspace: Workspace, lesson: Lesson, receipt: Receipt, where: Path) -> None:
    name = receipt.handed_in_at.replace(":", "").replace("+0000", "Z")
    path = workspace.state / "receipts" / lesson.assignment / f"{name}.json"
    write_json(path, {**asdict(receipt), "where": str(where)})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan hand-in`` takes."""
    parser.description = (
        "Nộp một bài: chép sổ bài đã lưu và tệp bạn thêm vào, kèm biên nhận có mã bài nộp. "
        "Không nói gì thêm thì nộp vào thư mục lớp đã chọn khi «binhdan start», "
        "hoặc vào lớp tự học của riêng bạn (và chấm luôn)."
    )
    parser.add_argument("lesson", metavar="BÀI", help="mã bài, ví dụ B1.01")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="nộp vào thư mục này (thư mục chung, USB)")
    way.add_argument("--zip", type=Path, metavar="TỆP", help="gói vào tệp ZIP này; tệp có sẵn thì thêm bài vào")
    parser.add_argument("--workspace", type=Path, metavar="THƯ_MỤC", help="thư mục học (mặc định: ~/BinhDanHocAI)")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan hand-in``."""
    workspace = Workspace((args.workspace or default_root()).expanduser().resolve())
    try:
        course = load_course(workspace.settings.course)
        lesson = course.lesson(args.lesson)
        notebook = newest(workspace, lesson)
        receipt = hand_in(workspace, course, notebook, to=args.to, archive=args.zip)
    except (HandInError, WorkspaceError, CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Đã nộp bài {lesson.code} «{lesson.plan.title}». Mã bài nộp: {short(receipt.digest)}.")
    if args.to or args.zip or workspace.settings.class_folder:
        print(f"Bài nằm ở {args.zip or args.to or workspace.class_folder}.")
        return 0
    return _mark(workspace, lesson)


def _mark(workspace: Workspace, lesson: Lesson) -> int:
    from binhdan.classroom.marking import Marking

    outcome = Marking(workspace).mark(lesson)
    print(outcome.message, file=sys.stdout if outcome.done else sys.stderr)
    return 0 if outcome.done else 1


def newest(workspace: Workspace, lesson: Lesson) -> Path:
    """Return the copy of the lesson that was saved last; HandInError where there is none."""
    found = fetching.copies(workspace, lesson)
    if not found:
        raise HandInError(f"Chưa có bài {lesson.code} trong {workspace.lessons}. Chạy «binhdan start» để lấy bài về.")
    return max(found, key=lambda path: path.stat().st_mtime)


def short(value: str) -> str:
    """Return a digest as people compare it: the first twelve characters."""
    return value.removeprefix("sha256:")[:12]
