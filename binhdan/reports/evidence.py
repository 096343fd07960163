"""How each figure was counted, in sentences for the foot of the KPI page and the annex of the report."""

from __future__ import annotations

from binhdan.reports import quarters, wording
from binhdan.reports.figures import Figures
from binhdan.reports.targets import OF_TRAINED


def rows(figures: Figures) -> list[tuple[str, str]]:
    """Return (what, how it was counted), in the order of the report."""
    return [
        ("Thời điểm", _when(figures)),
        (
            "Ghi danh",
            "Người có tên trong sổ học viên, mỗi người tính một lần và thuộc một nhóm đối tượng theo danh sách ghi danh. "
            "Người đã xoá hồ sơ không còn được tính.",
        ),
        (
            "Hoạt động trong quý",
            f"Có ít nhất một bài nộp được chấm hoặc một ngày luyện tập {wording.span(figures)}. "
            "Ngày luyện tập do máy của học viên tự ghi; nó không dùng để tính chỉ tiêu nào.",
        ),
        (
            "Được học",
            "Đã đạt ít nhất một bài học, được chấm trên dữ liệu mà học viên chưa thấy. Chỉ có tên trong danh sách thì chưa tính; "
            "bài đo đầu bậc và cuối bậc không phải bài học.",
        ),
        *_second(figures),
        ("Tỷ lệ", "Làm tròn xuống đến một chữ số thập phân."),
        ("“Trong đó …%”", _reading(figures)),
        ("Số người thuộc nhóm", _populations(figures)),
        (
            "Hoàn thành Bậc 1 trở lên",
            "Đủ điểm của cả bậc, qua bài thử thách, bài dạy lại đã có người chấm, như điều kiện cấp giấy chứng nhận.",
        ),
        (
            "Giảng viên cộng đồng",
            f"Học viên được giao dạy ở một {wording.word(figures)}, theo sổ lúc lập báo cáo. "
            "“Chưa được kèm” là học viên chưa được giao cho giảng viên nào."
            + (" Báo cáo của quý đã qua không nêu số này." if figures.is_past else ""),
        ),
        (
            "Tuần luyện tập",
            "Tuần mà học viên có đủ số ngày luyện tập do khoá học đặt ra (mặc định năm ngày trong bảy), tính từ đầu khoá.",
        ),
        (
            "Học viên tự đánh giá",
            "Chưa thu phiếu tự đánh giá nào, nên không có con số nào ở đây dựa vào lời tự nhận là đã tiến bộ.",
        ),
        (
            "Dấu *",
            "Số từ 1 đến 4 người không nêu, để không ai bị nhận ra; ô nào giúp suy ra số ấy cũng không nêu, nên dấu * có khi thay cho số lớn hơn.",
        ),
    ]


def _when(figures: Figures) -> str:
    clock = f"{figures.reckoned:%H:%M} ngày {quarters.shown(figures.reckoned.date())}"
    part = "" if figures.is_whole else f" Quý chưa hết: số liệu mới {wording.span(figures)}."
    sample = " Đây là số liệu minh hoạ: người và kết quả đều do máy dựng." if figures.sample else ""
    return f"Tính từ sổ học viên và kết quả chấm lúc {clock}, đến hết ngày {quarters.shown(figures.until)}.{part}{sample}"


def _second(figures: Figures) -> list[tuple[str, str]]:
    measures = {target.target.measure for target in figures.targets}
    found = []
    if "improved" in measures:
        found.append((
            "Làm việc tốt hơn",
            "Người đã học làm cả hai bài đo của cùng một bậc (việc văn phòng ngắn, trước và sau khi học, cùng một cách chấm) và bài sau "
            "được nhiều điểm hơn bài trước. Bài trước lấy lần đầu, bài sau lấy lần tốt nhất. Ai chưa đo đủ hai lần thì chưa tính.",
        ))  # fmt: skip
    if "able" in measures:
        found.append(("Có khả năng sử dụng", "Người đã học và đã hoàn thành Bậc 1. Không lấy theo lời tự đánh giá."))
    return found


def _reading(figures: Figures) -> str:
    used, other = (OF_TRAINED, "all") if figures.locale.report.reading == OF_TRAINED else ("all", OF_TRAINED)
    return (
        f"Kế hoạch không nói rõ tỷ lệ “trong đó” tính trên số nào. Ở đây tính trên {wording.base(used)}; "
        f"tỷ lệ tính trên {wording.base(other)} được ghi kèm để đối chiếu."
    )


def _populations(figures: Figures) -> str:
    known = [t for t in figures.targets if not t.counts_learners]
    other = [wording.plain(t.target.name) for t in figures.targets if t.counts_learners]
    told = []
    if known:
        numbers = "; ".join(f"{wording.plain(t.target.name)}: {wording.count(t.people)}" for t in known)
        told.append(f"Theo số đơn vị khai báo ({numbers}).")
    if other:
        told.append(f"{'; '.join(other)}: chưa có số người thuộc nhóm, hoặc số ấy ít hơn số ghi danh, nên tạm tính trên số người ghi danh.")
    return " ".join(told) or "Chưa khai báo nhóm đối tượng nào."
