"""Checks of sources chosen for a question: which were trusted, and the quotation that proves the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from binhdan import cases
from binhdan.check.quotes import bears, problem, sealed_parts
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import count_words, words

_COLUMNS = ("mã", "câu trích")
_BAR = "Giữa mã và câu trích gõ dấu | (giữ Shift, bấm phím phía trên Enter)."
# A row in one cell: "2 - Hộ gia đình …".
_ONE_CELL = re.compile(r"(?P<code>(?:(?:nguồn|kết quả|số|mã|trang)\s+){0,2}\d+)\s*[-–—:]\s+(?P<quote>\S.*)", re.I | re.S)


@dataclass(frozen=True)
class Choice:
    """One source that a learner trusts: the line of the table, the source's code, the quotation."""

    line: int
    code: str
    quote: str


def key(name: str, right: dict[str, list[list[str]]], weak: dict[str, str], newest: str, stale: list[str]) -> dict:
    """Return the sealed key of the question ``name``.

    ``right`` has the trusted codes, each with the parts that its quotation must hold (see
    ``quotes.sealed_parts``); ``weak`` says of each other code what is wrong with it; ``newest`` is
    the document in force, ``stale`` are those it has replaced.
    """
    return {
        "name": name,
        "right": {seal(name, code): sealed_parts(parts, name, code) for code, parts in right.items()},
        "weak": {seal(name, code): what for code, what in weak.items()},
        "newest": seal(name, newest),
        "stale": [seal(name, code) for code in stale],
    }


def named_sources(cell: str, sources: list[dict]) -> list[dict]:
    """Return the sources that a cell names by their codes, in order ("3", "Kết quả 03", "nguồn a và b")."""
    by_code = {" ".join(words(source["code"])): source for source in sources}
    said = dict.fromkeys(word.lstrip("0") for word in words(cell))
    return [by_code[word] for word in said if word in by_code]


def table_rows(table: list[dict], columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """Return (number, cells) of each row; Wrong where the first line or a column has gone."""
    if len(table[0]) < len(columns) or re.match(r"\s*\d", next(iter(table[0]))):
        raise Wrong(f"Bảng thiếu dòng đầu hoặc thiếu cột. Giữ dòng đầu là: {' | '.join(columns)}")
    return [(number, [str(cell).strip() for cell in row.values()][: len(columns)]) for number, row in enumerate(table, 1)]


def source_text(source: dict) -> str:
    """Return all that a source says, title first."""
    return "\n".join([source["title"], *source["lines"]])


@checked
def quotes_are_verbatim(table: list[dict], case: dict) -> str:
    """Pass a table of ``case["choose"]`` different sources, each with a short quotation that stands in it.

    ``case`` has ``sources`` ({"code", "title", "lines"}) and ``choose``.
    """
    choices = _choices(table, case)
    by_code = {source["code"]: source for source in case["sources"]}
    if len(choices) != case["choose"]:
        raise Wrong(f"Bảng có {len(choices)} nguồn, cần đúng {case['choose']}. Mỗi nguồn ghi một dòng.")
    for choice in choices:
        if wrong := problem(choice.quote, source_text(by_code[choice.code])):
            raise Wrong(f"Dòng {choice.line} (nguồn {choice.code}): {wrong}")
    return f"{len(choices)} câu trích đều nguyên văn. Đáng tin hay không thì chưa xét."


@checked
def sources_chosen(table: list[dict], case: dict) -> str:
    """Pass a choice with at least ``case["least"]`` trusted sources: the newest document in it, no replaced one.

    Where the case is held out it names in ``on`` the open case whose sources the learner saw.
    """
    shown = _shown(case)
    choices, sealed = _choices(table, shown), case["key"]
    if len(choices) > shown["choose"]:
        raise Wrong(f"Bảng chọn {len(choices)} nguồn, chỉ được chọn {shown['choose']}. Bỏ những nguồn yếu nhất.")
    chosen = [seal(sealed["name"], choice.code) for choice in choices]
    right = sum(code in sealed["right"] for code in chosen)
    fresh = sealed["newest"] in chosen and not set(chosen) & set(sealed["stale"])
    if right < case["least"] or not fresh:
        raise Wrong(_held_out(fresh) if case.get("held_out") else _open(right, chosen, sealed, shown["choose"]))
    return "Chọn nguồn tốt ở bộ chấm riêng." if case.get("held_out") else f"Chọn đúng {right} trong {shown['choose']} nguồn."


@checked
def quotes_bear_answer(table: list[dict], case: dict) -> str:
    """Pass a choice with at least ``case["least"]`` trusted sources whose quotation is verbatim and holds the answer."""
    shown, sealed = _shown(case), case["key"]
    by_code = {source["code"]: source for source in shown["sources"]}
    trusted = [c for c in _choices(table, shown)[: shown["choose"]] if seal(sealed["name"], c.code) in sealed["right"]]
    proven = [
        choice
        for choice in trusted
        if not problem(choice.quote, source_text(by_code[choice.code]))
        and bears(choice.quote, sealed["right"][seal(sealed["name"], choice.code)], sealed["name"], choice.code)
    ]
    if len(proven) >= case["least"]:
        return "Câu trích mang đúng câu trả lời."
    if case.get("held_out"):
        told = "Ở bộ chấm riêng, còn ít câu trích từ nguồn đáng tin mà tự nó trả lời được câu hỏi."
        raise Wrong(f"{told} Đọc riêng câu trích: người hỏi đã biết điều cần biết chưa?")
    if empty := next((choice for choice in trusted if choice not in proven), None):
        if wrong := problem(empty.quote, source_text(by_code[empty.code])):
            raise Wrong(f"Dòng {empty.line} (nguồn {empty.code}): {wrong}")
        told = "đọc riêng câu trích thì chưa trả lời được câu hỏi. Trích câu nói đủ: việc gì, cho ai, bao nhiêu hoặc khi nào."
        raise Wrong(f"Dòng {empty.line}: {told}")
    raise Wrong(f"Mới có {len(proven)} câu trích từ nguồn đáng tin. Xem lại cách chọn nguồn trước, rồi trích sau.")


def _shown(case: dict) -> dict:
    return cases.load(case["on"]) if "on" in case else case


def _choices(table: list[dict], case: dict) -> list[Choice]:
    """Read the rows; Wrong names the one that can't be read."""
    found: list[Choice] = []
    for number, (code, quote) in table_rows(table, _COLUMNS):
        if not code and not quote:
            continue
        if not quote and (match := _ONE_CELL.fullmatch(code)) and named_sources(match["code"], case["sources"]):
            code, quote = match["code"], match["quote"]
        if found and not found[-1].quote and not quote and count_words(code) > 2:
            raise Wrong(f"Dòng {found[-1].line}: chưa thấy câu trích. {_BAR}")
        if found and not quote and count_words(code) > 2:
            # A pasted quotation that ran on into a new line.
            found[-1] = replace(found[-1], quote=f"{found[-1].quote} {code}")
            continue
        if not (named := named_sources(code, case["sources"])):
            raise Wrong(f"Dòng {number}: cột “mã” phải là số của một kết quả, 1 đến {len(case['sources'])}.")
        # "3 – thông báo ngày 5/8" names 3: the code comes first.
        source = named[0]
        if any(choice.code == source["code"] for choice in found):
            raise Wrong(f"Nguồn {source['code']} có hai dòng. Mỗi nguồn một dòng, giữ câu trích tốt nhất.")
        found.append(Choice(number, source["code"], quote))
    return found


def _open(right: int, chosen: list[str], sealed: dict, choose: int) -> str:
    """How many are right, and what is wrong with the others, without saying which."""
    kinds = sorted({sealed["weak"][code] for code in chosen if code in sealed["weak"]})
    seen = f" Trong bảng có nguồn: {'; '.join(kinds)}." if kinds else ""
    missing = " Văn bản mới nhất còn hiệu lực chưa có trong bảng." if sealed["newest"] not in chosen else ""
    ask = "Hỏi từng nguồn: ai chịu trách nhiệm, ngày nào, còn hiệu lực không?"
    return f"Chọn đúng {right} trong {choose} nguồn.{seen}{missing} {ask}"


def _held_out(fresh: bool) -> str:
    if not fresh:
        return "Ở bộ chấm riêng, bảng có bản cũ hoặc thiếu bản mới nhất. So ngày và tìm câu “thay thế” trong từng văn bản."
    return "Ở bộ chấm riêng, còn chọn nhầm nhiều nguồn chưa đáng tin. Hỏi từng nguồn: ai chịu trách nhiệm về điều này?"
