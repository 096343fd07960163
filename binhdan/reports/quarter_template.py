"""Makes quarter.docx, the report that docxtpl fills, in the layout of Decree 30/2020, annex I."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

FILE = Path(__file__).parent / "quarter.docx"
FONT = "Times New Roman"
_TEXT_WIDTH = 165  # mm: A4 with margins of 30 and 15
_LEFT, _CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def build() -> bytes:
    """Return the template; the same bytes each time."""
    document = Document()
    _page(document)
    _head(document)
    _opening(document)
    _results(document)
    _list(document, "II. TỒN TẠI, HẠN CHẾ", "shortcomings")
    _list(document, "III. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", "next_steps")
    closing = _body(document, "Trên đây là báo cáo kết quả triển khai chương trình “{{ programme }}” {{ quarter }} trên địa bàn {{ area }}./.")
    closing.paragraph_format.keep_with_next = True  # a signature must not stand alone on a page
    _end(document)
    _annex(document)
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.title, properties.language = "Báo cáo quý", "vi"
    properties.created = properties.modified = datetime(2026, 1, 1)
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def steady(package: bytes) -> bytes:
    """Return a .docx with no moment in its envelope: what holds the same is the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def _page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin, section.header_distance = Mm(30), Mm(15), Mm(10)
    section.different_first_page_header_footer = True  # the first page bears no number
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    _attach(style.element.rPr, "w:lang", val="vi-VN")
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        run.font.size = Pt(13)
        if kind:
            _attach(run._r, "w:fldChar", fldCharType=kind)
        else:
            _attach(run._r, "w:instrText").text = code


def _head(document) -> None:
    table = document.add_table(rows=2, cols=2)
    _widths(table, (68, 97))
    sides = _attach(table._tbl.tblPr, "w:tblCellMar")
    for side in ("left", "right"):
        _attach(sides, f"w:{side}", w="0", type="dxa")
    left, right = table.rows[0].cells
    _write(left, "{{ superior }}", 13, first=True)
    _write(left, "{{ issuer }}", 13, bold=True)
    _rule(left, 26, 68)
    _write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.5, bold=True, first=True)
    _write(right, "Độc lập - Tự do - Hạnh phúc", 13.5, bold=True)
    _rule(right, 57, 97)
    left, right = table.rows[1].cells
    _write(left, "Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/{{ series }}", 13, first=True).paragraph_format.space_before = Pt(4)
    _write(right, "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}", 13.5, italic=True, first=True).paragraph_format.space_before = Pt(4)


def _opening(document) -> None:
    _write(document, "BÁO CÁO", bold=True).paragraph_format.space_before = Pt(18)
    _write(document, "Kết quả triển khai chương trình “{{ programme }}” {{ quarter }}", bold=True)
    _rule(document, 55, _TEXT_WIDTH)
    _write(document, "{%p if addressee %}")
    to = _write(document, "Kính gửi: {{ addressee }}.")
    to.paragraph_format.space_before, to.paragraph_format.space_after = Pt(12), Pt(6)
    _write(document, "{%p endif %}")
    _body(document, "{{ opening }}")


def _results(document) -> None:
    _heading(document, "I. KẾT QUẢ THỰC HIỆN")
    _heading(document, "1. Ghi danh và học tập")
    _each(document, "organisation", "{{ line }}")
    _heading(document, "2. Chỉ tiêu theo nhóm đối tượng")
    _each(document, "target_lines", "{{ line }}")
    _gap(document)
    heads = ("Chỉ tiêu", "Tính trên (người)", "Kết quả (người)", "Tỷ lệ", "Chỉ tiêu", "Đánh giá")
    cells = ("<{{ row.name }}", "{{ row.whole }}", "{{ row.part }}", "{{ row.rate }}", "{{ row.goal }}", "{{ row.verdict }}")
    _grid(document, (67, 22, 20, 17, 17, 22), heads, "targets", cells)
    _heading(document, "3. Kết quả theo {{ word }}")
    _gap(document)
    heads = ("{{ group_word }}", "Ghi danh", "Hoạt động trong quý", "Hoàn thành Bậc 1 trở lên", "Tỷ lệ hoàn thành", "Giảng viên cộng đồng", "Chưa được kèm")
    fields = ("enrolled", "active", "completed", "rate", "trainers", "alone")
    total = ("Tổng cộng", *("{{ total." + field + " }}" for field in fields))
    _grid(document, (36, 19, 22, 25, 21, 22, 20), heads, "groups", ("<{{ row.name }}", *("{{ row." + field + " }}" for field in fields)), total)
    _write(document, "{%p if starred %}")
    note = _write(document, "* Không nêu vì có ít người (xem Phụ lục).", 12, italic=True, align=_LEFT)
    note.paragraph_format.space_before = Pt(3)
    _write(document, "{%p endif %}")
    _heading(document, "4. Mạng lưới giảng viên cộng đồng")
    _each(document, "network", "{{ line }}")


def _list(document, title: str, name: str) -> None:
    _heading(document, title)
    _each(document, name, "- {{ line }}")


def _end(document) -> None:
    _gap(document)
    table = document.add_table(rows=1, cols=2)
    _widths(table, (82, 83))
    left, right = table.rows[0].cells
    _write(left, "Nơi nhận:", 12, bold=True, italic=True, align=_LEFT, first=True)
    _write(left, "{%p for line in recipients %}", 11, align=_LEFT)
    _write(left, "- {{ line }}", 11, align=_LEFT)
    _write(left, "{%p endfor %}", 11, align=_LEFT)
    _write(right, "{{ on_behalf }}", bold=True, first=True)
    _write(right, "{{ signer_title }}", bold=True)
    for _ in range(4):
        _write(right, "")
    _write(right, "{{ signer }}", bold=True)
    _attach(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")


def _annex(document) -> None:
    _write(document, "PHỤ LỤC", bold=True).paragraph_format.page_break_before = True
    _write(document, "Cách tính các số liệu", bold=True)
    source = "(Kèm theo Báo cáo số\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/{{ series }} ngày {{ day }} tháng {{ month }} năm {{ year }} của {{ office }})"
    _write(document, source, italic=True)
    _rule(document, 55, _TEXT_WIDTH)
    _heading(document, "1. Hai cách tính tỷ lệ “trong đó” và kết quả đo trước, sau bậc")
    _gap(document)
    heads = ("Nhóm đối tượng", "Đã học", "Đạt phần “trong đó”", "Trên số đã học", "Trên cả nhóm", "Đo đủ hai lần")
    cells = ("<{{ row.name }}", "{{ row.trained }}", "{{ row.second }}", "{{ row.of_trained }}", "{{ row.of_all }}", "{{ row.measured }}")
    _grid(document, (62, 18, 25, 20, 20, 20), heads, "readings", cells)
    _heading(document, "2. Mỗi số liệu được đếm thế nào")
    _gap(document)
    _grid(document, (38, 127), ("Số liệu", "Cách đếm"), "evidence", ("<{{ row.what }}", "<{{ row.how }}"), size=11)


def _write(where, text: str, size: float = 14, bold: bool = False, italic: bool = False, align=_CENTRE, first: bool = False):
    """Put a paragraph into a document or cell; ``first`` takes the empty one that a cell is born with."""
    paragraph = where.paragraphs[0] if first else where.add_paragraph()
    paragraph.alignment = align
    if text:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
    else:
        paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _body(document, text: str, bold: bool = False):
    paragraph = _write(document, text, bold=bold, align=_JUSTIFY)
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_before, shape.line_spacing = Cm(1.27), Pt(6), 1.15
    return paragraph


def _heading(document, text: str) -> None:
    _body(document, text, bold=True).paragraph_format.keep_with_next = True


def _each(document, name: str, text: str) -> None:
    _body(document, "{%p for line in " + name + " %}")
    _body(document, text)
    _body(document, "{%p endfor %}")


def _gap(document) -> None:
    shape = document.add_paragraph().paragraph_format
    shape.line_spacing_rule, shape.line_spacing, shape.keep_with_next = WD_LINE_SPACING.EXACTLY, Pt(6), True


def _rule(where, width: float, room: float) -> None:
    """Draw a line of ``width`` mm in the middle of ``room`` mm, as a border that stays where the text moves."""
    paragraph = where.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - width) / 2)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    border = _attach(paragraph._p.get_or_add_pPr(), "w:pBdr")
    _attach(border, "w:top", val="single", sz="6", space="1", color="000000")


def _grid(document, widths: Sequence[int], heads: Sequence[str], loop: str, cells: Sequence[str], total: Sequence[str] = (), size: float = 12) -> None:
    """Draw a table with one row of ``cells`` for each row of ``loop``; "<" before a cell sets it left."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    _fill(table.rows[0], heads, bold=True, keep=True)
    _attach(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _fill(table.add_row(), ["{%tr for row in " + loop + " %}"])
    _fill(table.add_row(), cells, size=size)
    _fill(table.add_row(), ["{%tr endfor %}"])
    if total:
        _fill(table.add_row(), total, bold=True)
    for row in table.rows:
        _attach(row._tr.get_or_add_trPr(), "w:cantSplit")
    _widths(table, widths)


def _fill(row, texts: Iterable[str], bold: bool = False, size: float = 12, keep: bool = False) -> None:
    """Write ``texts`` into the cells; ``keep`` holds the row on the page of the next one: LibreOffice loses the rows below headers that stand alone."""
    for cell, text in zip(row.cells, texts):
        paragraph = _write(cell, text.removeprefix("<"), size, bold, align=_LEFT if text.startswith("<") else _CENTRE, first=True)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = keep or None
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _widths(table, widths: Sequence[int]) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths):
        column.width = Mm(width)  # LibreOffice looks at the grid, Word at the cells
        for cell in column.cells:
            cell.width = Mm(width)


def _attach(parent, tag: str, **values: str):
    """Append an element with attributes of Word's namespace, and return it."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


if __name__ == "__main__":
    FILE.write_bytes(build())
