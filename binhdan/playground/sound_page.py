"""A recording to listen to piece by piece, with its loudness drawn over time."""

from __future__ import annotations

import html
import io
import wave

from binhdan import cases
from binhdan.check.sound import levels
from binhdan.playground.showing import Playground

_ROW, _STEP = 10, 0.25  # seconds a row and a bar
_BARS = "·▁▂▃▄▅▆▇█"
_SLOW = 0.75
_LENGTHS = [("3 giây", 3), ("5 giây", 5), ("10 giây", 10), ("hết tệp", 0)]
_WHERE = "Mở bài này trong JupyterLab để nghe. Tệp tiếng: data/{name}"
_HOW = f"Mỗi vạch là {_STEP} giây; vạch càng cao, tiếng càng to; dấu chấm là lặng.".replace(".", ",", 1)


def listen(recording: str) -> Playground:
    """Show the recording "B2.04/loa.wav": live, with a player for any piece of it; else its loudness alone."""
    return _Listen(recording)


class _Listen(Playground):
    def __init__(self, recording: str):
        self.path = cases.open_data(recording)

    def __repr__(self) -> str:
        return f"{_WHERE.format(name=self.path.name)}\n{_HOW}\n{drawn(levels(self.path, _STEP))}"

    def widget(self):
        import ipywidgets

        sound = self.path.read_bytes()
        start = ipywidgets.IntSlider(value=0, min=0, max=int(_seconds(sound)), description="Từ giây:")
        length = ipywidgets.Dropdown(options=_LENGTHS, value=0, description="Nghe:")
        slow = ipywidgets.Checkbox(value=False, description="Đọc chậm lại", indent=False)
        player = ipywidgets.Audio(value=sound, format="wav", autoplay=False, loop=False)

        def choose(_):
            player.value = piece(sound, start.value, length.value, _SLOW if slow.value else 1)

        for control in (start, length, slow):
            control.observe(choose, "value")
        picture = ipywidgets.HTML(self._picture())
        return ipywidgets.VBox([ipywidgets.HBox([start, length, slow]), player, picture])

    def still(self) -> str:
        return f"<div>{html.escape(_WHERE.format(name=self.path.name))}</div>{self._picture()}"

    def _picture(self) -> str:
        bars = html.escape(drawn(levels(self.path, _STEP)))
        return f"<pre style='line-height:1.4'>{bars}</pre><div style='opacity:.8'>{_HOW}</div>"


def drawn(loudness: list[float]) -> str:
    """Draw one bar for each level, a row for every ten seconds with its first second in front."""
    most, wide = max(loudness, default=0) or 1, round(_ROW / _STEP)
    bars = [_BARS[round((len(_BARS) - 1) * min(1, 1.2 * level / most))] for level in loudness]
    rows = [bars[at : at + wide] for at in range(0, len(bars), wide)]
    return "\n".join(f"{number * _ROW:>3} s {''.join(row)}" for number, row in enumerate(rows))


def piece(wav: bytes, start: float, length: float, speed: float = 1) -> bytes:
    """Return ``length`` seconds (0: the rest) of a WAV from ``start``, played at ``speed``."""
    with wave.open(io.BytesIO(wav)) as source:
        settings, rate = source.getparams(), source.getframerate()
        source.setpos(min(round(start * rate), source.getnframes()))
        sound = source.readframes(round(length * rate) if length else source.getnframes())
    made = io.BytesIO()
    with wave.open(made, "wb") as target:
        target.setparams(settings._replace(framerate=round(rate * speed)))
        target.writeframes(sound)
    return made.getvalue()


def _seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as source:
        return source.getnframes() / source.getframerate()
