"""Who runs the course, as configuration: the issuer, its residential groups, its target groups."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from binhdan.curriculum import CourseError

DEFAULT = "doi-che"


@dataclass(frozen=True)
class Target:
    """A target group of the plan; ``trained`` and ``improved`` are per cent."""

    key: str
    name: str
    trained: int
    improved: int


@dataclass(frozen=True)
class Locale:
    """One ward (or office, or city) that runs the course."""

    issuer: str
    superior: str
    programme: str
    place: str
    group_word: str
    groups: tuple[str, ...]
    targets: tuple[Target, ...]


def load_locale(root: Path, name: str | None = None) -> Locale:
    """Read ``locale/<name>.toml`` below the course, or a path; default: BINHDAN_LOCALE, then the invented ward.

    CourseError names the file and what is missing in it.
    """
    name = name or os.environ.get("BINHDAN_LOCALE") or DEFAULT
    file = Path(name) if name.endswith(".toml") else root / "locale" / f"{name}.toml"
    try:
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        return Locale(
            issuer=row["issuer"]["name"],
            superior=row["issuer"]["superior"],
            programme=row["issuer"]["programme"],
            place=row["issuer"]["place"],
            group_word=row["groups"]["word"],
            groups=tuple(row["groups"]["names"]),
            targets=tuple(Target(**target) for target in row["targets"]),
        )
    except FileNotFoundError as error:
        raise CourseError(f"Không có {file}. Chép locale/{DEFAULT}.toml thành tệp của phường mình rồi sửa.") from error
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{file}: thiếu hoặc sai mục {error}. So với locale/{DEFAULT}.toml.") from error
