"""A ward whose people and places have names that programs might run, brought into the records like any other."""

import csv
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

from binhdan.grading import results

RUN = "9359"  # 1337 times 7: stands nowhere, so whoever shows it has reckoned what should have been text
NAMES = {
    "nfd-1": unicodedata.normalize("NFD", "Nguyễn Thị Hoà"),
    "tron-2": "Nguyễn Văn Thuận",
    "emoji-3": "Lê Văn Tí 👩\u200d🌾",
    "rtl-4": "Trần \u202eVăn\u202c Bình",
    "script-5": "Phạm <script>window.owned=1</script> An",
    "img-6": "Vũ \"><img src=x onerror=window.owned=1> Ba",
    "jinja-7": "Hoàng {{1337*7}} {% raise %} Ca",
    "cong-8": '=HYPERLINK("http://x.example","bấm") Dần',
    "amp-9": "Đỗ &amp; &lt;b&gt; Em",
    "nhay-10": "Bùi \"Bé\" 'Tí' \\ \\n Gấm",
    "typst-11": '#read("/etc/passwd") Hà',
    "typst-12": "*Đậm* _nghiêng_ $x$ #(1337*7) Inh",
    "js-13": "Ngô ${1337*7} `+owned+` ]]></script><!-- Khoa",
    "xml-14": "Đặng <w:p/> <?xml?> <![CDATA[ Lam",
    "mau-15": "Dương %s %(name)s {0} {name} Mai",
    "tru-16": "-1337*7 Nam",
    "cat-17": "Oanh;=1337*7 Ninh",
    "at-18": "@SUM(1) Phúc",
}
GROUPS = ["Đồi <script>window.owned=1</script> & Chanh", "Bến {{1337*7}} {% raise %} #(1337*7)", '=HYPERLINK("http://x.example")']
COHORT = "Lớp <b>1</b> {{1337*7}} \"&amp;"
PLAIN = ("nfd-1", "tron-2", "rtl-4")  # whose names a certificate can carry, once their hidden marks are gone
_LOCALE = """
[issuer]
name = 'UBND <img src=x onerror=window.owned=1> {{1337*7}} & Cò'
superior = 'UBND {% raise %} #(1337*7)'
programme = 'Bình dân <b>học</b> AI'
place = 'Đồi "Chè" {{1337*7}}'
home_page = 'https://doi-che.example'

[groups]
word = 'Tổ <i>'
names = [NAMES_OF_GROUPS]

[[targets]]
key = 'officials'
name = 'Cán bộ <script>window.owned=1</script> {{1337*7}}'
trained = 100
improved = 50

[[targets]]
key = 'owners'
name = 'Chủ "hộ" & <w:p/>'
trained = 80
improved = 50
"""


def write_locale(file: Path) -> Path:
    """Write the ward's locale file."""
    file.write_text(_LOCALE.replace("NAMES_OF_GROUPS", ", ".join(f"'{name}'" for name in GROUPS)), encoding="utf-8")
    return file


def write_roster(file: Path) -> Path:
    """Write the ward's roster; everybody agrees to everything."""
    agreed = ("Đồng ý lưu hồ sơ", "Đồng ý cấp giấy chứng nhận", "Đồng ý hiện biệt danh")
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["Họ và tên", "Năm sinh", "Tổ dân phố", "Nhóm đối tượng", "Mã học viên", "Lớp", *agreed])
        for place, (code, name) in enumerate(NAMES.items()):
            target = ("officials", "owners")[place % 2]
            lines.writerow([name, 1960 + place, GROUPS[place // 6], target, code, COHORT, "có", "có", "có"])
    return file


def mark_all(course, folder: Path) -> None:
    """Give everybody nine tenths of every lesson of level 1, as the marker leaves marks."""
    for place, code in enumerate(NAMES):
        for lesson in course.lessons:
            if lesson.plan.level == 1:
                most = float(course.points(lesson.plan))
                at = (datetime.now(UTC) - timedelta(days=20 - lesson.plan.number, minutes=place)).isoformat()
                results.save(
                    folder,
                    results.Result(
                        learner=code, lesson=lesson.code, assignment=lesson.assignment, title=lesson.plan.title, points=most * 0.9,
                        max_points=most, passed=True, needs_person=False, late_seconds=0.0, digest="sha256:" + "0" * 64, graded_at=at,
                    ),
                )


def make_gradebook(course, folder: Path) -> None:
    """Give everybody the same marks in nbgrader's gradebook."""
    from binhdan.grading import gradebook

    with gradebook.opened(folder) as book:
        for code in NAMES:
            book.update_or_create_student(code)
        for lesson in course.lessons:
            if lesson.plan.level != 1:
                continue
            name, most = lesson.assignment, course.points(lesson.plan)
            book.update_or_create_assignment(name)
            book.update_or_create_notebook(name, name)
            book.update_or_create_grade_cell("o", name, name, max_score=most, cell_type="code")
            for code in NAMES:
                book.update_or_create_submission(name, code)
                grade = book.find_grade("o", name, name, code)
                grade.auto_score, grade.needs_manual_grade = most * 0.9, False
        book.db.commit()
