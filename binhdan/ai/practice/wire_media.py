"""Pictures, speech and transcription on the wire."""

import base64
import re
from typing import Any

from binhdan.ai.practice.errors import invalid, missing, unsupported
from binhdan.ai.practice.identity import CREATED
from binhdan.ai.practice.picture import draw_picture
from binhdan.ai.practice.scene import describe, read_scene
from binhdan.ai.practice.speech import hear, samples, seconds, speak

_SMALLEST, _LARGEST, _USUAL = 64, 2048, 1024
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")
_RATIO = re.compile(r"\b(\d{1,2})\s*:\s*(\d{1,2})\b")
_LONGEST_SPEECH = 4096

Media = tuple[str, bytes]


def images(body: dict[str, Any]) -> dict[str, Any]:
    """Answer an images/generations ``body`` with one PNG, base64, and what was drawn as ``revised_prompt``."""
    prompt = _text(body, "prompt", "prompt='3 gói chè ở một phần ba bên trái, nền đồi chè'")
    if body.get("n") not in (None, 1):
        raise unsupported("n", "AI luyện tập vẽ mỗi lần một tranh. Hãy bỏ `n`.")
    if body.get("response_format") not in (None, "b64_json"):
        raise unsupported("response_format", "AI luyện tập chỉ gửi tranh dạng `b64_json`. Hãy bỏ `response_format`.")
    if body.get("output_format") not in (None, "png"):
        raise unsupported("output_format", "AI luyện tập chỉ vẽ PNG. Hãy bỏ `output_format`.")
    scene = read_scene(prompt)
    png = draw_picture(scene, *picture_size(body.get("size"), prompt))
    drawn = {"b64_json": base64.b64encode(png).decode("ascii"), "revised_prompt": describe(scene)}
    return {"created": CREATED, "data": [drawn], "output_format": "png"}


def picture_size(size: Any, prompt: str) -> tuple[int, int]:
    """Return (width, height) in pixels: from ``size`` ("1024x768"), else from a ratio in the prompt, else a square."""
    if size in (None, "auto"):
        ratio = _RATIO.search(prompt)
        across, down = (int(ratio[1]), int(ratio[2])) if ratio else (1, 1)
        scale = _USUAL / max(across, down, 1)
        return max(round(across * scale), _SMALLEST), max(round(down * scale), _SMALLEST)
    match = _SIZE.fullmatch(size) if isinstance(size, str) else None
    if not match or not all(_SMALLEST <= int(side) <= _LARGEST for side in match.groups()):
        raise invalid("size", f"`size` viết như 1024x1024, mỗi cạnh từ {_SMALLEST} đến {_LARGEST} điểm ảnh.")
    return int(match[1]), int(match[2])


def speech(body: dict[str, Any]) -> Media:
    """Answer an audio/speech ``body`` with (content type, bytes): WAV, also where no format is asked for."""
    text = _text(body, "input", "input='Xin chào bà con'")
    if len(text) > _LONGEST_SPEECH:
        raise invalid("input", f"Lời đọc dài quá {_LONGEST_SPEECH} ký tự. Hãy chia thành nhiều đoạn.")
    wanted = body.get("response_format") or "wav"
    if wanted not in ("wav", "pcm"):
        raise unsupported("response_format", "AI luyện tập chỉ ghi `wav` hoặc `pcm`. Hãy thêm response_format='wav'.")
    speed = body.get("speed") or 1.0
    if not isinstance(speed, (int, float)) or not 0.25 <= speed <= 4:
        raise invalid("speed", "`speed` phải là số từ 0.25 đến 4.")
    wav = speak(text, str(body.get("voice") or "bac"), speed)
    return ("audio/pcm", samples(wav)) if wanted == "pcm" else ("audio/wav", wav)


def transcriptions(fields: dict[str, Any]) -> dict[str, Any] | Media:
    """Answer audio/transcriptions form ``fields`` (bytes by name): JSON, or plain text when asked."""
    audio = fields.get("file")
    if not isinstance(audio, bytes) or not audio:
        raise missing("file", "file=open('loi-doc.wav', 'rb')")
    wanted = (fields.get("response_format") or b"json").decode("utf-8", "replace")
    if wanted not in ("json", "text"):
        raise unsupported("response_format", "AI luyện tập chỉ trả `json` hoặc `text`. Hãy đổi `response_format`.")
    text = hear(audio)
    if wanted == "text":
        return "text/plain; charset=utf-8", text.encode("utf-8")
    return {"text": text, "usage": {"type": "duration", "seconds": round(seconds(audio), 3)}}


def _text(body: dict[str, Any], name: str, example: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise missing(name, example)
    return value
