"""Checks of a brief: a prompt template with slots, run by the practice model on other facts."""

import re

from binhdan.ai.asking import practice_reply
from binhdan.ai.checklist import NAMES, slot_text
from binhdan.ai.practice.reader import read
from binhdan.check.registry import Wrong, checked
from binhdan.slots import SLOT, fill, names
from binhdan.text import count_words, fold

_LOOSE_SLOT = re.compile(r"\{\s*([^{}\n]{2,30}?)\s*\}")
_AIMLESS = 20  # words in a line of the reply that carries no fact
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


@checked
def brief_has_five_slots(template: str) -> str:
    """Pass a prompt in which role, task, context, constraints and output form each say something."""
    reading = read([{"role": "user", "content": template}])
    missing = [name for part, name in NAMES.items() if not slot_text(reading, part)]
    if missing:
        raise Wrong(f"Chưa thấy ô: {', '.join(missing)}. Mỗi ô viết một dòng, mở đầu bằng tên ô và dấu hai chấm.")
    return "Đủ năm ô: vai, việc, bối cảnh, ràng buộc, mẫu đầu ra."


@checked
def brief_leaves_blanks(template: str, case: dict) -> str:
    """Pass a template with a slot for every fact of ``case["facts"]`` and none of its values."""
    facts, found = case["facts"], names(template)
    if missing := [name for name in facts if name not in found]:
        raise Wrong(f"Còn thiếu {len(missing)} chỗ trống: {', '.join('{%s}' % name for name in missing)}.{_respelt(template, facts)}")
    if unknown := [name for name in found if name not in facts]:
        raise Wrong(f"Chỗ trống {{{unknown[0]}}} không có trong bảng dữ kiện. Xem lại tên ở bảng.")
    if any(fold(value) in fold(template) for value in facts.values()):
        raise Wrong("Câu lệnh còn ghi cứng dữ kiện của lần này. Thay bằng chỗ trống để lần sau dùng lại được.")
    return "Mỗi dữ kiện có một chỗ trống; câu lệnh dùng lại được cho lần sau."


@checked
def brief_works(template: str, case: dict) -> str:
    """Pass a template whose reply is right for every incident of ``case``.

    ``case`` has ``facts`` or ``incidents`` (a list of facts), ``max_words``, and perhaps ``elsewhere``
    (values of another incident that must not show up), ``about`` (words of which the prompt needs one)
    and ``worked`` (words of the lesson's own example that have no place in the reply).
    """
    if (about := case.get("about")) and not any(fold(word) in fold(SLOT.sub(" ", template)) for word in about):
        raise Wrong("Câu lệnh chưa nói thông báo về việc gì. Ô việc của lần này không phải là thư mời họp.")
    aimless = False
    incidents = case.get("incidents") or [case["facts"]]
    for number, facts in enumerate(incidents, 1):
        reply = practice_reply(fill(template, facts))
        if problem := _problem(reply, facts, case, template):
            raise Wrong(f"Sự cố thứ {number}: {problem}" if len(incidents) > 1 else problem[0].upper() + problem[1:])
        aimless = aimless or any(_is_aimless(line, facts) for line in reply.splitlines())
    told = " Có câu mở đầu chung chung: viết mẫu đầu ra xuống từng dòng thì AI bớt lan man." if aimless else ""
    return f"AI luyện tập viết đúng cho {len(incidents)} sự cố: đủ dữ kiện, không bịa, không dài.{told}"


def _respelt(template: str, facts: dict[str, str]) -> str:
    """A word on a slot that is written with tone marks or spaces ("{khu vực}"), or ""."""
    written = {fold(name).replace(" ", "_"): name for name in _LOOSE_SLOT.findall(template) if name not in facts}
    wrong = next((way for way in written if way in facts), None)
    return f" Bạn viết {{{written[wrong]}}}: tên chỗ trống không dấu, nối bằng gạch dưới. Chép từ bảng cho chắc." if wrong else ""


def _is_aimless(line: str, facts: dict[str, str]) -> bool:
    return count_words(line) > _AIMLESS and not any(fold(value) in fold(line) for value in facts.values())


def _problem(reply: str, facts: dict[str, str], case: dict, template: str) -> str:
    """The first thing wrong with a reply, as the learner's line, or ""."""
    plain = fold(reply)
    counts = {name: plain.count(fold(value)) for name, value in facts.items()}
    if SLOT.search(reply):
        return "bản thông báo còn sót chỗ trống {…}. Chỉ dùng tên chỗ trống có trong bảng dữ kiện."
    if lost := [name for name, count in counts.items() if count == 0]:
        there = "có trong câu lệnh, nhưng AI bỏ sót. Ghi nó thành một dòng riêng ở ô bối cảnh"
        told = there if lost[0] in names(template) else "chưa có trong câu lệnh. Ghi nó vào ô bối cảnh"
        return f"bản thông báo thiếu dữ kiện {{{lost[0]}}}: {told}."
    if doubled := [name for name, count in counts.items() if count > 1]:
        return f"dữ kiện {{{doubled[0]}}} bị nhắc {counts[doubled[0]]} lần. Mỗi dữ kiện chỉ nên có một chỗ trong mẫu đầu ra."
    if any(fold(value) in plain for value in case.get("elsewhere", []) if value not in facts.values()):
        return "bản thông báo mang dữ kiện của sự cố khác. Tìm chỗ ghi cứng trong câu lệnh."
    if any(fold(word) in plain for word in case.get("worked", [])):
        return "bản thông báo còn chữ của thư mời họp trong bài. Viết mẫu đầu ra riêng cho thông báo cắt nước."
    given = set(_NUMBER.findall(" ".join(facts.values())))
    if set(_NUMBER.findall(reply)) - given:
        return "AI tự thêm con số không ai cho. Nói rõ trong ô ràng buộc: không thêm gì ngoài bối cảnh."
    if (length := count_words(reply)) > case["max_words"]:
        return f"bản thông báo dài {length} từ, quá {case['max_words']}. Cho AI mẫu đầu ra và giới hạn độ dài."
    return ""
