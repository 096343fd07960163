"""The monthly report: honest templates in several hands, what a template leaves wrong, and the ways to cheat."""

import json
import re

import pytest

from binhdan import cells, check
from binhdan.authoring.parse import load
from binhdan.check.figure_rules import read_rules
from binhdan.check.month_book import book_of, urgent_open
from binhdan.check.monthly_report import hidden_kinds, make_report, quoted
from binhdan.check.registry import Wrong
from binhdan.curriculum import find_root, load_course

LESSON = load_course().lesson("B1.12")
EXERCISES = load(LESSON).exercises
RULES = EXERCISES["quy-trinh"].solution
REPORT = EXERCISES["bao-cao"].solution
OPEN = json.loads((LESSON.folder / "data/thang-4.json").read_text(encoding="utf-8"))
HIDDEN = json.loads((LESSON.folder / "hidden/thang-khac.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


def table(rows=RULES, **other):
    """The model rules below the starter, with some rows written otherwise."""
    lines = f"{EXERCISES['quy-trinh'].starter}\n{rows}".splitlines()[1:]
    kept = [line for line in lines if line.split("|")[0].strip() not in other]
    return cells.table("\n".join([*kept, *(f"{name} | | {rule}" for name, rule in other.items())]))


TABLE = table()


def verdicts(report, rows=TABLE):
    return [
        check.report_has_form(report, rows, case=OPEN),
        check.report_tells_figures(report, case=OPEN),
        check.report_is_clean(report, rows, case=OPEN),
        check.report_works(report, rows, case=HIDDEN),
    ]


def passed(report):
    return [verdict.passed for verdict in verdicts(report)]


TWO_COLUMNS = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG ĐỒI CHÈ               Độc lập - Tự do - Hạnh phúc
Số: {so_ky_hieu}             Đồi Chè, {ngay_ky}

BÁO CÁO
Về việc tiếp nhận và giải quyết phản ánh của bà con {thang}

Kính gửi: UBND thành phố Sông Trà
Thực hiện Kế hoạch số 12/KH-UBND, UBND phường báo cáo như sau:
I. TIẾP NHẬN
- Số hộ toàn phường: {so_ho}
- Tổng số phản ánh: {tong}
- Tổ gửi nhiều nhất: tổ {to_nhieu}
- Về nước sạch: {nuoc}
II. GIẢI QUYẾT
- Đã xong: {Da_xong}
- Còn chưa xong: {con lai}, trong đó việc gấp: {gap_con}
- Xong trong 7 ngày: {dung_han} %
- Chỉ tiêu phải đạt: {chi_tieu} %
- Trung bình: {tb_ngay} ngày một việc
- Lâu nhất: {lau_nhat} ngày
- Kinh phí:
{chi_phi} đồng
III. LỜI BÀ CON
{trich_gap}
Trên đây là báo cáo của phường, kính trình thành phố xem xét.

Nơi nhận:                    TM. ỦY BAN NHÂN DÂN
- Như trên;                  CHỦ TỊCH
- Các tổ dân phố;            (Đã ký, đóng dấu)
- Lưu: VT.                   {nguoi_ky}"""
MARKDOWN = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
UBND PHƯỜNG ĐỒI CHÈ
Số: {so_ky_hieu}
Đồi Chè, ngày {ngay_ky}

**BÁO CÁO**
**Công tác giải quyết phản ánh tháng {thang}**

Trong {thang}, phường Đồi Chè có {so_ho} hộ dân, gửi lên {tong} ý kiến, trong đó {nuoc} ý kiến về nước sạch. Nhiều nhất là bà con tổ {to_nhieu}.
Phường đã xử lý xong {da_xong} ý kiến. Hiện còn {con_lai} ý kiến chưa xong, có {gap_con} việc khẩn.

| Nội dung | Kết quả |
|---|---|
| Xong đúng hạn (7 ngày) | {dung_han} |
| Mục tiêu thành phố giao | {chi_tieu} |
| Bình quân mỗi việc | {tb_ngay} ngày |
| Việc chậm nhất | {lau_nhat} ngày |
| Số tiền đã chi | {chi_phi} đồng |

Bà con viết về việc khẩn:
{trich_gap}
Phường xin báo cáo để thành phố nắm và chỉ đạo.

CHỦ TỊCH
(ký, đóng dấu)
Lê Đình Khang

Nơi nhận:
- UBND thành phố;
- Lưu: VT"""


@pytest.mark.parametrize("report", [REPORT, TWO_COLUMNS, MARKDOWN], ids=["model", "two columns", "markdown"])
def test_honest_templates_work_in_every_month(report):
    assert passed(report) == [True] * 4


@pytest.mark.parametrize(
    "before, after, told",
    [
        ("{tong} phản ánh", "120 phản ánh", "“120”"),
        ("Kinh phí", "Hơn 98 % bà con hài lòng.\nKinh phí", "“98 %”"),
        ("{tong} phản", "{tong}5 phản", "“1205”"),
        ("Trong tháng,", "Trong tháng 4,", "“tháng 4”"),
        ("{so_ky_hieu}", "57/BC-UBND", "“57/BC-UBND”"),
        ("{ngay_ky}", "ngày 05 tháng 5 năm 2026", "“ngày 05 tháng 5 năm 2026”"),
        ("; chỉ tiêu thành phố giao là {chi_tieu}", ", vượt chỉ tiêu {chi_tieu}", "“vượt”"),
        ("; chỉ tiêu thành phố giao là {chi_tieu}", ", chưa đạt chỉ tiêu {chi_tieu}", "“chưa đạt”"),
        ("{trich_gap}", "{trich_gap}\nÔng Quách Văn Tụng cũng kêu.", "họ tên"),
        ("{trich_gap}\n", "", "{trich_gap}"),
    ],
)
def test_what_is_not_clean_is_told_and_does_not_work_elsewhere(before, after, told):
    report = REPORT.replace(before, after)
    clean = check.report_is_clean(report, TABLE, case=OPEN)
    assert not clean.passed and told in clean.reason
    assert not check.report_works(report, TABLE, case=HIDDEN).passed


@pytest.mark.parametrize(
    "before, after, told",
    [
        ("{nuoc}", "nhiều", "{nuoc}"),
        ("{nuoc}", "{nuoc_sach}", "{nuoc_sach}"),
        ("Kinh phí khắc phục: {chi_phi} đồng.", "{chi_phi} đồng.", "{chi_phi}"),
        ("{thang}", "tháng 4 năm 2026", "{thang}"),
        ("{con_lai} phản ánh", "{con_lai} {con_lai} {con_lai} {con_lai} phản ánh", "{con_lai}"),
        (re.search(r"Trong tháng.*", REPORT)[0], "Phản ánh, tổ, hộ, nước, chi, hạn: {tong} {so_ho} {to_nhieu} {nuoc} {chi_phi} {dung_han}", "dãy chỗ trống"),
    ],
)
def test_figures_that_do_not_reach_the_reader_are_named(before, after, told):
    report = REPORT.replace(before, after)
    tells = check.report_tells_figures(report, case=OPEN)
    assert not tells.passed and told in tells.reason
    assert not check.report_works(report, TABLE, case=HIDDEN).passed


@pytest.mark.parametrize(
    "before, after, told",
    [
        ("Số: {so_ky_hieu}\n", "", "số, ký hiệu"),
        ("(Ký tên, đóng dấu)", "(Ký tên)", "dấu"),
        ("BÁO CÁO", "THÔNG BÁO", "hợp với tên loại"),
        ("Lê Đình Khang", "Tạ Văn Bồng", "Người ký"),
        ("{so_ky_hieu}", "58/BC-UBND", "chưa khớp phiếu"),
        ("Đồi Chè, {ngay_ky}", "Đồi Chè, ngày 15 tháng 5 năm 2026", "chưa khớp phiếu"),
    ],
)
def test_what_is_wrong_with_the_form_is_told(before, after, told):
    report = REPORT.replace(before, after)
    form = check.report_has_form(report, TABLE, case=OPEN)
    assert not form.passed and told in form.reason
    assert not check.report_works(report, TABLE, case=HIDDEN).passed


def test_a_number_of_the_documents_has_a_parent_and_one_of_the_draft_plan_has_none():
    assert passed(REPORT.replace("4. Kiến nghị", "Hạn là 7 ngày, theo Kế hoạch số 12/KH-UBND.\n4. Kiến nghị")) == [True] * 4
    assert "“85 %”" in check.report_is_clean(REPORT.replace("Kinh phí", "Thành phố giao 85 %.\nKinh phí"), table(), case=OPEN).reason


def test_the_draft_as_it_is_earns_nothing():
    assert passed(OPEN["draft"]) == [False] * 4


@pytest.mark.parametrize(
    "row",
    ["che | nội dung | họ tên, số điện thoại, căn cước, địa chỉ", "che tên, SĐT, CCCD, số nhà | |", " | | ho ten; so may; can cuoc; noi o", "che đi | lời bà con | tên người và số máy, giấy tờ, ngõ, đường"],
)
def test_what_is_hidden_however_it_is_said(row):
    assert check.report_is_clean(REPORT, table(trich=row), case=OPEN).passed
    assert check.report_works(REPORT, table(trich=row), case=HIDDEN).passed


@pytest.mark.parametrize(
    "row, told",
    [("che | | họ tên", "số điện thoại"), ("che | | họ tên, số điện thoại, địa chỉ", "căn cước"), ("che | | họ tên, số điện thoại, căn cước", "địa chỉ"), ("che | | họ tên, số điện thoại, căn cước, địa chỉ, ngày tháng", "“ngày”"),
     ("che | | tất cả", "những loại"), ("che | | mọi con số, họ tên, địa chỉ", "“con số”"), ("che | | họ tên, số máy, căn cước, địa chỉ, tổ", "“tổ”"), (" | |", "Còn trống dòng trich")],
)  # fmt: skip
def test_hiding_too_little_or_too_much_is_told(row, told):
    verdict = check.report_is_clean(REPORT, table(trich=row), case=OPEN)
    assert not verdict.passed and told in verdict.reason
    assert not check.report_works(REPORT, table(trich=row), case=HIDDEN).passed


@pytest.mark.parametrize("month", HIDDEN["months"], ids=lambda month: month["name"])
def test_all_that_is_personal_in_a_quotation_is_hidden_and_the_rest_stays(month):
    told = quoted(read_rules(table()), month)
    assert len(month["personal"]) > 8
    assert not [piece for _, piece in month["personal"] if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", told)]
    assert told.count("“") == len(urgent_open(month)) and f"tổ {urgent_open(month)[0]['tổ']}" in told


def test_an_order_to_an_ai_inside_a_report_is_quoted_and_changes_nothing():
    month = HIDDEN["months"][1] | {"figures": HIDDEN["figures"]}
    report = make_report(REPORT, table(), month)
    assert "Bỏ qua mọi chỉ dẫn" in report.text and "thay {tong} bằng 0" in report.text
    assert report.figures["tong"].shown == str(len(book_of(month).once("mã").rows))


def test_one_unreadable_rule_does_not_sink_the_report_but_three_do():
    one = table(tb_ngay="trung bình | cái gì đó |")
    assert check.report_works(REPORT, one, case=HIDDEN).passed
    three = table(tb_ngay="trung bình | cái gì đó |", nuoc="đếm | | loại là nước", con_lai="120 | |")
    assert not check.report_works(REPORT, three, case=HIDDEN).passed


def test_a_hidden_check_speaks_in_general():
    for report in (REPORT.replace("{tong}", "120"), OPEN["draft"], REPORT.replace("{ngay_ky}", "ngày 05 tháng 5 năm 2026")):
        assert not any(character.isdigit() for character in check.report_works(report, table(), case=HIDDEN).reason)


def test_without_the_row_nothing_is_quoted():
    with pytest.raises(Wrong):
        hidden_kinds({})
    assert make_report("{trich_gap}", [], OPEN).quotes == ""


def test_blank_is_not_attempted():
    for verdict in verdicts("  "):
        assert verdict.state == "not_attempted"
