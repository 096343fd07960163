"""Attacks with processes: on the grader, on neighbours, and on whoever comes next."""

from attack import GHOST, LEAK, Attack

LEAVES = f"""
import os, sys, builtins
places = [place + '/{LEAK}' for place in ('/tmp', '/dev/shm', '/var/tmp', os.path.expanduser('~'), '.')]
print(*('GOT ' + path for path in places if os.path.exists(path)))
for path in places:
    try: open(path, 'w').write('x')
    except OSError as error: print(type(error).__name__)
if '{LEAK}' in sys.modules or hasattr(builtins, '{LEAK}') or '{LEAK}' in os.environ: print('GOT module')
sys.modules['{LEAK}'] = os; builtins.{LEAK} = 1; os.environ['{LEAK}'] = '1'
import binhdan.cells
if binhdan.cells.texts: print('GOT', binhdan.cells.texts)
binhdan.cells.texts['{LEAK}'] = 'x'
print('left')"""

ATTACKS = [
    Attack("kill-parent", 10, "import os, signal\nparent = os.getppid()\nif parent: os.kill(parent, signal.SIGKILL); print('GOT')\nprint('parent', parent)", printed="parent 0"),
    Attack("kill-its-own-group", 10, "import os, signal\nos.kill(0, signal.SIGKILL)\nprint('still here')", printed="still here"),
    Attack("kill-everybody", 10, "import os, signal\ntry: os.kill(-1, signal.SIGKILL)\nexcept OSError as error: print(type(error).__name__)\nprint('alone')", printed="alone"),
    Attack(
        "kill-by-number",
        10,
        """
import os, signal
for pid in (GRADER_PID, VICTIM_PID, os.getppid() or 2):
    try: os.kill(pid, signal.SIGKILL); print('GOT', pid)
    except OSError as error: print(type(error).__name__)""",
        printed="ProcessLookupError\n" * 3,
    ),
    Attack(
        "ptrace",
        10,
        """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for request, pid in ((16, GRADER_PID), (16, 1), (0, 0)):
    print('GOT' if libc.ptrace(request, pid, 0, 0) == 0 else f'errno {ctypes.get_errno()}')""",
        printed="errno 1\n" * 3,
    ),
    Attack(
        "daemon",
        10,
        f"""
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: os.execv('/bin/sleep', ['{GHOST}', '300'])
    os._exit(0)
print('ok')""",
        printed="ok",
    ),
    Attack(
        "daemon-that-ignores-signals",
        10,
        f"""
import os, signal, subprocess, sys
code = "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (1, 2, 3, 15)]; time.sleep(300)"
subprocess.Popen([sys.executable, '-S', '-c', code, '{GHOST}'], start_new_session=True)
print('ok')""",
        printed="ok",
    ),
    Attack("leaves-things-1", 10, LEAVES, printed="left"),
    Attack("leaves-things-2", 10, LEAVES, printed="left"),
    Attack("leaves-things-3", 10, LEAVES, printed="left"),
    Attack("exec-another-program", 10, "import os\nos.execv('/bin/sleep', ['sleep', '0.1'])", told="làm Python dừng hẳn"),
    Attack("exits-at-once", 10, "import os\nos._exit(0)", told="làm Python dừng hẳn"),
    Attack(
        "other-uid-and-priority",
        10,
        """
import os
for step in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.nice(-10), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))):
    try: step(); print('GOT')
    except OSError as error: print(type(error).__name__)""",
        printed="PermissionError\n" * 4,
    ),
]
