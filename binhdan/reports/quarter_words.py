"""What the quarterly report says of its figures: results, shortcomings and next steps, each derived from them."""

from __future__ import annotations

from collections.abc import Iterator

from binhdan.reports import quarters, small_cells, wording
from binhdan.reports.figures import Figures, GroupFigures
from binhdan.reports.targets import Share, TargetFigures
from binhdan.reports.wording import count, listed, per_cent, plain
from binhdan.text import number

_BEHIND = 10  # points of per cent under the ward's rate from which a group is named


def organisation(figures: Figures) -> Iterator[str]:
    """Yield what happened in the quarter as a whole."""
    totals, place = figures.totals, wording.area(figures.locale)
    if totals.enrolled == 0:
        yield f"Đến hết ngày {quarters.shown(figures.until)}, sổ học viên của {place} chưa có người ghi danh."
        return
    yield (
        f"Đến hết ngày {quarters.shown(figures.until)}, {place} có {_people(totals.enrolled)} ghi danh học; "
        f"trong quý có {_people(totals.active)} học hoặc ôn bài, với {_times(totals.hand_ins)} nộp bài được chấm."
    )
    done = [f"Bậc {n}: {_people(reached)}" for n, reached in enumerate(totals.levels, 1) if reached != 0]
    yield f"Số người đã hoàn thành từng bậc: {'; '.join(done)}." if done else "Chưa có người hoàn thành bậc nào."
    if totals.weeks:
        keeping = [n for n in totals.weeks[1:] if n is not None]
        if None not in totals.weeks[1:] and sum(keeping):
            yield f"{count(sum(keeping))} người đã có ít nhất một tuần luyện tập đều."


def network(figures: Figures) -> Iterator[str]:
    """Yield how far the trainers reach."""
    if not figures.covered:
        yield f"Chưa có {wording.word(figures)} nào có giảng viên cộng đồng."
        return
    yield (
        f"{_at_writing(figures)}{figures.covered}/{len(figures.groups)} {wording.word(figures)} đã có giảng viên cộng đồng "
        f"(tổng cộng {count(figures.totals.trainers)} lượt người)."
    )
    if several := [group for group in figures.groups if group.trainers > 1]:
        yield f"Có từ hai giảng viên trở lên: {listed([group.name for group in several])}."


def _at_writing(figures: Figures) -> str:
    """The records do not keep who was a trainer on a past day."""
    return f"Đến ngày lập báo cáo ({quarters.shown(figures.made.date())}), " if figures.is_past else ""


def targets(figures: Figures) -> Iterator[str]:
    """Yield one sentence a goal: how many of how many, and how that stands to the goal."""
    of = figures.locale.report.reading
    for found in figures.targets:
        name = plain(found.target.name)
        yield f"{name}: {_share(found.trained)} được học và ứng dụng AI; {_against(found.trained)}."
        yield f"Trong đó {_share(found.read(of))} {wording.second(found)}; {_against(found.read(of))}{_also(found, of)}.{_measured(found)}"


def shortcomings(figures: Figures) -> Iterator[str]:
    """Yield what is missed, by how much, and where; one sentence at least."""
    found = [*_missed(figures), *_gaps(figures)]
    if not found:
        found = [f"Đến nay chưa có chỉ tiêu nào chậm và chưa có {wording.word(figures)} nào thiếu giảng viên; cần giữ nhịp học đều trong dân."]
    yield from found


def next_steps(figures: Figures) -> Iterator[str]:
    """Yield what follows from the shortcomings for the next quarter."""
    of = figures.locale.report.reading
    for found in figures.targets:
        tasks = []
        if found.trained.short:
            tasks.append(f"vận động, mở lớp cho thêm ít nhất {_people(found.trained.short)} được học")
        if found.read(of).short:
            tasks.append(f"kèm thêm để ít nhất {_people(found.read(of).short)} nữa {_aim(found)}")
        if left := _unmeasured(found):
            tasks.append(f"tổ chức đo đầu bậc và cuối bậc cho {_people(left)} đã học mà chưa đo đủ hai lần")
        if tasks:
            yield f"Nhóm “{plain(found.target.name)}”: {'; '.join(tasks)}."
    if bare := _bare(figures):
        yield f"Chọn học viên dạy lại tốt làm giảng viên cộng đồng cho {_named(figures, bare)}."
    if empty := _empty(figures):
        yield f"Phối hợp với {_named(figures, empty)} lập danh sách và ghi danh người học."
    report = figures.quarter.next.name if figures.is_whole else "khi kết thúc quý"
    yield f"Tiếp tục duy trì học 15 phút mỗi ngày, cấp giấy chứng nhận theo bậc và báo cáo kết quả {report}."


def _people(value: int | None) -> str:
    return "một số ít người (không nêu số)" if value is None else f"{count(value)} người"


def _times(value: int | None) -> str:
    return "một số ít lượt" if value is None else f"{count(value)} lượt"


def _share(share: Share) -> str:
    if share.part is None:
        return _people(None)
    if not share.whole:
        return _people(share.part)
    return f"{count(share.part)}/{count(share.whole)} người ({per_cent(share.value)})"


def _against(share: Share) -> str:
    if share.reached is None:
        return f"chỉ tiêu {share.goal}%, chưa đủ số liệu để đánh giá"
    if share.reached:
        return f"đạt chỉ tiêu {share.goal}%"
    return f"còn thiếu {_people(share.short)} so với chỉ tiêu {share.goal}%"


def _also(found: TargetFigures, of: str) -> str:
    other = found.other(of)
    if other.value is None or found.read(of).value is None:
        return ""
    return f" (nếu tính trên {wording.base('all' if of == 'trained' else 'trained')} là {per_cent(other.value)})"


def _measured(found: TargetFigures) -> str:
    if found.target.measure != "improved" or found.measured is None or not found.trained.part:
        return ""
    if not found.measured:
        return " Chưa có người nào làm đủ hai bài đo."
    better = "" if found.second.part is None else f", {count(found.second.part)} người làm tốt hơn"
    return f" Có {_people(found.measured)} làm đủ hai bài đo trước và sau bậc{better}."


def _aim(found: TargetFigures) -> str:
    return "hoàn thành Bậc 1" if found.target.measure == "able" else "làm bài đo cuối bậc tốt hơn đầu bậc"


def _unmeasured(found: TargetFigures) -> int | None:
    """How many of the trained lack a level test that their goal asks for; None where that is not said."""
    if found.target.measure != "improved" or found.measured is None or found.trained.part is None:
        return None
    return small_cells.small(found.trained.part - found.measured)


def _missed(figures: Figures) -> Iterator[str]:
    """One sentence for each target group that is behind."""
    of = figures.locale.report.reading
    for found in figures.targets:
        told = []
        for share, what in ((found.trained, "được học"), (found.read(of), wording.second(found))):
            if share.reached is False:
                gap = number(share.goal - share.value, 1)
                told.append(
                    f"tỷ lệ {what} mới đạt {per_cent(share.value)}, thấp hơn chỉ tiêu {share.goal}% là {gap} điểm phần trăm "
                    f"(còn thiếu {_people(share.short)})"
                )
        if left := _unmeasured(found):
            told.append(f"{_people(left)} đã học nhưng chưa làm đủ hai bài đo, nên chưa biết có làm việc tốt hơn không")
        if told:
            yield f"Nhóm “{plain(found.target.name)}”: {'; '.join(told)}."


def _gaps(figures: Figures) -> Iterator[str]:
    if bare := _bare(figures):
        names = "" if len(bare) == len(figures.groups) else f": {listed(bare)}"
        yield f"Còn {len(bare)}/{len(figures.groups)} {wording.word(figures)} chưa có giảng viên cộng đồng{names}."
    if empty := _empty(figures):
        yield f"Chưa có người ghi danh ở {_named(figures, empty)}."
    if behind := _behind(figures):
        told = [f"{plain(group.name)} ({per_cent(group.rate.value)})" for group in behind]
        yield (
            f"Tỷ lệ hoàn thành Bậc 1 trở lên thấp hơn mức chung ({per_cent(_rate(figures).value)}) từ {_BEHIND} điểm phần trăm trở lên: {', '.join(told)}."
        )
    totals = figures.totals
    if totals.enrolled and totals.active is not None and 2 * totals.active < totals.enrolled:
        share = Share(totals.active, totals.enrolled)
        yield f"Trong quý chỉ có {per_cent(share.value)} số người ghi danh học hoặc ôn bài ({count(totals.active)}/{count(totals.enrolled)} người)."


def _rate(figures: Figures) -> Share:
    return Share(figures.totals.completed, figures.totals.enrolled)


def _bare(figures: Figures) -> list[str]:
    return [group.name for group in figures.groups if not group.trainers]


def _named(figures: Figures, names: list[str]) -> str:
    word = wording.word(figures)
    return f"cả {len(names)} {word}" if len(names) == len(figures.groups) else f"{word} {listed(names)}"


def _empty(figures: Figures) -> list[str]:
    return [group.name for group in figures.groups if group.enrolled == 0]


def _behind(figures: Figures) -> list[GroupFigures]:
    usual = _rate(figures).value
    if usual is None:
        return []
    return [group for group in figures.groups if group.rate.value is not None and group.rate.value <= usual - _BEHIND]
