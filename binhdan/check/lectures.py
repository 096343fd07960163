"""Checks of a spoken lesson that a learner writes: easy to follow, to the point, and in their own words."""

from __future__ import annotations

import json
import re

from binhdan.check.details import figures, names
from binhdan.check.faithful import require_rewritten, sentence_lengths
from binhdan.check.pupils import Mind
from binhdan.check.registry import Wrong, checked
from binhdan.curriculum import load_course
from binhdan.text import count_words, fold, sentences, words

_RUN = 5  # words in a row that count as one piece when two texts are compared
_ENOUGH = 2 / 3  # share of the shortest length from which a text is worth looking at further
_STORY = 3  # sentences from the one that opens an example within which its number, day or name stands
_FENCED = re.compile(r"^```.*?^```", re.S | re.M)
_EXAMPLE = re.compile(r"\b(?:vi du|chang han|co lan|hom|bua|tuan truoc|thang truoc|nam ngoai|lan truoc|chuyen|nhu the nay|thu tuong tuong|gia su)\b")
_DOUBT = re.compile(r"\b(?:chua chac|khong chac|chua han|khong co nghia|chua phai|khong phai|nhung|van|du|cung|dung voi|cho voi|ma sai|sai|nham|bia)\b")

_TRUST = re.compile(r"\b(?:đúng|tin|thật|chắc|yên tâm|chính xác|không sai|sai sao|không bịa|khỏi|không cần)\b")
_SHOWN = 6  # words of a sentence by which its writer finds it again


@checked
def lecture_reads_well(text: str, case: dict) -> str:
    """Pass a text of ``least_words`` to ``most_words`` in sentences of on average at most ``average`` words."""
    length, lengths = count_words(text), sentence_lengths(text)
    if not case["least_words"] <= length <= case["most_words"]:
        raise Wrong(f"Lời giảng có {length} từ, cần {case['least_words']} đến {case['most_words']}.")
    require_lecture(text, case)
    average = length / len(lengths)
    if average > case["average"]:
        raise Wrong(f"Câu dài trung bình {average:.0f} từ, quá {case['average']}. Ngắt câu cho người nghe kịp thở.")
    return f"{length} từ, câu trung bình {average:.0f} từ: nghe kịp."


@checked
def lecture_teaches(text: str, case: dict) -> str:
    """Pass a text that states ``must_teach`` truths, puts at least ``least_beliefs`` right, and has an example of its own."""
    require_lecture(text, case)
    mind = Mind(case)
    told = mind.truths_in(text)
    for name, asked in case["must_teach"].items():
        if name not in told:
            raise Wrong(f"Lời giảng chưa nói rõ: {asked}.")
    put_right = set()
    for sentence, signs, doubted in _raised(sentences(text), mind):
        if not doubted and _TRUST.search(sentence.lower()):
            raise Wrong(f"Câu “{' '.join(sentence.split()[:_SHOWN])}…” nghe như dạy một điều nhầm. Nói ngay sau đó vì sao chưa đúng.")
        put_right |= signs if doubted else set()
    if len(put_right) < case["least_beliefs"]:
        raise Wrong(f"Lời giảng gỡ {len(put_right)} nhầm lẫn, cần ít nhất {case['least_beliefs']}. Nhắc điều bà con hay tin rồi gỡ.")
    _require_example(text, case)
    return "Lời giảng nói được AI bịa là gì, phải làm gì, gỡ được nhầm lẫn và có ví dụ riêng."


@checked
def lecture_is_own(text: str, case: dict) -> str:
    """Pass a text of which at most ``most_copied`` of the five-word runs stand in the lessons of ``case["level"]``."""
    require_lecture(text, case)
    ours = _runs(text)
    theirs = set().union(*(_runs(line) for line in lesson_lines(case["level"])))
    share = len(ours & theirs) / len(ours) if ours else 1.0
    if share > case["most_copied"]:
        raise Wrong(f"Khoảng {share:.0%} lời giảng trùng với các bài học, quá {case['most_copied']:.0%}. Gấp bài lại, kể bằng lời của bạn.")
    return "Lời giảng là lời của chính bạn."


def require_lecture(text: str, case: dict) -> None:
    """Raise Wrong for a text that is no lecture: far too short to be one, or the same few words again and again."""
    if (length := count_words(text)) < _ENOUGH * case["least_words"]:
        raise Wrong(f"Lời giảng mới có {length} từ, chưa thành bài giảng. Viết đủ {case['least_words']}–{case['most_words']} từ đã.")
    require_rewritten(text, {})


def lesson_lines(level: int) -> list[str]:
    """Return what learners read in the lessons of a level: lines of prose, and the texts of the data that goes out."""
    found = []
    for lesson in load_course().lessons:
        if lesson.plan.level == level and lesson.source.exists():
            found += _FENCED.sub("", lesson.source.read_text(encoding="utf-8")).splitlines()
            for file in sorted((lesson.folder / "data").glob("*.json")):
                found += _strings(json.loads(file.read_text(encoding="utf-8")))
    return found


def _raised(said: list[str], mind: Mind) -> list[tuple[str, set[str], bool]]:
    """Each sentence that speaks of a belief: its beliefs, and whether it or a neighbour puts them in doubt."""
    signs = [mind.signs_in(sentence) for sentence in said]
    doubts = [bool(_DOUBT.search(fold(sentence)) or mind.truths_in(sentence)) for sentence in said]
    found = []
    for at in (at for at in range(len(said)) if signs[at]):
        near = range(max(at - 1, 0), min(at + 2, len(said)))
        # A neighbour that doubts another belief says nothing of this one.
        doubted = any(doubts[n] and (not signs[n] or signs[n] & signs[at]) for n in near)
        found.append((said[at], signs[at], doubted))
    return found


def _require_example(text: str, case: dict) -> None:
    """An example tells when or who, and has something to hold on to: a number, a day, a name."""
    known = [used for used in case["used_examples"] if fold(used) in fold(text)]
    if known:
        raise Wrong(f"Ví dụ “{known[0]}” là của bài học. Kể một chuyện của bạn hoặc ở chỗ bạn.")
    said = sentences(text)
    told = (" ".join(said[at : at + _STORY]) for at, sentence in enumerate(said) if _EXAMPLE.search(fold(sentence)))
    if not any(figures(story) or [name for name in names(story) if name.shown not in case["no_names"]] for story in told):
        raise Wrong("Chưa thấy ví dụ cụ thể. Kể một chuyện: ai, hôm nào, hỏi AI gì, sự thật thế nào; nêu một con số, một ngày hoặc một cái tên.")


def _runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}


def _strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in inner for text in _strings(item)]
