"""The command ``binhdan``: one verb, one module; no logic here."""

from __future__ import annotations

import argparse
import importlib
import sys

from binhdan.curriculum import CourseError
from binhdan.usage import speak_vietnamese

# Verb -> (module, function that adds its arguments, one line of help).
_COMMANDS = {
    "start": ("binhdan.classroom.lab", "add_arguments", "mở khoá học trong JupyterLab"),
    "hand-in": ("binhdan.classroom.handin", "add_arguments", "nộp một bài ra thư mục, ZIP hoặc USB"),
    "doctor": ("binhdan.classroom.doctor", "add_arguments", "kiểm tra máy và nói cần làm gì"),
    "connect": ("binhdan.ai.connect_command", "add_arguments", "nối với một AI thật, hoặc thôi nối"),
    "serve-ai": ("binhdan.ai.serve", "add_arguments", "cho cả lớp dùng chung AI luyện tập"),
    "enrol": ("binhdan.records.enrol_command", "add_arguments", "ghi danh học viên từ danh sách Excel hoặc CSV"),
    "nickname": ("binhdan.records.nickname_command", "add_arguments", "ghi hay bỏ biệt danh của một học viên"),
    "tutors": ("binhdan.records.tutors_command", "add_arguments", "người kèm của các tổ: ai kèm ai, còn trống ở đâu"),
    "learners": ("binhdan.records.learners_command", "add_arguments", "danh sách học viên và việc học của họ"),
    "consent": ("binhdan.records.consent_command", "add_arguments", "ghi ý kiến đồng ý hay rút lại của một học viên"),
    "export": ("binhdan.records.person_commands", "add_export", "đưa cho một học viên mọi điều hệ thống biết về họ"),
    "erase": ("binhdan.records.person_commands", "add_erase", "xoá dữ liệu cá nhân của một học viên"),
    "collect": ("binhdan.classroom.collect", "add_arguments", "thu bài nộp từ thư mục và ZIP"),
    "grade": ("binhdan.grading.command", "add_arguments", "chấm các bài đã thu"),
    "explain": ("binhdan.grading.explain", "add_arguments", "nói vì sao một bài được từng ấy điểm"),
    "peers": ("binhdan.teachback.peers_command", "add_arguments", "người học chấm bài dạy lại của nhau"),
    "items": ("binhdan.grading.items_command", "add_arguments", "soi từng câu của một bậc, và đo trước so với sau"),
    "grades": ("binhdan.reports.grades_command", "add_arguments", "xuất điểm để nhập vào Moodle hoặc Canvas"),
    "xapi": ("binhdan.reports.xapi_command", "add_arguments", "xuất việc học thành câu xAPI cho kho dữ liệu học tập"),
    "recompute": ("binhdan.points.recompute_command", "add_arguments", "tính lại điểm, tuần luyện tập, huy hiệu và bậc của mọi người"),
    "report": ("binhdan.reports.report_command", "add_arguments", "trang chỉ tiêu và báo cáo quý theo Nghị định 30"),
    "board": ("binhdan.reports.board_command", "add_arguments", "làm bảng tin để dán và để xem trên điện thoại"),
    "tutor-page": ("binhdan.reports.tutor_page_command", "add_arguments", "trang cho người kèm: ai cần gì, làm gì tiếp"),
    "certify": ("binhdan.awards.certify_command", "add_arguments", "cấp giấy chứng nhận của một bậc, thu hồi, giữ khoá ký"),
    "verify-certificate": ("binhdan.awards.verify_command", "add_arguments", "nói một giấy chứng nhận có thật không"),
    "demo": ("binhdan.demo.command", "add_arguments", "một lớp mẫu: nộp, thu, chấm, bảng kết quả"),
    "new": ("binhdan.authoring.commands", "add_new", "tạo thư mục bài mới"),
    "build": ("binhdan.authoring.commands", "add_build", "dựng source/, release/, notebooks/ từ lessons/"),
    "handout": ("binhdan.authoring.print_commands", "add_handout", "in một bài hay cả bậc ra tờ phát tay A4"),
    "slides": ("binhdan.authoring.print_commands", "add_slides", "làm bản trình chiếu của một bài hay cả bậc"),
    "verify": ("binhdan.authoring.commands", "add_verify", "chứng minh từng bài đúng dạng và chấm công bằng"),
}


def main(argv: list[str] | None = None) -> int:
    """Run ``binhdan VERB …``; return the exit status."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8")
    speak_vietnamese()
    try:
        args = _parser(argv).parse_args(argv)
        return args.run(args)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nĐã dừng.", file=sys.stderr)
        return 130


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    """Only the chosen verb's module is imported: the others would slow every command."""
    parser = argparse.ArgumentParser(prog="binhdan", description="Bình dân học AI: mỗi ngày 15 phút.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="LỆNH")
    chosen = next((word for word in argv if not word.startswith("-")), None)
    for verb, (module, function, help_line) in _COMMANDS.items():
        child = verbs.add_parser(verb, help=help_line, description=help_line)
        if verb == chosen:
            home = importlib.import_module(module)
            child.set_defaults(run=getattr(home, "main", None))
            getattr(home, function)(child)
    return parser


if __name__ == "__main__":
    sys.exit(main())
