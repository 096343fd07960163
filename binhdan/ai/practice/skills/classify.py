"""Give each text one of the prompt's labels, in the order of the texts."""

from __future__ import annotations

import re

from binhdan.ai.practice.guide import Guide
from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.reply import Reply
from binhdan.text import fold, words

_TASK = re.compile(
    r"\b(?:phan loai|phan nhom|dan nhan|(?:gan|chon|xep|chia|cho biet) (?:\w+ ){0,4}(?:loai|nhan|nhom))\b"
)
_ITEM = re.compile(r"^\s*\d{1,3}[.)]\s+(\S.*)$", re.M)
_TAIL = re.compile(r"(?:^[ \t]*\d{1,3}[.)][ \t]+\S.*\n?)+\s*\Z", re.M)


def wants(request) -> float:
    """Well where the task is to sort texts, or the prompt is all labels and examples."""
    reading = request.reading
    if request.tools or request.schema:
        return 0.0
    if _TASK.search(fold(reading.part("task") or reading.instructions)):
        return 0.9 if reading.labels else 0.7
    return 0.7 if len(reading.labels) > 1 and reading.examples else 0.0


def reply(request) -> Reply:
    """One label a line, in the order of the texts; a text alone gets its label alone."""
    reading = request.reading
    taught, texts = Guide.of(reading), items(reading)
    if not texts:
        return Reply(
            f"Tôi đã đọc {len(taught.labels)} nhãn và {len(taught.examples)} ví dụ, nhưng chưa thấy văn bản nào cần phân loại.",
            (),
            "classify",
        )
    chosen = [taught.decide(text).label for text in texts]
    numbered = [f"{number}. {label}" for number, label in enumerate(chosen, 1)] if len(chosen) > 1 else chosen
    return Reply("\n".join(numbered), (), "classify")


def items(reading: Reading) -> list[str]:
    """The texts to sort: numbered lines, or the whole as one."""
    fenced = [fence.text for fence in reading.fences]
    marked_off = reading.message or (fenced or [reading.part("source")])[-1]
    tail = _TAIL.search(reading.instructions)
    data = marked_off.strip() or (tail[0] if tail else "") or reading.data or _rest(reading)
    return _ITEM.findall(data) or ([data.strip()] if words(data) else [])


def _rest(reading: Reading) -> str:
    """A text put below the examples without a heading: what is left of them."""
    known = {fold(text) for text, _ in reading.examples}
    lines = reading.part("examples").splitlines()
    return "\n".join(line for line in lines if not any(text in fold(line) for text in known))
