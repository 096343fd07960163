"""``binhdan nickname``: what a learner is called on the notice board."""

from __future__ import annotations

import argparse

from binhdan.curriculum import find_root
from binhdan.records import ending
from binhdan.records.enrol_command import add_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan nickname`` takes."""
    parser.description = (
        "Ghi biệt danh của một học viên. Biệt danh chỉ hiện ra khi người đó đồng ý "
        '(binhdan consent MÃ nickname --given --evidence "…"); họ tên thật không bao giờ hiện trên bảng.'
    )
    parser.add_argument("code", metavar="MÃ", help="mã học viên")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("nickname", nargs="?", metavar="BIỆT_DANH", help="ví dụ \"Chè Xanh\"")
    what.add_argument("--remove", action="store_true", help="bỏ biệt danh đang có")
    add_place(parser)


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan nickname``; 1 where the nickname can't be had."""
    return ending.of(_run, args, "Đã dừng; biệt danh chưa thay đổi.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.records import consents, nicknames, person
    from binhdan.records.database import address, opened

    with opened(address(args.class_folder or find_root(), args.db)) as book, book.writing() as session:
        learner = person.find(session, args.code)
        if args.remove:
            said = "Đã bỏ biệt danh." if nicknames.take_away(session, learner) else "Người này chưa có biệt danh."
        else:
            said = f"Biệt danh của {learner.name}: {nicknames.give(session, learner, args.nickname)}."
            if not consents.has(session, learner.code, "nickname"):
                said += f' Chưa hiện ra, vì chưa có ý kiến đồng ý: binhdan consent {learner.code} nickname --given --evidence "…"'
    print(said)
    return 0
