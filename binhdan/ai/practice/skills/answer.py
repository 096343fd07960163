"""Answer a question from the sources in the prompt; where none fits, say so if allowed, else make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from binhdan.ai.practice.embedding import embed, similarity
from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.reply import Reply
from binhdan.text import count_words, fold, sentences, words

_ASKS = re.compile(r"\b(?:tra loi|dap|giai dap|cau hoi|dua vao|dua tren|can cu)\b")
_CITE = re.compile(r"\b(?:trich|dan nguon|dan chung|neu nguon|ghi nguon|kem nguon|ghi (?:ro )?(?:ma|so)|kem (?:ma|so)|(?:ma|ten|so) (?:nguon|tai lieu|thu tuc|doan)|citation|cite)\b")
_VERBATIM = re.compile(r"\b(?:nguyen van|trich (?:dung )?cau|ngoac kep|y nguyen|quote)\b")
_LABEL = re.compile(r"^\s*(?:\[(?P<mark>[^\]\n]{1,40})\]|(?P<named>(?:nguồn|đoạn|tài liệu|văn bản)\s+[\w.-]{1,12})\s*[:.)–-])\s*(?P<rest>.*)$", re.I)
_BULLET = re.compile(r"^\s*[-*•+]\s+")
# Words of a question that are about its form; a source need not hold them.
_CHATTER = frozenset(
    words(
        """tôi em anh chị cháu ông bà ạ à nhỉ thưa xin hỏi muốn biết làm giúp mình với nhé vậy hay ai nào ấy thì mà hết mất
        bao nhiêu lâu thế khi mấy đâu gì ở là có được không phải cần cho của và các những một này bị từ đến"""
    )
)
_FITS, _SHARED, _MOST_ASKED = 0.1, 0.34, 60

_UNKNOWN = "Không biết: các nguồn được cho không có thông tin này."
# What the model makes up, recognisably: nobody gave these numbers.
_INVENTED = (
    (r"\b(?:tien|phi|gia|dong)\b", "Theo quy định hiện hành, mức thu là 50.000 đồng."),
    (r"\b(?:lau|ngay|han|hom|gio|khi nao)\b", "Theo quy định hiện hành, thời gian giải quyết là 7 ngày làm việc."),
    (r"\b(?:o dau|quay|phong nao|noi nao)\b", "Bạn đến phòng 203, tầng 2, trụ sở trung tâm hành chính."),
    (r"", "Theo Quyết định số 1234/QĐ-UBND, bạn cần chuẩn bị 02 bộ hồ sơ và 03 ảnh 3×4."),
)
_EXTRA = "Ngoài ra, bạn nên mang thêm 02 ảnh 3×4 để thuận tiện."


@dataclass(frozen=True)
class Passage:
    """One source: its label ("DC-001", "nguồn 2"), what it is about, and its lines."""

    label: str
    text: str


def wants(request) -> float:
    """Well where a question meets sources; a little where there is only a question."""
    reading = request.reading
    if not question(reading) or reading.has("labels") or request.tools:
        return 0.0
    asked = bool(_ASKS.search(fold(reading.instructions))) or reading.has("question")
    if list(passages(reading)):
        return 0.75 if asked else 0.4
    return 0.35 if asked or not reading.message else 0.0


def reply(request) -> Reply:
    """Answer with the sentence of the sources that is nearest to the question."""
    reading = request.reading
    asked = question(reading)
    best = nearest(asked, list(passages(reading)))
    if best is None:
        return Reply(_UNKNOWN if reading.may_say_unknown else _made_up(asked), (), "answer")
    passage, said = best
    return Reply(_told(passage, said, reading), (), "answer")


def question(reading: Reading) -> str:
    """Return what is asked: a short message whole, else the last sentence that ends with "?"."""
    if "?" in reading.message and count_words(reading.message) <= _MOST_ASKED:
        return reading.message.strip()
    asked = re.findall(r"[^.!?\n]*\?", reading.question or reading.instructions)
    return asked[-1].strip() if asked else reading.question


def passages(reading: Reading) -> Iterator[Passage]:
    """Return the sources of a prompt: each fence, cut where a line starts with "[mark]" or "Nguồn 2:"."""
    stretches = [(fence.tag, fence.text) for fence in reading.fences] or [("", reading.part("source"))]
    number = 0
    for tag, text in stretches:
        for label, body in _cut(text):
            number += 1
            if words(body):
                yield Passage(label or (f"{tag} {number}" if tag else f"nguồn {number}"), body)


def nearest(asked_for: str, sources: list[Passage]) -> tuple[Passage, str] | None:
    """Return the passage and the words in it that answer ``asked_for``; None where no source fits."""
    asked = embed(asked_for)
    telling = {word for word in words(asked_for) if word not in _CHATTER}
    ranked = sorted(((similarity(asked, embed(p.text)), -i) for i, p in enumerate(sources)), reverse=True)
    for score, place in ranked:
        passage = sources[-place]
        shared = len(telling & set(words(passage.text))) / max(1, len(telling))
        if score >= _FITS and shared >= _SHARED:
            return passage, _best_unit(asked, passage)
    return None


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """The labelled stretches of one fence; without labels it is one stretch."""
    label, lines = "", []
    for line in text.splitlines():
        if match := _LABEL.match(line):
            if lines:
                yield label, "\n".join(lines)
            label, lines = (match["mark"] or match["named"]).strip(), [match["rest"]]
        else:
            lines.append(line)
    yield label, "\n".join(lines)


def _best_unit(asked: list[float], passage: Passage) -> str:
    """The sentence or the whole list that is nearest to the question; a heading is no answer."""
    units = _units([line for line in sentences(passage.text) if words(line)])
    return max(units, key=lambda unit: similarity(asked, embed(unit)))


def _units(lines: list[str]) -> list[str]:
    """Sentences, with each list joined into one unit and headings left out where anything else stands."""
    units, listed = [], []
    for line in [*lines, ""]:
        if _BULLET.match(line):
            listed.append(line)
            continue
        if listed:
            units.append("\n".join(listed))
            listed = []
        if line:
            units.append(line)
    return [unit for unit in units if _BULLET.match(unit) or unit[-1] in ".!?…\"”"] or units


def _told(passage: Passage, said: str, reading: Reading) -> str:
    """The answer in the manner the prompt asks for."""
    plain = fold(reading.instructions)
    said = said.strip()
    if _VERBATIM.search(plain):
        said = f"“{said}”"
    elif _BULLET.match(said):
        said = "; ".join(_BULLET.sub("", line).rstrip(" ;.") for line in said.splitlines()) + "."
    if _CITE.search(plain) or _VERBATIM.search(plain):
        said = f"{said} [{passage.label}]"
    return said if reading.only_given else f"{said} {_EXTRA}"


def _made_up(asked: str) -> str:
    plain = fold(asked)
    return next(line for pattern, line in _INVENTED if re.search(pattern, plain))
