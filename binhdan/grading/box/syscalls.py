"""The few Linux system calls the walls are built from, by ctypes; each raises OSError."""

from __future__ import annotations

import ctypes
import os
import struct

NEWNS, NEWUTS, NEWIPC = 0x20000, 0x4000000, 0x8000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 22, 24, 38
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_SYS_CAPSET_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """Return ``result``, or raise OSError with ``what`` where it is negative."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces named by ``flags`` for new ones."""
    checked(libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace behind an open /proc/*/ns file."""
    checked(libc.setns(descriptor, kind), "setns")


def mount(source: str, target: str, kind: str | None, flags: int = 0, data: str | None = None) -> None:
    """mount(2) with Python strings."""
    encoded = [text.encode() if text is not None else None for text in (source, target, kind, data)]
    checked(libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3]), f"mount {target}")


def unmount(target: str) -> None:
    """Detach a mount, also where it is busy."""
    checked(libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make ``new`` the root folder and put the former one at ``old``."""
    number = _SYS_PIVOT_ROOT[os.uname().machine]
    checked(libc.syscall(number, new.encode(), old.encode()), "pivot_root")


def prctl(*arguments: int) -> int:
    """prctl(2)."""
    return checked(libc.prctl(*[ctypes.c_ulong(a) for a in arguments]), "prctl")


def no_new_privileges() -> None:
    """From here on no program can gain rights, by set-uid files or otherwise."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Be killed when the process that made this one ends."""
    prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)


def bound_capabilities() -> None:
    """No program started from here on can get a capability; must come before this process gives up its own."""
    for capability in range(64):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break


def drop_capabilities() -> None:
    """Give up every capability of the namespace, for good."""
    header, empty = struct.pack("Ii", _SYS_CAPSET_VERSION_3, 0), bytes(24)
    checked(libc.capset(ctypes.create_string_buffer(header), ctypes.create_string_buffer(empty)), "capset")


def load_filter(program: bytes) -> None:
    """Install a seccomp filter given as classic BPF, eight bytes an instruction."""
    body = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(body)), 16)
    checked(libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(2), ctypes.byref(head), 0, 0), "seccomp")
