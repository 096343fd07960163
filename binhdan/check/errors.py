"""Checks of errors marked in recorded answers: which sentence of which answer, and what kind."""

import re
from dataclasses import dataclass

from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import fold, words

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_COLUMNS = ("trả lời", "câu", "loại lỗi")
# A row in which other marks than | stand between the cells: "1 - 2 - ngày giờ", "1, 2, ngày giờ".
_UNPIPED = re.compile(r"\s*(\D*\d+)\s*[-–,;:/.]\s*(\D*\d+(?:\s*(?:,|và)\s*\d+)*)\s*[-–,;:/.]\s*([^\d|]+)")
_AROUND_KIND = re.compile(r"^(?:(?:loi|bi|sai) )+|(?: (?:a|nhe))+$")
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
    marks = [mark for number, row in enumerate(_with_first_line(table), 1) for mark in _row(number, row, lengths, case["kinds"])]
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


def _with_first_line(table: list[dict]) -> list[dict]:
    """The rows, with the first line among them where somebody wrote a row over the names of the columns."""
    names = [str(name) for name in table[0]] if table else []
    written_over = len(names) == len(_COLUMNS) and all(re.search(r"\d", name) for name in names[:2])
    return [dict(zip(names, names)), *table] if written_over else table


def _row(number: int, row: dict, lengths: dict[str, int], kinds: dict[str, list[str]]) -> list[Mark]:
    cells = [str(cell) for cell in row.values()][: len(_COLUMNS)]
    if len(cells) < len(_COLUMNS):
        raise Wrong(f"Bảng cần ba cột. Giữ dòng đầu là: {' | '.join(_COLUMNS)}")
    if (unpiped := _UNPIPED.fullmatch(cells[0])) and not any(cell.strip() for cell in cells[1:]):
        cells = list(unpiped.groups())
    answer, sentence, kind = cells
    if not any(cell.strip() for cell in cells):
        return []
    name = _answer(number, answer, lengths)
    if not sentence.strip() and any(str(n) != name for n in numbers_in(answer)):
        raise Wrong(f"Dòng {number}: giữa các ô gõ dấu | (giữ Shift, bấm phím trên Enter), theo mẫu: {name} | số câu | loại lỗi.")
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
        told = "" if len(found) < 2 else " Giữa các ô gõ dấu | (giữ Shift, bấm phím trên Enter)."
        raise Wrong(f"Dòng {number}: cột “trả lời” phải là một trong {', '.join(lengths)}.{told}")
    return found[0]


def numbers_in(cell: str) -> list[int]:
    """Return the numbers of a cell such as "2, 4-6", each once, in order."""
    spread = _RANGE.sub(lambda m: " ".join(map(str, range(int(m[1]), min(int(m[2]), int(m[1]) + 99) + 1))), cell)
    return sorted({int(n) for n in re.findall(r"\d+", spread)})


def kind_named(number: int, cell: str, kinds: dict[str, list[str]]) -> str:
    """Return the kind that a cell of row ``number`` names by its name or another word for it; Wrong lists them."""
    found = _kinds_in(cell, kinds)
    if len(found) != 1:
        several = len({name for piece in re.split(r"[,;/]|\s(?:và|hoặc|hay)\s", cell) for name in _kinds_in(piece, kinds)}) > 1
        told = "Mỗi câu chỉ chọn một loại, loại thấy rõ nhất." if several else "Chép đúng tên trong bảng các loại lỗi."
        raise Wrong(f"Dòng {number}: loại lỗi phải là một trong: {', '.join(kinds)}. {told}")
    return found[0]


def _kinds_in(cell: str, kinds: dict[str, list[str]]) -> list[str]:
    """The kinds that a cell names; polite and needless words around a name are passed over."""
    whole = " ".join(words(cell))
    said = {whole, _AROUND_KIND.sub("", whole), " ".join(words(re.sub(r"\(.*?\)", " ", cell)))}
    return [name for name, others in kinds.items() if said & {" ".join(words(text)) for text in (name, *others)}]
