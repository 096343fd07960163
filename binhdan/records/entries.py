"""The rows of a roster, each a person who can be enrolled or a refusal that says why and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from binhdan.records import births, columns, days, names, sheets
from binhdan.records.columns import Columns
from binhdan.records.consents import OF_AGE, PURPOSES, Answer
from binhdan.records.database import RecordsError
from binhdan.records.legacy_fonts import legacy_font, way_out
from binhdan.records.models import NAME_LENGTH
from binhdan.records.sheets import Row
from binhdan.records.ward import Ward
from binhdan.text import fold, words

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
_YES = {"co", "x", "v", "dong y", "yes", "1", "true", "dy", "da dong y", "roi"}
_NO = {"khong", "khong dong y", "no", "0", "false", "k"}
_TICKS = {"✓", "✔", "☑", "x", "X"}
_LEGACY_SHARE = 0.2  # of the names with marks: from here on the whole file is in an old font


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as a roster row has them; ``identity`` is what tells people apart."""

    row: Row
    name: str
    identity: tuple[str, int, str]
    plain: str
    target: str | None = None
    code: str = ""
    cohort: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def year(self) -> int:
        """The year of birth."""
        return self.identity[1]

    @property
    def group(self) -> str:
        """The name of the residential group."""
        return self.identity[2]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not enrolled, with every reason and the way out of each, in Vietnamese."""

    row: Row
    name: str
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """All reasons in one line."""
        return "; ".join(self.reasons)


@dataclass
class Roster:
    """What a roster file holds."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(file: Path, ward: Ward, today: date | None = None, progress: Callable[[int], None] | None = None) -> Roster:
    """Read a roster (.xlsx, .csv); ``progress`` gets the number of rows read so far.

    RecordsError where the file as a whole can't be used: no headers, an old font, damaged.
    """
    today = today or days.today()
    roster, legacy, marked = Roster(), {}, 0
    for count, (row, found) in enumerate(_people(file, roster), 1):
        name = found.name(row)
        if font := legacy_font(name):
            legacy[font] = legacy.get(font, 0) + 1
        marked += not name.isascii()
        one = _read_row(row, found, name, ward, today)
        (roster.entries if isinstance(one, Entry) else roster.refused).append(one)
        if progress and not count % 1000:
            progress(count)
    if legacy and sum(legacy.values()) >= max(2, _LEGACY_SHARE * marked):
        # Some names look right in any font, and would be stored wrong: so none is taken.
        font = max(legacy, key=legacy.get)
        raise RecordsError(
            f"{file.name} dùng chữ kiểu cũ {font}: {sum(legacy.values())} dòng như vậy. Để sửa: {way_out(font)}; lưu tệp rồi chạy lại."
        )
    return roster


def _people(file: Path, roster: Roster) -> Iterator[tuple[Row, Columns]]:
    """Yield the rows below the headers of every sheet; the letterhead above is passed over."""
    found: dict[str, Columns] = {}
    above: dict[str, list[Row]] = {}
    first = set()
    for row in sheets.rows(file):
        here = found.get(row.sheet)
        if here is None:
            if headers := columns.find_below_titles(above.setdefault(row.sheet, []), row):
                found[row.sheet] = headers
                _check_headers(file, headers, roster)
            above[row.sheet].append(row)
        elif row.sheet not in first and columns.is_below_header(row, here):
            first.add(row.sheet)
        else:
            first.add(row.sheet)
            yield row, here
    if not found:
        raise RecordsError(
            f"{file.name}: không thấy dòng tiêu đề. Cần một dòng có ít nhất các cột «Họ và tên», «Năm sinh», «Tổ dân phố» "
            "(thêm được «Nhóm đối tượng», «Mã học viên», «Lớp», «Đồng ý …», «Người giám hộ»)."
        )
    roster.notes += [f"Tờ «{sheet}» không có dòng tiêu đề nên không đọc." for sheet in above if sheet not in found]


def _check_headers(file: Path, found: Columns, roster: Roster) -> None:
    where = f"{file.name} {found.row.label}"
    for kind, title in ((columns.BIRTH, "Năm sinh"), (columns.GROUP, "Tổ dân phố")):
        if kind not in found.places:
            raise RecordsError(f"{where}: thiếu cột «{title}». Thêm cột đó rồi chạy lại.")
    if found.unknown:
        roster.notes.append(f"{where}: không dùng các cột {', '.join(f'«{title}»' for title in found.unknown)}.")


def _read_row(row: Row, found: Columns, name: str, ward: Ward, today: date) -> Entry | Refusal:
    problems: list[str] = []
    display = _name(sheets.as_typed(name), problems)
    year, day = _birth(found.cell(row, columns.BIRTH), today, problems)
    group = _group(found.cell(row, columns.GROUP), ward, problems)
    target = _target(found.cell(row, columns.TARGET), ward, problems)
    code = _text(found.cell(row, columns.CODE)).lower()
    if code and not CODE.fullmatch(code):
        problems.append(
            f"mã «{printable(code)[:40]}» không dùng được; mã gồm chữ thường không dấu, chữ số, gạch nối, từ 2 đến 40 ký tự; "
            "để trống thì hệ thống tự cấp"
        )
    cohort = names.shown(_text(found.cell(row, columns.COHORT))) if columns.COHORT in found.places else ""
    if len(cohort) > NAME_LENGTH:
        problems.append(f"tên lớp dài quá {NAME_LENGTH} ký tự; viết gọn lại")
    answers = _answers(row, found, display, bool(year and births.is_below(OF_AGE, year, day, today)), problems)
    if problems:
        return Refusal(row, printable(name), tuple(problems))
    key = names.key(display)
    return Entry(row, display, (key, year, group), fold(key), target, code, cohort, answers)


def _name(name: str, problems: list[str]) -> str:
    display = names.shown(name)
    if not display:
        problems.append("thiếu họ và tên; điền vào, hoặc xoá dòng nếu không phải học viên")
    elif _ERROR.search(display):
        problems.append(f"ô họ tên báo lỗi công thức {display[:20]}; gõ lại họ tên")
    elif font := legacy_font(name):
        problems.append(f"họ tên «{printable(display)[:40]}» là chữ kiểu cũ {font}; {way_out(font)}")
    elif any(unicodedata.category(c) == "Cc" for c in display):
        problems.append("họ tên có ký tự điều khiển; gõ lại họ tên")
    elif not any(c.isalpha() for c in display):
        problems.append(f"họ tên «{display[:40]}» không có chữ nào; gõ lại họ tên")
    elif len(display) > NAME_LENGTH:
        problems.append(
            f"họ tên dài {len(display)} ký tự (nhiều nhất {NAME_LENGTH}); có lẽ ô này chứa nhiều người, tách mỗi người một dòng"
        )
    elif len(display.split()) < 2:
        problems.append(f"«{display}» mới có một tiếng; ghi đủ cả họ và tên")
    return display


def _birth(cell, today: date, problems: list[str]) -> tuple[int, date | None]:
    if cell in (None, ""):
        problems.append("thiếu năm sinh; điền năm, ví dụ 1985")
        return 0, None
    try:
        return births.birth(cell, today)
    except ValueError as error:
        problems.append(str(error))
        return 0, None


def _group(cell, ward: Ward, problems: list[str]) -> str:
    text = _text(cell)
    if not text:
        problems.append(f"thiếu {ward.locale.group_word.lower()}; điền tên tổ")
        return ""
    if group := ward.group(text):
        return group
    near = ward.proposal(text)
    hint = f"có phải {near}?" if near else "ghi một trong: " + ", ".join(ward.locale.groups)
    problems.append(f"không có tổ «{printable(text)[:40]}»; {hint}")
    return ""


def _target(cell, ward: Ward, problems: list[str]) -> str | None:
    text = _text(cell)
    if not text:
        return None
    if not (target := ward.target(text)):
        known = "; ".join(t.name for t in ward.locale.targets)
        problems.append(f"không rõ nhóm đối tượng «{printable(text)[:40]}»; ghi một trong: {known}; không thuộc nhóm nào thì để trống ô này")
    return target


def _answers(row: Row, found: Columns, name: str, minor: bool, problems: list[str]) -> tuple[Answer, ...]:
    guardian = names.shown(_text(found.cell(row, columns.GUARDIAN)))[:NAME_LENGTH]
    day = _consent_day(found.cell(row, columns.CONSENT_DAY), problems) if found.consents else None
    answers = []
    for purpose in found.consents:
        cell = _text(found.consent(row, purpose))
        if not cell:
            continue  # nobody was asked: that is no answer
        said = " ".join(words(cell))
        if cell not in _TICKS and said not in _YES | _NO:
            problems.append(f"ô đồng ý {PURPOSES[purpose].name} ghi «{printable(cell)[:20]}»; ghi «có», «không» hoặc để trống")
            continue
        given = said not in _NO
        if given and minor and not guardian:
            problems.append(f"dưới {OF_AGE} tuổi nên cần người giám hộ cùng đồng ý; điền cột «Người giám hộ»")
            break
        answers.append(Answer(purpose, given, guardian if minor and guardian else name, bool(minor and guardian), day))
    return tuple(answers)


def _consent_day(cell, problems: list[str]) -> datetime | None:
    if cell in (None, ""):
        return None
    try:
        day = births.day_of(cell)
    except ValueError:
        problems.append(f"ngày đồng ý «{printable(_text(cell))[:20]}» không đọc được; ghi như 12/03/2026")
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # No database takes a NUL, and no reader wants the others.
    plain = "".join(c for c in str(cell) if c.isspace() or unicodedata.category(c) != "Cc")
    return sheets.as_typed(" ".join(plain.split()))


def printable(text: str) -> str:
    """Return ``text`` without what would move a terminal's cursor or hide in it."""
    return "".join(c if c.isprintable() else "�" for c in text)
