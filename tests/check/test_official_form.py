"""The form of administrative documents: what people write in many layouts, and each fault by its name."""

import datetime
import json
import re

import pytest

from binhdan import check
from binhdan.check.official_form import COMPONENTS, parse
from binhdan.curriculum import load_course

HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nỦY BAN NHÂN DÂN PHƯỜNG ĐỒI CHÈ\n"
NUMBER, DATE = "Số: 41/TB-UBND\n", "Đồi Chè, ngày 03 tháng 4 năm 2026\n"
TITLE = "\nTHÔNG BÁO\nVề việc tiêm phòng dại cho chó, mèo\n\n"
BODY = "Ủy ban nhân dân phường thông báo lịch tiêm phòng dại cho chó, mèo như sau:\n1. Ngày 18/4 tại nhà văn hoá Gò Mây.\n- Nơi nhận phiếu: trạm y tế.\n\n"
SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Ký tên, đóng dấu)\nĐoàn Văn Kỳ\n\n"
TO = "Nơi nhận:\n- Các tổ dân phố;\n- Trạm y tế;\n- Lưu: VT.\n"
WHOLE = HEAD + NUMBER + DATE + TITLE + BODY + SIGNED + TO
COLUMNS = (
    "UBND PHƯỜNG ĐỒI CHÈ      CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n                       Độc lập – Tự do – Hạnh phúc\n"
    f"{NUMBER.strip()}           {DATE}{TITLE}{BODY}"
    "Nơi nhận:              TM. ỦY BAN NHÂN DÂN\n- Các tổ dân phố;      KT. CHỦ TỊCH\n- Trạm y tế;           PHÓ CHỦ TỊCH\n"
    "- Lưu: VT.             (Đã ký, đóng dấu)\n                       Trương Thị Dậu\n"
)
TABLE = (
    "| **UBND PHƯỜNG ĐỒI CHÈ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>*Độc lập - Tự do - Hạnh phúc* |\n|---|---|\n"
    f"| {NUMBER.strip()} | {DATE.strip()} |\n\n## BÁO CÁO\n**Kết quả tháng 3 năm 2026**\n\n{BODY}"
    "**GIÁM ĐỐC**\n(Chữ ký số của cơ quan)\n**TRƯƠNG VĂN AN**\n\n**Nơi nhận:**\n* Như trên;\n* Lưu: VT.\n"
).replace("TB-UBND", "BC-UBND")


def found(text: str) -> tuple[list[str], list[str]]:
    form = parse(text)
    return form.missing, [problem.key for problem in form.problems]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        COLUMNS,
        TABLE,
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("Ủ", "U\u0309"),
        HEAD.title() + NUMBER + DATE + TITLE + BODY + SIGNED + TO,
        HEAD + DATE + NUMBER + TITLE + BODY + TO + SIGNED,
        HEAD + "Số : 41 / TB – UBND   " + DATE + TITLE + BODY + SIGNED + TO,
        HEAD + NUMBER.strip() + " " + DATE + TITLE + BODY + SIGNED + TO,
        HEAD + NUMBER + DATE.replace("tháng 4", "tháng 04").replace("2026", "2026.") + TITLE + BODY + SIGNED + TO,
        HEAD + NUMBER + DATE + "THÔNG BÁO về việc tiêm phòng dại\n" + BODY + SIGNED + TO,
        HEAD + NUMBER + DATE + "Thông báo\nV/v tiêm phòng dại\ncho chó, mèo\n" + BODY + SIGNED + TO,
        HEAD + NUMBER + DATE + TITLE + BODY + SIGNED + "Nơi nhận: các tổ dân phố; trạm y tế; lưu VT.",
        HEAD + NUMBER + DATE + TITLE + BODY + SIGNED + "Nơi nhận\nCác tổ dân phố\nTrạm y tế\nLưu văn thư",
        HEAD + NUMBER + DATE + TITLE + BODY + "TM. UBND CHỦ TỊCH (Ký tên, đóng dấu) Đoàn Văn Kỳ\n" + TO,
        HEAD + NUMBER + DATE + TITLE + BODY + "Chủ tịch\n(Ký tên)\n(Dấu của UBND)\nThS. Đoàn Văn Kỳ\n" + TO,
    ],
    ids=range(16),
)
def test_a_right_document_in_any_layout(text):
    assert found(text) == ([], [])


def test_what_the_head_says():
    form = parse(COLUMNS)
    assert (form.kind, form.number, form.symbol) == ("thông báo", 41, "TB-UBND")
    assert (form.place, form.date) == ("Đồi Chè", datetime.date(2026, 4, 3))
    assert form.components["title"].lines == (5, 6) and form.components["title"].name == "tên loại và trích yếu"
    assert form.components["content"].text.count("\n") == 2


def test_a_letter_has_no_kind_but_what_it_is_about():
    text = HEAD + "Số: 12/UBND-VP\nV/v mượn hội trường\n" + DATE + "Kính gửi: Trường THCS Gò Mây\n" + BODY + SIGNED + TO
    assert found(text) == ([], []) and parse(text).kind == ""


@pytest.mark.parametrize(
    "key, text",
    [
        ("nation", WHOLE.replace("Độc lập - Tự do - Hạnh phúc\n", "")),
        ("nation", WHOLE.replace(HEAD.splitlines()[0] + "\n", "")),
        ("issuer", WHOLE.replace("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒI CHÈ\n", "")),
        ("number", WHOLE.replace(NUMBER, "")),
        ("date", WHOLE.replace(DATE, "")),
        ("title", WHOLE.replace("THÔNG BÁO\nVề việc tiêm phòng dại cho chó, mèo", "")),
        ("content", WHOLE.replace(BODY, "Mời bà con đến.\n")),
        ("signatory", WHOLE.replace("CHỦ TỊCH\n(Ký tên, đóng dấu)\nĐoàn Văn Kỳ\n", "")),
        ("seal", WHOLE.replace(", đóng dấu", "")),
        ("recipients", WHOLE.replace(TO, "")),
    ],
)
def test_a_missing_component_is_named(key, text):
    missing, problems = found(text)
    assert key in missing and set(missing) <= {key, "seal"} and not problems


@pytest.mark.parametrize(
    "key, text",
    [
        ("nation", WHOLE.replace("CỘNG HÒA", "CỘNG HOA")),
        ("nation", HEAD.splitlines()[0] + "\n" + WHOLE),
        ("issuer", WHOLE.replace("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒI CHÈ", "ỦY BAN NHÂN DÂN")),
        *[("number", WHOLE.replace("Số: 41/TB-UBND", said)) for said in (
            "Số 41/TB-UBND", "Số: 41", "Số: /TB-UBND", "Số: …/TB-UBND", "Số: 41/tb-ubnd", "Số: 41/TB", "Số: 41/2026/TB-UBND",
            "Số: 41-TB-UBND/", "Số: 7/TB-UBND", "Số: 41/BC-UBND", "Số: 41/TB-UBND\nSố: 42/TB-UBND",
        ) if said != "Số: 41-TB-UBND/"],
        *[("date", WHOLE.replace("Đồi Chè, ngày 03 tháng 4 năm 2026", said)) for said in (
            "Đồi Chè, ngày 3 tháng 4 năm 2026", "Đồi Chè, ngày 13 tháng 2 năm 2026", "ngày 03 tháng 4 năm 2026", "Đồi Chè, ngày 31 tháng 4 năm 2026",
            "Đồi Chè, ngày 03/4/2026", "Đồi Chè, 3/4/2026", "Đồi Chè, ngày ... tháng ... năm 2026", "Đồi Chè ngày 03 tháng 4 năm 2026",
        )],
        ("title", WHOLE.replace("Về việc tiêm phòng dại cho chó, mèo\n", "")),
        ("title", WHOLE.replace("Về việc tiêm phòng dại cho chó, mèo", "Về việc …………")),
        ("content", WHOLE.replace("1. Ngày 18/4 tại", "1. Ngày [ngày] tại")),
        ("signatory", WHOLE.replace("Đoàn Văn Kỳ\n", "")),
        ("signatory", WHOLE.replace("Đoàn Văn Kỳ", "[Họ và tên]")),
        ("signatory", WHOLE.replace("(Ký tên, đóng dấu)", "(Đóng dấu)")),
        ("signatory", WHOLE.replace("CHỦ TỊCH\n", "")),
        ("recipients", WHOLE.replace("- Lưu: VT.\n", "")),
        ("recipients", WHOLE.replace("- Các tổ dân phố;\n- Trạm y tế;\n", "")),
    ],
)  # fmt: skip
def test_a_component_badly_written_is_named(key, text):
    missing, problems = found(text)
    assert not missing and set(problems) == {key}


@pytest.mark.parametrize(
    "key, text",
    [
        ("date", HEAD + NUMBER + TITLE + BODY + DATE + SIGNED + TO),
        ("number", HEAD + DATE + TITLE + BODY + SIGNED + NUMBER + TO),
        ("issuer", NUMBER + HEAD + DATE + TITLE + BODY + SIGNED + TO),
        ("recipients", HEAD + NUMBER + DATE + TITLE + TO + BODY + SIGNED),
        ("recipients", TO + HEAD + NUMBER + DATE + TITLE + BODY + SIGNED),
        ("nation", TITLE + HEAD + NUMBER + DATE + BODY + SIGNED + TO),
    ],
)
def test_a_component_out_of_place_is_named(key, text):
    form = parse(text)
    assert not form.complete and any(problem.key == key and "thứ tự" in problem.message for problem in form.problems) or key in form.missing


@pytest.mark.parametrize("text", ["", "\n\n", "Thông báo", "|||\n---", "(ký)\n" * 50, "Nơi nhận:", "\u0130\u0130 ngày", "CHỦ TỊCH", "Số: 1/TB-UBND " * 9, "x" * 5000])
def test_strange_text_is_read_without_raising(text):
    assert not parse(text).complete


def test_a_list_of_the_names_is_not_a_document():
    assert len(parse("\n".join(COMPONENTS.values())).missing) >= 8
    assert len(parse("\n".join(f"{name.capitalize()}: ……" for name in COMPONENTS.values())).missing) >= 8


CASE = {"draft": HEAD + TITLE + BODY + SIGNED.replace(", đóng dấu", ""), "number": 41, "symbol": "TB-UBND", "date": "2026-04-03", "place": "Đồi Chè", "signer": "Đoàn Văn Kỳ", "to": ["tổ dân phố", "trạm y tế"]}  # fmt: skip


def test_a_mended_draft_passes_both_checks():
    assert check.form_is_complete(WHOLE, case=CASE).passed and check.form_keeps_facts(WHOLE, case=CASE).passed


@pytest.mark.parametrize(
    "text, said",
    [
        (CASE["draft"], "5/9"),
        (WHOLE.replace(NUMBER, "").replace(TO, ""), "đầu trang và nửa dưới"),
        (WHOLE.replace("ngày 03", "ngày 3"), "số 0"),
        (WHOLE.replace(BODY, "Trạm y tế phường mở cửa từ bảy giờ sáng, nghỉ chủ nhật, ai cần khám ngoài giờ xin gọi điện trước.\n"), "Không thấy nội dung"),
    ],
)
def test_what_is_not_complete_is_said_without_the_answer(text, said):
    verdict = check.form_is_complete(text, case=CASE)
    assert not verdict.passed and said in verdict.reason and "41" not in verdict.reason


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("41/TB", "09/TB", "Số, ký hiệu"),
        ("TB-UBND", "TB-TYT", "Số, ký hiệu"),
        ("ngày 03 tháng 4", "ngày 04 tháng 3", "Địa danh hoặc ngày"),
        ("Đồi Chè, ngày", "Sông Trà, ngày", "Địa danh hoặc ngày"),
        ("Đoàn Văn Kỳ", "Lò Văn Sâm", "người ký"),
        ("- Trạm y tế;\n", "", "Nơi nhận"),
        ("1. Ngày 18/4 tại nhà văn hoá Gò Mây.\n", "", "giữ nguyên phần nội dung"),
    ],
)
def test_a_changed_fact_is_named(old, new, said):
    assert said in check.form_keeps_facts(WHOLE.replace(old, new), case=CASE).reason


@pytest.mark.parametrize("place", ["Phường Đồi Chè", "phường Đồi Chè", "Doi Che"])
def test_a_place_may_be_called_a_ward(place):
    assert check.form_keeps_facts(WHOLE.replace("Đồi Chè, ngày", f"{place}, ngày"), case=CASE).passed


@pytest.mark.parametrize("old, new, said", [("Số:", "Số", "“số, ký hiệu”"), ("ngày 03 tháng 4 năm 2026", "3/4/2026", "“địa danh và thời gian”")])
def test_a_fact_that_is_badly_written_is_not_called_another(old, new, said):
    reason = check.form_keeps_facts(WHOLE.replace(old, new, 1), case=CASE).reason
    assert said in reason and "viết chưa đúng cách" in reason


def lesson_case(where: str) -> dict:
    return json.loads((load_course().lesson("B1.03").folder / where).read_text(encoding="utf-8"))


def test_in_the_lesson_the_draft_lacks_four_and_the_example_none():
    assert parse(lesson_case("data/ban-nhap.json")["draft"]).missing == ["number", "date", "seal", "recipients"]
    assert parse(lesson_case("data/vi-du.json")["text"]).complete


def test_in_the_lesson_each_faulty_document_has_exactly_one_fault():
    for where in ("data/cap-thu.json", "hidden/muoi-hai-ban.json"):
        for document in lesson_case(where)["documents"]:
            form = parse(document["text"])
            faults = set(form.missing) | {problem.key for problem in form.problems}
            assert len(faults) == (0 if document["right"] else 1), document["name"]
    assert not re.search(r"\d{2}/TB-UBND.*41", json.dumps(lesson_case("hidden/muoi-hai-ban.json")))
