"""Write citizens' letters: three open, twenty held out with what is personal in them. Run: python make_data.py

In the patterns below ``<t1>`` is a person's full name, ``<T1>`` the same in capitals, ``<g1>`` the given name,
``<c>`` an identity number, ``<m>`` an old one of nine digits, ``<s>`` a telephone, ``<n>`` a house number,
``<a>`` an alley, ``<d>`` a street, ``<dc>`` house and street in one. All people and numbers are invented.
"""

import json
import random
import re
import unicodedata
from pathlib import Path

from binhdan.check.choices import key

HERE = Path(__file__).parent
ORIGIN = "Đơn thư do nhóm soạn bài viết; người, số máy, số giấy tờ đều không có thật."
PLACES = ["phường Đồi Chè", "tổ Cầu Đá", "tổ Bến Trà", "tổ Gò Mây", "tổ Suối Bạc", "hợp tác xã chè Sương Mai", "Trường Tiểu học Đồi Chè", "Hà Nội", "UBND"]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lò", "Vi", "Hà", "Nông", "Bàn", "Tạ", "Quách", "Đàm", "Kiều", "Phùng", "Chu", "Triệu"]
MEN, WOMEN = ["Văn", "Đức", "Bá", "Công", "Gia"], ["Thị", "Thị Thu", "Thị Hồng"]
GIVEN = ["Sen", "Trà", "Suối", "Mây", "Bồng", "Tẻo", "Mận", "Khoát", "Dở", "Sính", "Đồi", "Nhài", "Tụng", "Thơm", "Én", "Páo", "Kỉnh", "Loan", "Cầu", "Mùi"]
STREETS = ["Bờ Suối", "Chợ Cũ", "Hàng Chè", "Dốc Đá", "Cây Đa", "Lò Rèn"]

OPEN = [
    """Kính gửi: UBND phường Đồi Chè
Họ và tên: <T1>, sinh năm 1962. Số CCCD: <c>, cấp ngày 12/05/2021.
Thường trú: số nhà <n>, ngõ <a>, đường <d>, tổ Cầu Đá. Điện thoại <s>.
Ngày 3/4/2026 gia đình tôi nộp hồ sơ số 260403000417 xin xác nhận 1.250 m² đất chè. Theo giấy hẹn 112/GH-UBND thì ngày 24/4 trả kết quả, nhưng đến nay đã quá 9 ngày. Bà <g2> ở bộ phận một cửa bảo chờ thêm. Con tôi là <t3> đã lên hỏi 2 lần, tiền xe 85.000 đồng một lượt.
Tôi kính mong phường trả lời trước 15/5/2026. Tôi có bản sao biên lai 0004512, số tiền 125.000.000 đồng khi mua đất.
Người làm đơn
<t1>""",
    """Toi la <t1>, o tổ Bến Trà, cmnd cũ số <m>, nay đổi sang căn cước <c>.
Phản ánh đường ống nước dài 40 m trước nhà bị vỡ từ 6 giờ ngày 2/5, nước chảy ra con đường rộng 3 m rất trơn. Cháu <g2> nhà bác <g3> ngã, khâu 4 mũi. Tôi gọi tổ trưởng <g4> số <s> không được, gọi cô <g5> (<s>) thì bảo chờ.
Đồng hồ nước mã 100245378 vẫn quay, tháng này 38 khối, hết 342.000đ, gấp 3 lần tháng trước.
Nhà tôi ở địa chỉ <dc>, ai đến cũng thấy. Đề nghị công ty nước, mã số thuế 4600999001, bồi thường.""",
    """ĐƠN XIN HỌC BÁN TRÚ
Kính gửi: cô giáo <g1>, Trường Tiểu học Đồi Chè
Em là <t2> (mẹ cháu), trú tại <dc>, tổ Gò Mây. Bố cháu là anh <g3>, đi làm ở Hà Nội, số máy <s>.
Cháu <t4>, lớp 1A2, nặng 19 kg, dị ứng trứng. Em xin cho cháu ăn bán trú 5 buổi một tuần, suất 24.000 đồng, từ 8/9/2026. Học phí 1.350.000 đồng em đã nộp, phiếu thu 58/PT ngày 1/9.
Khi cần, nhà trường gọi ông ngoại cháu, ông <t5>, nhà số <n> ngõ <a> cạnh hợp tác xã chè Sương Mai, hoặc số <s>.
Em gửi kèm Quyết định 45/QĐ-UBND về hộ cận nghèo. Chứng minh nhân dân số <m> của em cấp đã lâu.
Em cảm ơn nhà trường!
<t2>""",
]

HELD_OUT = [
    """Kính gửi: UBND phường Đồi Chè
Tôi tên là <t1>, CCCD số <c>, hiện ở số nhà <n>, ngõ <a>, đường <d>, tổ Suối Bạc.
Vườn nhà tôi {so} sào chè bị máy xúc của đơn vị làm đường điện 3 pha cán gãy {so} gốc ngày {ngay}. Anh <g2> chỉ huy công trường hứa đền {tien_lon} đồng cho cả vườn, có bà <t3> và chú <g4> làm chứng, nhưng sau {so} ngày vẫn chưa trả. Biên bản số {vb}, mã hồ sơ {ma12}.
Mong phường can thiệp. Điện thoại của tôi: <s>.
Người làm đơn: <T1>""",
    """ĐƠN ĐỀ NGHỊ CẤP LẠI THẺ BẢO HIỂM
Họ và tên: <T1>. Ngày sinh: {ngay0}. Căn cước: <c> (CMND cũ <m>).
Thường trú: <dc>, tổ Bến Trà, phường Đồi Chè.
Thẻ của tôi mất ngày {ngay} khi đi khám ở trạm y tế. Tôi điều trị {so} ngày, thuốc hết {tien} đồng, phiếu thu {vb}. Chị <g2> ở quầy {it} hướng dẫn làm lại, lệ phí {tien_nho} đồng.
Khi có thẻ, xin báo con tôi là anh <t3>, số máy <s>. Mã tra cứu hồ sơ {ma12}.
<t1>""",
    """Gui phuong. toi la <k1>, nha so <n> ngo <a> tổ Cầu Đá.
Hôm {ngay} tiền điện nhà tôi tăng {it} lần, {tien}đ, công tơ mã {ma9}, chỉ số {so3} trong khi nhà có 2 bóng đèn. Đường dây 220 V trước cửa võng xuống còn {it} m. Bác <g2> nhà bên cũng bị, {tien_nho}đ. Goi ong <g3> thợ điện <s> không nghe.
Công ty điện lực MST {ma10} phải kiểm tra lại. Giấy báo số {vb}, mã thanh toán {ma12}.
Can thi goi <s>""",
    """Kính gửi tổ trưởng <g1> và tổ hoà giải tổ Gò Mây
Tôi là <t2>, ở số nhà <n>, đường <d>. Ngày {ngay} con chó nhà cụ <t3> cắn cháu <g4> con tôi, cháu phải tiêm {it} mũi, hết {tien} đồng, hoá đơn {vb}. Cô <g5> y tá xác nhận vết thương dài {it} cm, hồ sơ khám {ma12}.
Cụ <g3> chỉ chịu {tien_nho} đồng. Theo thông báo {vb} của phường thì chó phải rọ mõm. Đề nghị hoà giải trong {so} ngày.
Số của tôi <s>; căn cước <c>.
Người viết
<t2>""",
    """ĐƠN XIN HỖ TRỢ HỘ TRỒNG CHÈ
Kính gửi: UBND phường Đồi Chè; hợp tác xã chè Sương Mai
Em tên là <t1>, số CCCD <c>, trú tại <dc>, tổ Suối Bạc. Điện thoại: <s>.
Nhà em có {dt} m² chè, đợt sương muối ngày {ngay} chết {so} %, thiệt hại khoảng {tien_lon} đồng. Cán bộ khuyến nông là anh <g2> và chị <t3> đã đo lại, biên bản {vb}.
Em xin vay {tien_lon} đồng trong {so3} ngày, lãi theo Quyết định {vb}. Chồng em (<t4>) đồng ý, chứng minh nhân dân số <m>.
Mã hồ sơ vay {ma12}.
<t1>""",
    """Kính gửi: Trường Tiểu học Đồi Chè
Em là <t1>, phụ huynh cháu <t2> lớp 3A{so1}. Cháu bị cô giáo <g3> nhắc vì nghỉ {it} buổi. Thực ra từ {ngay} cháu sốt {nhiet} độ, nằm ở nhà bà nội, bà <g4>, số nhà <n>, ngách <a>, đường <d>.
Em đã gọi cho lớp qua số <s> lúc 7 giờ 15 và nộp giấy {vb}. Tiền ăn {tien_nho} đồng em xin chuyển sang tháng sau, mã học sinh {ma12}, mã thu tiền {ma9}.
Em ở Hà Nội, về Đồi Chè chủ nhật hằng tuần. Có gì nhà trường gọi <s>. Căn cước của em <c>.
Phụ huynh: <T1>""",
    """ĐƠN TỐ GIÁC TIẾNG ỒN
Tôi là <t1>, CMND <m>, tổ Cầu Đá, phường Đồi Chè. Quán hát ở đường <d>, số nhà <n>, mở loa đến 23 giờ, đo được {so3} dB. Chủ quán là ông <t2>, điện thoại <s>; người trông quán là em <g3>.
Ngày {ngay} bác <g4> đã nhắc, tổ lập biên bản {vb}, phạt {tien} đồng mà không đổi; nhà bên cạnh bán rẻ mất {tien_lon} đồng vì ồn. Cụ <g5> {so3} tuổi mất ngủ {so} đêm.
Quán có mã số thuế {ma10}, giấy phép {ma12}. Tôi xin giấu tên khi trả lời, liên hệ qua <s>.
<t1>""",
]
# Code and label of each thing in the second exercise: may a person send it, once redacted?
NEVER = {"1": "không", "2": "được", "3": "không", "4": "không", "5": "được"}


def person(rng: random.Random, pattern: str, number: str) -> str:
    """A name that fits what the letter calls this person: "ông", "chị"…"""
    man = re.search(rf"\b(?:ông|anh|chú)\W+(?:chủ \w+\W+)?<[tTgk]{number}>|[Cc]hồng em \(<t{number}>", pattern)
    woman = re.search(rf"\b(?:[Bb]à|[Cc]hị|[Cc]ô|[Cc]ô giáo)\W+<[tTgk]{number}>|<t{number}> \(mẹ|<t{number}>, phụ huynh|Chồng em", pattern)
    middles = MEN if man or not (woman or rng.random() < 0.5) else WOMEN
    return f"{rng.choice(SURNAMES)} {rng.choice(middles)} {rng.choice(GIVEN)}"


def bare(text: str) -> str:
    """Without tone marks, as people write who have no Vietnamese keyboard."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def telephone(rng: random.Random) -> str:
    last = f"{rng.randint(0, 999):03d}"
    return rng.choice([f"0200555{last}", f"0200 555 {last}", f"0200.555.{last}", f"0200-555-{last}", f"+84 200 555 {last}", f"+84200555{last}"])


def identity(rng: random.Random) -> str:
    digits = f"099{rng.randint(0, 999999999):09d}"
    return rng.choice([digits, digits, " ".join(digits[i : i + 3] for i in range(0, 12, 3)), " ".join(digits[i : i + 4] for i in range(0, 12, 4))])


def old_identity(rng: random.Random) -> str:
    digits = f"90{rng.randint(0, 9999999):07d}"
    return rng.choice([digits, " ".join(digits[i : i + 3] for i in range(0, 9, 3))])


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def filled(rng: random.Random, pattern: str) -> str:
    """Put plain numbers into the curly slots."""
    makers = {
        "so": lambda: str(rng.randint(2, 24)), "so1": lambda: str(rng.randint(1, 5)), "so3": lambda: str(rng.randint(70, 98)),
        "it": lambda: str(rng.randint(2, 5)), "tien": lambda: thousands(rng.randint(12, 99) * 100_000), "tien_lon": lambda: thousands(rng.randint(101, 180) * 1_000_000),
        "tien_nho": lambda: thousands(rng.randint(20, 95) * 1000), "dt": lambda: thousands(rng.randint(1100, 4900)),
        "ngay": lambda: f"{rng.randint(2, 28)}/{rng.randint(1, 9)}/2026", "ngay0": lambda: f"0{rng.randint(1, 9)}/0{rng.randint(1, 9)}/19{rng.randint(50, 79)}",
        "vb": lambda: rng.choice([f"{rng.randint(11, 180)}/QĐ-UBND", f"{rng.randint(11, 99)}/BB-TDP", f"{rng.randint(101, 480)}/2026/CV-VP"]),
        "ma12": lambda: f"26{rng.randint(1, 9):02d}{rng.randint(10, 28)}{rng.randint(1, 999999):06d}", "ma10": lambda: f"4600999{rng.randint(100, 999)}",
        "ma9": lambda: f"100{rng.randint(100000, 999999)}", "nhiet": lambda: f"3{rng.randint(8, 9)},{rng.randint(1, 9)}",
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda slot: makers[slot[1]](), pattern)


def letter(rng: random.Random, pattern: str) -> dict:
    """One letter with the places of what is personal in it."""
    people: dict[str, str] = {}
    text, personal = "", []
    for piece in re.split(r"(<\w+>)", filled(rng, pattern)):
        slot = re.fullmatch(r"<([a-zA-Z]+)(\d?)>", piece)
        if not slot:
            text += piece
            continue
        kind, number = slot.groups()
        name = people.get(number) or people.setdefault(number, person(rng, pattern, number)) if number else ""
        made = {
            "t": lambda: ("name", name), "T": lambda: ("name", name.upper()), "k": lambda: ("name", bare(name)), "g": lambda: ("name", name.split()[-1]),
            "c": lambda: ("identity", identity(rng)), "m": lambda: ("identity", old_identity(rng)), "s": lambda: ("phone", telephone(rng)),
            "n": lambda: ("address", str(rng.randint(3, 98))), "a": lambda: ("address", rng.choice([str(rng.randint(2, 19)), f"{rng.randint(2, 9)}/{rng.randint(11, 40)}"])),
            "d": lambda: ("address", rng.choice(STREETS)), "dc": lambda: ("address", f"{rng.randint(3, 98)} {rng.choice(STREETS)}"),
        }[kind]()  # fmt: skip
        personal.append([made[0], len(text), len(text) + len(made[1])])
        text += made[1]
    return {"text": text, "keep": PLACES, "personal": personal}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rng = random.Random(111)
    opened = [letter(rng, pattern) for pattern in OPEN]
    write("data/don-thu-mo.json", {"letters": [{"text": one["text"], "keep": one["keep"]} for one in opened], "origin": ORIGIN})
    held_out = [letter(rng, HELD_OUT[number % len(HELD_OUT)]) for number in range(20)]
    write("hidden/don-thu-an.json", {"letters": held_out, "held_out": True})
    write("data/khong-gui.json", key("B1.11/khong-gui", NEVER, ["được", "không"]))
