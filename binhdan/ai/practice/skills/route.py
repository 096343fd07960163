"""Call the tool whose description fits the request, or none; a poor description gets a wrong call, as with real models."""

from __future__ import annotations

import re
from dataclasses import dataclass

from binhdan.ai.practice.arguments import fill_arguments
from binhdan.ai.practice.reader import Reading
from binhdan.ai.practice.reply import Reply, ToolCall
from binhdan.ai.practice.senses import ANYTHING, DEEDS, LIMITS, senses
from binhdan.text import fold, nfc, words

THRESHOLD = 1.7
_CROWDED = 10  # senses from which a description says too much to be told apart
_NEGATIVE = re.compile(
    r"\b(?:khong (?:dung|goi|ap dung|phai|danh|nham|xu ly|nhan|lam|duoc|cho|bao gom|su dung|ghi|tra|dat|phat|gui)|dung (?:dung|goi)|tru (?:khi|truong hop|cac|nhung|viec)|ngoai tru|chu khong|cam (?:dung|goi))\b|^\s*khong\b"
)
_BACK = re.compile(r"[;,]\s*(?:chi )?dung (?:khi|cho|de)\b")
_ASK_FIRST = re.compile(r"\b(?:hoi lai|khong (?:tu )?(?:doan|bia|dien bua|tu dien)|thieu thi hoi|dung doan)\b")
_GRAMMAR = frozenset(words("của là và có thì mà ở tại từ đến cho với được bị các những một này đó khi nào gì ra vào để do về hay hoặc theo không dùng tôi anh chị ông bà cháu em nhé ạ giúp phường người dân việc cần muốn xin"))


@dataclass(frozen=True)
class Match:
    """How well one tool fits a request: its score, the words that speak for it and those that forbid it."""

    tool: dict
    score: float
    fitting: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def called(self) -> bool:
        """Whether the score is enough for a call."""
        return self.score >= THRESHOLD


def wants(request) -> float:
    """Surely where tools are offered."""
    return 0.9 if request.tools else 0.0


def reply(request) -> Reply:
    """Call the best tool with the arguments its schema asks for, or say that none fits."""
    last = request.body["messages"][-1] if request.body.get("messages") else {}
    if last.get("role") == "tool":
        return Reply(f"Đã xong. Kết quả công cụ trả về: {last.get('content')}", (), "route")
    asked = _asked(request.reading)
    best = rank(request.tools, asked)[0]
    forced = request.body.get("tool_choice") not in (None, "auto", "none")
    if not (best.called or forced):
        return Reply("Không có công cụ nào hợp với yêu cầu này, nên tôi không gọi công cụ nào.", (), "route")
    rules = f"{request.reading.instructions}\n{best.tool.get('description') or ''}"
    arguments, guessed = fill_arguments(best.tool.get("parameters") or {}, asked, request.reading.instructions)
    if guessed and _ASK_FIRST.search(fold(rules)):
        return Reply(f"Tôi cần thêm: {', '.join(guessed)}. Bạn cho tôi biết rồi tôi làm tiếp.", (), "route")
    return Reply(None, (ToolCall(best.tool["name"], arguments),), "route")


def rank(tools: list[dict], asked: str) -> list[Match]:
    """Return a Match for every tool ({"name", "description", "parameters"}), best first.

    Equal scores keep the order in which the tools were offered: the first one wins.
    """
    speaking = [_claims(tool, tools) for tool in tools]
    shares = [claim.senses for claim in speaking]
    found = [_match(tool, claim, asked, shares) for tool, claim in zip(tools, speaking)]
    return sorted(found, key=lambda match: -match.score)


@dataclass(frozen=True)
class _Claim:
    """What a tool says of itself: senses it takes, lesser ones from its parameters, those it refuses, its words."""

    senses: frozenset[str]
    lesser: frozenset[str]
    refused: frozenset[str]
    words: frozenset[str]


def _claims(tool: dict, tools: list[dict]) -> _Claim:
    others = [other["name"] for other in tools if other is not tool]
    yes, no = _sides(tool.get("description") or "", others)
    name = str(tool["name"]).replace("_", " ").replace("-", " ")
    taken = senses(yes)
    details = " ".join([name, *_texts(tool.get("parameters") or {})])
    refused = senses(no, wider=False) - taken
    pairs = _pairs(yes).keys() | _pairs(name).keys()
    return _Claim(frozenset(taken), frozenset(senses(details) - taken - refused), frozenset(refused), frozenset(pairs))


def _sides(description: str, others: list[str]) -> tuple[str, str]:
    """Split a description into what the tool is for and what it is not for."""
    yes, no = [], []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", description):
        plain = fold(sentence)
        match = _NEGATIVE.search(plain)
        # "Hỏi giấy tờ thì dùng huong_dan": what belongs to another tool is not this one's.
        if not match and any(_names(sentence, other) for other in others):
            no.append(sentence)
            continue
        back = _BACK.search(plain, match.end()) if match else None
        end = back.start() if back else len(sentence)
        yes += [sentence[: match.start() if match else end], sentence[end:]]
        no.append(sentence[match.end() : end] if match else "")
    return " . ".join(yes), " . ".join(no)


def _names(sentence: str, tool: str) -> bool:
    return bool(re.search(rf"\bdung (?:cong cu )?[\"“`']?{re.escape(tool.lower())}\b", fold(sentence)))


def _match(tool: dict, claim: _Claim, asked: str, shares: list[frozenset[str]]) -> Match:
    said = senses(asked)
    fitting = {sense: _worth(sense) * _rarity(sense, shares) for sense in said & claim.senses}
    fitting |= {sense: 0.4 for sense in said & claim.lesser}
    forbidden = {sense: _harm(sense) for sense in said & claim.refused}
    alike = [shown for pair, shown in _pairs(asked).items() if pair in claim.words]
    score = sum(fitting.values()) + min(1.2, 0.6 * len(alike)) - sum(forbidden.values())
    if len(claim.senses) > _CROWDED:
        score *= _CROWDED / len(claim.senses)
    if ANYTHING in claim.senses and not forbidden:
        score = max(score, THRESHOLD)
    return Match(tool, round(score, 2), (*sorted(fitting, key=fitting.get, reverse=True), *(f"“{pair}”" for pair in alike)), tuple(sorted(forbidden)))


def _worth(sense: str) -> float:
    return 2.0 if sense in DEEDS else 1.5 if sense in LIMITS else 0.7


def _harm(sense: str) -> float:
    return 2.5 if sense in DEEDS else 5.0 if sense in LIMITS else 0.3


def _rarity(sense: str, shares: list[frozenset[str]]) -> float:
    """What several tools claim tells them apart less."""
    return {1: 1.0, 2: 0.75}.get(sum(sense in share for share in shares), 0.5)


def _pairs(text: str) -> dict[str, str]:
    """Neighbouring words that tell something: folded -> as written."""
    written = re.findall(r"[^\W_]+", nfc(text).lower())
    pairs = {f"{fold(a)} {fold(b)}": f"{a} {b}" for a, b in zip(written, written[1:])}
    return {pair: shown for pair, shown in pairs.items() if not _GRAMMAR & set(pair.split())}


def _texts(schema: dict) -> list[str]:
    """The words of a tool's parameters: descriptions and allowed values."""
    found = []
    for rule in (schema.get("properties") or {}).values():
        if isinstance(rule, dict):
            found += [str(rule.get("description") or ""), *map(str, rule.get("enum") or [])]
    return found


def _asked(reading: Reading) -> str:
    """What the person wants: the separate message, else the prompt itself, with what it fences off."""
    fenced = "\n".join(fence.text for fence in reading.fences)
    return reading.message or "\n".join(filter(None, [reading.instructions, fenced]))
