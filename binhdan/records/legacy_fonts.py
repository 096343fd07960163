"""Text typed for old Vietnamese fonts (TCVN3/ABC, VNI) or decoded wrongly, recognised by what no Vietnamese contains."""

from __future__ import annotations

import re

from binhdan.text import nfc

TCVN3 = "TCVN3 (phông .VnTime)"
VNI = "VNI (phông VNI-Times)"
MISREAD = "UTF-8 bị đọc sai bảng mã"
# Signs, not letters, stand for letters; or a capital in the middle of a word does: "NguyÔn V¨n §¹t".
_TCVN3 = re.compile(r"(?:[A-Za-zÀ-ÿ])[¡-¾\u00ad]|[¡-¾\u00ad][A-Za-zÀ-ÿ]|[a-z][Æ-ÏÑ-ÞÀ-Å](?![A-Z])|\b[A-Z]?[ÆÇËÎÏÖ×ØÞ][A-Z]?\b")
# A vowel followed by a letter that is only there for its mark: "Nguyeãn Vaên Ñaït", "Tröông".
_VNI = re.compile(
    r"a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãä]|o[ùøûõïâåäêúü]|u[ùøûõïåäü]|y[ùøûõ]"
    r"|ö[ùøûõïôi]|ô[ùøûõï]|[a-z]ö[ôu]|\bñ[aeiouyöôâêà-ÿ]",
    re.I,
)
# "Nguyá»…n VÄƒn Äáº¡t": UTF-8 that some program took for Latin.
_MISREAD = re.compile("á[»º]|Ã[\u0080-\u00bf\u2018-\u203a]|Ä[\u0083\u0091\u0192\u2018]|Æ[°¡]")


def legacy_font(text: str) -> str:
    """Return TCVN3, VNI or MISREAD where ``text`` is such, else ""."""
    text = nfc(text)
    if text.isascii():
        return ""
    if _MISREAD.search(text):
        return MISREAD
    if _VNI.search(text):
        return VNI
    return TCVN3 if _TCVN3.search(text) else ""


def way_out(font: str) -> str:
    """Say how text of that kind becomes readable Unicode."""
    if font == MISREAD:
        return "mở tệp gốc bằng Excel: Dữ liệu > Từ văn bản/CSV, chọn 65001: Unicode (UTF-8), rồi lưu thành .xlsx"
    source = "TCVN3 (ABC)" if font == TCVN3 else "VNI Windows"
    return (
        f"bôi đen và chép các ô, mở UniKey, bấm Ctrl+Shift+F6, chọn nguồn {source}, đích Unicode, "
        "bấm Chuyển mã, dán lại, đổi phông thành Times New Roman"
    )
