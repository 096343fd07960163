"""Checks of a sorting prompt: its labels and examples, and what the practice model does with them."""

from __future__ import annotations

import re
from collections import Counter

from binhdan.ai.asking import practice_reply
from binhdan.ai.practice.labels import same
from binhdan.ai.practice.reader import Reading, read
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.slots import fill, names
from binhdan.text import count_words, words

_SHORTEST, _LONGEST = 5, 60  # words of a definition
_FEWEST_EACH = 2  # examples of a label
_ALIKE = 0.5  # share of common words from which two definitions say the same
_NUMBERED = re.compile(r"^\s*(\d+)\.\s*(.+?)\s*$", re.M)
_COPIED = 6  # words in a row that a definition has from a comment only by copying it
_RUN = 4  # words from which an example counts as taken out of a comment


@checked
def labels_are_defined(prompt: str, case: dict) -> str:
    """Pass a prompt that defines each of ``case["labels"]``, and no other, in its own words."""
    found = _labels(_reading(prompt), case["labels"])
    for label, said in found.items():
        if (length := count_words(said)) < _SHORTEST:
            raise Wrong(f"Định nghĩa nhãn “{label}” mới có {length} từ. Kể thêm dấu hiệu: khách hay nói gì, hỏi gì?")
        if length > _LONGEST:
            raise Wrong(f"Định nghĩa nhãn “{label}” dài {length} từ, quá {_LONGEST}. Giữ những dấu hiệu hay gặp nhất.")
    labels = list(found)
    for place, label in enumerate(labels):
        if twin := next((other for other in labels[:place] if _likeness(found[label], found[other]) > _ALIKE), None):
            raise Wrong(f"Định nghĩa của “{label}” và “{twin}” gần như giống nhau. Nói rõ điều chỉ nhãn đó mới có.")
    return "Đủ bốn nhãn, mỗi nhãn có định nghĩa riêng."


@checked
def examples_teach(prompt: str, case: dict) -> str:
    """Pass a prompt with at least two examples a label, few enough in all, none with a wrong label."""
    reading = _reading(prompt)
    _labels(reading, case["labels"])
    shown = _examples(reading, case)
    if not shown:
        raise Wrong("Chưa đọc được ví dụ nào. Mỗi ví dụ viết một dòng: bình luận → nhãn (gõ -> cũng được).")
    for number, (text, label) in enumerate(shown, 1):
        if any(_within(text, comment["text"]) and not _is_label(comment, label, case) for comment in case["comments"]):
            raise Wrong(f"Ví dụ thứ {number} gán nhãn chưa hợp. Đọc lại bình luận đó: khách cần gì?")
    count = Counter(label for _, label in shown)
    if scarce := [label for label in case["labels"] if count[label] < _FEWEST_EACH]:
        raise Wrong(f"Nhãn “{scarce[0]}” mới có {count[scarce[0]]} ví dụ. Mỗi nhãn cần ít nhất {_FEWEST_EACH}.")
    return f"{len(shown)} ví dụ, nhãn nào cũng có."


@checked
def comments_are_sorted(prompt: str, case: dict) -> str:
    """Pass a prompt with which enough of ``case["comments"]`` get their label.

    ``case`` has labels, urgent, least_share, most_examples, fewest_tried, comments ({"text", "seal"}) and, where
    nobody has seen the comments, held_out.
    """
    tried = _tried(prompt, case)
    wrong = [number for number, comment, label in tried if not _is_label(comment, label, case)]
    right, needed = len(tried) - len(wrong), _share(len(tried), case["least_share"])
    if all(label is None for *_, label in tried):
        raise Wrong("AI không trả về nhãn nào trong bốn nhãn. Nói rõ việc cần làm là phân loại, và kể tên các nhãn.")
    if right < needed:
        where = "" if case.get("held_out") else f" Xem lại bình luận số {', '.join(map(str, wrong[:8]))}."
        raise Wrong(f"Đúng {right}/{len(tried)} bình luận, cần {needed}.{where} Thêm dấu hiệu vào định nghĩa hoặc chọn ví dụ khác loại hơn.")
    return f"AI luyện tập xếp đúng {right}/{len(tried)} bình luận không có trong ví dụ."


@checked
def nothing_urgent_is_missed(prompt: str, case: dict) -> str:
    """Pass a prompt with which every urgent comment is found, and at most as many others are taken for urgent."""
    tried = _tried(prompt, case)
    urgent = case["urgent"]
    missed = [number for number, comment, label in tried if _is_label(comment, urgent, case) and label != urgent]
    alarms = sum(label == urgent and not _is_label(comment, urgent, case) for _, comment, label in tried)
    found = sum(label == urgent for *_, label in tried) - alarms
    if missed:
        where = "" if case.get("held_out") else f" (bình luận số {', '.join(map(str, missed[:8]))})"
        raise Wrong(f"Còn sót {len(missed)} việc gấp{where}. Thêm dấu hiệu của việc gấp, và dặn AI ghi nhãn nào khi không chắc.")
    if alarms > found:
        raise Wrong(f"Không sót, nhưng báo gấp nhầm {alarms} lần, nhiều hơn việc gấp thật. Làm rõ các nhãn còn lại.")
    return f"Không sót việc gấp nào; báo nhầm {alarms} lần."


def _reading(prompt: str) -> Reading:
    slots = names(prompt)
    return read([{"role": "user", "content": fill(prompt, dict.fromkeys(slots, ""))}])


def _labels(reading: Reading, wanted: list[str]) -> dict[str, str]:
    """Wanted label -> its definition; Wrong where one is missing or one is too many."""
    found: dict[str, str] = {}
    for written, said in reading.labels.items():
        if not (label := same(written, wanted)):
            raise Wrong(f"Có nhãn lạ “{written}”. Chỉ dùng bốn nhãn: {'; '.join(wanted)}.")
        found[label] = said
    if missing := [label for label in wanted if label not in found]:
        raise Wrong(f"Chưa thấy nhãn: {'; '.join(missing)}. Mỗi nhãn viết một dòng: tên nhãn: định nghĩa.")
    return {label: found[label] for label in wanted}


def _examples(reading: Reading, case: dict) -> list[tuple[str, str]]:
    shown = [(text, same(label, case["labels"]) or label) for text, label in reading.examples]
    if len(shown) > case["most_examples"]:
        raise Wrong(f"Có {len(shown)} ví dụ, nhiều nhất là {case['most_examples']}. Bỏ những ví dụ na ná nhau.")
    return shown


def _tried(prompt: str, case: dict) -> list[tuple[int, dict, str | None]]:
    """(number, comment, label given) for each comment that the prompt does not hold itself."""
    reading = _reading(prompt)
    shown = [text for text, _ in _examples(reading, case)]
    fresh = []
    for number, comment in enumerate(case["comments"], 1):
        as_example = any(_within(text, comment["text"]) for text in shown)
        if as_example and case.get("held_out"):
            raise Wrong("Có ví dụ trùng một bình luận dùng để chấm riêng. Chọn ví dụ từ các bình luận mở, hoặc tự nghĩ.")
        if not as_example and not any(_copied(comment["text"], said) for said in reading.labels.values()):
            fresh.append((number, comment))
    if len(fresh) < case["fewest_tried"]:
        raise Wrong("Câu lệnh chép quá nhiều bình luận mở, không còn gì để thử. Định nghĩa nên kể dấu hiệu, đừng chép cả câu.")
    given = _labels_given(prompt, [comment["text"] for _, comment in fresh], case["labels"])
    return [(number, comment, label) for (number, comment), label in zip(fresh, given)]


def _labels_given(prompt: str, texts: list[str], labels: list[str]) -> list[str | None]:
    """Send all texts at once, as the learner's own cell does, and read the numbered reply."""
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
    slots = names(prompt)
    reply = practice_reply(fill(prompt, dict.fromkeys(slots, listed))) if slots else practice_reply(prompt, listed)
    given = {int(number): same(said, labels) for number, said in _NUMBERED.findall(reply)}
    return [given.get(number) for number in range(1, len(texts) + 1)]


def _is_label(comment: dict, label: str | None, case: dict) -> bool:
    return comment["seal"] == seal("B2.11", comment["text"], label)


def _within(example: str, comment: str) -> bool:
    """Whether an example is a comment, or a run of words out of it."""
    short, whole = words(example), words(comment)
    return short == whole or (len(short) >= _RUN and f" {' '.join(short)} " in f" {' '.join(whole)} ")


def _copied(comment: str, definition: str) -> bool:
    """Whether a definition holds a run of words out of a comment, too long to be a mere sign."""
    ours, theirs = words(comment), f" {' '.join(words(definition))} "
    runs = [ours[start : start + _COPIED] for start in range(len(ours) - _COPIED + 1)]
    return any(f" {' '.join(run)} " in theirs for run in runs)


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(words(one)), set(words(other))
    return len(ours & theirs) / len(ours | theirs)


def _share(count: int, share: float) -> int:
    return -int(-count * share // 1)
