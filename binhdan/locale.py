"""Who runs the course, as configuration: the issuer, its residential groups, its target groups, its report."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from binhdan.curriculum import CourseError

DEFAULT = "doi-che"
MEASURES = ("improved", "able")
READINGS = ("trained", "all")


@dataclass(frozen=True)
class Target:
    """A target group of the plan; ``trained`` and ``improved`` are per cent, ``people`` is how many there are.

    ``measure`` is what the second goal asks for: "improved" (works better, by the level tests) or "able" (level 1 completed).
    """

    key: str
    name: str
    trained: int
    improved: int
    people: int | None = None
    measure: str = "improved"


@dataclass(frozen=True)
class ReportSettings:
    """What the quarterly report says besides its figures; ``reading``: second goal "trained" (of those) or "all"."""

    plan: str = ""
    series: str = "BC-UBND"
    addressee: str = ""
    on_behalf: str = "TM. ỦY BAN NHÂN DÂN"
    signer_title: str = "CHỦ TỊCH"
    signer: str = ""
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT")
    reading: str = "trained"


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
    group_people: dict[str, int] = field(default_factory=dict)
    report: ReportSettings = ReportSettings()
    home_page: str = ""


def load_locale(root: Path, name: str | None = None) -> Locale:
    """Read ``locale/<name>.toml`` below the course, or a path; default: BINHDAN_LOCALE, then the invented ward.

    CourseError names the file and what is missing in it.
    """
    name = name or os.environ.get("BINHDAN_LOCALE") or DEFAULT
    file = Path(name) if name.endswith(".toml") else root / "locale" / f"{name}.toml"
    try:
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        locale = Locale(
            issuer=row["issuer"]["name"],
            superior=row["issuer"]["superior"],
            programme=row["issuer"]["programme"],
            place=row["issuer"]["place"],
            group_word=row["groups"]["word"],
            groups=tuple(row["groups"]["names"]),
            targets=tuple(Target(**target) for target in row["targets"]),
            group_people=dict(row["groups"].get("people", {})),
            report=_report(row.get("report", {})),
            home_page=str(row["issuer"].get("home_page", "")),
        )
    except FileNotFoundError as error:
        raise CourseError(f"Không có {file}. Chép locale/{DEFAULT}.toml thành tệp của phường mình rồi sửa.") from error
    except (KeyError, TypeError, ValueError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{file}: thiếu hoặc sai mục {error}. So với locale/{DEFAULT}.toml.") from error
    if wrong := _wrong(locale):
        raise CourseError(f"{file}: {wrong} So với locale/{DEFAULT}.toml rồi sửa.")
    return locale


def _report(row: dict) -> ReportSettings:
    recipients = row.get("recipients", ReportSettings.recipients)
    if isinstance(recipients, str):
        raise ValueError("recipients: phải là một danh sách trong ngoặc vuông")
    return ReportSettings(**{**row, "recipients": tuple(recipients)})


def _wrong(locale: Locale) -> str:
    """Return what can't be right about the populations, goals and the report; "" where all is well."""
    for target in locale.targets:
        if target.people is not None and not _is_count(target.people):
            return f"[[targets]] «{target.name}»: people phải là số người, từ 1 trở lên, không phải {target.people!r}."
        if not all(_is_count(goal) and goal <= 100 for goal in (target.trained, target.improved)):
            return f"[[targets]] «{target.name}»: trained và improved là phần trăm, số nguyên từ 1 đến 100."
        if target.measure not in MEASURES:
            return f"[[targets]] «{target.name}»: measure phải là {' hoặc '.join(MEASURES)}, không phải {target.measure!r}."
    for group, people in locale.group_people.items():
        if group not in locale.groups:
            return f"[groups] people có «{group}», nhưng names không có tổ này."
        if not _is_count(people):
            return f"[groups] people của «{group}» phải là số người, từ 1 trở lên, không phải {people!r}."
    texts = {name: value for name, value in vars(locale.report).items() if name != "recipients"}
    texts |= {f"recipients[{i}]": value for i, value in enumerate(locale.report.recipients)}
    for name, value in texts.items():
        if not isinstance(value, str):
            return f"[report] {name} phải là chữ đặt trong ngoặc kép, không phải {value!r}."
    if locale.report.reading not in READINGS:
        return f"[report] reading phải là {' hoặc '.join(READINGS)}, không phải {locale.report.reading!r}."
    return ""


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
