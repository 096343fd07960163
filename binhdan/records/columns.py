"""Which column of a roster holds what, from headers in the many ways clerks write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from binhdan.records.consents import PURPOSES
from binhdan.records.sheets import Row
from binhdan.text import words

NAME, FAMILY, GIVEN, BIRTH, GROUP, TARGET, CODE, COHORT, GUARDIAN, CONSENT_DAY = (
    "name", "family", "given", "birth", "group", "target", "code", "cohort", "guardian", "consent day",
)
# The folded header must match from end to end; the first kind that does has the column.
_HEADERS = {
    CODE: r"ma( so)?( cua)? (hoc vien|hv|nguoi hoc)|ma( so)?|learner code|code",
    CONSENT_DAY: r"ngay( ky)? dong y|ngay ky( dong y)?",
    GUARDIAN: r"((ho va ten|ho ten|ten) )?((cha me|bo me|phu huynh)( hoac)? )?(nguoi giam ho|nguoi dai dien|phu huynh|cha me|bo me)( ky)?",
    NAME: r"(ho va ten|ho ten|hoten|ten hoc vien|ten day du|hoc vien|full name|name)( hoc vien| nguoi hoc| viet hoa| khai sinh)?",
    FAMILY: r"ho( va)?( ten)?( chu)? (dem|lot)|ho|ho dem",
    GIVEN: r"ten",
    BIRTH: r"(ngay( thang)?( nam)? sinh|nam sinh|sinh nam|ngay thang nam sinh|ns|birth year|year of birth|date of birth)( dd mm yyyy)?",
    GROUP: r"(to|to dan pho|tdp|to dan cu|khu|khu pho|thon|xom|ap|ban|khoi|khoi pho)( so)?"
    r"|to dan pho thon|to thon|thon to|dia ban|noi o|noi cu tru|dia chi|group",
    TARGET: r"(nhom )?doi tuong( tham gia| hoc vien)?|nhom|thanh phan|nghe nghiep|target( group)?",
    COHORT: r"(ten )?lop( hoc)?|khoa( hoc)?|cohort",
}
_PURPOSE = r"dong y(?: cho| ve)? (.+)"
_MOST_TITLES = 30  # lines of a letterhead above the headers


@dataclass(frozen=True)
class Columns:
    """Kind -> places of its cells, from 0; purpose of consent -> place."""

    row: Row
    places: dict[str, list[int]]
    consents: dict[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    def cell(self, row: Row, kind: str):
        """Return the first cell of that kind that holds something, or None."""
        return next((c for i in self.places.get(kind, ()) if (c := _at(row, i)) not in (None, "")), None)

    def name(self, row: Row) -> str:
        """Return the whole name, also where it stands in two columns."""
        if NAME in self.places:
            parts = [_at(row, i) for i in self.places[NAME]]
        else:
            parts = [self.cell(row, FAMILY), self.cell(row, GIVEN)]
        return " ".join(str(part).strip() for part in parts if part not in (None, ""))

    def consent(self, row: Row, purpose: str):
        """Return what stands in a purpose's column."""
        return _at(row, self.consents[purpose])


def _at(row: Row, place: int):
    return row.cells[place] if place < len(row.cells) else None


def find(row: Row) -> Columns | None:
    """Return the columns if ``row`` is a line of headers: it names people and one thing more about them."""
    places: dict[str, list[int]] = {}
    consents, unknown = {}, []
    previous = None
    for place, cell in enumerate(row.cells):
        folded = _folded(cell)
        kind = next((kind for kind, pattern in _HEADERS.items() if re.fullmatch(pattern, folded)), None)
        if not folded and cell in (None, "") and previous in (NAME, BIRTH):
            # A header merged over two columns: family and given name, or the years of men and of women.
            places[previous].append(place)
        elif purpose := _purpose(folded):
            consents[purpose] = place
        elif kind and kind not in places:
            places[kind] = [place]
        elif folded and folded not in ("stt", "tt", "so tt", "so thu tu", "ghi chu", "ky ten", "chu ky", "gioi tinh"):
            unknown.append(" ".join(str(cell).split()))
        previous = kind if folded else None
    if GIVEN in places and FAMILY not in places and NAME not in places:
        places[NAME] = places.pop(GIVEN)
    if GIVEN in places and NAME in places and FAMILY not in places and places[GIVEN][0] == places[NAME][-1] + 1:
        places[NAME] = [*places[NAME], *places.pop(GIVEN)]  # "Họ và tên" | "Tên": the first holds the rest of it
    named = NAME in places or (FAMILY in places and GIVEN in places)
    return Columns(row, places, consents, tuple(unknown)) if named and len(places) + len(consents) > 1 else None


def is_below_header(row: Row, columns: Columns) -> bool:
    """Whether a row only goes on with the headers: "Nam | Nữ", or the columns' numbers "(1) (2) (3)"."""
    cells = [_folded(cell) for cell in row.cells if cell not in (None, "")]
    numbered = [re.fullmatch(r"\d{1,2}|[a-h]", cell) for cell in cells]
    return set(cells) <= {"nam", "nu"} or (all(numbered) and len(cells) > 2)


def find_below_titles(seen: list[Row], row: Row) -> Columns | None:
    """Return the columns if ``row`` holds the headers and not too much stands above it."""
    return find(row) if len(seen) < _MOST_TITLES else None


def _folded(cell) -> str:
    return " ".join(words(re.sub(r"\(.*?\)", " ", str(cell)))) if cell is not None else ""


def _purpose(folded: str) -> str:
    found = re.fullmatch(_PURPOSE, folded)
    if not found:
        return "training" if folded in ("dong y", "y kien dong y", "chap thuan") else ""
    return next((key for key, purpose in PURPOSES.items() if any(word in found[1] for word in purpose.signs)), "")
