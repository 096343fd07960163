"""Write two texts as an AI read them from a photograph, and the key of each. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check.proofreading import key

HERE = Path(__file__).parent
TONE, MARK, D, ONSET, CAPITAL, DIGIT, JOINED = "hỏi, ngã", "thiếu dấu", "d, đ", "phụ âm đầu", "viết hoa", "chữ thay số", "dính chữ"

# "{wrong=right}" is one fault; a list names their kinds in order.
CLEANING = """THÔNG BÁO
Về việc tổng vệ sinh đường làng, {ngỏ=ngõ} xóm tháng 5 năm 2026
Ủy ban nhân dân phường {đồi=Đồi} Chè phát động ngày tổng vệ sinh, cụ thể như sau:
1. Thời gian: từ 6 giờ 30 đến {l0=10} giờ, thứ Bảy, ngày 16 tháng 5 năm 2026.
2. {Đia=Địa} điểm: các tuyến đường thuộc {tổdân=tổ dân} phố Suối Bạc, tổ dân phố Gò Mây và khu vực chợ.
3. Mỗi hộ cử một người tham gia, mang theo chổi, cuốc, {sẻng,=xẻng,} găng tay.
4. Rác {đuợc=được} gom về hai điểm: sân nhà văn hóa Bến Trà và bãi đất trống cạnh trạm bơm.
5. Hợp tác xã chè Sương {mai=Mai} hỗ trợ nước uống, kinh phí {1.5O0.000=1.500.000} đồng.
6. Đề nghị các hộ không đốt lá khô, không {dổ=đổ} rác xuống suối.
7. Ai có việc bận, xin báo trước với tổ {Trưởng=trưởng} để được sắp {sếp=xếp} buổi khác.
Mọi thắc mắc xin gọi chị Vi Thị Hậu, số máy 0200 555 213."""
CLEANING_KINDS = [TONE, CAPITAL, DIGIT, MARK, JOINED, ONSET, MARK, CAPITAL, DIGIT, D, CAPITAL, ONSET]

PRUNING = """GIẤY MỜI
Về việc dự buổi tập huấn đốn chè và ủ phân {hửu=hữu} cơ
Kính gửi: Các hộ trồng chè ở tổ dân phố {nương=Nương} Cao và tổ dân phố Khe Sim.
Hợp tác xã chè Sương Mai {chân=trân} trọng kính mời đại diện hộ đến dự buổi tập huấn.
1. Thời gian: {l4=14} giờ, thứ Sáu, ngày 05 tháng 6 năm 2026.
2. Địa điểm: nhà văn hoá Nương Cao, cạnh {xuối.=suối.}
3. Nội dung: kỹ thuật {đôn=đốn} chè sau vụ xuân, cách ủ phân, ghi sổ bón phân.
4. Người hướng dẫn: chị Đàm {thị=Thị} Nhài, kỹ sư của trạm khuyến nông.
5. Mỗi hộ được {hổ=hỗ} trợ 40 kg phân, tiền đi lại {50.00O=50.000} đồng.
6. {Dề=Đề} nghị {bàcon=bà con} mang theo sổ ghi chép và kéo đốn chè.
Ai không dự được, vui {long=lòng} nhắn cho anh Kiều Gia Khoát trước ngày 03 tháng 6, số máy 0200 555 313."""
PRUNING_KINDS = [TONE, CAPITAL, ONSET, DIGIT, ONSET, MARK, CAPITAL, TONE, DIGIT, D, JOINED, MARK]
# Written either way, in documents and in dictionaries.
ALIKE = {"Phường": "phường", "Tổ": "tổ", "kĩ": "kỹ"}


def texts(marked: str) -> tuple[str, str]:
    """The text as it was read, and as it should be."""
    given, right = [], []
    for number, piece in enumerate(marked.replace("}", "{").split("{")):
        wrong, _, good = piece.partition("=") if number % 2 else (piece, "", piece)
        given.append(wrong)
        right.append(good)
    return "".join(given), "".join(right)


def write(name: str, text: str) -> None:
    (HERE / name).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    first, second = texts(CLEANING), texts(PRUNING)
    cleaning = {"text": first[0], "alike": ALIKE, "key": key("B1.05/ban-1", *first, CLEANING_KINDS, ALIKE)}
    pruning = {"name": "B1.05/ban-2", "text": second[0], "right": second[1], "kinds": PRUNING_KINDS, "alike": ALIKE}
    key("B1.05/ban-2", *second, PRUNING_KINDS, ALIKE)  # raises where texts and kinds do not agree
    write("data/ban-1.txt", first[0])
    write("data/ban-2.txt", second[0])
    write("data/ban-1.json", json.dumps(cleaning, ensure_ascii=False, indent=1))
    write("data/ban-2.json", json.dumps({"text": second[0]}, ensure_ascii=False, indent=1))
    write("hidden/ban-2-dap-an.json", json.dumps(pruning, ensure_ascii=False, indent=1))
