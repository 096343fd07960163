"""SubRip subtitles: read them, and say in one line which block cannot be read."""

import re
from dataclasses import dataclass

from binhdan.check.registry import Wrong

_TIME = r"(\d{1,2}):([0-5]\d):([0-5]\d),(\d{3})"
_TIMES = re.compile(rf"{_TIME}\s*-->\s*{_TIME}")
_EXAMPLE = "00:00:05,200 --> 00:00:08,000"


@dataclass(frozen=True)
class Cue:
    """One subtitle: its number, its start and end in seconds, and its lines without formatting tags."""

    number: int
    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def speed(self) -> float:
        """How many characters a second must be read; infinite where there is no time."""
        return sum(map(len, self.lines)) / (self.end - self.start) if self.end > self.start else float("inf")


def parse(text: str) -> list[Cue]:
    """Read subtitles separated by blank lines; Wrong names the first block that is no subtitle."""
    blocks = [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if block.strip()]
    return [_cue(number, block.strip().splitlines()) for number, block in enumerate(blocks, 1)]


def clock(seconds: float) -> str:
    """Return ``seconds`` as minutes and seconds, such as "0:07"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _cue(place: int, lines: list[str]) -> Cue:
    head, times, *rest = [re.sub(r"</?\w[^>]*>", "", line).strip() for line in lines] + [""] * max(0, 2 - len(lines))
    if not head.isdecimal():
        raise Wrong(f"Khối thứ {place}: dòng đầu phải là số thứ tự. Giữa hai phụ đề để đúng một dòng trống.")
    match = _TIMES.fullmatch(times)
    if not match:
        raise Wrong(f"Phụ đề số {head}: dòng giờ phải viết như {_EXAMPLE} (dấu phẩy trước phần nghìn giây).")
    if any("-->" in line for line in rest):
        raise Wrong(f"Phụ đề số {head}: có hai dòng giờ. Thêm một dòng trống trước phụ đề tiếp theo.")
    if not any(rest):
        raise Wrong(f"Phụ đề số {head}: chưa có chữ nào dưới dòng giờ.")
    figures = [int(figure) for figure in match.groups()]
    return Cue(int(head), _seconds(*figures[:4]), _seconds(*figures[4:]), tuple(rest))


def _seconds(hours: int, minutes: int, seconds: int, thousandths: int) -> float:
    return (hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + thousandths) / 1000
