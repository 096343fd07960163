"""The cell magics ``%%prompt``, ``%%table`` and ``%%text``: an answer written as plain text."""

from __future__ import annotations

from binhdan import cells


def register(shell) -> None:
    """Give an IPython ``shell`` the three magics."""
    shell.register_magic_function(prompt, "cell", "prompt")
    shell.register_magic_function(table, "cell", "table")
    shell.register_magic_function(text, "cell", "text")


def prompt(line: str, cell: str):
    """``%%prompt name [case]``: keep the prompt, send it, show the reply.

    With a case, the slots ``{…}`` of the prompt are filled from it before it is sent.
    """
    from binhdan.ai.asking import ask

    name, case = _words(line)
    written = cells.body(cell)
    cells.prompts[name] = written
    if not written:
        cells.replies[name] = ""
        return _Note("Viết câu lệnh của bạn vào ô này rồi bấm ▶.")
    answer = ask(_filled(written, case))
    cells.replies[name] = answer.text
    return answer


def table(line: str, cell: str):
    """``%%table name``: keep rows written between ``|`` as a list of dicts."""
    name, _ = _words(line)
    cells.tables[name] = []
    try:
        rows = cells.table(cells.body(cell))
    except ValueError as error:
        return _Note(str(error))
    cells.tables[name] = rows
    return _Note(f"Đã ghi bảng “{name}”: {len(rows)} dòng." if rows else "Viết các dòng của bảng vào ô này rồi bấm ▶.")


def text(line: str, cell: str):
    """``%%text name``: keep the text as it is written."""
    name, _ = _words(line)
    cells.texts[name] = cells.body(cell)
    lines = len(cells.texts[name].splitlines())
    return _Note(f"Đã ghi “{name}”: {lines} dòng." if lines else "Viết vào ô này rồi bấm ▶.")


class _Note:
    """One line for the person at the screen."""

    def __init__(self, line: str):
        self.line = line

    def __repr__(self) -> str:
        return self.line


def _words(line: str) -> tuple[str, str]:
    name, _, case = line.strip().partition(" ")
    return name or "chua_dat_ten", case.strip()


def _filled(written: str, case: str) -> str:
    if not case:
        return written
    from binhdan.cases import load
    from binhdan.slots import fill

    return fill(written, load(case)["facts"])
