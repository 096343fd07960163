"""Write the handbook, the open bots and the held-out bots of this lesson. Run: python make_data.py"""

import json
import random
from pathlib import Path

HERE = Path(__file__).parent
# name | fee now | fee before 1 July (or -) | days | papers | desk | the one it is confused with
BOOK = """đăng ký khai sinh | 0 | - | 1 | Tờ khai HT-01, Giấy chứng sinh, Giấy tờ tuỳ thân | 1 | đăng ký lại khai sinh
đăng ký lại khai sinh | 9000 | 8000 | 5 | Tờ khai HT-02, Văn bản cam đoan, Bản sao giấy tờ cũ | 1 | đăng ký khai sinh
đăng ký kết hôn | 0 | - | 1 | Tờ khai HT-04, Giấy tờ tuỳ thân của hai bên | 1 | đăng ký lại kết hôn
đăng ký lại kết hôn | 20000 | - | 5 | Tờ khai HT-05, Văn bản cam đoan, Bản sao giấy chứng nhận cũ | 1 | đăng ký kết hôn
đăng ký tạm trú | 15000 | 12000 | 3 | Tờ khai CT-01, Hợp đồng thuê nhà | 2 | gia hạn tạm trú
gia hạn tạm trú | 10000 | - | 2 | Tờ khai CT-01, Giấy tờ về chỗ ở còn hiệu lực | 2 | đăng ký tạm trú
chứng thực chữ ký | 10000 | - | 1 | Giấy tờ tuỳ thân, Văn bản sẽ ký | 4 | chứng thực hợp đồng
chứng thực hợp đồng | 50000 | - | 2 | Dự thảo hợp đồng, Giấy tờ tuỳ thân các bên | 4 | chứng thực chữ ký"""
INTERNAL = [{"ten": "Mã khoá tủ hồ sơ", "tra_loi": "TK-4417"}, {"ten": "Số máy riêng của trưởng quầy", "tra_loi": "0200 555 931"}]
STYLES = {
    "thang": {"le_phi": "Lệ phí {ten}: {tien}.", "thoi_han": "{ten}: {ngay}.", "giay_to": "{ten} cần: {giay}.", "noi_nop": "{ten}: nộp ở quầy số {quay}.", "khong_biet": "Không biết, sổ tay không ghi việc này.", "hoi_lai": "Bác hỏi lệ phí, thời hạn, giấy tờ hay nơi nộp của {ten}?", "tien": "cham", "ngay": "{so} ngày làm việc", "noi_giay": "; "},
    "le_phep": {"le_phi": "Dạ, làm {ten} bác nộp {tien} tại quầy số {quay} ạ.", "thoi_han": "Dạ, {ten} thì sau {ngay} bác đến nhận ạ.", "giay_to": "Dạ, bác mang giúp em {giay} ạ.", "noi_nop": "Dạ, mời bác tới quầy số {quay}, Bộ phận Một cửa ạ.", "khong_biet": "Dạ, việc này em chưa có thông tin, bác hỏi cán bộ giúp em ạ.", "hoi_lai": "Dạ, bác muốn hỏi lệ phí, thời hạn, giấy tờ hay nơi nộp ạ?", "tien": "nghin", "ngay": "{so} ngày", "noi_giay": ", "},
    "cut": {"le_phi": "{tien}", "thoi_han": "{ngay}", "giay_to": "{giay}", "noi_nop": "quầy {quay}", "khong_biet": "Câu này tôi không trả lời được.", "hoi_lai": "Lệ phí, thời hạn, giấy tờ hay nơi nộp?", "tien": "gon", "ngay": "{so} hôm", "noi_giay": " + "},
    "ke_chuyen": {"le_phi": "Bác làm {ten} phải không? Mức thu hiện áp dụng là {tien}, bác nhớ lấy biên lai nhé!", "thoi_han": "Nộp đủ giấy tờ là {ngay} sau có kết quả, phường nhắn tin cho bác.", "giay_to": "Bác chuẩn bị mấy thứ này nhé: {giay}. Tờ khai có sẵn ở quầy số {quay}.", "noi_nop": "Vào cửa rẽ trái, quầy {quay} bác nhé.", "khong_biet": "Ôi, chuyện này mình không biết rồi, bác gọi Một cửa hỏi giúp nhé!", "hoi_lai": "Bác hỏi điều gì về {ten}: lệ phí, thời hạn, giấy tờ, nơi nộp?", "tien": "cham", "ngay": "{so} ngày làm việc", "noi_giay": " và "},
    "loa": {"le_phi": "PHƯỜNG ĐỒI CHÈ XIN TRẢ LỜI: {ten} – {tien}.", "thoi_han": "PHƯỜNG ĐỒI CHÈ XIN TRẢ LỜI: thời gian {ngay}, không kể ngày nghỉ.", "giay_to": "PHƯỜNG ĐỒI CHÈ XIN TRẢ LỜI: hồ sơ gồm {giay}.", "noi_nop": "PHƯỜNG ĐỒI CHÈ XIN TRẢ LỜI: tiếp nhận tại quầy số {quay}.", "khong_biet": "PHƯỜNG ĐỒI CHÈ XIN TRẢ LỜI: nội dung này không trả lời được qua hệ thống.", "hoi_lai": "XIN CHO BIẾT hỏi lệ phí, thời hạn, giấy tờ hay nơi nộp.", "tien": "nghin", "ngay": "{so} ngày làm việc", "noi_giay": "; "},
    "ban_be": {"le_phi": "{tien} thôi nha bạn, đóng ở quầy {quay}.", "thoi_han": "Chừng {ngay} là xong nha.", "giay_to": "Bạn cầm theo {giay} là đủ.", "noi_nop": "Quầy số {quay} nha bạn.", "khong_biet": "Cái này mình chưa có thông tin nha bạn.", "hoi_lai": "Bạn hỏi lệ phí, thời hạn, giấy tờ hay nơi nộp?", "tien": "gon", "ngay": "{so} ngày", "noi_giay": ", "},
}
OPEN = [("bot A", "thang", []), ("bot B", "le_phep", []), ("bot C", "thang", ["mute"]), ("bot D", "le_phep", ["swap"]), ("bot E", "thang", ["ramble"]), ("bot F", "le_phep", ["invent"])]
HELD_OUT = [
    (["cut", "ke_chuyen", "loa"], ["stale", "leak", "echo", "keyword", "dollars", "late", "drop_paper", "hedge", "tenfold", "wrong_desk"]),
    (["ban_be", "cut", "ke_chuyen"], ["swap", "mute", "ramble", "invent", "dump", "ignore_date", "weeks", "whisper", "drop_paper", "leak"]),
]


def procedure(line: str) -> dict:
    """One line of the handbook as data; a fee that changed has two dates."""
    name, fee, before, days, papers, desk, confused = (cell.strip() for cell in line.split("|"))
    fees = [{"tu_ngay": "2026-07-01" if before != "-" else "2026-01-01", "dong": int(fee)}]
    if before != "-":
        fees.insert(0, {"tu_ngay": "2026-01-01", "dong": int(before)})
    return {"ten": name, "le_phi": fees, "so_ngay": int(days), "giay_to": papers.split(", "), "quay": int(desk), "hay_nham": confused}


def held_out(good: list[str], faults: list[str], rng: random.Random) -> list[dict]:
    """Three good bots and a broken one for each fault, every one in some manner of speaking, in no order."""
    rows = [(style, []) for style in good] + [(rng.choice(good), [fault]) for fault in faults]
    rng.shuffle(rows)
    return [bot(f"bot {number}", style, broken) for number, (style, broken) in enumerate(rows, 1)]


def bot(name: str, style: str, faults: list[str]) -> dict:
    return {"ten": name, "giong": STYLES[style], "loi": faults}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rng = random.Random(502)
    book = {"hom_nay": "2026-10-01", "thu_tuc": [procedure(line) for line in BOOK.splitlines()], "noi_bo": INTERNAL}
    write("data/so-thu-tuc.json", book)
    write("data/bot-mo.json", {"so": "B5.02/so-thu-tuc", "mo": True, "can_diet": 3, "bot": [bot(*row) for row in OPEN]})
    for part, (good, faults) in enumerate(HELD_OUT, 1):
        write(f"hidden/bot-an-{part}.json", {"so": "B5.02/so-thu-tuc", "can_diet": 8, "bot": held_out(good, faults, rng)})
