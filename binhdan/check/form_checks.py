"""Checks of a document that a learner has mended: its nine components, and the facts that it was given."""

from __future__ import annotations

import datetime
import re
from difflib import SequenceMatcher

from binhdan.check.official_form import COMPONENTS, OfficialForm, parse
from binhdan.check.registry import Wrong, checked
from binhdan.text import fold, words

_HEAD = list(COMPONENTS)[:5]
_SAME, _KEPT = 0.5, 0.9  # of the draft's content: less is another document, less than all but a slip is rewritten


@checked
def form_is_complete(text: str, case: dict) -> str:
    """Pass a text with the nine components of Điều 8 in order, each well written; ``case["draft"]`` is what was to be mended."""
    form = parse(text)
    if _likeness(form, case) < _SAME:
        raise Wrong("Không thấy nội dung của bản AI soạn. Chép bản đó vào ô, giữ nội dung, rồi bổ sung phần còn thiếu.")
    if form.missing:
        where = " và ".join(
            name for name, keys in (("đầu trang", _HEAD), ("nửa dưới", list(COMPONENTS)[5:])) if set(keys) & set(form.missing)
        )
        raise Wrong(f"Có {9 - len(form.missing)}/9 thành phần; chỗ còn thiếu ở {where}. Dò bảng chín thành phần, từng dòng một.")
    if form.problems:
        raise Wrong(f"Đủ chín thành phần, nhưng chưa đúng cách ghi. {form.problems[0].message}")
    return "Đủ chín thành phần, đúng thứ tự, đúng cách ghi."


@checked
def form_keeps_facts(text: str, case: dict) -> str:
    """Pass a mended text that has the facts of ``case`` where they belong and the draft's content as it was.

    ``case`` has ``draft``, ``number``, ``symbol``, ``date`` (ISO), ``place``, ``signer`` and ``to`` (words for each recipient).
    """
    form = parse(text)
    if _likeness(form, case) < _KEPT:
        raise Wrong("Nội dung không còn như bản AI soạn. Việc hôm nay chỉ là thể thức: giữ nguyên phần nội dung.")
    for key, read in (("number", form.number), ("date", form.date)):
        if key in form.components and read is None:
            told = f"Phần “{COMPONENTS[key]}” viết chưa đúng cách nên máy chưa so được với phiếu."
            raise Wrong(f"{told} Sửa theo lời nhắc của ô kiểm tra phía trên.")
    if (form.number, form.symbol) != (case["number"], case["symbol"]):
        raise Wrong("Số, ký hiệu chưa khớp phiếu của văn thư. Xem lại phiếu: số nào, loại văn bản gì, cơ quan nào.")
    if form.date != datetime.date.fromisoformat(case["date"]) or _place(form.place) != _place(case["place"]):
        raise Wrong("Địa danh hoặc ngày chưa khớp phiếu của văn thư. Xem lại phiếu: ký ngày nào, ở đâu.")
    if fold(case["signer"]) not in fold(_said(form, "signatory")):
        raise Wrong("Họ tên người ký không còn như trong bản AI soạn. Người ký là do cơ quan phân công, không được đổi.")
    if any(fold(place) not in fold(_said(form, "recipients")) for place in case["to"]):
        raise Wrong("Nơi nhận chưa đủ những nơi mà phiếu của văn thư ghi.")
    return "Dữ kiện đúng phiếu của văn thư, nội dung giữ nguyên."


def _place(name: str) -> str:
    """A place as it is compared: "Phường Đồi Chè" is the same as "Đồi Chè"."""
    return re.sub(r"^(?:phuong|p\.)\s*", "", fold(name))


def _said(form: OfficialForm, key: str) -> str:
    return form.components[key].text if key in form.components else ""


def _likeness(form: OfficialForm, case: dict) -> float:
    """How much of the draft's content the form's content is, 0–1."""
    draft, now = (words(_said(one, "content")) for one in (parse(case["draft"]), form))
    return SequenceMatcher(None, draft, now, autojunk=False).ratio()
