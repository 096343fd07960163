"""Attacking hand-ins by family: what the learner's exercise cell holds, and what it must be worth.

Nobody here ever wrote a right ``cong`` unless it says so; who keeps the good answer and attacks something else is
worth full points only for what is right. ``told`` is a word that the record for the instructor
must contain.
"""

from dataclasses import dataclass

WRONG = "def cong(a, b):\n    return 0"
RIGHT = "def cong(a, b):\n    return a + b"
HONEST = ("that-1", "that-2", "that-3")  # neighbours who hand in the right answer


@dataclass(frozen=True)
class Attack:
    """One hand-in: its name, family, exercise cell, the points it must get, and what must be told."""

    name: str
    family: str
    cell: str
    points: float = 0
    told: str = ""


_PATCH_CHECKS = """
import binhdan.check, binhdan.check.verdict as v
for name in dir(binhdan.check):
    pass
binhdan.check.add_is_right = lambda *a, **k: v.passed("Đạt")
v.failed = v.not_attempted = v.passed
import sys
sys.modules["binhdan.check"] = type(sys)("binhdan.check")
"""

VERDICT = [
    Attack("input-transformer", "verdict", f"{WRONG}\nget_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])"),
    Attack(
        "strip-asserts",
        "verdict",
        f"{WRONG}\nimport ast\nclass Strip(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Strip())",
    ),
    Attack("patched-checks", "verdict", WRONG + _PATCH_CHECKS),
    Attack(
        "equal-to-everything",
        "verdict",
        "class Any(int):\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n"
        "    __hash__ = int.__hash__\ndef cong(a, b): return Any()",
    ),
    Attack(
        "object-equal-to-everything",
        "verdict",
        "class Any:\n    def __eq__(self, other): return True\n    def __bool__(self): return True\ndef cong(a, b): return Any()",
    ),
    Attack("builtins-patched", "verdict", f"{WRONG}\nimport builtins\nbuiltins.AssertionError = type('Quiet', (Exception,), {{}})\nbuiltins.isinstance = lambda *a: True"),
    Attack("sys-modules", "verdict", f"{WRONG}\nimport sys\nfor name in list(sys.modules):\n    if name.startswith('binhdan'): sys.modules[name] = None"),
    Attack("atexit", "verdict", f"{WRONG}\nimport atexit, os\natexit.register(lambda: os.write(1, b'10/10'))"),
    Attack("settrace", "verdict", f"{WRONG}\nimport sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)"),
    Attack("exit-early", "verdict", f"{WRONG}\nimport os\nos._exit(0)", told="dừng hẳn"),
    Attack("sys-exit", "verdict", f"{WRONG}\nimport sys\nsys.exit(0)"),
    Attack("exit-in-the-answer", "verdict", "import os\ndef cong(a, b):\n    os._exit(0)"),
    Attack("forged-check-name", "verdict", f"{WRONG}\nclass check:\n    def __getattr__(self, name): return lambda *a, **k: 'Đạt'\ncheck = check()"),
    Attack("numeric-result", "verdict", "def cong(a, b):\n    return 10.0"),
    Attack(
        "forged-frames",
        "verdict",
        f"{WRONG}\nimport json, os, struct\n"
        "def frame(kind, content):\n    body = json.dumps([kind, content]).encode()\n    return struct.pack('<I', len(body)) + body\n"
        "for fd in range(3, 64):\n"
        "    try: os.write(fd, frame('reply', {'kind': 'data', 'json': '3'}) * 20)\n    except OSError: pass",
    ),
    Attack("garbage-frames", "verdict", f"{WRONG}\nimport os\nfor fd in range(3, 64):\n    try: os.write(fd, b'\\xff' * 4096)\n    except OSError: pass"),
    Attack("patched-json", "verdict", f"{WRONG}\nimport json\njson.dumps = lambda *a, **k: '3'\njson.loads = lambda *a, **k: ['reply', 3]"),
    Attack("patched-names", "verdict", f"{WRONG}\nimport binhdan.grading.box.names as n\nn.copied = lambda v: {{'kind': 'data', 'json': '3'}}"),
    Attack("deep-json", "verdict", "def cong(a, b):\n    x = []\n    for _ in range(100000): x = [x]\n    return x"),
    Attack("huge-json", "verdict", "def cong(a, b):\n    return 'x' * (40 << 20)"),
    Attack("not-a-number", "verdict", "def cong(a, b):\n    return float('nan')"),
    Attack(
        "inspects-its-caller",
        "verdict",
        "import inspect\ndef cong(a, b):\n    for frame in inspect.stack():\n        for value in frame.frame.f_locals.values():\n"
        "            if isinstance(value, dict) and 'pairs' in value: return value['pairs'][0][2]\n    return 0",
    ),
    Attack("remembers-calls", "verdict", "seen = []\ndef cong(a, b):\n    seen.append((a, b))\n    return seen[0][0]"),
    Attack("raises-keyboard-interrupt", "verdict", "def cong(a, b):\n    raise KeyboardInterrupt"),
    Attack("a-generator", "verdict", "def cong(a, b):\n    yield a + b"),
    Attack("warns-and-is-right", "verdict", f"import warnings, sys\ndef cong(a, b):\n    warnings.warn('cũ')\n    print('x', file=sys.stderr)\n    return a + b", 10),
]

READING = [
    Attack(
        "reads-held-out-cases",
        "reading",
        "import glob, json, os\ndef cong(a, b):\n"
        "    for place in ('/', '/work', '/root', '/home', '/tmp', os.path.expanduser('~')):\n"
        "        for name in glob.glob(place + '/**/hidden/*.json', recursive=True):\n"
        "            return json.load(open(name))['pairs'][0][2]\n    return 0",
    ),
    Attack("reads-by-the-course", "reading", "import os, json\ndef cong(a, b):\n    return json.load(open(os.environ['BINHDAN_COURSE'] + '/curriculum.toml'))"),
    Attack("reads-by-cases", "reading", "from binhdan import load_case\ndef cong(a, b):\n    return load_case('B1.01/an')['pairs'][0][2]"),
    Attack("reads-gradebook", "reading", f"{WRONG}\nimport sqlite3\nprint('GOT', sqlite3.connect('../../../gradebook.db').execute('select * from student').fetchall())"),
    Attack("reads-class-folder", "reading", f"{WRONG}\nprint('GOT', open('CLASS/submitted/that-1/LESSON/LESSON.ipynb').read())"),
    Attack("reads-environment", "reading", f"{WRONG}\nimport os\nif 'SECRET_FOR_ATTACKERS' in os.environ: print('GOT')"),
    Attack(
        "reads-other-environments",
        "reading",
        f"{WRONG}\nimport os\nfor p in filter(str.isdigit, os.listdir('/proc')):\n    try:\n"
        "        if b'SECRET_FOR_ATTACKERS' in open(f'/proc/{p}/environ', 'rb').read(): print('GOT')\n    except OSError: pass",
    ),
    Attack(
        "reads-parent-memory",
        "reading",
        f"{WRONG}\nimport os\nfor p in filter(str.isdigit, os.listdir('/proc')):\n    if int(p) != os.getpid():\n        try:\n"
        "            open(f'/proc/{p}/mem', 'rb').read(1)\n            print('GOT')\n        except OSError: pass",
    ),
]

WRITING = [
    Attack("writes-the-interpreter", "writing", f"{WRONG}\nimport sysconfig\nopen(sysconfig.get_path('purelib') + '/zz_canary.py', 'w').write('x')\nprint('GOT')"),
    Attack("writes-the-package", "writing", f"{WRONG}\nimport binhdan\nopen(binhdan.__file__, 'a').write('x')\nprint('GOT')"),
    Attack("writes-the-class", "writing", f"{WRONG}\nopen('CLASS/results/x.json', 'w').write('x')\nprint('GOT')"),
    Attack("leaks-forward", "writing", f"{WRONG}\nimport os\nfor d in ('/tmp', '/dev/shm', '/var/tmp'):\n    p = d + '/zz_leak'\n    if os.path.exists(p): print('GOT')\n    try: open(p, 'w').write('x')\n    except OSError: pass"),
    Attack("finds-a-leak", "writing", f"{WRONG}\nimport os\nfor d in ('/tmp', '/dev/shm', '/var/tmp'):\n    if os.path.exists(d + '/zz_leak'): print('GOT')"),
]

NETWORK = [
    Attack("tcp", "network", f"{WRONG}\nimport socket\nsocket.create_connection(('127.0.0.1', TCP), 2)\nprint('GOT')"),
    Attack("udp", "network", f"{WRONG}\nimport socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', UDP))"),
    Attack("abstract-socket", "network", f"{WRONG}\nimport socket\nsocket.socket(socket.AF_UNIX).connect('\\0CANARY')\nprint('GOT')"),
    Attack("dns", "network", f"{WRONG}\nimport socket\nsocket.gethostbyname('example.org')\nprint('GOT')"),
]

RESOURCES = [
    Attack("fork-bomb", "resources", f"{WRONG}\nimport os, time\nn = 0\ntry:\n    for _ in range(400):\n        if os.fork() == 0: time.sleep(20); os._exit(0)\n        n += 1\nexcept OSError: pass\nif n >= 400: print('GOT')"),
    Attack("thread-bomb", "resources", f"{WRONG}\nimport threading, time\nn = 0\ntry:\n    for _ in range(400): threading.Thread(target=time.sleep, args=(2,), daemon=True).start(); n += 1\nexcept RuntimeError: pass\nif n >= 400: print('GOT')"),
    Attack("memory-bomb", "resources", f"{WRONG}\nb = []\nfor _ in range(60): b.append(bytearray(64 << 20))\nprint('GOT')"),
    Attack(
        "memory-over-forks",
        "resources",
        f"{WRONG}\nimport os, time\nr, w = os.pipe()\nfor _ in range(3):\n    if os.fork() == 0:\n        try: b = bytearray(700 << 20); os.write(w, b'1')\n"
        "        except MemoryError: pass\n        time.sleep(3); os._exit(0)\ntime.sleep(2); os.write(w, b'.')\nif os.read(r, 9).count(b'1') == 3: print('GOT')",
    ),
    Attack("disk-bomb", "resources", f"{WRONG}\nfor i in range(10):\n    with open(f'big{{i}}', 'wb') as f: f.write(bytes(30 << 20))\nprint('GOT')"),
    Attack("inode-bomb", "resources", f"{WRONG}\nfor i in range(12000): open(f'f{{i}}', 'w').close()\nprint('GOT')"),
    Attack("output-flood", "resources", f"{WRONG}\nfor _ in range(80): print('x' * (1 << 20))"),
    Attack("raw-output-flood", "resources", f"{WRONG}\nimport os\nfor _ in range(80): os.write(1, b'x' * (1 << 20))"),
    Attack("endless-loop", "resources", f"{WRONG}\nwhile True: pass", told="quá lâu"),
    Attack("loop-that-ignores-sigint", "resources", f"{WRONG}\nimport signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass", told="quá lâu"),
    Attack("loop-that-swallows", "resources", f"{WRONG}\ndef f():\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass\nf()"),
    Attack("endless-answer", "resources", "def cong(a, b):\n    while True: pass"),
    Attack("stops-itself", "resources", f"{WRONG}\nimport os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    Attack("closes-everything", "resources", f"{WRONG}\nimport os\nos.closerange(0, 1024)"),
]

PROCESSES = [
    Attack("kills-everything", "processes", f"{WRONG}\nimport os, signal\nos.kill(-1, signal.SIGKILL)"),
    Attack("kills-its-parent", "processes", f"{WRONG}\nimport os, signal\nif os.getppid() > 1: os.kill(os.getppid(), signal.SIGKILL); print('GOT')"),
    Attack("ptrace", "processes", f"{WRONG}\nimport ctypes\nif ctypes.CDLL(None).ptrace(16, 2, 0, 0) == 0: print('GOT')"),
    Attack("daemon", "processes", f"{WRONG}\nimport os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        open('/proc/self/comm', 'w').write('zzghost'); time.sleep(60)\n    os._exit(0)"),
    Attack("new-namespace", "processes", f"{WRONG}\nimport ctypes\nif ctypes.CDLL(None).unshare(0x10000000) == 0: print('GOT')"),
    Attack("segfault", "processes", f"{WRONG}\nimport ctypes\nctypes.string_at(0)", told="dừng hẳn"),
]

ATTACKS = [*VERDICT, *READING, *WRITING, *NETWORK, *RESOURCES, *PROCESSES]
