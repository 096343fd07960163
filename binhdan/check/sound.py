"""Where a recording has sound and where it is silent, by its energy alone."""

import math
import wave
from array import array
from pathlib import Path

Span = tuple[float, float]  # seconds, start and end
FRAME = 0.02
_GAP, _SHORTEST = 0.4, 0.1
_SHARE = 0.08  # of the loudest frames' level: quieter is silence


def levels(wav: Path, frame: float = FRAME) -> list[float]:
    """Return the root mean square of each ``frame`` seconds of a mono 16-bit WAV, 0–32767.

    Raises ValueError for any other kind of WAV.
    """
    with wave.open(str(wav)) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise ValueError(f"{wav.name}: not a mono 16-bit WAV")
        rate = file.getframerate()
        samples = array("h", file.readframes(file.getnframes()))
    if array("H", b"\1\0")[0] != 1:
        samples.byteswap()
    step = round(rate * frame)
    return [math.sqrt(sum(x * x for x in samples[at : at + step]) / step) for at in range(0, len(samples), step)]


def voiced(wav: Path, gap: float = _GAP) -> list[Span]:
    """Return the stretches with sound; pauses shorter than ``gap`` seconds do not part them."""
    found = levels(wav)
    loud = sorted(found)[int(len(found) * 0.95)] if found else 0
    spans: list[list[float]] = []
    for at, level in enumerate(found):
        if level <= _SHARE * loud:
            continue
        start, end = at * FRAME, (at + 1) * FRAME
        if spans and start - spans[-1][1] < gap:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return [(round(start, 3), round(end, 3)) for start, end in spans if end - start >= _SHORTEST]


def overlap(one: Span, others: list[Span]) -> float:
    """Return how many seconds of ``one`` lie inside ``others``, which do not overlap each other."""
    return sum(max(0.0, min(one[1], end) - max(one[0], start)) for start, end in others)
