"""Make the comments of this lesson: 24 open, 40 held out, typed the way people type. Run: python make_data.py"""

import json
import random
import re
import unicodedata
from pathlib import Path

from binhdan.check.sealed import seal

HERE = Path(__file__).parent
URGENT, BUY, PRAISE, OTHER = LABELS = ("khiếu nại/sức khoẻ", "hỏi mua", "khen", "khác")
OPEN = {
    URGENT: [
        "Mua 2 gói hôm thứ 7, mở ra thấy mốc trắng, shop xem lại giúp",
        "Uống xong đau bụng cả đêm, ai chịu trách nhiệm đây",
        "Đặt 5 hộp mà giao có 3 hộp, nhắn tin không ai trả lời",
        "Uống tối bị mất ngủ, tim đập nhanh, có phải do chè không",
        "Cảm ơn shop nhé, hộp quà rách bét, đem biếu mà muối mặt",
        "Vợ em đang bầu 3 tháng uống loại này có sao không ạ",
        "Giao nhầm loại, gọi số trên trang không bắt máy, yêu cầu đổi trả",
    ],
    BUY: [
        "Giá bao nhiêu một cân vậy shop",
        "Còn chè búp không, ship về Hải Phòng mất mấy ngày",
        "Cho mình xin bảng giá sỉ với",
        "Muốn đặt 20 hộp làm quà tết thì liên hệ ai ạ",
        "Có bán lẻ gói 100g không shop ơi",
        "Mua 5 gói có được miễn phí vận chuyển không",
    ],
    PRAISE: [
        "Chè thơm, nước xanh, hậu ngọt, nhà mình uống quen rồi",
        "Đóng gói đẹp, giao nhanh, sẽ ủng hộ tiếp",
        "Các bác ở đây nhiệt tình lắm, lên tham quan được mời nước mấy lần",
        "Ngon thật sự, bố mình khó tính mà khen mãi",
        "Tuyệt vời quá hợp tác xã ơi, năm sao",
    ],
    OTHER: [
        "Hà ơi vào xem này, cuối tuần đi không",
        "Cần vay tiền nhanh, lãi thấp, inbox em ngay",
        "Tuyển cộng tác viên làm online tại nhà, thu nhập 500k một ngày",
        "Đội nào đá chung kết tối nay thế cả nhà",
        "Chấm hóng",
        "Chúc cả nhà buổi sáng vui vẻ",
    ],
}
HELD_OUT = {
    URGENT: [
        "Pha ấm đầu thấy con bọ nổi lên, ghê quá",
        "Con gái mình uống một ngụm là nổi mẩn ngứa khắp người",
        "Bà nội uống xong chóng mặt buồn nôn phải ra trạm xá",
        "Chuyển khoản ba hôm rồi mà chưa thấy giao hàng, gọi thì không nghe máy",
        "Gói hôm nay có mùi lạ như thuốc sâu, không dám uống",
        "Trả lại tiền cho tôi, hàng không giống trong hình",
        "Hộp bị móp, chè bên trong ẩm mốc hết",
        "Mẹ em huyết áp cao, đang uống thuốc thì dùng chè này có sao không",
        "Làm ăn thất vọng, giao thiếu một gói rồi chặn luôn tin nhắn",
        "Khen cho lắm vào, uống xong đau bụng đi ngoài hai hôm nay",
        "Bé 4 tuổi nhà em uống nhầm nửa cốc chè đặc, có sao không mọi người",
        "Hết hạn từ tháng trước mà vẫn bán, đề nghị trả lời",
    ],
    BUY: [
        "Nửa cân bao nhiêu tiền vậy ạ",
        "Hộp quà giá bao nhiêu thế shop",
        "Ship vào Cần Thơ phí bao nhiêu",
        "Ở Hà Nội thì mua ở đâu được nhỉ",
        "Còn hàng loại đặc biệt không, để mình 2 cân",
        "Inbox mình giá loại ướp sen nhé",
        "Đại lý lấy sỉ 50 cân thì chiết khấu thế nào",
        "Mình muốn đặt 10 gói gửi sang Nhật có được không",
        "Cửa hàng mở cửa mấy giờ để mình qua mua",
        "Có bán gói nhỏ dùng thử không",
        "Đặt hàng rồi trả tiền khi nhận có được không",
    ],
    PRAISE: [
        "Nước xanh trong, chát nhẹ rồi ngọt hậu, tuyệt",
        "Lần nào mua cũng ưng, đóng gói cẩn thận",
        "Ông xã mình nghiện chè nhà này luôn, ngày nào cũng khen",
        "Thơm nức cả nhà, cảm ơn hợp tác xã",
        "Giao nhanh hơn dự kiến, chè ngon, cho năm sao",
        "Vườn chè đẹp quá, các cô nhiệt tình thân thiện",
        "Uống chè Sương Mai mười năm vẫn mê, thơm lắm",
        "Hương cốm thơm nhẹ, đúng chất chè xuân, khen thật lòng",
        "Biếu ai cũng khen ngon, sẽ ủng hộ dài dài",
    ],
    OTHER: [
        "Linh ơi vào xem này, hôm nào rủ nhau đi",
        "Bên em cho vay không thế chấp, lãi thấp, duyệt nhanh trong ngày",
        "Việc nhẹ lương cao, làm online tại nhà, inbox em",
        "Ngồi hóng các bác",
        "Tối nay ai xem chung kết không cả nhà",
        "Chúc mọi người ngày mới vui vẻ an lành",
        "Sim số đẹp đây, ai cần inbox em",
        "Bác nào nhặt được chìa khoá xe ở nhà văn hoá thì nhắn em",
    ],
}
SHORT = {"không": "ko", "được": "đc", "rồi": "r", "với": "vs", "mình": "mk"}
TAILS = {URGENT: ("", "", "!!!", "...", " 😡", " 😢"), BUY: ("", "", " ạ", "...", " 🙏"), PRAISE: ("", "", "!!!", " 😄", " ❤️"), OTHER: ("", "", "!!!", "...", " 😄")}


def bare(text: str) -> str:
    """Take the tone marks off, as people do who type in a hurry."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def typed(rng: random.Random, text: str, label: str) -> str:
    """One comment as it might really be typed: a tail, no tone marks, short forms, no capital."""
    tail, way = rng.choice(TAILS[label]), rng.random()
    if tail.strip() and tail.split()[0] not in text.split():
        text += tail
    if way < 0.3:
        return bare(text).lower()
    if way < 0.6:
        return re.sub("|".join(SHORT), lambda m: SHORT[m[0]], text[0].lower() + text[1:])
    return text


def shuffled(rng: random.Random, pool: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(comment, label) pairs in an order that gives nothing away."""
    rows = [(typed(rng, text, label), label) for label, texts in pool.items() for text in texts]
    rng.shuffle(rows)
    return rows


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rng = random.Random(211)
    common = {"labels": LABELS, "urgent": URGENT, "least_share": 0.8, "most_examples": 12, "fewest_tried": 10}
    rows = shuffled(rng, OPEN)
    facts = {"binh_luan": "\n".join(f"{number}. {text}" for number, (text, _) in enumerate(rows, 1))}
    sealed = [{"text": text, "seal": seal("B2.11", text, label)} for text, label in rows]
    write("data/binh-luan-mo.json", common | {"facts": facts, "comments": sealed})
    held_out = [{"text": text, "seal": seal("B2.11", text, label)} for text, label in shuffled(rng, HELD_OUT)]
    write("hidden/binh-luan-an.json", common | {"held_out": True, "comments": held_out})
