"""Landlock: which files a process may touch, and no TCP and no signals to the outside."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from binhdan.grading.box.syscalls import checked, libc, no_new_privileges

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR, _MAKE_CHAR, _MAKE_BLOCK = 1 << 0, 1 << 2, 1 << 3, 1 << 6, 1 << 11
_WRITE_FILE, _REFER, _TRUNCATE, _IOCTL = 1 << 1, 1 << 13, 1 << 14, 1 << 15
_FILES_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_PATH_BENEATH = 1


def version() -> int:
    """Return the kernel's Landlock version, 0 where there is none."""
    return max(0, libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1))


def restrict(readable: Iterable[str | Path], writable: Iterable[str | Path]) -> None:
    """Allow this process to read ``readable``, to use ``writable``, and nothing else."""
    abi, handled = version(), _handled()
    # The structure grew with the kernel: files, then TCP, then abstract sockets and signals.
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    attributes = struct.pack("QQQ", handled, 3, 3)[:size]
    rules = checked(libc.syscall(_CREATE, attributes, ctypes.c_size_t(size), 0), "landlock_create_ruleset")
    for path in readable:
        _allow(rules, path, _EXECUTE | _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(rules, path, handled & ~(_MAKE_CHAR | _MAKE_BLOCK))
    no_new_privileges()
    checked(libc.syscall(_RESTRICT, rules, 0), "landlock_restrict_self")
    os.close(rules)


def _allow(rules: int, path: str | Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no permission
    if not os.path.isdir(path):
        rights &= _FILES_ONLY
    try:
        rule = struct.pack("=Qi", rights & _handled(), descriptor)
        checked(libc.syscall(_ADD, rules, _PATH_BENEATH, rule, 0), f"landlock_add_rule {path}")
    finally:
        os.close(descriptor)


def _handled() -> int:
    """The rights this kernel can take away: thirteen at first, three more since."""
    abi = version()
    later = ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL))
    return ((1 << 13) - 1) | sum(right for since, right in later if abi >= since)
