"""``binhdan doctor``: one line about each thing that learning needs, and what to do where it is missing."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from binhdan.classroom.workspace import default_root
from binhdan.curriculum import CourseError, load_course
from binhdan.text import number


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is fine, and what to do if not. ``needed`` False never fails the whole."""

    what: str
    fine: bool
    todo: str = ""
    needed: bool = True

    def __str__(self) -> str:
        sign = "✓" if self.fine else ("✗" if self.needed else "–")
        return f"{sign} {self.what}" + (f"  → {self.todo}" if self.todo and not self.fine else "")


def python() -> Iterator[Finding]:
    """Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(f"Python {version}", sys.version_info >= (3, 11), "cài Python 3.11 trở lên từ python.org rồi chạy lại")


def packages() -> Iterator[Finding]:
    """Every package that the project declares is here in a version it accepts."""
    from packaging.requirements import Requirement

    wrong, right = [], 0
    for line in importlib.metadata.requires("binhdan") or []:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            found = importlib.metadata.version(wanted.name)
        except importlib.metadata.PackageNotFoundError:
            found = "chưa có"
        if found == "chưa có" or not wanted.specifier.contains(found, prereleases=True):
            wrong.append(f"{wanted.name} (cần {wanted.specifier or 'bản bất kỳ'}, {found})")
        else:
            right += 1
    yield Finding(f"{right} gói Python đúng bản", True)
    for name in wrong:
        yield Finding(f"gói {name}", False, "chạy lại «python3 start.py» để cài đủ")


def course() -> Iterator[Finding]:
    """The course is found and its lessons are released."""
    try:
        found = load_course()
        ready = sum((found.root / "release" / lesson.assignment).is_dir() for lesson in found.lessons)
    except CourseError as error:
        yield Finding("khoá học", False, str(error))
        return
    line = f"khoá học ở {found.root}: {ready}/{len(found.lessons)} bài đã phát hành"
    yield Finding(line, ready > 0, "chạy «binhdan build»")


def desk() -> Iterator[Finding]:
    """The learner's folder can be written to and the disk has room."""
    root = default_root()
    parent = next(folder for folder in (root, *root.parents) if folder.is_dir())
    try:
        with tempfile.TemporaryFile(dir=parent):
            pass
        free = shutil.disk_usage(parent).free // 1_000_000
        yield Finding(f"ghi được vào {root}", True)
        yield Finding(f"ổ đĩa còn {number(free)} MB", free > 500, "xoá bớt tệp để còn ít nhất 500 MB")
    except OSError as error:
        yield Finding(f"ghi vào {root} ({error.strerror})", False, "chọn thư mục khác: binhdan start --workspace THƯ_MỤC")


def jupyter() -> Iterator[Finding]:
    """JupyterLab, its Vietnamese settings, our buttons and a kernel are installed here."""
    from jupyter_client.kernelspec import find_kernel_specs
    from jupyter_core.paths import jupyter_config_path, jupyter_path

    settings, buttons = "labconfig/default_setting_overrides.json", "@binhdan/course/package.json"
    parts = {
        "giao diện tiếng Việt của JupyterLab": [Path(folder, settings) for folder in jupyter_config_path()],
        "nút «Kiểm tra» và «Nộp bài»": [Path(folder, buttons) for folder in jupyter_path("labextensions")],
    }
    for what, places in parts.items():
        yield Finding(what, any(place.is_file() for place in places), "chạy lại «python3 start.py» để cài lại")
    yield Finding("nhân Python 3 cho sổ bài", "python3" in find_kernel_specs(), "chạy lại «python3 start.py»")


def port() -> Iterator[Finding]:
    """Some port on this machine can be listened on."""
    for candidate in range(8888, 8938):
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", candidate))
            except OSError:
                continue
        yield Finding(f"cổng {candidate} trống", True)
        return
    yield Finding("cổng 8888–8937 đều bận", False, "đóng bớt chương trình, hoặc: binhdan start --port 9000")


def media() -> Iterator[Finding]:
    """Pictures and sound are an extra of their own."""
    found = importlib.util.find_spec("PIL") is not None
    todo = 'chỉ cần cho bài có ảnh, tiếng: pip install "binhdan[media]"'
    yield Finding("phần ảnh và âm thanh", found, todo, needed=False)


def model() -> Iterator[Finding]:
    """The AI that answers is there: the practice model, or the service that was connected."""
    from binhdan.ai import connection, probe

    try:
        chosen = connection.current()
    except connection.ConnectionProblem as error:
        yield Finding("AI trả lời", False, str(error))
        return
    fine, line = probe.test(chosen)
    yield Finding(f"AI trả lời: {chosen.display_name}" if fine else f"{chosen.display_name}: {line}", fine,
                  "chạy «binhdan connect» để chọn lại, hoặc về AI luyện tập")


def sandbox() -> Iterator[Finding]:
    """Bubblewrap only matters to who marks other people's work on Linux."""
    if sys.platform == "linux":
        found = shutil.which("bwrap") is not None
        yield Finding("bubblewrap (chỉ cần khi chấm bài của người khác)", found, "apt install bubblewrap", needed=False)


Check = Callable[[], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (python, packages, course, desk, jupyter, port, media, model, sandbox)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan doctor`` takes."""
    parser.description = (
        "Xem máy này đã đủ để học chưa: mỗi dòng ✓ (được), ✗ (cần sửa, kèm cách sửa) hoặc – (không bắt buộc)."
    )


def main(args: argparse.Namespace) -> int:
    """Print all findings; 1 where something needed is missing."""
    missing = 0
    for check in CHECKS:
        for finding in check():
            print(finding)
            missing += finding.needed and not finding.fine
    print("Máy đã sẵn sàng: gõ «binhdan start»." if not missing else f"Còn {missing} việc cần sửa (các dòng ✗).")
    return 1 if missing else 0
