"""Cases that exercises are checked on: files of a lesson, open ones and held-out ones."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from binhdan.curriculum import CODE, CourseError, load_course


class CaseNotFound(CourseError):
    """There is no such case where this notebook runs."""


def path(case: str, *, suffix: str = ".json") -> Path:
    """Find the file of a case named "B1.07/vi-du".

    Where BINHDAN_COURSE names the course (the marker, the build), the course's own files are
    read, so that a learner's changed copy counts for nothing. Elsewhere it is the ``data``
    folder beside the notebook; held-out cases are not there.
    """
    code, _, name = case.partition("/")
    if not name or not CODE.fullmatch(code) or ".." in name:
        raise CaseNotFound(f"Tên ca kiểm {case!r} phải có dạng B1.07/ten-ca.")
    for folder in _folders(code):
        if (file := folder / f"{name}{suffix}").is_file():
            return file
    raise CaseNotFound(f"Không thấy dữ liệu {case!r}. Mở bài từ trang chủ của khoá học để có đủ thư mục data.")


def load(case: str) -> dict:
    """Return the content of a case's JSON file."""
    return _read(path(case))


def open_data(case: str) -> Path:
    """Return the path of an open file of a lesson by its full name, such as "B2.04/loa.wav"."""
    return path(case, suffix="")


def _folders(code: str) -> list[Path]:
    if os.environ.get("BINHDAN_COURSE"):
        folder = _lesson_folder(os.environ["BINHDAN_COURSE"], code)
        return [folder / "hidden", folder / "data"]
    here = Path.cwd()
    # The reading edition has no data of its own: inside a checkout it reads the lesson's open files.
    root = next((folder for folder in here.parents if (folder / "curriculum.toml").is_file()), None)
    return [here / "data", *([_lesson_folder(str(root), code) / "data"] if root else [])]


@cache
def _lesson_folder(root: str, code: str) -> Path:
    return load_course(Path(root)).lesson(code).folder


def _read(file: Path) -> dict:
    return json.loads(file.read_text(encoding="utf-8"))
