"""Write the announcement, its raw transcript and its keys. Run: python make_data.py [--record]

The voice (espeak-ng, by the media extra) may sound different in another version, so the WAV is kept
as it was first recorded; ``--record`` speaks it anew. Everything else is worked out from the WAV.
"""

import json
import math
import random
import sys
import wave
from array import array
from functools import cache
from pathlib import Path

from binhdan.ai.practice.voice import utter
from binhdan.check.sealed import seal
from binhdan.check.sound import voiced
from binhdan.check.spoken import spoken_words

HERE = Path(__file__).parent
WAV = HERE / "data" / "loa-phuong.wav"
RATE, PEAK, HISS, HALF = 8000, 20000, 40, 24  # HALF: of the filter, in the voice's samples
SPEED, PITCH = 145, 42
LEAD, PAUSE, LONG_PAUSE, TAIL = 0.8, 0.6, 2.6, 0.6
# What is said, as a good subtitle writes it; the second item says it to the voice where that differs.
PHRASES = [
    ("Kính thưa bà con phường Đồi Chè.", ""),
    ("Đây là loa truyền thanh của phường.", ""),
    ("Sáng thứ bảy, ngày 14 tháng 11,", "Sáng thứ bảy, ngày mười bốn tháng mười một"),
    ("trạm y tế tổ chức khám mắt miễn phí", ""),
    ("cho người từ 60 tuổi trở lên.", "cho người từ sáu mươi tuổi trở lên."),
    ("Bà con các tổ Gò Mây và Suối Bạc", ""),
    ("khám từ 7 giờ 30 đến 9 giờ.", "khám từ bảy giờ ba mươi đến chín giờ."),
    ("Bà con tổ Đồi Chanh khám từ 9 giờ 15.", "Bà con tổ Đồi Chanh khám từ chín giờ mười lăm."),
    ("Mỗi người được dành một suất quà", ""),
    ("và một đôi kính trị giá 120 nghìn đồng.", "và một đôi kính trị giá một trăm hai mươi nghìn đồng."),
    ("Khi đi, nhớ mang thẻ bảo hiểm y tế.", ""),
    ("Nhà xa thì gọi anh Lò Văn Sâm,", ""),
    ("số máy 0200 555 162.", "số máy không hai không không năm năm năm một sáu hai."),
]
AFTER_GREETING = 1  # the phrase with the long pause behind it
NAMES = ["Đồi Chè", "Gò Mây", "Suối Bạc", "Đồi Chanh", "Lò Văn Sâm"]
# The raw transcript: phrases of each cue, its text with the planted mistakes, and shifts of start and end.
RAW = [
    ((0, 0), "Kính thưa bà con phường Đồi Trè.", 0, 0),
    ((1, 1), "Đây là loa truyền thanh của phường.", 0, 0),
    ((2, 2), "Sáng thứ bảy, ngày 14 tháng 10,", -2.3, -2.3),
    ((3, 4), "trạm y tế tổ chức khám mắt miễn phí cho người từ 60 tuổi trở lên.", 0, 0),
    ((5, 5), "Bà con các tổ Gò Mai và Suối Bạt", 0, 0.9),
    ((6, 6), "khám từ 7 giờ 30 đến 9 giờ.", 0, 0),
    ((7, 7), "Bà con tổ Đồi Tranh khám từ 9 giờ 50.", 0, 0),
    ((8, 8), "Mỗi người được giành một xuất quà", 0, 0),
    ((9, 9), "và một đôi kính trị giá 120 nghìn đồng.", 1.4, 0),
    ((10, 10), "Khi đi, nhớ mang thẻ bảo hiểm y tế.", 0, 0),
    ((11, 12), "Nhà xa thì gọi anh Lò Văn Sân, số máy 0200 555 126.", 0, 0),
]
SEALED = [(5, "Gò Mây"), (7, "Đồi Chanh"), (7, "từ 9 giờ 15")]


def record() -> None:
    """Speak every phrase and put it into one file with pauses and a faint hiss."""
    rng = random.Random(204)
    sound: list[float] = [0.0] * round(LEAD * RATE)
    for number, (written, spoken) in enumerate(PHRASES):
        rate, samples = utter(spoken or written, "vi", SPEED, PITCH)
        sound += trimmed(slower(array("h", samples), rate))
        sound += [0.0] * round((LONG_PAUSE if number == AFTER_GREETING else PAUSE) * RATE)
    sound += [0.0] * round((TAIL - PAUSE) * RATE)
    scale = PEAK / max(map(abs, sound))
    with wave.open(str(WAV), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(array("h", (round(x * scale + rng.uniform(-HISS, HISS)) for x in sound)).tobytes())


def slower(samples: array, rate: int) -> list[float]:
    """Bring ``samples`` down to RATE; a windowed sinc takes out what is above half of it."""
    up, down = RATE // math.gcd(RATE, rate), rate // math.gcd(RATE, rate)
    made = []
    for n in range(len(samples) * up // down):
        first = max(0, -(-(n * down) // up) - HALF)
        taps = range(first, min(len(samples), n * down // up + HALF))
        made.append(sum(samples[k] * weight(k * up - n * down, up, down) for k in taps))
    return made


@cache
def weight(distance: int, up: int, down: int) -> float:
    x = distance / down
    sinc = math.sin(math.pi * x) / (math.pi * x) if distance else 1.0
    return sinc * up / down * (0.5 + 0.5 * math.cos(math.pi * distance / up / HALF))


def trimmed(sound: list[float]) -> list[float]:
    """Cut the silence before and behind, so that the pauses are ours."""
    least = 0.02 * max(map(abs, sound))
    loud = [at for at, x in enumerate(sound) if abs(x) > least]
    return sound[loud[0] : loud[-1] + 1]


def clock(seconds: float) -> str:
    thousandths = round(seconds * 10) * 100
    return f"00:{thousandths // 60000:02d}:{thousandths // 1000 % 60:02d},{thousandths % 1000:03d}"


def write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def write_case(name: str, content: dict) -> None:
    write(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    if "--record" in sys.argv:
        record()
    spans = voiced(WAV)
    assert len(spans) == len(PHRASES), f"{len(spans)} stretches of sound for {len(PHRASES)} phrases"
    with wave.open(str(WAV)) as file:
        seconds = round(file.getnframes() / file.getframerate(), 1)
    cues = [
        f"{n}\n{clock(spans[first][0] - 0.1 + early)} --> {clock(spans[last][1] + 0.2 + late)}\n{text}\n"
        for n, ((first, last), text, early, late) in enumerate(RAW, 1)
    ]
    write("data/bang-tho.srt", "\n".join(cues))
    words = sum(len(spoken_words(text)) for text, _ in PHRASES)
    sealed = [
        {"start": spans[n][0], "end": spans[n][1], "words": len(spoken_words(text)), "seal": seal("B2.04/loa", *spoken_words(text))}
        for n, text in SEALED
    ]
    write_case("data/loa.json", {"name": "B2.04/loa", "seconds": seconds, "words": words, "phrases": sealed})
    said = [{"text": text, "start": start, "end": end} for (text, _), (start, end) in zip(PHRASES, spans)]
    write_case("hidden/loi-goc.json", {"audio": "B2.04/loa-phuong.wav", "phrases": said, "names": NAMES})
