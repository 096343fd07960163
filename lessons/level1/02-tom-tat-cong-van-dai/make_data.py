"""Write the long letter with its sealed points, and the second letter with three summaries and their key. Run: python make_data.py"""

import json
from pathlib import Path

from binhdan.check import key_points

HERE = Path(__file__).parent
NAME = "B1.02/cong-van"

LETTER = {
    "title": "UBND THÀNH PHỐ SÔNG TRÀ, số 312/UBND-VX, ngày 25/5/2026. V/v khám sức khoẻ định kỳ và lập sổ theo dõi sức khoẻ cho người cao tuổi năm 2026",
    "lines": [
        "Kính gửi: Sở Y tế; Sở Tài chính; Hội Người cao tuổi thành phố; UBND các phường, xã.",
        "Năm 2025, toàn thành phố đã khám sức khoẻ cho 18.640 người cao tuổi, đạt 71,5 % số người trong diện. Qua khám, ngành y tế phát hiện 4.215 người "
        "tăng huyết áp và 1.388 người mắc đái tháo đường mà trước đó chưa biết bệnh. Tuy vậy, việc rà soát ở một số nơi còn chậm, danh sách còn trùng và còn "
        "sót người; có phường đến sát ngày khám mới thông báo, nhiều cụ ở xa không kịp sắp xếp. Để khắc phục những tồn tại nêu trên và thực hiện Kế hoạch số "
        "86/KH-UBND ngày 12/2/2026 về chăm sóc sức khoẻ người cao tuổi, UBND thành phố yêu cầu các cơ quan, đơn vị, địa phương thực hiện những nội dung sau:",
        "1. Đối tượng. Người từ đủ 60 tuổi trở lên, thường trú hoặc tạm trú từ 06 tháng trở lên trên địa bàn phường, xã, được khám sức khoẻ mỗi năm một lần. "
        "Người đã khám tại cơ quan, doanh nghiệp trong vòng 06 tháng tính đến ngày 1/6/2026 thì không khám lại mà chỉ lập sổ theo dõi trên cơ sở kết quả đã có. "
        "Người từ đủ 80 tuổi trở lên và người không tự đi lại được thì được khám tại nhà.",
        "2. Thời gian, địa điểm. Đợt khám diễn ra từ ngày 6/7/2026 đến ngày 24/7/2026, buổi sáng bắt đầu lúc 7 giờ, buổi chiều bắt đầu lúc 13 giờ 30, không khám "
        "vào thứ Bảy và Chủ nhật. Nơi khám là trạm y tế của từng phường, xã. Hai ngày 27/7 và 28/7 dành để khám bổ sung cho người vắng mặt có lý do. Trạm y tế xếp "
        "lịch theo từng tổ dân phố, mỗi buổi không quá 60 lượt người, tránh để các cụ phải chờ lâu.",
        "3. Nội dung khám. Gồm đo huyết áp, cân nặng, thị lực, thính lực; khám nội khoa; xét nghiệm đường huyết, mỡ máu và nước tiểu; tư vấn dinh dưỡng, phòng "
        "ngã. Người có kết quả bất thường được giới thiệu lên bệnh viện theo thẻ bảo hiểm y tế. Mỗi người được lập một sổ theo dõi theo mẫu tại Phụ lục II; trạm y "
        "tế giữ một bản, gia đình giữ một bản.",
        "4. Kinh phí. Ngân sách thành phố bảo đảm 180.000 đồng/người được khám và 25.000 đồng/sổ theo dõi; người được khám không phải nộp bất kỳ khoản tiền nào. "
        "Đối với trường hợp khám tại nhà, đoàn khám được hỗ trợ thêm tiền xăng xe 40.000 đồng/lượt. Sở Tài chính cấp trước 60 % kinh phí cho các trạm y tế, phần "
        "còn lại thanh toán theo số người khám thực tế.",
        "5. Trách nhiệm của UBND các phường, xã. Chỉ đạo tổ trưởng tổ dân phố, trưởng thôn phối hợp với Chi hội Người cao tuổi rà soát từng hộ; lập danh sách theo "
        "mẫu tại Phụ lục I, ghi rõ họ tên, năm sinh, nơi ở, số thẻ bảo hiểm y tế, người cần khám tại nhà; gửi danh sách về Sở Y tế trước 17 giờ ngày 12/6/2026. "
        "Thông báo lịch khám đến từng gia đình chậm nhất 07 ngày trước buổi khám, bằng giấy mời và loa truyền thanh. Bố trí nơi ngồi chờ có mái che, nước uống, "
        "người hướng dẫn. Sau đợt khám, tổng hợp kết quả theo mẫu tại Phụ lục III và báo cáo UBND thành phố trước ngày 31/7/2026.",
        "6. Trách nhiệm của Sở Y tế. Tập huấn cho nhân viên trạm y tế vào ngày 18/6/2026; bảo đảm máy, thuốc thử, vật tư; lập ba đoàn kiểm tra, mỗi đoàn kiểm tra "
        "ít nhất 04 phường, xã. Mọi thông tin sức khoẻ của người dân phải được giữ kín theo quy định về bảo vệ dữ liệu cá nhân; không đăng danh sách lên mạng xã hội, "
        "không gửi danh sách qua nhóm Zalo.",
        "7. Đề nghị Hội Người cao tuổi thành phố vận động hội viên đi khám đúng lịch, phấn đấu năm nay đạt từ 85 % trở lên; khuyến khích con cháu, đoàn viên thanh "
        "niên đưa đón các cụ neo đơn.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị liên hệ bà Quách Thị Thơm, chuyên viên Sở Y tế, điện thoại 0200 555 128, để được hướng dẫn. "
        "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.",
        "TM. UỶ BAN NHÂN DÂN. KT. CHỦ TỊCH. PHÓ CHỦ TỊCH (đã ký): Đinh Công Mạnh.",
        "Phụ lục kèm theo: I. Mẫu danh sách; II. Mẫu sổ theo dõi sức khoẻ; III. Mẫu báo cáo kết quả.",
    ],
}
# What each question asks -> the parts of its answer, each in any of these wordings.
POINTS = {
    "Ai được khám?": [["60 tuổi", "60 trở lên", "đủ 60", "tuổi 60", "từ 60", "trên 60"]],
    "Khám từ ngày nào đến ngày nào, ở đâu?": [["6/7"], ["24/7"], ["trạm y tế", "trạm xá", "trạm xá phường", "y tế phường", "y tế của phường", "y tế xã"]],
    "Người dân có mất tiền không?": [
        [
            "miễn phí", "không mất tiền", "không mất phí", "không mất đồng nào", "không tốn tiền", "không thu tiền", "không nộp tiền", "không phải nộp",
            "không phải trả", "không phải đóng", "không đóng tiền", "không trả tiền", "không phải mất tiền", "không phải chi", "chẳng mất tiền", "không tốn kém",
            "khỏi trả tiền", "khỏi nộp tiền", "không phải tốn tiền", "không nộp", "không mất khoản", "không thu phí", "không thu bất kỳ", "không cần nộp",
            "ngân sách thành phố", "ngân sách trả", "ngân sách chi", "ngân sách lo", "thành phố trả", "thành phố chi", "thành phố lo", "thành phố chịu", "nhà nước trả", "nhà nước lo",
        ]
    ],
    "Phường phải nộp gì, trước lúc nào?": [["danh sách"], ["12/6", "11/6"]],
    "Khám xong, phường làm gì, trước ngày nào?": [["báo cáo", "báo kết quả", "tổng hợp kết quả", "nộp kết quả", "gửi kết quả"], ["31/7", "30/7"]],
}  # fmt: skip

SECOND = {
    "title": "UBND PHƯỜNG ĐỒI CHÈ, số 97/UBND-KT, ngày 2/6/2026. V/v thu gom vỏ chai, bao gói thuốc bảo vệ thực vật trên nương chè",
    "lines": [
        "Từ ngày 15/6 đến ngày 30/9/2026, phường đặt 14 bể thu gom vỏ chai, bao gói thuốc tại nương chè của ba tổ Bến Trà, Nương Cao và Cầu Đá.",
        "Hộ trồng chè tráng sạch vỏ chai ba lần, đổ nước tráng vào bình phun rồi mới bỏ vỏ vào bể. Không đốt, không chôn vỏ chai.",
        "Hợp tác xã chè Sương Mai đổi quà: 2 kg vỏ chai sạch được 1 kg phân vi sinh, mỗi hộ không quá 20 kg phân trong cả đợt. Đổi vào sáng thứ Bảy hằng tuần, tại kho hợp tác xã.",
        "Mỗi tổ trong ba tổ cử hai người trông coi bể, báo tên về phường trước ngày 10/6. Người trông coi được hỗ trợ 150.000 đồng một tháng.",
        "Bể đầy thì báo anh Kiều Gia Khoát, 0200 555 163; xe chở đi trong vòng 48 giờ.",
        "Khuyến khích các tổ còn lại tự lập điểm thu gom. Tổ nào cần thùng chứa thì đăng ký với phường trước ngày 20/6.",
        "Tổ trưởng ba tổ gửi báo cáo khối lượng thu gom vào ngày 5 hằng tháng, bắt đầu từ tháng 7.",
    ],
}
QUESTION = "Tóm tắt công văn này cho các tổ trưởng."
SUMMARIES = [
    {
        "name": "A",
        "question": QUESTION,
        "sentences": [
            "Phường đặt 14 bể thu gom vỏ chai thuốc tại ba tổ Bến Trà, Nương Cao, Cầu Đá, từ 15/6 đến 30/9.",
            "Các tổ còn lại phải tự lập điểm thu gom.",
            "Vỏ chai tráng sạch ba lần rồi mới bỏ vào bể.",
            "Đổi 2 kg vỏ chai sạch được 1 kg phân vi sinh, mỗi hộ không quá 20 kg.",
            "Mỗi tổ trong ba tổ cử hai người trông coi bể, báo tên về phường trước ngày 20/6.",
            "Người trông coi được hỗ trợ 150.000 đồng một tháng.",
        ],
    },
    {
        "name": "B",
        "question": QUESTION,
        "sentences": [
            "Ba tổ trồng chè có chỗ bỏ vỏ chai thuốc suốt ba tháng rưỡi, kể từ giữa tháng 6.",
            "Vỏ phải được tráng ba lượt, nước tráng đổ lại vào bình phun.",
            "Ai đem một yến vỏ sạch tới kho hợp tác xã thì nhận về 5 kg phân.",
            "Muốn đổi thì đi vào sáng thứ Bảy.",
            "Trước ngày 10/6, mỗi tổ trong ba tổ báo tên hai người coi bể.",
            "Từ tháng 7, cứ mồng 5 là ba tổ trưởng gửi báo cáo.",
        ],
    },
    {
        "name": "C",
        "question": QUESTION,
        "sentences": [
            "Vỏ chai, bao gói thuốc được bỏ vào 14 bể đặt tại nương chè, không đốt, không chôn.",
            "Bể đầy thì báo anh Kiều Gia Khoát, 0200 555 136; xe chở đi trong vòng 48 giờ.",
            "Hợp tác xã chè Sương Mai đổi quà vào sáng thứ Bảy hằng tuần, tại kho hợp tác xã.",
            "Hộ vứt vỏ chai ra nương sẽ bị phạt tiền.",
            "Tổ nào cần thùng chứa thì đăng ký với phường trước ngày 20/6.",
        ],
    },
]
ERRORS = [
    {"answer": "A", "sentence": 2, "kinds": ["nói quá"]},
    {"answer": "A", "sentence": 5, "kinds": ["ngày giờ"]},
    {"answer": "C", "sentence": 2, "kinds": ["số liệu"]},
    {"answer": "C", "sentence": 4, "kinds": ["không có trong nguồn"]},
]
KINDS = {
    "số liệu": ["số", "con số", "sai số", "số máy", "số điện thoại", "sai số liệu", "sai số máy", "sai số điện thoại", "số sai", "số liệu sai", "số máy sai", "nhầm số", "nhầm số máy", "nhầm số điện thoại"],
    "ngày giờ": ["ngày", "giờ", "hạn", "thời hạn", "thời gian", "sai ngày", "sai hạn", "sai ngày giờ", "ngày sai", "ngày giờ sai", "hạn sai", "sai giờ", "sai thời hạn", "nhầm ngày", "nhầm hạn", "lấy nhầm ngày"],
    "không có trong nguồn": ["không có", "ngoài nguồn", "bịa", "thêm", "tự thêm", "nguồn không nói", "không có nguồn", "bịa thêm", "bịa ra", "tự bịa", "công văn không nói", "không nói", "không có trong công văn"],
    "nói quá": ["quá", "suy diễn", "nói quá lên", "nói mạnh hơn", "ép buộc", "nói quá sự thật", "nên thành phải"],
}
ORIGIN = "Ba bản tóm tắt do nhóm soạn bài viết theo kiểu AI hay viết; lỗi được cài sẵn. Không phải lời của một AI thật."


INVENTED = "Công văn do nhóm soạn bài viết để luyện tập; nơi chốn, con người, số liệu đều không có thật."


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    limits = {"length": [60, 80], "fewest_words": 40, "longest_run": 12, "fewest_details": 4, "least_points": 4}
    write("data/cong-van.json", {"source": LETTER, "origin": INVENTED, **limits, "key": key_points.key(NAME, POINTS)})
    shown = {"answers": SUMMARIES, "kinds": KINDS}
    write("data/ba-ban.json", {"source": SECOND, **shown, "origin": ORIGIN})
    write("hidden/ba-ban-dap-an.json", {"name": "B1.02/ba-ban", **shown, "errors": ERRORS})
