"""The list of system calls that learners' code has no business with, as a seccomp filter."""

from __future__ import annotations

import errno
import os
import struct

# linux/audit.h names of the machines, and the numbers of the calls on each: (x86_64, aarch64).
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "personality": (135, 92),
    "memfd_secret": (447, 447),
}
_CLONE, _CLONE3, _SOCKET, _IOCTL = (56, 220), (435, 435), (41, 198), (16, 29)
_NEW_NAMESPACES = 0x20000 | 0x2000000 | 0x4000000 | 0x8000000 | 0x10000000 | 0x20000000 | 0x40000000
_AF_UNIX, _TIOCSTI = 1, 0x5412
_X32_BIT = 0x40000000

# Offsets in struct seccomp_data, and the instructions of classic BPF that are used.
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000


def supported() -> bool:
    """Tell whether the numbers of this machine's calls are known."""
    return os.uname().machine in _ARCHITECTURES


def build() -> bytes:
    """Return the filter for this machine as classic BPF, eight bytes an instruction.

    Denied calls fail with EPERM, clone3 with ENOSYS so that glibc falls back to clone, whose
    flags a filter can see; a socket may only be a Unix one (asyncio needs a pair).
    """
    column = list(_ARCHITECTURES).index(os.uname().machine)
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, _ARCHITECTURES[os.uname().machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if column == 0:  # calls by the x32 table would slip past the numbers above
        program += [_step(_AT_LEAST, _X32_BIT, 0, 1), _step(_RETURN, _KILL)]
    for numbers in _DENIED.values():
        program += _refuse(numbers[column], errno.EPERM)
    program += _refuse(_CLONE3[column], errno.ENOSYS)
    program += _refuse_where(_CLONE[column], _FIRST, _ANY_BIT, _NEW_NAMESPACES, errno.EPERM)
    program += _refuse_unless(_SOCKET[column], _FIRST, _AF_UNIX, errno.EACCES)
    program += _refuse_where(_IOCTL[column], _SECOND, _EQUAL, _TIOCSTI, errno.EPERM)
    return b"".join([*program, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, jump_true, jump_false, value)


def _error(number: int) -> int:
    return 0x00050000 | number


def _refuse(call: int, number: int) -> list[bytes]:
    return [_step(_EQUAL, call, 0, 1), _step(_RETURN, _error(number))]


def _refuse_where(call: int, argument: int, test: int, value: int, number: int) -> list[bytes]:
    """Refuse ``call`` where its argument passes ``test``; the number of the call is loaded again after."""
    return [
        _step(_EQUAL, call, 0, 4),
        _step(_LOAD, argument),
        _step(test, value, 0, 1),
        _step(_RETURN, _error(number)),
        _step(_LOAD, _NUMBER),
    ]


def _refuse_unless(call: int, argument: int, value: int, number: int) -> list[bytes]:
    return [
        _step(_EQUAL, call, 0, 4),
        _step(_LOAD, argument),
        _step(_EQUAL, value, 1, 0),
        _step(_RETURN, _error(number)),
        _step(_LOAD, _NUMBER),
    ]
