"""What everyday Vietnamese words speak of: many ways of saying one thing, written with or without diacritics."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from binhdan.text import fold, nfc

# Deeds: what somebody wants done.
DEEDS = {
    "tiến độ": "tiến độ|tình trạng|tình hình|giải quyết hồ sơ|trạng thái|đến đâu|tới đâu|đâu rồi|xong chưa|ra chưa|có chưa|được chưa|ký chưa|duyệt chưa|giải quyết chưa|kết quả chưa"
    "|bao giờ xong|khi nào xong|bao giờ có|khi nào có|bao giờ lấy|khi nào lấy|bước nào|đã giải quyết|kết quả hồ sơ|đã nộp|mã hồ sơ|theo dõi hồ sơ|tra hồ sơ"
    "|tra cứu hồ sơ|xem hồ sơ|chờ mãi|kết quả giải quyết|kết quả xử lý|nộp từ|nộp hôm|đang xử lý|tiến trình|quá trình giải quyết|đang giải quyết|giải quyết đến|làm xong|làm đến|hồ sơ đã|kiểm tra hồ sơ|tìm hồ sơ|hỏi hồ sơ|mấy ngày rồi|nộp tuần|nộp mấy|chưa thấy",
    "giấy tờ cần nộp": "giấy tờ|thủ tục|giấy gì|cần gì|cần những gì|cần những giấy|cần các giấy|mang gì|mang những gì|mang theo|mang giấy|chuẩn bị gì|chuẩn bị những gì|nộp gì"
    "|nộp những gì|gồm những gì|gồm gì|thành phần hồ sơ|có những gì|phải có gì|danh mục giấy|chuẩn bị hồ sơ|giấy cần|giấy nào|loại giấy|các giấy|những giấy|cần nộp|cần mang|cần đem|đem gì|đem theo|đem những gì|phải nộp|cần có",
    "phản ánh": "phản ánh|kiến nghị|ghi nhận|báo hỏng|khiếu nại|than phiền|ý kiến của dân|ý kiến người dân|ý kiến dân|ghi giúp|ghi lại giúp|ghi vào sổ|kêu ca|phàn nàn|dân báo",
    "sự cố": "sự cố|hỏng|hư hỏng|bị hư|vỡ|tắc|rò rỉ|rò nước|không sáng|chập chờn|tối om|sụt|lún|nghẹt|đọng nước|bốc mùi|hôi thối|ùn|ứ|chưa dọn|không ai dọn"
    "|xuống cấp|nứt|gãy|bị tắt|tắt ngóm|bong tróc|đục ngầu|tràn ra|vứt bừa|đổ trộm|mất nước|ổ gà|ổ voi|cháy bóng|bị tràn|tràn|hư|trục trặc|hỏng hóc|chất đống|bừa bãi|bục|phì nước",
    "đặt lịch": "đặt lịch|lịch hẹn|đặt hẹn|hẹn gặp|hẹn giờ|cuộc hẹn|xếp lịch|đăng ký lịch|xin lịch|lấy lịch|giữ chỗ|đặt chỗ|đặt giờ|đăng ký giờ|lấy số|xếp chỗ|xếp giờ|hẹn cho"
    "|gặp cán bộ|lên phường|ra phường|đến phường|hẹn lịch|đăng ký buổi|đặt buổi|giữ một chỗ|xin hẹn|hẹn làm việc|lịch làm việc|cho hẹn|hẹn ngày|hẹn buổi|làm việc với cán bộ|gặp chị|gặp anh|gặp cô|giữ cho tôi|giữ giúp tôi|giữ buổi|giữ một buổi|lịch gặp|buổi gặp|ngày gặp|đăng ký ngày|ngày hẹn|buổi hẹn|hẹn dân|hẹn người dân|đến làm việc|tiếp dân|hẹn lên|lịch lên",
    "báo tin": "thông báo|phát loa|báo tin|báo cho|báo bà con|báo tới|nhắn|nhắn tin|nhắc|loan tin|đọc loa|đọc trên loa|gửi tin|đưa tin|truyền tin|phát tin|phát thanh|đăng zalo|loan báo"
    "|báo với|nhóm zalo|phát trên loa|gọi loa|tuyên truyền|lan tin|gửi zalo|phát trên zalo|mời bà con|gửi tới bà con|gửi đến bà con|tin của phường|phát tới|phổ biến",
}
# Limits of scope: what a ward's assistant usually is not for.
LIMITS = {
    "huỷ, đổi": "huỷ|huỷ bỏ|huỷ lịch|đổi|đổi lịch|dời|dời lịch|lùi|lùi lịch|hoãn|xoá|xoá bỏ|rút|rút lại|thu hồi|bỏ lịch|chuyển lịch|chuyển sang ngày|thay đổi|sửa lại|gỡ|gỡ bỏ|sửa đổi",
    "khẩn cấp": "khẩn cấp|cháy|cháy nổ|cháy nhà|đám cháy|bốc cháy|bốc khói|hoả hoạn|tai nạn|cấp cứu|bất tỉnh|ngất|đuối nước|bị thương|đánh nhau|nguy hiểm tính mạng|nguy hiểm"
    "|điện giật|114|115|113|nổ|trộm|cướp|cứu hoả|cứu thương|nguy cấp|gấp gáp",
    "quảng cáo": "quảng cáo|bán|bán hàng|rao|rao vặt|rao bán|khuyến mãi|giảm giá|chào hàng|khai trương|quảng bá|mua bán|tiếp thị|hàng hoá",
    "ngân hàng": "ngân hàng|vay|vay vốn|tín dụng|khoản vay|cho vay",
    "công an": "công an|căn cước|cccd|bằng lái|giấy phép lái xe|hộ chiếu|biển số|lái xe|lý lịch tư pháp|cảnh sát",
    "bảo hiểm": "bảo hiểm|bhxh|bhyt|lương hưu|thẻ bảo hiểm",
    "điện lực": "điện lực|tiền điện|hoá đơn điện|công tơ",
    "đất đai": "đất đai|sổ đỏ|sổ hồng|tách thửa|quyền sử dụng đất|địa chính",
    "việc làm": "xin việc|tuyển dụng|việc làm|công ty|doanh nghiệp",
    "trường học": "trường học|nhà trường|nhập học|học bạ|tuyển sinh|học phí|du học|đại học",
    "y tế": "bệnh viện|trạm y tế|khám bệnh|khám|tiêm|tiêm phòng|bác sĩ|chữa bệnh|y tế|thuốc",
    "toà án": "toà án|kiện|thi hành án|luật sư",
    "nơi khác": "nơi khác|chỗ khác|cơ quan khác|đơn vị khác|ngoài phường|không phải của phường|không do phường|không thuộc phường|không nộp ở phường|không ở phường"
    "|cấp trên|cấp tỉnh|của tỉnh|tổ chức khác|bên ngoài phường|ngành khác|phường khác|không thuộc thẩm quyền|ngoài thẩm quyền",
    "thời tiết": "thời tiết|nắng|trời mưa|có mưa|dự báo|nhiệt độ|bão",
    "giá cả": "giá|giá cả|giá chè|bao nhiêu tiền|mấy tiền",
    "chuyện ngoài việc": "chuyện phiếm|hỏi chung|câu hỏi chung|kiến thức chung|tán gẫu|chuyện ngoài|ngoài phạm vi|thơ|bài hát|tin tức|bóng đá",
}
# Topics: what the deed is about.
TOPICS = {
    "hồ sơ": "hồ sơ|biên nhận|mã hồ sơ|tra hồ sơ|tra cứu hồ sơ|xem hồ sơ|theo dõi hồ sơ|kết quả hồ sơ|đơn",
    "khai sinh": "khai sinh|mới sinh|sinh con|cháu bé|em bé|mới đẻ|con gái đầu lòng|con đầu lòng",
    "kết hôn": "kết hôn|cưới|đám cưới|lấy vợ|lấy chồng|hôn thú|hôn nhân|cưới vợ|cưới chồng|thành vợ chồng",
    "chứng thực": "chứng thực|công chứng|sao y|bản sao|sao y bản chính|sao bằng",
    "hộ kinh doanh": "hộ kinh doanh|mở quán|mở cửa hàng|mở tiệm|mở hàng|đăng ký kinh doanh|giấy phép kinh doanh|buôn bán nhỏ|kinh doanh",
    "rác": "rác|rác thải|bãi rác|thùng rác|phế thải|đổ trộm|túi ni lông|ni lông|hôi thối|chưa dọn|không ai dọn|vứt bừa",
    "đèn": "đèn|đèn đường|bóng đèn|bóng điện|chiếu sáng|cột đèn|tối om|không sáng|cháy bóng|đèn chiếu sáng",
    "nước": "nước|nước sạch|nước máy|ống nước|vòi nước|mất nước|cấp nước|cắt nước|nước sinh hoạt|rò nước|rửa bể",
    "đường": "đường|mặt đường|đường sá|đoạn đường|đường bê tông|lối đi|vỉa hè|ổ gà|ổ voi|cầu|dốc",
    "sáng": "sáng|buổi sáng|sáng mai|đầu giờ sáng",
    "chiều": "chiều|buổi chiều|chiều mai|đầu giờ chiều",
    "loa": "loa|phát loa|đọc loa|đọc trên loa|phát thanh|loa phường|loa truyền thanh|phát trên loa|gọi loa",
    "Zalo": "zalo|nhóm zalo|đăng zalo|gửi zalo",
    "họp": "họp|cuộc họp|hội nghị|sinh hoạt tổ|mời họp",
}
# A tool that claims everything; a deed it is not.
ANYTHING = "mọi việc"
_ANYTHING = (
    "mọi|mọi việc|mọi yêu cầu|tất cả|bất kỳ|bất cứ|các yêu cầu|xử lý yêu cầu|xử lý thông tin|các việc|đủ loại|việc của dân|trợ giúp|hỗ trợ người dân|hỗ trợ bà con|công việc phường|xử lý công việc"
)
# What belongs to something wider: saying the first also says the second.
_WIDER = {
    "sự cố": ("phản ánh",),
    "khẩn cấp": ("sự cố", "phản ánh"),
    "thời tiết": ("chuyện ngoài việc",),
    "giá cả": ("chuyện ngoài việc",),
    **{place: ("nơi khác",) for place in ("ngân hàng", "công an", "bảo hiểm", "điện lực", "đất đai", "việc làm", "trường học", "y tế", "toà án")},
}
# Single syllables that stay clear without diacritics; the others would be guesses ("den" is đèn or đến).
_CLEAR = {"rac", "nuoc", "loa", "zalo", "huy", "duong", "sang", "chieu", "cccd", "bhxh", "bhyt", "114", "115", "113", "hop", "hong", "vay"}
_MARKED = 0.2  # with fewer marked syllables a text counts as written without diacritics
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SYLLABLE = re.compile(r"[^\W_]+")


def senses(text: str, wider: bool = True) -> set[str]:
    """Return what ``text`` speaks of; with ``wider`` also what those things belong to."""
    found = {sense for _, names in spoken(text) for sense in names}
    return found | {more for sense in found for more in _WIDER.get(sense, ())} if wider else found


def spoken(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return (words, senses) for each stretch of ``text`` that means something, longest first, in order."""
    syllables = _SYLLABLE.findall(nfc(text).lower())
    marked = sum(fold(s) != s for s in syllables) > _MARKED * len(syllables)
    tokens = [toned(s) if marked else fold(s) for s in syllables]
    forms, longest = _forms(marked)
    found, at = [], 0
    while at < len(tokens):
        sizes = range(min(longest, len(tokens) - at), 0, -1)
        size = next((n for n in sizes if " ".join(tokens[at : at + n]) in forms), 0)
        if size:
            form = " ".join(tokens[at : at + size])
            found.append((form, forms[form]))
        at += size or 1
    return found


def toned(syllable: str) -> str:
    """Return a syllable with its tone written last, so that "hủy" and "huỷ" are one: "huy3"."""
    split = unicodedata.normalize("NFD", syllable.lower())
    tone = "".join(_TONES.get(c, "") for c in split)
    return nfc("".join(c for c in split if c not in _TONES)) + tone


@cache
def _forms(marked: bool) -> tuple[dict[str, frozenset[str]], int]:
    """Every form -> its senses, and the number of syllables of the longest."""
    forms: dict[str, set[str]] = {}
    for sense, written in _all():
        for form in (sense, *written.split("|")):
            key = " ".join(toned(s) if marked else fold(s) for s in _SYLLABLE.findall(form))
            if marked or " " in key or key in _CLEAR:
                forms.setdefault(key, set()).add(sense)
    return {form: frozenset(names) for form, names in forms.items()}, max(form.count(" ") + 1 for form in forms)


def _all() -> Iterable[tuple[str, str]]:
    for table in (DEEDS, LIMITS, TOPICS, {ANYTHING: _ANYTHING}):
        yield from table.items()
