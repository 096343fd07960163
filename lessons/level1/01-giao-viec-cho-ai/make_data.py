"""Make the incidents of this lesson: one open, six held out. Run: python make_data.py"""

import json
import random
from pathlib import Path

HERE = Path(__file__).parent
HAMLETS = ["Tổ dân phố Đồi Thông", "Tổ dân phố Suối Bạc", "Tổ dân phố Gò Mây", "Tổ dân phố Bến Trà", "Tổ dân phố Nương Cao", "Tổ dân phố Cầu Đá"]
REASONS = ["thay van bể chứa", "sửa đường ống vỡ sau mưa lớn", "súc rửa đường ống", "đấu nối trạm bơm mới", "thay đồng hồ tổng", "di dời ống để mở đường"]
PEOPLE = ["anh Tạ Văn Bồng", "chị Lò Thị Mận", "ông Phùng Đức Lành", "bà Quách Thị Thơm", "anh Kiều Gia Khoát", "chị Vi Thị Hậu"]
OPEN = {
    "khu_vuc": "Tổ dân phố Đồi Chanh",
    "bat_dau": "8 giờ ngày 12/5",
    "ket_thuc": "16 giờ 30 cùng ngày",
    "ly_do": "sửa máy bơm",
    "lien_he": "chị Hoàng Thị Duyên, 0200 555 014",
}


SHARED = {"max_words": 120, "about": ["nước"], "worked": ["xã viên", "thư mời", "mời họp"]}


def incident(rng: random.Random, number: int) -> dict[str, str]:
    """One invented water cut; the telephone numbers do not exist."""
    day, month = rng.randint(13, 28), rng.randint(6, 11)
    start = rng.randint(5, 9)
    return {
        "khu_vuc": HAMLETS[number],
        "bat_dau": f"{start} giờ 15 ngày {day}/{month}",
        "ket_thuc": f"{start + rng.randint(8, 12)} giờ 45 ngày {day + rng.randint(0, 1)}/{month}",
        "ly_do": REASONS[number],
        "lien_he": f"{PEOPLE[number]}, 0200 555 {rng.randint(100, 999)}",
    }


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rng = random.Random(101)
    incidents = [incident(rng, number) for number in range(6)]
    write("data/su-co-mau.json", {"facts": OPEN, **SHARED})
    for part, chosen in enumerate((incidents[:3], incidents[3:]), 1):
        write(f"hidden/su-co-an-{part}.json", {"incidents": chosen, **SHARED, "elsewhere": list(OPEN.values())})
