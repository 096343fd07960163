"""Which walls this machine has, and whether they suffice for strangers' work."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from functools import cache

LIMITS = {"CPU": 120, "FSIZE": 64 << 20, "NOFILE": 256, "NPROC": 96, "CORE": 0, "AS": 3 << 30}


@dataclass(frozen=True)
class Walls:
    """What stands between learners' code and the rest: each is there or not on this machine."""

    namespaces: bool
    own_user: bool
    landlock: int
    seccomp: bool
    memory_group: bool

    @property
    def suffice(self) -> bool:
        """Whether strangers' code may run: it sees no files, no network and no other process."""
        return self.namespaces and self.seccomp

    def as_dict(self) -> dict:
        """For results and for the box's own processes."""
        return asdict(self)

    def describe(self) -> str:
        """One Vietnamese line for the instructor."""
        names = {
            "namespaces": "không gian riêng (tệp, mạng, tiến trình)",
            "own_user": "người dùng riêng",
            "landlock": "Landlock",
            "seccomp": "seccomp",
            "memory_group": "giới hạn bộ nhớ cả nhóm",
        }
        return ", ".join(f"{'có' if value else 'KHÔNG có'} {names[key]}" for key, value in self.as_dict().items())


NO_WALLS = Walls(False, False, 0, False, False)


@cache
def probe() -> Walls:
    """Try each wall once in a child process and say which ones hold."""
    if not sys.platform.startswith("linux"):
        return NO_WALLS
    from binhdan.grading.box import cgroup, landlock, seccomp

    namespaces = _child_can(_namespaces)
    return Walls(
        namespaces=namespaces,
        own_user=namespaces and os.geteuid() == 0,
        landlock=landlock.version(),
        seccomp=seccomp.supported() and _child_can(_seccomp),
        memory_group=cgroup.available(),
    )


def _namespaces() -> None:
    from binhdan.grading.box import syscalls as sys_

    sys_.unshare(sys_.NEWUSER | sys_.NEWNS | sys_.NEWPID | sys_.NEWNET | sys_.NEWIPC)


def _seccomp() -> None:
    from binhdan.grading.box import seccomp
    from binhdan.grading.box import syscalls as sys_

    sys_.no_new_privileges()
    sys_.load_filter(seccomp.build())


def _child_can(step) -> bool:
    child = os.fork()
    if child == 0:
        try:
            step()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
