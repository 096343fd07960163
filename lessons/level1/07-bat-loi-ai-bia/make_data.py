"""Write the two sets of notices and recorded answers, and the key of each. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check.errors import key

HERE = Path(__file__).parent
KINDS = {
    "số liệu": ["số", "con số", "sai số", "sai số liệu", "số tiền", "số lượng", "số máy", "số điện thoại"],
    "ngày giờ": ["ngày", "giờ", "thời gian", "hạn", "sai ngày", "sai giờ", "sai ngày giờ"],
    "tên riêng": ["tên", "tên người", "tên nơi", "tên địa điểm", "địa điểm", "nơi", "sai tên", "sai tên riêng", "tên riêng, nơi"],
    "không có trong nguồn": ["không có", "không có nguồn", "không có ở nguồn", "ngoài nguồn", "bịa", "bịa ra", "tự bịa", "bịa đặt", "nguồn không nói", "nguồn không có"],
    "suy diễn": ["suy đoán", "nói quá", "suy diễn quá", "suy diễn nói quá", "nói quá lên"],
}
ORIGIN = "Các câu trả lời do nhóm soạn bài viết theo kiểu AI hay trả lời; lỗi được cài sẵn. Không phải lời của một AI thật."

DOGS = {
    "title": "THÔNG BÁO số 41/TB-UBND, phường Đồi Chè, ngày 3/4/2026: tiêm phòng dại cho chó, mèo",
    "lines": [
        "Thời gian: từ 7 giờ đến 11 giờ các ngày 18/4 và 19/4.",
        "Ngày 18/4, tại nhà văn hoá Gò Mây: các tổ Gò Mây, Đồi Chanh, Đồi Thông và Bến Trà.",
        "Ngày 19/4, tại sân trạm y tế: các tổ còn lại.",
        "Giá vắc-xin: 35.000 đồng một con. Hộ nghèo, hộ cận nghèo được miễn phí hai con đầu.",
        "Chó phải có rọ mõm và dây xích khi đưa đến.",
        "Con vật đang ốm hoặc đang mang thai được hoãn; chủ báo tổ trưởng để tiêm bổ sung sau.",
        "Đầu mối: anh Lương Văn Tụng, cán bộ thú y, 0200 555 141.",
    ],
}
DOG_ANSWERS = [
    {
        "name": "1",
        "question": "Nhà tôi ở tổ Cầu Đá, có con chó. Đưa đi tiêm khi nào, ở đâu?",
        "sentences": [
            "Tổ Cầu Đá tiêm vào sáng 19/4.",
            "Nơi tiêm là nhà văn hoá Gò Mây.",
            "Bác đưa chó đến trong khoảng 7 giờ đến 11 giờ, nhớ đeo rọ mõm.",
            "Nếu không tiêm, chủ nuôi sẽ bị phạt tiền.",
        ],
    },
    {
        "name": "2",
        "question": "Nhà tôi thuộc hộ cận nghèo, nuôi ba con chó. Hết bao nhiêu tiền?",
        "sentences": [
            "Giá vắc-xin là ba mươi lăm nghìn đồng một con.",
            "Hộ cận nghèo được miễn phí hai con đầu.",
            "Nhà bác có ba con nên chỉ trả tiền một con.",
            "Vậy bác chuẩn bị 35 nghìn đồng.",
        ],
    },
    {
        "name": "3",
        "question": "Mèo nhà tôi sắp đẻ thì sao? Cần hỏi ai?",
        "sentences": [
            "Mèo đang mang thai được hoãn tiêm.",
            "Như vậy, từ nay mèo không phải tiêm nữa.",
            "Bác nhớ báo tổ trưởng.",
            "Cần hỏi thêm, bác gọi anh Lương Văn Tụng, cán bộ thú y.",
            "Số máy của anh là 0200 555 114.",
        ],
    },
]
DOG_ERRORS = [
    {"answer": "1", "sentence": 2, "kinds": ["tên riêng"]},
    {"answer": "1", "sentence": 4, "kinds": ["không có trong nguồn"]},
    {"answer": "3", "sentence": 2, "kinds": ["suy diễn"]},
    {"answer": "3", "sentence": 5, "kinds": ["số liệu"]},
]

TEA = {
    "title": "THÔNG BÁO số 58/TB-UBND, phường Đồi Chè, ngày 12/5/2026: hỗ trợ phân hữu cơ cho hộ trồng chè",
    "lines": [
        "Đối tượng: hộ trồng chè từ 500 m² trở lên ở các tổ Bến Trà, Nương Cao và Cầu Đá.",
        "Mức hỗ trợ: 40 kg phân hữu cơ mỗi sào, mỗi hộ không quá 200 kg. Nếu thiếu phân, ưu tiên hộ nghèo, hộ cận nghèo.",
        "Đăng ký với tổ trưởng từ ngày 18/5 đến hết ngày 29/5, mang theo căn cước.",
        "Phát phân: ngày 12/6, tại kho hợp tác xã chè Sương Mai.",
        "Tập huấn ủ phân: 14 giờ ngày 5/6, tại nhà văn hoá Nương Cao, do chị Đàm Thị Nhài hướng dẫn. Khuyến khích mỗi hộ cử một người dự.",
    ],
}
TEA_ANSWERS = [
    {
        "name": "4",
        "question": "Nhà tôi ở tổ Cầu Đá, có 6 sào chè. Được bao nhiêu phân?",
        "sentences": [
            "Cầu Đá là một trong ba tổ được hỗ trợ.",
            "Mỗi sào được bốn mươi ki-lô-gam phân hữu cơ.",
            "Tính theo sào thì 6 sào là 240 kg.",
            "Nhưng mỗi hộ chỉ được nhiều nhất 2 tạ.",
            "Vì thế nhà bác được 200 kg.",
        ],
    },
    {
        "name": "5",
        "question": "Ai được hỗ trợ? Đăng ký và nhận phân thế nào?",
        "sentences": [
            "Mọi hộ trồng chè trong phường đều được hỗ trợ.",
            "Bác đăng ký với tổ trưởng, nhớ mang căn cước.",
            "Hạn đăng ký đến hết ngày 29 tháng 5.",
            "Phân được phát ngày 5/6.",
            "Nơi nhận là kho của hợp tác xã chè Sương Mai.",
            "Bao tải đựng phân thì hộ phải tự mua.",
        ],
    },
    {
        "name": "6",
        "question": "Buổi tập huấn thế nào?",
        "sentences": [
            "Buổi tập huấn bắt đầu lúc 2 giờ chiều ngày 5/6.",
            "Nơi học là nhà văn hoá Nương Cao.",
            "Người hướng dẫn là chị Đàm Thị Nhàn.",
            "Hộ nào cũng bắt buộc cử một người dự.",
            "Nội dung buổi này là cách ủ phân.",
        ],
    },
]
TEA_ERRORS = [
    {"answer": "5", "sentence": 1, "kinds": ["suy diễn"]},
    {"answer": "5", "sentence": 4, "kinds": ["ngày giờ"]},
    {"answer": "5", "sentence": 6, "kinds": ["không có trong nguồn"]},
    {"answer": "6", "sentence": 3, "kinds": ["tên riêng"]},
    {"answer": "6", "sentence": 4, "kinds": ["suy diễn"]},
]


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    first = {"source": DOGS, "answers": DOG_ANSWERS, "kinds": KINDS, "origin": ORIGIN}
    second = {"source": TEA, "answers": TEA_ANSWERS, "kinds": KINDS, "origin": ORIGIN}
    write("data/bo-1.json", first | {"key": key("B1.07/bo-1", DOG_ERRORS)})
    write("data/bo-2.json", second)
    write("hidden/bo-2-dap-an.json", {"name": "B1.07/bo-2", "answers": TEA_ANSWERS, "kinds": KINDS, "errors": TEA_ERRORS})
