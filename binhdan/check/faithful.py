"""Whether a text keeps to its source: nothing made up, and told in the writer's own words."""

from __future__ import annotations

import re

from binhdan.check.details import figures, unsupported
from binhdan.check.registry import Wrong, checked
from binhdan.text import count_words, sentences, words

_SHOWN = 3  # strange details named at once: more would be a list, not advice
_VARIED = 0.45  # share of different syllables below which a text repeats itself
# Words that tie others together: sentences have at least one in ten, lists of catchwords hardly any.
_TIES = frozenset(
    "cho duoc phai va cua tai o den tu truoc de thi la khong co moi cac nhung roi nay do ve theo neu khi ma voi nhu se da dang "
    "bi hay nao ai sau xong het cung tro len trong ra vao thay con lai".split()
)
_TIED = 0.1
_RUN = 8  # syllables in a row from which words are lifted, not just the same
_MOST = 400  # words from which a text is no summary and no plain version of a two-page letter any more


@checked
def details_are_in_source(text: str, case: dict) -> str:
    """Pass a text whose every number, day, time and proper name stands in ``case["source"]``.

    ``source`` has ``title`` and ``lines``; ``fewest_details`` figures of it must be told, so that
    saying nothing does not pass.
    """
    require_rewritten(text, case)
    if strange := unsupported(text, source_text(case)):
        if case.get("held_out"):
            raise Wrong("Có con số, ngày hoặc tên riêng không có trong nguồn. Chỉ tay vào nguồn cho từng chi tiết.")
        told = ", ".join(f"“{shown}”" for shown in strange[:_SHOWN])
        raise Wrong(f"Không thấy trong nguồn: {told}. Chỉ tay vào nguồn cho từng số, ngày, tên; không thấy thì sửa hoặc bỏ.")
    told = len(figures(text))
    if told < case.get("fewest_details", 0):
        raise Wrong("Bài viết gần như không có số, ngày nào. Người đọc cần mốc và con số để làm đúng việc.")
    return f"{told} con số, ngày giờ: tất cả đều có trong nguồn."


def require_own_words(text: str, case: dict) -> None:
    """Raise Wrong for a run of more than ``case["longest_run"]`` syllables that the source has too."""
    run = longest_copied(text, source_text(case))
    if len(run) > case["longest_run"]:
        where = "" if case.get("held_out") else f" (từ chỗ “{' '.join(run[:5])}…”)"
        raise Wrong(f"Có đoạn chép {len(run)} từ liền{where}, quá {case['longest_run']}. Gấp văn bản lại, kể bằng lời của bạn.")


def source_text(case: dict) -> str:
    """Return the whole text of a case's source."""
    return "\n".join([case["source"]["title"], *case["source"]["lines"]])


def longest_copied(text: str, source: str) -> list[str]:
    """Return the longest run of pieces of ``text``, as written, that ``source`` has in the same order."""
    ours = [(piece, plain) for piece in text.split() if (plain := " ".join(words(piece)))]
    theirs = [plain for piece in source.split() if (plain := " ".join(words(piece)))]
    best, end = 0, 0
    lengths = [0] * (len(theirs) + 1)
    for place, (_, plain) in enumerate(ours, 1):
        lengths = [0] + [lengths[j] + 1 if plain == other else 0 for j, other in enumerate(theirs)]
        if (longest := max(lengths)) > best:
            best, end = longest, place
    return [piece for piece, _ in ours[end - best : end]]


def lifted_share(text: str, source: str) -> float:
    """Return the share of the syllables of ``text`` that stand in runs of eight or more that ``source`` has too."""
    ours, theirs = words(text), words(source)
    known = {tuple(theirs[at : at + _RUN]) for at in range(len(theirs) - _RUN + 1)}
    starts = [at for at in range(len(ours) - _RUN + 1) if tuple(ours[at : at + _RUN]) in known]
    return len({place for at in starts for place in range(at, at + _RUN)}) / len(ours) if ours else 0.0


def sentence_lengths(text: str) -> list[int]:
    """Return how many syllables each sentence has; a line broken in mid-sentence is joined first.

    A line that opens a list ("Cần mang:") counts by itself, and so does each item.
    """
    joined = re.sub(r"(?<![.!?:;…])[ \t]*\n(?=\s*[^\W\dA-ZĐ_])", _join, text)
    return [length for sentence in sentences(joined) if (length := count_words(sentence))]


def require_rewritten(text: str, case: dict) -> None:
    """Raise Wrong for a text too short to be the job, one that is no prose, or one lifted from the source.

    ``fewest_words``, ``most_copied`` (a share of the text's syllables in one run) and ``most_lifted`` (in all
    runs of eight and more) are looked at only where the case has them.
    """
    length = count_words(text)
    if length < case.get("fewest_words", 0):
        raise Wrong(f"Bài mới có {length} từ, ngắn quá nên không thể đủ ý. Viết đủ để bà con làm theo được.")
    if length > _MOST:
        raise Wrong(f"Bài dài {length} từ, quá {_MOST}: bà con không đọc hết. Giữ ý chính, bỏ lời nhắc chung.")
    if len(set(words(text))) < _VARIED * len(words(text)):
        raise Wrong("Bài viết lặp đi lặp lại vài từ. Viết thành câu trọn nghĩa, mỗi câu một ý.")
    if sum(word in _TIES for word in words(text)) < _TIED * len(words(text)):
        raise Wrong("Bài viết mới là những cụm từ rời. Nối lại thành câu: ai làm gì, khi nào, ở đâu.")
    copied = "most_copied" in case and len(longest_copied(text, source_text(case))) > case["most_copied"] * length
    if copied or ("most_lifted" in case and lifted_share(text, source_text(case)) > case["most_lifted"]):
        raise Wrong("Bài gần như chép lại văn bản gốc. Đọc một câu, gấp lại, rồi kể bằng lời nói hằng ngày.")


def _join(gap: re.Match) -> str:
    following = gap.string[gap.end() : gap.end() + 1]
    return " " if following.islower() else gap[0]
