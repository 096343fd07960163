"""Write the four documents and the sealed keys of the table's rows. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check.synthesis import key

HERE = Path(__file__).parent
ORIGIN = "Bốn văn bản này do nhóm soạn bài đặt ra để tập; cơ quan, số hiệu và mức tiền đều không có thật."

CITY = {
    "code": "A",
    "title": "Quyết định số 45/2026/QĐ-UBND: chính sách hỗ trợ phát triển chè an toàn giai đoạn 2026–2028",
    "site": "Uỷ ban nhân dân thành phố Sông Trà",
    "date": "10/4/2026",
    "lines": [
        "Điều 1. Đối tượng. Hộ gia đình có đất trồng chè hợp pháp trên địa bàn thành phố, đang trồng từ 500 m² chè trở lên, không nằm trong vùng quy hoạch phải thu hồi đất. Mỗi hộ được hưởng mỗi nội dung hỗ trợ một lần, trừ nội dung tại Điều 4.",
        "Điều 2. Cây giống. Hỗ trợ 50 % tiền mua cây giống chè có nguồn gốc rõ ràng để trồng mới hoặc trồng thay, không quá 8 triệu đồng một hộ.",
        "Điều 3. Tưới tiết kiệm. Hỗ trợ 40 % chi phí mua và lắp đặt hệ thống tưới nhỏ giọt hoặc phun mưa, không quá 15 triệu đồng một hộ. Thiết bị phải mua mới, có hoá đơn.",
        "Điều 4. Phân hữu cơ. Hỗ trợ 60 % tiền mua phân hữu cơ, không quá 3 triệu đồng một hộ trong một năm.",
        "Điều 5. Máy móc. Nhóm từ năm hộ trở lên cùng mua máy sao, máy vò được hỗ trợ 30 % giá máy, không quá 20 triệu đồng một nhóm. Nhóm cử một người đứng tên và lập sổ theo dõi việc dùng máy.",
        "Điều 6. Tổ chức thực hiện. Các phường, xã tiếp nhận, kiểm tra và gửi hồ sơ về Phòng Kinh tế, Hạ tầng thành phố trước ngày 30/9/2026. Phòng thẩm định trong hai mươi ngày, trình Uỷ ban nhân dân thành phố phê duyệt danh sách và mức hỗ trợ từng hộ. Tiền hỗ trợ chuyển qua tài khoản của chủ hộ.",
        "Hộ kê khai không đúng diện tích phải nộp lại số tiền đã nhận và không được xét trong năm tiếp theo.",
    ],
}
WARD = {
    "code": "B",
    "title": "Kế hoạch số 63/KH-UBND: thực hiện chính sách hỗ trợ chè an toàn trên địa bàn phường năm 2026",
    "site": "Uỷ ban nhân dân phường Đồi Chè",
    "date": "5/5/2026",
    "lines": [
        "Thực hiện Quyết định số 45/2026/QĐ-UBND của thành phố, Uỷ ban nhân dân phường Đồi Chè lập kế hoạch hỗ trợ các hộ trồng chè ở mười một tổ dân phố như sau.",
        "1. Tuyên truyền. Các tổ dân phố đọc nội dung chính sách trên loa trong tháng 5, dán danh mục hồ sơ tại nhà văn hoá. Tổ trưởng lập danh sách hộ có nhu cầu trước ngày 15/6/2026.",
        "2. Các khoản hỗ trợ. Hộ được hỗ trợ cây giống và hệ thống tưới theo mức của thành phố. Riêng hộ nghèo, hộ cận nghèo lắp hệ thống tưới được phường hỗ trợ thêm 2 triệu đồng tiền công lắp đặt, lấy từ nguồn vận động.",
        "Với phân hữu cơ, theo Quyết định số 45, hộ được hỗ trợ 60 % tiền mua phân, không quá 2 triệu đồng một hộ trong một năm.",
        "3. Hồ sơ gồm: đơn theo mẫu, bản sao giấy tờ về đất, hoá đơn mua hàng, ảnh nương chè. Hộ nộp đơn tại Bộ phận Một cửa của phường chậm nhất ngày 15/9/2026.",
        "4. Kiểm tra. Tổ công tác của phường xuống nương đo diện tích từng hộ, xong trước ngày 22/9/2026, rồi công khai kết quả tại nhà văn hoá trong ba ngày trước khi gửi thành phố.",
        "5. Tập huấn. Phường mở hai lớp về ủ phân và ghi nhật ký nương chè. Người dự được hỗ trợ tiền ăn 50.000 đồng một ngày.",
        "Đầu mối: chị Hoàng Thị Duyên, văn phòng phường, 0200 555 014. Vướng mắc về mức tiền, phường hỏi lại Phòng Kinh tế, Hạ tầng thành phố.",
    ],
}
COOPERATIVE = {
    "code": "C",
    "title": "Thông báo số 12/TB-HTX: quyền lợi của hộ liên kết vụ chè 2026",
    "site": "Hợp tác xã chè Sương Mai",
    "date": "20/5/2026",
    "lines": [
        "Hợp tác xã chè Sương Mai thông báo quyền lợi của hộ ký hợp đồng liên kết từ hai năm trở lên. Hộ chưa phải là thành viên vẫn được ký nếu nương chè nằm trong vùng đã lập bản đồ.",
        "Thu mua. Hợp tác xã mua hết búp chè đạt chuẩn, giá theo bảng niêm yết từng tuần. Búp có sổ nhật ký và kết quả kiểm tra an toàn được cộng thêm 2.000 đồng một ki-lô-gam; búp hái đúng một tôm hai lá được cộng 1.500 đồng một ki-lô-gam.",
        "Phân bón. Hợp tác xã ứng trước phân hữu cơ trị giá đến 1,5 triệu đồng mỗi vụ. Đây là khoản ứng: đến cuối vụ, hợp tác xã trừ dần vào tiền chè của hộ, không tính lãi.",
        "Máy móc. Hộ liên kết mượn máy đốn, máy hái không mất tiền thuê, tự chịu tiền xăng; mượn buổi nào trả trong buổi ấy để nhà khác còn dùng. Máy hỏng do dùng sai thì hộ sửa.",
        "Kỹ thuật. Chị Đàm Thị Nhài đi từng nương mỗi tháng một lần, xem sâu bệnh và ký vào sổ nhật ký. Hộ phun thuốc ngoài danh mục, hoặc bán búp của nương khác dưới tên mình, thì hợp đồng dừng ngay và khoản ứng phải trả đủ.",
        "Ký hợp đồng tại trụ sở, tổ Bến Trà, đến hết ngày 30/6/2026. Cần hỏi thêm, bà con gọi chị Vi Thị Hậu, 0200 555 260.",
    ],
}
UNION = {
    "code": "D",
    "title": "Hướng dẫn số 08/HD-HND: vay vốn quỹ hỗ trợ để trồng và chế biến chè",
    "site": "Hội Nông dân phường Đồi Chè",
    "date": "2/6/2026",
    "lines": [
        "Hội Nông dân phường hướng dẫn hội viên vay vốn từ quỹ hỗ trợ của Hội để trồng mới, cải tạo nương chè và mua dụng cụ chế biến. Vốn vay phải hoàn trả, khác với các khoản hỗ trợ không hoàn lại của thành phố; một hộ có thể nhận cả hai.",
        "Mức vay. Mỗi hộ được vay nhiều nhất 60 triệu đồng, không phải thế chấp, có xác nhận của chi hội. Lãi suất 0,4 % một tháng, tính trên số tiền còn nợ.",
        "Thời hạn. Vay trong hai mươi bốn tháng; sáu tháng đầu chưa phải trả gốc. Hộ gặp thiên tai làm đơn xin lùi kỳ trả, chi hội xác minh trong mười ngày.",
        "Điều kiện. Là hội viên từ một năm trở lên, không có nợ quá hạn ở quỹ, có phương án dùng vốn viết tay một trang: mua gì, bao nhiêu tiền, bao giờ thu lại. Hộ vay lần đầu được chi hội giúp viết.",
        "Đăng ký. Hội viên ghi tên với chi hội trưởng tổ mình trước ngày 10/7/2026. Hội họp xét công khai, ưu tiên hộ nghèo, hộ có phụ nữ làm chủ và hộ cùng mua máy theo nhóm.",
        "Kiểm tra. Ba tháng một lần, chi hội xem việc dùng vốn. Dùng sai việc đã ghi thì phải trả trước hạn. Đầu mối: ông Phùng Đức Lành, 0200 555 383.",
    ],
}
OPEN_ROWS = {
    3: {"A": ("15 triệu", [["không quá 15 triệu đồng"], ["tưới"]])},
    4: {"B": ("15/9", [["ngày 15/9/2026", "ngày 15/9", "15/9/2026"], ["nộp đơn"]])},
}
_FERTILISER = ["phân"]
HELD_OUT_ROWS = {
    5: {
        "A": ("3 triệu", [["không quá 3 triệu đồng"], _FERTILISER]),
        "B": ("2 triệu", [["không quá 2 triệu đồng"], _FERTILISER]),
    },
    6: {"C": ("2.000", [["cộng thêm 2.000 đồng"], ["an toàn", "sổ nhật ký"]])},
}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    shown = {
        "question": "Hộ trồng chè ở phường Đồi Chè được hỗ trợ những gì?",
        "today": "15/6/2026",
        "origin": ORIGIN,
        "rows": 6,
        "sources": [CITY, WARD, COOPERATIVE, UNION],
    }
    write("data/che.json", shown | {"key": key("B1.08/che", OPEN_ROWS)})
    hidden = {"on": "B1.08/che", "held_out": True, "conflicts": [5], "key": key("B1.08/che-an", HELD_OUT_ROWS)}
    write("hidden/che-dap-an.json", hidden)
