"""The form of an administrative document: which of the nine components of NĐ 30/2020 (Điều 8) stand where."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

import binhdan.check.official_lines as lines
from binhdan.check.official_layout import Piece, cut, pieces
from binhdan.text import count_words, fold, one_tone_style

COMPONENTS = {
    "nation": "quốc hiệu và tiêu ngữ",
    "issuer": "tên cơ quan ban hành",
    "number": "số, ký hiệu",
    "date": "địa danh và thời gian",
    "title": "tên loại và trích yếu",
    "content": "nội dung",
    "signatory": "chức vụ, họ tên và chữ ký",
    "seal": "dấu, chữ ký số của cơ quan",
    "recipients": "nơi nhận",
}
_LEAST_CONTENT = 15  # syllables
_SPELLED = one_tone_style("cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc")
_EARLIER = (
    ("issuer", "number"), ("nation", "date"), ("nation", "title"), ("issuer", "title"), ("number", "title"), ("date", "title"),
    ("title", "content"), ("content", "signatory"), ("content", "recipients"),
)  # fmt: skip


@dataclass(frozen=True)
class Component:
    """One component as it stands in the document: its key, its lines (from 1) and its words."""

    key: str
    lines: tuple[int, ...]
    text: str

    @property
    def name(self) -> str:
        """The component's Vietnamese name."""
        return COMPONENTS[self.key]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a component that is there: its key and one Vietnamese line, never the answer."""

    key: str
    message: str


@dataclass
class OfficialForm:
    """A document read for its form: components by key, problems, and what the head says.

    ``kind`` is the Vietnamese kind of document ("thông báo"), ``number``/``symbol`` of "41/TB-UBND" are
    41 and "TB-UBND", ``date`` the day of issue, ``place`` the place before it; each empty where unread.
    """

    components: dict[str, Component] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kind: str = ""
    number: int | None = None
    symbol: str = ""
    place: str = ""
    date: datetime.date | None = None

    @property
    def missing(self) -> list[str]:
        """The keys of components that are not there, in the order of the decree."""
        return [key for key in COMPONENTS if key not in self.components]

    @property
    def complete(self) -> bool:
        """Whether all nine are there, well written and in order."""
        return not self.missing and not self.problems

    def sound(self, key: str) -> bool:
        """Whether one component is there and nothing is wrong with it."""
        return key in self.components and all(problem.key != key for problem in self.problems)


def parse(text: str) -> OfficialForm:
    """Read a document written as plain text or Markdown: stacked lines, two columns or table cells, any capitals."""
    return _Reader(pieces(text)).form


class _Reader:
    """Reads the head, the title, the recipients, the signing part and the content, each from what the others leave."""

    def __init__(self, found: list[Piece]):
        self.form = OfficialForm()
        title = next((at for at, piece in enumerate(found) if lines.opens_title(piece.text)), None)
        until = title if title is not None else next((at for at, p in enumerate(found) if lines.is_body(p.text)), len(found))
        head, rest = self._fixed_lines(found[:until], found[until:])
        head = self._issuer(head)
        body = self._title(head, rest)
        body = self._recipients(head, body)
        start = lines.signing_start(body)
        self._signatory([part for piece in body[start:] for part in lines.at_brackets(piece)])
        self._content(body[:start])
        self._order()

    def _add(self, key: str, found: list[Piece], *problems: str) -> None:
        self.form.components[key] = Component(key, tuple(sorted({p.line for p in found})), "\n".join(p.text for p in found))
        self.form.problems += [Problem(key, problem) for problem in problems if problem]

    def _fixed_lines(self, head: list[Piece], rest: list[Piece]) -> tuple[list[Piece], list[Piece]]:
        """Nation, number and date: known by their own words, so also found where they do not belong."""
        taken = []
        for pattern in (lines.NATION, lines.MOTTO, lines.NUMBER, lines.DATE):
            above, head = cut(pattern, head)
            below, rest = ([], rest) if above else cut(pattern, rest, whole=True)
            taken.append(above + below)
        nation, motto, number, date = taken
        if nation and motto:
            written = one_tone_style(" ".join(re.findall(r"[^\W\d]+", f"{nation[0].text} {motto[0].text}"))).lower()
            spelled = "" if written == _SPELLED else "Quốc hiệu, tiêu ngữ viết chưa đủ dấu."
            self._add("nation", [nation[0], motto[0]], spelled, _once(nation, "Quốc hiệu"))
        if number:
            self._add("number", number[:1], self._number(number[0].text.rstrip(".")), _once(number, "Số, ký hiệu"))
        if date:
            self._add("date", date[:1], self._date(date[0].text), _once(date, "Địa danh, thời gian"))
        return head, rest

    def _number(self, text: str) -> str:
        match = lines.NUMBER_RIGHT.fullmatch(text)
        if not match:
            return "Số, ký hiệu: sau chữ “Số” là dấu hai chấm, chữ số, dấu gạch chéo, rồi ký hiệu viết hoa nối bằng gạch ngang."
        self.form.number, self.form.symbol = int(match["number"]), re.sub(r"\s*[-–]\s*", "-", match["symbol"])
        if self.form.number < 10 and len(match["number"]) < 2:
            return "Số, ký hiệu: số nhỏ hơn 10 phải thêm số 0 phía trước."
        return ""

    def _date(self, text: str) -> str:
        match = lines.DATE.search(fold(text))
        if not match["day"]:
            return "Ngày ban hành phải viết đủ chữ: ngày … tháng … năm …"
        if not match["place"]:
            return "Trước ngày ban hành phải có địa danh và dấu phẩy."
        self.form.place = text[match.start("place") : match.end("place")].strip()
        try:
            self.form.date = datetime.date(*(int(match[part].rstrip(".")) for part in ("year", "month", "day")))
        except ValueError:
            return "Ngày, tháng, năm ban hành chưa điền đủ hoặc không có trong lịch."
        if len(match["day"]) < 2 or (self.form.date.month < 3 and len(match["month"]) < 2):
            return "Ngày ban hành: ngày nhỏ hơn 10 và tháng 1, tháng 2 phải thêm số 0 phía trước."
        return ""

    def _issuer(self, head: list[Piece]) -> list[Piece]:
        """The headings above the title, where one names an agency; returns what is left of the head."""
        found = [p for p in head if lines.is_heading(p.text) and not lines.ABOUT.match(fold(p.text))]
        found = [p for p in found if lines.AGENCY.match(fold(p.text)) or p.text.isupper()]
        if not any(lines.AGENCY.match(fold(p.text)) for p in found):
            return head
        named = lines.NO_NAME.sub("", fold(" ".join(p.text for p in found))).strip(" .,")
        self._add("issuer", found, "" if named else "Tên cơ quan ban hành chưa nói rõ là cơ quan ở đâu.")
        return [p for p in head if p not in found]

    def _title(self, head: list[Piece], rest: list[Piece]) -> list[Piece]:
        """The kind of document and its summary; a letter (công văn) has only "V/v …" in its head. Returns the body."""
        if not rest or not lines.opens_title(rest[0].text):
            if about := [p for p in head if lines.ABOUT.match(fold(p.text))]:
                self._add("title", about)
            return rest
        first, body = rest[0], rest[1:]
        match = lines.KIND.match(fold(first.text))
        self.form.kind = lines.BY_FOLDED[match["kind"]]
        found, summary = [first], first.text[match.end() :].strip()
        while body and (lines.goes_on(body[0].text) if summary else lines.is_summary(body[0].text)):
            found, summary, body = [*found, body[0]], f"{summary} {body[0].text}".strip(), body[1:]
        said = count_words(lines.BLANK.sub("", lines.ABOUT.sub("", fold(summary))))
        self._add("title", found, "" if said >= 2 else "Dưới tên loại còn thiếu dòng trích yếu: văn bản nói về việc gì.")
        if self.form.symbol and self.form.symbol.split("-")[0] != lines.KINDS[self.form.kind]:
            told = f"Chữ đầu của ký hiệu chưa hợp với tên loại “{self.form.kind}”."
            self.form.problems.append(Problem("number", told))
        return body

    def _recipients(self, head: list[Piece], body: list[Piece]) -> list[Piece]:
        """The last "Nơi nhận" and the lines listed below it, in its own column; returns the body without them."""
        everything = head + body
        starts = [at for at, p in enumerate(everything) if lines.RECIPIENTS.match(fold(p.text))]
        if not starts:
            return body
        first = everything[starts[-1]]
        listed = []
        for piece in everything[starts[-1] + 1 :]:
            if lines.is_listed(piece.text):
                listed.append(piece)
            elif not lines.is_signing(piece.text):
                break
        text = fold(" ".join([first.text[lines.RECIPIENTS.match(fold(first.text)).end() :], *(p.text for p in listed)]))
        to, kept, _ = text.partition("luu") if lines.KEPT.search(text) else (text, "", "")
        problem = "" if kept else "Nơi nhận còn thiếu dòng cuối ghi bản lưu."
        if not re.search(r"[a-z]{2}", to):
            problem = "Nơi nhận chưa ghi gửi cho ai."
        self._add("recipients", [first, *listed], problem)
        return [p for p in body if p is not first and p not in listed]

    def _signatory(self, parts: list[Piece]) -> None:
        """Position, signature and name, in that order, and the seal; ``parts`` is the signing part of the document."""
        marks = [p for p in parts if lines.is_mark(p.text)]
        if seal := [p for p in marks if lines.SEAL.search(fold(p.text))]:
            self._add("seal", seal[:1])
        position = [p for p in parts if lines.is_position(p.text)]
        below = parts[parts.index(position[0]) :] if position else []
        name = [p for p in below if lines.is_person(p.text)]
        signed = [p for p in below if p in marks and lines.SIGNED.search(fold(p.text))]
        if not name and not signed:
            return
        problem = ""
        if not any(lines.POSITION.search(fold(p.text)) for p in position):
            problem = "Phần ký mới ghi thay mặt cơ quan nào, chưa ghi chức vụ của người ký."
        elif not name:
            problem = "Dưới chức vụ chưa có họ tên của người ký."
        elif not signed:
            problem = "Dưới chức vụ chưa có chỗ ký."
        self._add("signatory", [*position, *signed[:1], *name[-1:]], problem)

    def _content(self, body: list[Piece]) -> None:
        text = " ".join(p.text for p in body)
        if count_words(lines.BLANK.sub("", text)) >= _LEAST_CONTENT:
            self._add("content", body, "Nội dung còn chỗ trống chưa điền." if lines.BLANK.search(text) else "")

    def _order(self) -> None:
        there = self.form.components
        for earlier, later in _EARLIER:
            if later == "title" and not self.form.kind:  # a letter's "V/v" stands in its head
                continue
            if earlier in there and later in there and there[earlier].lines[-1] > there[later].lines[0]:
                told = f"Sai thứ tự: {COMPONENTS[earlier]} phải đứng trước {COMPONENTS[later]}."
                self.form.problems.append(Problem(later if earlier == "content" else earlier, told))


def _once(found: list[Piece], name: str) -> str:
    return f"{name} chỉ đứng một lần, ở đầu trang." if len(found) > 1 else ""
