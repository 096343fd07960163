"""When each lesson of a class is due, kept in the class folder."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from binhdan.records.days import in_vietnam


def load(class_folder: Path) -> dict[str, datetime]:
    """Return assignment -> due moment; empty where nothing is set. ValueError names a damaged file."""
    path = class_folder / "due.json"
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {name: moment(text) for name, text in rows.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise ValueError(f"{path} bị hỏng ({error}). Xoá tệp rồi đặt lại hạn nộp bằng binhdan collect --due.") from error


def save(class_folder: Path, due: dict[str, datetime]) -> None:
    """Keep ``due`` beside what is already there; the same assignment is replaced."""
    rows = {name: when.isoformat() for name, when in sorted({**load(class_folder), **due}.items())}
    (class_folder / "due.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def moment(text: str) -> datetime:
    """Read an ISO moment; without a zone it is Vietnam's time, without an hour it is the end of that day."""
    when = datetime.fromisoformat(text.strip())
    if len(text.strip()) == 10:
        when = when.replace(hour=23, minute=59, second=59)
    return in_vietnam(when)
