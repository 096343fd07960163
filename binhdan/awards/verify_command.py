"""``binhdan verify-certificate``: says whether a certificate is valid, revoked or not what it seems, and why."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

WORDS = {"valid": "HỢP LỆ", "invalid": "KHÔNG HỢP LỆ", "revoked": "ĐÃ BỊ THU HỒI", "unknown issuer": "CHƯA RÕ NƠI CẤP"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``binhdan verify-certificate`` takes."""
    parser.description = (
        "Kiểm tra một giấy chứng nhận, không cần mạng: tệp PDF, tệp JSON, ảnh có mã QR, hoặc nội dung mã QR đặt trong dấu nháy. "
        "Trả về 0 nếu hợp lệ, 1 nếu không."
    )
    parser.add_argument("source", metavar="TỆP|MÃ", help="PDF, JSON, PNG, hoặc nội dung mã QR")
    parser.add_argument("--issuer", type=Path, metavar="TỆP", help="hồ sơ nơi cấp issuer.json (mặc định: của chính máy này)")
    parser.add_argument(
        "--status", type=Path, action="append", default=[], metavar="TỆP|THƯ_MỤC", help="danh sách thu hồi status-….json (mặc định: cạnh tệp)"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def main(args: argparse.Namespace) -> int:
    """Run ``binhdan verify-certificate``; 0 valid, 1 anything else."""
    from binhdan.awards import checking, document
    from binhdan.awards.problem import AwardError

    try:
        brought = document.read(args.source)
        verdict = checking.check(brought, _issuer(args.issuer), _lists(args.status, args.source))
    except AwardError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không đọc được {args.source} ({error.strerror}). Kiểm tra lại đường dẫn.", file=sys.stderr)
        return 1
    if args.json:
        row = {"state": verdict.state, "why": verdict.why, "facts": verdict.facts, "unsure": verdict.unsure}
        print(json.dumps(row, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(verdict)))
    return 0 if verdict.state == checking.VALID else 1


def lines(verdict) -> list[str]:
    """Return a verdict as people read it."""
    out = [f"{WORDS[verdict.state]}.", *(f"  {why}" for why in verdict.why)]
    out += [f"  {name}: {value}" for name, value in verdict.facts.items()]
    out += [f"  Lưu ý: {line}" for line in verdict.unsure]
    if verdict.state == "valid":
        out.append("  So họ tên và bậc trên đây với tờ giấy trước mặt.")
    return out


def _issuer(named: Path | None):
    from binhdan.awards.issuer import PROFILE, load_issuer
    from binhdan.awards.keyfolder import default_folder

    if named:
        return load_issuer(named)
    own = default_folder() / PROFILE
    return load_issuer(own) if own.exists() else None


def _lists(named: list[Path], source: str) -> list[dict]:
    """Return the status lists at hand; each is checked against the issuer's keys later, wherever it lay."""
    from binhdan.awards import document
    from binhdan.awards.problem import AwardError

    places = list(named)
    if not places and document.is_file(source):
        places = [Path(source).resolve().parent]
    found = [file for place in places for file in (sorted(place.glob("status-*.json")) if place.is_dir() else [place])]
    out = []
    for file in found:
        try:
            out.append(document.read(str(file)).badge)
        except AwardError:
            if file in named:
                raise
    return [each for each in out if each is not None]
