"""A recording to listen to piece by piece: the pieces, the drawing, the still page."""

import io
import wave

import pytest

from binhdan import playground
from binhdan.curriculum import find_root
from binhdan.playground.sound_page import drawn, piece


def silence(seconds: float, rate: int = 8000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(b"\0\0" * round(seconds * rate))
    return made.getvalue()


@pytest.mark.parametrize(
    ("start", "length", "speed", "seconds"), [(0, 0, 1, 10), (4, 3, 1, 3), (8, 5, 1, 2), (99, 5, 1, 0), (4, 3, 0.75, 4)]
)
def test_a_piece_lasts_as_long_as_it_is_heard(start, length, speed, seconds):
    with wave.open(io.BytesIO(piece(silence(10), start, length, speed))) as heard:
        assert heard.getnframes() / heard.getframerate() == pytest.approx(seconds)


def test_one_row_stands_for_ten_seconds():
    rows = drawn([0] * 40 + [100] * 10).splitlines()
    assert rows == ["  0 s " + "·" * 40, " 10 s " + "█" * 10]
    assert drawn([]) == ""


def test_the_still_page_is_small_and_names_the_file(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))
    page = playground.listen("B2.04/loa-phuong.wav").still()
    assert "data/loa-phuong.wav" in page and len(page) < 3000


def test_the_player_gives_the_chosen_piece(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))
    controls, player, _ = playground.listen("B2.04/loa-phuong.wav").widget().children
    start, length, slow = controls.children
    whole = len(player.value)
    start.value, length.value = 5, 3
    assert len(player.value) == pytest.approx(3 * 16000, abs=100)
    slow.value, length.value, start.value = True, 0, 0
    assert len(player.value) == whole
