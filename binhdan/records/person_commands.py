"""``binhdan export`` and ``binhdan erase``: a learner's right to their data, and to be forgotten."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from binhdan.curriculum import find_root
from binhdan.records import ending
from binhdan.records.enrol_command import add_place


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan export`` takes."""
    parser.description = "Trích mọi điều sổ học viên biết về một người: một tệp JSON cho máy và một tệp chữ cho người đọc."
    parser.add_argument("code", metavar="MÃ", help="mã học viên")
    add_place(parser)
    parser.add_argument("--out", type=Path, default=Path(), metavar="THƯ_MỤC", help="ghi hai tệp vào đây (mặc định: thư mục đang đứng)")
    parser.set_defaults(run=export)


def add_erase(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan erase`` takes."""
    parser.description = (
        "Xoá dữ liệu cá nhân của một học viên khỏi sổ; chỉ còn số đếm không tên theo tổ và nhóm đối tượng. "
        "Lệnh nói rõ còn dữ liệu ở những chỗ nào khác. Không lấy lại được."
    )
    parser.add_argument("code", metavar="MÃ", help="mã học viên")
    add_place(parser)
    parser.add_argument("--yes", action="store_true", help="xoá luôn, không hỏi lại")
    parser.set_defaults(run=erase)


def export(args: argparse.Namespace) -> int:
    """Run ``binhdan export``; 1 where there is no such learner or nothing can be written."""
    return ending.of(_export, args, "Đã dừng.")


def erase(args: argparse.Namespace) -> int:
    """Run ``binhdan erase``; 1 where nothing was erased."""
    return ending.of(_erase, args, "Đã dừng.")


def _export(args: argparse.Namespace) -> int:
    from binhdan.records import access, attempts, person, person_page
    from binhdan.records.database import address, opened

    folder = args.class_folder or find_root()
    with opened(address(folder, args.db)) as book, book.writing() as session:
        code = person.find(session, args.code).code
        attempts.take(session, folder, code)
        access.log(session, access.EXPORT, 1, code)
        known = person.everything(session, code, folder)
        # The log must not say that data went out when they did not.
        _write(args.out / f"ho-so-{code}.json", json.dumps(known, ensure_ascii=False, indent=1))
        _write(args.out / f"ho-so-{code}.txt", "\n".join(person_page.lines(known)))
    print(f"Đã ghi {args.out / f'ho-so-{code}.json'} và {args.out / f'ho-so-{code}.txt'}. Chỉ trao cho chính người đó (hoặc người giám hộ).")
    return 0


def _write(file: Path, content: str) -> None:
    from binhdan.records.database import RecordsError
    from binhdan.records.outfile import whole

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsError(f"Không ghi được {file} ({error.strerror}). Chọn chỗ khác bằng --out rồi chạy lại.") from error
    with whole(file) as out:
        out.write(content + "\n")


def _erase(args: argparse.Namespace) -> int:
    from binhdan.records import erasure, person
    from binhdan.records.database import address, opened

    folder = args.class_folder or find_root()
    with opened(address(folder, args.db)) as book:
        with book.reading() as session:
            learner = person.find(session, args.code)
            code, name = learner.code, learner.name
        if not args.yes and not _agreed(code, name):
            return 1
        with book.writing() as session:
            receipt = erasure.erase(session, code)
        erasure.forget_deleted(book.engine)
    print(f"Đã xoá dữ liệu cá nhân của mã {code} khỏi sổ học viên. Số biên nhận: {receipt} (ghi vào sổ tiếp nhận yêu cầu).")
    if places := person.elsewhere(folder, code):
        print("Còn dữ liệu của người này ở:\n" + "\n".join(f"  {place}" for place in places))
        in_gradebook = any(place.endswith("gradebook.db") for place in places)
        print(f"Trong thư mục lớp chạy `nbgrader db student remove {code} --force`, rồi xoá các thư mục trên." if in_gradebook else "Xoá các thư mục trên.")
    print("Nhớ cả những chỗ lệnh này không thấy: bảng tin và trang người kèm đã làm (chạy lại lệnh để làm mới), tệp danh sách gốc, tệp quyết định, bản sao lưu, hồ sơ đã trích, giấy chứng nhận đã in và sổ cấp giấy, sổ chấm chéo trong teach-back/.")
    return 0


def _agreed(code: str, name: str) -> bool:
    if not sys.stdin.isatty():
        print("Chưa xoá gì. Thêm --yes để xoá thật; việc này không lấy lại được.", file=sys.stderr)
        return False
    try:
        said = input(f"Xoá hẳn dữ liệu của {name}? Gõ lại mã {code} để xoá: ").strip().lower()
    except EOFError:
        said = ""
    if said == code:
        return True
    print("Chưa xoá gì.")
    return False
