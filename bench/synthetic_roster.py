"""Rosters of invented people, with namesakes as there are in life, and wrong rows of ten kinds."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

HEADERS = ("STT", "Họ và tên", "Ngày sinh", "Tổ dân phố", "Nhóm đối tượng", "Mã học viên")
_FAMILIES = {
    "Nguyễn": 31, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Vũ": 4, "Đặng": 2, "Bùi": 2, "Đỗ": 2, "Hồ": 1, "Ngô": 1, "Dương": 1, "Lý": 1,
}
_WOMEN = "Lan Hoa Duyên Thuý Hạnh Nhung Mai Thắm Yến Quỳnh Loan Ánh Hương Hà Hằng Thảo Trang Linh Nga Oanh Phượng Huệ Liên Tâm".split()
_MEN = "Bình Sơn Tuấn Hải Đạt Cường Khoẻ Minh Quý Thành Ân Dũng Hùng Nam Long Thắng Tùng Toàn Tiến Trung Hiếu Kiên Lâm Phong".split()
_MIDDLES = ("Thị Thị Thị Thu Ngọc Thanh Kim Bích".split(), "Văn Văn Văn Đức Minh Quang Hữu Công".split())
_TARGETS = ("CBCCVC", "Chủ hộ kinh doanh", "Người lao động", "")
# Kind of mistake -> the cells it changes, by their place in HEADERS, and a word that its refusal must contain.
WRONG = {
    "no name": ({1: ""}, "thiếu họ và tên"),
    "old font": ({1: "NguyÔn V¨n §¹t"}, "TCVN3"),
    "no letters": ({1: "12345"}, "không có chữ nào"),
    "no year": ({2: ""}, "thiếu năm sinh"),
    "two digits": ({2: "12/3/85"}, "hai chữ số"),
    "no year at all": ({2: "không nhớ"}, "không đọc được"),
    "too old": ({2: "1885"}, "không hợp lý"),
    "unknown group": ({3: "Bến Xe Liên Tỉnh"}, "không có tổ"),
    "unknown target": ({4: "khách du lịch"}, "không rõ nhóm đối tượng"),
    "bad code": ({5: "Mã 07!"}, "không dùng được"),
}


def rows(count: int, wrong: int, groups: tuple[str, ...], seed: int = 1945) -> Iterator[tuple[list[str], str]]:
    """Yield ``count`` rows with the kind of what is wrong with each, "" for the sound ones; ``wrong`` are spread evenly."""
    draw = random.Random(seed)
    step = count // wrong if wrong else count + 1
    kinds = list(WRONG)
    for number in range(1, count + 1):
        row = [str(number), *_person(draw, groups)]
        kind = kinds[number // step % len(kinds)] if wrong and number % step == 0 and number // step <= wrong else ""
        for place, cell in WRONG[kind][0].items() if kind else ():
            row[place] = cell
        yield row, kind


def _person(draw: random.Random, groups: tuple[str, ...]) -> list[str]:
    woman = draw.random() < 0.5
    family = draw.choices(list(_FAMILIES), list(_FAMILIES.values()))[0]
    given = draw.choice(_WOMEN if woman else _MEN)
    name = f"{family} {draw.choice(_MIDDLES[0 if woman else 1])} {given}"
    born = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.randint(1966, 2009)}"
    return [name, born, draw.choice(groups), draw.choice(_TARGETS), ""]


def write(file: Path, count: int, wrong: int, groups: tuple[str, ...], seed: int = 1945) -> dict[int, str]:
    """Write a roster (.csv or .xlsx); return row number -> kind of what is wrong there."""
    made = list(rows(count, wrong, groups, seed))
    table = [HEADERS, *(row for row, _ in made)]
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows(table)
    else:
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Học viên")
        for row in table:
            sheet.append(row)
        book.save(file)
    return {number: kind for number, (_, kind) in enumerate(made, 2) if kind}
