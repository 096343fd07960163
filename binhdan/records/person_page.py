"""What is known about one learner, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from binhdan.records import access
from binhdan.records.consents import PURPOSES
from binhdan.records.days import in_vietnam
from binhdan.text import number

_ACTIONS = {
    access.EXPORT: "trích hồ sơ", access.CONSENT: "ghi ý kiến đồng ý", access.NICKNAME: "ghi biệt danh", access.ERASE: "xoá hồ sơ",
    access.TUTOR: "ghi việc kèm",
}


def lines(known: dict) -> Iterator[str]:
    """Yield what ``person.everything`` found, line by line."""
    who = known["learner"]
    yield f"HỒ SƠ CỦA {who['name']} (mã {who['code']})"
    yield ""
    yield f"Năm sinh: {who['birth_year']}"
    yield f"Tổ dân phố: {who['residential_group']}"
    yield f"Nhóm đối tượng: {who['target_group'] or 'chưa ghi'}"
    yield f"Ghi danh: {_day(who['enrolled_at'])}"
    yield from (f"Cũng được ghi là: {a['name_key']}, {a['birth_year']}, {a['residential_group']}" for a in who["also_written"])
    yield from (f"Lớp: {cohort['name']} (từ {_day(cohort['joined_at'])})" for cohort in known["cohorts"])
    yield "\nĐỒNG Ý CHO DÙNG DỮ LIỆU"
    yield from [_consent(c) for c in known["consents"]] or ["Chưa có ý kiến nào."]
    yield "\nBÀI ĐÃ LÀM"
    yield from [_attempt(a) for a in known["attempts"]] or ["Chưa có bài nào."]
    yield from _progress(known)
    if known["tutor"]:
        yield f"\nNgười kèm: {known['tutor']['code']} (từ {_day(known['tutor']['since'])})"
    if known["teaches"]["residential_groups"]:
        yield f"\nLà người kèm của: {', '.join(known['teaches']['residential_groups'])}; số học viên kèm: {len(known['teaches']['learners'])}"
    yield "\nAI ĐÃ XEM HOẶC LẤY HỒ SƠ NÀY"
    yield from [f"{_day(a['at'])}: {a['who']} ({_ACTIONS.get(a['action'], a['action'])})" for a in known["access"]] or ["Chưa có ai xem riêng hồ sơ này."]
    yield "\nDỮ LIỆU CÒN Ở CHỖ KHÁC"
    yield from known["elsewhere"] or ["Không có trong thư mục lớp."]


def _consent(row: dict) -> str:
    purpose = PURPOSES[row["purpose"]].name if row["purpose"] in PURPOSES else row["purpose"]
    by = f"{row['by_whom']}{' (người giám hộ)' if row['guardian'] else ''}"
    return f"{_day(row['at'])}: {'đồng ý' if row['given'] else 'không đồng ý'} {purpose}; người trả lời: {by}; căn cứ: {row['evidence']}"


def _attempt(row: dict) -> str:
    result = "chờ người chấm" if row["waits_for_person"] else "đạt" if row["passed"] else "chưa đạt"
    return f"{_day(row['at'])}: bài {row['lesson']}, {number(row['points'])}/{number(row['max_points'])} điểm, {result}"


def _progress(known: dict) -> Iterator[str]:
    if known["nickname"]:
        yield f"\nBiệt danh: {known['nickname']}"
    if days := known["practice_days"]:
        yield f"\nNGÀY LUYỆN TẬP DO MÁY CỦA HỌC VIÊN BÁO\n{', '.join(_day(day) for day in days)}"
    if standing := known["standing"]:
        yield f"\nTHÀNH TÍCH\n{number(standing['points'])} điểm, {standing['lessons']} bài đạt, {standing['badges']} huy hiệu"
        yield f"{standing['practice_weeks']} tuần luyện tập, trong đó {standing['practice_weeks_in_a_row']} tuần liền gần đây"
        yield from (f"Xong bậc {one['level']} ngày {_day(one['day'])}" for one in standing["levels_completed"])
        if standing["levels_measured"]:
            better = ", ".join(map(str, standing["levels_improved"])) or "chưa có"
            yield f"Đã đo đầu và cuối bậc: {', '.join(map(str, standing['levels_measured']))}; bậc có tiến bộ: {better}"


def _day(moment: str) -> str:
    return in_vietnam(datetime.fromisoformat(moment)).strftime("%d/%m/%Y")
