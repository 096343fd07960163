"""Each wall alone stops what it should, in a child process that has nothing but that wall."""

import errno
import os
import socket
import sys
import time
from pathlib import Path

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("optional: these walls are Linux's", allow_module_level=True)

from quick import tmp_of_a_room

from binhdan.grading.box import cgroup, jail, landlock, seccomp
from binhdan.grading.box import syscalls as sys_
from binhdan.grading.box.walls import NO_WALLS, Walls, probe

WALLS = probe()


def needs(there: object, what: str):
    return pytest.mark.skipif(not there, reason=f"optional: no {what} here")


def inside(wall, *steps) -> list:
    """What each step gives behind ``wall``: its value as text, or the name of its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        told = []
        try:
            wall()
            for step in steps:
                try:
                    told.append(str(step()))
                except OSError as error:
                    told.append(errno.errorcode.get(error.errno, type(error).__name__))
        except BaseException as error:
            told.append(f"{type(error).__name__}: {error}")
        os.write(writing, "\n".join(told).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as file:
        text = file.read()
    os.waitpid(child, 0)
    return text.split("\n")


def call(name: str, *arguments):
    return lambda: sys_.checked(getattr(sys_.libc, name)(*arguments), name)


def filtered() -> None:
    sys_.no_new_privileges()
    sys_.load_filter(seccomp.build())


@needs(WALLS.seccomp, "seccomp")
class TestSeccomp:
    def test_calls_that_nobody_needs_are_refused(self):
        steps = [
            call("ptrace", 0, 0, 0, 0),
            call("unshare", 0x10000000),
            call("setns", 0, 0),
            call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
            call("umount2", b"/tmp", 2),
            call("chroot", b"/tmp"),
            call("process_vm_readv", os.getpid(), None, 0, None, 0, 0),
            call("sethostname", b"x", 1),
            lambda: os.pidfd_open(os.getpid()),
        ]
        assert inside(filtered, *steps) == ["EPERM"] * len(steps)

    def test_no_call_makes_a_namespace_whatever_its_name(self):
        clone, clone3 = (56, 435) if os.uname().machine == "x86_64" else (220, 435)
        steps = [call("syscall", clone, 0x10000000 | 17, 0, 0, 0, 0), call("syscall", clone3, 0, 0)]
        assert inside(filtered, *steps) == ["EPERM", "ENOSYS"]

    def test_only_unix_sockets_are_left(self):
        kinds = [(socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM), (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_VSOCK, socket.SOCK_STREAM)]
        steps = [lambda kind=kind: socket.socket(*kind) for kind in kinds]
        assert inside(filtered, *steps) == ["EACCES"] * len(kinds)
        assert inside(filtered, lambda: len(socket.socketpair()), lambda: socket.socket(socket.AF_UNIX).family.name) == ["2", "AF_UNIX"]

    def test_typing_into_a_terminal_is_refused(self):
        assert inside(filtered, call("ioctl", 0, 0x5412, b"x"), call("ioctl", 0, (1 << 32) | 0x5412, b"x"))[0] == "EPERM"

    def test_ordinary_work_goes_on(self):
        def work():
            child = os.fork()
            if child == 0:
                os._exit(3)
            import threading

            thread = threading.Thread(target=lambda: None)
            thread.start()
            thread.join()
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

        assert inside(filtered, work, lambda: len(Path("/usr").stat().st_mode.__str__()) > 0) == ["3", "True"]


@needs(WALLS.landlock, "Landlock")
class TestLandlock:
    def test_only_what_is_named_can_be_read_and_written(self, tmp_path):
        for name in ("read", "write", "hidden"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "a").write_text(name)
        wall = lambda: landlock.restrict([tmp_path / "read", "/usr"], [tmp_path / "write"])  # noqa: E731
        told = inside(
            wall,
            lambda: (tmp_path / "read/a").read_text(),
            lambda: (tmp_path / "read/a").write_text("x"),
            lambda: (tmp_path / "read/b").touch(),
            lambda: (tmp_path / "write/a").write_text("x"),
            lambda: (tmp_path / "write/b").touch(),
            lambda: (tmp_path / "hidden/a").read_text(),
            lambda: os.listdir(tmp_path / "hidden"),
            lambda: os.listdir(tmp_path),
            lambda: (tmp_path / "hidden/a").unlink(),
            lambda: os.rename(tmp_path / "hidden/a", tmp_path / "write/c"),
        )
        assert told[:5] == ["read", "EACCES", "EACCES", "1", "None"]
        assert set(told[5:]) <= {"EACCES", "EXDEV"}
        assert (tmp_path / "hidden/a").read_text() == "hidden"

    def test_a_link_leads_nowhere_new(self, tmp_path):
        (tmp_path / "write").mkdir()
        (tmp_path / "hidden").write_text("x")
        (tmp_path / "write/link").symlink_to(tmp_path / "hidden")
        assert inside(lambda: landlock.restrict([], [tmp_path / "write"]), lambda: (tmp_path / "write/link").read_text()) == ["EACCES"]

    @needs(WALLS.landlock >= 4, "Landlock for TCP")
    def test_no_tcp(self, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            steps = [lambda: socket.socket().connect(("127.0.0.1", port)), lambda: socket.socket().bind(("127.0.0.1", 0))]
            assert inside(lambda: landlock.restrict([], [tmp_path]), *steps) == ["EACCES", "EACCES"]

    @needs(WALLS.landlock >= 6, "Landlock for signals and abstract sockets")
    def test_no_signal_and_no_abstract_socket_outside(self, tmp_path):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(f"\0binhdan-wall-{os.getpid()}")
            server.listen()
            steps = [lambda: os.kill(os.getppid(), 0), lambda: socket.socket(socket.AF_UNIX).connect(server.getsockname())]
            assert inside(lambda: landlock.restrict([], [tmp_path]), *steps) == ["EPERM", "EPERM"]


@needs(cgroup.available(), "memory group")
class TestGroup:
    @pytest.fixture
    def group(self):
        group = cgroup.Group(f"binhdan-{os.getpid()}-test", 64 << 20, 8)
        yield group
        for process in _there(group):
            os.kill(process, 9)
        assert _until(lambda: not _there(group))
        group.remove()
        assert not any(folder.exists() for folder in group.folders)

    def test_memory_over_several_processes_is_one_sum(self, group):
        def hog() -> None:
            block = bytearray(40 << 20)
            os.read(os.pipe()[0], len(block))

        child = os.fork()
        if child == 0:
            os.setsid()
            group.add(os.getpid())
            for _ in range(2):
                if os.fork() == 0:
                    hog()
            time.sleep(1)
            os._exit(0)
        os.waitpid(child, 0)
        # Which of the two has to go is the system's choice.
        assert _until(lambda: len(_there(group)) < 2) and group.out_of_memory

    def test_processes_are_counted(self, group):
        if not any(folder.joinpath("pids.max").exists() for folder in group.folders):
            pytest.skip("optional: no pids controller here")

        def forks() -> int:
            made = []
            try:
                while len(made) < 30:
                    child = os.fork()
                    if child == 0:
                        os.read(os.pipe()[0], 1)
                    made.append(child)
            except BlockingIOError:
                pass
            for child in made:
                os.kill(child, 9)
                os.waitpid(child, 0)
            return len(made)

        assert inside(lambda: group.add(os.getpid()), forks) == ["7"]

    def test_a_small_process_lives(self, group):
        assert inside(lambda: group.add(os.getpid()), lambda: len(bytearray(8 << 20))) == [str(8 << 20)]
        assert not group.out_of_memory


def _there(group) -> list[int]:
    return sorted({int(p) for folder in group.folders for p in (folder / "cgroup.procs").read_text().split()})


def _until(true) -> bool:
    deadline = time.monotonic() + 5
    while not (now := true()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return now


@needs(WALLS.suffice, "namespaces")
class TestJail:
    def look(self, room, code: str) -> str:
        cell = room.run(code)
        assert cell.state == "ok", cell
        return "".join(content.get("text", "") for kind, content in cell.messages if kind == "stream").strip()

    def test_the_root_holds_the_system_and_nothing_of_people(self, room, keeper):
        kept = {Path(folder).parts[1] for folder in _interpreter()}
        gone = [f"/{name}" for name in ("work", "home", "root", "var", "run", "mnt", "srv", "opt", "sys", "old") if name not in kept]
        assert self.look(room, f"import os\nprint([p for p in {gone!r} if os.path.exists(p)])") == "[]"
        assert self.look(room, "print(os.path.exists('/usr/bin'), os.listdir('/etc').count('shadow'))") == "True 0"
        assert self.look(room, "print(*sorted(os.listdir('/tmp')), os.listdir('/dev/shm'))") == f"{' '.join(tmp_of_a_room(keeper))} []"

    def test_only_its_own_processes_are_there(self, room):
        # Inside some containers there is no /proc at all.
        told = self.look(room, "import os\nprint(os.getpid(), os.getppid(), [p for p in os.listdir('/proc') if p.isdigit() and p != '1'])")
        assert told == "1 0 []"

    def test_only_scratch_can_be_written(self, room):
        code = (
            "import os\ndef may(p):\n    try: open(p + '/x', 'w').close(); return True\n    except OSError: return False\n"
            "print([may(p) for p in ('/tmp', '/dev/shm', '.', '/', '/usr', '/etc', '/dev', '/proc', os.path.dirname(os.__file__))])"
        )
        assert self.look(room, code) == str([True] * 3 + [False] * 6)

    def test_it_is_nobody_with_no_rights(self, room):
        code = "import ctypes, os\nask = ctypes.CDLL(None).prctl\nprint([c for c in range(41) if ask(23, c, 0, 0, 0) > 0], ask(39, 0, 0, 0, 0), ask(21, 0, 0, 0, 0), os.getgroups())"
        assert self.look(room, code) == "[] 1 2 []"
        if WALLS.own_user:
            assert self.look(room, "print(0 in (*os.getresuid(), *os.getresgid()))") == "False"

    def test_scratch_is_small(self, room):
        told = self.look(room, "import os\ns = os.statvfs('/tmp')\nprint(s.f_blocks * s.f_frsize >> 20, s.f_files)")
        assert told == f"{jail.SCRATCH_MB} {jail.SCRATCH_FILES}"

    def test_the_environment_is_its_own(self, room):
        assert set(self.look(room, "import os\nprint(*os.environ)").split()) >= {"PATH", "HOME", "BINHDAN_AI"}
        assert self.look(room, "print('BINHDAN_COURSE' in os.environ, 'PYTEST_CURRENT_TEST' in os.environ)") == "False False"


def _interpreter() -> list[str]:
    from binhdan.grading.box.keeper import _interpreter

    return _interpreter()


def test_without_namespaces_strangers_work_is_refused():
    from binhdan.grading.run import GradingError, sufficient_walls

    assert not NO_WALLS.suffice and not Walls(False, False, 7, True, True).suffice and not Walls(True, True, 7, False, True).suffice
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("binhdan.grading.run.probe", lambda: NO_WALLS)
        with pytest.raises(GradingError, match="KHÔNG có không gian riêng.*--accept-weak-box"):
            sufficient_walls(False)
        assert sufficient_walls(True) == NO_WALLS
