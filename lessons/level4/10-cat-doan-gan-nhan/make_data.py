"""Write the sixty procedures, the calls, the open and the held-out questions. Run: python make_data.py"""

import json
import random
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
DESKS = {"Hộ tịch": 1, "Chứng thực": 1, "Cư trú": 2, "Đất đai": 3, "Xây dựng": 3, "Bảo trợ xã hội": 4, "Bảo hiểm y tế": 4, "Giáo dục": 4}
PREFACES = [
    "Thủ tục này thực hiện tại Uỷ ban nhân dân phường Đồi Chè, áp dụng cho người dân của mười một tổ dân phố.",
    "Uỷ ban nhân dân phường Đồi Chè công khai thủ tục này tại bảng tin Bộ phận Một cửa và trên loa truyền thanh các tổ dân phố.",
    "Cán bộ tiếp nhận hướng dẫn một lần, đầy đủ bằng phiếu; không yêu cầu thêm giấy tờ ngoài danh mục dưới đây.",
]
CHECKS = [
    "Mang bản chính để đối chiếu; cán bộ trả lại ngay sau khi đối chiếu.",
    "Giấy tờ do nước ngoài cấp phải được dịch và hợp pháp hoá lãnh sự.",
    "Nộp thay thì có văn bản uỷ quyền, trừ trường hợp pháp luật buộc người làm thủ tục phải có mặt.",
    "Tờ khai lấy miễn phí tại quầy hoặc tải trên trang của phường.",
]
HOURS = ["Sáng 7 giờ 30 đến 11 giờ 30, chiều 13 giờ 30 đến 17 giờ, từ thứ Hai đến thứ Sáu.", "Các buổi sáng trong tuần; chiều thứ Năm dành trả kết quả.", "Giờ hành chính; sáng thứ Bảy trực tiếp nhận đến 11 giờ."]


def rows(name: str) -> list[list[str]]:
    """Return the lines of an author's table, without comments, split at |."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def document(number: int, row: list[str], titles: list[str], rng: random.Random) -> dict:
    """One procedure as the ward publishes it: six headings, some of them alike everywhere."""
    title, field, who, papers, fee, days, alike = row
    desk = DESKS.get(field, 5)
    listed = "\n".join(f"- {paper.strip()}" for paper in papers.split(";"))
    beside = "; ".join(rng.sample([other for other in titles if other != title], 9))
    related = " và ".join(f"“{name.strip()}”" for name in alike.split(";"))
    text = f"""{title.upper()}
{rng.choice(PREFACES)}
1. Đối tượng thực hiện
{who}.
2. Thành phần hồ sơ
{listed}
{" ".join(rng.sample(CHECKS, 2))}
3. Nơi tiếp nhận
Bộ phận Một cửa phường Đồi Chè, quầy số {desk}. {rng.choice(HOURS)}
4. Thời hạn giải quyết
{days}, kể từ khi nhận đủ hồ sơ hợp lệ.
5. Lệ phí
{fee}.
6. Lưu ý
Hay bị nhầm với thủ tục {related}: đọc kỹ mục 1 của từng thủ tục trước khi nộp. Cùng quầy còn nhận: {beside}. Hồ sơ có giấy khai sinh, giấy chứng nhận kết hôn, trích lục khai tử hoặc giấy chứng nhận quyền sử dụng đất thì khai thống nhất họ tên, ngày sinh trong các giấy đó."""
    code = f"DC-{number:03d}"
    updated = f"{rng.randint(1, 28):02d}/{rng.randint(1, 10):02d}/2026"
    return {"ma": code, "ten": title, "linh_vuc": field, "cap_nhat": updated, "van_ban": text}


def plain(text: str) -> str:
    """Return ``text`` as people type it without diacritics."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def questions(part: str, codes: dict[str, str]) -> list[dict]:
    """The questions of one part, each with the code of its procedure; a star means no diacritics."""
    chosen = [(title, asked) for name, title, asked in rows("cau-hoi.txt") if name == part]
    return [{"hoi": plain(asked[2:]) if asked.startswith("* ") else asked, "ma": codes[title]} for title, asked in chosen]


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rng = random.Random(410)
    table = rows("thu-tuc-goc.txt")
    titles = [row[0] for row in table]
    documents = [document(number, row, titles, rng) for number, row in enumerate(table, 1)]
    codes = {item["ten"]: item["ma"] for item in documents}
    write("data/thu-tuc.json", {"thu_tuc": documents})
    write("data/so-truc.json", {"thu_tuc": "B4.10/thu-tuc", "cau_hoi": questions("so-truc", codes)})
    write("data/cau-hoi-mo.json", {"thu_tuc": "B4.10/thu-tuc", "cau_hoi": questions("mo", codes), "can_dat": 0.8})
    held_out = questions("an", codes)
    rng.shuffle(held_out)
    for part, chosen in enumerate((held_out[:20], held_out[20:]), 1):
        write(f"hidden/cau-hoi-an-{part}.json", {"thu_tuc": "B4.10/thu-tuc", "cau_hoi": chosen, "can_dat": 0.85})
