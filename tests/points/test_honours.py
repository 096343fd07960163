"""Who is honoured: by nickname, in the right month, and nobody pointed at."""

from datetime import date

from binhdan.points.honours import Completion, NewTutor, Run, heading, honours, month_of
from binhdan.points.teams import Team

TODAY = date(2026, 11, 26).toordinal()


def the(found, key):
    return next((honour for honour in found if honour.key == key), None)


def test_a_month():
    assert [date.fromordinal(d).isoformat() for d in month_of(TODAY)] == ["2026-11-01", "2026-11-30"]
    assert [date.fromordinal(d).day for d in month_of(date(2028, 2, 9).toordinal())] == [1, 29]
    assert heading(TODAY) == "Vinh danh tháng 11/2026"


def test_nobody_earned_anything():
    assert honours(TODAY) == [] and honours(TODAY, runs=[Run("Chè Xanh", 3)], teams_now=[Team("A", 9, 0)]) == []


def test_by_hand():
    november, october = TODAY - 3, TODAY - 40
    found = honours(
        TODAY,
        [Completion("Chè Xanh", 1, november, True), Completion("Búp Non", 1, november, False), Completion("Cũ", 1, october, True),
         Completion("Ấm Đất", 1, november, True), Completion("", 1, november, True), Completion("", 2, november, True)],
        [Run("Sương Mai", 4), Run("Ít", 3)],
        [Team("Đồi Chanh", 40, 10), Team("Bến Trà", 40, 10)],
        [Team("Đồi Chanh", 40, 11), Team("Bến Trà", 40, 20)],
        [NewTutor("Chè Xanh", november), NewTutor("Cũ", october)],
    )
    assert [honour.key for honour in found] == ["distinction-1", "distinction-2", "run", "team", "tutors"]
    first = the(found, "distinction-1")
    assert first.names == ("Ấm Đất", "Chè Xanh") and first.others == "và một số người khác không nêu tên"
    alone = the(found, "distinction-2")
    assert alone.names == () and alone.others == "Một số người, không nêu tên"  # one person is not counted out loud
    assert the(found, "run").names == ("Sương Mai",) and the(found, "team").names == ("Bến Trà",)
    assert the(found, "tutors").names == ("Chè Xanh",)


def test_from_five_on_the_others_are_a_number():
    many = [Run("", 9)] * 5
    assert the(honours(TODAY, runs=many), "run").others == "5 người, không nêu tên"
    assert the(honours(TODAY, runs=[*many, Run("Chè Xanh", 4)]), "run").others == "và 5 người khác không nêu tên"


def test_a_team_below_five_is_not_named():
    assert honours(TODAY, teams_before=[], teams_now=[Team("Ao Sen", 4, 4)]) == []
