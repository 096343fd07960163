"""A month's papers and book to read, and the figures and the report that a learner's procedure makes of them."""

from __future__ import annotations

import html
import json

from binhdan import cases
from binhdan.check.conditions import ConditionError, condition
from binhdan.check.figure_rules import decision, read_rules, work_out
from binhdan.check.month_book import book_of
from binhdan.check.monthly_report import hidden_kinds, make_report
from binhdan.check.registry import Wrong
from binhdan.playground.showing import Playground
from binhdan.playground.sources_page import sources
from binhdan.text import fold

_BOX = "border:1px solid #c9d6cf;border-radius:6px;padding:.4em .8em;margin:.3em 0"
_CELL = "border:1px solid #c9d6cf;padding:.1em .4em;text-align:left;vertical-align:top"
_WIDE = f"{_CELL};min-width:20em;white-space:normal"
_HEAD = f"{_CELL};position:sticky;top:0;background:#eef3f0;color:#1c1c1c"
_PAPER = f"{_BOX};white-space:pre-wrap;line-height:1.45;max-width:52em"
_FAINT = "opacity:.8;font-size:90%"
_WRONG = "color:#b3261e"
_NO_REPORT = "Chưa có báo cáo. Chép bản nháp AI (ở cuối hồ sơ) vào ô bài làm phía trên rồi sửa."


def month(case: str) -> Playground:
    """Show the documents, the book of reports and the AI's draft of a month; live, look words up and try conditions on the book."""
    return _Month(case, cases.load(case))


def month_report(table: list[dict], template: str, case: str) -> Playground:
    """Show each figure that the rules of ``table`` give for a month, and the report that ``template`` makes of them."""
    return _MonthReport(table, template, cases.load(case))


class _Month(Playground):
    def __init__(self, name: str, case: dict):
        self.case, self.sources = case, sources(name)

    def widget(self):
        import ipywidgets

        wanted = ipywidgets.Text(placeholder="gõ một điều kiện, ví dụ: tổ là Bến Trà và chưa xong", description="Lọc sổ:", layout=ipywidgets.Layout(width="60%"))
        book = ipywidgets.HTML(self._book(""))
        wanted.observe(lambda change: setattr(book, "value", self._book(change["new"])), "value")
        return ipywidgets.VBox([self.sources.widget(), wanted, book, ipywidgets.HTML(self._draft())])

    def still(self) -> str:
        return self.sources.still() + self._book("") + self._draft()

    def _book(self, wanted: str) -> str:
        columns = self.case["columns"]
        rows = [row.values() for row in self._chosen(wanted)]
        head = "".join(f"<th style='{_HEAD}'>{html.escape(column)}</th>" for column in columns)
        body = "".join(f"<tr>{''.join(_cell(column, cell) for column, cell in zip(columns, row))}</tr>" for row in rows)
        table = f"<div style='max-height:24em;overflow:auto'><table style='border-collapse:collapse;font-size:85%;line-height:1.35'><tr>{head}</tr>{body}</table></div>"
        return f"<p style='margin:.8em 0 .2em'><b>Sổ phản ánh: {len(rows)} dòng</b></p>{table}"

    def _chosen(self, wanted: str) -> list[dict]:
        """The rows that a condition chooses, in the words that the table of rules takes; what is none is looked up."""
        book = book_of(self.case)
        try:
            test = condition(wanted, book)
            return [row for row in book.rows if test(row)]
        except ConditionError:
            return [row for row in book.rows if fold(wanted).strip() in fold(" ".join(map(str, row.values())))]

    def _draft(self) -> str:
        return f"<details style='{_BOX}'><summary><b>Bản nháp AI soạn</b> (mở ra để chép)</summary><div style='{_PAPER}'>{html.escape(self.case['draft'])}</div></details>"


class _MonthReport(Playground):
    def __init__(self, table: list[dict], template: str, case: dict):
        self.table, self.template, self.case = table, template, case

    @property
    def quotes(self) -> str:
        """The citizens' words as they go into the report; "" until the row "trich" says what is hidden."""
        try:
            hidden_kinds(read_rules(self.table))
            return make_report("", self.table, self.case).quotes
        except Wrong:
            return ""

    def widget(self):
        import ipywidgets

        return ipywidgets.HTML(self.still())

    def still(self) -> str:
        try:
            rules = read_rules(self.table)
        except Wrong as wrong:
            return f"<p style='{_WRONG}'>{html.escape(str(wrong))}</p>"
        figures, rows = {}, ""
        for spec in self.case["figures"]:
            shown, style = self._figure(rules, spec["name"])
            if not style:
                figures[spec["name"]] = shown
            rows += f"<tr><td style='{_CELL}'><code>{{{spec['name']}}}</code></td><td style='{_CELL};{style}'>{html.escape(shown)}</td></tr>"
        given = "".join(f"<tr><td style='{_CELL}'><code>{{{name}}}</code></td><td style='{_CELL}'>{html.escape(value)}</td></tr>" for name, value in self.case["given"].items())
        kept = html.escape(json.dumps(figures, ensure_ascii=False, indent=1))
        tables = f"<b>Số liệu theo luật của bạn</b><table style='border-collapse:collapse'>{rows}{given}</table>"
        return f"{tables}<details><summary>Số liệu dạng JSON</summary><pre>{kept}</pre></details>{self._decided(rules)}{self._report()}"

    def _figure(self, rules: dict, name: str) -> tuple[str, str]:
        if name not in rules:
            return "còn trống", _FAINT
        try:
            return work_out(rules, name, self.case).shown, ""
        except Wrong as wrong:
            return str(wrong), _WRONG

    def _decided(self, rules: dict) -> str:
        try:
            codes, reason = decision(rules, self.case)
        except Wrong as wrong:
            return f"<p style='{_WRONG}'>{html.escape(str(wrong))}</p>"
        return f"<p><b>Người quyết</b>, trình Chủ tịch hôm nay: {html.escape(', '.join(codes))} ({html.escape(reason)})</p>"

    def _report(self) -> str:
        if not self.template.strip():
            return f"<p>{_NO_REPORT}</p>"
        return f"<b>Báo cáo {html.escape(self.case['given']['thang'])}</b><div style='{_PAPER}'>{html.escape(make_report(self.template, self.table, self.case).text)}</div>"


def _cell(column: str, cell: object) -> str:
    style = _WIDE if column == "nội dung" else f"{_CELL};white-space:nowrap"
    return f"<td style='{style}'>{html.escape(str(cell))}</td>"
