"""Certificates a second, from 10 to 1,000: python bench/certificates.py [--sizes 10 100 1000] [--json FILE]

One process, one key, level 1 of the course; each size is a run of its own in a new folder: badge with two
proofs, PDF/A with the badge inside, register line on the disk. Then one badge and one QR code are checked.
"""

import argparse
import json
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from binhdan.awards import checking, document, issuing, keyfolder, standing
from binhdan.awards.holders import Holder
from binhdan.curriculum import load_course
from binhdan.locale import load_locale

FAMILY, MIDDLE = ("Nguyễn", "Trần", "Lò", "Phạm", "Hoàng", "Đặng"), ("Thị", "Văn", "Hữu", "Ngọc", "Thế")
GIVEN = ("Thảo", "Bình", "Mận", "Hằng", "Quý", "Ước", "Phượng")


def issue(course, folder, keys, count):
    """Issue ``count`` certificates; return (seconds, CPU seconds, bytes of the folder, desk)."""
    asked = standing.rule(course, 1)
    codes = [f"hv-{i:05d}" for i in range(count)]
    names = {c: Holder(c, f"{FAMILY[i % 6]} {MIDDLE[i % 5]} {GIVEN[i % 7]}", 1950 + i % 60) for i, c in enumerate(codes)}
    passed = [standing.Standing(code, asked.max_points * 0.9, asked.max_points, ()) for code in codes]
    started, cpu = time.perf_counter(), time.process_time()
    with issuing.opened(folder, keyfolder.open_signer(keys), course) as desk:
        batch = desk.issue(asked, passed, names)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    assert len(batch.made) == count and not batch.problems
    return seconds, cpu, sum(file.stat().st_size for file in folder.iterdir()), desk


def checks(desk, rounds=20):
    """Return milliseconds to check a badge from its PDF, and a QR code."""
    entry, issuer, now = desk.register.entries[0], desk.signer.issuer, datetime.now(UTC) + timedelta(minutes=1)
    lists = [document.read(str(file)).badge for file in desk.folder.glob("status-*.json")]
    out = []
    for source in (str(desk.folder / f"{entry.stem}.pdf"), desk.qr_text(entry)):
        started = time.perf_counter()
        for _ in range(rounds):
            assert checking.check(document.read(source), issuer, lists, now).state == checking.VALID
        out.append((time.perf_counter() - started) / rounds * 1000)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    course, rows = load_course(), []
    with tempfile.TemporaryDirectory(prefix="binhdan-bench-") as scratch:
        keys = Path(scratch) / "keys"
        keyfolder.init(keys, load_locale(course.root), course.root, "https://kiem-tra.doi-che.example/verify.html")
        for count in args.sizes:
            seconds, cpu, size, desk = issue(course, Path(scratch) / str(count), keys, count)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rows.append({"certificates": count, "seconds": seconds, "cpu_seconds": cpu, "kB_each": size / count / 1000, "peak_MB": peak})
            print(f"{count:>6} certificates {seconds:8.2f} s {count / seconds:7.1f} /s, {cpu / count * 1000:.0f} ms of CPU and {size / count / 1000:6.0f} kB each, peak {peak:.0f} MB")
        pdf, code = checks(desk)
        print(f"check: {pdf:.1f} ms a PDF, {code:.2f} ms a QR code")
    if args.json:
        args.json.write_text(json.dumps({"issue": rows, "check_pdf_ms": pdf, "check_qr_ms": code}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
