"""``binhdan start``: a workspace, the lessons, and JupyterLab open at the home page."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
import sysconfig
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

from binhdan.classroom import fetching, level_tests, my_notebook, progress, workspace
from binhdan.classroom.fetching import Arrival, Fetched
from binhdan.classroom.workspace import Settings, Workspace, WorkspaceError
from binhdan.curriculum import Course, CourseError, load_course

# What learners never need: no Vietnamese there, or meant for people who teach.
_NOT_FOR_LEARNERS = [
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "jupyterlab-jupytext",
]
_NBGRADER = ["formgrader", "validate_assignment", "assignment_list", "course_list"]

_HELP = """\
Mở khoá học trên máy này. Lần đầu, lệnh tạo thư mục học (mặc định ~/BinhDanHocAI) và hỏi tên bạn;
lần sau chỉ mở lại. Bài mới được chép vào «bai-hoc»; bài đã có không bao giờ bị ghi đè.

TỰ HỌC:      binhdan start
             Bấm «Nộp bài» là máy này tự chấm, điểm hiện ở Trang chủ.

MỞ MỘT LỚP TỪ MỘT THƯ MỤC CHUNG (ổ mạng, thư mục đồng bộ hoặc USB):
  1. Người phụ trách tạo thư mục chung, ví dụ  S:\\lop-to-4  hoặc  /srv/lop-to-4
  2. Mỗi học viên, một lần:
       binhdan start --class-folder S:\\lop-to-4 --name "Nguyễn Thị Lan"
     Từ lần sau chỉ cần  binhdan start  (lựa chọn được nhớ; --self-study để thôi).
  3. Học viên bấm «Nộp bài»: bài vào  S:\\lop-to-4\\submitted\\<mã học viên>\\<bài>
  4. Người phụ trách chấm:
       binhdan grade --class-folder S:\\lop-to-4
     Điểm và nhận xét hiện ở Trang chủ của từng học viên.
  Học viên không vào được thư mục chung thì gửi tệp ZIP:
       binhdan hand-in B1.01 --zip bai-nop.zip     (học viên)
       binhdan collect bai-nop.zip --class-folder S:\\lop-to-4     (người phụ trách)
  Ai vào được thư mục chung thì xem được bài và điểm trong đó; muốn kín thì dùng ZIP.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan start`` takes."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = _HELP
    parser.add_argument("--workspace", type=Path, default=None, metavar="THƯ_MỤC",
                        help="thư mục học của bạn (mặc định: biến BINHDAN_WORKSPACE, hoặc ~/BinhDanHocAI)")
    parser.add_argument("--name", metavar="TÊN", help="họ và tên của bạn; không nói thì lệnh hỏi một lần")
    parser.add_argument("--code", metavar="MÃ", help="mã học viên do lớp cấp (mặc định: tự đặt từ tên)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--class-folder", type=Path, metavar="THƯ_MỤC_CHUNG",
                       help="học theo lớp: bài nộp vào đây, điểm về từ đây")
    where.add_argument("--self-study", action="store_true", help="tự học: nộp và chấm ngay trên máy này")
    parser.add_argument("--lesson", metavar="BÀI", help="mở thẳng bài này, ví dụ B1.01")
    parser.add_argument("--port", type=int, default=8888, metavar="CỔNG",
                        help="cổng muốn dùng (mặc định 8888; bận thì lấy cổng kế tiếp)")
    parser.add_argument("--no-browser", action="store_true", help="không mở trình duyệt, chỉ in địa chỉ")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan start`` until it is closed."""
    try:
        course = load_course()
        desk = prepare(args, course)
        page = _page(desk, course, args.lesson)
    except (WorkspaceError, CourseError) as error:
        print(error, file=sys.stderr)
        return 1
    set_environment(desk)
    if running := running_server(desk):
        address = f"{running['url']}{page}?token={running['token']}"
        print(f"Khoá học đang mở sẵn: {address}", flush=True)
        if not args.no_browser:
            webbrowser.open(address)
        return 0
    # Not while a server is open: the notebook of a lesson may be open in it.
    if renewed := fetching.renew(desk, course):
        print(f"Bài bạn chưa làm đã thay bằng bản mới: {', '.join(lesson.code for lesson in renewed)}.")
    return _serve(desk, page, args.port, not args.no_browser)


def prepare(args: argparse.Namespace, course: Course) -> Workspace:
    """Make the workspace, name the learner and fetch lessons, with a line about each; WorkspaceError if it can't be."""
    root = args.workspace or workspace.default_root()
    desk = workspace.make(root, Settings(course.root, _class_folder(args, root.expanduser().resolve())))
    if args.name or args.code or not desk.has_learner():
        desk.name_learner(args.name or _known_name(desk) or _ask_name(), args.code)
    learner = desk.learner
    print(f"Chào {learner.name}! Mã học viên: {learner.code}. Thư mục học: {desk.root}")
    if shared := desk.settings.class_folder:
        print(f"Bạn học theo lớp: bài nộp vào {shared}.")
    for line in _tell(desk, course, fetching.fetch(desk, course)):
        print(line)
    for test in level_tests.fetch(desk, course):
        print(f"Có bài đo mới: {test.plan.title}. Mở ở Trang chủ.")
    my_notebook.lay(desk)
    return desk


def set_environment(desk: Workspace) -> None:
    """Point Jupyter, and every kernel it starts, at this very environment and this workspace."""
    home = desk.state / "jupyter"
    hidden = {"disabledExtensions": dict.fromkeys(_NOT_FOR_LEARNERS, True)}
    workspace.write_json(home / "labconfig" / "page_config.json", hidden)
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    os.environ["JUPYTER_CONFIG_DIR"] = str(home)  # a learner's other Jupyter settings stay out, and ours stay in
    os.environ["JUPYTER_RUNTIME_DIR"] = str(home / "runtime")
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["PYTHONUTF8"] = "1"
    # Cells look their cases up beside the notebook, as on a machine without the course's sources.
    os.environ.pop("BINHDAN_COURSE", None)


def running_server(desk: Workspace) -> dict | None:
    """Return the facts of a server that already serves this workspace, or None."""
    from jupyter_server.serverapp import list_running_servers

    for info in list_running_servers():
        try:
            with urllib.request.urlopen(f"{info['url']}api", timeout=3):
                return info
        except (OSError, KeyError, urllib.error.URLError):
            continue
    return None


def options(desk: Workspace, page: str, port: int, browser: bool) -> list[str]:
    """Return JupyterLab's arguments."""
    import zmq

    values = {
        "ServerApp.root_dir": desk.root,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.open_browser": browser,
        # Browsers in a snap or flatpak cannot read the redirect file that Jupyter would write.
        "ServerApp.use_redirect_file": False,
        # A token of our own: for one that it made up, Jupyter prints a long English banner.
        "IdentityProvider.token": secrets.token_urlsafe(24),
        "ServerApp.allow_root": True,
        "Application.log_level": "ERROR",
        "ServerApp.jpserver_extensions": {f"nbgrader.server_extensions.{name}": False for name in _NBGRADER},
        "LabApp.default_url": f"/{page}",
        "LabApp.extension_manager": "readonly",
        "KernelSpecManager.allowed_kernelspecs": {"python3"},
        # Encrypts the lines to the kernel, where ipykernel would otherwise print a long warning.
        "KernelManager.transport_encryption": "auto" if zmq.has("curve") else "disabled",
    }
    return [f"--{name}={value}" for name, value in values.items()]


def _serve(desk: Workspace, page: str, port: int, browser: bool) -> int:
    from jupyterlab.labapp import LabApp

    app = LabApp.initialize_server(argv=options(desk, page, port, browser))

    def tell() -> None:
        if app.port != port:
            print(f"Cổng {port} đang bận nên dùng cổng {app.port}.")
        print(f"Mở khoá học ở: http://127.0.0.1:{app.port}{app.base_url}{page}?token={app.identity_provider.token}")
        print("Để cửa sổ này mở trong lúc học. Bấm Ctrl-C để đóng khoá học.", flush=True)

    # The loop takes calls in order, and the first is to listen: who opens the address at once finds somebody there.
    app.io_loop.add_callback(tell)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: app.stop(from_signal=True))
    app.start()
    _end_tasks(app.io_loop.asyncio_loop)
    print("Đã đóng khoá học. Bài của bạn đã lưu trong thư mục học.")
    return 0


def _end_tasks(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what the server left waiting: threads that serve such a task would keep this process alive."""
    if tasks := asyncio.all_tasks(loop):
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks, timeout=5))


def _class_folder(args: argparse.Namespace, root: Path) -> Path | None:
    if args.self_study:
        return None
    if not args.class_folder:
        kept = workspace.read_json(root / ".binhdan" / "settings.json").get("class_folder")
        return Path(kept) if kept else None
    shared = args.class_folder.expanduser().resolve()
    if not shared.is_dir():
        raise WorkspaceError(
            f"Không thấy thư mục lớp {shared}. Nối ổ mạng hoặc cắm USB, hay hỏi người phụ trách đường dẫn đúng."
        )
    return shared


def _known_name(desk: Workspace) -> str:
    return desk.learner.name if desk.has_learner() else ""


def _ask_name() -> str:
    if not sys.stdin or not sys.stdin.isatty():
        return "Học viên"
    try:
        return input("Họ và tên của bạn: ").strip() or "Học viên"
    except EOFError:
        return "Học viên"


def _tell(desk: Workspace, course: Course, fetched: list[Fetched]) -> list[str]:
    def codes(arrival: Arrival) -> str:
        return ", ".join(item.lesson.code for item in fetched if item.arrival is arrival)

    lines = []
    if new := codes(Arrival.NEW):
        lines.append(f"Đã lấy bài mới: {new}.")
    changed = [item.lesson for item in fetched if item.arrival is Arrival.CHANGED]
    # As the home page does: who has passed a lesson is not asked.
    if open_ones := [one.code for one in changed if progress.of_lesson(desk, course, one).state is not progress.State.PASSED]:
        lines.append(f"Có bản mới của {', '.join(open_ones)}; bài bạn đã làm giữ nguyên, vẫn nộp được. Muốn xem bản mới thì lấy thêm ở Trang chủ.")
    if missing := codes(Arrival.NOT_RELEASED):
        lines.append(f"Chưa phát hành: {missing} (người soạn bài chạy «binhdan build»).")
    return lines


def _page(desk: Workspace, course: Course, lesson: str | None) -> str:
    if not lesson:
        return "lab"
    found = fetching.copies(desk, course.lesson(lesson))
    if not found:
        raise WorkspaceError(f"Bài {lesson} chưa phát hành. Chạy «binhdan start» để xem các bài đang có.")
    return f"lab/tree/{found[-1].relative_to(desk.root).as_posix()}"
