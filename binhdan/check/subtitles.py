"""Checks of subtitles: form, ease of reading, the words that were said, and when they were said."""

from binhdan import cases
from binhdan.check.registry import Wrong, checked
from binhdan.check.sealed import seal
from binhdan.check.sound import overlap, voiced
from binhdan.check.spoken import align, spoken_words, word_errors
from binhdan.check.srt import Cue, clock, parse

MAX_LINE, MAX_LINES, MAX_SPEED = 42, 2, 17  # characters, lines, characters a second
MAX_WORD_ERROR_RATE = 0.05
_ENOUGH = 0.8  # of the words said, from which it is worth looking at form
_COVERED, _IN_TIME = 0.95, 0.9
_EDGE, _LATE, _IDLE = 0.15, 0.5, 1.5  # seconds


@checked
def srt_valid(text: str, case: dict) -> str:
    """Pass subtitles numbered from 1, in order, without overlap and within the recording.

    ``case`` has ``seconds`` (of the recording) and ``words`` (about how many are said).
    """
    cues = _cues(text, case)
    for place, (cue, before) in enumerate(zip(cues, [None, *cues]), 1):
        if cue.number != place:
            raise Wrong(f"Phụ đề thứ {place} đang mang số {cue.number}. Đánh số liền nhau từ 1.")
        if cue.end <= cue.start:
            raise Wrong(f"Phụ đề số {place}: giờ tắt phải sau giờ hiện.")
        if before and cue.start < before.end:
            raise Wrong(f"Phụ đề số {place} hiện khi phụ đề số {place - 1} chưa tắt. Cho phụ đề trước tắt sớm hơn.")
    if cues[-1].end > case["seconds"] + 0.5:
        raise Wrong(f"Phụ đề số {len(cues)} kéo quá cuối bản ghi ({clock(case['seconds'])}).")
    return f"Tệp SRT hợp lệ: {len(cues)} phụ đề, không chồng giờ."


@checked
def srt_readable(text: str, case: dict) -> str:
    """Pass subtitles of at most 2 lines of 42 characters, shown long enough for 17 characters a second."""
    for cue in _cues(text, case):
        if len(cue.lines) > MAX_LINES:
            raise Wrong(f"Phụ đề số {cue.number} có {len(cue.lines)} dòng chữ, chỉ nên có {MAX_LINES}. Tách thành hai phụ đề.")
        if (longest := max(map(len, cue.lines))) > MAX_LINE:
            raise Wrong(f"Phụ đề số {cue.number} có dòng dài {longest} ký tự, quá {MAX_LINE}. Xuống dòng hoặc tách làm hai.")
        if (speed := round(cue.speed, 3)) > MAX_SPEED:
            told = f"{speed:.1f}".replace(".", ",")
            raise Wrong(f"Phụ đề số {cue.number} chạy {told} ký tự mỗi giây, quá {MAX_SPEED}. Cho hiện lâu hơn.")
    return "Người xem đọc kịp: dòng ngắn, chữ không chạy quá nhanh."


@checked
def srt_key_phrases(text: str, case: dict) -> str:
    """Pass subtitles that hold each sealed phrase of ``case`` at about the time it is said."""
    cues = _cues(text, case)
    missing = [phrase for phrase in case["phrases"] if not _holds(cues, phrase, case["name"])]
    if missing:
        total, first = len(case["phrases"]), missing[0]
        raise Wrong(
            f"Đúng {total - len(missing)}/{total} chỗ quan trọng (tên nơi, giờ giấc). "
            f"Nghe lại quãng {clock(first['start'])}–{clock(first['end'] + 1)}; tên nơi thì so với danh sách tổ."
        )
    return "Nghe đúng những tên nơi và giờ giấc quan trọng nhất."


@checked
def srt_words_right(text: str, case: dict) -> str:
    """Pass subtitles with at most 5 % wrong words and every name of ``case["names"]`` right.

    ``case["phrases"]`` holds what was said: ``text``, ``start`` and ``end`` in seconds.
    """
    cues = parse(text)
    said, written = _said(case), _written(cues)
    wrong = word_errors([word for word, _ in said], [word for word, _ in written])
    share = len(wrong) / len(said)
    if share > MAX_WORD_ERROR_RATE:
        told = f"Còn sai khoảng {100 * share:.0f} % số tiếng, cần không quá {100 * MAX_WORD_ERROR_RATE:.0f} %."
        raise Wrong(f"{told} {_listen_again(wrong, said, case, cues)}")
    plain = f" {' '.join(word for word, _ in written)} "
    if any(f" {' '.join(spoken_words(name))} " not in plain for name in case["names"]):
        raise Wrong("Còn tên nơi hoặc tên người chưa đúng. Nghe lại các tên và so với danh sách trong bài.")
    return "Lời khớp với bản ghi, tên riêng đúng cả."


@checked
def srt_in_time(text: str, case: dict) -> str:
    """Pass subtitles that are shown while their words are heard in the recording ``case["audio"]``."""
    cues = parse(text)
    sound = voiced(cases.open_data(case["audio"]))
    shown = _merged([(cue.start - _EDGE, cue.end + _EDGE) for cue in cues])
    bare = {span: overlap(span, shown) / (span[1] - span[0]) for span in sound}
    if sum(overlap(span, shown) for span in sound) < _COVERED * sum(end - start for start, end in sound):
        worst = min(bare, key=bare.get)
        where = f"{clock(worst[0])}–{clock(worst[1] + 1)}"
        raise Wrong(f"Có tiếng nói mà chưa có chữ, nhất là quãng {where}. Nhìn sóng âm để chỉnh giờ.")
    for cue in cues:
        if cue.end - cue.start - overlap((cue.start, cue.end), sound) > _IDLE:
            raise Wrong(f"Phụ đề số {cue.number} hiện cả lúc loa đang lặng. Cho hiện và tắt theo tiếng nói.")
    _require_in_step(cues, case)
    return "Chữ hiện đúng lúc có tiếng."


def _cues(text: str, case: dict) -> list[Cue]:
    cues = parse(text)
    count = len(_written(cues))
    if count < _ENOUGH * case["words"]:
        raise Wrong(f"Phụ đề mới có {count} tiếng, lời trên loa dài hơn nhiều. Chép đủ bản thô vào ô rồi sửa.")
    return cues


def _holds(cues: list[Cue], phrase: dict, name: str) -> bool:
    near = [cue for cue in cues if cue.end > phrase["start"] - _IDLE and cue.start < phrase["end"] + _IDLE]
    words = [word for word, _ in _written(near)]
    length = phrase["words"]
    return any(seal(name, *words[at : at + length]) == phrase["seal"] for at in range(len(words) - length + 1))


def _said(case: dict) -> list[tuple[str, float]]:
    """Each word that was said, with the second at which it was."""
    timed = []
    for phrase in case["phrases"]:
        words = spoken_words(phrase["text"])
        step = (phrase["end"] - phrase["start"]) / len(words)
        timed += [(word, phrase["start"] + (at + 0.5) * step) for at, word in enumerate(words)]
    return timed


def _written(cues: list[Cue]) -> list[tuple[str, Cue]]:
    return [(word, cue) for cue in cues for word in spoken_words(cue.text)]


def _listen_again(wrong: list[int], said: list[tuple[str, float]], case: dict, cues: list[Cue]) -> str:
    """Name the stretch with the most wrong words: minute and subtitle, never a word."""
    times = [said[at][1] for at in wrong]
    worst = max(case["phrases"], key=lambda phrase: sum(phrase["start"] <= time <= phrase["end"] for time in times))
    near = [cue.number for cue in cues if cue.start < worst["end"] and cue.end > worst["start"]]
    where = f" (phụ đề số {near[0]})" if near else ""
    return f"Nghe lại quãng {clock(worst['start'])}–{clock(worst['end'] + 1)}{where}."


def _require_in_step(cues: list[Cue], case: dict) -> None:
    said, written = _said(case), _written(cues)
    pairs = [(i, j) for i, j in align([w for w, _ in said], [w for w, _ in written]) if i is not None and j is not None]
    late = [j for i, j in pairs if not written[j][1].start - _LATE <= said[i][1] <= written[j][1].end + _LATE]
    if len(pairs) - len(late) < _IN_TIME * len(said):
        where = f" Bắt đầu từ phụ đề số {written[late[0]][1].number}." if late else ""
        raise Wrong(f"Nhiều chữ hiện không đúng lúc được đọc.{where} Nghe và chỉnh lại giờ.")


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
