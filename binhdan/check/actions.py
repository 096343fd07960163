"""Checks of a prompt that turns minutes into things to do, run by the practice model on minutes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from binhdan.ai.asking import practice_reply
from binhdan.ai.practice.minutes import units, who
from binhdan.ai.practice.reader import read
from binhdan.ai.practice.records import asked, is_pile
from binhdan.ai.practice.records_shown import Shown, kind
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.slots import fill, names
from binhdan.text import fold, words

NOBODY = "?"  # how a key writes a cell of which the minutes say nothing
_SILENT = {"", "chua ro", "khong ro", "chua co", "chua biet", "khong biet", "de trong", "bo trong", "null", "khong co", "chua phan cong", "chua xac dinh", "khong"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIELDS = {"task": "việc", "person": "người", "date": "hạn"}
_SENTENCE = 4  # words; fewer are no sentence of minutes
_OWN, _WHOLE = 0.6, 0.85  # share of a task's words its sentence must have; share of the sentence that is too much


@dataclass(frozen=True)
class Action:
    """One row of a reply: the task as written, the person and the day as a key writes them."""

    task: str
    person: str
    day: str


@dataclass
class Tally:
    """How the rows of several minutes compare with what was settled there."""

    rows: int = 0
    right: int = 0
    there: int = 0
    place: int = 0
    whole: int = 0
    person: int = 0
    day: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of whole rows, 0–1."""
        return 2 * self.right / (self.rows + self.there) if self.rows + self.there else 1.0


def key(name: str, text: str, actions: list[tuple[int, str, str]]) -> dict:
    """Return the sealed key of minutes: for each (number of its sentence, person, day) the seals of place, person and day."""
    sealed = [[seal(name, at), seal(name, at, "ai", _plain(person)), seal(name, at, "han", day)] for at, person, day in actions]
    return {"name": name, "actions": sealed}


@checked
def actions_are_asked_for(prompt: str, case: dict) -> str:
    """Pass a prompt with the three columns, the minutes fenced off, and two examples of its own that hold together.

    ``case`` has ``slot`` (the name of the slot for the minutes) and ``worked`` (sentences the lesson itself shows).
    """
    if case["slot"] not in names(prompt):
        raise Wrong(f"Câu lệnh chưa có chỗ trống {{{case['slot']}}}: AI không có biên bản để đọc.")
    reading = read([{"role": "user", "content": fill(prompt, {case["slot"]: "@@"})}])
    if not any("@@" in fence.text for fence in reading.fences):
        raise Wrong(f"Biên bản chưa được rào. Đặt {{{case['slot']}}} giữa hai thẻ, thẻ sau có dấu /, như mẫu trong bài.")
    if any(is_pile(line) for line in prompt.splitlines()):
        raise Wrong("Có một dòng dài mà không dấu câu: AI không biết lời dặn nào hết ở đâu. Mỗi lời dặn viết một dòng.")
    wanted = asked(reading)
    if missing := [name for kind_, name in _FIELDS.items() if kind_ not in wanted.kinds]:
        raise Wrong(f"Chưa thấy trường: {', '.join(missing)}. Nói rõ mỗi việc ghi một dòng gồm những ô nào.")
    shown = [example for example in wanted.examples if example.text]
    for number, example in enumerate(shown, 1):
        if any(fold(example.text).strip(" .") == fold(line).strip(" .") for line in case["worked"]):
            raise Wrong(f"Ví dụ thứ {number} chép từ bài học. Chọn câu khác trong biên bản, hoặc tự nghĩ.")
        if problem := _weak(example):
            raise Wrong(f"Ví dụ thứ {number}: {problem}")
    if len({fold(example.text) for example in shown}) < 2:
        raise Wrong(f"Đọc được {len(shown)} ví dụ, cần 2 ví dụ khác nhau. Mỗi ví dụ một dòng: câu gốc → việc | người | hạn (gõ -> cũng được).")
    if not any(example.cells for example in shown):
        raise Wrong("Ví dụ nào cũng là câu bỏ qua. Cần ít nhất một câu ra việc | người | hạn.")
    return f"Đủ ba trường, biên bản được rào, {len(shown)} ví dụ đọc được."


@checked
def actions_found(prompt: str, case: dict, at_least: float = 0.8) -> str:
    """Pass a prompt whose rows (việc, người, hạn) have an F1 of ``at_least`` over all minutes of ``case``.

    ``case`` has ``slot`` and ``minutes`` ({"text", "people", "key"}), and ``held_out`` where nobody has seen them.
    """
    score = _tally(prompt, case)
    if score.f1 < at_least:
        told = f"Đúng hẳn {score.right}/{score.there} việc, bảng có {score.rows} dòng." if not case.get("held_out") else "Trên các biên bản chấm riêng, còn nhiều dòng chưa đúng hẳn."
        raise Wrong(f"{told} {_next_step(score)}{_unheard(prompt)}")
    return f"AI luyện tập ghi đúng hẳn {score.right}/{score.there} việc."


@checked
def actions_hold(prompt: str, case: dict, at_least: float = 0.5) -> str:
    """Pass a prompt whose rows, at least half right, have days as 2026-05-08 and nobody who wasn't at the meeting."""
    score = _tally(prompt, case)
    if not score.rows:
        raise Wrong(_next_step(score))
    for minutes in case["minutes"]:
        for action in _rows(prompt, minutes, case):
            if action.day != NOBODY and not _DAY.fullmatch(action.day):
                shown = "" if case.get("held_out") else f" (“{action.day}”)"
                raise Wrong(f"Có hạn{shown} chưa ở dạng năm-tháng-ngày như 2026-05-08. Dặn dạng ngày, và dặn ngày nói miệng thì tính từ đâu.")
            if action.person != NOBODY and not who(action.person, minutes["people"]):
                shown = "" if case.get("held_out") else f" (“{action.person}”)"
                raise Wrong(f"Có người{shown} không dự họp mà vẫn bị ghi tên. Dặn AI chỉ lấy người ở đâu, không có thì ghi gì.")
    if score.f1 < at_least:
        raise Wrong(f"Ngày và tên đã gọn, nhưng chưa tới nửa số việc đúng hẳn. {_next_step(score)}")
    return "Hạn nào cũng ở dạng năm-tháng-ngày; không ai ngoài cuộc họp bị giao việc."


def read_actions(reply: str) -> list[Action]:
    """Return the rows of a reply: a table with a head line, or a JSON list."""
    try:
        records = json.loads(reply)
    except ValueError:
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in reply.splitlines() if line.count("|") > 1]
        records = [dict(zip(lines[0], line)) for line in lines[1:]] if lines else []
    records = [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []
    found = [{kind(name): str(value).strip() for name, value in record.items()} for record in records]
    return [Action(row["task"], _said(row.get("person", "")), _said(row.get("date", ""))) for row in found if row.get("task")]


def _said(cell: str) -> str:
    return NOBODY if " ".join(words(cell)) in _SILENT else cell


def _plain(person: str) -> str:
    return " ".join(words(person)) or NOBODY


def _rows(prompt: str, minutes: dict, case: dict) -> list[Action]:
    text = minutes["text"]
    filled = fill(prompt, {case["slot"]: text})
    return read_actions(practice_reply(filled) if case["slot"] in names(prompt) else practice_reply(prompt, text))


def _tally(prompt: str, case: dict) -> Tally:
    score = Tally()
    for minutes in case["minutes"]:
        name, sealed = minutes["key"]["name"], minutes["key"]["actions"]
        score.there += len(sealed)
        left = list(sealed)
        for action in _rows(prompt, minutes, case):
            score.rows += 1
            at, copied = _place(action.task, units(minutes["text"]))
            match = next((gold for gold in left if gold[0] == seal(name, at)), None)
            if not match:
                continue
            left.remove(match)
            person = seal(name, at, "ai", _plain(who(action.person, minutes["people"]) or action.person)) == match[1]
            day = seal(name, at, "han", action.day) == match[2]
            score.place, score.whole = score.place + 1, score.whole + copied
            score.person, score.day = score.person + person, score.day + day
            score.right += person and day and not copied
    return score


def _place(task: str, sentences: list[str]) -> tuple[int, bool]:
    """(number of the sentence a task comes from, whether it is that sentence nearly whole); 0 where none."""
    said = set(words(task))
    shared = [len(said & set(words(sentence))) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda at: shared[at], default=0)
    if len(said) < 2 or not shared or shared[best] < _OWN * len(said):
        return 0, False
    return best + 1, len(words(task)) > _WHOLE * len(words(sentences[best]))


def _weak(example: Shown) -> str:
    """What is wrong with an example, for the learner, or ""."""
    if len(words(example.text)) < _SENTENCE:
        return "câu gốc quá ngắn, không giống một câu trong biên bản. Chép trọn câu."
    if not example.cells:
        return ""
    if len(example.cells) != len(_FIELDS):
        return f"kết quả có {len(example.cells)} ô. Cần đúng ba ô, cách nhau bằng dấu |."
    task, person, day = example.cells
    person, heard = re.sub(r"\(.*?\)", "", person), set(words(example.text))
    if len(set(words(task)) & heard) < _OWN * len(set(words(task))) or len(words(task)) < 2:
        return "ô việc không khớp câu gốc. Lấy chữ trong câu gốc, viết gọn lại."
    if len(words(task)) > _WHOLE * len(words(example.text)):
        return "ô việc chép gần nguyên câu gốc. Bỏ tên người và hạn ra khỏi ô việc."
    if _said(person) != NOBODY and words(person)[-1] not in heard:
        return "ô người ghi một tên không có trong câu gốc."
    if _said(day) != NOBODY and not _DAY.fullmatch(day):
        return "ô hạn phải viết như 2026-05-08, hoặc ghi là chưa rõ."
    return ""


def _unheard(prompt: str) -> str:
    """A word where "chưa rõ" stands in the prompt without saying when to write it, or ""."""
    heard = asked(read([{"role": "user", "content": prompt}])).unknown
    if heard or "chua ro" not in fold(prompt):
        return ""
    return " Câu lệnh có chữ “chưa rõ” nhưng AI chưa hiểu khi nào dùng: viết trọn câu, “… thì ghi chưa rõ”."


def _next_step(score: Tally) -> str:
    """The one thing most worth mending."""
    if not score.rows:
        return "AI chưa trả về bảng. Kể tên ba trường, và nói mỗi việc một dòng."
    if score.whole * 2 > score.place:
        return "Ô việc còn chép cả câu: dặn viết gọn, hoặc cho ví dụ viết gọn."
    if score.day * 5 < score.place * 4:
        return "Nhiều hạn chưa đúng: dặn dạng ngày, ngày nói miệng tính từ đâu, không nói hạn thì ghi gì."
    if score.person * 5 < score.place * 4:
        return "Nhiều ô người chưa đúng: dặn chỉ lấy người ở đâu, chưa ai nhận thì ghi gì."
    if score.place * 5 < score.rows * 4:
        return "Bảng còn lẫn việc đã xong hoặc ý kiến chưa chốt: dặn rõ lấy loại việc nào, bỏ loại nào."
    return "Mỗi dòng phải đúng cả việc, người và hạn: so từng dòng với biên bản xem dặn thiếu điều gì."
