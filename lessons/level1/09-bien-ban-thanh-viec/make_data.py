"""Write the minutes of this lesson: one open, five held out, each with its sealed key. Run: python make_data.py

In the texts below ``«person|day»`` after a sentence marks what the meeting settled there ("?": it does not say).
"""

import json
import re
from pathlib import Path

from binhdan.ai.practice.minutes import present, units
from binhdan.check.actions import key

HERE = Path(__file__).parent
_MARK = re.compile(r"\s*«([^|»]+)\|([^»]+)»")
WORKED = ["Chị Mận nhận in 30 tờ rơi, thứ Bảy này xong.", "Bác Sự đã quét sân kho từ hôm qua."]

OPEN = """BIÊN BẢN HỌP CHUẨN BỊ NGÀY HỘI ĐỌC SÁCH, PHƯỜNG ĐỒI CHÈ
Ngày họp: thứ Hai, 4/5/2026, từ 8 giờ, phòng họp tầng 2.
Chủ trì: ông Phùng Đức Lành. Thư ký: chị Hoàng Thị Duyên.
Có mặt: anh Lương Văn Tụng, chị Đàm Thị Nhài, anh Kiều Gia Khoát, bà Quách Thị Thơm (tổ trưởng Cầu Đá).
Vắng: chị Vi Thị Hậu (con ốm).
1. Điểm lại việc cũ
- Anh Tụng đã sửa xong loa tổ Gò Mây hôm 28/4, hết 450.000 đồng.
- Chị Nhài đã gửi danh sách bạn đọc nhỏ tuổi cho trường ngày 29/4, không ai kêu thiếu.
- Bà Thơm vừa xin được 60 cuốn truyện cũ, đang để tạm ở nhà bà.
2. Ngày hội 23/5
- Anh Khoát nhận mượn 40 ghế của trường, xong trước thứ Sáu tuần sau.«Kiều Gia Khoát|2026-05-15»
- Giao chị Nhài soạn giấy mời gửi 11 tổ, hạn 12/5.«Đàm Thị Nhài|2026-05-12»
- Bà Thơm đề xuất thuê thêm phông bạt cỡ lớn, mọi người thấy đắt, để lần sau bàn.
- Nhờ anh Bồng bên điện lực kéo đường dây ra sân trước ngày 20/5.«?|2026-05-20»
- Phải kê lại giá sách ở nhà văn hoá trước 18/5, chưa ai nhận.«?|2026-05-18»
- Ông Lành nhắc: năm ngoái mình làm muộn, năm nay đừng để bà con chê nữa.
- Bà Thơm lo nước uống cho 120 người.«Quách Thị Thơm|?»
3. Việc khác
- Anh Khoát có ý kiến nên mua loa kéo mới, khoảng 3,5 triệu, chưa thống nhất.
- Ông Lành dặn: lịch dán bảng tin thì ghi ngày/tháng/năm cho bà con dễ đọc.
- Anh Tụng gọi lại thợ xem máy chiếu, thứ Tư này báo chị Duyên.«Lương Văn Tụng|2026-05-06»
Họp xong lúc 10 giờ 15. Ai cũng khen ấm chè mới của bà Thơm."""

HELD_OUT = [
    """BIÊN BẢN HỌP TỔ DÂN PHỐ CẦU ĐÁ
Ngày họp: tối thứ Bảy, 13/6/2026, tại nhà văn hoá tổ. Mất điện 15 phút nên bắt đầu muộn.
Chủ trì: bà Quách Thị Thơm, tổ trưởng. Ghi biên bản: anh Tạ Văn Sự.
Thành phần: ông Nông Văn Kỉnh, chị Lò Thị Mận, anh Giàng A Páo, bà Mùa Thị Dở, ông Đoàn Bá Thưởng, cùng 31 hộ.
Vắng có lý do: anh Hà Văn Tẻo.
I. VỆ SINH, THOÁT NƯỚC
1. Bà Thơm báo cáo quỹ tổ còn 6.240.000 đồng, thu đủ 54/58 hộ.
2. Ông Kỉnh đã nạo xong đoạn cống trước cổng trường từ 7/6, bà con cảm ơn.
3. Đoạn cống cuối ngõ 2 tắc nặng: phân công anh Páo thuê thợ thông cống, phải xong trước 20/6.«Giàng A Páo|2026-06-20»
4. Chị Mận nhận đi thu tiền rác 4 hộ còn thiếu, chậm nhất thứ Năm tuần sau.«Lò Thị Mận|2026-06-18»
5. Ông Thưởng nói nhiều về chuyện chó thả rông, đề xuất phạt tiền, chưa thống nhất vì không rõ quy định.
6. Cần đặt thêm 3 thùng rác ở dốc chợ trước ngày 25/6, chưa ai nhận.«?|2026-06-25»
II. AN TOÀN MÙA MƯA
1. Anh Sự vừa phát xong tờ rơi phòng sét cho các hộ ven suối hôm 11/6.
2. Nhờ anh Bồng (điện lực) chặt cành xoan chạm dây, hạn 22/6.«?|2026-06-22»
3. Bà Dở lo vận động hai hộ sát ta luy chuyển đồ lên cao;«Mùa Thị Dở|?» tối chủ nhật này anh Sự gọi điện hỏi lại từng nhà.«Tạ Văn Sự|2026-06-14»
4. Anh Páo đã mua 2 cuộn dây thừng để ở kho, hoá đơn 180.000 đồng.
5. Có người bảo nên sắm một cái xuồng, cả nhà cười, để sau.
III. VIỆC KHÁC
- Anh Sự dặn: danh sách dán ở cổng thì viết ngày/tháng/năm, chữ to, kẻo các cụ không đọc được.
- Ông Thưởng phụ trách xin trường cho mượn sân tập dưỡng sinh, hạn cuối tháng 6.«Đoàn Bá Thưởng|2026-06-30»
- Ông Kỉnh kể chuyện lũ năm 1986, nước ngập đến bậc thứ năm của nhà văn hoá.
Họp kết thúc 21 giờ 40.""",
    """BIÊN BẢN CUỘC HỌP HỢP TÁC XÃ CHÈ SƯƠNG MAI
Thời gian: 14 giờ thứ Tư, ngày 8 tháng 7 năm 2026.
Chủ trì: chị Tạ Thị Lành, giám đốc. Thư ký: anh Đinh Công Trứ.
Có mặt: ông Bàn Văn Phú, bà Nông Thị Sen, anh Lù Văn Chấn, chị Phàn Thị Mẩy.
Vắng: cô Hoàng Thị Én (đi chợ phiên).
A. Nhìn lại tháng 6
• Sao được 1.860 kg chè khô, hao 4,2 %. Bà Sen đã trả xong tiền công hái đợt 1 ngày 30/6.
• Anh Chấn đã thay dây cu-roa máy vò số 2; chạy êm.
• Khách ở xa phản ánh hộp móp. Chị Mẩy đề xuất đổi sang hộp thiếc, giá gấp ba nên chưa chốt.
B. Việc tháng 7
• Giao anh Trứ gửi báo giá hộp giấy dày của ba xưởng in, hạn 15/7.«Đinh Công Trứ|2026-07-15»
• Ông Phú nhận kiểm tra lại ẩm độ 40 bao trong kho, thứ Sáu này có kết quả.«Bàn Văn Phú|2026-07-10»
• Chị Mẩy đứng ra chụp ảnh bộ hộp quà Trung thu, xong trước 28/7.«Phàn Thị Mẩy|2026-07-28»
• Máy sao số 1 kêu to: phải gọi thợ bảo dưỡng trước ngày 18/7, chưa phân công.«?|2026-07-18»
• Anh Chấn xem xét chuyện lắp pin mặt trời, lần sau bàn kỹ.
• Nhờ ông Sùng A Dế bên trạm khuyến nông lấy mẫu đất đồi C, chậm nhất thứ Ba tuần sau.«?|2026-07-14»
• Bà Sen phụ trách ghi lại sổ công của 26 người hái.«Nông Thị Sen|?»
C. Linh tinh
• Chị Lành cho biết đoàn tham quan 45 người sẽ lên ngày 2/8, ăn trưa tại xưởng.
• Chị Mẩy vừa đăng xong ba bài lên trang của hợp tác xã, có 214 lượt thích.
• Chị Lành dặn: hoá đơn từ nay viết đủ ngày/tháng/năm.
• 5 ngày nữa anh Chấn chở 12 thùng hàng ra bến xe.«Lù Văn Chấn|2026-07-13»
Giải tán lúc 16 giờ 20.""",
    """BIÊN BẢN HỌP BAN ĐẠI DIỆN CHA MẸ HỌC SINH, TRƯỜNG TIỂU HỌC ĐỒI CHÈ
Hôm nay, thứ Năm 3/9/2026, lúc 17 giờ, tại phòng hội đồng.
Chủ toạ: cô Trịnh Thị Ngần, hiệu phó. Người ghi: chị Vũ Thị Loan.
Thành phần: anh Cao Đình Tuấn, chị Ma Thị Pàng, thầy Lê Văn Đính, anh Hứa Văn Quyết, bà Triệu Thị Ghển.
Vắng: anh Phạm Quang Lợi.
Phần 1: đầu năm học
+ Cô Ngần thông báo trường có 412 em, 13 lớp, tăng 27 em.
+ Thầy Đính đã nhận đủ sách giáo khoa ngày 28/8, thiếu 6 cuốn Tiếng Việt.
+ Chị Pàng đề nghị thầy Đính đặt bù 6 cuốn Tiếng Việt, phải xong trước 11/9.«Lê Văn Đính|2026-09-11»
+ Anh Quyết nhận sơn lại vạch sang đường trước cổng, chủ nhật này làm.«Hứa Văn Quyết|2026-09-06»
+ Bà Ghển có ý kiến nên bán nước chè ở cổng gây quỹ; nhà trường không đồng ý.
Phần 2: bếp ăn bán trú
+ Suất ăn giữ 24.000 đồng. Anh Tuấn vừa kiểm tra xong sổ nhập hàng tuần trước.
+ Phân công chị Loan lập lịch phụ huynh giám sát bếp, hạn 15/9.«Vũ Thị Loan|2026-09-15»
+ Cần mua 2 tủ giữ lạnh cũ còn tốt trước ngày 20/9, chưa ai nhận.«?|2026-09-20»
+ Nhờ bác sĩ Lò Văn Sâm (trạm y tế) hướng dẫn nhà bếp lưu mẫu thức ăn trước 14/9.«?|2026-09-14»
+ Anh Tuấn lo tìm người nấu thay khi cô Xoa nghỉ đẻ.«Cao Đình Tuấn|?»
Phần 3: khác
+ Chị Loan đã thu 18.600.000 đồng quỹ lớp, có sổ kèm theo.
+ Chị Pàng đề xuất may thêm áo khoác đồng phục, 185.000 đồng một cái, lần sau bàn.
+ Cô Ngần nói: giấy gửi phụ huynh ghi theo ngày/tháng/năm cho thống nhất.
+ Chị Pàng gọi thợ xem mái nhà xe, thứ Tư tuần sau báo lại cô Ngần.«Ma Thị Pàng|2026-09-09»
Họp đến 18 giờ 35, trời mưa to.""",
    """BIÊN BẢN HỌP TRIỂN KHAI TIÊM CHỦNG, TRẠM Y TẾ PHƯỜNG ĐỒI CHÈ
Ngày họp: thứ Ba, 20/10/2026, 7 giờ 30.
Chủ trì: anh Lò Văn Sâm, trưởng trạm. Thư ký: chị Vi Thị Hậu.
Dự họp: chị Đặng Thị Mùi, anh Nguyễn Bá Khiêm, bà Chu Thị Tị (cộng tác viên), chị Hoàng Thị Duyên (văn phòng phường).
1/ Tình hình
- Toàn phường còn 86 cháu chưa tiêm nhắc. Bà Tị đã rà xong tổ Ao Sen ngày 17/10, được 14 cháu.
- Anh Khiêm đã đem tủ lạnh đi bảo dưỡng, hoá đơn 640.000 đồng.
- Chị Mùi phàn nàn: ghế chờ gãy 3 cái, người già phải đứng.
2/ Chốt việc
- Chị Mùi nhận gọi điện cho 86 nhà, xong trước thứ Hai tuần sau.«Đặng Thị Mùi|2026-10-26»
- Giao anh Khiêm lĩnh 120 liều vắc-xin ở kho thành phố, hạn 23/10.«Nguyễn Bá Khiêm|2026-10-23»
- Chị Duyên phụ trách đọc thông báo trên loa 11 tổ, chậm nhất ngày 24/10.«Hoàng Thị Duyên|2026-10-24»
- Phải dọn phòng chờ và mượn 20 ghế trước 27/10, chưa ai nhận.«?|2026-10-27»
- Nhờ thầy Lê Văn Đính bên trường đưa danh sách học sinh lớp 1 trước thứ Sáu này.«?|2026-10-23»
- Bà Tị lo đón các cụ ở tổ Khe Sim.«Chu Thị Tị|?»
- Chị Hậu đề xuất tiêm thêm buổi tối, anh Sâm thấy thiếu người nên chưa thống nhất.
3/ Khác
- Anh Sâm dặn: phiếu hẹn viết rõ ngày/tháng/năm, đừng viết tắt.
- Chị Hậu vừa in xong 200 phiếu đồng ý, còn thừa mực.
- Có ý kiến nên làm áo đồng phục cho cộng tác viên, để sau.
- 3 ngày nữa chị Hậu nộp báo cáo tuần cho phường.«Vi Thị Hậu|2026-10-23»
Kết thúc 8 giờ 45.""",
    """BIÊN BẢN HỌP BAN TỔ CHỨC NGÀY HỘI CHÈ, PHƯỜNG ĐỒI CHÈ
Ngày họp: chiều thứ Sáu, 6/11/2026. Nơi họp: sân kho hợp tác xã, hơi ồn vì máy sao chạy.
Chủ trì: ông Phùng Đức Lành. Ghi: chị Hoàng Thị Duyên.
Tham dự: anh Kiều Gia Khoát, chị Phàn Thị Mẩy, ông Bàn Văn Phú, chị Đàm Thị Nhài, anh Lương Văn Tụng.
Vắng: bà Quách Thị Thơm, anh Tạ Văn Sự.
MỘT. Đã làm
* Chị Nhài đã gửi giấy mời 34 gian hàng từ 2/11, 21 nơi trả lời.
* Anh Khoát vừa đo lại sân: rộng 1.150 m², đủ chỗ.
* Tiền tài trợ được 27,5 triệu, chị Mẩy đã nộp vào quỹ ngày 5/11.
HAI. Phải làm cho ngày hội 29/11
* Anh Khoát nhận vẽ sơ đồ gian hàng, thứ Ba tuần sau có bản đầu.«Kiều Gia Khoát|2026-11-10»
* Giao chị Nhài gọi 13 nơi chưa trả lời, hạn 11/11.«Đàm Thị Nhài|2026-11-11»
* Ông Phú phụ trách chọn 5 nghệ nhân thi sao chè, phải xong trước ngày 16/11.«Bàn Văn Phú|2026-11-16»
* Xin phép đóng đường phía chợ: phải nộp đơn trước 13/11, chưa ai nhận.«?|2026-11-13»
* Nhờ chị Vi Thị Hậu ở trạm y tế trực sơ cứu, chậm nhất 20/11 trả lời.«?|2026-11-20»
* Chị Mẩy lo chè mời khách.«Phàn Thị Mẩy|?»
* Ông Phú đề xuất thi thêm bóng chuyền, sân chật nên chưa chốt.
* Có ý kiến nên bắn pháo giấy; ông Lành bảo tốn tiền, để sau.
BA. Dặn thêm
* Chị Duyên nói: áp phích thì ghi ngày/tháng/năm, còn sổ trực để tôi lo mẫu.
* Anh Tụng chuẩn bị 2 loa kéo và 4 micro, hạn cuối tháng 11.«Lương Văn Tụng|2026-11-30»
* Ông Lành cảm ơn mọi người, nhắc giữ sức khoẻ mùa lạnh.
Tan họp 17 giờ.""",
]


def minutes(name: str, marked: str) -> dict:
    """Take the marks out of ``marked`` and seal what they say beside the number of their sentence."""
    text = _MARK.sub("", marked)
    pieces = units(text)
    actions = []
    for line in marked.splitlines():
        for found in _MARK.finditer(line):
            before = units(_MARK.sub("", line[: found.start()]))[-1]
            actions.append((pieces.index(before) + 1, found[1], found[2]))
    return {"text": text, "people": present(text), "key": key(name, text, actions)}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    opened = minutes("B1.09/bien-ban-mau", OPEN)
    common = {"slot": "bien_ban"}
    write("data/bien-ban-mau.json", {"facts": {"bien_ban": opened["text"]}, "worked": WORKED, "minutes": [opened]} | common)
    held_out = [minutes(f"B1.09/an-{number}", text) for number, text in enumerate(HELD_OUT, 1)]
    write("hidden/bien-ban-an.json", {"minutes": held_out, "held_out": True} | common)
