"""Make the event logs of this lesson: one open month, two held out. Run: python make_data.py"""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
RECEIVE, SORT, ASSIGN, FIX, INSPECT, ANSWER = "Tiếp nhận", "Phân loại", "Ký giao việc", "Xử lý tại chỗ", "Kiểm tra lại", "Trả lời dân"
CONSULT = "Hỏi điện lực"
PEOPLE = {
    RECEIVE: ["Hoàng Thị Duyên", "Lò Thị Mận"],
    SORT: ["Hoàng Thị Duyên"],
    ASSIGN: ["Tạ Văn Bồng"],
    FIX: ["Kiều Gia Khoát", "Phùng Đức Lành", "Vi Văn Chắt"],
    INSPECT: ["Quách Thị Thơm"],
    ANSWER: ["Lò Thị Mận"],
    CONSULT: ["Hoàng Thị Duyên"],
}
WORK = {RECEIVE: (8, 20), SORT: (15, 40), ASSIGN: (5, 15), FIX: (240, 540), INSPECT: (30, 70), ANSWER: (10, 30), CONSULT: (20, 45)}  # minutes
MAIN = [RECEIVE, SORT, ASSIGN, FIX, INSPECT, ANSWER]
AGAIN = [RECEIVE, SORT, ASSIGN, FIX, INSPECT, FIX, INSPECT, ANSWER]
RETURNED = [RECEIVE, SORT, ASSIGN, SORT, ASSIGN, FIX, INSPECT, ANSWER]
REFUSED = [RECEIVE, SORT, ANSWER]
URGENT = [RECEIVE, FIX, INSPECT, ANSWER]
ASKED = [RECEIVE, SORT, CONSULT, ASSIGN, FIX, INSPECT, ANSWER]

# Hours that work lies before a step, by month.
OCTOBER = {SORT: (1, 4), ASSIGN: (40, 75), FIX: (2, 6), INSPECT: (1, 6), ANSWER: (1, 5), CONSULT: (2, 5)}
NOVEMBER = {SORT: (1, 4), ASSIGN: (2, 6), FIX: (2, 6), INSPECT: (36, 70), ANSWER: (1, 5), CONSULT: (2, 5)}
DECEMBER = {SORT: (28, 52), ASSIGN: (3, 8), FIX: (2, 9), INSPECT: (1, 6), ANSWER: (1, 5), CONSULT: (2, 5)}


def case(rng: random.Random, code: str, path: list[str], opened: datetime, waits: dict, forgotten: str = "") -> list[dict]:
    """The rows of one report: every step lies a while, then somebody works on it."""
    rows, now = [], opened
    for number, step in enumerate(path):
        if number:
            low, high = waits[step]
            now += timedelta(minutes=round(60 * rng.uniform(low, high)))
            if step == forgotten and path.index(step) == number:
                now += timedelta(days=rng.randint(38, 46))
            now = _in_office(rng, now)
        done = now + timedelta(minutes=rng.randint(*WORK[step]))
        rows.append({"ma": code, "buoc": step, "bat_dau": _said(now), "ket_thuc": _said(done), "nguoi": rng.choice(PEOPLE[step])})
        now = done
    return rows


def month(seed: int, year_month: tuple[int, int], first: int, waits: dict, paths: list[tuple[list[str], int]], forgotten: str, mess: dict) -> list[dict]:
    """One month's rows, case after case, with repeated rows, rows out of place and missing ends."""
    rng = random.Random(seed)
    kinds = [path for path, times in paths for _ in range(times)]
    rng.shuffle(kinds)
    plain = [number for number, path in enumerate(kinds) if path is MAIN]
    lost = set(rng.sample(plain, mess["forgotten"]))
    opened = sorted(datetime(*year_month, rng.randint(1, 28), rng.randint(7, 15), rng.randrange(60)) for _ in kinds)
    cases = [
        case(rng, f"PA-{first + n}", path, opened[n], waits, forgotten if n in lost else "") for n, path in enumerate(kinds)
    ]
    clean = [n for n in plain if n not in lost]
    rng.shuffle(clean)
    for n in clean[: mess["repeated"]]:
        cases[n].insert(2, dict(cases[n][1]))
    for n in clean[mess["repeated"] : mess["repeated"] + mess["swapped"]]:
        cases[n][-1], cases[n][-2] = cases[n][-2], cases[n][-1]
    for n in clean[mess["repeated"] + mess["swapped"] :][: mess["no_end"]]:
        next(row for row in cases[n] if row["buoc"] == FIX)["ket_thuc"] = ""
    # Whoever runs out to an urgent report forgets to note when it was done.
    for rows, path in zip(cases, kinds):
        if path is URGENT:
            rows[1]["ket_thuc"] = ""
    return [row for rows in cases for row in rows]


def _in_office(rng: random.Random, moment: datetime) -> datetime:
    """The same moment, or the next morning where nobody is at work any more."""
    if 7 <= moment.hour < 17:
        return moment
    morning = moment if moment.hour < 7 else moment + timedelta(days=1)
    return morning.replace(hour=7, minute=rng.randrange(60))


def _said(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def write(name: str, rows: list[dict]) -> None:
    (HERE / name).parent.mkdir(exist_ok=True)
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    usual = [(MAIN, 34), (AGAIN, 9), (RETURNED, 5), (REFUSED, 6), (URGENT, 3)]
    mess = {"forgotten": 5, "repeated": 3, "swapped": 4, "no_end": 7}
    write("data/nhat-ky-thang-10.csv", month(310, (2026, 10), 1001, OCTOBER, usual, ANSWER, mess))
    later = [(MAIN, 36), (AGAIN, 6), (RETURNED, 8), (REFUSED, 4), (URGENT, 2)]
    write("hidden/nhat-ky-an-1.csv", month(311, (2026, 11), 1101, NOVEMBER, later, FIX, mess | {"no_end": 8, "repeated": 4}))
    last = [(MAIN, 30), (AGAIN, 8), (RETURNED, 3), (REFUSED, 5), (URGENT, 2), (ASKED, 7)]
    write("hidden/nhat-ky-an-2.csv", month(312, (2026, 12), 1201, DECEMBER, last, INSPECT, mess | {"forgotten": 4, "swapped": 6}))
