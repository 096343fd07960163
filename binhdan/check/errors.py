"""Checks of errors marked in recorded answers: which sentence of which answer, and what kind."""

import re
from dataclasses import dataclass

from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import fold, words

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_COLUMNS = ("trả lời", "câu", "loại lỗi")
# What people write on the line of an answer in which they found nothing wrong.
_NO_ERROR = {"", "0", "khong", "khong co", "khong loi", "khong co loi", "khong sai", "dung", "dung het", "het"}


@dataclass(frozen=True)
class Mark:
    """One sentence marked as wrong: the answer's name, the sentence's number and the kind of error."""

    answer: str
    sentence: int
    kind: str


@dataclass(frozen=True)
class Tally:
    """How marks compare with the errors that are there: found, marked in vain, missed."""

    found: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0–1; 1 where nothing is wrong and nothing is marked."""
        whole = 2 * self.found + self.false + self.missed
        return 2 * self.found / whole if whole else 1.0


def key(name: str, errors: list[dict]) -> dict:
    """Return the sealed key of an open case ``name``: one seal an error, one a kind that fits it.

    Each error has ``answer``, ``sentence`` and ``kinds`` (those that count as right).
    """
    places = [seal(name, error["answer"], error["sentence"]) for error in errors]
    kinds = [[seal(name, error["answer"], error["sentence"], kind) for kind in error["kinds"]] for error in errors]
    return {"name": name, "places": places, "kinds": kinds}


def read_marks(table: list[dict], case: dict) -> list[Mark]:
    """Read a learner's rows (answer | sentences | kind); Wrong names the row that can't be read.

    ``case`` has ``answers`` (each with ``name``, one word, and ``sentences``) and ``kinds`` (name -> other words for it).
    A row that says an answer holds no error gives no mark.
    """
    lengths = {answer["name"]: len(answer["sentences"]) for answer in case["answers"]}
    marks = [mark for number, row in enumerate(table, 1) for mark in _row(number, row, lengths, case["kinds"])]
    places = [(mark.answer, mark.sentence) for mark in marks]
    if twice := next((place for place in places if places.count(place) > 1), None):
        raise Wrong(f"Câu {twice[1]} của trả lời {twice[0]} có hai dòng. Mỗi câu chỉ ghi một dòng, chọn một loại lỗi.")
    return marks


def tally(marks: list[Mark], case: dict, kinds: bool = False) -> Tally:
    """Count ``marks`` against the key of ``case``; with ``kinds`` a mark also needs the right kind."""
    sealed = case.get("key") or key(case["name"], case["errors"])
    if kinds:
        there = [set(fitting) for fitting in sealed["kinds"]]
        seals = {seal(sealed["name"], mark.answer, mark.sentence, mark.kind) for mark in marks}
    else:
        there = [{place} for place in sealed["places"]]
        seals = {seal(sealed["name"], mark.answer, mark.sentence) for mark in marks}
    found = sum(bool(fitting & seals) for fitting in there)
    return Tally(found, len(marks) - found, len(there) - found)


@checked
def errors_readable(table: list[dict], case: dict) -> str:
    """Pass a table in which every row can be read and something is marked, but not everything."""
    marks = read_marks(table, case)
    sentences = sum(len(answer["sentences"]) for answer in case["answers"])
    if not marks:
        raise Wrong("Bảng chưa đánh dấu câu nào. Soi từng câu với nguồn rồi ghi câu sai vào bảng.")
    if 2 * len(marks) > sentences:
        told = f"Bảng đánh dấu {len(marks)} trong {sentences} câu: nghi tất cả thì chưa phải là soi."
        raise Wrong(f"{told} Chỉ ghi câu trái nguồn.")
    return f"Đọc được bảng: đánh dấu {len(marks)} trong {sentences} câu. Máy chưa nói đúng hay sai."


@checked
def errors_found(table: list[dict], case: dict, at_least: float = 0.8) -> str:
    """Pass marks whose F1 over (answer, sentence) is ``at_least``."""
    marks = read_marks(table, case)
    score = tally(marks, case)
    if score.f1 < at_least:
        raise Wrong(_too_weak(score, marks, case))
    if "key" not in case:
        return "Bắt lỗi tốt ở bộ chấm riêng."
    return f"Bắt trúng {score.found} câu, bắt oan {score.false}, bỏ sót {score.missed}."


@checked
def error_kinds_right(table: list[dict], case: dict, at_least: float = 0.7) -> str:
    """Pass marks whose F1 over (answer, sentence, kind) is ``at_least``."""
    marks = read_marks(table, case)
    score = tally(marks, case, kinds=True)
    if score.f1 < at_least:
        told = "Loại lỗi ghi đúng còn ít, hoặc bảng còn nhiều câu oan, câu sót."
        if "key" in case and (caught := tally(marks, case).found):
            told = f"Trong {caught} câu bắt trúng, {score.found} câu ghi đúng loại; bắt oan, bỏ sót cũng bị trừ."
        raise Wrong(f"{told} Đọc lại bảng các loại lỗi rồi hỏi: nguồn có nói về việc này không?")
    return "Gọi đúng tên phần lớn các lỗi."


def _too_weak(score: Tally, marks: list[Mark], case: dict) -> str:
    """The line for marks below the pass; only an open case gives numbers."""
    if "key" not in case:
        if score.missed > score.false:
            return "Ở bộ chấm riêng còn bỏ sót nhiều câu sai. Soi từng chi tiết: ai, ở đâu, khi nào, bao nhiêu, có bắt buộc không."
        return "Ở bộ chấm riêng còn bắt oan nhiều câu đúng. Trước khi đánh dấu, tìm chỗ trong nguồn trái với câu đó."
    return (
        f"Bắt trúng {score.found} câu, bắt oan {score.false} câu, bỏ sót {score.missed} câu. "
        f"{_next_step(marks, case)} (Cần bắt trúng gần hết và gần như không bắt oan.)"
    )


def _next_step(marks: list[Mark], case: dict) -> str:
    """Name the answer worth reading again, never the sentence."""
    sealed, places = case["key"], {(mark.answer, mark.sentence) for mark in marks}
    for answer in case["answers"]:
        name, count = answer["name"], len(answer["sentences"])
        there = {n for n in range(1, count + 1) if seal(sealed["name"], name, n) in sealed["places"]}
        if there != {sentence for marked, sentence in places if marked == name}:
            return f"Đọc lại trả lời {name}, từng câu một, tay chỉ vào nguồn."
    return ""


def _row(number: int, row: dict, lengths: dict[str, int], kinds: dict[str, list[str]]) -> list[Mark]:
    cells = [str(cell) for cell in row.values()][: len(_COLUMNS)]
    if len(cells) < len(_COLUMNS):
        raise Wrong(f"Bảng cần ba cột. Giữ dòng đầu là: {' | '.join(_COLUMNS)}")
    answer, sentence, kind = cells
    if not any(cell.strip() for cell in cells):
        return []
    name = _answer(number, answer, lengths)
    if fold(sentence).strip(" -–.") in _NO_ERROR:
        return []
    if strange := [n for n in numbers_in(sentence) if not 1 <= n <= lengths[name]]:
        raise Wrong(f"Dòng {number}: trả lời {name} không có câu {strange[0]}, chỉ có câu 1 đến {lengths[name]}.")
    if not numbers_in(sentence):
        raise Wrong(f"Dòng {number}: cột “câu” phải là số câu, ví dụ 2.")
    return [Mark(name, n, kind_named(number, kind, kinds)) for n in numbers_in(sentence)]


def _answer(number: int, cell: str, lengths: dict[str, int]) -> str:
    said = words(cell)
    found = [name for name in lengths if fold(name) in said]
    if len(found) != 1:
        raise Wrong(f"Dòng {number}: cột “trả lời” phải là một trong {', '.join(lengths)}.")
    return found[0]


def numbers_in(cell: str) -> list[int]:
    """Return the numbers of a cell such as "2, 4-6", each once, in order."""
    spread = _RANGE.sub(lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), int(m[1]) + 99) + 1))), cell)
    return sorted({int(n) for n in re.findall(r"\d+", spread)})


def kind_named(number: int, cell: str, kinds: dict[str, list[str]]) -> str:
    """Return the kind that a cell of row ``number`` names by its name or another word for it; Wrong lists them."""
    said = " ".join(words(cell))
    found = [name for name, others in kinds.items() if said in (" ".join(words(text)) for text in (name, *others))]
    if len(found) != 1:
        raise Wrong(f"Dòng {number}: loại lỗi phải là một trong: {', '.join(kinds)}.")
    return found[0]
