"""Attacks on the machine's resources: each is cut off, and costs only its own cell."""

from attack import Attack

STOPPED = "làm Python dừng hẳn"
SLOW = "chạy quá lâu"
MEMORY = "dùng quá nhiều bộ nhớ"

ATTACKS = [
    Attack(
        "fork-bomb",
        0,  # its children stay, so that no later cell of its own can start anything
        """
import os, time
n = 0
try:
    while n < 400:
        if os.fork() == 0: time.sleep(30); os._exit(0)
        n += 1
except OSError as error: print(type(error).__name__)
print('GOT' if n >= 400 else 'stopped')""",
        told="can't start new thread",
        printed="stopped",
    ),
    Attack(
        "thread-bomb",
        10,
        """
import threading, time
n = 0
try:
    while n < 400: threading.Thread(target=time.sleep, args=(30,), daemon=True).start(); n += 1
except RuntimeError as error: print(type(error).__name__)
print('GOT' if n >= 400 else 'stopped')""",
        printed="stopped",
    ),
    Attack("memory", 10, "blocks = [bytearray(32 << 20) for _ in range(200)]\nprint('GOT')", told=MEMORY),
    Attack(
        "memory-over-forks",
        10,
        """
import os
r, w = os.pipe()
for _ in range(8):
    if os.fork() == 0:
        block = bytearray(120 << 20); os.write(w, b'1'); os.read(os.pipe()[0], 1)
import time; time.sleep(1); os.write(w, b'.')
print('GOT' if os.read(r, 100).count(b'1') == 8 else 'stopped')""",
    ),
    Attack(
        "memory-in-files",
        10,
        """
import os
kept = []
for i in range(40):
    fd = os.memfd_create(str(i)); kept.append(fd)
    for _ in range(50): os.write(fd, bytes(1 << 20))
print('GOT')""",
        told=MEMORY,
    ),
    Attack(
        "disk",
        10,
        """
n = 0
try:
    for i in range(30):
        with open(f'{"/tmp" if i % 2 else "/dev/shm"}/{i}', 'wb') as file: n += file.write(bytes(10 << 20))
except OSError as error: print(type(error).__name__)
print('GOT' if n > 250 << 20 else 'stopped')""",
        printed="stopped",
    ),
    Attack(
        "inodes",
        10,
        """
n = 0
try:
    while n < 15_000: open(f'f{n}', 'w').close(); n += 1
except OSError as error: print(type(error).__name__)
print('GOT' if n >= 15_000 else 'stopped')""",
        printed="stopped",
    ),
    Attack("output-flood", 10, "for _ in range(60): print('x' * (1 << 20))"),
    Attack("tiny-output-flood", 10, "import sys\nfor _ in range(50_000): print('x'); sys.stdout.flush(); sys.stderr.write('y'); sys.stderr.flush()"),
    Attack("log-flood", 10, "import logging\nlogging.basicConfig(level=0)\nfor i in range(20_000): logging.debug('%s %s', i, 'x' * 200)"),
    Attack("raw-flood", 10, "import os\nfor _ in range(300):\n    try: os.write(1, b'x' * (1 << 20)), os.write(2, b'y')\n    except OSError as error: print(type(error).__name__); break"),
    Attack("display-flood", 10, "from IPython.display import HTML, display\nfor i in range(3000): display(HTML('<p>' + 'x' * 2000))"),
    Attack("warning-storm", 10, "import warnings\nwarnings.simplefilter('always')\nfor i in range(20_000): warnings.warn(str(i))"),
    Attack("loop", 10, "while True: pass", told=SLOW),
    Attack("loop-that-ignores-interrupts", 10, "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass", told=SLOW),
    Attack("loop-that-swallows-interrupts", 10, "while True:\n    try:\n        while True: pass\n    except BaseException: pass", told=SLOW),
    Attack("sleep", 10, "import time\ntime.sleep(100)", told=SLOW),
    Attack("loop-in-the-check", 0, "", "def cong(a, b):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass", told="quá thời gian"),
    Attack("slow-regex", 10, "import re\nre.match('(a+)+$', 'a' * 40 + 'b')", told=SLOW),
    Attack("stops-itself", 10, "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nsignal.pause()", told=SLOW),
    Attack("closes-everything", 10, "import os\nos.closerange(0, 1024)", told=STOPPED),
    Attack(
        "exception-that-never-ends",
        10,
        """
class Endless(Exception):
    def __str__(self):
        while True:
            try:
                while True: pass
            except BaseException: pass
raise Endless()""",
        told=SLOW,
    ),
    Attack(
        "never-reads-its-pipe",
        0,
        """
import signal
from binhdan.grading.box.shell import Pipe
signal.signal(signal.SIGINT, signal.SIG_IGN)
honest = Pipe.emit
def emit(self, kind, content):
    honest(self, kind, content)
    while kind == 'reply': pass
Pipe.emit = emit""",
        told="quá lâu",
        answer="def cong(a, b):\n    return a + b\n" + ("# " + "x" * 76 + "\n") * 2400,
    ),
    Attack("segfault", 10, "import ctypes\nctypes.string_at(0)", told=STOPPED),
    Attack("stack-overflow", 10, "import sys\nsys.setrecursionlimit(10 ** 9)\ndef down(): return repr([down()])\ndown()", told="dừng"),
    Attack("many-cells-that-hang", 10, after="\n%%CELL%%\n".join(["import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"] * 12)),
]
