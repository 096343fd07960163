"""Checks of a summary: its length, and the choice of the faithful one among recorded summaries."""

from __future__ import annotations

from binhdan.check.errors import read_marks, tally
from binhdan.check.faithful import require_own_words, require_rewritten, sentence_lengths
from binhdan.check.registry import Wrong, checked
from binhdan.text import count_words

_LONGEST_SENTENCE = 45
_CAREFUL = 0.6  # F1 of the marks that go with a choice: below, the choice was a guess
_MOST_FALSE = 0.5  # sentences marked in vain for each error that is there: above, whole answers were marked


@checked
def summary_fits(text: str, case: dict) -> str:
    """Pass a text within the two numbers of ``case["length"]`` (syllables), in readable sentences of its own.

    At most ``case["longest_run"]`` syllables in a row may stand in the source as well.
    """
    length, (least, most) = count_words(text), case["length"]
    if length < least:
        raise Wrong(f"Bản tóm tắt có {length} từ, thiếu {least - length} từ mới đủ {least}. Xem còn câu hỏi nào chưa trả lời.")
    if length > most:
        raise Wrong(f"Bản tóm tắt có {length} từ, thừa {length - most} từ so với {most}. Bỏ căn cứ, lời chào, lời nhắc chung.")
    require_rewritten(text, case)
    if (longest := max(sentence_lengths(text))) > _LONGEST_SENTENCE:
        raise Wrong(f"Có câu dài {longest} từ. Ngắt thành hai, ba câu để người nghe kịp hiểu.")
    require_own_words(text, case)
    return f"{length} từ, vừa khuôn, bằng lời của bạn."


@checked
def faithful_one_chosen(table: list[dict], case: dict) -> str:
    """Pass rows (answer | sentences | kind) that clear exactly one answer, the faithful one, and catch each other one.

    ``case`` is as for ``errors_found``, with its errors in the clear. An answer without a mark is cleared.
    """
    marks = read_marks(table, case)
    cleared = [answer["name"] for answer in case["answers"] if answer["name"] not in {mark.answer for mark in marks}]
    if len(cleared) != 1:
        raise Wrong("Phải còn lại đúng một bản không có câu nào bị bắt lỗi: đó là bản bạn chọn để gửi.")
    score = tally(marks, case)
    if score.false > _MOST_FALSE * len(case["errors"]):
        raise Wrong("Bảng bắt oan nhiều câu đúng. Trước khi ghi một câu, tìm chỗ trong công văn trái với câu ấy.")
    caught = {error["answer"] for error in case["errors"] if any(_same(mark, error) for mark in marks)}
    if caught != {error["answer"] for error in case["errors"]} or score.f1 < _CAREFUL:
        raise Wrong("Chưa chọn được bản trung thực, hoặc chọn mà chưa chỉ ra câu sai của bản kia. Soi từng câu với công văn.")
    return "Chọn đúng bản trung thực, và chỉ ra được vì sao không chọn hai bản kia."


def _same(mark, error: dict) -> bool:
    return (mark.answer, mark.sentence) == (error["answer"], error["sentence"])
