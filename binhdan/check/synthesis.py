"""Checks of a synthesis table: each answer with its source and quotation, and a flag where sources disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from binhdan import cases
from binhdan.check.details import figures
from binhdan.check.quotes import bears, problem, sealed_parts
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.check.sources import named_sources, source_text, table_rows
from binhdan.text import count_words, words

_COLUMNS = ("dòng", "hỏi gì", "trả lời", "nguồn", "câu trích", "cờ")
_HELD_OUT_CELLS = (
    "Ở các dòng chấm riêng, còn ô chưa đúng, chưa đủ nguồn hoặc câu trích chưa mang câu trả lời. "
    "Đọc lại cả bốn văn bản cho từng dòng."
)
_MOST_FIGURES = 3  # an answer that names more numbers is a list of guesses
# The first word (or sign) of what people write in the last column.
_FLAG = {"x", "v", "co", "mau", "venh", "khac", "hoi", "can", "1", "!", "✓", "✔", "⚑", "🚩"}
_NO_FLAG = {"", "-", "–", "0", "khong", "ko", "k"}


@dataclass(frozen=True)
class Entry:
    """One filled line: its place in the cell, the row it answers, the answer, the source's code, the quotation, the flag."""

    line: int
    row: int
    answer: str
    code: str
    quote: str
    flagged: bool


def key(name: str, rows: dict[int, dict[str, tuple[str, list[list[str]]]]]) -> dict:
    """Return the sealed key of some rows: row -> source code -> (its figure, the parts its quotation must hold).

    A row with two sources is one on which they disagree.
    """
    return {
        "name": name,
        "rows": {
            str(row): {
                seal(name, row, code): {
                    "figure": seal(name, row, code, *_values(figure)),
                    "parts": sealed_parts(parts, name, row, code),
                }
                for code, (figure, parts) in sources.items()
            }
            for row, sources in rows.items()
        },
    }


@checked
def table_is_sourced(table: list[dict], case: dict) -> str:
    """Pass a table in which every row of the case is filled, every line quotes its source, and flags stand on pairs.

    ``case`` has ``sources`` ({"code", "title", "lines"}) and ``rows``, how many there are.
    """
    entries = _entries(table, case)
    by_code = {source["code"]: source for source in case["sources"]}
    if empty := [str(row) for row in range(1, case["rows"] + 1) if not any(entry.row == row for entry in entries)]:
        raise Wrong(f"Còn trống dòng {', '.join(empty)}. Mỗi dòng cần câu trả lời, nguồn và câu trích.")
    for entry in entries:
        where = f"Dòng {entry.row}, nguồn {entry.code}"
        if not words(entry.answer):
            raise Wrong(f"{where}: chưa có câu trả lời. Ghi con số hoặc ngày, thật gọn.")
        if wrong := problem(entry.quote, source_text(by_code[entry.code])):
            raise Wrong(f"{where}: {wrong}")
    for row in range(1, case["rows"] + 1):
        _pair_and_flag_agree(row, [entry for entry in entries if entry.row == row])
    return f"{len(entries)} dòng đều có nguồn và câu trích nguyên văn. Đúng hay sai thì chưa xét."


@checked
def cells_match(table: list[dict], case: dict) -> str:
    """Pass a table whose answers and sources are those of the case's key, row by row."""
    for row, expected in _keyed_rows(table, case):
        for entry, right in expected:
            if not right or not _figure_right(entry, right, case):
                what = "chưa đúng nguồn" if not right else "câu trả lời chưa khớp với nguồn đã ghi"
                raise Wrong(f"Dòng {row}: {what}. Đọc lại câu hỏi: hỏi khoản nào, do ai chi, cho việc gì?")
    return "Câu trả lời và nguồn ở các dòng chấm ngay đều khớp."


@checked
def cells_are_proven(table: list[dict], case: dict) -> str:
    """Pass a table whose keyed rows have the right answer, source and a verbatim quotation that holds the answer."""
    shown = _shown(case)
    by_code = {source["code"]: source for source in shown["sources"]}
    for row, expected in _keyed_rows(table, case):
        for entry, right in expected:
            if wrong := _unproven(entry, right, source_text(by_code[entry.code]), case):
                raise Wrong(_HELD_OUT_CELLS if case.get("held_out") else f"Dòng {row}: {wrong}")
    return "Các dòng ấy đều đúng, và câu trích chứng minh được câu trả lời."


@checked
def conflicts_flagged(table: list[dict], case: dict) -> str:
    """Pass a table that flags the rows of ``case["conflicts"]``, with the figure of both sources, and no other row."""
    entries, sealed = _entries(table, _shown(case)), case["key"]
    flagged = {entry.row for entry in entries if entry.flagged}
    if not flagged:
        raise Wrong("Chưa gắn cờ dòng nào, mà có hai văn bản nói khác nhau về cùng một việc. So từng con số giữa các văn bản.")
    if flagged != set(case["conflicts"]):
        raise Wrong("Cờ chưa đúng chỗ. Chỉ gắn cờ khi hai văn bản nói về cùng một khoản, cho cùng một hộ, mà con số khác nhau.")
    there = {seal(sealed["name"], entry.row, entry.code): entry for entry in entries if entry.row in flagged}
    both = [(there.get(code), right) for row in flagged for code, right in sealed["rows"][str(row)].items()]
    # A flag on sources whose figures nobody has read is a guess.
    if not all(entry and _figure_right(entry, right, case) for entry, right in both):
        raise Wrong("Cờ chưa đúng chỗ, hoặc chưa ghi đúng con số của từng văn bản. Mỗi văn bản ghi một dòng, với con số của chính nó.")
    return "Gắn cờ đúng chỗ hai văn bản mâu thuẫn."


def _shown(case: dict) -> dict:
    return cases.load(case["on"]) if "on" in case else case


def _keyed_rows(table: list[dict], case: dict):
    """For each row of the key: (row, [(entry, its part of the key or None)]); Wrong where entries are missing or too many."""
    sealed = case["key"]
    entries = _entries(table, _shown(case), only={int(number) for number in sealed["rows"]})
    for number, sources in sealed["rows"].items():
        row = int(number)
        found = [entry for entry in entries if entry.row == row]
        if len(found) != len(sources) or len({entry.code for entry in found}) != len(found):
            if case.get("held_out"):
                raise Wrong(_HELD_OUT_CELLS)
            if not found:
                raise Wrong(f"Dòng {row} còn trống. Ghi câu trả lời, nguồn và câu trích vào dòng ấy.")
            raise Wrong(f"Dòng {row}: có {len(found)} câu trả lời. Chỉ ghi hai dòng khi hai văn bản nói khác nhau về cùng một việc.")
        yield row, [(entry, sources.get(seal(sealed["name"], row, entry.code))) for entry in found]


def _unproven(entry: Entry, right: dict | None, text: str, case: dict) -> str:
    """What keeps a line from proving its answer; "" where nothing does."""
    if not right or not _figure_right(entry, right, case):
        return "nguồn hoặc câu trả lời chưa đúng. Xem lời nhắc của ô kiểm tra phía trên."
    if wrong := problem(entry.quote, text):
        return wrong
    if not bears(entry.quote, right["parts"], case["key"]["name"], entry.row, entry.code):
        return "đọc riêng câu trích thì chưa tin được câu trả lời. Trích câu nói rõ việc gì và bao nhiêu, hoặc khi nào."
    return ""


def _figure_right(entry: Entry, right: dict, case: dict) -> bool:
    said = _values(entry.answer)
    return len(said) <= _MOST_FIGURES and right["figure"] in {seal(case["key"]["name"], entry.row, entry.code, value) for value in said}


def _values(text: str) -> list[str]:
    """The numbers and days of an answer, each in one form: "15 triệu" is "15000000", "ngày 05/09/2026" is "5/9"."""
    found = []
    for detail in figures(text):
        value = detail.values[0]
        found.append(f"{value[0]}/{value[1]}" if detail.kind == "date" else str(value[0] if isinstance(value, tuple) else value))
    return list(dict.fromkeys(found))


def _pair_and_flag_agree(row: int, entries: list[Entry]) -> None:
    flagged = [entry.flagged for entry in entries]
    if any(flagged) and len(entries) == 1:
        told = f"gắn cờ mà mới ghi một nguồn. Ghi thêm một dòng {row} nữa cho văn bản nói khác, hoặc bỏ cờ."
        raise Wrong(f"Dòng {row}: {told}")
    if len(entries) > 1 and not all(flagged):
        told = f"có {len(entries)} câu trả lời mà chưa gắn cờ đủ. Hai nguồn mâu thuẫn thì gắn cờ cả hai; không thì giữ một."
        raise Wrong(f"Dòng {row}: {told}")
    if len({entry.code for entry in entries}) < len(entries):
        raise Wrong(f"Dòng {row}: hai câu trả lời từ cùng một nguồn. Mâu thuẫn là hai văn bản khác nhau nói về một việc.")


def _entries(table: list[dict], case: dict, only: set[int] | None = None) -> list[Entry]:
    """Read the filled lines, of the rows ``only`` where given; Wrong names the one that can't be read."""
    found: list[Entry] = []
    row = 0
    for line, (number, _, answer, code, quote, flag) in table_rows(table, _COLUMNS):
        if not (answer or code or quote):
            if found and found[-1].row == row and count_words(number) > 2:
                # A pasted quotation that ran on into a new line.
                found[-1] = replace(found[-1], quote=f"{found[-1].quote} {number}")
            continue
        row = _row(line, number, row, case["rows"])
        if only and row not in only:
            continue
        named = named_sources(code, case["sources"])
        if len(named) != 1:
            codes = ", ".join(source["code"] for source in case["sources"])
            said = f"đang là “{_short(code)}”; " if code else ""
            told = f"Mỗi dòng đủ sáu ô; hai văn bản nói khác nhau thì ghi thành hai dòng {row}."
            raise Wrong(f"Dòng {row}: cột “nguồn” {said}cần ghi đúng một trong {codes}. {told}")
        found.append(Entry(line, row, answer, named[0]["code"], quote, _flagged(row, flag)))
    return found


def _row(line: int, cell: str, before: int, rows: int) -> int:
    """The row that a line answers; a line without a number goes with the one above it."""
    number = re.search(r"\d+", cell)
    if number and 1 <= int(number[0]) <= rows:
        return int(number[0])
    if not cell and before:
        return before
    raise Wrong(f"Hàng thứ {line} của bảng: cột “dòng” phải là số từ 1 đến {rows}.")


def _short(cell: str) -> str:
    kept = cell.split()
    return " ".join(kept[:5]) + ("…" if len(kept) > 5 else "")


def _flagged(row: int, cell: str) -> bool:
    said = (words(cell) or [cell.strip(" .")])[0]
    if said in _FLAG:
        return True
    if said in _NO_FLAG:
        return False
    raise Wrong(f"Dòng {row}: cột “cờ” chỉ ghi x khi hai văn bản mâu thuẫn, còn lại để trống.")
