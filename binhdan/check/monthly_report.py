"""A monthly report made of a learner's template and figures: its form, its figures, its numbers without parents, its people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from binhdan.check.details import figures, unsupported
from binhdan.check.figure_rules import Figure, Row, read_rules, right, slot_name, work_out
from binhdan.check.month_book import urgent_open
from binhdan.check.official_form import COMPONENTS, parse
from binhdan.check.personal_data import KINDS, personal_data
from binhdan.check.registry import Wrong, checked
from binhdan.slots import SLOT, fill, names
from binhdan.text import count_words, fold, sentences, words

QUOTES = "trich_gap"  # the slot of the citizens' own words
LABELS = {"identity": "[CĂN CƯỚC]", "phone": "[SỐ MÁY]", "name": "[TÊN]", "address": "[NƠI Ở]"}
_NAMED = (
    ("identity", r"\b(?:can cuoc|cccd|cmnd|chung minh|dinh danh|giay to)\b"),
    ("phone", r"\b(?:dien thoai|sdt|dt|so may|so dt|lien lac)\b"),
    ("address", r"\b(?:dia chi|so nha|nha o|noi o|cho o|ngo|duong)\b"),
    ("name", r"\b(?:ten|ho ten|ho va ten|ten nguoi)\b"),
)
# What is nobody's, and what it is called when it is hidden all the same.
_TOO_MUCH = {"con so": "con số", "moi so": "mọi số", "noi dung": "nội dung", "ngay": "ngày", "gio": "giờ", "tien": "tiền", "chi phi": "chi phí", "to": "tổ"}
_BRACES = re.compile(r"\{+\s*([^{}\n]*?)\s*\}+")
# "{ti_le} %" and "ngày {ngay_ky}": the value brings the word along.
_TWICE = re.compile(r"(?i)(%|\bngày\b|\btháng\b|\btổ\b)\s*\1(?!\w)")
_AGENCY = re.compile(r"[ỦU][ỶYỷy] ban nhân dân|ủy ban nhân dân|hội đồng nhân dân", re.I)
_CLAIM = re.compile(r"\b(?:chua|khong) dat\b|\b(?:thap|kem|cao) hon\b|\bduoi (?:muc )?chi tieu\b|\bchua bang\b|\bvuot\b|(?<!phai )(?<!can )\b(?:dat|hoan thanh) (?:duoc )?(?:muc )?(?:chi tieu|yeu cau)\b")
_CROWD = 5  # slots in one sentence: more is a list of slots, not a sentence
_OFTEN, _SHOWN = 3, 3
_LEAST_RIGHT = 10  # of the figures, below which another month's report says nothing about the template
_GENERAL = "Máy chạy lại quy trình với tháng khác:"


@dataclass(frozen=True)
class Report:
    """One month's report: the text, the same without the citizens' words, those words, and the figures by name."""

    text: str
    own_words: str
    quotes: str
    figures: dict[str, Figure]


def make_report(template: str, table: list[dict], case: dict) -> Report:
    """Fill a template with the figures that the rules give for a month; a figure that can't be worked out shows as "(chưa có)"."""
    rules, worked = read_rules(table), {}
    for spec in case["figures"]:
        try:
            worked[spec["name"]] = work_out(rules, spec["name"], case)
        except Wrong:
            worked[spec["name"]] = Figure("", "(chưa có)")
    try:
        quotes = quoted(rules, case)
    except Wrong:
        quotes = ""
    facts = case["given"] | {name: figure.shown for name, figure in worked.items()}
    written = _TWICE.sub(r"\1", fill(_tidy(template), facts | {QUOTES: QUOTES.upper()}))
    return Report(written.replace(QUOTES.upper(), quotes), written.replace(QUOTES.upper(), "Lời bà con kèm theo."), quotes, worked)


def quoted(rules: dict[str, Row], case: dict) -> str:
    """Return the urgent open reports as a report quotes them, without the personal data that the row "trich" names."""
    kinds = hidden_kinds(rules)
    lines = [f"- {row['mã']} (tổ {row['tổ']}, {row['ngày']}): “{_without(str(row['nội dung']), kinds)}”" for row in urgent_open(case)]
    return "\n".join(lines) or "Không có việc gấp nào còn treo."


def hidden_kinds(rules: dict[str, Row]) -> set[str]:
    """Return the kinds of personal data that the row "trich" hides; Wrong where it hides none, or what is nobody's."""
    row = rules.get("trich")
    if not row:
        raise Wrong("Còn trống dòng trich: lời bà con lên báo cáo phải che những gì?")
    said = " ".join(words(f"{row.condition}, {row.way}, {re.sub('(?i)(?:cột )?nội dung|noi dung', '', row.on)}"))
    kinds = {kind for kind, pattern in _NAMED if re.search(pattern, said)}
    spare = re.sub("|".join(pattern for _, pattern in _NAMED), " ", said)
    if over := next((name for said, name in _TOO_MUCH.items() if re.search(rf"\b{said}\b", spare)), None):
        raise Wrong(f"Dòng trich: che cả “{over}” thì người đọc không còn hiểu việc gì. Chỉ che thứ chỉ ra đúng một người.")
    if not kinds:
        raise Wrong(f"Dòng trich: ghi ở cột “điều kiện” những loại cần che, như ở bài 11 ({len(KINDS)} loại).")
    return kinds


@checked
def report_has_form(template: str, table: list[dict], case: dict) -> str:
    """Pass a template whose report of the month has the nine components of NĐ 30 and the registry's own number, day and signer."""
    _require_form(make_report(template, table, case), case)
    return "Đủ chín thành phần; số, ngày, người ký đúng phiếu của văn thư."


@checked
def report_tells_figures(template: str, case: dict) -> str:
    """Pass a template with a slot for each figure in a sentence that says what it is, and for the month and the quotations."""
    _require_slots(template, case)
    return "Đủ mười hai số liệu, số nào cũng đứng trong câu nói về nó."


@checked
def report_is_clean(template: str, table: list[dict], case: dict) -> str:
    """Pass a template whose report holds no number without a parent, no praise typed in, and nobody's personal data."""
    _require_clean(template, read_rules(table), make_report(template, table, case), case)
    return "Không có số mồ côi, không lộ người nào."


@checked
def report_works(template: str, table: list[dict], case: dict) -> str:
    """Pass a template and rules that give a right report of every month in ``case["months"]``.

    ``elsewhere`` of a month lists what only another month's report may say.
    """
    rules = read_rules(table)
    for month in case["months"]:
        month = month | {"figures": case["figures"]}
        report = make_report(template, table, month)
        good = sum(bool(figure.value) and right(figure, name, month) for name, figure in report.figures.items())
        if good < _LEAST_RIGHT:
            raise Wrong(f"{_GENERAL} nhiều số liệu lệch nên báo cáo chưa dùng được. Sửa bảng quy trình trước.")
        told = "có số liệu không tới được báo cáo. Mỗi số liệu phải là một chỗ trống, đặt trong câu nói về nó."
        try:
            _require_slots(template, month)
            told = "thể thức chưa đúng. Số, ngày, tháng phải là chỗ trống lấy từ phiếu, không ghi cứng."
            _require_form(report, month)
            told = "còn số không ai cho, hoặc còn lộ người. Tìm con số ghi cứng, xem lại dòng trich."
            _require_clean(template, rules, report, month)
        except Wrong:
            raise Wrong(f"{_GENERAL} {told}") from None
        if any(fold(stale) in fold(report.own_words) for stale in month["elsewhere"]):
            raise Wrong(f"{_GENERAL} báo cáo còn mang số hoặc ngày của tháng cũ. Thay bằng chỗ trống.")
    return "Khuôn chạy đúng cả với tháng chưa thấy."


def _require_form(report: Report, case: dict) -> None:
    form, given = parse(report.own_words), case["given"]
    if form.missing:
        told = ", ".join(COMPONENTS[key] for key in form.missing[:2])
        raise Wrong(f"Có {9 - len(form.missing)}/9 thành phần. Chưa thấy: {told}. Mở lại bảng chín thành phần ở bài 3.")
    if form.problems:
        raise Wrong(f"Đủ chín thành phần, nhưng chưa đúng cách ghi. {form.problems[0].message}")
    if form.kind != "báo cáo":
        raise Wrong(f"Tên loại đang là “{form.kind}”. Đây là báo cáo.")
    numbered = f"{form.number}/{form.symbol}" == given["so_ky_hieu"].lstrip("0")
    if not numbered or fold(given["ngay_ky"]) not in fold(form.components["date"].text):
        raise Wrong("Số, ký hiệu hoặc ngày ký chưa khớp phiếu của văn thư (văn bản G). Dùng chỗ trống {so_ky_hieu} và {ngay_ky}.")
    if fold(given["nguoi_ky"]) not in fold(form.components["signatory"].text):
        raise Wrong("Người ký chưa khớp phiếu của văn thư (văn bản G).")


def _require_slots(template: str, case: dict) -> None:
    needed, said = [spec["name"] for spec in case["figures"]], _tidy(template)
    there = SLOT.findall(said)
    if unknown := [slot for slot in _BRACES.findall(template) if slot_name(slot) not in {*needed, *case["given"], QUOTES}]:
        raise Wrong(f"Chỗ trống {{{unknown[0]}}} không có trong bảng quy trình hay trong phiếu. Xem lại tên.")
    if missing := [name for name in [*needed, "thang", QUOTES] if name not in there]:
        told = ", ".join(f"{{{name}}}" for name in missing[:_SHOWN])
        raise Wrong(f"Báo cáo còn thiếu {len(missing)} chỗ trống: {told}{'…' if len(missing) > _SHOWN else ''}. Đặt mỗi chỗ trống vào câu nói về nó.")
    if often := [name for name in needed if there.count(name) > _OFTEN]:
        raise Wrong(f"Chỗ trống {{{often[0]}}} nhắc quá nhiều lần. Mỗi số liệu nói một lần là đủ.")
    for spec in case["figures"]:
        _said_well(spec, said)


def _require_clean(template: str, rules: dict[str, Row], report: Report, case: dict) -> None:
    if QUOTES not in names(_tidy(template)):
        raise Wrong("Chưa có chỗ trống {trich_gap}: lãnh đạo cần đọc lời bà con về việc gấp.")
    hidden_kinds(rules)
    if orphans := orphan_numbers(template, report, case):
        told = ", ".join(f"“{shown}”" for shown in orphans[:_SHOWN])
        raise Wrong(f"Số mồ côi: {told}. Số tính được thì thay bằng chỗ trống {{…}}, số không ai cho thì bỏ.")
    if typed := _typed_again(template, case):
        raise Wrong(f"“{typed}” ghi cứng, tháng sau sẽ sai. Thay bằng chỗ trống có sẵn: {', '.join('{%s}' % name for name in case['given'])}.")
    if claim := _claim(template):
        raise Wrong(f"“{claim}” chỉ đúng có tháng. Khuôn nêu hai con số cạnh nhau; đạt hay không, tháng nào người ký nhận xét tháng ấy.")
    if exposed := exposed_kinds(report, case):
        raise Wrong(f"Báo cáo còn lộ: {', '.join(exposed)}. Nếu lộ trong lời trích thì sửa dòng trich; nếu bạn gõ vào thì bỏ đi.")


def orphan_numbers(template: str, report: Report, case: dict) -> list[str]:
    """Return the numbers of a report, outside quotations, without a parent.

    What is typed must stand in the documents (a draft is none), what comes of slots in the figures too: a total
    typed out has no parent even where it is right this month.
    """
    papers = [f"{source['title']}\n" + "\n".join(source["lines"]) for source in case["sources"] if not source.get("draft")]
    known = "\n".join([*papers, *case["given"].values()])
    shown = "\n".join(f"{figure.shown} ;" for figure in report.figures.values())
    return list(dict.fromkeys([*_strange(SLOT.sub(" … ", _tidy(template)), known), *_strange(report.own_words, f"{known}\n{shown}")]))


def exposed_kinds(report: Report, case: dict) -> list[str]:
    """Return the kinds of personal data in a report, as learners name them; what the documents themselves say is none."""
    papers = fold("\n".join("\n".join([source["title"], source["site"], *source["lines"]]) for source in case["sources"]))
    # "BAN NHÂN DÂN" would be one of the family Bàn.
    own = _AGENCY.sub(lambda name: " " * len(name[0]), report.own_words)
    found = {piece.kind for text in (own, report.quotes) for piece in personal_data(text) if fold(piece.text) not in papers}
    found |= {kind for kind, piece in case.get("personal", []) if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", report.quotes)}
    return [name for kind, name in KINDS.items() if kind in found]


def _tidy(template: str) -> str:
    """The template with its slots named as the table names them."""
    return _BRACES.sub(lambda slot: "{%s}" % slot_name(slot[1]), template)


def _strange(text: str, known: str) -> list[str]:
    strange = set(unsupported(text, known))
    return [detail.shown for detail in figures(text) if detail.shown in strange]


def _without(text: str, kinds: set[str]) -> str:
    for piece in reversed(personal_data(text)):
        if piece.kind in kinds:
            text = text[: piece.start] + LABELS[piece.kind] + text[piece.end :]
    return text


def _said_well(spec: dict, template: str) -> None:
    """Wrong where a figure's slot stands among too many others, or in no sentence that says what it is."""
    slot, lines = "{%s}" % spec["name"], sentences(template)
    places = [at for at, line in enumerate(lines) if slot in line]
    for at in places:
        if len(SLOT.findall(lines[at])) > _CROWD:
            raise Wrong(f"Chỗ trống {slot} nằm giữa một dãy chỗ trống. Viết thành câu, mỗi câu nói rõ hai, ba số liệu.")
    # A label may stand on the line above its figure.
    said = [f"{lines[at - 1] if at and count_words(SLOT.sub('', lines[at])) < 3 else ''} {lines[at]}" for at in places]
    near = re.compile("|".join(rf"\b{fold(word)}\b" for word in spec["near"]))
    if not any(near.search(fold(SLOT.sub(" ", line))) for line in said):
        raise Wrong(f"Câu chứa chỗ trống {slot} chưa nói số ấy là gì. Người đọc chỉ thấy một con số trơ trọi.")


def _claim(template: str) -> str:
    """The words by which a sentence about the target judges, whatever the month's figures will be, or ""."""
    for line in sentences(_tidy(template)):
        claim = _CLAIM.search(fold(line)) if "{chi_tieu}" in line else None
        if claim:
            return line[claim.start() : claim.end()]
    return ""


def _typed_again(template: str, case: dict) -> str:
    """What a template types out although the month brings it: the month, the number or the day of signing."""
    typed = SLOT.sub(" ", _tidy(template))
    month = figures(case["given"]["thang"])[0].values[0]
    for detail in figures(typed):
        if detail.kind == "date" and detail.values[0][0] is None and detail.values[0][1] == month[1]:
            return detail.shown
    return next((case["given"][name] for name in ("so_ky_hieu", "ngay_ky") if fold(case["given"][name]) in fold(typed)), "")
