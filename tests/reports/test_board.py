"""The notice board: figures by hand on a small ward, and what it must not tell."""

import json
import re
from datetime import date

import pytest
from small_ward import COURSE, LOCALE, TODAY, Ward
from sqlalchemy import select

from binhdan.cli import main
from binhdan.points.honours import Honour
from binhdan.points.recompute import recompute
from binhdan.points.teams import Team
from binhdan.records import models, opened
from binhdan.records.database import RecordsError
from binhdan.reports import board, board_neighbours, board_page
from binhdan.reports.board_neighbours import Neighbours, Shown


@pytest.fixture
def book(url):
    with opened(url) as book:
        yield book


def filled(book, fill):
    """Let ``fill`` write a ward, reckon it, and return the board."""
    with book.writing() as session:
        fill(Ward(session))
    recompute(book, COURSE, TODAY, workers=1)
    return read(book)


def read(book, month=None):
    with book.reading() as session:
        return board.gather(session, COURSE, LOCALE, month)


def people(ward, count, group, done=0, since=TODAY - 5):
    codes = [ward.learner(f"Vi Thị {group} {number}", group) for number in range(count)]
    for code in codes[:done]:
        ward.level_one(code, since)
    return codes


def test_teams_rank_by_the_shrunk_rate_and_small_ones_are_left_out(book):
    def fill(ward):
        people(ward, 10, "Đồi Chanh", done=5)
        people(ward, 5, "Bến Trà", done=3)
        people(ward, 4, "Gò Mây", done=4)

    made = filled(book, fill)
    # Three passed count as five, so that nobody can reckon them: ten of the fifteen shown.
    assert [(place, team.name, round(rate, 6)) for place, team, rate in made.teams] == [
        (1, "Bến Trà", round((5 + 80 * 10 / 15) / 85, 6)),
        (2, "Đồi Chanh", round((5 + 80 * 10 / 15) / 90, 6)),
    ]
    assert made.hidden
    html = board_page.page(made)
    assert "Gò Mây" not in html and "Nơi dưới 5 học viên chưa nêu ở đây" in html and "69%" in html and "10 học viên" in html


@pytest.mark.parametrize(("passed", "like"), [((0, 1, 2), 0), ((3, 4, 5, 6), 5)])
def test_from_a_rate_nobody_reckons_one_to_four(passed, like):
    """Members stand beside the rate, so an exact one gives the people away who passed."""
    assert {board._coarse(Team("Ao Sen", 6, count)) for count in passed} == {Team("Ao Sen", 6, like)}


def test_a_few_who_passed_make_no_order(book):
    html = board_page.page(filled(book, lambda ward: people(ward, 6, "Suối Bạc", done=2) + people(ward, 6, "Bến Trà")))
    assert "chưa xếp thứ tự. Đang học: Bến Trà, Suối Bạc." in html and "%</b>" not in html


def test_a_month_to_come_is_refused(book):
    filled(book, lambda ward: people(ward, 6, "Suối Bạc"))
    with pytest.raises(RecordsError, match="chưa tới"):
        read(book, TODAY + 40)


def test_nobody_is_named_without_consent_and_never_by_the_real_name(book):
    def fill(ward):
        for name, nickname, consent in (
            ("Nông Văn Đồng Ý", "Chè Xanh", True),
            ("Nông Văn Từ Chối", "Búp Non", False),
            ("Nông Văn Chưa Nói", "Mây Sớm", None),
            ("Nông Văn Rút Lại", "Lá Cọ", True),
        ):
            code = ward.learner(name, nickname=nickname, consent=consent)
            ward.level_one(code, TODAY - 3, points=10.0)
            if name.endswith("Rút Lại"):
                ward.answer(code, False)

    made = filled(book, fill)
    assert [(h.key, h.names, h.others) for h in made.honours if h.key == "distinction-1"] == [
        ("distinction-1", ("Chè Xanh",), "và một số người khác không nêu tên")
    ]
    html = board_page.page(made)
    assert "Chè Xanh" in html and not [word for word in ("Nông Văn", "Búp Non", "Mây Sớm", "Lá Cọ") if word in html]


def test_a_level_without_distinction_is_no_honour(book):
    made = filled(book, lambda ward: ward.level_one(ward.learner("Lê Thị Vừa", nickname="Vừa Đủ", consent=True), TODAY - 3, points=8.0))
    assert [h for h in made.honours if h.key.startswith("distinction")] == []


def test_honours_of_another_month(book):
    def fill(ward):
        ward.level_one(ward.learner("Lê Thị Thu", nickname="Thu Sớm", consent=True), date(2026, 9, 30).toordinal(), points=10.0)
        ward.level_one(ward.learner("Lê Thị Đông", nickname="Đông Về", consent=True), date(2026, 11, 1).toordinal(), points=10.0)

    assert {name for h in filled(book, fill).honours for name in h.names} == {"Đông Về"}
    assert {name for h in read(book, board.month_named("9/2026")).honours for name in h.names} == {"Thu Sớm"}
    assert "Vinh danh tháng 09/2026" in board_page.page(read(book, board.month_named("2026-09")))


def test_four_practice_weeks_in_a_row_and_new_tutors(book):
    monday = TODAY - 3

    def fill(ward):
        steady = ward.learner("Lê Văn Đều", nickname="Đều Tay", consent=True)
        ward.practised(steady, *(monday - 7 * week + day for week in range(1, 5) for day in range(5)))
        short = ward.learner("Lê Văn Ngắn", nickname="Ba Tuần", consent=True)
        ward.practised(short, *(monday - 7 * week + day for week in range(1, 4) for day in range(5)))
        ward.tutor(ward.learner("Lê Văn Kèm", nickname="Cô Ba", consent=True), steady)

    found = {h.key: h.names for h in filled(book, fill).honours}
    assert found["run"] == ("Đều Tay",)
    with book.writing() as session:
        session.scalars(select(models.Tutor)).one().since = models.datetime(2026, 11, 2, tzinfo=models.UTC)
    assert {h.key: h.names for h in read(book).honours}["tutors"] == ("Cô Ba",)


def test_weeks_and_badges_of_one_to_four_people_are_not_numbers(book):
    def fill(ward):
        for number, code in enumerate(people(ward, 7, "Đồi Chanh")):
            ward.mark(code, "B1.01", 9 if number < 6 else 3, TODAY)
            if number < 4:
                ward.practised(code, TODAY - 7)

    made = filled(book, fill)
    assert [count for _, count in made.weeks] == [0] * 11 + [None, 7]
    counts = {row.badge.key: row.people for row in made.badges}
    assert counts["first-lesson"] == 6 and counts["level"] == 0
    html = board_page.page(made)
    assert "dưới 5 người" in html and "6 người đã có" in html


CHARTS = {
    "some few": [0, 0, None, None, 17, None, 5, 9, None, 0, 16, None, None],
    "all few": [None] * 13,
    "hundreds": [123, 234, 999, None, 5, 640, 12, 700, 650, 333, 222, None, 888],
    "a city": [123_456, 23_456, 99_999, None, 100_000, 5, 120_000, 110_345, 98_765, 100_000, 0, 45_678, 123_456],
}


@pytest.mark.parametrize("counts", CHARTS.values(), ids=CHARTS)
def test_the_words_of_the_chart_have_room(counts):
    """No two texts of one kind touch, and none leaves the drawing; the widths are those of the page's bold typeface."""
    chart = board_page._chart(tuple(enumerate(counts, TODAY // 7)))
    left, _, width, _ = map(float, re.search('viewBox="(.*?)"', chart)[1].split())
    for kind in (' class="value"', ""):
        words = re.findall(rf'<text{kind} x="(\d+)" y="[\d.]+">(.*?)</text>', chart)
        ends = [left]
        for x, word in words:
            half = sum(3.5 if sign in ".–/" else 7.0 for sign in word) / 2
            assert int(x) - half > ends[-1], words
            ends.append(int(x) + half)
        assert words and ends[-1] < left + width
    assert ("từ một đến bốn người" in chart) == (None in counts)
    assert chart.count("<rect") == sum(count != 0 for count in counts)

def test_an_empty_ward_has_a_board(book):
    html = board_page.page(filled(book, lambda ward: None))
    assert "Chưa tổ dân phố nào có từ 5 học viên trở lên" in html and "Chưa có ai luyện tập" in html


def test_teams_before_anybody_completed_a_level_have_no_order(book):
    html = board_page.page(filled(book, lambda ward: people(ward, 6, "Suối Bạc")))
    assert "chưa xếp thứ tự. Đang học: Suối Bạc." in html and "%</b>" not in html


def test_what_people_wrote_stays_text(book):
    def fill(ward):
        ward.level_one(ward.learner("An", nickname="<script>x</script>", consent=True), TODAY - 1, points=10.0)
        ward.level_one(ward.learner("Ân", nickname="Cho\u0323n 🌱 &amp;", consent=True), TODAY - 1, points=10.0)

    html = board_page.page(filled(book, fill))
    assert "<script" not in html and "&lt;script&gt;x&lt;/script&gt;" in html and "🌱 &amp;amp;" in html
    assert "default-src 'none'" in html and "src=" not in html


def test_neighbours_are_the_nearest_with_other_points():
    shown = [Shown(f"a-{at}", f"N{at}", points) for at, points in enumerate((50, 40, 40, 30, 10))]
    found = board_neighbours.around(shown)
    assert found["a-0"] == Neighbours("", "N1") and found["a-1"] == found["a-2"] == Neighbours("N0", "N3")
    assert found["a-4"] == Neighbours("N3", "")
    assert board_neighbours.around(shown[:4]) == {}, "among four it is too easy to tell who is who"


def test_the_published_file_holds_nicknames_only(tmp_path):
    shown = [Shown(f"k7m-00{at}", f"Biệt Danh {at}", 10.0 * at) for at in range(6)]
    board_neighbours.write(tmp_path, board_neighbours.around(shown))
    text = board_neighbours.file(tmp_path).read_text(encoding="utf-8")
    assert "k7m" not in text and "50" not in json.loads(text)["neighbours"].values()
    assert board_neighbours.read(tmp_path, "k7m-003") == Neighbours("Biệt Danh 4", "Biệt Danh 2")
    assert board_neighbours.read(tmp_path, "k7m-009") is None


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"salt": 1, "neighbours": 7}', '{"salt": "", "neighbours": {"x": 1}}', "[" * 100_000])
def test_a_damaged_file_of_neighbours_is_none(tmp_path, broken):
    board_neighbours.file(tmp_path).parent.mkdir()
    board_neighbours.file(tmp_path).write_text(broken)
    assert board_neighbours.read(tmp_path, "k7m-003") is None


def test_long_nicknames_in_a_forged_file_are_not_shown(tmp_path):
    board_neighbours.write(tmp_path, {"k7m-003": Neighbours("x" * 41, "")})
    assert board_neighbours.read(tmp_path, "k7m-003") is None


@pytest.mark.parametrize(("text", "month"), [("2026-11", 11), ("11/2026", 11), ("1-2026", 1)])
def test_months_are_read_as_people_write_them(text, month):
    assert date.fromordinal(board.month_named(text)).month == month


@pytest.mark.parametrize("text", ["", "tháng này", "2026", "13/2026", "2026-11-05", "11/26"])
def test_another_month_is_refused_with_an_example(text):
    with pytest.raises(RecordsError, match="2026-11"):
        board.month_named(text)


def test_the_command_writes_page_and_neighbours_and_says_where(tmp_path, url, capsys):
    with opened(url) as book, book.writing() as session:
        ward = Ward(session)
        for number in range(6):
            code = ward.learner(f"Lý Thị {number}", nickname=f"Biệt Danh {number}", consent=True)
            ward.mark(code, "B1.01", 4 + number, TODAY)
    assert main(["board", "--as-is", "--class-folder", str(tmp_path), "--db", url]) == 1
    assert "binhdan recompute" in capsys.readouterr().err
    assert main(["board", "--class-folder", str(tmp_path), "--db", url]) == 0
    page = tmp_path / "published" / "bang-tin.html"
    assert str(page) in capsys.readouterr().out and "Đồi Chanh" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o044, "learners read it"
    assert board_neighbours.file(tmp_path).is_file() and not list(tmp_path.rglob("*.part"))


def test_the_command_says_what_is_in_the_way(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("BINHDAN_DB", raising=False)
    assert main(["board", "--class-folder", str(tmp_path / "khong-co")]) == 1
    assert "Không có thư mục lớp" in capsys.readouterr().err
    blocked = tmp_path / "tep"
    blocked.write_text("")
    assert main(["board", "--class-folder", str(tmp_path), "--to", str(blocked)]) == 1
    assert "Không ghi được" in capsys.readouterr().err


def test_a_long_list_of_nicknames_is_cut_and_counted():
    honour = Honour("run", "Bốn tuần", "Đều.", tuple(f"Tên {number}" for number in range(62)), "")
    made = board.Board("UBND phường Đồi Chè", "Bình dân học AI", "Tổ dân phố", 15, TODAY, TODAY, (), False, (honour,), (), 0, (), ())
    html = board_page.page(made)
    assert "<li>Tên 59</li><li>và 2 biệt danh nữa</li>" in html
