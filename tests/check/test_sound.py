"""Where there is sound in a recording, by its energy."""

import math
import struct
import wave

import pytest

from binhdan.check import sound


def record(path, pieces, rate=8000, channels=1):
    """A WAV of (seconds, amplitude) pieces of a 300 Hz tone."""
    samples = [round(loud * math.sin(2 * math.pi * 300 * n / rate)) for seconds, loud in pieces for n in range(round(seconds * rate))]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(b"".join(struct.pack("<h", x) * channels for x in samples))
    return path


def test_stretches_with_sound_are_found(tmp_path):
    wav = record(tmp_path / "a.wav", [(1, 50), (2, 9000), (0.2, 50), (1, 9000), (1.5, 50), (0.5, 4000), (1, 0)])
    assert sound.voiced(wav) == [(pytest.approx(1, abs=0.05), pytest.approx(4.2, abs=0.05)), (pytest.approx(5.7, abs=0.05), pytest.approx(6.2, abs=0.05))]


def test_a_click_is_no_speech_and_silence_has_none(tmp_path):
    assert sound.voiced(record(tmp_path / "b.wav", [(1, 9000), (1, 0), (0.04, 9000), (1, 0)]))[1:] == []
    assert sound.voiced(record(tmp_path / "c.wav", [(2, 0)])) == []


def test_levels_are_root_mean_squares(tmp_path):
    assert sound.levels(record(tmp_path / "d.wav", [(1, 10000)]), 0.5) == pytest.approx([7071, 7071], rel=0.01)


def test_another_kind_of_wav_is_refused(tmp_path):
    with pytest.raises(ValueError, match="mono"):
        sound.levels(record(tmp_path / "e.wav", [(0.1, 1)], channels=2))


def test_overlap_adds_up():
    assert sound.overlap((1, 5), [(0, 2), (3, 4), (4.5, 9)]) == pytest.approx(2.5)
