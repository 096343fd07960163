"""Checks that a text is plain: short sentences, and no word of office left unexplained."""

from __future__ import annotations

import re

from binhdan.check.faithful import require_rewritten, sentence_lengths
from binhdan.check.key_points import points_told
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.text import fold, nfc, sentences, words

_LONGEST = 35  # syllables of a sentence that a listener can still follow
# "Đồng chi trả 20 %, tức là …": a few words may come between the term and what it means.
_MEANS = (
    r"(?:[^.;()]{0,30}?(?:\(|\b(?:tuc(?: la)?|nghia la|co nghia la|hieu la|co the hieu|noi (?:cach khac|de hieu|nom na)|hay (?:con )?(?:goi|noi)(?: la)?)\b)"
    r"|\s*(?:la\b|[:=–-]))"
)
_CALLED = r"(?:goi(?: tat)?(?: la)?|ten (?:goi )?(?:la)?|tuc(?: la)?|giay to ghi(?: la)?)\s*$"
_FEWEST_NEW = 2  # words of an explanation beyond those of the term itself


def term_key(term: str, also: list[str], signs: str) -> dict:
    """Return a term of a case: its wordings and the sealed words of which a real explanation has at least one."""
    return {"term": term, "also": also, "signs": sorted({seal(term, word) for word in words(signs)})}


@checked
def reads_plainly(text: str, case: dict) -> str:
    """Pass a text whose sentences have at most ``case["most_average"]`` syllables on average, with no bare term.

    A term of ``case["terms"]`` may be left out, said in plain words, or explained where it stands: in
    brackets, or after "tức là", "nghĩa là", "là", ":". Where the case has a key, ``fewest_points`` of its
    points must be told: a text about something else is no rewriting.
    """
    require_rewritten(text, case)
    if "key" in case and sum(points_told(text, case["key"])) < case["fewest_points"]:
        raise Wrong("Bài mới còn thiếu phần lớn nội dung của văn bản gốc. Viết đủ ý trước, rồi hãy làm cho dễ đọc.")
    lengths = sentence_lengths(text)
    # At a semicolon the reader breathes, so a list in one line is not one long sentence.
    average, longest = sum(lengths) / len(lengths), max(sentence_lengths(text.replace(";", ".\n")))
    told = f"{average:.0f}"
    if average > case["most_average"]:
        raise Wrong(f"Trung bình mỗi câu {told} tiếng, cần từ {case['most_average']} trở xuống. Câu dài thì ngắt: mỗi câu một ý.")
    if longest > _LONGEST:
        raise Wrong(f"Còn một câu dài {longest} tiếng, quá {_LONGEST}. Đọc to lên: hụt hơi ở đâu thì ngắt ở đó.")
    if bare := [term["term"] for term in case["terms"] if not _clear(term, text)]:
        if case.get("held_out"):
            raise Wrong("Còn từ khó mà bà con chưa chắc hiểu. Thay bằng lời thường, hoặc giải thích ngay trong ngoặc.")
        named = ", ".join(f"“{term}”" for term in bare)
        raise Wrong(f"Chưa rõ với bà con: {named}. Thay bằng lời thường, hoặc giải thích ngay sau nó, trong ngoặc.")
    return f"Trung bình mỗi câu {told} tiếng; không còn từ khó nào bị bỏ lửng."


def _clear(term: dict, text: str) -> bool:
    """Whether a term is absent, or explained at one of the places where it stands."""
    forms = "|".join(r"\s+".join(map(re.escape, words(form))) for form in sorted([term["term"], *term["also"]], key=len, reverse=True))
    found = False
    for sentence in sentences(nfc(text)):
        plain = re.sub(r"[\"“”'‘’*_]", " ", fold(sentence))
        for match in re.finditer(rf"\b(?:{forms})\b", plain):
            found = True
            if any(_explains(meaning, term) for meaning in _meanings(plain, match)):
                return True
    return not found


def _meanings(plain: str, match: re.Match):
    """What is said of the term: after it, or before it where the term itself stands in brackets."""
    before, after = plain[: match.start()], plain[match.end() :]
    if opened := re.match(_MEANS, after):
        said = after[opened.end() :]
        yield said.partition(")")[0] if opened[0].endswith("(") else re.split(r"[;.]", said)[0]
    if before.rstrip().endswith("(") or re.search(_CALLED, before.rstrip(" (,")):
        yield re.sub(_CALLED, "", before.rstrip(" (,"))


def _explains(meaning: str, term: dict) -> bool:
    new = set(words(meaning)) - set(words(term["term"]))
    return len(new) >= _FEWEST_NEW and any(seal(term["term"], word) in term["signs"] for word in new)
