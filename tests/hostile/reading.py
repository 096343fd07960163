"""Attacks that want to read: held-out cases, answers, other people's work, and what the grader knows."""

from attack import SECRET, Attack


def reads(name: str, *paths: str) -> Attack:
    """An attack that opens each path (a glob) and prints what it got."""
    cell = f"""
import glob
for pattern in {paths!r}:
    for path in glob.glob(pattern) or [pattern]:
        try: print('GOT', path, open(path, 'rb').read()[:40])
        except OSError as error: print(type(error).__name__)"""
    return Attack(name, 10, cell, printed="Error")


ATTACKS = [
    reads("held-out-cases", "COURSE_ROOT/lessons/*/*/hidden/*", "COURSE_ROOT/source/*/hidden/*", "hidden/*"),
    reads("answers", "COURSE_ROOT/source/*/*.ipynb", "COURSE_ROOT/curriculum.toml", "COURSE_ROOT/lessons/*/*"),
    reads("neighbours", "CLASS_FOLDER/submitted/*/*/*", "CLASS_FOLDER/autograded/*/*/*", "../../*/*/*"),
    reads("gradebook", "CLASS_FOLDER/gradebook.db", "../../../gradebook.db", "../../gradebook.db"),
    reads("system-files", "/etc/shadow", "/root/.bashrc", "/var/log/*", "/sys/kernel/*", "/proc/kcore"),
    Attack(
        "environment",
        10,
        f"""
import os
found = [str(os.environ)]
for pid in filter(str.isdigit, os.listdir('/proc')):
    try: found.append(open(f'/proc/{{pid}}/environ').read())
    except OSError: pass
print('GOT' if any({SECRET[:8]!r} + {SECRET[8:]!r} in text for text in found) else 'nothing in', len(found))""",
        printed="nothing in",
    ),
    Attack(
        "memory-of-the-grader",
        10,
        """
import os, ctypes
for pid in {os.getppid(), GRADER_PID, *map(int, filter(str.isdigit, os.listdir('/proc')))} - {os.getpid(), 0}:
    try: print('GOT', open(f'/proc/{pid}/maps').readline())
    except OSError as error: print(type(error).__name__)
libc = ctypes.CDLL(None, use_errno=True)
print('GOT' if libc.process_vm_readv(GRADER_PID, None, 0, None, 0, 0) >= 0 else f'errno {ctypes.get_errno()}')""",
        printed="errno 1",
    ),
    Attack(
        "through-the-courses-own-functions",
        0,
        "",
        "from binhdan import load_case\ndef cong(a, b): return load_case('B1.01/an')",
        told="CaseNotFound",
    ),
    Attack(
        "other-rooms",
        10,
        """
import os, sys
print('others', [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()])
course = sys.prefix.split('/')[2] if sys.prefix.startswith('/tmp/') else ''  # one that lies there is shown
print('there', [n for n in sorted(os.listdir('/tmp')) if n != course], sorted(os.listdir('/dev/shm')))
for place in ('/proc/1/root/old', '/old', '/run', '/home', '/root', '/work', '/var'):
    try: print('GOT', place, os.listdir(place))
    except OSError as error: print(type(error).__name__)""",
        printed="others []\nthere ['work'] []\n",
    ),
    Attack(
        "search-of-the-whole-disk",
        10,
        """
import os
looked = 0
for top, folders, files in os.walk('/'):
    folders[:] = [f for f in folders if os.path.join(top, f) not in ('/usr', '/proc', '/lib', '/lib64') and f != 'site-packages']
    looked += 1
    for name in [*folders, *files]:
        if name in ('gradebook.db', 'an.json', 'submitted', 'autograded', 'curriculum.toml', 'lessons'): print('GOT', top, name)
print('looked at', looked)""",
        printed="looked at",
    ),
]
