"""``binhdan collect``: files hand-ins from folders, ZIPs and USB sticks into a class folder."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from binhdan.classroom import archive, arrivals
from binhdan.classroom.arrivals import Arrival, Refused
from binhdan.classroom.inbox import Filed, Inbox
from binhdan.classroom.workspace import CODE
from binhdan.curriculum import Course, CourseError, Lesson, load_course
from binhdan.grading import due_dates, summary
from binhdan.grading.handin import is_link
from binhdan.grading.handin_digest import digest

_WORDS = {
    Filed.NEW: "bài mới",
    Filed.NEWER: "bản mới hơn",
    Filed.OLDER: "bản cũ hơn bản đang có, chỉ cất vào inbox",
    Filed.SAME: "đã thu trước đây",
}


@dataclass(frozen=True)
class Collected:
    """What became of one hand-in, or of a whole source: ``filed`` is None where it was refused."""

    source: str
    learner: str
    assignment: str
    filed: Filed | None
    why: str = ""
    late_seconds: float = 0.0
    tampered: bool = False
    same_as: tuple[str, ...] = ()


def collect(
    course: Course, class_folder: Path, sources: Iterable[Path], due: dict[str, datetime] | None = None
) -> list[Collected]:
    """File every hand-in of ``sources`` (folders and ZIPs) into ``class_folder``.

    ``due`` (assignment -> moment) is kept for later runs. What is refused is in the answer
    with its Vietnamese reason; nothing half copied ever stands in inbox/ or submitted/.
    """
    class_folder.mkdir(parents=True, exist_ok=True)
    if due:
        due_dates.save(class_folder, due)
    desk = _Desk(course, Inbox(class_folder.resolve()), due_dates.load(class_folder))
    desk.inbox.tidy()
    found = [item for source in sources for item in desk.take(source)]
    return _with_doubles(course, desk.inbox, found)


class _Desk:
    """Takes in sources one after another."""

    def __init__(self, course: Course, inbox: Inbox, due: dict[str, datetime]):
        self.inbox, self.due = inbox, due
        self.lessons = {lesson.assignment: lesson for lesson in course.assignments}

    def take(self, source: Path) -> Iterator[Collected]:
        """File what is in one folder or ZIP."""
        if source.is_file():
            yield from self._take_archive(source)
        elif source.is_dir():
            found = arrivals.find(source)
            yield from (self._file(source, arrival, {}) for arrival in found)
            packed = [p for p in sorted(source.glob("*.zip")) if p.is_file() and not p.is_symlink()]
            for each in packed:
                yield from self._take_archive(each)
            if not (found or packed):
                yield _refused(source, "không có bài nộp nào; cần submitted/<mã học viên>/<bài>/ hoặc tệp ZIP")
        else:
            yield _refused(source, "không có thư mục hay tệp này")

    def _take_archive(self, source: Path) -> Iterator[Collected]:
        with tempfile.TemporaryDirectory(prefix="binhdan-", ignore_cleanup_errors=True) as scratch:
            top = Path(scratch) / "bai"
            top.mkdir()
            try:
                left_out = archive.unpack(source, top)
            except archive.ArchiveRefused as error:
                yield _refused(source, str(error))
                return
            found = arrivals.find(top)
            yield from (self._file(source, arrival, _below(left_out, arrival.folder, top)) for arrival in found)
            if strays := _strays(left_out, [arrival.folder for arrival in found], top):
                yield _refused(source, strays)
            elif not found:
                yield _refused(source, "không có bài nộp nào bên trong; học viên nộp lại bằng nút Nộp bài")

    def _file(self, source: Path, arrival: Arrival, left_out: dict) -> Collected:
        blank = Collected(source.name, arrival.learner, arrival.assignment, None)
        staged = self.inbox.staging()
        try:
            for why in left_out.values():
                raise Refused(why)
            lesson = self._checked(arrival)
            now = datetime.now(UTC)
            value, moment = arrivals.copy(arrival, staged, now)
            filed = self.inbox.file(staged, arrival.learner, arrival.assignment, value, moment)
        except (Refused, OSError) as error:
            return replace(blank, why=str(error))
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        late = self._late(arrival.assignment, moment or now)
        tampered = bool(arrival.receipt) and not arrivals.receipt_matches(arrival, value, lesson.code)
        return replace(blank, filed=filed, late_seconds=late, tampered=tampered)

    def _checked(self, arrival: Arrival) -> Lesson:
        if not CODE.fullmatch(arrival.learner):
            raise Refused("mã học viên chỉ gồm chữ thường không dấu, số và gạch nối; đổi tên thư mục rồi thu lại")
        if is_link(arrival.folder):
            raise Refused("thư mục là liên kết tới chỗ khác; học viên nộp tệp thật")
        if arrival.assignment not in self.lessons:
            raise Refused("khoá học không có bài này; đổi tên thư mục cho đúng tên bài rồi thu lại")
        return self.lessons[arrival.assignment]

    def _late(self, assignment: str, moment: datetime) -> float:
        return max(0.0, (moment - self.due[assignment]).total_seconds()) if assignment in self.due else 0.0


def _refused(source: Path, why: str) -> Collected:
    return Collected(source.name, "", "", None, why)


def _below(left_out: dict[PurePosixPath, str], folder: Path, top: Path) -> dict[PurePosixPath, str]:
    home = PurePosixPath(folder.relative_to(top).as_posix())
    return {path: why for path, why in left_out.items() if path.is_relative_to(home)}


def _strays(left_out: dict[PurePosixPath, str], homes: list[Path], top: Path) -> str:
    """Say what was left out and belongs to no hand-in that was found."""
    known = [PurePosixPath(home.relative_to(top).as_posix()) for home in homes]
    strays = [f"{path}: {why}" for path, why in left_out.items() if not any(path.is_relative_to(home) for home in known)]
    return "; ".join(strays[:3])


def _with_doubles(course: Course, inbox: Inbox, found: list[Collected]) -> list[Collected]:
    """Name, for each hand-in filed now, the other learners of the class who handed in the same bytes.

    Notebooks that nobody touched are all alike and mean nothing.
    """
    owners: dict[tuple[str, str], set[str]] = {}
    for assignment in {item.assignment for item in found if item.filed}:
        folders = (inbox.class_folder / "submitted").glob(f"*/{assignment}")
        released = _bytes(course.root / "release" / assignment / f"{assignment}.ipynb")
        for folder in (each for each in folders if _bytes(each / f"{assignment}.ipynb") != released):
            owners.setdefault((assignment, digest(folder)), set()).add(folder.parent.name)
    twins = {(name, key[0]): names - {name} for key, names in owners.items() for name in names}
    return [
        replace(item, same_as=tuple(sorted(twins.get((item.learner, item.assignment), ())))) if item.filed else item
        for item in found
    ]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def lines(found: list[Collected]) -> list[str]:
    """Return what to tell the instructor."""
    filed = [item for item in found if item.filed]
    out = [f"Đã xem {len(found)} mục: " + ", ".join(f"{_count(filed, kind)} {_WORDS[kind].split(',')[0]}" for kind in Filed)]
    out[0] += f", {len(found) - len(filed)} bị từ chối."
    out += _section("Bị từ chối", [i for i in found if not i.filed], lambda i: i.why)
    out += _section("Bản cũ hơn", [i for i in filed if i.filed is Filed.OLDER], lambda i: _WORDS[Filed.OLDER])
    out += _section("Nộp muộn", [i for i in filed if i.late_seconds], lambda i: summary.late(i.late_seconds))
    out += _section("Biên nhận không khớp với tệp (hỏi lại học viên)", [i for i in filed if i.tampered], lambda i: "giờ nộp tính theo lúc thu")
    return out + _section("Giống hệt nhau từng byte", [i for i in filed if i.same_as], lambda i: f"trùng với {', '.join(i.same_as)}")


def _count(found: list[Collected], kind: Filed) -> int:
    return sum(item.filed is kind for item in found)


def _section(title: str, rows: list[Collected], note) -> list[str]:
    named = ["/".join(filter(None, [i.learner, i.assignment])) for i in rows]
    return [f"{title}:", *(f"  {i.source} {name}: {note(i)}" for i, name in zip(rows, named))] if rows else []


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan collect`` takes."""
    parser.description = (
        "Thu bài nộp từ thư mục, USB hoặc tệp ZIP vào thư mục lớp. Mọi bản đều được giữ trong inbox/, "
        "bản mới nhất nằm trong submitted/. Thu lại cùng một nguồn không làm thay đổi gì."
    )
    parser.add_argument("sources", nargs="+", type=Path, metavar="THƯ_MỤC|ZIP", help="nơi có bài nộp")
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    parser.add_argument("--due", action="append", default=[], metavar="BÀI=NGÀY", help="hạn nộp, ví dụ B1.01=2026-11-30 hoặc B1.01=2026-11-30T17:00")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan collect``; 0 when everything was filed, 3 when something was refused, 1 for a wrong call."""
    try:
        course = load_course()
        due = dict(_due(course, text) for text in args.due)
        found = collect(course, args.class_folder or course.root, args.sources, due)
    except (CourseError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không ghi được vào thư mục lớp ({error}). Kiểm tra ổ đĩa rồi thu lại.", file=sys.stderr)
        return 1
    print("\n".join(lines(found)))
    return 0 if all(item.filed for item in found) else 3


def _due(course: Course, text: str) -> tuple[str, datetime]:
    name, _, moment = text.partition("=")
    try:
        return course.lesson(name).assignment, due_dates.moment(moment)
    except ValueError as error:
        raise ValueError(f"Hạn nộp {text!r} chưa đúng dạng. Viết như B1.01=2026-11-30 hoặc B1.01=2026-11-30T17:00.") from error
