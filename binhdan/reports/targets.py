"""How far a target group is: shares of people, with their goals and the evidence behind them."""

from __future__ import annotations

from dataclasses import dataclass

from binhdan.locale import Target

OF_TRAINED, OF_ALL = "trained", "all"


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole`` people and the goal in per cent; None is a number too small to be shown."""

    part: int | None
    whole: int | None
    goal: int | None = None

    @property
    def value(self) -> float | None:
        """Per cent with one decimal, rounded down so that nothing looks reached that is not; None where unknown."""
        return None if self.part is None or not self.whole else self.part * 1000 // self.whole / 10

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None where nothing can be said."""
        return None if self.value is None or self.goal is None else self.part * 100 >= self.goal * self.whole

    @property
    def short(self) -> int | None:
        """How many more people the goal needs; None where nothing can be said."""
        return None if self.reached is None else max(0, -(-self.goal * self.whole // 100) - self.part)


@dataclass(frozen=True)
class TargetFigures:
    """One target group of the plan, on the day of the report.

    ``enrolled``: learners listed in it; ``people``: how many there are, where the locale says so; ``trained``: who has
    passed a lesson, of all; ``second``: of the trained who works better ("improved", measured by the level tests) or can
    do it ("able", level 1 completed); ``second_of_all``: the other reading; ``measured``: trained who took both tests;
    ``counts_learners``: whether the learners stand in for the people, whose number is not known or outgrown.
    """

    target: Target
    enrolled: int | None
    trained: Share
    second: Share
    second_of_all: Share
    measured: int | None
    counts_learners: bool

    @property
    def people(self) -> int | None:
        """What the shares are taken of: the people of the group, or its learners."""
        return self.trained.whole

    def read(self, of: str) -> Share:
        """Return the second share in the reading ``of``: OF_TRAINED or OF_ALL."""
        return self.second if of == OF_TRAINED else self.second_of_all

    def other(self, of: str) -> Share:
        """Return the share in the reading that ``of`` is not."""
        return self.read(OF_ALL if of == OF_TRAINED else OF_TRAINED)
