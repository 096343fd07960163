"""Draft a document from the prompt's own slots; what a slot does not say is made up, as real models do."""

from __future__ import annotations

import re

from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.reply import Reply
from binhdan.text import count_words, fold, sentences, words

_VERBS = re.compile(r"\b(?:viet|soan|lap|thao|lam|tao)\b")
_KINDS = re.compile(r"\b(thong bao|thu moi|giay moi|to trinh|cong van|bao cao|bai viet|loi moi|thu|tin nhan|bai dang|van ban|bien ban|ke hoach|loi)\b")
_HOLE = re.compile(r"\[[^\]\n]*\]|<[^>\n]*>|…+|\.{3,}|_{3,}")
_LIST = re.compile(r"(?:gom|co)(?: \w+)?(?: (?:cac|nhung))?(?: \d+)? (?:phan|muc|dong|y|o)\s*(?:sau)?\s*[:：]?", re.I)

# What the model makes up where the prompt is silent: recognisable, and wrong on purpose.
_INVENTED = [
    ("thoi gian", "Thời gian dự kiến: từ 7 giờ 30 đến 17 giờ ngày mai."),
    ("lien he", "Mọi thắc mắc xin gọi đường dây nóng 1900 6868."),
]
_RAMBLE_BEFORE = (
    "Trong những năm qua, được sự quan tâm của các cấp, các ngành cùng sự đồng lòng của bà con, đời sống của Nhân dân "
    "trên địa bàn không ngừng được nâng cao, hạ tầng từng bước được đầu tư đồng bộ, khang trang."
)
_RAMBLE_AFTER = (
    "Đây là việc làm có ý nghĩa thiết thực, góp phần nâng cao chất lượng phục vụ. Theo thống kê, hơn 85 % bà con hài lòng "
    "với công tác này. Rất mong bà con tiếp tục phát huy tinh thần đoàn kết, cùng nhau xây dựng quê hương ngày càng giàu "
    "đẹp, văn minh. Xin trân trọng cảm ơn và kính chúc bà con sức khoẻ, hạnh phúc, thành công."
)


def wants(request) -> float:
    """Well where the task is to write something."""
    task = fold(request.reading.part("task") or request.reading.instructions)
    return 0.6 if _VERBS.search(task) and _KINDS.search(task) else 0.3 if _VERBS.search(task) else 0.0


def reply(request) -> Reply:
    """Write the document: the form's lines where there is one, the facts, and whatever was left open."""
    reading = request.reading
    lines = _form_lines(reading)
    body = _filled(lines, reading) if lines else _free(reading)
    body += _left_out(body, reading)
    if not reading.only_given:
        body += _made_up(body, reading)
    if not reading.has("role"):
        body.append("(Người soạn: trợ lý ảo)")
    return Reply(_within(body, reading), (), "draft")


def _form_lines(reading: Reading) -> list[str]:
    """The lines the output should have: a form given in full, or a list of parts to include."""
    form = reading.part("form")
    lines = [line.strip() for line in form.splitlines() if line.strip()]
    if len(lines) > 1:
        return [line for line in lines if not _LIST.fullmatch(fold(line).strip(" :"))]
    if not lines:
        return []
    match = _LIST.search(fold(lines[0]))
    listed = lines[0][match.end() :] if match else lines[0] if lines[0].count(",") + lines[0].count(";") > 1 else ""
    return [f"{item.strip(' .')[:1].upper()}{item.strip(' .')[1:]}: …" for item in re.split(r"[,;]", listed) if words(item)]


def _filled(lines: list[str], reading: Reading) -> list[str]:
    """Fill each hole of the form with the fact whose label is nearest to the words in or before it."""
    facts = [fact for fact in reading.facts if fact[1] and not _stated(fact[1], lines)]

    def put(hole: re.Match) -> str:
        before = line[: hole.start()].rpartition("]")[2]
        named = words(hole[0]) or words(before) or words(line)
        if (taken := _nearest(named, facts)) is None:
            return ""
        facts.remove(taken)
        return taken[1].rstrip(".")

    filled = []
    for line in lines:
        if line.endswith(":") and not _HOLE.search(line):
            line += " …"
        filled.append(_HOLE.sub(put, line).strip())
    # A hole that no fact fits leaves a bare heading, which is dropped.
    return [text for text in filled if words(text) and not text.endswith(":")]


def _nearest(named: list[str], facts: list[tuple[str, str]]) -> tuple[str, str] | None:
    scored = [(len(set(named) & set(words(label or value))), -i) for i, (label, value) in enumerate(facts)]
    best = max(scored, default=(0, 0))
    return facts[-best[1]] if best[0] else None


def _free(reading: Reading) -> list[str]:
    """No form was asked for: a title, then warm words around the point."""
    match = _KINDS.search(fold(reading.part("task")))
    title = reading.part("task")[match.start() : match.end()].upper() if match else "NỘI DUNG"
    return [title, _RAMBLE_BEFORE, _RAMBLE_AFTER] if not reading.limit else [title, _RAMBLE_BEFORE]


def _left_out(body: list[str], reading: Reading) -> list[str]:
    """Facts that the form had no place for still have to be said, once."""
    return [
        f"{label}: {value.rstrip('.')}." if label else value
        for label, value in reading.facts
        if value and not _stated(value, body)
    ]


def _made_up(body: list[str], reading: Reading) -> list[str]:
    """Sentences nobody gave: one for each usual thing that is missing, and one number."""
    said = fold(" ".join(body))
    extra = [sentence for topic, sentence in _INVENTED if topic not in said]
    return extra or ["Dự kiến có khoảng 350 hộ dân liên quan."]


def _stated(value: str, lines: list[str]) -> bool:
    """Whether the lines already say every telling word of ``value``."""
    said = set(words("\n".join(lines)))
    telling = [w for w in words(value) if any(c.isdigit() for c in w) or len(w) > 2]
    whole = fold(value).strip(" .") in fold("\n".join(lines))
    return whole or (bool(telling) and len(sentences(value)) == 1 and count_words(value) > 6 and set(telling) <= said)


def _within(lines: list[str], reading: Reading) -> str:
    """Keep to the length asked for by dropping the warm words first, as a model does when told."""
    limit = reading.limit
    kept = list(lines)
    for filler in (_RAMBLE_AFTER, _RAMBLE_BEFORE):
        if limit and limit[1] == "words" and count_words("\n".join(kept)) > limit[0] and filler in kept:
            kept.remove(filler)
    return "\n".join(line for line in kept if line.strip())
