"""The notebook ``trang-cua-toi.ipynb`` that opens the learner's own page."""

from __future__ import annotations

from pathlib import Path

from binhdan.atomic import replacing
from binhdan.classroom.workspace import Workspace

NAME = "trang-cua-toi.ipynb"
_ABOUT = """\
# Trang của tôi

Điểm, tuần luyện tập, huy hiệu, các bậc và những gì còn thiếu để có giấy chứng nhận.

Bấm vào ô có chữ `my_page()` bên dưới, rồi bấm nút ▶ trên thanh công cụ (hoặc giữ phím Shift, bấm Enter). \
Trang này không phải bài học: không phải nộp, sửa hay xoá gì ở đây cũng không mất điểm."""
_CODE = "from binhdan import my_page\n\nmy_page()"


def lay(workspace: Workspace) -> Path | None:
    """Put the notebook into the workspace and return it; None where one is there already, which is left as it is."""
    target = workspace.root / NAME
    if target.exists() or target.is_symlink():
        return None
    with replacing(target) as out:
        out.write(_text().encode("utf-8"))
    return target


def link(workspace: Workspace) -> str:
    """Return the home page's link to it as HTML, or "" where the learner has put it away."""
    if not (workspace.root / NAME).is_file():
        return ""
    told = "điểm từ đâu mà có, huy hiệu, còn thiếu gì để có giấy chứng nhận"
    return f'<section class="bd-own-page" aria-label="Trang của tôi"><p><a href="#" data-path="{NAME}">Trang của tôi</a>: {told}</p></section>'


def _text() -> str:
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = [new_markdown_cell(_ABOUT, id="gioi-thieu"), new_code_cell(_CODE, id="trang-cua-toi")]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.writes(new_notebook(cells=cells, metadata={"kernelspec": kernel})) + "\n"
