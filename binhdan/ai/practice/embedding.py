"""Text as numbers, not by a neural network: folded words and word pairs, hashed."""

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from binhdan.text import words

DIMENSIONS = 512
_STOP_WEIGHT, _PAIR_WEIGHT, _CONCEPT_WEIGHT = 0.15, 1.2, 1.5
_STOP_WORDS = frozenset(
    words(
        """là và của có thì mà ở tại từ đến cho với được bị các những một này đó khi nào mấy gì sao đâu bao nhiêu
        lâu thế cách nên cần phải như ra vào trên dưới trong ngoài để do vì nhờ ít nhất mỗi cả đã đang sẽ không
        hãy hoặc người theo"""
    )
)

Thesaurus = Mapping[str, Sequence[str]]


def embed(text: str, dimensions: int = DIMENSIONS, thesaurus: Thesaurus | None = None) -> list[float]:
    """Return ``text`` as ``dimensions`` floats of length 1 (all 0 where it has no word).

    ``thesaurus`` maps a concept to its surface forms, e.g. ``{"rác": ["rác thải", "đổ rác"]}``;
    texts that use different forms of one concept come closer. Otherwise two texts are close when they
    share words, whatever their diacritics: a real model learns meaning from data, this one does not.
    """
    slots: dict[int, float] = {}
    for feature, weight in _features(words(text), thesaurus or {}):
        bits = int.from_bytes(hashlib.blake2b(feature.encode("utf-8"), digest_size=8).digest(), "little")
        # One bit chooses the sign, so that features sharing a slot cancel out on average.
        slot = bits % dimensions
        slots[slot] = slots.get(slot, 0.0) + (weight if bits >> 63 else -weight)
    # In slot order: floats added in another order could differ in their last digit.
    length = math.sqrt(sum(slots[slot] ** 2 for slot in sorted(slots)))
    vector = [0.0] * dimensions
    for slot, value in slots.items():
        vector[slot] = value / length if length else 0.0
    return vector


def similarity(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the cosine of two embeddings of length 1: 1 the same, about 0 unrelated."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def _features(tokens: list[str], thesaurus: Thesaurus) -> Iterator[tuple[str, float]]:
    for word in tokens:
        yield f"w {word}", _STOP_WEIGHT if word in _STOP_WORDS else 1.0
    for pair in zip(tokens, tokens[1:]):
        yield f"b {' '.join(pair)}", _STOP_WEIGHT if _STOP_WORDS & set(pair) else _PAIR_WEIGHT
    text = f" {' '.join(tokens)} "
    for concept, forms in thesaurus.items():
        if any(f" {folded} " in text for form in forms if (folded := _folded(form))):
            yield f"k {concept}", _CONCEPT_WEIGHT


@lru_cache(maxsize=4096)
def _folded(form: str) -> str:
    """A surface form as it stands among folded words; the same few are asked for with every text."""
    return " ".join(words(form))
