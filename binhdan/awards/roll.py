"""The names for certificates from the records: of who is enrolled and has agreed to it."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from binhdan.awards.holders import Holder, clean_name
from binhdan.awards.problem import AwardError

PURPOSE = "certificate"
_FILE = "records.db"


def is_kept(class_folder: Path, db: str | None = None) -> bool:
    """Whether there are records: at ``db``, at BINHDAN_DB or in the class folder; none are made here."""
    return bool(db or os.environ.get("BINHDAN_DB")) or (class_folder / _FILE).is_file()


def read(
    class_folder: Path, db: str | None, codes: Collection[str], level: int, birth_years: bool = False
) -> tuple[dict[str, Holder], list[str]]:
    """Return code -> Holder of who may get a certificate under their name, and one Vietnamese line for each who waits.

    The access log tells of it. AwardError where the records can't be read.
    """
    from binhdan.records import access, consents
    from binhdan.records.database import RecordsError, address, opened
    from binhdan.records.models import Learner
    from binhdan.records.pieces import pieces

    if not codes:
        return {}, []
    try:
        with opened(address(class_folder, db)) as book, book.writing() as session:
            enrolled: dict[str, tuple[str, int]] = {}
            for some in pieces(codes):
                rows = session.query(Learner.code, Learner.name, Learner.birth_year).where(Learner.code.in_(some))
                enrolled |= {code: (name, year) for code, name, year in rows}
            agreed = consents.given(session, enrolled, PURPOSE)
            access.log(session, access.CERTIFY, len(agreed), detail=f"họ tên để cấp giấy bậc {level}")
    except RecordsError as error:
        raise AwardError(str(error)) from error
    found, waiting = {}, []
    for code in codes:
        try:
            name, year = _named(code, enrolled)
            if code not in agreed:
                raise ValueError(
                    "đã đạt nhưng chưa đồng ý cấp giấy có tên. Hỏi người học, rồi ghi: "
                    f'binhdan consent {code} {PURPOSE} --given --evidence "phiếu số …"{_place(class_folder, db)}'
                )
            found[code] = Holder(code, name, year if birth_years else None)
        except ValueError as error:
            waiting.append(f"{enrolled[code][0]} ({code}): {error}" if code in enrolled else f"{code}: {error}")
    return found, waiting


def _named(code: str, enrolled: dict[str, tuple[str, int]]) -> tuple[str, int]:
    if code not in enrolled:
        raise ValueError(
            "đã đạt nhưng chưa có trong sổ học viên. Ghi danh với cột «Mã học viên» đúng mã này (binhdan enrol), "
            "hoặc đưa họ tên bằng --names, rồi chạy lại."
        )
    name, year = enrolled[code]
    try:
        return clean_name(name), year
    except ValueError as error:
        raise ValueError(f"{error}. Sửa họ tên trong danh sách, ghi danh lại cùng mã này rồi chạy lại.") from error


def _place(class_folder: Path, db: str | None) -> str:
    # The address of a database may hold a password, so it is not printed.
    return " --db … (như lệnh này)" if db else f' --class-folder "{class_folder}"'
