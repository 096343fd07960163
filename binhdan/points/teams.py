"""Teams (residential groups, offices): how they rank, fair to small and large ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_FROM = 5  # people; a smaller team would show single people
WEIGHT = 80  # so many people of the ward's mean stand beside a team's own


@dataclass(frozen=True, slots=True)
class Team:
    """A team: how many members it has, and how many of them have done what is counted (here: completed a level)."""

    name: str
    members: int
    passed: int


def ranking(teams: Iterable[Team], shown_from: int = SHOWN_FROM) -> list[tuple[int, Team, float]]:
    """Return (place, team, rate) of the teams with ``shown_from`` members and more, best first; equal rates share a place.

    The rate is (passed + 80 m) / (members + 80), m being the rate of all teams shown: a team of a few people is not first
    or last by chance. Smaller teams are left out of m too, or it would tell of them. ValueError where more have passed
    than there are.
    """
    teams = list(teams)
    if wrong := [team.name for team in teams if not 0 <= team.passed <= team.members]:
        raise ValueError(f"more passed than members in {', '.join(wrong)}")
    shown = [team for team in teams if team.members >= max(1, shown_from)]
    if not shown:
        return []
    mean = sum(team.passed for team in shown) / sum(team.members for team in shown)
    # Rounded, or two equal teams could differ in the last bit.
    rated = [(round((team.passed + WEIGHT * mean) / (team.members + WEIGHT), 9), team) for team in shown]
    rated.sort(key=lambda row: (-row[0], row[1].name))
    places: dict[float, int] = {}
    for place, (rate, _) in enumerate(rated, 1):
        places.setdefault(rate, place)
    return [(places[rate], team, rate) for rate, team in rated]


def risers(before: Iterable[Team], now: Iterable[Team]) -> list[Team]:
    """Return the teams where, for their size, most have passed since ``before``, ranked the same way; empty: nobody has.

    A team that was not there before began with none; where fewer have passed than before (people moved, were erased),
    none is counted.
    """
    there = {team.name: team.passed for team in before}
    new = [Team(team.name, team.members, max(0, team.passed - min(there.get(team.name, 0), team.members))) for team in now]
    ranked = [(place, team) for place, team, _ in ranking(new)]
    return [team for place, team in ranked if place == 1 and team.passed > 0]
