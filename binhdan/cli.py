"""The command ``binhdan``: one verb, one module; no logic here."""

from __future__ import annotations

import argparse
import importlib
import sys

from binhdan.curriculum import CourseError
from binhdan.usage import speak_vietnamese
from binhdan.verbs import VERBS


def main(argv: list[str] | None = None) -> int:
    """Run ``binhdan VERB …``; return the exit status."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not be UTF-8
            stream.reconfigure(encoding="utf-8")
    speak_vietnamese()
    try:
        args = _parser(argv).parse_args(argv)
        return args.run(args)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nĐã dừng.", file=sys.stderr)
        return 130


def _parser(argv: list[str]) -> argparse.ArgumentParser:
    """Only the chosen verb's module is imported: the others would slow every command."""
    parser = argparse.ArgumentParser(prog="binhdan", description="Bình dân học AI: mỗi ngày 15 phút.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="LỆNH")
    chosen = next((word for word in argv if not word.startswith("-")), None)
    for verb, (module, function, help_line) in VERBS.items():
        child = verbs.add_parser(verb, help=help_line, description=help_line)
        if verb == chosen:
            home = importlib.import_module(module)
            child.set_defaults(run=getattr(home, "main", None))
            getattr(home, function)(child)
    return parser


if __name__ == "__main__":
    sys.exit(main())
