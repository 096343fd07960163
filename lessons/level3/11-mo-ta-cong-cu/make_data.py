"""Make the requests of this lesson: one open set, one held-out set. Run: python make_data.py"""

import json
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
TODAY = date(2026, 11, 16)  # a Monday
SYSTEM = "Bạn là trợ lý của cán bộ phường Đồi Chè. Hôm nay là thứ hai, 16/11/2026."
PROCEDURES = ["khai sinh", "kết hôn", "chứng thực", "hộ kinh doanh"]
KINDS = ["rác", "đèn", "nước", "đường"]
TOOLS = {
    "tra_cuu": {"ma_ho_so": {"type": "string"}},
    "huong_dan": {"thu_tuc": {"type": "string", "choices": PROCEDURES}},
    "tiep_nhan": {"to": {"type": "integer"}, "loai": {"type": "string", "choices": KINDS}},
    "lich": {"ngay": {"type": "string"}, "buoi": {"type": "string", "choices": ["sáng", "chiều"]}},
    "gui_tin": {"to": {"type": "integer"}, "kenh": {"type": "string", "choices": ["loa", "Zalo"]}},
}
HASTY_TOOLS = [
    {"tên": "tra_cuu", "mô tả": "Tra cứu hồ sơ, giấy tờ, thủ tục.", "không dùng khi": ""},
    {"tên": "huong_dan", "mô tả": "Hướng dẫn người dân.", "không dùng khi": ""},
    {"tên": "tiep_nhan", "mô tả": "Tiếp nhận thông báo, phản ánh, lịch hẹn.", "không dùng khi": ""},
    {"tên": "lich", "mô tả": "Xử lý lịch hẹn.", "không dùng khi": ""},
    {"tên": "gui_tin", "mô tả": "Gửi dữ liệu cho các tổ.", "không dùng khi": ""},
]

SAMPLE_TOOLS = [
    {"tên": "hoi_truong", "mô tả": "Dùng khi người dân muốn mượn hội trường của phường", "không dùng khi": "mượn hội trường của trường học; tổ chức đám cưới"}
]
SAMPLE_PARAMETERS = [
    {"công cụ": "hoi_truong", "tham số": "ngay_muon", "kiểu": "chữ", "giá trị": "", "mô tả": "Ngày mượn, dạng 2026-12-31 (năm-tháng-ngày)"},
    {"công cụ": "hoi_truong", "tham số": "so_ghe", "kiểu": "số nguyên", "giá trị": "20-150", "mô tả": "Số ghế cần"},
]


def code(rng: random.Random, style: str) -> tuple[str, str]:
    """(as a person says it, as the software wants it) of an invented file number."""
    number = rng.randint(12, 998)
    return style.format(n=number, n4=f"{number:04d}"), f"DC-2026-{number:04d}"


def look_up(rng: random.Random, text: str, style: str) -> dict:
    said, right = code(rng, style)
    return {"asked": text.format(code=said), "tool": "tra_cuu", "arguments": {"ma_ho_so": right}}


def papers(text: str, procedure: str) -> dict:
    return {"asked": text, "tool": "huong_dan", "arguments": {"thu_tuc": procedure}}


def report(rng: random.Random, text: str, kind: str) -> dict:
    group = rng.randint(1, 11)
    return {"asked": text.format(to=group), "tool": "tiep_nhan", "arguments": {"to": group, "loai": kind}}


def book(text: str, days: int, half: str) -> dict:
    day = TODAY + timedelta(days=days)
    asked = text.format(short=f"{day.day}/{day.month}", long=f"ngày {day.day} tháng {day.month}")
    return {"asked": asked, "tool": "lich", "arguments": {"ngay": day.isoformat(), "buoi": half}}


def tell(rng: random.Random, text: str, channel: str) -> dict:
    group = rng.randint(1, 11)
    return {"asked": text.format(to=group), "tool": "gui_tin", "arguments": {"to": group, "kenh": channel}}


def open_requests(rng: random.Random) -> list[dict]:
    return [
        look_up(rng, "Hồ sơ {code} của tôi tới đâu rồi cháu?", "dc 2026 {n}"),
        papers("Con tôi mới sinh, làm giấy khai sinh phải mang theo những gì?", "khai sinh"),
        report(rng, "Ba cái đèn đường tổ {to} không sáng mấy hôm nay, ghi giúp tôi với.", "đèn"),
        book("Xếp cho tôi một chỗ chiều thứ năm này, tôi lên phường gặp cán bộ.", 3, "chiều"),
        tell(rng, "Báo bà con tổ {to} qua loa: sáng mai cắt nước để rửa bể.", "loa"),
        look_up(rng, "Xem hộ mã {code}, nộp từ tuần trước, ký chưa?", "DC2026-{n4}"),
        {"asked": "Mai trời có mưa không cháu?"},
        {"asked": "Tôi bận, huỷ giúp lịch hẹn sáng thứ sáu."},
        {"asked": "Hồ sơ vay vốn ngân hàng của tôi, mã DC-2026-0088, duyệt chưa?"},
    ]


def held_out(rng: random.Random) -> list[dict]:
    return [
        look_up(rng, "Giấy hẹn ghi {code}, sao mãi chưa thấy kết quả, đang ở bước nào hả anh?", "DC 2026/{n}"),
        look_up(rng, "Mẹ tôi nộp đơn hôm mùng ba, số dc-2026-{code}, xong chưa?", "{n}"),
        look_up(rng, "Kiểm tra giùm tình trạng của {code}.", "DC-2026-{n4}"),
        papers("Cháu sắp cưới, ra đăng ký thì cần những giấy tờ gì ạ?", "kết hôn"),
        papers("Tôi định mở quán phở trước cổng chợ, thủ tục gồm những gì?", "hộ kinh doanh"),
        papers("Sao y bằng tốt nghiệp thì đem theo cái gì, hồ sơ có những gì?", "chứng thực"),
        report(rng, "Đống rác đầu ngõ tổ {to} bốc mùi cả tuần, không ai dọn.", "rác"),
        report(rng, "Tôi ở tổ {to}, đường ống nước vỡ, chảy lênh láng từ đêm qua.", "nước"),
        report(rng, "Dốc vào tổ {to} đầy ổ gà, sáng nay bác Khoát ngã xe.", "đường"),
        book("Cho tôi hẹn gặp cán bộ một cửa sáng {short} nhé.", 9, "sáng"),
        book("Giữ chỗ giúp tôi buổi chiều {long}, tôi mang đơn lên.", 14, "chiều"),
        book("Đặt lịch sáng mai cho bà Thơm làm việc với chị Duyên.", 1, "sáng"),
        tell(rng, "Nhắn nhóm Zalo tổ {to}: tối thứ bảy họp tổ ở nhà văn hoá.", "Zalo"),
        tell(rng, "Đọc trên loa cho tổ {to} biết lịch tiêm phòng chó mèo.", "loa"),
        {"asked": "Bảo hiểm của bố tôi đang giải quyết tới đâu, hồ sơ nộp trên tỉnh ấy?"},
        {"asked": "Bằng lái sắp hết hạn, làm lại thì cần giấy tờ gì?"},
        {"asked": "Nhà kho tổ 6 bốc cháy, khói mù mịt!"},
        {"asked": "Dời giúp tôi cuộc hẹn chiều mai sang thứ hai tuần sau."},
        {"asked": "Đăng Zalo tổ 5 giúp tôi: quán tôi khai trương, giảm giá trà sữa."},
        {"asked": "Cho mẹ tôi đặt lịch khám bệnh sáng thứ tư."},
    ]


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).parent.mkdir(exist_ok=True)
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rng = random.Random(311)
    hasty = [{"công cụ": tool, "tham số": name, "kiểu": "", "giá trị": "", "mô tả": ""} for tool, rules in TOOLS.items() for name in rules]
    write("data/bang-viet-voi.json", {"cong_cu": HASTY_TOOLS, "tham_so": hasty})
    write("data/cong-cu-mau.json", {"cong_cu": SAMPLE_TOOLS, "tham_so": SAMPLE_PARAMETERS})
    write("data/yeu-cau-mau.json", {"system": SYSTEM, "tools": TOOLS, "requests": open_requests(rng)})
    write("hidden/yeu-cau-an.json", {"system": SYSTEM, "hidden": True, "tools": TOOLS, "requests": held_out(rng)})
