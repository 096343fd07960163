"""A root folder of its own for the box: the interpreter read-only, and nothing of the class in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from binhdan.grading.box import syscalls as sys_

SCRATCH_MB, SCRATCH_FILES = 64, 10_000
WORK = "/tmp/work"
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "ssl", "fonts", "alternatives")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_PEOPLE = {
    "passwd": "learner:x:1000:1000::/tmp:/bin/sh\nroot:x:0:0::/:/bin/sh\n",
    "group": "learner:x:1000:\n",
    "hosts": "127.0.0.1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
_KEPT_FLAGS = ((os.ST_NOSUID, sys_.MS_NOSUID), (os.ST_NODEV, sys_.MS_NODEV), (os.ST_NOEXEC, sys_.MS_NOEXEC))


def enter(interpreter: Iterable[str]) -> None:
    """Move this process into a new root that holds only the system and ``interpreter`` (folders), read-only.

    The process must just have left its user namespace and have been given user ids there; it
    becomes root of that namespace. OSError where the kernel refuses a step.
    """
    sys_.unshare(sys_.NEWNS | sys_.NEWIPC | sys_.NEWUTS | sys_.NEWNET)
    sys_.mount("none", "/", None, sys_.MS_REC | sys_.MS_PRIVATE)
    # Still under the former user: an interpreter may lie in a home that nobody else may enter.
    shown = _opened(interpreter)
    os.setgroups([])
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)
    root = Path("/tmp")  # covered by the new root: what lay there is gone from sight with the old one
    links = {path: os.readlink(path) for path in _SYSTEM if os.path.islink(path)}
    sys_.mount("tmpfs", str(root), "tmpfs", sys_.MS_NOSUID | sys_.MS_NODEV, "size=1m,mode=755")
    for path, target in links.items():
        os.symlink(target, root / path.lstrip("/"))
    for path, descriptor in shown.items():
        _show(root, path, descriptor)
    for name, text in _PEOPLE.items():
        (root / "etc" / name).write_text(text, encoding="utf-8")
    for name in ("tmp", "proc", "dev/shm", "old"):
        (root / name).mkdir(parents=True, exist_ok=True)
    os.chdir(root)
    sys_.pivot_root(".", "old")
    os.chdir("/")
    sys_.unmount("/old")
    os.rmdir("/old")
    sys_.mount("none", "/", None, sys_.MS_REMOUNT | sys_.MS_BIND | sys_.MS_RDONLY | sys_.MS_NOSUID | sys_.MS_NODEV)


def private_scratch(interpreter: Iterable[str]) -> None:
    """Give this process, in a mount namespace of its own, fresh /proc, /tmp and /dev/shm.

    An ``interpreter`` folder that lies below one of them is shown again on top, read-only.
    """
    try:
        sys_.mount("proc", "/proc", "proc", sys_.MS_NOSUID | sys_.MS_NODEV | sys_.MS_NOEXEC)
    except PermissionError:
        pass  # inside some containers: learners' code then sees an empty /proc
    options = f"size={SCRATCH_MB}m,nr_inodes={SCRATCH_FILES},mode=1777"
    for place in ("/tmp", "/dev/shm"):
        covered = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in interpreter if Path(path).is_relative_to(place)}
        sys_.mount("tmpfs", place, "tmpfs", sys_.MS_NOSUID | sys_.MS_NODEV, options)
        for path, descriptor in covered.items():
            _show_again(path, descriptor)
    os.mkdir(WORK)


def readable() -> list[str]:
    """What Landlock lets a process read inside the jail."""
    return ["/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc", "/proc", *(f"/dev/{name}" for name in _DEVICES)]


def writable() -> list[str]:
    """What it lets a process write."""
    return ["/tmp", "/dev/shm", "/dev/null"]


def _show_again(path: str, descriptor: int) -> None:
    """Bind a folder that is now covered back to its own place."""
    os.makedirs(path)
    os.fchdir(descriptor)
    sys_.mount(".", path, None, sys_.MS_BIND | sys_.MS_REC)
    sys_.mount("none", path, None, sys_.MS_REMOUNT | sys_.MS_BIND | sys_.MS_RDONLY | _flags(Path(path)))
    os.close(descriptor)
    os.chdir("/")


def _opened(interpreter: Iterable[str]) -> dict[str, int]:
    """Path -> descriptor of all that the jail will show."""
    wanted = [*_SYSTEM, *(f"/etc/{name}" for name in _ETC), *interpreter, *(f"/dev/{name}" for name in _DEVICES)]
    # The links among the system's folders (/lib -> usr/lib) are made again in the new root instead.
    there = [p for p in dict.fromkeys(wanted) if os.path.exists(p) and not (p in _SYSTEM and os.path.islink(p))]
    return {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in there}


def _show(root: Path, path: str, descriptor: int) -> None:
    """Bind what ``descriptor`` is open on to ``path`` below ``root``, read-only."""
    place, origin = root / path.lstrip("/"), f"/proc/self/fd/{descriptor}"
    place.parent.mkdir(parents=True, exist_ok=True)
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    sys_.mount(origin, str(place), None, sys_.MS_BIND | sys_.MS_REC)
    if not path.startswith("/dev/"):
        sys_.mount("none", str(place), None, sys_.MS_REMOUNT | sys_.MS_BIND | sys_.MS_RDONLY | _flags(place))
    os.close(descriptor)


def _flags(place: Path) -> int:
    """The flags a mount already has: a user namespace may not take them off."""
    there = os.statvfs(place).f_flag
    return sum(flag for bit, flag in _KEPT_FLAGS if there & bit)
