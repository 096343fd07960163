"""Open the course, or run its tests, on a machine that has nothing but Python.

    python3 start.py            open the course
    python3 start.py test       run the tests
    python3 start.py demo …     any other verb of the command "binhdan"

Makes .venv beside this file once, installs what the lock names into it, and hands over.
Standard library only; it has to run before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
NEEDED = (3, 11)


def main(words: list[str]) -> int:
    if sys.version_info < NEEDED:
        return say(f"Cần Python {NEEDED[0]}.{NEEDED[1]} trở lên; máy này đang dùng {sys.version.split()[0]}. Cài bản mới rồi chạy lại.")
    testing = words[:1] == ["test"]
    try:
        prepare("test" if testing else "course")
    except Stop as stop:
        return say(str(stop))
    environment = dict(os.environ, PATH=os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", "")]))
    if testing:
        command = [str(PYTHON), "-m", "pytest", *words[1:]]
    else:
        command = [str(PYTHON), "-m", "binhdan.cli", *(words or ["start"])]
    # On POSIX the course takes this process's place, so that Ctrl-C and exit codes are its own.
    if os.name != "nt":
        if testing:
            os.chdir(ROOT)
        os.execve(command[0], command, environment)
    return subprocess.call(command, cwd=ROOT if testing else None, env=environment)


class Stop(Exception):
    """Set-up cannot go on; the message says what to do."""


def prepare(kind: str) -> None:
    """Bring .venv to what lock/<kind>.txt says; nothing to do where its stamp is fresh."""
    stamps = {name: digest(ROOT / "lock" / f"{name}.txt") for name in ("course", "test")}
    stamp = VENV / ".binhdan-stamp"
    done = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if PYTHON.exists() and stamps[kind] in done:
        return
    say("Chuẩn bị lần đầu, mất chừng một phút; dừng giữa chừng thì chạy lại cùng lệnh.")
    make_environment()
    install(kind)
    say("Xong.")
    # Test requirements hold the course's, so having them means having both.
    stamp.write_text("\n".join(stamps.values() if kind == "test" else [stamps[kind]]), encoding="utf-8")


def make_environment() -> None:
    """Create .venv with pip and uv in it; a broken one is made anew."""
    if PYTHON.exists() and works("import pip"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    say("1/3 Tạo môi trường riêng trong .venv…")
    try:
        run([sys.executable, "-m", "venv", str(VENV)])
    except Stop as stop:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(f"Python này thiếu phần venv. Trên Debian/Ubuntu: sudo apt install python{version}-venv, rồi chạy lại.\n{stop}") from None


def install(kind: str) -> None:
    if not works("import uv"):
        run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    say("2/3 Tải và cài các thư viện…")
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--quiet", "--compile-bytecode"]
    run([*uv, "--require-hashes", "-r", str(ROOT / "lock" / f"{kind}.txt")])
    say("3/3 Cài khoá học…")
    run([*uv, "--no-deps", "-e", str(ROOT)])


def run(command: list[str]) -> None:
    """Run one set-up step; Stop carries the last lines it printed."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise Stop(f"Bước này không xong: {' '.join(command[1:5])} …\n{told}\nXem lại mạng rồi chạy lại cùng lệnh; phần đã tải không mất.")


def works(code: str) -> bool:
    return subprocess.run([str(PYTHON), "-c", code], capture_output=True).returncode == 0


def digest(lock: Path) -> str:
    """What the environment depends on: the lock, the package's own settings, the files it puts into Jupyter."""
    total = hashlib.sha256()
    for path in [lock, ROOT / "pyproject.toml", *sorted(p for p in (ROOT / "jupyter").rglob("*") if p.is_file())]:
        total.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def say(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
