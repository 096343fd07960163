"""Checks of the questions that end a teach-back: whole, telling pupils apart, and of no use to one who guesses."""

from __future__ import annotations

import re
from functools import partial

from binhdan.check.lectures import require_lecture
from binhdan.check.pupils import Mind, Pupil, Question, guess_by_echo, guess_by_length, guess_by_place
from binhdan.check.registry import Blank, Wrong, checked
from binhdan.text import count_words, fold, words

_LETTERS = "abcd"
_FEWEST_OPTIONS, _FEWEST_WORDS, _SHORTEST_STEM = 3, 4, 5
_OWN_WORDS = 3  # different syllables of a wrong option beside the words that give its belief away
_ALIKE = 0.75  # share of common words from which two texts are the same one
_RIGHT = {"dung", "d", "dap an", "dap an dung", "phuong an dung", "dung roi"}
_OTHER = {"khac", "nham khac", "sai", "sai khac"}
# "Which is not right?" makes the misconception the answer, and hasty readers fail for another reason.
_UPSIDE_DOWN = re.compile(r"\bnao\b.{0,30}\b(?:khong dung|chua dung|sai|khong phai|khong nen)\b")
_GUESSERS = {
    **{f"luôn chọn {letter}": partial(guess_by_place, place) for place, letter in enumerate(_LETTERS)},
    "chọn câu dài nhất": guess_by_length,
    "chọn câu ngắn nhất": partial(guess_by_length, longest=False),
    "chọn câu lặp chữ của câu hỏi": guess_by_echo,
}


def read_questions(table: list[dict], case: dict) -> list[Question]:
    """Read rows (question | part | text | what it is); Wrong names the row or question that is not whole.

    A part is "hỏi" or a letter; what an option is: "đúng", the name of a belief of ``case``, or "khác".
    """
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for number, row in enumerate(table, 1):
        asked, part, text, meant = ([str(cell).strip() for cell in row.values()] + [""] * 4)[:4]
        if not text:
            continue
        place = re.search(r"\d+", asked)
        if not place or not (name := _part(part)):
            raise Wrong(f"Dòng {number}: hai cột đầu ghi số câu và phần, ví dụ 1 | hỏi hoặc 1 | a.")
        parts = found.setdefault(place[0].lstrip("0"), {})
        if name in parts:
            raise Wrong(f"Câu {place[0]} có hai dòng “{part}”. Giữ lại một.")
        parts[name] = (text, meant)
    return [_question(number, parts, case) for number, parts in sorted(found.items())]


@checked
def questions_are_whole(table: list[dict], case: dict) -> str:
    """Pass ``case["questions"]`` different questions whose wrong options cover every belief of ``case``."""
    questions = read_questions(table, case)
    _require_whole(questions, case)
    return f"{len(questions)} câu hỏi, mỗi câu một phương án đúng, bắt đủ {len(case['beliefs'])} nhầm lẫn."


@checked
def pupils_told_apart(table: list[dict], lecture: str, case: dict) -> str:
    """Pass questions that the pupil who understands answers right, and every other one wrong just where it is aimed at.

    The pupils hear ``lecture`` first. ``case["pupils"]`` lists what each believes ([] for the one who understands).
    """
    _require_telling(read_questions(table, case), lecture, case)
    if case.get("held_out"):
        return "Bộ câu hỏi cũng phân biệt được những học trò bạn chưa gặp."
    return f"{len(case['pupils'])} học trò ảo: trò hiểu bài đúng hết, mỗi trò nhầm trượt đúng câu nhắm tới."


@checked
def guessing_fails(table: list[dict], lecture: str, case: dict) -> str:
    """Pass questions that tell pupils apart and of which each of ``case["guessers"]`` (name -> most right) gets few right."""
    questions = read_questions(table, case)
    _require_telling(questions, lecture, case)
    for name, most in case["guessers"].items():
        right = sum(_GUESSERS[name](question) == question.right for question in questions)
        if right > most and case.get("held_out"):
            raise Wrong("Có người không học vẫn đoán trúng nhờ hình thức câu hỏi. Viết các phương án dài ngắn và dùng chữ như nhau.")
        if right > most:
            raise Wrong(f"Người không học, cứ {name}, trúng {right}/{len(questions)} câu. Đổi chỗ hoặc sửa độ dài các phương án.")
    return "Không đoán mò được."


def _require_whole(questions: list[Question], case: dict) -> None:
    """Raise Wrong where a question or a belief is missing, or where a text is another one's or the lesson's; Blank where nothing is there."""
    if not questions:
        raise Blank
    if len(questions) != case["questions"]:
        raise Wrong(f"Có {len(questions)} câu hỏi viết đủ, cần {case['questions']}.")
    if missing := [name for name in case["beliefs"] if not any(name in q.aimed.values() for q in questions)]:
        raise Wrong(f"Chưa có phương án nào bắt nhầm lẫn: {', '.join(missing)}.")
    mind = Mind(case)
    for question in questions:
        if bare := next((letter for letter in question.aimed if mind.own_words(question.options[letter]) < _OWN_WORDS), None):
            raise Wrong(f"Câu {question.number}: phương án {bare} mới là mấy chữ ghép lại. Viết thành câu người ta hay nói.")
    texts = [(f"câu {q.number}", q.stem) for q in questions]
    texts += [(f"phương án {letter} câu {q.number}", option) for q in questions for letter, option in q.options.items()]
    for at, (where, text) in enumerate(texts):
        if any(_likeness(text, shown) >= _ALIKE for shown in case["shown"]):
            raise Wrong(f"Chỗ {where} gần như chép lời mẫu trong bài. Viết lại theo cách người ở chỗ bạn hay nói.")
        if twin := next((other for other, said in texts[:at] if _likeness(text, said) >= _ALIKE), None):
            raise Wrong(f"Chỗ {twin} và {where} gần như giống nhau. Mỗi chỗ hỏi hoặc nói một điều.")


def _require_telling(questions: list[Question], lecture: str, case: dict) -> None:
    """Raise Wrong at the first pupil and question where the answer is not the one that the question is made for."""
    _require_whole(questions, case)
    require_lecture(lecture, case)
    mind = Mind(case)
    taught = mind.truths_in(lecture)
    for believes in case["pupils"]:
        pupil = Pupil(frozenset(believes))
        for question in questions:
            chosen = pupil.answer(question, mind, taught)
            if chosen not in pupil.should_answer(question):
                raise Wrong(_general(believes) if case.get("held_out") else _told(pupil, question, chosen, mind, taught))


def _question(number: str, parts: dict[str, tuple[str, str]], case: dict) -> Question:
    stem = parts.pop("hoi", ("", ""))[0]
    if count_words(stem) < _SHORTEST_STEM:
        raise Wrong(f"Câu {number}: câu hỏi cần ít nhất {_SHORTEST_STEM} từ, viết ở dòng “{number} | hỏi”.")
    if _UPSIDE_DOWN.search(fold(stem)):
        raise Wrong(f"Câu {number} hỏi ngược (ý nào sai, không đúng…). Hỏi xuôi, để người hiểu bài chọn điều đúng.")
    letters = sorted(parts)
    if len(letters) < _FEWEST_OPTIONS:
        raise Wrong(f"Câu {number} có {len(letters)} phương án, cần ít nhất {_FEWEST_OPTIONS}: a, b, c.")
    if short := next((letter for letter in letters if count_words(parts[letter][0]) < _FEWEST_WORDS), None):
        raise Wrong(f"Câu {number}: phương án {short} quá ngắn. Viết thành lời nói trọn ý, từ {_FEWEST_WORDS} từ.")
    meant = {letter: _meant(number, letter, parts[letter][1], case) for letter in letters}
    right = [letter for letter, name in meant.items() if name == "đúng"]
    if len(right) != 1:
        raise Wrong(f"Câu {number} có {len(right)} phương án ghi “đúng”. Mỗi câu cần đúng một.")
    aimed = {letter: name for letter, name in meant.items() if name != "đúng"}
    if list(aimed.values()).count("") > 1:
        raise Wrong(f"Câu {number}: nhiều nhất một phương án ghi “khác”. Phương án nhầm phải bắt một nhầm lẫn có tên.")
    return Question(number, stem, {letter: parts[letter][0] for letter in letters}, right[0], aimed)


def _part(cell: str) -> str:
    said = words(cell)
    if "hoi" in said:
        return "hoi"
    return next((letter for letter in _LETTERS if letter in said), "")


def _meant(number: str, letter: str, cell: str, case: dict) -> str:
    """What an option is meant to be: "đúng", a belief's name, or "" for another mistake."""
    said = " ".join(words(cell))
    if said in _RIGHT or said in _OTHER:
        return "đúng" if said in _RIGHT else ""
    for name, belief in case["beliefs"].items():
        if said in (" ".join(words(other)) for other in (name, *belief["also"])):
            return name
    raise Wrong(f"Câu {number}, phương án {letter}: cột “là” ghi một trong: đúng, {', '.join(case['beliefs'])}, khác.")


def _told(pupil: Pupil, question: Question, chosen: str | None, mind: Mind, taught: set[str]) -> str:
    """The line for an open case: who went astray at which question, and what to change."""
    number, wanted = question.number, "”, “".join(sorted(pupil.believes))
    aimed = sorted(pupil.should_answer(question) - {question.right})
    if aimed and chosen not in question.aimed:
        told = f"Câu {number}: trò nhầm “{wanted}” không mắc phương án {aimed[0]}."
        if mind.truths_in(question.options[aimed[0]]):
            return f"{told} Phương án ấy có lẫn điều đúng hoặc lời khuyên đúng: bỏ ra."
        return f"{told} Trò ấy tin {mind.because(question.aimed[aimed[0]])}: viết rõ điều ấy."
    if chosen and mind.beliefs_in(question.options[chosen]) & pupil.believes:
        return f"Câu {number}: phương án {chosen} nghe như nhầm lẫn “{wanted}” mà bạn không ghi thế. Mỗi phương án chỉ mang một ý."
    if chosen:
        return f"Câu {number}: trò hiểu bài thấy phương án {chosen} cũng đúng. Bỏ lời khuyên đúng ra khỏi phương án nhầm."
    if rival := next((letter for letter in question.aimed if mind.truths_in(question.options[letter]) & taught), None):
        return f"Câu {number}: trò hiểu bài phân vân vì phương án {rival} cũng nói điều đúng. Bỏ điều đúng ấy ra khỏi phương án nhầm."
    if mind.truths_in(question.options[question.right]) - taught:
        return f"Câu {number}: phương án đúng nói điều mà lời giảng chưa dạy. Thêm vào lời giảng, hoặc hỏi điều đã giảng."
    if heard := mind.beliefs_in(question.options[question.right]):
        return f"Câu {number}: phương án đúng ({question.right}) nghe như nhầm lẫn “{min(heard)}”. Nói thẳng việc nên làm, hoặc vì sao."
    return f"Câu {number}: trò hiểu bài phân vân, chưa thấy phương án {question.right} là điều đã giảng. Nói rõ: mở giấy tờ nào, hỏi ai, hoặc vì sao."


def _general(believes: list[str]) -> str:
    if not believes:
        return "Ở phần chấm riêng, trò hiểu bài còn phân vân. Phương án đúng cần nói rõ điều đã giảng."
    return "Ở phần chấm riêng, có trò nhầm không trượt đúng câu nhắm tới. Mỗi phương án nhầm nói trọn một điều người ta hay tin."


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(words(one)), set(words(other))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
