"""The quarterly report as a .docx that a clerk goes on editing: the template filled with the figures."""

from __future__ import annotations

import io
from pathlib import Path

from binhdan.awards import files
from binhdan.reports import evidence, quarter_words, wording
from binhdan.reports.figures import Figures
from binhdan.reports.targets import Share
from binhdan.reports.wording import count, per_cent, plain


def write(figures: Figures, path: Path) -> None:
    """Write the report to ``path``, whole or not at all; the same figures give the same bytes. OSError where it can't be written."""
    from docxtpl import DocxTemplate

    from binhdan.reports.quarter_template import FILE, steady

    template = DocxTemplate(FILE)
    said = content(figures)
    template.render(said, autoescape=True)
    properties = template.docx.core_properties
    properties.title = f"Báo cáo {said['quarter']}"
    properties.author = properties.last_modified_by = said["office"][:255]
    properties.created = properties.modified = figures.made
    out = io.BytesIO()
    template.save(out)
    files.write(path, steady(out.getvalue()))


def content(figures: Figures) -> dict:
    """Return what the template is filled with: plain text and rows of it."""
    locale, made, of = figures.locale, figures.made, figures.locale.report.reading
    settings = locale.report
    return {
        "superior": plain(locale.superior).upper(),
        "issuer": _in_two_lines(wording.full(locale.issuer)).upper(),
        "office": wording.full(locale.issuer),
        "programme": plain(locale.programme),
        "place": plain(locale.place),
        "area": wording.area(locale),
        "series": plain(settings.series),
        # Decree 30/2020 writes a zero before days below 10 and before January and February.
        "day": f"{made.day:02d}",
        "month": f"{made.month:02d}" if made.month < 3 else str(made.month),
        "year": str(made.year),
        "quarter": figures.quarter.name,
        "addressee": plain(settings.addressee).rstrip("."),
        "opening": _opening(figures),
        "word": wording.word(figures),
        "group_word": plain(locale.group_word),
        "organisation": list(quarter_words.organisation(figures)),
        "target_lines": list(quarter_words.targets(figures)),
        "network": list(quarter_words.network(figures)),
        "shortcomings": list(quarter_words.shortcomings(figures)),
        "next_steps": list(quarter_words.next_steps(figures)),
        "targets": [row for found in figures.targets for row in _target(found, of)],
        "readings": [_readings(found) for found in figures.targets],
        "groups": [_group(group, figures.is_past) for group in figures.groups],
        "total": _total(figures),
        "starred": any(None in (group.enrolled, group.active, group.completed, 0 if figures.is_past else group.alone) for group in figures.groups),
        "recipients": _recipients([plain(name).rstrip(";.") for name in settings.recipients]),
        "on_behalf": plain(settings.on_behalf),
        "signer_title": plain(settings.signer_title),
        "signer": plain(settings.signer),
        "evidence": [{"what": what, "how": how} for what, how in evidence.rows(figures)],
    }


def _in_two_lines(office: str) -> str:
    """Break a committee's name before its place, as letterheads do."""
    head, tail = wording.FULL, office.removeprefix(wording.FULL).strip()
    return f"{head}\n{tail}" if tail and tail != office else office


def _opening(figures: Figures) -> str:
    locale = figures.locale
    cause = plain(locale.report.plan).rstrip(".;,") or f"chương trình “{plain(locale.programme)}”"
    marks = [] if figures.is_whole else [f"số liệu {wording.span(figures)}"]
    marks += ["số liệu minh hoạ, người và kết quả đều do máy dựng"] if figures.sample else []
    aside = f" ({'; '.join(marks)})" if marks else ""
    return f"Thực hiện {cause}, {wording.full(locale.issuer)} báo cáo kết quả {figures.quarter.name} như sau{aside}:"


def _target(found, of: str) -> list[dict]:
    second = found.read(of)
    return [
        _row(f"{plain(found.target.name)} được học và ứng dụng AI", found.trained),
        _row(f"– Trong đó: {wording.second(found)}", second),
    ]


def _row(name: str, share: Share) -> dict:
    rate = _rate(share)
    return {
        "name": name, "whole": count(share.whole), "part": count(share.part), "rate": rate, "goal": f"{share.goal}%",
        "verdict": wording.verdict(share.reached),
    }  # fmt: skip


def _rate(share: Share) -> str:
    return "–" if share.whole == 0 else per_cent(share.value)


def _readings(found) -> dict:
    return {
        "name": plain(found.target.name),
        "trained": count(found.trained.part),
        "second": count(found.second.part),
        "of_trained": _rate(found.second),
        "of_all": _rate(found.second_of_all),
        "measured": count(found.measured) if found.target.measure == "improved" else "–",
    }


def _group(group, is_past: bool) -> dict:
    return {"name": plain(group.name), "rate": _rate(group.rate), **_numbers(group, is_past)}


def _total(figures: Figures) -> dict:
    totals = figures.totals
    return {"rate": _rate(Share(totals.completed, totals.enrolled)), **_numbers(totals, figures.is_past)}


def _numbers(counted, is_past: bool) -> dict:
    """The cells of a group or of the ward; who has no trainer today would not fit the learners of a past day."""
    numbers = {name: count(getattr(counted, name)) for name in ("enrolled", "active", "completed", "trainers", "alone")}
    return numbers | ({"alone": "–"} if is_past else {})


def _recipients(names: list[str]) -> list[str]:
    return [f"{name}{'.' if i == len(names) else ';'}" for i, name in enumerate(names, 1)]
