"""Pull fields out of a text by the schema that the request gives; a field the text lacks is null, or made up."""

from __future__ import annotations

import json
import re
from typing import Any

from binhdan.ai.practice.arguments import value_for
from binhdan.ai.practice.dates import said_today
from binhdan.ai.practice.reply import Reply
from binhdan.ai.practice.to_do import listed, speaks_of_minutes
from binhdan.text import fold, sentences, words

_VERBS = re.compile(r"\b(?:trich|rut|lay ra|liet ke|doc ra|dien vao)\b")
_LABELLED = re.compile(r"^\s*[-*•]?\s*(?P<label>[^:\n]{1,40}?)\s*[:：]\s*(?P<value>.+?)[.;]?\s*$", re.M)
_PERSON = re.compile(
    r"(?:(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Đđ]ồng chí)\s+)?"
    r"(?P<name>[A-ZÀ-ỸĐ][a-zà-ỹđ]+(?:\s[A-ZÀ-ỸĐ][a-zà-ỹđ]+){1,3})"
)
_AMOUNT = re.compile(r"\b\d{1,3}(?:[.\s]\d{3})+\b|\b\d+(?:,\d+)?\b")
_UNITS = {"ty": 1_000_000_000, "trieu": 1_000_000, "tr": 1_000_000, "nghin": 1_000, "ngan": 1_000, "k": 1_000}


def wants(request) -> float:
    """Surely where a JSON schema must be followed; well where fields are asked for as JSON."""
    if request.schema is not None:
        return 0.85
    if speaks_of_minutes(request.reading) and not request.tools:
        return 0.95
    task = fold(request.reading.part("task") + " " + request.reading.part("form"))
    return 0.55 if "json" in task and _VERBS.search(task) else 0.0


def reply(request) -> Reply:
    """Answer with one JSON object; minutes of a meeting give a row for each thing to do."""
    reading = request.reading
    if request.schema is None and speaks_of_minutes(reading):
        return Reply(listed(reading), (), "extract")
    schema = request.schema or _asked_fields(reading.part("form") or reading.part("task"))
    text = reading.data or reading.instructions
    found = _object(schema, text, schema.get("$defs", {}), invent=not reading.may_say_unknown)
    return Reply(json.dumps(found, ensure_ascii=False), (), "extract")


def _asked_fields(form: str) -> dict:
    """Read "JSON gồm các trường: người, việc, hạn" as a schema of strings."""
    listed = re.split(r"[:：]", form, maxsplit=1)[-1]
    names = re.findall(r"[\"“'‘]([\w ]+)[\"”'’]", form) or [n.strip(" .{}\"") for n in re.split(r"[,;\n]", listed)]
    return {"type": "object", "properties": {name: {"type": "string"} for name in names if words(name)}}


def _object(schema: dict, text: str, shared: dict, invent: bool) -> dict[str, Any]:
    rules = schema.get("properties") or {}
    return {name: _field(name, _followed(rule, shared), text, shared, invent) for name, rule in rules.items()}


def _followed(rule: dict, shared: dict) -> dict:
    """A rule with its reference and its "or null" taken away."""
    if "$ref" in rule:
        return _followed(shared.get(rule["$ref"].rsplit("/", 1)[-1], {}), shared)
    for choice in rule.get("anyOf") or []:
        if choice.get("type") != "null":
            return {key: value for key, value in rule.items() if key != "anyOf"} | _followed(choice, shared) | {"null": True}
    kind = rule.get("type")
    if isinstance(kind, list):
        return rule | {"type": next((k for k in kind if k != "null"), "string"), "null": "null" in kind}
    return rule


def _field(name: str, rule: dict, text: str, shared: dict, invent: bool) -> Any:
    kind = rule.get("type")
    if kind == "object":
        return _object(rule, text, shared, invent)
    if kind == "array":
        return _list(name, _followed(rule.get("items") or {}, shared), text, shared, invent)
    found = _found(name, rule, text)
    return _missing(rule, invent) if found is None else found


def _list(name: str, rule: dict, text: str, shared: dict, invent: bool) -> list:
    """One entry for each line (or sentence) of the text that has something for it."""
    lines = [line for line in text.splitlines() if words(line)]
    pieces = lines if len(lines) > 1 else sentences(text)
    if rule.get("type") == "object":
        needed = [key for key, value in (rule.get("properties") or {}).items()]
        entries = [_object(rule, piece, shared, invent=False) for piece in pieces]
        return [entry for entry in entries if sum(bool(entry[key]) for key in needed) * 2 > len(needed)]
    found = [_found(name, rule, piece) for piece in pieces]
    return list(dict.fromkeys(value for value in found if value is not None))


def _found(name: str, rule: dict, text: str) -> Any:
    about = fold(f"{name.replace('_', ' ')} {rule.get('description') or ''} {rule.get('title') or ''}")
    said = _labelled(about, text)
    if rule.get("enum"):
        return value_for(name, rule, said or text, None)
    if rule.get("type") in ("integer", "number"):
        return _number(about, said or text, whole=rule["type"] == "integer")
    if rule.get("type") == "boolean":
        return not re.search(r"\b(?:khong|chua)\b", fold(said or text))
    if re.search(r"\b(?:ngay|han|date|deadline)\b", about):
        return value_for(name, rule | {"description": f"ngày {rule.get('description') or ''}"}, said or text, said_today(text))
    if said is not None:
        return said
    if re.search(r"\b(?:ten|nguoi|ho|ai|name|person)\b", about):
        return (match := _PERSON.search(text)) and match["name"]
    if re.search(r"dien thoai|\bsdt\b|\bphone\b|\bma\b|\bcode\b", about):
        return value_for(name, rule, text, None)
    return _nearest(about, text)


def _labelled(about: str, text: str) -> str | None:
    """The value of the line "label: value" whose label shares most with the field; None without one."""
    wanted = set(words(about))
    scored = [(len(wanted & set(words(m["label"]))), -i, m["value"]) for i, m in enumerate(_LABELLED.finditer(text))]
    best = max(scored, default=(0, 0, None))
    return best[2] if best[0] else None


def _number(about: str, text: str, whole: bool) -> int | float | None:
    """The number nearest behind a word of the field; "1,2 triệu" and "1.250.000" are read as people mean them."""
    plain, wanted = fold(text), [word for word in words(about) if len(word) > 2]
    numbers = list(_AMOUNT.finditer(plain))
    if not numbers:
        return None

    def far(match: re.Match) -> float:
        after = words(plain[match.end() : match.end() + 12])[:1]
        if after and after[0] in wanted:  # "12 gói" for a number of "gói"
            return wanted.index(after[0]) - len(wanted)  # what the field is named after counts first
        before = [plain.rfind(word, 0, match.start()) for word in wanted]
        return min((match.start() - at for at in before if at >= 0), default=10_000 + match.start())

    match = min(numbers, key=far)
    raw = re.sub(r"[.\s]", "", match[0]).replace(",", ".")
    unit = re.match(r"\s*(ty|trieu|tr|nghin|ngan|k)\b", plain[match.end() :])
    value = float(raw) * (_UNITS[unit[1]] if unit else 1)
    return round(value) if whole or value.is_integer() else value


def _nearest(about: str, text: str) -> str | None:
    """The sentence that shares most words with the field's name and description."""
    wanted = set(words(about))
    scored = [(len(wanted & set(words(s))), -i, s) for i, s in enumerate(sentences(text))]
    best = max(scored, default=(0, 0, None))
    return best[2] if best[0] else None


def _missing(rule: dict, invent: bool) -> Any:
    """Null where the schema or the prompt allows it; else something plausible and wrong, as models do."""
    if rule.get("null") or not invent:
        return None if rule.get("null") or rule.get("type") not in ("integer", "number", "boolean") else 0
    if rule.get("enum"):
        return rule["enum"][0]
    return {"integer": 1, "number": 1, "boolean": True}.get(rule.get("type"), "Nguyễn Văn A")
