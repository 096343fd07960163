"""Reading aloud in Vietnamese, and hearing it again by the transcript in the file."""

import io
import wave

from binhdan.ai.practice.errors import invalid
from binhdan.ai.practice.transcript import read_transcript, write_transcript
from binhdan.ai.practice.voice import utter

# The practice voices, by region of Vietnam.
_REGIONS = {"bac": "vi", "trung": "vi-vn-x-central", "nam": "vi-vn-x-south"}
_DEEP, _MIDDLE, _HIGH = 30, 50, 70
# OpenAI's names, so that the same notebook runs against a real service; the number is the pitch, 0–99.
_BORROWED = {
    **dict.fromkeys(("ash", "cedar", "echo", "onyx", "verse"), _DEEP),
    **dict.fromkeys(("alloy", "ballad", "fable", "sage"), _MIDDLE),
    **dict.fromkeys(("coral", "marin", "nova", "shimmer"), _HIGH),
}
VOICES = (*_REGIONS, *_BORROWED)
_WORDS_A_MINUTE = 150
_SLOWEST, _FASTEST = 80, 450
_FOREIGN = (
    "AI luyện tập chỉ nghe được tệp do chính nó đọc hoặc tệp âm thanh của khoá học. "
    "Muốn bóc băng giọng thật, hãy nối một dịch vụ thật: `binhdan connect`."
)


def speak(text: str, voice: str = "bac", speed: float = 1.0) -> bytes:
    """Return ``text`` read aloud, as a mono 16-bit WAV that carries its transcript.

    ``voice`` is one of ``VOICES``; ``speed`` is relative, 1.0 about 150 syllables a minute.
    Raises Problem 400 for an unknown voice, 501 without the media extra.
    """
    if voice not in VOICES:
        raise invalid("voice", f"Không có giọng {voice!r}. Hãy chọn một trong: {', '.join(VOICES)}.")
    rate = round(min(max(_WORDS_A_MINUTE * speed, _SLOWEST), _FASTEST))
    samples_a_second, sound = utter(text, _REGIONS.get(voice, "vi"), rate, _BORROWED.get(voice, _MIDDLE))
    return write_transcript(_wav(sound, samples_a_second), text)


def hear(audio: bytes) -> str:
    """Return the transcript in ``audio``. Raises Problem 400 for a file the practice model did not make."""
    try:
        text = read_transcript(audio)
    except ValueError as error:
        raise invalid("file", f"Tệp này không phải WAV. {_FOREIGN}") from error
    if text is None:
        raise invalid("file", f"Tệp này không có lời ghi kèm. {_FOREIGN}")
    return text


def seconds(audio: bytes) -> float:
    """Return how long a WAV lasts, in seconds; 0 where its header can't be read."""
    try:
        with wave.open(io.BytesIO(audio)) as sound:
            return sound.getnframes() / sound.getframerate()
    except (wave.Error, EOFError, ZeroDivisionError):
        return 0.0


def samples(wav: bytes) -> bytes:
    """Return the bare samples of a WAV: signed 16-bit little-endian, mono."""
    with wave.open(io.BytesIO(wav)) as sound:
        return sound.readframes(sound.getnframes())


def _wav(sound: bytes, samples_a_second: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setparams((1, 2, samples_a_second, 0, "NONE", "not compressed"))
        target.writeframes(sound)
    return file.getvalue()
