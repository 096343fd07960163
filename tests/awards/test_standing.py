"""Who has passed a level, and under which name."""

import unicodedata

import pytest

from binhdan.awards import standing
from binhdan.awards.holders import Holder, clean_name, read_names
from binhdan.awards.problem import AwardError
from binhdan.grading import results
from class_marks import mark


def stand(course, folder, *args, **changed):
    mark(course, folder, "hv-1", *args, **changed)
    return standing.standings(standing.rule(course, 1), results.load_all(folder))[0]


def test_the_rule_comes_from_the_curriculum(course, asked):
    assert (asked.points, asked.max_points, len(asked.lessons)) == (119.0, 170.0, 13)


def test_passed(course, tmp_path):
    found = stand(course, tmp_path)
    assert found.passed and found.points == 153.0


@pytest.mark.parametrize("points, passes", [({12: 24, 13: 20, **{n: 7 for n in range(1, 12)}}, True),  # 121
                                            ({12: 24, 13: 18, **{n: 7 for n in range(1, 12)}}, True),  # 119, the line
                                            ({12: 24, 13: 17.5, **{n: 7 for n in range(1, 12)}}, False),
                                            ({12: 23.5}, False), ({12: 24}, True), ({12: 0}, False)])
def test_the_lines(course, tmp_path, points, passes):
    assert stand(course, tmp_path, points).passed is passes


def test_teach_back_must_be_marked_by_a_person(course, tmp_path):
    found = stand(course, tmp_path, **{"teach-back": {"needs_person": True}})
    assert not found.passed and "dạy lại" in found.missing[0]
    assert stand(course, tmp_path, **{"teach-back": {"needs_person": False}}).passed
    # What is handed in as it was given out has its points from the machine, and nobody will look at it.
    blank = (results.Cell("bai-giang-check", 14.0, 14.0), results.Cell("giang-thu", 0.0, 6.0, blank=True))
    assert not stand(course, tmp_path, **{"teach-back": {"cells": blank, "points": 14.0}}).passed


def test_what_has_no_mark_counts_nothing(course, tmp_path):
    found = stand(course, tmp_path, **{"challenge": {"state": results.NOT_GRADED}})
    assert not found.passed and found.points == 153.0 - 36


def test_more_points_than_a_lesson_has_count_for_nothing(course, tmp_path):
    assert stand(course, tmp_path, {1: 1000}).points == 154.0


def test_a_level_test_or_another_level_counts_for_nothing(course, tmp_path):
    mark(course, tmp_path, "hv-1")
    for name in ("b1-sau", "b2-01-bai"):
        result = results.load(tmp_path, "hv-1", "b1-01-bai")
        results.save(tmp_path, results.Result(**{**result.__dict__, "assignment": name}))
    assert standing.standings(standing.rule(course, 1), results.load_all(tmp_path))[0].points == 153.0


def test_a_level_without_its_last_lessons_gives_no_certificate(course):
    with pytest.raises(AwardError, match="Bậc 2 chưa có"):
        standing.rule(course, 2)
    with pytest.raises(AwardError, match="Không có bậc 9"):
        standing.rule(course, 9)


@pytest.mark.parametrize("raw, clean", [
    ("  Lò\u00a0Thị  Mận ", "Lò Thị Mận"), (unicodedata.normalize("NFD", "Nguyễn Thị Hằng"), "Nguyễn Thị Hằng"),
    ("Y\u200b Moan\u00ad", "Y Moan"), ("H'Hen Niê", "H'Hen Niê"), ("Đặng Tr. Ước", "Đặng Tr. Ước"),
])
def test_names_are_tidied(raw, clean):
    assert clean_name(raw) == clean


@pytest.mark.parametrize("raw", ["", "  ", "Mận 🌱", "<b>Mận</b>", "Mận #1", "Mận\x07", "#image(\"x\")", "李小龙", "A" * 61, "'; DROP", "=1+1", "Mận\u202e"])
def test_what_no_certificate_can_carry_is_refused(raw):
    with pytest.raises(ValueError):
        clean_name(raw)


def write(folder, text, encoding="utf-8"):
    file = folder / "ten.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("text, encoding", [
    ("code,name,birth_year\nhv-1,Lò Thị Mận,1984\n", "utf-8"), ("Mã học viên;Họ và tên;Năm sinh\r\nhv-1;Lò Thị Mận;1984\r\n", "utf-8-sig"),
    ("năm sinh\tmã\thọ tên\n1984\thv-1\tLò Thị Mận\n\n", "utf-8"),
])
def test_names_from_a_csv(tmp_path, text, encoding):
    assert read_names(write(tmp_path, text, encoding)) == ({"hv-1": Holder("hv-1", "Lò Thị Mận", 1984)}, [])


def test_each_bad_row_is_named_and_the_others_stay(tmp_path):
    rows = "code,name,birth_year\na,Lò Thị Mận,\nb,,\nc,Mận 🌱,\nd,Lò Văn Quý,19x4\n,Lò Văn Ước,\ne,Một Tên,\ne,Tên Khác,\na,Lò Thị Mận,\n"
    names, problems = read_names(write(tmp_path, rows))
    assert set(names) == {"a"}
    assert [p.split(":")[0] for p in problems] == [f"ten.csv dòng {n}" for n in (3, 4, 5, 6, 8)]


@pytest.mark.parametrize("text, encoding, says", [("code,name\nhv-1,Lò Thị Mận\n", "cp1258-like", "UTF-8"), ("x,y\n1,2\n", "utf-8", "dòng đầu"), ("", "utf-8", "dòng đầu")])
def test_a_file_that_is_none_is_named(tmp_path, text, encoding, says):
    file = write(tmp_path, text) if encoding == "utf-8" else tmp_path / "ten.csv"
    if encoding != "utf-8":
        file.write_bytes(b"code,name\nhv-1,L\xdf Th\xde M\xcb n\n")
    with pytest.raises(AwardError, match=says):
        read_names(file)
