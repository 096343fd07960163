"""Write the two questions, ten search results each, and the sealed key of each. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check.sources import key

HERE = Path(__file__).parent
ORIGIN = "Mọi trang, cơ quan, công ty và con số ở đây đều do nhóm soạn bài đặt ra để tập; không có thật."
STALE = "đã bị văn bản mới hơn thay thế"
DRAFT = "mới là dự thảo, chưa phải quy định"
NOBODY = "không rõ ai chịu trách nhiệm"
SELLS = "người viết được lợi khi bạn tin"
RETOLD = "kể lại văn bản mà không đúng"


def source(code: str, title: str, site: str, date: str, snippet: str, *lines: str) -> dict:
    """One search result and the page behind it."""
    return {"code": code, "title": title, "site": site, "date": date, "snippet": snippet, "lines": list(lines)}


RUBBISH = [
    source(
        "1",
        "Giá rác 2026 tăng mạnh, các mẹ chuẩn bị chưa?",
        "songgonmoingay.example (blog cá nhân)",
        "18/6/2026",
        "Từ tháng 7 nhà mình sẽ đóng 35.000 đồng một tháng, xem ngay bảng giá đầy đủ…",
        "Chào cả nhà, hôm nay mình nói chuyện tiền rác nhé!",
        "Theo mình đọc được thì từ 1/7/2026 giá rác ở các phường của thành phố Sông Trà tăng lên 35.000 đồng một hộ một tháng. Số này nằm trong bản thành phố đưa ra hồi tháng 3, mình chép lại cho tiện.",
        "Nhà đông người thì tính ra cũng không đáng bao nhiêu. Muốn đỡ rác, các mẹ thử ủ vỏ rau quả làm phân như bài trước mình chỉ.",
        "Nhớ bấm theo dõi trang để không bỏ lỡ mẹo hay!",
    ),
    source(
        "2",
        "Quyết định số 31/2026/QĐ-UBND về giá dịch vụ thu gom rác thải sinh hoạt",
        "Cổng thông tin điện tử thành phố Sông Trà, mục Văn bản",
        "5/6/2026",
        "Ban hành giá dịch vụ thu gom, vận chuyển rác thải sinh hoạt trên địa bàn…",
        "Uỷ ban nhân dân thành phố Sông Trà ban hành Quyết định về giá dịch vụ thu gom, vận chuyển rác thải sinh hoạt trên địa bàn thành phố.",
        "Điều 2. Mức giá: a) Hộ gia đình ở các phường: 32.000 đồng/hộ/tháng. b) Hộ gia đình ở các xã: 24.000 đồng/hộ/tháng. c) Hộ kinh doanh nhỏ, dưới 1 m³ rác một tháng: 90.000 đồng/hộ/tháng.",
        "Điều 3. Hộ nghèo và hộ có người khuyết tật nặng được giảm một nửa mức giá quy định tại Điều 2.",
        "Điều 5. Quyết định này có hiệu lực từ ngày 1/7/2026 và thay thế Quyết định số 18/2023/QĐ-UBND ngày 12/12/2023.",
    ),
    source(
        "3",
        "Quyết định số 18/2023/QĐ-UBND về giá dịch vụ vệ sinh môi trường",
        "Cổng thông tin điện tử thành phố Sông Trà, mục Văn bản",
        "12/12/2023",
        "Hộ gia đình ở các phường: 26.000 đồng/hộ/tháng. Hộ gia đình ở các xã…",
        "Uỷ ban nhân dân thành phố Sông Trà ban hành Quyết định về giá dịch vụ vệ sinh môi trường trên địa bàn thành phố.",
        "Điều 2. Mức giá: a) Hộ gia đình ở các phường: 26.000 đồng/hộ/tháng. b) Hộ gia đình ở các xã: 20.000 đồng/hộ/tháng. c) Hộ kinh doanh nhỏ: 75.000 đồng/hộ/tháng.",
        "Điều 4. Đơn vị thu gom niêm yết giá tại trụ sở và thu tiền theo tháng hoặc theo quý, có phiếu thu.",
        "Điều 5. Quyết định này có hiệu lực từ ngày 1/1/2024.",
    ),
    source(
        "4",
        "Thông báo số 72/TB-UBND về việc thu tiền rác từ tháng 7/2026",
        "Trang thông tin phường Đồi Chè",
        "15/6/2026",
        "Phường thông báo để các hộ biết và thực hiện thống nhất ở mười một tổ dân phố…",
        "Thực hiện Quyết định số 31/2026/QĐ-UBND của thành phố, Uỷ ban nhân dân phường Đồi Chè thông báo để bà con ở mười một tổ dân phố biết và thực hiện.",
        "Từ tháng 7/2026, mỗi hộ gia đình nộp 32 nghìn đồng một tháng. Cơ sở kinh doanh ăn uống ký hợp đồng riêng với đơn vị thu gom, mức từ 90 nghìn đồng.",
        "Hộ nghèo nộp một nửa; tổ trưởng lập danh sách gửi về phường trước ngày 28/6.",
        "Tiền nộp cho người thu của Công ty Môi trường Sông Trà, có phiếu thu. Cần hỏi thêm, bà con gọi 0200 555 072.",
    ),
    source(
        "5",
        "Giá rác mới: hộ gia đình chỉ 23.000 đồng",
        "Báo điện tử Sông Trà Hôm Nay",
        "7/6/2026",
        "Thành phố vừa ban hành giá thu gom rác mới, áp dụng từ đầu tháng 7…",
        "Thành phố Sông Trà vừa ban hành Quyết định 31/2026 về giá thu gom rác, áp dụng từ ngày 1/7/2026.",
        "Theo đó, hộ gia đình ở các phường nộp 23.000 đồng mỗi tháng, hộ kinh doanh nhỏ nộp 90.000 đồng. Nhiều bạn đọc gọi tới toà soạn cho rằng mức này vừa phải.",
        "Chị Ngân Thị Thoa, một hộ bán xôi, nói chị lo khoản thu của hàng quán hơn khoản thu của gia đình.",
        "Toà soạn sẽ tiếp tục thông tin khi đơn vị thu gom có hướng dẫn cụ thể.",
    ),
    source(
        "6",
        "Gom rác tận nhà, sạch trong ngày, giá trọn gói",
        "gomracsachnhanh.example (quảng cáo)",
        "20/6/2026",
        "Giá thành phố 32.000 đồng nhưng phải chờ xe? Chỉ thêm một chút là có người đến tận cửa…",
        "Bạn ngại mang rác ra đầu ngõ đúng giờ? Đội gom Sạch Nhanh đến tận cửa, mỗi ngày hai lượt, kể cả chủ nhật.",
        "Giá thành phố cho hộ gia đình từ 1/7/2026 là 32.000 đồng một tháng nhưng phải chờ xe. Chỉ với 45.000 đồng một tháng, bạn không còn phải chờ.",
        "Ưu đãi: đăng ký trước ngày 30/6 được tặng hai cuộn túi rác và miễn phí tháng đầu.",
        "Gọi ngay 0200 555 645. Số lượng có hạn.",
    ),
    source(
        "7",
        "Lấy ý kiến dự thảo Quyết định về giá thu gom rác thải sinh hoạt năm 2026",
        "Cổng thông tin điện tử thành phố Sông Trà, mục Góp ý",
        "10/3/2026",
        "Hộ gia đình ở các phường: 35.000 đồng/hộ/tháng. Mời tổ chức, cá nhân góp ý…",
        "Phòng Kinh tế, Hạ tầng thành phố đăng dự thảo Quyết định về giá dịch vụ thu gom rác thải sinh hoạt để tổ chức, cá nhân góp ý.",
        "Mức giá đề xuất từ ngày 1/7/2026: hộ gia đình ở các phường 35.000 đồng/hộ/tháng; hộ gia đình ở các xã 26.000 đồng/hộ/tháng; hộ kinh doanh nhỏ 100.000 đồng/hộ/tháng.",
        "Ý kiến gửi về Phòng trước ngày 10/4/2026. Sau khi tiếp thu, Phòng trình Uỷ ban nhân dân thành phố xem xét.",
    ),
    source(
        "8",
        "Tiền rác lên bao nhiêu mọi người ơi?",
        "Diễn đàn Chợ quê Sông Trà",
        "21/6/2026",
        "Nghe đâu 32.000, mà bà bán rau đầu ngõ lại bảo 40.000, ai biết chỉ với…",
        "muatrua_72: Nghe bảo tháng 7 tiền rác tăng, có ai biết bao nhiêu không ạ?",
        "chutieu: Hộ gia đình 32.000 đồng một tháng nhé, ông anh tôi làm bên môi trường bảo thế.",
        "banrau_daungo: Ở ngõ tôi họ nói 40.000 cơ, thu từ tháng này luôn rồi.",
        "chutieu: Chắc ngõ nhà bác khác. Mà thôi, cứ chờ người thu đến rồi hỏi.",
        "muatrua_72: Vâng, cảm ơn các bác.",
    ),
    source(
        "9",
        "Bảng giá thu gom rác áp dụng từ ngày 1/7/2026",
        "Công ty Môi trường Sông Trà (đơn vị được thành phố giao thu gom)",
        "18/6/2026",
        "Công ty niêm yết bảng giá mới và lịch xe chạy theo từng khu vực…",
        "Căn cứ Quyết định số 31/2026/QĐ-UBND, Công ty Môi trường Sông Trà niêm yết giá thu gom áp dụng từ ngày 1/7/2026.",
        "Khu vực phường: hộ gia đình 32.000 đồng/tháng; hộ kinh doanh nhỏ 90.000 đồng/tháng; trường học, trạm y tế thu theo khối lượng, 410.000 đồng/m³.",
        "Khu vực xã: hộ gia đình 24.000 đồng/tháng.",
        "Người thu của công ty đeo thẻ và đưa phiếu thu. Bà con không nộp tiền khi không có phiếu. Đường dây hỏi đáp: 0200 555 318.",
    ),
    source(
        "10",
        "Hỏi: Nhà tôi ở phường Đồi Chè, từ tháng 7 nộp tiền rác thế nào?",
        "Cổng thông tin điện tử thành phố Sông Trà, mục Hỏi – Đáp",
        "16/6/2026",
        "Câu hỏi của bà Lương Thị Mây; cơ quan trả lời: Phòng Kinh tế, Hạ tầng thành phố…",
        "Bà Lương Thị Mây hỏi: Nhà tôi có bốn người ở phường Đồi Chè, đang nộp 26.000 đồng. Từ tháng 7 nộp bao nhiêu, có tính theo đầu người không?",
        "Phòng Kinh tế, Hạ tầng thành phố trả lời: Theo Quyết định số 31/2026/QĐ-UBND, giá tính theo hộ, không tính theo đầu người.",
        "Hộ gia đình của bà ở khu vực phường nên từ ngày 1/7/2026 nộp 32.000 đồng một tháng, dù có bao nhiêu người.",
        "Nếu bị thu cao hơn, bà giữ phiếu thu và báo cho Phòng theo số 0200 555 207.",
    ),
]
_RUBBISH_PRICE = ["32.000 đồng", "32 nghìn đồng"]
_RUBBISH_WHO = ["hộ gia đình", "nộp 32.000 đồng một tháng", "nộp 32 nghìn đồng một tháng"]
RUBBISH_RIGHT = {code: [_RUBBISH_PRICE, _RUBBISH_WHO] for code in ("2", "4", "9", "10")}
RUBBISH_WEAK = {"1": NOBODY, "3": STALE, "5": RETOLD, "6": SELLS, "7": DRAFT, "8": NOBODY}

FAIR = [
    source(
        "1",
        "Thông báo số 104/TB-UBND: gia hạn nhận đơn Hội chợ Chè thu",
        "Trang thông tin phường Đồi Chè",
        "22/7/2026",
        "Phường gia hạn nhận đơn đăng ký gian hàng đến hết ngày 20/8/2026…",
        "Ngày 1/7/2026, phường ban hành Kế hoạch số 96/KH-UBND tổ chức Hội chợ Chè thu. Đến nay mới có mười bảy hộ đăng ký.",
        "Để bà con có thêm thời gian chuẩn bị, Uỷ ban nhân dân phường Đồi Chè gia hạn nhận đơn đăng ký gian hàng đến hết ngày 20/8/2026, thay cho ngày 10/8/2026 trong Kế hoạch.",
        "Các nội dung khác của Kế hoạch giữ nguyên. Hộ đã nộp đơn không phải nộp lại.",
        "Đầu mối: chị Hoàng Thị Duyên, văn phòng phường, 0200 555 014.",
    ),
    source(
        "2",
        "Làm hồ sơ hội chợ trọn gói, không lo trượt",
        "hosonhanhgon.example (quảng cáo)",
        "7/8/2026",
        "Hạn nhận đơn 28/8 sắp hết! Chúng tôi lo từ A đến Z…",
        "Đơn đăng ký gian hàng Hội chợ Chè thu nhận đến hết ngày 28/8/2026, còn rất ít chỗ! Bạn bận bán hàng? Để chúng tôi lo.",
        "Phí làm hồ sơ 500.000 đồng, có mặt trong ngày. Cam kết giữ được gian ở vị trí đẹp, gần cổng.",
        "Đặt trước ngày 15/8 giảm 20 %. Chuyển khoản trước một nửa để giữ chỗ.",
        "Trang này là của Văn phòng dịch vụ Nhanh Gọn, không thuộc ban tổ chức hội chợ.",
    ),
    source(
        "3",
        "Thông báo số 112/TB-UBND: lùi ngày mở Hội chợ Chè thu",
        "Trang thông tin phường Đồi Chè",
        "5/8/2026",
        "Do đường vào sân vận động đang sửa, phường điều chỉnh thời gian tổ chức…",
        "Do đường vào sân vận động đang sửa sau mưa, Uỷ ban nhân dân phường Đồi Chè lùi ngày khai mạc Hội chợ Chè thu từ 5/9 sang 19/9/2026.",
        "Hộ kinh doanh nộp đơn đăng ký gian hàng chậm nhất ngày 28/8/2026. Thông báo này thay thế Thông báo số 104/TB-UBND ngày 22/7/2026.",
        "Hợp tác xã chè Sương Mai được giao nhận đơn cùng Bộ phận Một cửa của phường. Danh sách gian hàng được dán tại phường ngày 4/9.",
        "Hộ đã nộp đơn mà không dự được ngày mới thì báo lại trước ngày 25/8.",
    ),
    source(
        "4",
        "Hội chợ Chè thu còn nhận đơn không các chị?",
        "Diễn đàn Tiểu thương Sông Trà",
        "8/8/2026",
        "Hạn hết 28/8 nhé, chị bánh gai nói vậy, khỏi lo…",
        "banhgai_bacgiao: Em định bán ở hội chợ phường Đồi Chè, còn kịp nộp đơn không ạ?",
        "xoinep: Hộ kinh doanh nộp đơn đăng ký đến hết ngày 28/8 nhé, chị em ở chợ truyền nhau thế.",
        "chothatbuon: Tôi tưởng hết 10/8 rồi. Năm ngoái nộp muộn ba ngày họ vẫn nhận đấy.",
        "xoinep: Cứ nộp đại đi, thiếu gì bổ sung sau. Gian đầu cổng hết thì đứng gian cuối.",
        "banhgai_bacgiao: Dạ, em cảm ơn các chị.",
    ),
    source(
        "5",
        "Hội chợ Chè thu lùi hai tuần vì sửa đường",
        "Báo điện tử Sông Trà Hôm Nay",
        "6/8/2026",
        "Hội chợ lùi ngày khai mạc sang 19/9, các hộ có thêm thời gian đăng ký…",
        "Phường Đồi Chè vừa thông báo lùi ngày khai mạc Hội chợ Chè thu sang 19/9/2026 do đường vào sân vận động đang sửa.",
        "Theo thông báo mới, hộ kinh doanh nộp đơn đăng ký gian hàng chậm nhất ngày 18/8/2026, tại Bộ phận Một cửa hoặc hợp tác xã chè Sương Mai.",
        "Năm nay hội chợ dự kiến có sáu mươi gian, thêm khu trình diễn sao chè bằng tay và khu trò chơi cho trẻ nhỏ.",
        "Năm ngoái, hội chợ đón khoảng bốn nghìn lượt khách trong ba ngày.",
    ),
    source(
        "6",
        "Lịch hội chợ, phiên chợ quý III (cập nhật ngày 6/8)",
        "Trung tâm Xúc tiến thương mại thành phố Sông Trà (cùng tổ chức hội chợ)",
        "6/8/2026",
        "Trung tâm cập nhật lịch các hội chợ trong quý III, theo thông báo của từng phường…",
        "Trung tâm Xúc tiến thương mại cập nhật lịch các hội chợ do Trung tâm cùng tổ chức với các phường.",
        "Phiên chợ Rau sạch, phường Bãi Soi: 15 và 16/8; đã hết hạn nhận đơn.",
        "Hội chợ Chè thu, phường Đồi Chè: khai mạc 19/9/2026 (lịch cũ: 5/9); nhận đơn của hộ kinh doanh đến hết ngày 28 tháng 8 năm 2026.",
        "Hội chợ Thủ công, phường Lò Gốm: khai mạc 26/9; nhận đơn đến hết ngày 5 tháng 9.",
        "Thắc mắc xin gọi Trung tâm: 0200 555 530.",
    ),
    source(
        "7",
        "Kế hoạch số 96/KH-UBND tổ chức Hội chợ Chè thu năm 2026",
        "Trang thông tin phường Đồi Chè",
        "1/7/2026",
        "Hộ kinh doanh nộp đơn đăng ký gian hàng chậm nhất ngày 10/8/2026…",
        "Uỷ ban nhân dân phường Đồi Chè tổ chức Hội chợ Chè thu năm 2026 tại sân vận động phường, từ ngày 5/9 đến ngày 7/9/2026, quy mô sáu mươi gian hàng.",
        "Hộ kinh doanh nộp đơn đăng ký gian hàng chậm nhất ngày 10/8/2026 tại Bộ phận Một cửa.",
        "Tiền điện, nước và dọn vệ sinh: 150.000 đồng một gian cho cả ba ngày. Hộ mới mở cửa hàng trong năm được miễn.",
        "Mỗi gian treo bảng giá và bản sao giấy đăng ký hộ kinh doanh; hàng ăn uống có thêm giấy về an toàn thực phẩm.",
    ),
    source(
        "8",
        "Nhận đơn Hội chợ Chè thu tại trụ sở hợp tác xã",
        "Hợp tác xã chè Sương Mai (được phường giao nhận đơn)",
        "6/8/2026",
        "Hợp tác xã nhận đơn các ngày trong tuần, trừ chủ nhật; mẫu đơn có sẵn ở bàn trực…",
        "Theo Thông báo số 112/TB-UBND của phường, hợp tác xã chè Sương Mai nhận đơn đăng ký gian hàng tại trụ sở, tổ Bến Trà.",
        "Hợp tác xã nhận đơn đến 17 giờ thứ Sáu, ngày 28/8; sau giờ đó không nhận thêm.",
        "Xã viên muốn bán chung gian của hợp tác xã thì ghi tên trước ngày 20/8 để chia ca trực, mỗi ca hai người.",
        "Mẫu đơn có sẵn ở bàn trực. Người nhận đơn: chị Vi Thị Hậu, 0200 555 260.",
    ),
    source(
        "9",
        "Hội chợ Chè thu 2026: mọi điều cần biết trong một phút",
        "machnhotieuthuong.example (blog, bài do AI tổng hợp)",
        "9/8/2026",
        "Tóm tắt nhanh: ai được bán, phí bao nhiêu, nộp đơn đến khi nào…",
        "Bài này do công cụ AI tổng hợp từ nhiều trang trên mạng, người đăng chưa đối chiếu với văn bản gốc.",
        "Hội chợ Chè thu là dịp để các hộ kinh doanh giới thiệu sản phẩm, giao lưu và mở rộng khách hàng. Không khí vui tươi, đậm đà bản sắc vùng chè.",
        "Hạn nộp đơn đăng ký: hộ kinh doanh nộp chậm nhất ngày 28/8/2026; riêng hàng ăn uống nộp trước ngày 20/8/2026.",
        "Phí gian hàng: khoảng 150.000 đến 500.000 đồng tuỳ vị trí. Bạn nên chuẩn bị sớm để có chỗ đẹp!",
    ),
    source(
        "10",
        "Hỏi: Tôi bán mật ong, nộp đơn hội chợ đến khi nào?",
        "Trang thông tin phường Đồi Chè, mục Hỏi – Đáp",
        "7/8/2026",
        "Câu hỏi của ông Kiều Gia Khoát; Bộ phận Một cửa của phường trả lời…",
        "Ông Kiều Gia Khoát hỏi: Tôi bán mật ong, đã có giấy đăng ký hộ kinh doanh. Tôi thấy chỗ ghi 10/8, chỗ ghi 20/8, vậy hạn nộp đơn là ngày nào?",
        "Bộ phận Một cửa của phường Đồi Chè trả lời: Hai ngày ông thấy nằm trong các bản trước. Theo Thông báo số 112/TB-UBND, đơn của ông được nhận đến hết ngày 28/8/2026.",
        "Ông mang đơn theo mẫu và bản sao giấy đăng ký. Hàng của ông đóng chai sẵn nên không cần thêm giấy khác.",
    ),
]
_FAIR_DAY = [["28/8", "28 tháng 8"], ["nộp đơn", "nhận đơn", "đơn của ông được nhận", "đơn đăng ký"]]
FAIR_RIGHT = {code: _FAIR_DAY for code in ("3", "6", "8", "10")}
FAIR_WEAK = {"1": STALE, "2": SELLS, "4": NOBODY, "5": RETOLD, "7": STALE, "9": NOBODY}


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    first = {
        "question": "Từ ngày 1/7/2026, mỗi hộ gia đình ở phường Đồi Chè trả bao nhiêu tiền rác một tháng?",
        "today": "22/6/2026",
        "choose": 4,
        "origin": ORIGIN,
        "sources": RUBBISH,
    }
    second = {
        "question": "Hộ kinh doanh muốn bán hàng ở Hội chợ Chè thu 2026 phải nộp đơn chậm nhất ngày nào?",
        "today": "10/8/2026",
        "choose": 4,
        "origin": ORIGIN,
        "sources": FAIR,
    }
    first_key = key("B1.06/bo-1", RUBBISH_RIGHT, RUBBISH_WEAK, newest="2", stale=["3", "7"])
    second_key = key("B1.06/bo-2", FAIR_RIGHT, FAIR_WEAK, newest="3", stale=["1", "7"])
    write("data/bo-1.json", first | {"least": 4, "key": first_key})
    write("data/bo-2.json", second)
    write("hidden/bo-2-dap-an.json", {"on": "B1.06/bo-2", "held_out": True, "least": 3, "key": second_key})
