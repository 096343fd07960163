"""Attacks that want to write: the interpreter, the package, the class folder."""

from attack import Attack


def writes(name: str, *paths: str) -> Attack:
    """An attack that writes a file at each path, by name and through /proc."""
    cell = f"""
for path in {paths!r}:
    for place in (path, '/proc/self/root' + path):
        try:
            open(place, 'ab').write(b'x'); print('GOT', place)
        except OSError as error: print(type(error).__name__)"""
    return Attack(name, 10, cell, printed="Error")


ATTACKS = [
    writes("interpreter", "PACKAGE/../.venv/lib/python3/zz_leak", "/usr/lib/python3/zz_leak", "/usr/bin/zz_leak"),
    writes("package", "PACKAGE/zz_leak.py", "PACKAGE/check/verdict.py", "PACKAGE/grading/marker.py"),
    writes("class-folder", "CLASS_FOLDER/zz_leak", "CLASS_FOLDER/gradebook.db", "CLASS_FOLDER/results/zz_leak"),
    writes("system", "/etc/zz_leak", "/zz_leak", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/dev/zz_leak"),
    Attack(
        "remount",
        10,
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for call in (lambda: libc.mount(b'none', b'/', None, 32 | 4096, None), lambda: libc.umount2(b'/usr', 2), lambda: libc.chroot(b'/tmp'),
             lambda: libc.unshare(0x10000000 | 0x20000), lambda: libc.setns(0, 0)):
    print('GOT' if call() == 0 else f'errno {ctypes.get_errno()}')
try: os.chmod('PACKAGE/__init__.py', 0o777); print('GOT')
except OSError as error: print(type(error).__name__)""",
        printed="errno 1\n" * 5,
    ),
]
