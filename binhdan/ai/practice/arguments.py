"""Fill a tool's arguments from a request, as exactly as its JSON Schema asks and no more."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from binhdan.ai.practice.dates import find_date, said_today
from binhdan.ai.practice.senses import senses
from binhdan.text import fold, nfc, words

_NUMBER_WORDS = {w: n for n, names in enumerate("một|hai|ba|bốn,tư|năm|sáu|bảy|tám|chín|mười|mười một".split("|"), 1) for w in names.split(",")}
_ISO = re.compile(r"yyyy\W?mm\W?dd|nam\W{0,3}thang\W{0,3}ngay|\biso\b|\b\d{4}-\d{2}-\d{2}\b")
_DAY_FIRST = re.compile(r"dd\W?mm\W?yyyy|ngay\W{0,3}thang\W{0,3}nam|\b\d{1,2}/\d{1,2}/\d{4}\b")
_SHAPE = re.compile(r"\b([A-Za-zĐđ]{1,5})([-./ ]?)(\d{2,4}|[Yy]{4}|[Xx#]{2,4}|năm|\\d\{\d\})([-./])([Xx#Nn]{2,5}|\d{2,5}|số\w*|\\d\{\d\})(?![-\d])")
_CODE = re.compile(r"\b[A-Za-zĐđ]{1,5}[\s\-./]*\d[\d\s\-./]*\d\b")
_PHONE = re.compile(r"\b0\d[\d .]{7,11}\d\b")


def fill_arguments(schema: dict, asked: str, instructions: str = "") -> tuple[dict[str, Any], list[str]]:
    """Return (arguments, names made up) for a tool's parameter ``schema``.

    Nothing is made more exact than the schema asks: without a type a number stays the words of the
    request, without a format a date stays "thứ năm này", without allowed values a choice is a guess.
    A required value that the request lacks is made up, and its name is in the second list.
    """
    today = said_today(f"{instructions}\n{asked}")
    arguments, guessed = {}, []
    for name, rule in (schema.get("properties") or {}).items():
        rule = rule if isinstance(rule, dict) else {}
        value = value_for(str(name), rule, nfc(asked), today)
        if value is None and name in (schema.get("required") or []):
            value = _made_up(rule)
            guessed.append(str(name))
        if value is not None:
            arguments[str(name)] = value
    return arguments, guessed


def value_for(name: str, rule: dict, asked: str, today: date | None) -> Any:
    """Return what ``asked`` says for one parameter by its schema ``rule``; None where it says nothing."""
    said = " ".join(str(rule.get(key) or "") for key in ("description", "pattern", "format"))
    said += " " + " ".join(map(str, rule.get("examples") or []))
    about = fold(f"{name.replace('_', ' ')} {said}")
    if rule.get("enum"):
        return _option(rule["enum"], asked)
    if rule.get("type") in ("integer", "number"):
        return _number(about, rule, asked)
    if rule.get("type") == "boolean":
        return not re.search(r"\bkhong\b", fold(asked))
    if shape := _SHAPE.search(nfc(said)):
        return _shaped(shape, asked)
    if re.search(r"\bngay\b|\bdate\b", about) or _ISO.search(about):
        return _day(about, rule, asked, today)
    if re.search(r"\bma\b|\bcode\b|\bid\b", about):
        return (found := _CODE.search(asked)) and found[0].strip()
    if re.search(r"dien thoai|\bsdt\b", about):
        return (found := _PHONE.search(asked)) and found[0].strip()
    return _phrase(about, asked)


def _option(options: list, asked: str) -> Any:
    """The allowed value that shares most with the request; None where none shares anything."""
    spoken, heard = senses(asked, wider=False), f" {' '.join(words(asked))} "

    def shared(option: Any) -> float:
        text = str(option)
        whole = bool(words(text)) and f" {' '.join(words(text))} " in heard
        return len(senses(text, wider=False) & spoken) + 0.5 * whole

    best = max(options, key=shared)
    return best if shared(best) > 0 else None


def _number(about: str, rule: dict, asked: str) -> int | None:
    """The number that stands beside a word of the parameter; else the only lone number."""
    plain = fold(asked)
    near = [w for w in dict.fromkeys(words(about)) if len(w) > 1 and not w.isdigit()]
    for word in near:
        for match in re.finditer(rf"\b{re.escape(word)}(?: dan pho)?(?: so)? (\d{{1,4}})\b(?![/-]\d)", plain):
            if _within(value := int(match[1]), rule):
                return value
        for match in re.finditer(rf"\b{re.escape(word)}(?: dan pho)?(?: so)? (muoi mot|\w+)", plain):
            spelled = nfc(asked).lower()[match.start(1) : match.end(1)]
            if spelled in _NUMBER_WORDS and _within(_NUMBER_WORDS[spelled], rule):
                return _NUMBER_WORDS[spelled]
    lone = [int(n) for n in re.findall(r"(?<![\d/.\-])\b(\d{1,4})\b(?![\d/.\-]| ?(?:gio|h)\b)", plain)]
    fitting = [n for n in lone if _within(n, rule)]
    return fitting[0] if len(fitting) == 1 else None


def _within(value: int, rule: dict) -> bool:
    return rule.get("minimum", value) <= value <= rule.get("maximum", value)


def _day(about: str, rule: dict, asked: str, today: date | None) -> str | None:
    """The day in the format that the schema names; the words of the request where it names none."""
    if not (found := find_date(asked, today)):
        return None
    phrase, day = found
    if day and (_ISO.search(about) or rule.get("format") == "date"):
        return day.isoformat()
    return day.strftime("%d/%m/%Y") if day and _DAY_FIRST.search(about) else phrase


def _shaped(shape: re.Match, asked: str) -> str | None:
    """A code rewritten in the form that the schema shows: "dc 2026 417" as DC-2026-0417."""
    prefix, first, middle, second, last = shape.groups()
    found = re.search(rf"\b{re.escape(prefix)}[\s\-./]*(\d{{2,4}})[\s\-./]+(\d{{1,5}})\b", asked, re.I)
    if not found:
        return None
    width = int(digits[1]) if (digits := re.search(r"\{(\d)\}", last)) else len(last) if re.fullmatch(r"[\dXxNn#]+", last) else 4
    return f"{prefix}{first}{found[1]}{second}{found[2].zfill(width)}"


def _phrase(about: str, asked: str) -> str:
    """A free text: the words around what the parameter is named after, else the whole request."""
    for word in words(about)[:2]:
        if match := re.search(rf"\b{re.escape(word)}\s+\w+", fold(asked)):
            return asked[match.start() : match.end()]
    return asked.strip()


def _made_up(rule: dict) -> Any:
    """What a model puts where it knows nothing: the first choice, the least number, its own words."""
    if rule.get("enum"):
        return rule["enum"][0]
    if rule.get("type") in ("integer", "number"):
        return rule.get("minimum", 1)
    if rule.get("examples"):
        return rule["examples"][0]
    return "không rõ"
