"""What each verb of ``binhdan peers`` does and says."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from binhdan.curriculum import Course, Lesson
from binhdan.teachback import pages, rubric
from binhdan.teachback.problem import TeachBackError
from binhdan.teachback.rubric import Rubric
from binhdan.teachback.store import Folder, Round
from binhdan.text import number

MOST_NAMED, TUTOR_PAGE = 20, "tutor.html"


def _class_folder(course: Course, args: argparse.Namespace) -> Path:
    folder = args.class_folder or course.root
    if not folder.is_dir():
        raise TeachBackError(f"Không có thư mục lớp {folder}. Sửa --class-folder cho đúng.")
    return folder.resolve()


def _teach_back(course: Course, name: str) -> Lesson:
    lesson = course.lesson(name)
    if lesson.plan.kind != "teach-back":
        raise TeachBackError(f"{lesson.code} không phải bài dạy lại. Bài dạy lại của bậc 1 là B1.13.")
    return lesson


def _rounds(course: Course, class_folder: Path) -> list[tuple[Lesson, Folder]]:
    """The teach-backs of the course that were given out in this class."""
    there = [(lesson, Folder(class_folder, lesson.assignment)) for lesson in course.lessons if lesson.plan.kind == "teach-back"]
    return [(lesson, folder) for lesson, folder in there if folder.load_round()]


@contextmanager
def _round(course: Course, args: argparse.Namespace) -> Iterator[tuple[Lesson, Path, Rubric, Folder, Round]]:
    """The round that a verb is about, with nobody else in it."""
    class_folder = _class_folder(course, args)
    wanted = _teach_back(course, args.lesson) if args.lesson else None
    found = [each for each in _rounds(course, class_folder) if wanted is None or each[0].code == wanted.code]
    if not found:
        raise TeachBackError(f"Chưa phát bài dạy lại nào trong {class_folder}. Chạy `binhdan peers allocate B1.13` trước.")
    if len(found) > 1:
        raise TeachBackError(f"Lớp đã phát {', '.join(lesson.code for lesson, _ in found)}. Nói rõ bài nào.")
    lesson, folder = found[0]
    asked = rubric.load(lesson)
    with folder.alone():
        yield lesson, class_folder, asked, folder, folder.load_round()


def allocate(course: Course, args: argparse.Namespace) -> int:
    """``peers allocate``: 0, or 3 when some hand-ins take no part yet."""
    from binhdan.grading import results
    from binhdan.teachback import giving, people

    class_folder, lesson = _class_folder(course, args), _teach_back(course, args.lesson)
    asked = rubric.load(lesson)
    codes = [each.learner for each in results.load_all(class_folder) if each.assignment == lesson.assignment]
    if not codes:
        raise TeachBackError(f"Chưa có bài {lesson.code} nào được chấm trong {class_folder}. Chạy `binhdan collect` và `binhdan grade` trước.")
    known = people.known(class_folder, args.db, codes)
    folder = Folder(class_folder, lesson.assignment)
    with folder.alone():
        given = giving.give(lesson, class_folder, asked, known, args.missing, args.seed)
        written = _write_packets(lesson, asked, folder, given.round)
    _tell_given(given, written, folder)
    return 3 if given.left_out else 0


def _write_packets(lesson: Lesson, asked: Rubric, folder: Folder, now: Round) -> list[Path]:
    """Write the packets that are not there; what was given out is never written over."""
    written = []
    for code, reviewer in now.reviewers.items():
        for packet in range(1, reviewer.packets + 1):
            name = f"packets/{code}/danh-gia-{packet}.html"
            if not (folder.path / name).is_file():
                written.append(folder.write(name, pages.packet(lesson, asked, now, code, packet)))
    return written


def _tell_given(given, written: list[Path], folder: Folder) -> None:
    now, readers = given.round, given.readers()
    print(f"{len(now.works)} bài, {len(now.reviewers)} người chấm. Phát thêm {len(given.pairs)} lượt đọc, {len(written)} phiếu mới.")
    if written:
        print(f"Phiếu nằm trong {folder.path / 'packets'}: mỗi người một thư mục. Gửi đúng người; trong phiếu có mã bí mật của người ấy.")
        print("Phiếu không ghi tên người viết. Điều gì bài tự kể làm lộ người viết thì máy không che hết được.")
    few = sorted(work.id for author, work in now.newest().items() if work.id not in now.known and readers[author] < 2)
    if few:
        print(f"Lớp ít người nên {_named(few)} có chưa đến 2 người đọc: các bài ấy sẽ chờ người hướng dẫn chấm.")
    if now.known:
        print(f"{len(now.known)} bài đã có điểm người hướng dẫn: không cần chấm nữa, dùng làm bài mẫu.")
    if given.strangers:
        print(f"Chưa ghi danh ({len(given.strangers)}): {_named(given.strangers)}. Chưa biết tổ của họ nên không tránh được việc đọc bài cùng tổ.")
        print("Mã nào không phải của người học trong lớp thì đừng gửi phiếu: một người nộp hai mã là tự chấm cho mình.")
    _left_out(given.left_out)


def _left_out(left_out: dict[str, str]) -> None:
    for code, why in sorted(left_out.items()):
        print(f"Để lại: {code}: {why}.", file=sys.stderr)


def _named(codes: list[str] | tuple[str, ...]) -> str:
    return ", ".join(codes[:MOST_NAMED]) + (f" và {len(codes) - MOST_NAMED} bài hoặc người nữa" if len(codes) > MOST_NAMED else "")


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def collect(course: Course, args: argparse.Namespace) -> int:
    """``peers collect``: 0, or 3 when a sheet or a review was refused."""
    from contextlib import ExitStack

    from binhdan.teachback import taking

    class_folder = _class_folder(course, args)
    with ExitStack() as locks:
        desks = []
        for lesson, folder in _rounds(course, class_folder):
            locks.enter_context(folder.alone())
            desks.append(taking.Desk(folder, folder.load_round(), rubric.load(lesson), folder.load_reviews(), folder.load_decisions()))
        if not desks:
            raise TeachBackError(f"Chưa phát bài dạy lại nào trong {class_folder}. Chạy `binhdan peers allocate B1.13` trước.")
        taken = taking.take(desks, args.sources, tell=_progress)
    print(f"{taken.new} lượt chấm mới, {taken.changed} lượt sửa lại, {taken.same} lượt đã thu trước đây; {len(taken.reviewers)} người chấm.")
    if taken.older:
        print(f"{taken.older} lượt cũ hơn lượt đang có: giữ lượt mới.")
    if taken.frozen:
        print(f"{taken.frozen} lượt sửa bài mẫu sau khi đã biết điểm đúng: giữ điểm lần đầu.")
    if taken.passed_over:
        print(f"{taken.passed_over} tệp khác trong thư mục không phải phiếu, bỏ qua.")
    for desk in desks:
        done = sum(bool(some) for some in desk.reviews.values())
        print(f"{desk.round.assignment}: {done} trên {len(desk.round.reviewers)} người đã gửi phiếu.")
    for line in taken.refused:
        print(f"Không nhận: {line}", file=sys.stderr)
    return 3 if taken.refused else 0


def mark(course: Course, args: argparse.Namespace) -> int:
    """``peers mark``: 0, or 3 when works wait for the tutor or for a newer version to be given out."""
    from binhdan.teachback import settling

    with _round(course, args) as (lesson, class_folder, asked, folder, now):
        settled = settling.settle(course, lesson, class_folder, asked, folder, now, _progress)
    return _tell_settled(settled, folder, now)


def _tell_settled(settled, folder: Folder, now: Round) -> int:
    marking = settled.marking
    print(f"{len(settled.entered)} bài đã có điểm trong sổ điểm và trang nhận xét; {len(marking.waiting)} bài chờ người hướng dẫn.")
    for work, points in sorted(settled.by_person.items()):
        print(f"{work}: giữ điểm {number(points)} đã cho trong formgrader.")
    if marking.waiting:
        print(f"Mở {folder.path / TUTOR_PAGE} để đọc: {_named([f'{work} ({why})' for work, why in sorted(marking.waiting.items())])}.")
    if marking.silent:
        print(f"Chưa gửi phiếu ({len(marking.silent)}): {_named(marking.silent)}. Nhắc họ; hoặc `binhdan peers allocate … --missing` để người khác đọc thay.")
    if marking.unfinished:
        print(f"Còn bài chưa chấm ({len(marking.unfinished)}): {_named(marking.unfinished)}.")
    far = sorted(code for code, habit in marking.habits.items() if habit.far)
    if far:
        print(f"Chấm lệch nhiều so với bài mẫu ({len(far)}): {_named(far)}. Điểm của họ được tính nhẹ hơn.")
    if marking.flat:
        print(f"Cho mọi bài của lớp cùng một điểm ({len(marking.flat)}): {_named(marking.flat)}. Hỏi xem họ có đọc không.")
    if 2 * len(marking.flat) > len(now.reviewers):
        print("Quá nửa lớp như thế: đọc thử vài bài, ghi điểm của bạn bằng `binhdan peers tutor`, rồi hãy tin các điểm này.")
    if settled.answered:
        print(f"Trang «Bạn chấm rộng hay chặt?» của {len(settled.answered)} người nằm trong {folder.path / 'answers'}: gửi cho từng người.")
    _left_out(settled.left_out)
    return 3 if marking.waiting or settled.left_out else 0


def tutor(course: Course, args: argparse.Namespace) -> int:
    """``peers tutor``: enter the tutor's marks, then do what ``peers mark`` does."""
    from binhdan.teachback import settling

    with _round(course, args) as (lesson, class_folder, asked, folder, now):
        rows = _decided(args, asked, now)
        decisions = folder.load_decisions()
        for work, points, why in rows:
            decisions.tutor[work] = points
            decisions.why[work] = why or decisions.why.get(work, "")
            decisions.insist = sorted({*decisions.insist, work})
        folder.save(decisions)
        settled = settling.settle(course, lesson, class_folder, asked, folder, now, _progress)
    print(f"Đã ghi điểm người hướng dẫn cho {len(rows)} bài.")
    return _tell_settled(settled, folder, now)


def _decided(args: argparse.Namespace, asked: Rubric, now: Round) -> list[tuple[str, float, str]]:
    """The (work, points, why) that the tutor gives; TeachBackError names the row and what is wrong, and nothing is kept."""
    if args.sheet and args.work:
        raise TeachBackError("Ghi một bài (SỐ ĐIỂM) hoặc dùng --from, không dùng cả hai.")
    if not args.sheet:
        if not (args.work and args.mark):
            raise TeachBackError("Viết số bài và điểm, ví dụ `binhdan peers tutor t07 4,5`, hoặc dùng --from tutor.csv.")
        return [_decision("", args.work, args.mark, args.why, asked, now)]
    from binhdan.records import sheets

    rows = [(row.label, [str(cell if cell is not None else "").strip().lstrip("'") for cell in row.cells]) for row in sheets.rows(args.sheet)]
    filled = [(label, (cells + ["", "", ""])[:3]) for label, cells in rows[1:]]
    found = [_decision(f"{args.sheet.name} {label}: ", *cells, asked, now) for label, cells in filled if cells[1]]
    if not found:
        raise TeachBackError(f"{args.sheet.name} chưa có điểm nào ở cột thứ hai. Điền điểm, lưu rồi chạy lại.")
    return found


def _decision(where: str, work: str, mark: str, why: str, asked: Rubric, now: Round) -> tuple[str, float, str]:
    if work not in now.works:
        raise TeachBackError(f"{where}không có bài {work!r}. Số bài như t07, xem trong tutor.html. Chưa ghi gì.")
    if (newest := now.newest()[now.works[work].author].id) != work:
        raise TeachBackError(f"{where}bài {work} đã có bản mới hơn là {newest}. Chấm bản ấy. Chưa ghi gì.")
    try:
        points = float(mark.replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= asked.most:
        raise TeachBackError(f"{where}điểm {mark!r} của bài {work} phải là một số từ 0 đến {asked.most}, ví dụ 4,5. Chưa ghi gì.")
    return work, points, why


def tutors(course: Course, args: argparse.Namespace) -> int:
    """``peers tutors``: list who taught back with distinction, and appoint them where asked."""
    from binhdan.records import access, address, opened
    from binhdan.records import tutors as network
    from binhdan.teachback import proposals

    class_folder = _class_folder(course, args)
    lesson = _teach_back(course, args.lesson) if args.lesson else _only(course, class_folder)
    asked = rubric.load(lesson)
    found = proposals.distinguished(course, lesson, class_folder, asked)
    with opened(address(class_folder, args.db)) as book, book.writing() as session:
        proposed = proposals.propose(session, found)
        access.log(session, access.LIST, len(proposed), detail=f"đề cử người kèm, {lesson.code}")
        new = proposals.appoint(session, proposed) if args.appoint else []
        covered = network.network(session)
    need = math.ceil(proposals.SHARE * asked.most * 2) / 2
    print(f"Dạy lại xuất sắc (từ {number(need)} trên {asked.most} điểm người chấm, đã hoàn thành bậc {lesson.plan.level}): {len(proposed)} người.")
    for each in proposed:
        state = "đã là người kèm" if each.tutor else each.obstacle or ("vừa ghi là người kèm" if each in new else "đề cử")
        print(f"  {each.code} · {each.name or '?'} · tổ {each.group or '?'} · {number(each.points)} điểm: {state}.")
    if any(not each.tutor and not each.obstacle for each in proposed) and not args.appoint:
        print("Hỏi ý từng người, rồi chạy lại với --appoint để ghi vào sổ.")
    if not covered:
        print("Sổ học viên chưa có ai. Ghi danh bằng `binhdan enrol` rồi chạy lại.")
        return 0
    print(f"Người kèm ở các tổ: {sum(bool(group.tutors) for group in covered)} trên {len(covered)} tổ đã có.")
    for group in covered:
        print(f"  {group.group}: {len(group.tutors)} người kèm, {group.learners} học viên" + ("" if group.tutors else " · CÒN TRỐNG"))
    if args.appoint and any(group.tutors and group.alone for group in covered):
        print("Chia học viên chưa ai kèm cho người kèm của tổ họ: `binhdan tutors share`.")
    return 0


def _only(course: Course, class_folder: Path) -> Lesson:
    found = [lesson for lesson, _ in _rounds(course, class_folder)] or [each for each in course.lessons if each.plan.kind == "teach-back"]
    if len(found) != 1:
        raise TeachBackError("Nói rõ bài dạy lại nào, ví dụ `binhdan peers tutors B1.13`.")
    return found[0]
