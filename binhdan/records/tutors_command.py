"""``binhdan tutors``: the trainer network of the residential groups, seen and mended by hand."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from binhdan.curriculum import find_root
from binhdan.locale import Locale, load_locale
from binhdan.records import ending
from binhdan.records.enrol_command import add_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from binhdan.records.tutors import Coverage, Load

MOST, MOST_NAMED = 15, 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan tutors`` takes."""
    parser.description = (
        "Mạng lưới người kèm: mỗi tổ có ai kèm, bao nhiêu học viên, bao nhiêu người chưa ai kèm, còn trống ở đâu. "
        "Không thêm chữ nào thì chỉ xem. Mỗi lần xem và mỗi thay đổi được ghi vào nhật ký truy cập."
    )
    parser.set_defaults(action=_show)
    add_place(parser)
    ways = parser.add_subparsers(dest="what", metavar="VIỆC")
    appoint = _way(ways, "appoint", _appoint, "cho một học viên làm người kèm của một tổ")
    appoint.add_argument("code", metavar="MÃ", help="mã học viên")
    _group(appoint, "tổ mà người ấy kèm (mặc định: tổ nơi họ ở)")
    retire = _way(ways, "retire", _retire, "một người thôi kèm; học viên của họ chờ người kèm khác")
    retire.add_argument("code", metavar="MÃ", help="mã của người kèm")
    _group(retire, "chỉ thôi kèm ở tổ này (mặc định: ở mọi tổ)")
    assign = _way(ways, "assign", _assign, "giao học viên cho một người kèm; ai đang có người kèm khác thì đổi")
    assign.add_argument("code", metavar="NGƯỜI_KÈM", help="mã của người kèm")
    assign.add_argument("learners", nargs="+", metavar="HỌC_VIÊN", help="mã của từng học viên")
    share = _way(ways, "share", _share, "chia đều học viên chưa ai kèm cho người kèm của tổ họ")
    _group(share, "chỉ tổ này (mặc định: mọi tổ)")
    share.add_argument("--most", type=_number, default=MOST, metavar="SỐ", help=f"mỗi người kèm nhiều nhất từng ấy học viên (mặc định: {MOST})")


def _way(ways, name: str, action, help_line: str) -> argparse.ArgumentParser:
    # Without a default of its own, the place may stand before the word too.
    parser = ways.add_parser(name, help=help_line, description=help_line, argument_default=argparse.SUPPRESS)
    parser.set_defaults(action=action)
    add_place(parser)
    return parser


def _group(parser: argparse.ArgumentParser, help_line: str) -> None:
    parser.add_argument("--group", default="", metavar="TỔ", help=help_line)


def _number(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(f"viết một số từ 1 đến 1000, không phải «{text}»")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan tutors``; 0 done, 3 when ``share`` had no room for some, 1 when nothing was done."""
    return ending.of(_run, args, "Đã dừng; chưa có gì thay đổi. Chạy lại lệnh để làm.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.records.enrolment import register_ward
    from binhdan.records.ward import Ward

    root = find_root()
    locale = load_locale(root)
    if asked := getattr(args, "group", ""):
        args.group = Ward(locale).group(asked)
        if not args.group:
            raise RecordsError(f"Không có tổ «{asked}». Xem tên các tổ bằng `binhdan tutors`.")
    folder = args.class_folder or root
    if not folder.is_dir():
        raise RecordsError(f"Không có thư mục lớp {folder}. Tạo thư mục đó, hoặc sửa --class-folder.")
    with opened(address(folder, args.db)) as book, book.writing() as session:
        register_ward(session, locale)  # a group that nobody enrolled in is a gap too
        lines, status = args.action(session, args, locale)
    print("\n".join(lines))
    return status


def _show(session: Session, args: argparse.Namespace, locale: Locale) -> tuple[list[str], int]:
    from binhdan.records import access, preview, tutors

    places, loads = tutors.network(session), tutors.loads(session)
    access.log(session, access.LIST, len(loads), detail="mạng lưới người kèm")
    headers = (locale.group_word, "Người kèm", "Đang kèm", "Học viên của tổ", "Chưa ai kèm")
    lines = list(preview.table([row for place in places for row in _rows(place, loads)], headers))
    return lines + ["", *_gaps(places, loads)], 0


def _rows(place: Coverage, loads: dict[str, Load]) -> Iterator[tuple]:
    """The lines of a group: one for each tutor, the figures of the group on the first."""
    figures = (place.learners, place.alone)
    if not place.tutors:
        yield (place.group, "(chưa có)", "", *figures)
    for count, code in enumerate(place.tutors):
        who = f"{code} · {loads[code].name}"
        yield (place.group, who, loads[code].learners, *figures) if count == 0 else ("", who, loads[code].learners, "", "")


def _gaps(places: list[Coverage], loads: dict[str, Load]) -> Iterator[str]:
    covered = [place for place in places if place.tutors]
    helped, alone = sum(load.learners for load in loads.values()), sum(place.alone for place in places)
    yield f"{len(covered)} trên {len(places)} tổ có người kèm; {len(loads)} người kèm đang kèm {helped} học viên; {alone} học viên chưa ai kèm."
    yield from _bare([place for place in places if not place.tutors])
    if waiting := [f"{place.group} ({place.alone})" for place in covered if place.alone]:
        yield f"Có người kèm mà còn học viên chưa ai kèm: {', '.join(waiting)}. Chia đều: `binhdan tutors share`."


def _bare(places: list[Coverage]) -> Iterator[str]:
    if named := ", ".join(f"{place.group} ({place.learners} học viên)" for place in places):
        yield f"Tổ chưa có người kèm: {named}. Ghi một người: `binhdan tutors appoint MÃ --group TỔ`."


def _appoint(session: Session, args: argparse.Namespace, _locale: Locale) -> tuple[list[str], int]:
    from binhdan.records import access, consents, person, tutors
    from binhdan.records.models import ResidentialGroup

    learner = person.find(session, args.code)
    group = args.group or session.get(ResidentialGroup, learner.group_id).name
    new = tutors.appoint(session, learner.code, group)
    if new:
        access.log(session, access.TUTOR, 1, learner.code, f"làm người kèm tổ {group}")
    lines = [f"{learner.name} ({learner.code}) {'nay' if new else 'đã'} là người kèm của tổ {group}."]
    if not consents.has(session, learner.code, "training"):
        lines.append(f'Người này chưa đồng ý lưu hồ sơ. Hỏi ý kiến rồi ghi: binhdan consent {learner.code} training --given --evidence "…"')
    if alone := next(place.alone for place in tutors.network(session) if place.group == group):
        lines.append(f"Tổ {group} còn {alone} học viên chưa ai kèm. Chia cho người kèm: `binhdan tutors share`.")
    return lines, 0


def _retire(session: Session, args: argparse.Namespace, _locale: Locale) -> tuple[list[str], int]:
    from binhdan.records import access, person, tutors

    learner = person.find(session, args.code)
    freed = tutors.retire(session, learner.code, args.group)
    where = f"tổ {args.group}" if args.group else "mọi tổ"
    access.log(session, access.TUTOR, 1 + len(freed), learner.code, f"thôi kèm ở {where}")
    lines = [f"{learner.name} ({learner.code}) đã thôi kèm ở {where}."]
    if freed:
        lines.append(f"{len(freed)} học viên nay chưa ai kèm: {_named(freed)}. Chia cho người kèm khác: `binhdan tutors share`.")
    return lines, 0


def _assign(session: Session, args: argparse.Namespace, _locale: Locale) -> tuple[list[str], int]:
    from binhdan.records import access, person, tutors

    tutor = person.find(session, args.code)
    new = tutors.assign(session, tutor.code, args.learners)
    for code in new:
        access.log(session, access.TUTOR, 1, code, "có người kèm mới")
    told = f"Đã giao {len(new)} học viên" if new else "Không có gì thay đổi"
    return [f"{told}. {tutor.name} ({tutor.code}) đang kèm {tutors.loads(session)[tutor.code].learners} học viên."], 0


def _share(session: Session, args: argparse.Namespace, _locale: Locale) -> tuple[list[str], int]:
    from binhdan.records import access, sharing, tutors
    from binhdan.records.progress import Progress

    shared = sharing.share(session, args.group, args.most, Progress("học viên"))
    given = sum(map(len, shared.given.values()))
    if given:
        access.log(session, access.TUTOR, given, detail=f"chia cho người kèm, tổ {args.group or 'tất cả'}")
    loads = tutors.loads(session)
    places = [place for place in tutors.network(session) if args.group in ("", place.group)]
    alone = sum(place.alone for place in places)
    nothing = "Chưa chia thêm được ai." if alone else "Học viên nào cũng đã có người kèm; không có gì phải chia."
    lines = [f"Đã chia {given} học viên cho {len(shared.given)} người kèm." if given else nothing]
    for code in sorted(shared.given):
        lines.append(f"  {code} · {loads[code].name}: nhận thêm {len(shared.given[code])}, đang kèm {loads[code].learners}")
    for group, over in shared.over.items():
        need = -(-len(over) // args.most)
        lines.append(
            f"Tổ {group}: còn {len(over)} học viên chưa có ai kèm ({_named(over)}), vì mỗi người chỉ kèm nhiều nhất {args.most}. "
            f"Cần thêm ít nhất {need} người kèm, hoặc tăng --most."
        )
    lines += _bare([place for place in places if place.alone and not place.tutors])
    if heavy := [f"{code} ({load.learners})" for code, load in sorted(loads.items()) if load.learners > args.most]:
        lines.append(f"Đang kèm quá {args.most} người: {', '.join(heavy)}. Giao bớt: `binhdan tutors assign NGƯỜI_KÈM HỌC_VIÊN…`.")
    return lines, 3 if alone else 0


def _named(codes: list[str]) -> str:
    return ", ".join(codes[:MOST_NAMED]) + (f" và {len(codes) - MOST_NAMED} người nữa" if len(codes) > MOST_NAMED else "")
