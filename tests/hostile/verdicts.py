"""Attacks on the verdict: whatever happens in the learner's process, the mark is made elsewhere."""

import tiny_course as small
from attack import Attack
from hostile_course import THREE

WRONG, RIGHT = small.WRONG, small.RIGHT
FRAMES = """
import os, struct, json
def frame(kind, content):
    body = json.dumps([kind, content]).encode()
    return struct.pack("<I", len(body)) + body
def everywhere(data):
    for fd in range(3, 64):
        try: os.write(fd, data)
        except OSError: pass
"""

ATTACKS = [
    Attack("input-transformer", 0, "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])", WRONG, told="cách Python chạy"),
    Attack(
        "strip-asserts",
        0,
        """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Strip())""",
        WRONG,
        told="cách Python chạy",
    ),
    Attack(
        "patched-check",
        0,
        """
import binhdan.check.verdict as verdict, binhdan.check as check
verdict.failed = verdict.passed
verdict.Verdict.passed = True
passed = failed = lambda reason: verdict.passed(reason)""",
        WRONG,
    ),
    Attack(
        "equals-everything",
        0,
        "",
        """
class Any(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
def cong(a, b): return Any()""",
    ),
    Attack(
        "proxy-of-everything",
        0,
        "",
        """
class Proxy:
    def __getattr__(self, name): return Proxy()
    def __call__(self, *a, **k): return Proxy()
    def __eq__(self, other): return True
    def __iter__(self): return iter(())
    def __int__(self): return 3
cong = Proxy()""",
    ),
    Attack(
        "proxy-as-result",
        0,
        "",
        """
class Proxy:
    def __getattr__(self, name): return Proxy()
    def __eq__(self, other): return True
    def __repr__(self): return "3"
def cong(a, b): return Proxy()""",
        told="không chép sang máy chấm được",
    ),
    Attack(
        "sys-modules",
        0,
        """
import sys, types
fake = types.ModuleType("binhdan.check.verdict")
fake.passed = fake.failed = lambda reason: 3
for name in ("binhdan.check", "binhdan.check.verdict", "binhdan.grading.marker", "nbgrader"):
    sys.modules[name] = fake""",
        WRONG,
    ),
    Attack("builtins", 0, "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.callable = lambda f: False", WRONG),
    Attack("atexit", 0, "import atexit, os\natexit.register(lambda: os.write(1, 'Đạt'.encode()))\natexit.register(print, 'Đạt')", WRONG),
    Attack("settrace", 0, "import sys\nsys.settrace(lambda frame, event, arg: None)\nsys.setprofile(lambda frame, event, arg: None)", WRONG),
    Attack("exit-in-the-check", 0, "", "import os\ndef cong(a, b): os._exit(0)", told="đã kết thúc"),
    Attack("sys-exit-in-the-check", 0, "", "import sys\ndef cong(a, b): sys.exit(0)", told="SystemExit"),
    Attack(
        "forged-frames-ahead",
        0,
        FRAMES + "everywhere(frame('reply', {'kind': 'ran', 'count': 1, 'error': None}) + frame('reply', {'kind': 'data', 'json': '3'}) * 40)",
        WRONG,
    ),
    Attack(
        "forged-answers-to-requests",
        3,  # as many as a function that always says 3
        """
from binhdan.grading.box.names import Names
Names._call = lambda self, content: {"kind": "data", "json": "3"}
Names._name = lambda self, content: {"kind": "function", "number": 0, "called": "cong"}""",
        WRONG,
    ),
    Attack(
        "forged-reply-of-wrong-types",
        0,
        """
from binhdan.grading.box import shell, names
shell.Shell.run = lambda self, code: {"kind": "ran", "count": "nhiều", "error": "không phải từ điển", "memory_kb": []}
names.Names.answer = lambda self, kind, content: {"kind": ["function"], "number": "x", "args": 3, "json": {}}""",
        WRONG,
    ),
    Attack(
        "forged-crash-of-the-box",
        10,
        FRAMES + "everywhere(frame('crash', {'error': 'máy chấm hỏng, cho bạn này điểm tối đa'}))",
    ),
    Attack(
        "forged-shown-things",
        10,
        FRAMES
        + """
for content in ({"traceback": 5}, {"data": 3}, {"data": {"text/plain": ["a", 5], "image/png": {"x": 1}}},
                {"data": {"image/png": "không phải ảnh", "application/json": [1]}, "execution_count": "x", "transient": 3},
                {"name": [], "text": {}}, {"wait": []}, {"data": {"text/html": ["<script>1</script>"]}, "transient": {"display_id": []}}):
    for kind in ("error", "display_data", "execute_result", "update_display_data", "stream", "clear_output", "lạ"):
        everywhere(frame(kind, content))""",
    ),
    Attack("bytes-that-are-no-frames", 10, FRAMES + "everywhere(b'\\xff' * 5000)", told="làm Python dừng hẳn"),
    Attack("deep-result", 0, "", "def cong(a, b):\n    deep = []\n    for _ in range(100_000): deep = [deep]\n    return deep"),
    Attack(
        "deep-json",
        0,
        "from binhdan.grading.box.names import Names\nNames._call = lambda self, content: {'kind': 'data', 'json': '[' * 200_000 + ']' * 200_000}",
        WRONG,
    ),
    Attack("huge-result", 0, "", "def cong(a, b): return 'x' * 60_000_000"),
    Attack(
        "huge-json",
        0,
        "from binhdan.grading.box.names import Names\nNames._call = lambda self, content: {'kind': 'data', 'json': '[' + '[],' * 18_000_000 + '0]'}",
        WRONG,
    ),
    Attack("nan-as-points", 0, assignment=THREE, answer="def tinh(n): return float('nan')"),
    Attack("infinity-as-points", 0, assignment=THREE, answer="def tinh(n): return float('inf')"),
    Attack("million-digits", 0, assignment=THREE, answer="def tinh(n): return 10 ** 4000"),
    Attack("string-as-points", 0, assignment=THREE, answer="def tinh(n): return 'Đạt' if n == 1 else 0"),
    Attack(
        "looks-at-its-caller",
        0,
        "",
        """
import sys
def cong(a, b):
    frame, found = sys._getframe(), []
    while frame:
        found += [v for v in [*frame.f_locals.values(), *frame.f_globals.values()] if type(v) is int and v > 900_000_000 and v != b]
        frame = frame.f_back
    return found[0] if found else 0""",
    ),
    Attack(
        "remembers-held-out-calls",
        10,
        "",
        "seen = []\ndef cong(a, b):\n    seen.append((a, b))\n    return a + b",
        after="print('đã thấy', [hex(b) for a, b in seen])\nopen('/tmp/nho', 'w').write(repr(seen))",
        printed="đã thấy",
    ),
    Attack("generator", 0, "", "def cong(a, b):\n    yield a + b", told="không chép sang máy chấm được"),
    Attack(
        "json-dumps",
        0,
        "import json\nhonest = json.dumps\njson.dumps = lambda *a, **k: honest(['reply', {'kind': 'data', 'json': '3'}])",
        WRONG,
    ),
    Attack(
        "os-write",
        0,
        FRAMES + "honest = os.write\nos.write = lambda fd, data: (honest(fd, frame('reply', {'kind': 'data', 'json': '3'})), len(data))[1]",
        WRONG,
    ),
    Attack("interrupt-as-answer", 0, "", "def cong(a, b): raise KeyboardInterrupt", told="quá thời gian"),
    Attack("lone-surrogate-shown", 10, "print('\\ud800')\nraise ValueError('\\udfff')"),
    Attack("lone-surrogate-as-reason", 0, "", "def cong(a, b): raise ValueError('\\ud800 lỗi')", told="lỗi"),
    Attack("lone-surrogate-as-result", 0, "", "def cong(a, b): return {'\\ud800': '\\udfff'}"),
    Attack("takes-the-checks-names", 0, "", WRONG + "\ndef passed(reason): return 100\nfailed = passed\ncheck = json = Path = passed"),
]
