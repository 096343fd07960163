"""Write the worked example and the two paragraphs with their sealed points and terms. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check import key_points
from binhdan.check.plain_language import term_key

HERE = Path(__file__).parent
ORIGIN = "Đoạn văn do nhóm soạn bài viết để luyện tập. Muốn biết quy định đang có hiệu lực, hỏi cơ quan bảo hiểm xã hội."
INVENTED = "Quỹ Tương trợ Đồi Chè và mọi con số trong đoạn này do nhóm soạn bài nghĩ ra để luyện tập."

EXAMPLE = {
    "source": {
        "title": "Trích thông báo",
        "lines": [
            "Công dân có nhu cầu đề nghị thụ lý, giải quyết hồ sơ đăng ký khai tử có trách nhiệm xuất trình giấy tờ tuỳ thân tại bộ phận tiếp nhận và trả kết quả."
        ],
    },
    "most_average": 18,
    "terms": [
        term_key("thụ lý", [], "nhận xem xét giải quyết hồ sơ làm"),
        term_key("giấy tờ tuỳ thân", [], "căn cước hộ chiếu chứng minh"),
    ],
}

INSURANCE = {
    "title": "Trích thông báo số 64/TB-UBND phường Đồi Chè: tham gia bảo hiểm y tế theo hộ gia đình",
    "lines": [
        "Đối tượng tham gia bảo hiểm y tế (BHYT) theo hộ gia đình là toàn bộ những người có tên trong cùng một nơi đăng ký thường trú hoặc tạm trú, trừ những "
        "người đã có thẻ BHYT theo nhóm khác, và được áp dụng cơ chế giảm trừ luỹ tiến, theo đó người thứ nhất đóng bằng 4,5 % mức lương cơ sở, người thứ hai, "
        "thứ ba, thứ tư đóng lần lượt bằng 70 %, 60 %, 50 % mức đóng của người thứ nhất, từ người thứ năm trở đi đóng bằng 40 % mức đóng của người thứ nhất.",
        "Người tham gia kê khai, nộp tiền tại nhà văn hoá tổ dân phố hoặc tại quầy số 4 của phường trước ngày 25/6, xuất trình căn cước của các thành viên; trường "
        "hợp tham gia lần đầu hoặc gián đoạn tham gia từ 90 ngày trở lên thì thẻ có giá trị sử dụng sau 30 ngày kể từ ngày nộp tiền.",
        "Khi khám bệnh, chữa bệnh đúng quy định, người tham gia thực hiện đồng chi trả 20 % chi phí trong phạm vi được hưởng.",
    ],
}
INSURANCE_POINTS = {
    "Ai mua theo hộ?": [
        [
            "thường trú", "tạm trú", "cả nhà", "cả hộ", "trong nhà", "cùng nhà", "cùng hộ", "một nhà", "một hộ", "chung nhà", "chung hộ", "trong hộ", "trong gia đình",
            "cả gia đình", "cùng một nơi", "một sổ", "chung sổ", "cùng địa chỉ", "chung địa chỉ", "cùng nơi", "gia đình",
        ],
        ["có thẻ", "thẻ khác", "có bảo hiểm", "có BHYT", "thẻ BHYT", "nhóm khác", "diện khác", "có thẻ rồi", "thẻ bảo hiểm", "chưa có"],
    ],
    "Mỗi người đóng bao nhiêu?": [["4,5 %", "4,5"], ["70 %", "70"], ["60 %", "60"], ["50 %", "50"], ["40 %", "40"]],
    "Nộp ở đâu, trước ngày nào?": [["nhà văn hoá", "NVH", "quầy số 4", "quầy 4"], ["25/6", "24/6"]],
    "Thẻ dùng được từ khi nào?": [["30 ngày", "sau 30"], ["90 ngày", "90"]],
    "Đi khám thì tự trả bao nhiêu?": [["20 %", "20"]],
}  # fmt: skip
INSURANCE_TERMS = [
    term_key("giảm trừ luỹ tiến", ["giảm trừ"], "giảm dần càng đông nhiều rẻ bớt ít sau trước đóng tiền mức người hơn"),
    term_key("lương cơ sở", ["mức lương cơ sở"], "nhà nước quy định tiền lương tính dùng làm căn cứ chính phủ đặt cán bộ công chức tháng"),
    term_key("gián đoạn", [], "ngừng nghỉ bỏ ngắt quãng dừng không đóng thôi đứt hết hạn liên tục tạm"),
    term_key("đồng chi trả", ["cùng chi trả"], "tự trả mình bà con bệnh nhân phần tiền góp nộp chịu bỏ túi còn lại"),
]

LOAN = {
    "title": "Trích thông báo số 71/TB-QTT: vay vốn Quỹ Tương trợ Đồi Chè",
    "lines": [
        "Đối tượng thụ hưởng là các hộ trồng chè, hộ kinh doanh nhỏ cư trú trên địa bàn phường từ 12 tháng trở lên, được xem xét cho vay theo hình thức tín chấp với "
        "hạn mức tối đa 30 triệu đồng/hộ, thời hạn 24 tháng, lãi suất 0,3 %/tháng, trong đó được ân hạn trả nợ gốc 06 tháng đầu.",
        "Hộ có nhu cầu nộp đơn theo mẫu cho tổ trưởng tổ dân phố trước ngày 15/7; việc giải ngân được thực hiện tại trụ sở phường trong vòng 10 ngày làm việc kể từ "
        "ngày nhận đủ đơn. Trường hợp hộ vay có nhu cầu tất toán trước hạn thì không phải chịu phí.",
    ],
}
LOAN_POINTS = {
    "Ai được vay?": [["trồng chè", "làm chè", "nhà chè", "kinh doanh nhỏ", "buôn bán nhỏ", "bán hàng nhỏ", "kinh doanh"], ["12 tháng", "12"]],
    "Vay được bao nhiêu, trong bao lâu?": [["30 triệu"], ["24 tháng", "24"]],
    "Lãi thế nào?": [["0,3 %", "0,3"]],
    "Khi nào mới trả gốc?": [["6 tháng", "6", "nửa năm", "tháng thứ 7", "tháng 7"]],
    "Nộp đơn cho ai, trước ngày nào?": [["tổ trưởng", "trưởng tổ"], ["15/7", "14/7"]],
    "Bao giờ nhận tiền, ở đâu?": [["10 ngày", "10"], ["trụ sở", "phường", "uỷ ban", "UBND"]],
}
LOAN_TERMS = [
    term_key("thụ hưởng", [], "được vay nhận hưởng lợi người hộ"),
    term_key("tín chấp", [], "không cần thế chấp tài sản cầm cố lòng tin sổ đỏ vật uy tín"),
    term_key("ân hạn", [], "chưa phải trả chậm hoãn lùi cho khất thư gốc đầu"),
    term_key("giải ngân", [], "đưa phát trao nhận tiền chuyển giao vay"),
    term_key("tất toán", [], "trả hết xong nợ một lần sạch sớm"),
]


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    limits = {"most_average": 18, "fewest_words": 60, "most_copied": 0.3, "most_lifted": 0.5, "fewest_points": 3, "fewest_details": 4}
    write("data/vi-du.json", EXAMPLE)
    key = key_points.key("B1.04/bhyt", INSURANCE_POINTS)
    write("data/bhyt.json", {"source": INSURANCE, "origin": ORIGIN, "terms": INSURANCE_TERMS, **limits, "key": key})
    write("data/vay-von.json", {"source": LOAN, "origin": INVENTED})
    key = key_points.key("B1.04/vay-von", LOAN_POINTS)
    write("hidden/vay-von-cham.json", {"source": LOAN, "terms": LOAN_TERMS, **limits, "held_out": True, "key": key})
