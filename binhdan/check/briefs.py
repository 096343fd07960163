"""Checks of a brief: a prompt template with slots, run by the practice model on other facts."""

import re

from binhdan.ai.asking import practice_reply
from binhdan.ai.checklist import NAMES, slot_text
from binhdan.ai.practice.reader import read
from binhdan.check.registry import Wrong, checked
from binhdan.slots import SLOT, fill, names
from binhdan.text import count_words, fold

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


@checked
def brief_has_five_slots(template: str) -> str:
    """Pass a prompt in which role, task, context, constraints and output form each say something."""
    reading = read([{"role": "user", "content": template}])
    missing = [name for part, name in NAMES.items() if not slot_text(reading, part)]
    if missing:
        raise Wrong(f"Chưa thấy ô: {', '.join(missing)}. Mỗi ô viết một dòng, mở đầu bằng tên ô và dấu hai chấm.")
    return "Đủ năm ô: vai, việc, dữ liệu, ràng buộc, mẫu đầu ra."


@checked
def brief_leaves_blanks(template: str, case: dict) -> str:
    """Pass a template with a slot for every fact of ``case["facts"]`` and none of its values."""
    facts, found = case["facts"], names(template)
    if missing := [name for name in facts if name not in found]:
        raise Wrong(f"Còn thiếu {len(missing)} chỗ trống: {', '.join('{%s}' % name for name in missing)}.")
    if unknown := [name for name in found if name not in facts]:
        raise Wrong(f"Chỗ trống {{{unknown[0]}}} không có trong bảng dữ kiện. Xem lại tên ở bảng.")
    if any(fold(value) in fold(template) for value in facts.values()):
        raise Wrong("Câu lệnh còn ghi cứng dữ kiện của lần này. Thay bằng chỗ trống để lần sau dùng lại được.")
    return "Mỗi dữ kiện có một chỗ trống; câu lệnh dùng lại được cho lần sau."


@checked
def brief_works(template: str, case: dict) -> str:
    """Pass a template whose reply is right for every incident of ``case``.

    ``case`` has ``facts`` or ``incidents`` (a list of facts), ``max_words``, and ``elsewhere``:
    values of another incident that must not show up.
    """
    incidents = case.get("incidents") or [case["facts"]]
    for number, facts in enumerate(incidents, 1):
        reply = practice_reply(fill(template, facts))
        if problem := _problem(reply, facts, case):
            where = f"Sự cố thứ {number}: " if len(incidents) > 1 else ""
            raise Wrong(where + problem)
    return f"AI luyện tập viết đúng cho {len(incidents)} sự cố: đủ dữ kiện, không bịa, không dài."


def _problem(reply: str, facts: dict[str, str], case: dict) -> str:
    """The first thing wrong with a reply, as the learner's line, or ""."""
    plain = fold(reply)
    counts = {name: plain.count(fold(value)) for name, value in facts.items()}
    if SLOT.search(reply):
        return "bản thông báo còn sót chỗ trống {…}. Chỉ dùng tên chỗ trống có trong bảng dữ kiện."
    if lost := [name for name, count in counts.items() if count == 0]:
        return f"bản thông báo thiếu dữ kiện {{{lost[0]}}}. Đưa nó vào ô dữ liệu hoặc mẫu đầu ra."
    if doubled := [name for name, count in counts.items() if count > 1]:
        return f"dữ kiện {{{doubled[0]}}} bị nhắc {counts[doubled[0]]} lần. Mỗi dữ kiện chỉ nên có một chỗ trong mẫu đầu ra."
    if any(fold(value) in plain for value in case.get("elsewhere", []) if value not in facts.values()):
        return "bản thông báo mang dữ kiện của sự cố khác. Tìm chỗ ghi cứng trong câu lệnh."
    given = set(_NUMBER.findall(" ".join(facts.values())))
    if set(_NUMBER.findall(reply)) - given:
        return "AI tự thêm con số không ai cho. Nói rõ trong ô ràng buộc: không thêm gì ngoài dữ liệu."
    if (length := count_words(reply)) > case["max_words"]:
        return f"bản thông báo dài {length} từ, quá {case['max_words']}. Cho AI mẫu đầu ra và giới hạn độ dài."
    return ""
