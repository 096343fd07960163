"""Write the wage sheets of the tea pickers: May to look at, two later months held out. Run: python make_data.py"""

import json
import random
from pathlib import Path

from binhdan.check.choices import key as sealed_answers
from binhdan.check.errors import key as sealed_faults
from binhdan.check.sheets import seals

HERE = Path(__file__).parent
COLUMNS = ["Ngày", "Người hái", "Việc", "Số kg", "Đơn giá", "Tiền công"]
ORIGIN = "Công thức do nhóm soạn bài viết theo kiểu AI hay viết, lỗi được cài sẵn; không phải lời của một AI thật."
AI = [{"ô": "J2", "công thức": '=SUMIFS(F2:F14;B2:B14;I2;F2:F14;">0")'}]
KINDS = {
    "số dạng chữ": ["chữ", "dạng chữ", "tiền dạng chữ", "số viết kiểu chữ", "số là chữ", "là chữ", "số dạng text", "text"],
    "tên lệch": ["tên", "tên sai", "sai tên", "lệch tên", "tên thừa dấu cách", "thừa dấu cách", "dấu cách", "tên dư dấu cách"],
    "số âm bị bỏ": ["số âm", "âm", "trả lại", "bỏ số âm", "bị bỏ số âm", "hàng trả lại", "trả lại bị bỏ"],
    "ngoài vùng": ["vùng", "ngoài vùng cộng", "sót dòng", "thiếu dòng", "ngoài vùng tính"],
    "ô trống, phải hỏi": ["ô trống", "trống", "phải hỏi", "hỏi", "hỏi lại", "ô trống phải hỏi lại", "trống phải hỏi"],
}
MAY = [
    ["4/5", "Đàm Thị Bưởi", "hái búp", 21, 7000, 147000],
    ["4/5", "Lục Văn Toản", "hái búp", 18, 7000, 126000],
    ["4/5", "Nông Thị Hiên", "hái búp", 25, 7000, 175000],
    ["5/5", "Vi Thị Chắp", "đốn chè, khoán", None, None, "1.250.000"],
    ["5/5", "Đàm Thị Bưởi", "hái búp", 23, 7000, 161000],
    ["5/5", "Nông Thị  Hiên", "hái búp", 27, 7000, 189000],
    ["6/5", "Lục Văn Toản", "trả lại chè già", -6, 7000, -42000],
    ["6/5", "Đàm Thị Bưởi", "hái chè già", 40, 4500, "180.000"],
    ["6/5", "Vi Thị Chắp", "hái búp", 19, 7000, 133000],
    ["7/5", "Lục Văn Toản", "hái búp", None, None, None],
    ["7/5", "Đàm Thị Bưởi ", "hái búp", 22, 7000, 154000],
    ["7/5", "Nông Thị Hiên", "đốn chè, khoán", None, None, 1250000],
    ["8/5", "Lục Văn Toản", "hái búp", 24, 7000, 168000],
    ["8/5", "Vi Thị Chắp", "hái búp", 26, 7000, 182000],
]
MAY_FAULTS = {5: "số dạng chữ", 7: "tên lệch", 8: "số âm bị bỏ", 9: "số dạng chữ", 11: "ô trống, phải hỏi", 12: "tên lệch", 15: "ngoài vùng"}
TEAMS = [
    ["Lô Thị Nhội", "Kha Văn Ún", "Lương Thị Pín", "Cụt Thị Dần", "Moong Văn Phía"],
    ["Quàng Thị Ón", "Hà Văn Chựa", "Lò Thị Mai", "Lò Thị Mai Hoa", "Tòng Văn Sển", "Cà Thị Bóng"],
]


def month(rng: random.Random, number: int, people: list[str], days: int) -> tuple[list[list], dict[str, int]]:
    """One month's rows in the mess that people make, and what each person is really to be paid."""
    rows, totals = [], dict.fromkeys(people, 0)
    for day in range(3, 3 + days):
        for person in rng.sample(people, rng.randint(3, len(people))):
            job, kilos, price = _work(rng)
            amount = None if job is None else (kilos * price if kilos else price)
            totals[person] += amount or 0
            shown = [job or "hái búp", kilos, price if kilos else None]
            rows.append([f"{day}/{number}", _spaced(rng, person), *shown, _typed(rng, amount)])
    return rows, totals


def _work(rng: random.Random) -> tuple[str | None, int | None, int]:
    chance = rng.random()
    if chance < 0.08:
        return None, None, 0
    if chance < 0.2:
        return "trả lại chè già", -rng.randint(2, 9), 7000
    if chance < 0.3:
        return "đốn chè, khoán", None, rng.choice([850_000, 1_000_000, 1_250_000, 1_400_000])
    return rng.choice([("hái búp", rng.randint(12, 30), 7000), ("hái chè già", rng.randint(25, 48), 4500)])


def _spaced(rng: random.Random, name: str) -> str:
    return rng.choice([name] * 6 + [name + " ", " " + name, name.replace(" ", "  ", 1), name.replace(" ", "  ") + " "])


def _typed(rng: random.Random, amount: int | None) -> int | str | None:
    if amount is None or rng.random() < (0.4 if amount >= 850_000 or amount < 0 else 0.6):
        return amount
    return f"{amount:,}".replace(",", ".") + rng.choice(["", "", " "])


def sheet(name: str, rows: list[list], totals: dict[str, int]) -> dict:
    """One sheet with its sealed totals."""
    return {"name": name, "columns": COLUMNS, "rows": rows, "totals": seals(name, totals)}


def may() -> dict:
    """The sheet that goes out, with the formula recorded for it and the sealed key of its faults."""
    faults = [{"answer": "bang", "sentence": row, "kinds": [kind]} for row, kind in MAY_FAULTS.items()]
    totals = {"Đàm Thị Bưởi": 642_000, "Lục Văn Toản": 252_000, "Nông Thị Hiên": 1_614_000, "Vi Thị Chắp": 1_565_000}
    opened = sheet("B1.10/thang-5", MAY, totals)
    return opened | {"ai": AI, "origin": ORIGIN, "kinds": KINDS, "key": sealed_faults("B1.10/thang-5", faults)}


def by_hand() -> dict:
    """The one total that is added up by hand first, however its unit is written."""
    amount = ["642000", "642000 đồng", "642000 đ", "642000đ", "642 nghìn", "642 nghìn đồng", "642 ngàn", "642 ngàn đồng", "642k"]
    amount += ["642,000", "642,000 đồng", "642,000đ", "642,000 đ", "642000 vnđ", "642000 vnd", "642000vnd", "0,642 triệu", "642 000 đồng chẵn", "642000 đồng ạ"]
    advice = "Dò cột B từ dòng 2 đến dòng 15, chấm bút vào mọi dòng của chị Bưởi, rồi cộng cột F của các dòng ấy."
    return sealed_answers("B1.10/cong-tay", {"Đàm Thị Bưởi": amount}) | {"advice": advice}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rng = random.Random(111)
    write("data/thang-5.json", may())
    write("data/cong-tay.json", by_hand())
    for part, people in enumerate(TEAMS, 1):
        month_number = 5 + part
        rows, totals = month(rng, month_number, people, 8 + 4 * part)
        name = f"B1.10/thang-{month_number}"
        write(f"hidden/thang-{month_number}.json", {"held_out": True, "sheets": [sheet(name, rows, totals)]})
