"""What the learners of a batch did in the lessons: points of the game, lessons passed, levels completed."""

from __future__ import annotations

import numpy as np

from binhdan.points.batch import MILLION, NEVER, days_of, micro
from binhdan.points.levels import SLACK, is_done
from binhdan.points.rules import CHALLENGE, TEACH_BACK, Rules

# A lesson of the course, as in ``rules.Row``; points in millionths.
LESSON = np.dtype([("place", "i8"), ("most", "i8"), ("line", "i8"), ("level", "i8"), ("counts", "?"), ("kind", "i8")], align=True)


class Work:
    """``marks`` stand in the order of time, learner after learner, with the lesson of each in ``lessons`` (of LESSON).

    Arrays that it returns have a cell for each of ``people`` learners.
    """

    def __init__(self, people: int, marks: np.ndarray, lessons: np.ndarray, rules: Rules) -> None:
        self._people, self._rules, self._marks, self._lessons = people, rules, marks, lessons
        self._who, self._day, self._places = marks["who"], days_of(marks), len(rules.table)
        self._points = np.minimum(marks["points"], lessons["most"])
        self._slot = self._who * self._places + lessons["place"]  # a number for each lesson of each learner

    def credited(self, today: int) -> np.ndarray:
        """Return the points of the game by ``today``: at most the cap a day, and what is over comes on the days that follow."""
        gains = _rises(self._slot, self._worth())
        sums, total = _running(self._who, gains, self._people)
        # As in a queue: no more has come than what there was before any one day, and a full cap a day since.
        np.minimum.at(total, self._who, sums - gains + micro(self._rules.game.daily_cap) * (today + 1 - self._day))
        return total / MILLION

    def worth(self) -> dict[int, float]:
        """Return place of a lesson -> points of the game that it brings its learner; for a batch of one."""
        best = np.zeros(self._places, "i8")
        np.maximum.at(best, self._slot, self._worth())
        return {place: points / MILLION for place, points in enumerate(best.tolist())}

    def levels(self) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
        """Return level -> the day on which it was completed (NEVER where it is not), and level -> whether with distinction."""
        rises = _rises(self._slot, self._points)
        days, distinguished = {}, {}
        for level, goal in self._rules.goals.items():
            ours = self._lessons["counts"] & (self._lessons["level"] == level)
            sums, total = _running(self._who[ours], rises[ours], self._people)
            done = self._first_day(ours, sums >= micro(goal.points - SLACK))
            for place in goal.decisive:
                done = np.maximum(done, self._decided(place))
            days[level] = np.where(done < NEVER, np.maximum(done, self._rules.game.opened.toordinal()), NEVER)
            distinguished[level] = (done < NEVER) & (total >= micro(goal.distinction - SLACK))
        return days, distinguished

    def _decided(self, place: int) -> np.ndarray:
        """Return the first day on which a challenge or teach-back did what its level asks of it."""
        ours = self._lessons["place"] == place
        lessons = self._lessons.compress(ours)
        challenge = bool((lessons["kind"] == CHALLENGE).any())
        return self._first_day(ours, is_done(challenge, self._points[ours], lessons["line"], ~self._marks["person"][ours]))

    def _first_day(self, of: np.ndarray, where: np.ndarray) -> np.ndarray:
        """Return the day of each learner's first mark that is in ``of`` and, among those, in ``where``."""
        days = np.full(self._people, NEVER)
        np.minimum.at(days, self._who[of][where], self._day[of][where])
        return days

    def passed(self) -> np.ndarray:
        """Return how many lessons were passed."""
        return self._won(self._marks["passed"]).sum(axis=1)

    def unaided(self) -> np.ndarray:
        """Return who passed all lessons of some level without a second hint."""
        won = self._won(self._marks["passed"] & (self._marks["hints"] <= 0))
        return np.logical_or.reduce([won[:, list(goal.lessons)].all(axis=1) for goal in self._rules.goals.values()], initial=False)

    def put_right(self) -> np.ndarray:
        """Return who passed a lesson after a try that had earned points and not the pass."""
        failed, passed = np.full(self._people * self._places, NEVER), np.full(self._people * self._places, -NEVER)
        tried, at = ~self._marks["passed"] & (self._points > 0), self._marks["at"]
        np.minimum.at(failed, self._slot[tried], at[tried])
        np.maximum.at(passed, self._slot[self._marks["passed"]], at[self._marks["passed"]])
        return (failed < passed).reshape(self._people, -1).any(axis=1)

    def challenged(self) -> np.ndarray:
        """Return who passed a challenge."""
        return self._some(self._marks["passed"] & (self._lessons["kind"] == CHALLENGE))

    def taught(self) -> np.ndarray:
        """Return who passed a teach-back that people have marked."""
        return self._some(self._marks["passed"] & (self._lessons["kind"] == TEACH_BACK) & ~self._marks["person"])

    def _won(self, marks: np.ndarray) -> np.ndarray:
        table = np.zeros(self._people * self._places, bool)
        table[self._slot[marks]] = True
        return table.reshape(self._people, -1)

    def _some(self, marks: np.ndarray) -> np.ndarray:
        found = np.zeros(self._people, bool)
        found[self._who[marks]] = True
        return found

    def _worth(self) -> np.ndarray:
        """What each mark is worth in the game: a hint costs, but never the pass."""
        lowered = self._points - np.maximum(self._marks["hints"], 0) * micro(self._rules.game.hint_cost)
        return np.maximum(lowered, np.where(self._marks["passed"], np.minimum(self._points, self._lessons["line"]), 0))


def _rises(slots: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return by how much each value is above 0 and above all that came before it in its slot."""
    order = np.argsort(slots, kind="stable")
    floor = slots[order] * (values.max(initial=0) + 1)  # each slot begins above everything of the one before
    best = np.maximum.accumulate(floor + np.maximum(values[order], 0))
    rises = np.empty_like(values)
    rises[order] = best - np.maximum(floor, np.append(0, best)[:-1])
    return rises


def _running(who: np.ndarray, gains: np.ndarray, people: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the sum of a learner's gains up to and with each one, and the sum of all for each learner."""
    total = np.zeros(people, "i8")
    np.add.at(total, who, gains)
    return np.cumsum(gains) - (np.cumsum(total) - total)[who], total
