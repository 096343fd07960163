"""``binhdan start`` in a process of its own, for tests that talk to it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request


class RunningCourse:
    """A started course: ``address`` and ``token`` as printed, ``output`` so far."""

    def __init__(self, course, desk, log, *words):
        self.log = log
        command = [sys.executable, "-m", "binhdan.cli", "start", "--no-browser", "--workspace", str(desk), *words]
        environment = {**os.environ, "BINHDAN_COURSE": str(course), "HOME": str(desk.parent / "home"), "PYTHONUNBUFFERED": "1"}
        environment["USERPROFILE"] = environment["HOME"]
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        self.address, self.token = self._address()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    @property
    def output(self):
        return self.log.read_text(encoding="utf-8")

    def stop(self):
        """Press Ctrl-C and return the exit status."""
        self.process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()

    def ask(self, path, body=None, token=True, method=None):
        """Return (status, headers, text) of one request."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {self.token}"} if token else {}
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def _address(self):
        deadline = time.monotonic() + 60
        ended = False
        while time.monotonic() < deadline:
            if match := re.search(r"(http://127\.0\.0\.1:\d+/)\S*\?token=(\S+)", self.output):
                return match[1], match[2]
            if ended:
                break
            ended = self.process.poll() is not None  # one more look at what it said last
            time.sleep(0.1)
        raise AssertionError(f"the course did not start: {self.output}")
