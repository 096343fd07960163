"""Reading labels: what each one means, which examples show it, and which one to take in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from binhdan.text import fold, sentences, words


def _ways(*names: str) -> str:
    """A pattern for any of ``names``, with tone marks and without."""
    return "(?:" + "|".join(dict.fromkeys(way for name in names for way in (name, fold(name)))) + ")"


_BULLET = r"^\s*(?:[-*•+]|\(?\d{1,2}[.)])?\s*"
_QUOTES = " .,*_`\"“”'‘’[]"
_TO = r"(?:->|=>|→|⇒|⟶)"
_ARROW = re.compile(
    _BULLET + rf"\|?\s*[\"“'‘]?(?P<text>.+?)[\"”'’]?\s*(?:{_TO}|\|)\s*[\"“]?(?P<label>[^\"”|]+?)[\"”]?\s*\|?\s*$"
)
_PAIR = re.compile(
    _BULLET + rf"\|?\s*(?:{_ways('nhãn')}\s+)?(?P<left>[^:：=|\n]{{1,60}}?)\s*(?:[:：=|]|\s[-–—]\s|\s+l[àa]\s+)\s*"
    r"(?P<right>.*?\w.*?)\s*\|?\s*$",
    re.I,
)
_ARROWED = re.compile(_BULLET + rf"(?P<left>[^→>=-]{{1,60}}?)\s*{_TO}\s*(?P<right>.+)$")
_TEXT = _ways(
    "bình luận", "bl", "văn bản", "câu", "nội dung", "ý kiến", "phản ánh", "tin nhắn", "comment", "text", "input", "khách"
)
_LABEL = _ways("nhãn", "phân loại", "xếp loại", "loại", "kết quả", "trả lời", "đáp án", "label", "output")
_COUPLET = re.compile(
    rf"{_BULLET}\*{{0,2}}{_TEXT}(?:\s*\d+)?\*{{0,2}}[ \t]*:\*{{0,2}}[ \t]*(?P<text>\S[^\n]*?)[ \t]*"
    r"(?:\n[ \t]*|[ \t][-–,;|][ \t]*)"
    rf"\*{{0,2}}{_LABEL}\*{{0,2}}[ \t]*:\*{{0,2}}[ \t]*(?P<label>\S[^\n]{{0,40}})$",
    re.I | re.M,
)
_TAGGED = re.compile(r"<(\w{2,20})>\s*([^<]+?)\s*</\1>\s*<(\w{2,20})>\s*([^<]+?)\s*</\3>")
_COLUMN = {"nhan", "ten nhan", "label", "cac nhan"}  # the head of a table is no label
_LISTED = re.compile(_ways("nhãn", "nhóm", "loại") + r"\b[^:\n.]{0,40}:\s*(?P<list>[^\n.]+)", re.I)
_DOUBT = re.compile(
    r"khong (?:that )?(?:chac|ro|thuoc|khop|xac dinh|biet)|chua (?:chac|ro)|phan van|luong lu|nghi ngo|mo ho"
    r"|kho (?:phan|xep|doan)|\buu tien\b|\bcon lai\b"
)


def couplets(text: str) -> str:
    """Write examples of two lines, "Bình luận: … / Nhãn: …" or two tags, as one line with an arrow."""
    text = _TAGGED.sub(lambda m: f"\n{m[2]} → {m[4]}\n", text)
    # One pair, or one with holes in it, is more likely a form to fill.
    whole = [match for match in _COUPLET.finditer(text) if not re.search(r"[\[\]{}]|…|\.{3}$", match["text"] + match["label"])]
    if len(whole) < 2:
        return text
    for match in reversed(whole):
        text = f"{text[: match.start()]}“{match['text'].strip(_QUOTES)}” → {match['label']}{text[match.end() :]}"
    return text


def example(line: str) -> tuple[str, str] | None:
    """Read one line "text -> label"; None where it is not one."""
    match = _ARROW.match(line)
    return match and (match["text"].strip(" \"“”"), match["label"].strip(_QUOTES))


def same(written: str, names: Iterable[str]) -> str | None:
    """Return the name that ``written`` means: the same words, or a run of them that only one name has."""
    wanted = _key(written)
    names = list(names)
    if not wanted.strip():
        return None
    if exact := next((name for name in names if _key(name) == wanted), None):
        return exact
    holding = [name for name in names if wanted in _key(name)]
    return holding[0] if len(holding) == 1 else None


def definitions(text: str) -> dict[str, str]:
    """Read "label: definition" lines; a line of bare labels gives empty definitions."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        pair = _PAIR.match(line)
        if _is_rule(line):
            continue
        if pair and not _is_arrow(line) and not re.fullmatch(r"[|:\s-]+", line):
            name = pair["left"].strip(_QUOTES)
            found.setdefault(name, pair["right"].strip(" *"))
        elif name and words(line) and not example(line):
            found[name] += f" {line.strip(' *-•')}"
    found = {name: said for name, said in found.items() if fold(name) not in _COLUMN}
    return found or dict.fromkeys(_listed(text), "")


def defined(names: Iterable[str], text: str) -> dict[str, str]:
    """Return what ``text`` says of each name in a line or sentence that starts with it, "" where nothing."""
    names = list(names)
    found = dict.fromkeys(names, "")
    for piece in [*text.splitlines(), *sentences(text)]:
        match = None if _is_arrow(piece) else _PAIR.match(piece)
        name = match and same(match["left"], names)
        if name and not found[name]:
            found[name] = match["right"].strip(" *")
    return found


def listed(text: str) -> list[str]:
    """Return the labels that a sentence lists: "bốn nhãn: khen, chê, hỏi, khác"."""
    match = _LISTED.search(text)
    return _listed(match["list"]) if match else []


def examples(text: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the (text, label) pairs of ``text`` whose label is one of ``names`` (any, if there are none)."""
    names = list(names)
    pairs = [pair for line in couplets(text).splitlines() if not _is_rule(line) and (pair := example(line))]
    if names:
        pairs = [(said, name) for said, label in pairs if (name := same(label, names))]
    return list(dict.fromkeys(pairs))


def label_first(text: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of lines "label: text", with several texts between quotes or semicolons."""
    names = list(names)
    found = []
    for line in couplets(text).splitlines():
        match = _PAIR.match(line) or _ARROWED.match(line)
        if match and (name := same(match["left"], names)):
            quoted = re.findall(r"[\"“]([^\"”]+)[\"”]", match["right"])
            found += [(piece.strip(_QUOTES), name) for piece in quoted or match["right"].split(";") if words(piece)]
        elif match and not _is_arrow(line) and (name := same(match["right"], names)):
            found.append((match["left"].strip(_QUOTES), name))
    return found


def in_doubt(text: str, names: Iterable[str]) -> str:
    """Return the label that ``text`` says to take when it is not clear, or ""."""
    names = list(names)
    for sentence in sentences(text):
        plain = fold(sentence)
        if not (cue := _DOUBT.search(plain)):
            continue
        after = " ".join(words(plain[cue.end() :]))
        places = {name: place for name in names if (place := _last(name, after)) >= 0}
        if places:
            return max(places, key=places.get)
    return ""


def _last(name: str, plain: str) -> int:
    """Where ``name``, or one side of "a/b", stands last in the folded words of ``plain``; -1 if nowhere."""
    ways = [name, *name.split("/")]
    return max(f" {plain} ".rfind(f" {' '.join(words(way))} ") for way in ways if words(way))


def _is_arrow(line: str) -> bool:
    return bool(re.search(_TO, line))


def _is_rule(line: str) -> bool:
    """Whether a line says what to do in doubt: it is neither a label nor an example."""
    plain = fold(line)
    return bool(re.match(r"\W*(?:neu|khi|truong hop|luu y)\b", plain) and _DOUBT.search(plain))


def _listed(text: str) -> list[str]:
    mark = r"[,;\n]|\s(?:v[àa]|ho[ặa]c)\s" if re.search(r"[,;\n]", text.strip()) else r"/"
    names = [name.strip(_QUOTES + "-•") for name in re.split(mark, text)]
    return [name for name in names if 0 < len(words(name)) <= 6]


def _key(name: str) -> str:
    return f" {' '.join(words(re.sub(r'^(?:nhan|vi du(?: cho| ve)?) ', '', fold(name.strip(_QUOTES)))))} "
