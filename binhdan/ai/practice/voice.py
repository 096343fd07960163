"""One utterance by espeak-ng: text on standard input, rate and samples on standard output."""

import ctypes
import importlib.util
import struct
import subprocess
import sys

from binhdan.ai.practice.errors import Problem

_NOT_INSTALLED = "Máy này chưa có giọng đọc. Hãy cài thêm: pip install 'binhdan[media]'."
_FAILED = "Giọng đọc bị lỗi. Hãy cài lại: pip install --force-reinstall 'binhdan[media]'."
_SECONDS = 60
_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000
_RATE, _PITCH, _UTF8 = 1, 3, 1
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def is_installed() -> bool:
    """Tell whether the media extra's voice is there."""
    return importlib.util.find_spec("espeakng_loader") is not None


def utter(text: str, voice: str, rate: int, pitch: int) -> tuple[int, bytes]:
    """Return (samples a second, mono signed 16-bit samples) of ``text`` read by an espeak-ng ``voice``.

    ``rate`` is words a minute, ``pitch`` 0–99. Raises Problem 501 without the media extra, 500 if it fails.
    """
    if not is_installed():
        raise Problem(501, _NOT_INSTALLED, "media_not_installed", headers=(("x-should-retry", "false"),))
    # espeak-ng carries state from one utterance to the next: only a fresh process gives the same text the
    # same sound. -P keeps a learner's own files from standing in for the standard library's.
    command = [sys.executable, "-P", "-m", "binhdan.ai.practice.voice", voice, str(rate), str(pitch)]
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Problem(500, _FAILED, "voice_failed", headers=(("x-should-retry", "false"),)) from error
    (samples_a_second,) = struct.unpack_from("<I", done.stdout)
    return samples_a_second, done.stdout[4:]


def _say(text: bytes, voice: str, rate: int, pitch: int) -> tuple[int, bytes]:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    heard = bytearray()

    @_Callback
    def collect(samples, count, _events):
        if samples and count:
            heard.extend(ctypes.string_at(samples, count * 2))
        return 0

    data = espeakng_loader.get_data_path().encode("utf-8")
    samples_a_second = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
    if samples_a_second <= 0 or library.espeak_SetVoiceByName(voice.encode("ascii")):
        raise SystemExit(f"espeak-ng has no voice {voice}")
    library.espeak_SetSynthCallback(collect)
    library.espeak_SetParameter(_RATE, rate, 0)
    library.espeak_SetParameter(_PITCH, pitch, 0)
    library.espeak_Synth(text + b"\0", ctypes.c_size_t(len(text) + 1), 0, 0, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return samples_a_second, bytes(heard)


def main(arguments: list[str]) -> None:
    """Read standard input aloud with ``arguments`` VOICE RATE PITCH."""
    voice, rate, pitch = arguments
    samples_a_second, sound = _say(sys.stdin.buffer.read(), voice, int(rate), int(pitch))
    sys.stdout.buffer.write(struct.pack("<I", samples_a_second) + sound)


if __name__ == "__main__":
    main(sys.argv[1:])
