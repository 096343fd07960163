"""What a check says: a state and one line that helps."""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The three outcomes of a check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"


_LOOK = {
    State.PASSED: ("✓", "#1b7f4d"),
    State.FAILED: ("✗", "#b3261e"),
    State.NOT_ATTEMPTED: ("○", "#5f6368"),
}


@dataclass(frozen=True)
class Verdict:
    """A check's value and its reason, one Vietnamese line that never holds the answer."""

    state: State
    reason: str

    @property
    def passed(self) -> bool:
        """Whether the points are earned."""
        return self.state is State.PASSED

    def __repr__(self) -> str:
        # nbgrader reads a result that is a number as partial credit: anything but a pass is worth 0.
        return "Đạt" if self.passed else "0"

    def _repr_html_(self) -> str:
        mark, colour = _LOOK[self.state]
        return (
            f'<div class="binhdan-verdict" data-state="{self.state}" style="border-left:4px solid {colour};'
            f'padding:.4em .8em;margin:.2em 0"><b style="color:{colour}">{mark}</b> {html.escape(self.reason)}</div>'
        )


def passed(reason: str) -> Verdict:
    """The property holds."""
    return Verdict(State.PASSED, reason)


def failed(reason: str) -> Verdict:
    """The property does not hold; ``reason`` names it and what to try."""
    return Verdict(State.FAILED, reason)


def not_attempted(reason: str = "Bạn chưa làm bài này. Viết câu trả lời ở ô bài làm, bấm ▶ rồi kiểm tra lại.") -> Verdict:
    """Nothing to look at yet; not an error."""
    return Verdict(State.NOT_ATTEMPTED, reason)
