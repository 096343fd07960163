"""Write what the simulated learners of this teach-back know, believe and how they say it. Run: python make_data.py"""

import json
from pathlib import Path

HERE = Path(__file__).parent
TRUTHS = {
    "AI bịa": [
        "bịa", "bịa ra", "bịa đặt", "đoán", "đoán mò", "đoán chừng", "ghép chữ", "ghép từ", "ghép các chữ", "ghép lời", "chắp chữ", "chắp nối",
        "tự nghĩ ra", "tự thêm", "tự đặt ra", "thêm thắt", "thêm vào cho đủ", "không có thật", "không có trong", "không hề có",
        "nghe như thật", "sai như thật", "không có nguồn", "không nguồn nào", "xếp chữ", "nối chữ", "đủ câu", "đầy câu", "cho xuôi", "nghe rất thật", "có thể sai", "có thể nhầm", "vẫn sai", "vẫn có thể", "vẫn nhầm", "cũng sai", "cũng có thể sai", "cũng nhầm", "hay sai", "hay nhầm",
        "chưa chắc", "chưa chắc đã", "không chắc", "chưa hẳn", "không có nghĩa là", "không biết đúng sai", "không hiểu đúng sai",
        "đoán chữ", "chữ hay đi với", "chữ nào hay đi", "từ tiếp theo", "chữ tiếp theo",
    ],
    "soát lại": [
        "đối chiếu", "so với", "so lại", "ra so với", "gốc ra so", "so từng", "so ngày", "so kỹ", "đem so", "soát", "soát lại", "dò lại", "dò từng", "kiểm tra", "kiểm tra lại", "kiểm lại", "kiểm chứng", "xác minh",
        "bản gốc", "văn bản gốc", "thông báo gốc", "giấy tờ gốc", "giấy gốc", "công văn gốc", "nguồn gốc", "tận mắt", "tận gốc", "tìm nguồn", "xem nguồn", "với nguồn", "trong nguồn", "mở nguồn", "hỏi nguồn",
        "mở thông báo", "mở văn bản", "mở công văn", "mở giấy", "xem thông báo", "xem văn bản", "xem công văn", "xem lại thông báo", "xem lại văn bản", "xem lại công văn", "xem giấy", "đọc lại thông báo", "đọc lại văn bản", "đọc lại công văn", "đọc thông báo", "đọc văn bản",
        "tìm thông báo", "tìm văn bản", "tìm công văn", "tìm đúng chỗ", "tìm chỗ", "chỉ vào chỗ", "chỉ tay vào", "chỉ được chỗ", "tra lại", "tra trong", "thông báo của phường", "văn bản của phường", "trang của phường", "trang chính thức",
        "gọi phường", "gọi lên phường", "gọi cho phường", "gọi ra phường", "lên phường hỏi", "ra phường hỏi", "hỏi phường", "hỏi lên phường", "hỏi lại phường", "hỏi trên phường", "gọi văn phòng", "hỏi văn phòng", "hỏi cán bộ", "hỏi lại cán bộ", "gọi cán bộ", "gọi cho cán bộ",
        "hỏi người phụ trách", "người phụ trách", "người có trách nhiệm", "hỏi người", "hỏi lại người", "gọi người", "gọi cho người", "hỏi anh", "hỏi chị", "hỏi lại anh", "hỏi lại chị", "gọi chị", "gọi anh", "gọi cho chị", "gọi cho anh", "hỏi trạm", "hỏi uỷ ban", "hỏi xã", "hỏi tổ trưởng", "hỏi thôn", "hỏi chuyên gia", "gọi trạm", "hỏi cơ quan", "gọi cơ quan", "gọi điện hỏi", "gọi hỏi",
        "gọi … cán bộ", "gọi … phường", "gọi … uỷ ban", "gọi … văn phòng", "gọi … người phụ trách", "gọi … cơ quan", "gọi … chị", "gọi … anh", "hỏi … cán bộ", "hỏi … phường", "hỏi … uỷ ban", "hỏi … văn phòng", "hỏi … người phụ trách", "hỏi … cơ quan",
        "mở … công văn", "mở … văn bản", "mở … thông báo", "mở … giấy", "mở … gốc", "xem … công văn", "xem … thông báo", "xem … bản gốc", "xem … nguồn", "giở … ra", "lấy … ra so", "cầm … ra dò", "dò … dòng", "dò … chữ", "dò … giấy", "so … công văn", "so … văn bản", "so … thông báo", "so … giấy", "so … gốc", "tìm … công văn", "tìm … văn bản", "tìm … thông báo", "tìm … quyết định", "tìm … gốc", "xem có thật không", "giấy … dấu đỏ", "giấy đóng dấu", "có đóng dấu", "tờ … dấu",
        "hỏi cho rõ", "hỏi lại cho chắc", "hỏi lại cho rõ", "hỏi cho chắc", "hỏi nơi", "hỏi đúng nơi", "đầu mối", "đến tận nơi",
    ],
    "nói không biết": ["nói không biết", "bảo không biết", "nhận là không biết", "dám nói không", "chưa tin", "chưa vội", "không vội", "đừng vội", "khoan đã", "khoan tin", "khoan đọc", "khoan hãy", "chưa đọc lên", "để tôi hỏi", "không tin ngay", "đừng tin ngay"],
}  # fmt: skip
BELIEFS = {
    "trôi chảy": {
        "signs": [
            "trôi chảy", "trơn tru", "trơn tuột", "lưu loát", "mạch lạc", "mượt", "mượt mà", "rành mạch", "rành rọt", "nói rõ ràng", "viết rõ ràng", "trả lời rõ ràng", "thuyết phục", "đinh đóng cột", "chuẩn không", "diễn đạt", "gãy gọn", "gọn gàng", "suôn sẻ", "suôn", "xuôi tai", "êm tai", "dễ nghe", "bùi tai",
            "văn hay", "viết hay", "nói hay", "hay thế", "hay quá", "viết đẹp", "lời đẹp", "lời hay", "câu cú", "lời lẽ", "lời văn", "văn vẻ", "văn phong", "giọng văn", "chuyên nghiệp", "bài bản", "lịch sự", "lễ phép", "trang trọng", "đúng chính tả", "không sai chính tả", "không lỗi chính tả", "như cán bộ",
            "nói đâu ra đấy", "viết đâu ra đấy", "trả lời đâu ra đấy", "nghe oai", "nghe sang", "nghe … thật thà", "nói chắc", "nói … hay", "viết … hay", "văn … hay", "câu … hay", "nói lắp", "ấp úng", "rõ ràng rành mạch",
            "tự tin", "chắc nịch", "chắc chắn thế", "dứt khoát", "quả quyết", "không ngập ngừng", "không vấp", "khẳng định", "nghe hợp lý", "nghe có lý", "nghe xuôi", "nghe rất xuôi", "nghe hay", "trả lời ngay", "nói năng", "ăn nói", "giỏi văn", "viết giỏi", "nói giỏi",
        ],
        "strong": [],
        "also": ["nói trôi chảy", "nói hay", "viết hay", "1"],
        "because": "vì lời lẽ hay, trơn tru, tự tin",
    },
    "biết hết": {
        "signs": [
            "biết hết", "biết tất", "biết mọi", "biết đủ", "cái gì cũng biết", "gì cũng biết", "việc gì cũng biết", "chuyện gì cũng biết", "điều gì cũng biết", "biết nhiều", "biết rộng", "hiểu hết", "nắm hết", "học hết", "học nhiều", "thuộc hết", "thuộc lòng", "nhớ hết",
            "biết tuốt", "gì mà chẳng biết", "gì mà không biết", "gì chẳng biết", "gì nó cũng biết", "gì nó chẳng biết", "biết … hết", "biết … mọi", "tra … hết", "tìm … khắp", "học … rồi", "đọc … rồi", "máy … sai được", "máy … thì sai", "máy … nhầm được",
            "học đủ", "đọc đủ", "đọc hết", "đọc nhiều", "đọc cả", "đọc hàng", "đọc rất nhiều", "đọc khắp", "đọc mọi", "tra cứu", "tra được", "tra hết", "tra khắp", "tra cả", "tra mạng", "tra trên", "tra sẵn", "tìm được mọi", "tìm hết", "tìm khắp", "tìm trên mạng", "lên mạng tìm", "trên mạng", "khắp mạng", "lên mạng", "qua mạng", "nối với mạng", "internet", "in tơ nét", "google", "gu gồ",
            "kho dữ liệu", "dữ liệu khổng lồ", "kho sách", "cả thế giới", "khắp thế giới", "toàn thế giới", "thông minh", "siêu máy tính", "máy tính thì", "máy móc thì", "máy thì", "máy mà", "cập nhật", "nối mạng", "có sẵn hết", "kho thông tin", "hỏi gì cũng", "vì là máy", "vì nó là máy", "là máy nên", "dữ liệu của nó", "nhiều dữ liệu", "hơn người", "giỏi hơn", "không bao giờ sai", "không bao giờ bịa", "không bao giờ nhầm",
        ],
        "strong": ["ai đã tra", "nó đã tra", "máy đã tra", "ai đã kiểm", "nó đã kiểm", "máy đã kiểm", "ai tự kiểm", "nó tự kiểm", "máy tự kiểm", "nó đã đối chiếu", "ai đã đối chiếu", "nó đã xem", "ai đã xem", "nó đã soát", "ai đã soát"],
        "also": ["biết mọi thứ", "tra được hết", "tra cứu", "tra cứu hết", "tra cứu được mọi thứ", "2"],
        "because": "vì máy biết hết, đọc hết, tra được hết",
    },
    "hỏi lại": {
        "signs": [
            "hỏi … lần", "hỏi … bận", "mấy bận", "hai bận", "ba bận", "vẫn nói", "vẫn bảo", "vẫn đáp", "vẫn trả lời",
            "hỏi hai lần", "hỏi ba lần", "hỏi 2 lần", "hỏi 3 lần", "hỏi mấy lần", "hỏi nhiều lần", "hỏi vài lần", "hỏi lần nữa", "hỏi lần hai", "hỏi lần thứ hai", "hỏi thêm lần", "hỏi thêm một lần", "hỏi đi hỏi lại", "hỏi tới hỏi lui", "hỏi lại mà", "hỏi lại vẫn", "hỏi lại thấy", "hỏi lại lần", "hỏi lại một lần", "hỏi lại hai lần", "hỏi lại vài lần", "hỏi lại ba lần", "hỏi lại câu", "hỏi lại nhiều lần", "gõ lại", "nhắc lại câu", "lặp lại câu", "lặp lại",
            "giống nhau", "giống hệt", "giống lần trước", "giống y", "y như", "y hệt", "y chang", "như cũ", "như lần trước", "như nhau", "không đổi", "không thay đổi", "trước sau như một", "trước sau đều", "lần nào cũng", "lần nào hỏi", "ba bốn lần", "một kết quả", "cùng kết quả", "một đáp án", "cùng đáp án", "một câu trả lời", "cũng nói thế", "cũng nói vậy", "cũng trả lời thế", "cũng trả lời vậy", "nói lại", "có chắc không", "mấy lần", "hai lần", "ba lần", "cả hai lần", "cả ba lần", "vẫn nói thế", "vẫn nói vậy", "vẫn trả lời thế", "vẫn trả lời vậy", "vẫn trả lời như", "vẫn thế", "vẫn vậy", "vẫn một câu", "nhất quán", "trùng nhau", "trùng khớp", "khớp nhau",
        ],
        "strong": ["hỏi lại ai", "hỏi lại nó", "hỏi lại máy", "hỏi lại chính ai", "hỏi lại chính nó", "hỏi ai lần", "hỏi nó lần", "hỏi ai thêm", "hỏi nó thêm", "hỏi ai mấy", "hỏi ai hai", "hỏi ai ba", "hỏi ai vài", "hỏi ai khác", "hỏi máy khác", "hỏi lại lần nữa", "hỏi một ai khác", "hỏi thêm ai", "hỏi thêm một ai", "nhờ nó kiểm", "bảo nó kiểm", "bắt nó kiểm", "cho nó kiểm", "nhờ ai kiểm", "bảo ai kiểm", "yêu cầu ai kiểm", "yêu cầu nó kiểm", "bảo nó xác nhận", "nhờ nó xác nhận", "bảo ai xác nhận", "nhờ ai xác nhận", "hỏi nó có chắc", "hỏi ai có chắc"],
        "also": ["hỏi lại vẫn thế", "hỏi lại thấy giống", "giống nhau", "hỏi hai lần", "3"],
        "because": "vì hỏi AI thêm lần nữa vẫn thế",
    },
    "chi tiết": {
        "signs": [
            "rõ … ngày", "rõ … giờ", "rõ … số", "rõ … tên", "ghi … ngày", "ghi … giờ", "ghi … số", "cả ngày lẫn", "cả giờ lẫn", "cả số lẫn", "cả tên lẫn", "cả ngày cả giờ", "cả giờ cả ngày", "đủ cả ngày", "ngày nọ giờ kia",
            "chi tiết", "cụ thể", "tỉ mỉ", "số liệu", "con số", "có số", "những số", "số lẻ", "số má", "đủ số", "ghi số", "có ngày", "ngày tháng", "ngày giờ", "đủ ngày", "ghi ngày", "đúng ngày giờ", "giờ giấc", "số hiệu", "số văn bản", "số công văn", "số nghị định", "số quyết định", "tên văn bản", "điều khoản", "điều luật", "điều mấy", "phần trăm", "tỉ lệ", "tỷ lệ", "số tiền", "từng đồng", "từng nghìn", "đến từng", "số điện thoại", "số máy", "trích dẫn", "trích nguyên", "đường dẫn", "có link", "tên tuổi", "có tên người", "ghi tên", "đủ tên", "họ tên", "địa chỉ", "tên cơ quan", "khoản", "nghị định", "thông tư", "quyết định số", "đầy đủ số", "bảng biểu", "có bảng", "dẫn chứng", "hẳn hoi", "rành rành",
        ],
        "strong": [],
        "also": ["số liệu", "có số liệu", "số liệu chi tiết", "có số liệu chi tiết", "con số", "4"],
        "because": "vì có con số, ngày giờ, tên, số hiệu",
    },
}  # fmt: skip
NEGATORS = [
    "không", "không cần", "không cần phải", "không phải", "không phải là", "chẳng phải là", "không có chuyện", "làm gì có chuyện", "không hề", "không thể", "không bao giờ", "không sợ", "không lo", "không còn", "không dám", "không biết",
    "chẳng", "chẳng cần", "chẳng phải", "chẳng bao giờ", "chẳng thể", "chẳng hề", "chẳng sợ", "chẳng lo", "chả", "chả cần", "chả bao giờ", "khỏi", "khỏi cần", "khỏi phải", "khỏi lo", "miễn", "cần gì", "cần gì phải", "việc gì phải", "sao phải", "hết", "hết lo", "đừng", "chớ", "dù", "dẫu", "cho dù", "thôi không",
]  # fmt: skip
DENIERS = ["đừng", "đừng thấy", "chớ", "chớ thấy", "dù", "dẫu", "cho dù", "dù nó", "dù có", "không phải vì", "không phải cứ", "chưa phải cứ", "không nên tin vì"]
# Words across which a phrase with a gap is none: "hỏi AI về phường", "gọi ai chứ không gọi cán bộ".
APART = ["ai", "nó", "máy", "không", "chẳng", "chưa", "đừng", "khỏi", "chả"]
SHOWN = [
    "Nó viết mạch lạc thế thì sai sao được.",
    "Nó tra khắp thế giới, cần gì phải bịa.",
    "Tôi hỏi hai lần nó vẫn nói vậy, chắc đúng rồi.",
    "Có số hiệu, ngày tháng hẳn hoi, bịa làm sao được.",
    "Vì sao phải che số căn cước trước khi hỏi AI?",
    "Vì AI không đọc được dãy số dài",
    "Vì chữ đã gửi đi thì khó lấy lại",
]
USED_EXAMPLES = [
    "tiêm phòng dại", "phòng dại", "rọ mõm", "phân hữu cơ", "ủ phân", "Lương Văn Tụng", "Đàm Thị Nhài", "Đàm Thị Nhàn", "làm thẻ thư viện", "thư viện phường",
    "cắt nước", "sửa máy bơm", "tiền công hái chè", "xe buýt",
]  # fmt: skip
# More ways to say the same four things, heard from people whom nobody has met in the lesson.
MORE_SIGNS = {
    "trôi chảy": ["nói như rót mật", "nói như đài", "nói đâu ra đấy", "viết như nhà báo", "chữ nghĩa", "khéo nói", "nói có đầu có đuôi", "giọng điệu", "ăn nói đàng hoàng", "nói ngọt"],
    "biết hết": ["biết tuốt", "biết tuốt tuồn tuột", "tường tận mọi", "cái gì cũng có", "trong bụng nó có", "kho tàng", "bách khoa", "trí tuệ hơn", "khôn hơn", "không gì không biết"],
    "hỏi lại": ["lần sau cũng", "lần trước lần sau", "sáng hỏi chiều hỏi", "hôm qua hôm nay", "một mực", "khăng khăng", "nói một đằng", "trước sau một lời", "máy bên cạnh cũng", "ai kia cũng"],
    "chi tiết": ["từng li từng tí", "số nọ số kia", "đâu ra đấy từng", "ghi rõ từng", "kê từng", "liệt kê từng", "có đầu mục", "tới từng xu", "từng phút", "trích điều"],
}  # fmt: skip


def pupils_case(beliefs: dict) -> dict:
    """What every check of this lesson needs to know of the topic."""
    return {
        "questions": 3,
        "least_words": 150,
        "most_words": 200,
        "average": 18,
        "least_beliefs": 2,
        "must_teach": {
            "AI bịa": "AI bịa là gì và vì sao nó bịa (nó đoán, ghép chữ, nói điều không có trong nguồn)",
            "soát lại": "trước khi tin thì làm gì, xem ở đâu hoặc hỏi ai",
        },
        "used_examples": USED_EXAMPLES,
        "no_names": ["AI", "Ai", "A.I", "Bình dân học AI", "Internet", "Google", "ChatGPT", "Lành", "Bác Lành", "bác Lành", "Quách Văn Lành"],
        "shown": SHOWN,
        "truths": TRUTHS,
        "beliefs": beliefs,
        "negators": NEGATORS,
        "deniers": DENIERS,
        "apart": APART,
    }


def write(name: str, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    names = list(BELIEFS)
    visible = {"pupils": [[], *([name] for name in names)], "guessers": {f"luôn chọn {letter}": 1 for letter in "abcd"} | {"chọn câu dài nhất": 1}}
    write("data/hoc-tro.json", pupils_case(BELIEFS) | visible)
    wider = {name: belief | {"signs": belief["signs"] + MORE_SIGNS[name]} for name, belief in BELIEFS.items()}
    couples = [[one, other] for at, one in enumerate(names) for other in names[at + 1 :]]
    unseen = {"chọn câu ngắn nhất": 1, "chọn câu lặp chữ của câu hỏi": 2}
    hidden = {"pupils": [[], *([name] for name in names), *couples, names], "guessers": visible["guessers"] | unseen}
    write("hidden/hoc-tro-khac.json", pupils_case(wider) | hidden | {"held_out": True, "level": 1, "most_copied": 0.2})
