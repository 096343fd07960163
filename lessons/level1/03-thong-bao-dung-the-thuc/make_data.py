"""Write the documents of this lesson: an example, a draft to mend, a pair to try signs on, twelve held out. Run: python make_data.py"""

import json
from pathlib import Path

HERE = Path(__file__).parent
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
WIDTH = 40  # characters of the left column

SIGNS = {
    "1. quốc hiệu, tiêu ngữ": {
        "a": ("viet-nam", "có chữ “Việt Nam” ở bất cứ dòng nào"),
        "b": ("quoc-hieu", "có dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”"),
        "c": ("quoc-hieu-tieu-ngu", "có cả quốc hiệu lẫn “Độc lập - Tự do - Hạnh phúc”, trước tên loại"),
    },
    "2. tên cơ quan": {
        "a": ("ubnd", "có chữ “UBND” ở bất cứ dòng nào"),
        "b": ("ten-co-quan", "trước tên loại có dòng tên cơ quan, rõ là ở đâu"),
        "c": ("phuong-doi-che", "có chữ “phường Đồi Chè”, viết hoa hay thường đều được"),
    },
    "3. số, ký hiệu": {
        "a": ("so-ky-hieu", "có “Số:”, rồi chữ số, dấu / và ký hiệu viết hoa hợp với tên loại"),
        "b": ("chu-so", "có chữ “Số:” ở bất cứ dòng nào"),
        "c": ("tb-ubnd", "có cụm “/TB-UBND”, vì thông báo của UBND luôn có cụm này"),
    },
    "4. địa danh, thời gian": {
        "a": ("ngay", "có chữ “ngày” ở bất cứ dòng nào"),
        "b": ("doi-che-ngay", "có cụm “Đồi Chè, ngày”, tức là đủ cả địa danh và ngày"),
        "c": ("noi-va-ngay", "trước tên loại có địa danh, dấu phẩy, ngày tháng năm, đủ số 0"),
    },
    "5. tên loại, trích yếu": {
        "a": ("thong-bao", "có chữ “THÔNG BÁO” ở bất cứ dòng nào"),
        "b": ("ten-loai-trich-yeu", "có tên loại, ngay dưới là dòng nói văn bản về việc gì"),
        "c": ("ve-viec", "có cụm “Về việc”, vì trích yếu mở đầu bằng cụm này"),
    },
    "6. nội dung": {
        "a": ("phan-giua", "giữa trích yếu và phần ký có từ 15 chữ trở lên"),
        "b": ("ba-muoi-chu", "cả văn bản, đếm từ trên xuống dưới, có từ 30 chữ trở lên"),
        "c": ("nhu-sau", "có cụm “như sau”, vì nội dung thường mở bằng cụm này"),
    },
    "7. chức vụ, họ tên, chữ ký": {
        "a": ("chu-tich", "có chữ “CHỦ TỊCH” ở bất cứ dòng nào"),
        "b": ("tm-ubnd", "có dòng “TM. ỦY BAN NHÂN DÂN” mở đầu phần ký, thay mặt cơ quan"),
        "c": ("nguoi-ky", "dưới nội dung có chức vụ, rồi chỗ ký và họ tên"),
    },
    "8. dấu của cơ quan": {
        "a": ("ky", "có chữ “ký” ở bất cứ dòng nào"),
        "b": ("cho-dong-dau", "phần ký có chỗ ghi đóng dấu, hoặc ghi chữ ký số của cơ quan"),
        "c": ("da-ky-dong-dau", "có đúng cụm “(Đã ký, đóng dấu)”, không sai một chữ"),
    },
    "9. nơi nhận": {
        "a": ("noi-nhan", "có chữ “nơi nhận” ở bất cứ dòng nào"),
        "b": ("to-dan-pho", "có cụm “tổ dân phố;”, vì văn bản của phường đều gửi tổ dân phố"),
        "c": ("noi-nhan-va-luu", "dưới nội dung có “Nơi nhận:”, kể từng nơi, dòng cuối là “Lưu”"),
    },
}

WARD = {
    "nation": NATION,
    "motto": MOTTO,
    "issuer": ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỒI CHÈ"],
    "position": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    "mark": "(Đã ký, đóng dấu)",
    "name": "Lê Đình Khang",
    "to": ["- Các tổ dân phố;", "- Lưu: VT."],
}


def columns(d: dict) -> str:
    """The layout of the decree: two columns above and below."""
    left = [*d["issuer"], d["number"]] if d["issuer"] else ["", "", d["number"]]
    left = left if len(left) == 3 else [left[0], "", left[1]]
    return _page(d, _beside(left, [d["nation"], d["motto"], d["date"]]), _beside(["Nơi nhận:", *d["to"]] if d["to"] else [], _signing(d)))


def stacked(d: dict) -> str:
    """Everything one below the other, as from a telephone."""
    head = [d["nation"], d["motto"], "", *d["issuer"], d["number"], d["date"]]
    return _page(d, [line for line in head if line is not None], [*_signing(d), "", *(["Nơi nhận:", *d["to"]] if d["to"] else [])])


def markdown(d: dict) -> str:
    """A table and bold type, as an AI likes to write."""
    head = [f"| **{' '.join(d['issuer'])}** | **{d['nation']}**<br>**{d['motto']}** |", "|---|---|", f"| {d['number']} | *{d['date']}* |"]
    tail = [f"**{d['position'][-1]}**", d["mark"], f"**{d['name']}**", "", "**Nơi nhận:**", *d["to"]]
    return _page({**d, "kind": f"## {d['kind']}", "about": f"**{d['about']}**"}, head, tail)


def _signing(d: dict) -> list[str]:
    return [*d["position"], d["mark"], *([d["name"]] if d["name"] else [])]


def _beside(left: list[str], right: list[str]) -> list[str]:
    size = max(len(left), len(right))
    pairs = zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)))
    return [f"{one:<{WIDTH}}{other}".rstrip() for one, other in pairs]


def _page(d: dict, head: list[str], tail: list[str]) -> str:
    about = [d["about"]] if d["about"] else []
    return "\n".join([*head, "", d["kind"], *about, "", *d["body"], *([""] if d["body"] else []), *tail]) + "\n"


EXAMPLE = columns(
    WARD
    | {
        "issuer": ["UBND PHƯỜNG ĐỒI CHÈ", "TRẠM Y TẾ"],
        "number": "Số: 09/TB-TYT",
        "date": "Đồi Chè, ngày 06 tháng 02 năm 2026",
        "kind": "THÔNG BÁO",
        "about": "Về việc đổi giờ khám bệnh trong tháng 02",
        "body": ["Trạm y tế phường Đồi Chè mở cửa từ 7 giờ đến 16 giờ 30, nghỉ Chủ nhật.", "Ai cần khám ngoài giờ, xin gọi 0200 555 162."],
        "position": ["TRƯỞNG TRẠM"],
        "name": "Lò Văn Sâm",
        "to": ["- UBND phường;", "- Các tổ dân phố;", "- Lưu: VT."],
    }
)

DRAFT = f"""{NATION}
{MOTTO}

ỦY BAN NHÂN DÂN PHƯỜNG ĐỒI CHÈ

THÔNG BÁO
Về việc tiêm phòng dại cho chó, mèo năm 2026

Ủy ban nhân dân phường Đồi Chè thông báo lịch tiêm phòng dại cho chó, mèo như sau:
1. Thời gian: từ 7 giờ đến 11 giờ các ngày 18/4 và 19/4.
2. Địa điểm: ngày 18/4 tại nhà văn hoá Gò Mây; ngày 19/4 tại sân trạm y tế.
3. Giá vắc-xin: 35.000 đồng một con. Hộ nghèo, hộ cận nghèo được miễn phí hai con đầu.
4. Chó phải có rọ mõm và dây xích khi đưa đến.
Cần hỏi thêm, xin gọi anh Lương Văn Tụng, cán bộ thú y, 0200 555 141.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Ký tên)
Lê Đình Khang
"""
SLIP = {"number": 41, "symbol": "TB-UBND", "date": "2026-04-03", "place": "Đồi Chè", "signer": "Lê Đình Khang", "to": ["tổ dân phố", "trạm y tế"]}

FERTILISER = WARD | {
    "number": "Số: 58/TB-UBND",
    "date": "Đồi Chè, ngày 12 tháng 5 năm 2026",
    "kind": "THÔNG BÁO",
    "about": "Về việc phát phân hữu cơ cho hộ trồng chè",
    "body": [
        "Ủy ban nhân dân phường Đồi Chè thông báo lịch phát phân như sau:",
        "1. Ngày phát: 12/6, từ 7 giờ.",
        "2. Nơi nhận phân: kho hợp tác xã chè Sương Mai.",
        "3. Hộ trồng chè mang theo căn cước.",
    ],
}
RUBBISH = WARD | {
    "number": "Số: 112/TB-UBND",
    "date": "Đồi Chè, ngày 28 tháng 02 năm 2026",
    "kind": "THÔNG BÁO",
    "about": "Về việc đổi giờ thu gom rác",
    "body": ["Giờ thu gom rác từ ngày 05/3 như sau: xe qua các tổ lúc 17 giờ, chậm hơn trước một giờ.", "Đề nghị bà con mang rác ra đúng giờ, không để qua đêm."],
    "position": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "mark": "(Ký tên và đóng dấu)",
    "name": "Đoàn Thị Hảo",
    "to": ["- Các tổ dân phố;", "- Công ty môi trường;", "- Lưu: VT, VP."],
}
COMPLAINTS = WARD | {
    "number": "Số: 07/BC-UBND",
    "date": "Đồi Chè, ngày 03 tháng 7 năm 2026",
    "kind": "BÁO CÁO",
    "about": "Kết quả tiếp nhận phản ánh của bà con trong tháng 6 năm 2026",
    "body": [
        "Trong tháng, bộ phận một cửa nhận 118 phản ánh, đã trả lời 97, còn 21 việc đang xử lý.",
        "Phản ánh nhiều nhất là đèn đường hỏng và nước thải chảy ra mương chè.",
    ],
    "to": ["- UBND thành phố Sông Trà;", "- Lưu: VT."],
}
SCHOOL = WARD | {
    "issuer": ["TRƯỜNG THCS GÒ MÂY"],
    "number": "Số: 05/KH-THCS",
    "date": "Gò Mây, ngày 09 tháng 10 năm 2026",
    "kind": "KẾ HOẠCH",
    "about": "Tổ chức ngày hội đọc sách",
    "body": ["Nhà trường tổ chức ngày hội đọc sách vào sáng 24/10 tại sân trường.", "Mỗi lớp góp một gian sách, phân công hai học sinh giới thiệu."],
    "position": ["HIỆU TRƯỞNG"],
    "mark": "(Đã ký, đóng dấu)",
    "name": "Quách Thị Mơ",
    "to": ["- Giáo viên chủ nhiệm;", "- Lưu: VT."],
}
COOPERATIVE = WARD | {
    "issuer": ["HỢP TÁC XÃ", "CHÈ SƯƠNG MAI"],
    "number": "Số: 14/GM-HTX",
    "date": "Nương Cao, ngày 20 tháng 11 năm 2026",
    "kind": "GIẤY MỜI",
    "about": "Dự buổi tổng kết vụ chè năm 2026",
    "body": ["Hợp tác xã trân trọng kính mời ông bà xã viên dự buổi tổng kết vụ chè.", "Thời gian: 8 giờ ngày 28/11, tại nhà kho số 2."],
    "position": ["GIÁM ĐỐC"],
    "mark": "(Chữ ký số của cơ quan)",
    "name": "Kiều Gia Khoát",
    "to": ["- Xã viên;", "- Lưu: VT."],
}
POWER = WARD | {
    "number": "Số: 63/TB-UBND",
    "date": "Đồi Chè, ngày 15 tháng 6 năm 2026",
    "kind": "THÔNG BÁO",
    "about": "Về việc tạm ngừng cấp điện để thay trạm biến áp",
    "body": [
        "Ủy ban nhân dân phường Đồi Chè, nước Việt Nam, thông báo lịch ngừng điện như sau:",
        "1. Tổ Khe Sim: ngày 18/6, từ 6 giờ đến 10 giờ.",
        "2. Tổ Ao Sen: ngày 19/6, cùng giờ.",
    ],
    "to": ["- Tổ trưởng các tổ dân phố;", "- Điện lực Sông Trà;", "- Lưu: VT."],
}
RIGHT = [columns(RUBBISH), stacked(COMPLAINTS), markdown(SCHOOL), columns(COOPERATIVE)]
FAULTY = [
    stacked(POWER | {"motto": None}),
    columns(POWER | {"issuer": []}),
    columns(POWER | {"number": "Số:       /TB-UBND"}),
    columns(POWER | {"date": "Đồi Chè, ngày 5 tháng 6 năm 2026"}),
    columns(POWER | {"about": ""}),
    columns(POWER | {"body": []}),
    columns(POWER | {"name": ""}),
    stacked(POWER | {"mark": "(Đã ký)"}),
]


def documents(right: list[str], faulty: list[str], names: list[str]) -> list[dict]:
    return [{"name": name, "right": text in right, "text": text} for name, text in zip(names, [*right, *faulty])]


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    signs = {name: {letter: {"sign": sign, "says": says} for letter, (sign, says) in options.items()} for name, options in SIGNS.items()}
    pair = documents([columns(FERTILISER)], [columns(FERTILISER | {"to": []})], ["Bản đúng", "Bản lỗi"])
    write("data/vi-du.json", {"text": EXAMPLE})
    write("data/ban-nhap.json", {"draft": DRAFT} | SLIP)
    (HERE / "data/ban-nhap.txt").write_text(DRAFT, encoding="utf-8", newline="\n")
    write("data/cap-thu.json", {"signs": signs, "documents": pair})
    held_out = documents(RIGHT, FAULTY, [f"bản {number}" for number in range(1, 13)])
    write("hidden/muoi-hai-ban.json", {"held_out": True, "signs": signs, "documents": held_out})
