"""``binhdan certify``: the issuer's key, the certificates of a level, revocation, the verification page."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from binhdan.awards.problem import AwardError
from binhdan.curriculum import Course, load_course
from binhdan.records import ending
from binhdan.records.days import in_vietnam, today

LEVELS = range(1, 6)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan certify`` takes."""
    parser.description = (
        "Cấp giấy chứng nhận cho người đã đạt một bậc: `binhdan certify 1 --class-folder LỚP`. "
        "Trước đó làm khoá ký một lần: `binhdan certify init`."
    )
    ways = parser.add_subparsers(dest="what", required=True, metavar="BẬC|VIỆC")
    _add_init(ways.add_parser("init", help="làm khoá ký của nơi cấp, cất ngoài khoá học"))
    rotate = ways.add_parser("rotate", help="đổi khoá ký; giấy đã cấp vẫn hợp lệ")
    _common(rotate, _rotate)
    for number in LEVELS:
        _add_level(ways.add_parser(str(number), help=f"cấp giấy bậc {number}"), number)
    revoke = ways.add_parser("revoke", help="thu hồi một giấy")
    revoke.add_argument("id", metavar="SỐ", help="mã giấy hoặc số vào sổ, in trên giấy")
    revoke.add_argument("--why", required=True, metavar="LÝ_DO", help="vì sao thu hồi; ghi vào sổ, không công bố")
    _common(revoke, _revoke)
    _folders(revoke)
    page = ways.add_parser("page", help="làm một trang kiểm tra chung cho nhiều lớp")
    page.add_argument("folders", nargs="+", type=Path, metavar="THƯ_MỤC", help="các thư mục có register.jsonl")
    page.add_argument("--to", type=Path, required=True, metavar="TỆP.html", help="ghi trang vào đâu")
    _common(page, _page)


def _common(parser: argparse.ArgumentParser, action) -> None:
    parser.add_argument("--keys", type=Path, metavar="THƯ_MỤC", help="thư mục khoá (mặc định: thư mục cấu hình của bạn)")
    parser.set_defaults(action=action)


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC", help="thư mục lớp (mặc định: thư mục khoá học)")
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="thư mục giấy (mặc định: certificates trong thư mục lớp)")


def _add_init(parser: argparse.ArgumentParser) -> None:
    _common(parser, _init)
    parser.add_argument("--page", default="", metavar="ĐỊA_CHỈ", help="địa chỉ web nơi sẽ đặt verify.html; in vào mã QR")
    parser.add_argument("--locale", metavar="TỆP", help="tệp nói nơi cấp là ai (mặc định: BINHDAN_LOCALE, rồi locale/doi-che.toml)")
    parser.add_argument("--no-passphrase", action="store_true", help="không hỏi mật khẩu cho khoá")


def _add_level(parser: argparse.ArgumentParser, number: int) -> None:
    _common(parser, _level)
    _folders(parser)
    parser.set_defaults(level=number)
    parser.add_argument("--db", metavar="URL", help="sổ học viên ở nơi khác; mặc định BINHDAN_DB, không có thì records.db trong thư mục lớp")
    parser.add_argument("--birth-year", action="store_true", help="in cả năm sinh trong sổ học viên")
    parser.add_argument("--names", type=Path, metavar="TỆP.csv", help="lấy họ tên trong tệp thay cho sổ: cột code, name và (nếu muốn) birth_year")
    parser.add_argument("--again", action="append", default=[], metavar="MÃ", help="cấp lại cho người có giấy đã thu hồi; dùng được nhiều lần")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan certify``; 0 done, 3 when somebody was left out for a reason to mend, 1 when nothing could be done."""

    def disk(error: OSError) -> str:
        return f"Không ghi hay đọc được tệp ({error}). Kiểm tra ổ đĩa rồi chạy lại; giấy đã cấp còn nguyên."

    stopped = "Đã dừng. Giấy đã cấp còn nguyên; chạy lại lệnh để cấp tiếp."
    return ending.of(lambda _: args.action(args, load_course()), args, stopped, (AwardError,), disk)


def _keys(args: argparse.Namespace) -> Path:
    from binhdan.awards.keyfolder import default_folder

    return (args.keys or default_folder()).expanduser()


def _init(args: argparse.Namespace, course: Course) -> int:
    from binhdan.awards import keyfolder
    from binhdan.locale import load_locale

    folder = _keys(args)
    word = "" if args.no_passphrase else _new_passphrase()
    issuer = keyfolder.init(folder, load_locale(course.root, args.locale), course.root, args.page, word)
    print(f"Đã làm khoá ký của {issuer.name} trong {folder}.")
    print(f"Mã nơi cấp: {issuer.id}")
    print("Chép thư mục này ra USB và cất trong tủ khoá: mất khoá là không cấp tiếp hay thu hồi được.")
    if not word:
        print("Khoá không có mật khẩu: ai chép được thư mục này thì ký được giấy. Muốn đặt mật khẩu: `binhdan certify rotate`.")
    if not issuer.page:
        print("Chưa có địa chỉ trang kiểm tra (--page): mã QR sẽ được đọc bằng verify.html trên máy, điện thoại quét chưa tự mở trang.")
    return 0


def _rotate(args: argparse.Namespace, _course: Course) -> int:
    from binhdan.awards import keyfolder

    folder = _keys(args)
    keyfolder.open_signer(folder, _passphrase)  # who cannot sign must not replace the key
    issuer = keyfolder.rotate(folder, _new_passphrase())
    print(f"Đã đổi khoá. Mã nơi cấp mới: {issuer.id}. Giấy ký bằng {len(issuer.keys) - 1} khoá cũ vẫn hợp lệ.")
    print("Chạy lại `binhdan certify` cho từng lớp để trang kiểm tra biết khoá mới.")
    return 0


def _new_passphrase() -> str:
    word = os.environ.get("BINHDAN_KEY_PASSPHRASE", "")
    if word or not sys.stdin.isatty():
        return word
    import getpass

    word = getpass.getpass("Mật khẩu bảo vệ khoá (Enter: không đặt): ")
    if word and getpass.getpass("Gõ lại mật khẩu: ") != word:
        raise AwardError("Hai lần gõ không giống nhau. Chưa làm gì; chạy lại lệnh.")
    return word


def _passphrase() -> str:
    if not sys.stdin.isatty():
        return ""
    import getpass

    return getpass.getpass("Mật khẩu của khoá: ")


def _out(args: argparse.Namespace, course: Course) -> Path:
    return (args.out or (args.class_folder or course.root) / "certificates").expanduser()


def _level(args: argparse.Namespace, course: Course) -> int:
    from binhdan.awards import issuing, keyfolder, ledger, standing
    from binhdan.grading import results

    asked, folder = standing.rule(course, args.level), args.class_folder or course.root
    ours = {lesson.assignment for lesson in asked.lessons}
    marked = [result for result in results.load_all(folder) if result.assignment in ours]
    found = standing.standings(asked, marked)
    if not found:
        raise AwardError(f"Chưa có kết quả bậc {args.level} nào trong {folder / 'results'}. Chạy `binhdan collect` và `binhdan grade` trước.")
    _look_at_the_clock(marked)
    passed = [each for each in found if each.passed]
    differing = ledger.differing(folder, marked, [each.learner for each in passed])
    passed = [each for each in passed if each.learner not in differing]
    names, waiting, problems = _names(args, course, [each.learner for each in passed])
    problems += ledger.told(differing)
    passed = [each for each in passed if each.learner not in waiting]
    signer = keyfolder.open_signer(_keys(args), _passphrase)
    with issuing.opened(_out(args, course), signer, course) as desk:
        batch = desk.issue(asked, passed, names or {}, args.again, _show)
    _report(args, asked, found, batch, problems + batch.problems, named=names is not None)
    return 3 if problems or batch.problems else 0


def _look_at_the_clock(marked: list) -> None:
    """A certificate that is dated before the work was marked would be wrong for good."""
    now, moments = datetime.now(UTC), []
    for result in marked:
        with contextlib.suppress(ValueError):
            moments.append(datetime.fromisoformat(result.graded_at).astimezone(UTC))
    last = max(moments, default=now)
    if last > now + timedelta(days=1):
        raise AwardError(
            f"Đồng hồ máy đang là {in_vietnam(now):%d/%m/%Y}, mà có bài chấm ngày {in_vietnam(last):%d/%m/%Y}. Chưa cấp giấy nào. "
            "Chỉnh lại ngày giờ của máy rồi chạy lại; nếu lúc chấm đồng hồ mới sai thì chấm lại bằng `binhdan grade --force`."
        )


def _names(args: argparse.Namespace, course: Course, passed: list[str]) -> tuple[dict | None, set[str], list[str]]:
    """Return code -> Holder (None: nobody knows names, codes are printed), who must wait, and what to tell about it."""
    from binhdan.awards import holders, roll
    from binhdan.awards.register import Register

    if args.names:
        names, problems = holders.read_names(args.names)
        waiting = [code for code in passed if code not in names]
        problems += [f"{code}: đã đạt nhưng chưa có họ tên trong {args.names.name}. Thêm vào rồi chạy lại." for code in waiting]
        return names, set(waiting), problems
    folder = args.class_folder or course.root
    if not roll.is_kept(folder, args.db):
        return None, set(), []
    register = Register(_out(args, course))
    due = [code for code in passed if code in args.again or register.last(code, args.level) is None]
    names, problems = roll.read(folder, args.db, due, args.level, args.birth_year)
    return names, set(due) - names.keys(), problems


def _show(done: int, total: int, entry) -> None:
    print(f"[{done}/{total}] {entry.number} · {entry.name}", file=sys.stderr, flush=True)


def _report(args: argparse.Namespace, asked, found, batch, problems: list[str], named: bool) -> None:
    waiting = [each for each in found if not each.passed]
    print(f"Bậc {args.level} «{asked.level.title}»: {len(found)} học viên, {len(found) - len(waiting)} người đạt.")
    if asked.unwritten:
        print(f"Chưa xét các bài chưa được viết: {', '.join(asked.unwritten)}.")
    told = [f"cấp mới {len(batch.made)} giấy", f"{len(batch.before)} giấy đã cấp từ trước"]
    told += [f"làm nốt {len(batch.mended)} giấy lần trước dở dang"] if batch.mended else []
    print(f"{', '.join(told).capitalize()}.")
    if not named and batch.made:
        print(
            "Chưa có sổ học viên hay tệp họ tên (--names), nên giấy in mã học viên. "
            "Muốn đổi: ghi danh bằng `binhdan enrol`, thu hồi giấy rồi cấp lại với --again."
        )
    for entry in batch.revoked:
        print(f"{entry.learner}: giấy {entry.number} đã thu hồi, không cấp lại. Muốn cấp lại thì thêm --again {entry.learner}.")
    for each in waiting:
        print(f"Chưa đạt: {each.learner}: {'; '.join(each.missing)}.")
    for line in problems:
        print(f"Để lại: {line}", file=sys.stderr)


def _revoke(args: argparse.Namespace, course: Course) -> int:
    from binhdan.awards import issuing, keyfolder

    folder = _out(args, course)
    if not folder.is_dir():
        raise AwardError(f"Không có thư mục giấy {folder}. Chỉ đúng chỗ bằng --class-folder hoặc --out.")
    if not args.why.strip():
        raise AwardError("Ghi lý do thu hồi sau --why.")
    signer = keyfolder.open_signer(_keys(args), _passphrase)
    with issuing.opened(folder, signer, course) as desk:
        entry = desk.revoke(args.id, args.why.strip())
    print(f"Đã thu hồi giấy {entry.number} của {entry.name}.")
    print(f"Chép {issuing.PAGE} và các tệp status-….json trong {folder} lên trang kiểm tra thì mọi người mới biết.")
    return 0


def _page(args: argparse.Namespace, course: Course) -> int:
    from binhdan.awards import files, keyfolder, page
    from binhdan.awards.issuer import PROFILE, load_issuer
    from binhdan.awards.register import Register

    registers = [Register(folder) for folder in args.folders]
    if empty := [str(folder) for folder, register in zip(args.folders, registers) if not register.book]:
        raise AwardError(f"Không có sổ cấp giấy trong {', '.join(empty)}. Chỉ đúng thư mục certificates của lớp.")
    issuer = load_issuer(_keys(args) / PROFILE)
    files.write(args.to, page.html(course, issuer, registers, keyfolder.now()).encode("utf-8"))
    print(f"Đã ghi {args.to}: {len(registers)} sổ, {sum(len(r.entries) for r in registers)} giấy, {today():%d/%m/%Y}.")
    return 0
