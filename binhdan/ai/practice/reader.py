"""Read a prompt the way a careful colleague would: which parts it has and what each one says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from binhdan.ai.practice import labels as labelling
from binhdan.ai.practice.labels import definitions, example
from binhdan.ai.practice.records_shown import one_line
from binhdan.ai.practice.sections import cue, heading, tag_part
from binhdan.text import fold, nfc, sentences

_TAG = re.compile(r"<(?P<tag>[\w-]{2,30})(?: [^>]*)?>\s*\n?(?P<body>.*?)\s*</(?P=tag)(?: [^>]*)?>", re.S)
_TICKS = re.compile(r"^(```|~~~|\"\"\")[\w-]*\n(?P<body>.*?)\n?\1\s*$", re.S | re.M)
_PAIR = re.compile(r"^\s*[-*•+]?\s*(?:\*\*)?(?P<label>[^:\n|]{1,40}?)(?:\*\*)?\s*[:：]\s*(?:\*\*)?\s*(?P<value>.+?)\s*$")
_RANGE = r"\d{1,4}\s*(?:[-–]|den|toi)\s*"  # "60–80 từ" allows 80
_WORDS = re.compile(
    rf"(?:(?:duoi|toi da|khong qua|khong vuot qua|khoang|it hon|trong vong|trong|<=?|≤)\s*(?:{_RANGE})?|\b{_RANGE})(\d{{1,4}})\s*(tu|chu|tieng|cau|dong|y)\b"
)
_QUESTION = re.compile(r"[^.!?\n]*\?")


@dataclass(frozen=True)
class Fence:
    """A stretch of data that the prompt marks off, with the tag's name ("" for a plain fence)."""

    tag: str
    text: str


@dataclass
class Reading:
    """What one request says, part by part; skills ask this and never the raw text.

    ``parts`` maps role, task, audience, context, constraints, form, examples, labels, fields,
    source, question and tone to their text. ``message`` is the last thing the user sent when the
    instructions stand in a system message, else "".
    """

    parts: dict[str, str] = field(default_factory=dict)
    fences: list[Fence] = field(default_factory=list)
    message: str = ""
    instructions: str = ""

    def part(self, *names: str) -> str:
        """Return the first of the named parts that the prompt has, or ""."""
        return next((self.parts[name] for name in names if self.parts.get(name)), "")

    def has(self, name: str) -> bool:
        """Tell whether the prompt has that part."""
        return bool(self.parts.get(name))

    @property
    def data(self) -> str:
        """The text to work on: the separate message, else what is fenced off, else the context."""
        return self.message or "\n\n".join(f.text for f in self.fences) or self.part("source", "context")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The context as (label, value) pairs; a plain sentence has the label "".

        Where the task itself tells the facts ("viết thông báo cắt nước ở … từ … đến …"), it counts.
        """
        told = self.part("context") or (self.part("task") if re.search(r"\d", self.part("task")) else "")
        return [pair for line in told.splitlines() for pair in _facts(line)]

    @property
    def labels(self) -> dict[str, str]:
        """Label -> its definition ("" where it has none), in the order given."""
        own = definitions(self.part("labels"))
        shown = [label for _, label in labelling.examples(self.part("examples"), ())]
        names = own or labelling.listed(self.part("task")) or dict.fromkeys(shown)
        elsewhere = labelling.defined(names, self._said("labels", "task", "context", "constraints", "role"))
        return {name: own.get(name) or elsewhere[name] for name in names}

    @property
    def examples(self) -> list[tuple[str, str]]:
        """(text, label) pairs that the prompt shows."""
        names = list(self.labels)
        shown = labelling.examples(self._said("examples", "labels", "task", "context", "constraints"), names)
        return list(dict.fromkeys(shown + labelling.label_first(self.part("examples"), names)))

    @property
    def in_doubt(self) -> str:
        """The label to take when it is not clear, or ""."""
        return labelling.in_doubt(self.instructions, self.labels)

    def _said(self, *names: str) -> str:
        return "\n".join(filter(None, (self.parts.get(name) for name in names)))

    @property
    def limit(self) -> tuple[int, str] | None:
        """The length asked for: (number, "words" or "sentences"), or None."""
        match = _WORDS.search(fold(self.instructions))
        return match and (int(match[1]), "words" if match[2] in ("tu", "chu", "tieng") else "sentences")

    @property
    def only_given(self) -> bool:
        """Whether the prompt forbids adding what it did not give."""
        return bool(
            re.search(
                r"(?:khong|dung|chang|cam)(?: duoc)?(?: tu)?(?: y)? (?:them|bia|suy dien|suy doan|doan|them that)"
                r"|chi (?:duoc )?(?:dung|su dung|dua|can cu|lay|viet|tra loi)(?: \w+){0,4} (?:thong tin|du lieu|du kien|boi canh|nguon|tai lieu|so lieu|tren|da cho|duoi day|da neu)"
                r"|ngoai (?:thong tin|boi canh|du lieu|nguon|nhung gi)",
                fold(self.instructions),
            )
        )

    @property
    def may_say_unknown(self) -> bool:
        """Whether the prompt allows "không biết" as an answer."""
        return bool(re.search(r"khong (?:biet|ro|du (?:can cu|thong tin)|tim thay)|chua (?:ro|co thong tin)", fold(self.instructions)))

    @property
    def question(self) -> str:
        """The question asked, or ""."""
        asked = _QUESTION.findall(self.part("question") or self.message or self.part("task"))
        return (self.part("question") or (asked[-1] if asked else "")).strip()


def read(messages: list[dict]) -> Reading:
    """Read chat ``messages`` ({"role", "content"}, content a string or a list of parts)."""
    system = "\n\n".join(_text(m) for m in messages if m.get("role") in ("system", "developer"))
    asked = [_text(m) for m in messages if m.get("role") == "user"]
    last = asked[-1] if asked else ""
    prompt, message = (system, last) if system.strip() else (last, "")
    reading = Reading(message=message)
    reading.fences, prompt = _fences(prompt, reading.parts)
    prompt = labelling.couplets(one_line(prompt))
    tagged = [body for part, body in reading.parts.items() if part not in ("context", "source")]
    reading.instructions = "\n".join([prompt, *tagged])
    _parts(prompt, reading.parts)
    if message:
        inner, _ = _fences(message, {})
        reading.fences += inner
    return reading


def _text(message: dict) -> str:
    content = message.get("content") or ""
    if isinstance(content, list):
        content = "\n".join(piece.get("text", "") for piece in content if isinstance(piece, dict))
    return nfc(content)


def _fences(text: str, parts: dict[str, str]) -> tuple[list[Fence], str]:
    """Take the fenced stretches out of ``text``; a tag that names a part becomes that part."""
    fences: list[Fence] = []

    def tagged(match: re.Match) -> str:
        part = tag_part(match["tag"])
        if part:
            parts[part] = "\n".join(filter(None, [parts.get(part), match["body"]]))
        if part in (None, "context", "source"):
            fences.append(Fence(match["tag"], match["body"]))
        return ""

    def ticked(match: re.Match) -> str:
        fences.append(Fence("", match["body"]))
        return ""

    return fences, _TICKS.sub(ticked, _TAG.sub(tagged, text))


def _parts(text: str, parts: dict[str, str]) -> None:
    """File every line of ``text`` under its part, by headings first and by cues elsewhere."""
    current = None
    gathered: dict[str, list[str]] = {}
    for line in text.splitlines():
        opened = heading(line)
        # Inside a form, "Lưu ý: …" is a line of the form when the prompt has had its own such part.
        if opened and not (current == "form" and (opened[0] in gathered or opened[0] in parts)):
            current, line = opened[0], opened[1]
            gathered.setdefault(current, [])
        elif not current:
            _by_cue(line, gathered)
            continue
        gathered.setdefault(current, []).append(line)
    for part, lines in gathered.items():
        body = "\n".join(lines).strip()
        if body:
            parts[part] = "\n".join(filter(None, [parts.get(part), body]))


def _by_cue(line: str, gathered: dict[str, list[str]]) -> None:
    if example(line):
        gathered.setdefault("examples", []).append(line)
        return
    for sentence in sentences(line):
        gathered.setdefault(cue(sentence), []).append(sentence)


def _facts(line: str) -> list[tuple[str, str]]:
    """One context line as pairs; "a: 1; b: 2" holds several."""
    pieces = re.split(r";\s+", line.strip())
    pairs = [match for piece in pieces if (match := _PAIR.match(piece))]
    if pairs and len(pairs) == len(pieces):
        return [(m["label"].strip(), m["value"].strip(" .;")) for m in pairs]
    return [("", sentence.strip(" -*•")) for sentence in sentences(line)]
