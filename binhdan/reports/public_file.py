"""A file that everybody may read, whole or not there."""

from __future__ import annotations

from pathlib import Path

from binhdan.records import outfile
from binhdan.records.database import RecordsError


def write(target: Path, text: str) -> None:
    """Put ``text`` into ``target``, its folder made where missing, readable by everybody; RecordsError names what is in the way."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with outfile.whole(target) as out:
            out.write(text)
        target.chmod(0o644)  # whatever the umask is
    except OSError as error:
        raise RecordsError(f"Không ghi được {target} ({error.strerror}). Xem ổ đĩa còn chỗ và thư mục có cho ghi không, rồi chạy lại.") from error
