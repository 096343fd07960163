"""Figures of a quarter made by hand, for what shows them: no database, and every kind of cell."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from binhdan.locale import load_locale
from binhdan.reports.figures import Figures, GroupFigures, Totals
from binhdan.reports.quarters import Quarter
from binhdan.reports.targets import Share, TargetFigures

LOCALE = load_locale(Path(__file__).resolve().parents[1], "doi-che")
WEEKS = (12, 15, 0, None, 22, 31, 18, 9, 27, 30, 33, 41, 38)


def made(**changed) -> Figures:
    """A quarter that is not over: one goal of six is reached, one group is hidden, one has nobody, three have no trainer."""
    officials, owners, workers = LOCALE.targets
    groups = [
        GroupFigures(name, LOCALE.group_people[name], 100 + 7 * i, 60 + 5 * i, 20 + 6 * i, i % 4, 90 + i, WEEKS)
        for i, name in enumerate(LOCALE.groups)
    ]
    groups[3] = replace(groups[3], enrolled=None, active=None, completed=None, alone=None, weeks=(None,) * 13)
    groups[9] = replace(groups[9], enrolled=0, active=0, completed=0, alone=0, weeks=(0,) * 13)
    figures = Figures(
        locale=LOCALE,
        quarter=Quarter(2026, 4),
        until=date(2026, 11, 26),
        reckoned=datetime(2026, 11, 26, 21, 5),
        made=datetime(2026, 11, 5, 8, 0),
        sample=False,
        targets=(
            TargetFigures(officials, 64, Share(64, 64, 100), Share(21, 64, 50), Share(21, 64, 50), 40, False),
            TargetFigures(owners, 180, Share(158, 212, 80), Share(None, 158, 50), Share(None, 212, 50), None, False),
            TargetFigures(workers, 3100, Share(2896, 4310, 80), Share(1440, 2896, 50), Share(1440, 4310, 50), 900, False),
        ),
        groups=tuple(groups),
        totals=Totals(1344, 851, 485, 17, 1201, 25066, (485, 60, 12, None, 0), (300, 500, 400, 100, 44)),
        days=tuple(None if n % 23 == 0 else 5 + n * n % 97 for n in range(88)) + (None,) * 3,
    )
    return replace(figures, **changed)


def strange(name: str) -> Figures:
    """The figures with ``name`` wherever a name comes from outside."""
    figures = made()
    locale = replace(
        LOCALE, issuer=name, superior=name, programme=name, place=name, group_word=name,
        report=replace(LOCALE.report, plan=name, addressee=name, signer=name, signer_title=name, recipients=(name, name), series=name),
    )  # fmt: skip
    targets = tuple(replace(each, target=replace(each.target, name=name)) for each in figures.targets)
    groups = tuple(replace(each, name=name) for each in figures.groups)
    return replace(figures, locale=locale, targets=targets, groups=groups)
