"""A wage sheet as a spreadsheet shows it, with formulas laid over it and one person's rows in colour."""

from __future__ import annotations

import html
import re

from binhdan import cases
from binhdan.check.formula_functions import Error, Value
from binhdan.check.registry import Wrong
from binhdan.check.sheets import DATA, HELPERS, Sheet, read_formulas
from binhdan.playground.showing import Playground

_CELL = "border:1px solid #c9d6cf;padding:.1em .5em;min-width:2em"
_HEAD = f"{_CELL};background:#eef3f0;color:#1c1c1c;text-align:center"
_OWN, _BROKEN = "background:#cdebd8;color:#1c1c1c", "background:#f6c9c4;color:#1c1c1c"
_NOTE = "Số nằm bên phải ô, chữ nằm bên trái. Dấu · là dấu cách thừa."
# A space at either end, or the second and further of several in a row.
_SPACE = re.compile(r"(?<=\s)\s|^\s|\s$")


def sheet(case: str, formulas: list[dict] | None = None) -> Playground:
    """Show the sheet of ``case`` under ``formulas`` (cell | formula), else under the recorded ones; live, choose a person."""
    return _SheetPage(cases.load(case), formulas)


class _SheetPage(Playground):
    def __init__(self, case: dict, formulas: list[dict] | None):
        self.case, self.recorded = case, formulas is None
        self.written = case["ai"] if formulas is None else formulas

    def widget(self):
        import ipywidgets

        chosen = ipywidgets.Dropdown(options=list(self.case["totals"]), description="Ô I2:")
        page = ipywidgets.HTML(self.still())
        chosen.observe(lambda change: setattr(page, "value", self._page(change["new"])), "value")
        return ipywidgets.VBox([chosen, page])

    def still(self) -> str:
        return self._page(next(iter(self.case["totals"])))

    def _page(self, person: str) -> str:
        try:
            formulas = read_formulas(self.written)
        except Wrong as wrong:
            return self._table(Sheet(self.case, {}, person)) + f"<div>{html.escape(str(wrong))}</div>"
        laid = Sheet(self.case, formulas, person)
        total = _shown(laid.total())
        answer = f"<p><b>I2</b>: {html.escape(person)} → <b>J2</b>: <b>{total}</b></p>"
        if self.recorded:
            origin = html.escape(self.case["origin"])
            answer = f"<p>AI viết ở J2: <code>{html.escape(self.written[0]['công thức'])}</code></p>{answer}<div style='opacity:.8;font-size:90%'>{origin}</div>"
        return self._table(laid) + answer

    def _table(self, laid: Sheet) -> str:
        columns = DATA + "".join(column for column in HELPERS if f"{column}2" in laid.formulas)
        letters = "".join(f"<th style='{_HEAD}'>{column}</th>" for column in ["", *columns])
        rows = "".join(self._row(laid, columns, row) for row in range(1, laid.last_row + 1))
        return f"<table style='border-collapse:collapse'><tr>{letters}</tr>{rows}</table><div style='opacity:.8'>{_NOTE}</div>"

    def _row(self, laid: Sheet, columns: str, row: int) -> str:
        name = laid.value("B", row)
        own = _OWN if isinstance(name, str) and name.split() == laid.asked.split() else ""
        cells = "".join(_cell(laid.value(column, row), _HEAD if row == 1 else own) for column in columns)
        return f"<tr><th style='{_HEAD}'>{row}</th>{cells}</tr>"


def _cell(value: Value, style: str) -> str:
    side = "right" if isinstance(value, float) else "left"
    style = _BROKEN if isinstance(value, Error) else style
    return f"<td style='{_CELL};min-width:5.5em;text-align:{side};{style}'>{_shown(value)}</td>"


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return _SPACE.sub("·", html.escape(str(value)))
