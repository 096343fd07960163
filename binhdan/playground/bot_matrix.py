"""Bots against test cases: who says what, and where the scorer says no."""

from __future__ import annotations

import html
from collections.abc import Callable

from binhdan import cases
from binhdan.check.bots import Bot
from binhdan.check.evals import judge
from binhdan.check.registry import Wrong
from binhdan.playground.showing import Playground

_CELL = "border:1px solid #c9d6cf;padding:.25em .5em;text-align:center;white-space:nowrap"
_COLOUR = {True: "#1b7f4d", False: "#b3261e"}


def bot_says(question: str, case: str) -> Playground:
    """Show what each bot of ``case`` answers to one question."""
    return _Says(question, case)


def bots(score: Callable, test_cases: list, case: str) -> Playground:
    """Show the scorer's verdict for each bot of ``case`` on each test case."""
    return _Matrix(score, test_cases, case)


class _Says(Playground):
    def __init__(self, question: str, case: str):
        self.question, self.case = question, case

    def widget(self):
        import ipywidgets

        typed = ipywidgets.Text(value=self.question, description="Hỏi:", layout={"width": "95%"}, continuous_update=False)
        page = ipywidgets.HTML(self._answers(self.question))
        typed.observe(lambda change: setattr(page, "value", self._answers(change["new"])), "value")
        return ipywidgets.VBox([typed, page])

    def still(self) -> str:
        """The question with every bot's answer."""
        return f"<p><b>Câu hỏi:</b> {html.escape(self.question)}</p>{self._answers(self.question)}"

    def _answers(self, question: str) -> str:
        case = cases.load(self.case)
        book = cases.load(case["so"])
        rows = "".join(
            f"<tr><th style='{_CELL}' scope='row'>{html.escape(spec['ten'])}</th>"
            f"<td style='{_CELL};text-align:left;white-space:normal'>{html.escape(Bot(spec, book).reply(question))}</td></tr>"
            for spec in case["bot"]
        )
        return f"<table style='border-collapse:collapse'>{rows}</table>"


class _Matrix(Playground):
    def __init__(self, score: Callable, test_cases: list, case: str):
        self.score, self.test_cases, self.case = score, test_cases, case

    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())

    def still(self) -> str:
        """A table of bots and cases, then the replies behind the most telling row of each bot."""
        try:
            case = cases.load(self.case)
            judged = judge(self.score, self.test_cases, case)
        except (Wrong, cases.CaseNotFound) as problem:
            return f"<p>{html.escape(str(problem))}</p>"
        good = {spec["ten"]: not spec["loi"] for spec in case["bot"]}
        head = "".join(f"<th style='{_CELL}' scope='col'>{i}</th>" for i in range(1, len(self.test_cases) + 1))
        rows = "".join(_row(name, good[name], answers) for name, answers in judged.items())
        notes = "".join(_note(name, good[name], answers, self.test_cases) for name, answers in judged.items())
        return (
            f"<div style='overflow-x:auto'><table style='border-collapse:collapse'><tr><th style='{_CELL}'>Bot \\ ca</th>{head}"
            f"<th style='{_CELL}'>Kết luận</th></tr>{rows}</table></div><ul>{notes}</ul>"
        )


def _row(name: str, good: bool, answers: list[tuple[str, bool]]) -> str:
    marks = "".join(
        f"<td style='{_CELL};color:{_COLOUR[verdict]}' title='{html.escape(reply, quote=True)}'>{'✓' if verdict else '✗'}</td>"
        for reply, verdict in answers
    )
    kind = "tốt" if good else "hỏng"
    return f"<tr><th style='{_CELL}' scope='row'>{html.escape(name)} ({kind})</th>{marks}<td style='{_CELL}'>{_conclusion(good, answers)}</td></tr>"


def _conclusion(good: bool, answers: list[tuple[str, bool]]) -> str:
    accepted = all(verdict for _, verdict in answers)
    if good:
        return "nhận, đúng" if accepted else "loại nhầm"
    return "lọt lưới" if accepted else "bắt được"


def _note(name: str, good: bool, answers: list[tuple[str, bool]], test_cases: list) -> str:
    """One case to think about: where a good bot is refused, or what a broken bot was caught by."""
    first = next((i for i, (_, verdict) in enumerate(answers) if not verdict), None)
    if first is None:
        return ""
    kind = "bị loại nhầm" if good else "bị bắt"
    question, reply = html.escape(test_cases[first]["hoi"]), html.escape(answers[first][0][:160])
    return f"<li>{html.escape(name)} {kind} ở ca {first + 1}: “{question}” → “{reply}”</li>"
