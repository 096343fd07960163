"""``binhdan enrol``: a roster from Excel or CSV into the records, after a look at what would happen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from binhdan.curriculum import find_root
from binhdan.locale import load_locale
from binhdan.records import ending
from binhdan.records.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan enrol`` takes."""
    parser.description = (
        "Ghi danh học viên từ danh sách Excel hoặc CSV. Trước khi ghi, lệnh cho xem: ai mới, ai đã có, hai dòng nào có thể là một người, "
        "dòng nào bị từ chối và sửa thế nào. Chạy lại cùng một danh sách không làm thay đổi gì. "
        "Cần các cột Họ và tên, Năm sinh (hoặc Ngày sinh), Tổ dân phố; "
        "thêm được Nhóm đối tượng, Mã học viên, Lớp, Đồng ý …, Người giám hộ. Số căn cước không bao giờ được dùng."
    )
    parser.add_argument("roster", type=Path, metavar="DANH_SÁCH", help="tệp .xlsx hoặc .csv")
    add_place(parser)
    parser.add_argument("--cohort", default="", metavar="LỚP", help="đưa mọi người trong danh sách vào lớp này")
    preview = "chỉ xem, không ghi; viết các câu hỏi và dòng bị từ chối ra tệp CSV cạnh danh sách"
    parser.add_argument("--preview", action="store_true", help=preview)
    decisions = "quyết định ai là một người; --preview viết tệp này (mặc định: <danh sách>-quyet-dinh.csv)"
    parser.add_argument("--decisions", type=Path, metavar="TỆP.csv", help=decisions)
    parser.add_argument("--yes", action="store_true", help="ghi luôn, không hỏi lại")


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declare where the records are."""
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    db = "cơ sở dữ liệu khác, ví dụ postgresql://…; mặc định BINHDAN_DB, không có thì records.db trong thư mục lớp"
    parser.add_argument("--db", metavar="URL", help=db)


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan enrol``; 0 when every row has its place, 3 when some wait or are refused, 1 when nothing was done."""
    return ending.of(_run, args, "Đã dừng. Sổ học viên chưa thay đổi; chạy lại lệnh để ghi danh.")


def _run(args: argparse.Namespace) -> int:
    from binhdan.records import enrolment, entries, names, preview
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.records.models import NAME_LENGTH
    from binhdan.records.ward import Ward

    root = find_root()
    ward, folder = load_locale(root), args.class_folder or root
    cohort = names.shown(args.cohort)
    if len(cohort) > NAME_LENGTH:
        raise RecordsError(f"Tên lớp dài quá {NAME_LENGTH} ký tự. Viết gọn lại.")
    if not folder.is_dir():
        raise RecordsError(f"Không có thư mục lớp {folder}. Tạo thư mục đó, hoặc sửa --class-folder.")
    progress = Progress("dòng")
    roster = entries.read(args.roster, Ward(ward), progress=lambda count: progress("đọc", count, 0))
    file = args.decisions or args.roster.with_name(f"{args.roster.stem}-quyet-dinh.csv")
    decided = _decisions(args, file)
    with opened(address(folder, args.db)) as book:
        if args.preview or not args.yes:
            with book.reading() as session:
                plan = enrolment.compare(session, roster.entries, decided, progress)
            refused = _in_order(roster.refused + plan.refused)
            print("\n".join(preview.lines(plan, refused, roster.notes)))
            if args.preview:
                return _leave_files(args.roster, file, plan, refused)
            if not _agreed(len(plan.new)):
                return 1
        with book.writing() as session:
            done = enrolment.enrol(session, ward, roster.entries, decided, cohort, args.roster.name, progress)
    plan, refused = done.plan, _in_order(roster.refused + done.plan.refused)
    if args.yes:
        print("\n".join(preview.lines(plan, refused, roster.notes)))
    print(f"\nĐã ghi danh {len(done.new)} người mới, đổi {done.changed} người đã có, ghi {done.consents} ý kiến đồng ý.")
    if done.new:
        print("Lấy mã để phát cho học viên: binhdan learners --csv hoc-vien.csv")
    if done.unasked:
        print(f"{done.unasked} người chưa trả lời có đồng ý lưu hồ sơ không: thêm cột «Đồng ý lưu hồ sơ», hoặc dùng binhdan consent.")
    if plan.waiting:
        print(f"Còn {len(plan.waiting)} người chờ quyết định: chạy với --preview, điền cột quyết định trong {file}, rồi chạy lại lệnh này.")
    if refused:
        print(f"Còn {len(refused)} dòng bị từ chối: sửa trong {args.roster.name} rồi chạy lại; dòng đã ghi danh không bị ghi hai lần.")
    return 3 if plan.waiting or refused else 0


def _decisions(args: argparse.Namespace, file: Path):
    from binhdan.records import decisions

    # --preview is what makes the file: there, a missing one is no mistake.
    if file.is_file() or (args.decisions and not args.preview):
        if not args.decisions:
            print(f"Dùng các quyết định trong {file}.", file=sys.stderr)
        return decisions.load(file)
    return decisions.Decisions()


def _in_order(refused: list) -> list:
    return sorted(refused, key=lambda one: (one.row.sheet, one.row.number))


def _leave_files(roster: Path, file: Path, plan, refused: list) -> int:
    """Write what a clerk decides and mends in Excel."""
    from binhdan.records import decisions, sheets

    print("\nChưa ghi gì vào sổ học viên.")
    if plan.questions:
        decisions.save(file, plan.questions)
        print(f"Câu hỏi nằm trong {file}: điền cột cuối, lưu, rồi chạy lại không có --preview.")
    if refused:
        target = roster.with_name(f"{roster.stem}-bi-tu-choi.csv")
        sheets.write_csv(target, [("Dòng", "Họ và tên", "Vì sao, và sửa thế nào"), *((r.row.label, r.name, r.why) for r in refused)])
        print(f"Các dòng bị từ chối nằm trong {target}.")
    return 3 if plan.waiting or refused else 0


def _agreed(new: int) -> bool:
    if not sys.stdin.isatty():
        print("\nChưa ghi gì. Thêm --yes để ghi danh, hoặc --preview để xem và lấy tệp quyết định.", file=sys.stderr)
        return False
    try:
        said = input(f"\nGhi danh {new} người mới? [c/K] ").strip().lower()
    except EOFError:
        said = ""
    if said in ("c", "có", "co", "y", "yes"):
        return True
    print("Chưa ghi gì.")
    return False
