"""The quarterly report: its layout, its sentences, and figures that are those of the page."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.shared import Pt
from made_figures import LOCALE, made, strange
from page_reader import Page, row

from binhdan.reports import kpi_page, quarter_report, quarter_template, quarter_words
from binhdan.reports.targets import Share

EMPTY = replace(made().totals, enrolled=0, active=0, completed=0, trainers=0, alone=0, hand_ins=0, levels=(0,) * 5, weeks=())


@pytest.fixture
def written(tmp_path):
    """Write figures and open the document."""

    def write(figures):
        quarter_report.write(figures, tmp_path / "bao-cao.docx")
        return Document(tmp_path / "bao-cao.docx")

    return write


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def table(document, head):
    """The rows of the table whose first cell is ``head``, as text."""
    found = next(each for each in document.tables if each.cell(0, 0).text == head)
    return [[cell.text for cell in row.cells] for row in found.rows]


def parts(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_is_what_its_maker_makes():
    assert parts(quarter_template.build()) == parts(quarter_template.FILE.read_bytes())


def test_the_layout_of_decree_30(written):
    document = written(made())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer and "PAGE" in section.header.paragraphs[0]._p.xml
    left, right = document.tables[0].rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == ["UBND THÀNH PHỐ SÔNG TRÀ", "ỦY BAN NHÂN DÂN\nPHƯỜNG ĐỒI CHÈ"]
    assert [p.text for p in right.paragraphs if p.text] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert [p.runs[0].font.bold for p in left.paragraphs if p.text] == [False, True]
    number, day = (cell.text for cell in document.tables[0].rows[1].cells)
    assert re.fullmatch(r"Số:\s+/BC-UBND", number)  # the clerk writes the number
    assert day == "Đồi Chè, ngày 05 tháng 11 năm 2026"
    body = next(p for p in document.paragraphs if p.text.startswith("Thực hiện Kế hoạch"))
    assert body.paragraph_format.first_line_indent.cm == pytest.approx(1.27, abs=0.01) and body.runs[0].font.size == Pt(14)
    end = next(each for each in document.tables if each.cell(0, 0).text.startswith("Nơi nhận"))
    assert end.cell(0, 0).text.splitlines() == [
        "Nơi nhận:", "- Như trên;", "- TT Đảng ủy, HĐND, UBND phường;", "- Các ban, ngành, đoàn thể phường;", "- 11 tổ dân phố;", "- Lưu: VT, VP.",
    ]  # fmt: skip
    assert [p.text for p in end.cell(0, 1).paragraphs if p.text] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Thị Mai Sơn"]


def test_every_table_fits_the_page_in_its_grid(written):
    """LibreOffice looks at the grid, Word at the cells."""
    for each in written(made()).tables:
        assert sum(column.width.mm for column in each.columns) <= 165.1
        assert all(cell.width for cell in each.rows[0].cells)


def test_headers_keep_to_the_first_row(written):
    """Where only the headers fitted on the page, LibreOffice printed no row at all."""
    grids = [each for each in written(made()).tables if each.rows[0]._tr.xpath(".//w:tblHeader")]
    assert len(grids) == 4
    for each in grids:
        assert all(p.paragraph_format.keep_with_next for cell in each.rows[0].cells for p in cell.paragraphs)


def test_a_past_quarter_does_not_mix_in_who_lacks_a_trainer_today(written):
    past = written(made(is_past=True, until=date(2026, 12, 31)))
    assert {row[-1] for row in table(past, "Tổ dân phố")[1:]} == {"–"}
    assert any(line.startswith("Đến ngày lập báo cáo (05/11/2026), 8/11 tổ dân phố đã có giảng viên") for line in lines(past))
    assert {row[-1] for row in table(written(made()), "Tổ dân phố")[1:]} >= {"1.201", "0", "*"}


def test_page_and_report_agree_in_every_number(written):
    figures = made()
    document, page = written(figures), Page(kpi_page.html(figures))
    for name, enrolled, active, completed, rate, trainers, _ in table(document, "Tổ dân phố")[1:]:
        shown = row(page, {"Tổng cộng": "Tất cả"}.get(name, name))
        assert [shown[1].split("/")[0], *shown[2:5]] == [enrolled, active, completed, rate]
        assert shown[6].replace("chưa có", "0") == trainers
    for _, whole, part, rate, goal, verdict in table(document, "Chỉ tiêu")[1:]:
        assert f"{part} / {whole} người" in page.said and rate in page.said and f"chỉ tiêu {goal}" in page.said
        assert verdict in ("Đạt", "Chưa đạt", "Chưa đủ số liệu")
    for _, _, _, of_trained, of_all, measured in table(document, "Nhóm đối tượng")[1:]:
        assert of_trained in page.said and of_all in page.said
        assert measured == "–" or f"{measured} người đo đủ hai lần" in page.said
    said = " ".join(lines(document))
    for number in ("1.344", "851", "25.066", "485", "60", "12"):
        assert number in said and number in page.said
    assert dict(table(document, "Số liệu")[1:]) == dict(zip(*[iter(_how(page))] * 2))


def _how(page):
    """What stands in the page's last list: term, answer, term, answer…"""
    words = [text.strip() for text in page.text if text.strip()]
    return words[words.index("Các con số được đếm thế nào") + 1 :]


def test_what_is_missed_is_said_with_how_much():
    said = list(quarter_words.shortcomings(made()))
    assert said[0] == (
        "Nhóm “Cán bộ, công chức, viên chức”: tỷ lệ làm việc tốt hơn nhờ AI (đo được) mới đạt 32,8%, thấp hơn chỉ tiêu 50% là "
        "17,2 điểm phần trăm (còn thiếu 11 người); 24 người đã học nhưng chưa làm đủ hai bài đo, nên chưa biết có làm việc tốt hơn không."
    )
    assert said[1] == (
        "Nhóm “Chủ doanh nghiệp, hợp tác xã, hộ kinh doanh”: tỷ lệ được học mới đạt 74,5%, thấp hơn chỉ tiêu 80% là 5,5 điểm phần trăm "
        "(còn thiếu 12 người)."
    )
    assert "Còn 3/11 tổ dân phố chưa có giảng viên cộng đồng: Đồi Chanh, Cầu Đá và Vườn Dâu." in said
    assert "Chưa có người ghi danh ở tổ dân phố Ao Sen." in said
    assert (
        "Tỷ lệ hoàn thành Bậc 1 trở lên thấp hơn mức chung (36%) từ 10 điểm phần trăm trở lên: Đồi Chanh (20%), Bến Trà (24,2%)." in said
    )


def test_what_comes_next_follows_from_it():
    said = list(quarter_words.next_steps(made()))
    assert said[0].startswith("Nhóm “Cán bộ, công chức, viên chức”: kèm thêm để ít nhất 11 người nữa làm bài đo cuối bậc tốt hơn đầu bậc; tổ chức đo")
    assert "vận động, mở lớp cho thêm ít nhất 552 người được học; kèm thêm để ít nhất 8 người nữa hoàn thành Bậc 1" in said[2]
    assert "Chọn học viên dạy lại tốt làm giảng viên cộng đồng cho tổ dân phố Đồi Chanh, Cầu Đá và Vườn Dâu." in said
    assert said[-1].endswith("báo cáo kết quả khi kết thúc quý.")


def test_when_all_is_reached_nothing_is_found_wanting():
    good = made()
    targets = tuple(
        replace(each, trained=Share(90, 90, 80), second=Share(80, 90, 50), second_of_all=Share(80, 90, 50), measured=90) for each in good.targets
    )
    groups = tuple(replace(group, enrolled=50, active=40, completed=30, trainers=1) for group in good.groups)
    good = replace(good, targets=targets, groups=groups, until=good.quarter.last)
    assert list(quarter_words.shortcomings(good)) == [
        "Đến nay chưa có chỉ tiêu nào chậm và chưa có tổ dân phố nào thiếu giảng viên; cần giữ nhịp học đều trong dân."
    ]
    assert [step.rpartition(" và ")[2] for step in quarter_words.next_steps(good)] == ["báo cáo kết quả quý I năm 2027."]


def test_figures_that_are_not_shown_are_not_told_in_words_either(written):
    figures = made()
    hidden = tuple(
        replace(each, enrolled=None, trained=Share(None, 64, 80), second=Share(None, None, 50), second_of_all=Share(None, 64, 50), measured=None)
        for each in figures.targets
    )
    document = written(replace(figures, targets=hidden))
    said = " ".join(lines(document))
    assert "một số ít người (không nêu số) được học và ứng dụng AI; chỉ tiêu 80%, chưa đủ số liệu để đánh giá" in said
    assert [cells[2:4] for cells in table(document, "Chỉ tiêu")[1:]] == [["*", "*"]] * 6


def test_a_ward_with_nobody_yet(written):
    empty = tuple(replace(group, enrolled=0, active=0, completed=0, trainers=0, alone=0) for group in made().groups)
    targets = tuple(
        replace(each, enrolled=0, trained=Share(0, 64, 80), second=Share(0, 0, 50), second_of_all=Share(0, 64, 50), measured=0) for each in made().targets
    )
    said = " ".join(lines(written(made(groups=empty, targets=targets, totals=EMPTY))))
    assert "sổ học viên của phường Đồi Chè chưa có người ghi danh" in said
    assert "Chưa có tổ dân phố nào có giảng viên cộng đồng." in said and "Chưa có người ghi danh ở cả 11 tổ dân phố." in said


@pytest.mark.parametrize("name", ["<w:p>Tổ</w:p> & \"bạn\"", "{{ 7 * 7 }} {% if %} {# x #}", "Tổ 🌱 số 1", "Tổ\x0bmột\x00\ttab\nhai\x07", "]]>&amp;"])
def test_names_stay_text(written, name):
    document = written(strange(name))
    shown = " ".join("".join(c for c in name if c >= " " or c in "\t\n").split())
    names = [cells[0] for cells in table(document, shown)[1:-1]]
    assert names == [shown] * 11
    assert sum(shown in line for line in lines(document)) > 5
    assert document.tables[0].cell(1, 1).text.startswith(shown)


def test_names_come_out_in_nfc(written):
    document = written(strange(unicodedata.normalize("NFD", "Tổ Đồi Chanh")))
    assert unicodedata.is_normalized("NFC", document.element.xml)


def test_no_word_of_the_template_is_left(written):
    document = written(made())
    assert "{" not in "".join(document.element.itertext())


def test_the_same_figures_give_the_same_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        quarter_report.write(made(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    properties = Document(tmp_path / "a.docx").core_properties
    assert (properties.author, properties.title) == ("Ủy ban nhân dân phường Đồi Chè", "Báo cáo quý IV năm 2026")


def test_an_office_that_is_no_committee_and_says_little_of_itself(written):
    report = replace(LOCALE.report, plan="", addressee="", signer="")
    document = written(made(locale=replace(LOCALE, issuer="Sở Chè", report=report), sample=True))
    said = lines(document)
    assert any(line.startswith("Thực hiện chương trình “Bình dân học AI”, Sở Chè báo cáo") and "số liệu minh hoạ" in line for line in said)
    assert not any(line.startswith("Kính gửi") for line in said)
    assert document.tables[0].cell(0, 0).text.split("\n")[1] == "SỞ CHÈ"
