"""Checks of short answers: one choice or one exact answer a question, against a sealed key."""

from __future__ import annotations

import re

from binhdan.check.registry import Blank, Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import fold, words

_GROUPED = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")  # 1.250.000 and 1 250 000 are 1250000
_SHORT = {"ko": "khong", "k": "khong", "hong": "khong", "dc": "duoc", "đc": "duoc"}
_LINE = re.compile(r"^\s*(?:câu|cau)?\s*(?P<question>[^:|.)\-–]{1,20}?)\s*(?:[:|.)]|[-–]|\s)\s*(?P<answer>\S.*?)\s*$", re.I)


def key(name: str, answers: dict[str, str | list[str]], options: list[str] | None = None) -> dict:
    """Return the sealed key of a case ``name``: question -> the seals of the answers that count as right.

    With ``options`` (a, b, c, …) an answer is one of them; without, its own words or number, however
    capitals, tone marks, spaces and points between thousands are written.
    """
    seals = {
        question: [seal(name, question, plain(answer)) for answer in ([right] if isinstance(right, str) else right)]
        for question, right in answers.items()
    }
    return {"name": name, "options": options or [], "seals": seals}


@checked
def choices_are_right(answers, case: dict) -> str:
    """Pass rows (question | answer) that agree with the key of ``case`` in at least ``case["least"]`` questions.

    ``answers`` is a table (first column the question, second the answer) or a text with one "1: b" a
    line; questions that the case does not ask are passed over. ``least`` is all of them unless given.
    ``advice`` says what to do about a wrong answer, in place of reading the lesson again.
    """
    given = _given(answers, list(case["seals"]), case["options"])
    rows = _rows(answers)
    if rows and not any(answer.strip() for _, answer in rows):
        raise Blank
    if missing := [question for question in case["seals"] if question not in given]:
        raise Wrong(f"Chưa trả lời câu {', '.join(missing)}. Mỗi câu ghi một dòng, số câu đứng trước.")
    wrong = [q for q, seals in case["seals"].items() if seal(case["name"], q, given[q]) not in seals]
    asked = len(case["seals"])
    needed = case.get("least", asked)
    if asked - len(wrong) < needed:
        where = "" if case.get("held_out") or asked == 1 else f" Xem lại câu {', '.join(wrong)}."
        told = "Câu trả lời chưa đúng." if asked == 1 else f"Đúng {asked - len(wrong)}/{asked} câu, cần {needed}."
        raise Wrong(f"{told}{where} {case.get('advice', 'Đọc lại phần bài học rồi thử lại.')}")
    return "Đúng." if asked == 1 else f"Đúng {asked - len(wrong)}/{asked} câu."


def plain(answer: str) -> str:
    """Return an answer as it is compared: folded words, numbers without points between thousands."""
    return " ".join(words(_GROUPED.sub("", answer))) or fold(answer).strip()


def _given(answers, questions: list[str], options: list[str]) -> dict[str, str]:
    """Question -> plain answer; Wrong names the question that can't be read."""
    given: dict[str, str] = {}
    for asked, answer in _rows(answers):
        question = _question(asked, questions)
        if question is None or not answer.strip():
            continue
        if question in given:
            raise Wrong(f"Câu {question} có hai dòng trả lời. Giữ lại một dòng.")
        given[question] = _option(question, answer, options) if options else plain(answer)
    return given or _in_order(answers, questions, options)


def _in_order(answers, questions: list[str], options: list[str]) -> dict[str, str]:
    """Lines without a number, one for each question and each one option, answer the questions in order."""
    lines = [line for line in answers.splitlines() if line.strip()] if isinstance(answers, str) else []
    if not options or len(lines) != len(questions) or any(re.search(r"\d", line) for line in lines):
        return {}
    return {question: _option(question, line, options) for question, line in zip(questions, lines)}


def _rows(answers) -> list[tuple[str, str]]:
    if isinstance(answers, str):
        matches = [_LINE.match(line) for line in answers.splitlines() if line.strip()]
        return [(match["question"], match["answer"]) for match in matches if match]
    if isinstance(answers, dict):
        return [(str(question), str(answer)) for question, answer in answers.items()]
    rows = [[str(cell) for cell in row.values()] for row in answers]
    if any(len(row) < 2 for row in rows):
        raise Wrong("Bảng cần hai cột: câu hỏi và câu trả lời, cách nhau bằng dấu |.")
    return [(row[0], row[1]) for row in rows]


def _question(asked: str, questions: list[str]) -> str | None:
    """The question meant by "3", "Câu 3", "câu 3." or its own name."""
    number = re.search(r"\d+", asked)
    wanted = number[0].lstrip("0") if number else plain(asked)
    return next((question for question in questions if plain(question) == wanted), None)


def _option(question: str, answer: str, options: list[str]) -> str:
    """The one option that an answer names: "b", "B.", "(b)", "b – vì …"."""
    said = re.split(r"\s[-–:]\s|[:.)]\s", fold(answer).strip(" ."), maxsplit=1)[0]
    spoken = [_SHORT.get(word, word) for word in words(said)]
    named = [option for option in options if plain(option) in spoken]
    if len(named) > 1 and spoken[0] == "khong":  # "không được" says no to the other option
        named = [option for option in named if plain(option) == "khong"]
    if len(named) > 1:
        raise Wrong(f"Câu {question} có {len(named)} lựa chọn. Chỉ chọn một.")
    if not named:
        raise Wrong(f"Câu {question}: “{answer}” không phải một lựa chọn. Chọn một trong: {', '.join(options)}.")
    return plain(named[0])
