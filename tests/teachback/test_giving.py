"""Packets: blind, private, complete; a second run adds and never changes what was given out."""

import csv
import shutil

import nbformat
import pytest
import reviewing
from nbformat.v4 import new_notebook
from reviewing import LEARNERS

from binhdan.teachback import pages, works


def packets(folder):
    return {path.relative_to(folder.path).as_posix(): path.read_bytes() for path in folder.path.glob("packets/*/*.html")}


def authors(now, code):
    return [now.works[item.work].author for item in now.reviewers[code].items if not item.calibration]


def test_everybody_reads_four_and_two_with_known_marks(given, rubric):
    _, now = given
    assert set(now.reviewers) == set(LEARNERS) and len({r.token for r in now.reviewers.values()}) == 6
    assert len({item.key for r in now.reviewers.values() for item in r.items}) == 36
    for code, reviewer in now.reviewers.items():
        assert len(set(authors(now, code))) == 4 and code not in authors(now, code)
        better, weaker = sorted((sum(rubric.reference(i.work).marks) for i in reviewer.items if i.calibration), reverse=True)
        assert better > weaker
    # What has a known mark does not always stand at the same place.
    assert len({tuple(item.calibration for item in r.items) for r in now.reviewers.values()}) > 1


def test_packets_are_blind_and_carry_one_secret_only(given):
    folder, now = given
    for name, page in packets(folder).items():
        text, code = page.decode(), name.split("/")[1]
        own_story = f"Đây là chuyện của {works.HIDDEN}."
        assert text.count(own_story) == 4 and f'data-code="{code}"' in text
        assert not [other for other in LEARNERS if f"chuyện của {other}" in text]
        assert [other for other, r in now.reviewers.items() if r.token in text] == [code]
        assert not [each for each in now.works if f'"{each}"' in text or f">{each}<" in text]
        assert "mau" not in text.split("<main>")[1] and "calibration" not in text
        assert "http://" not in text and "https://" not in text


def test_only_the_owner_can_read_what_was_given_out(given):
    folder, _ = given
    for path in [folder.path.parent, *folder.path.parent.rglob("*")]:
        if path.name != ".grading.lock":  # empty
            assert path.stat().st_mode & 0o077 == 0, path


def test_names_of_the_records_are_hidden_and_groups_spread(peers, class_folder, course, tmp_path):
    roster = tmp_path / "ds.csv"
    groups = ("Ao Sen", "Gò Mây", "Bến Trà", "Khe Sim", "Ao Sen", "Gò Mây")
    rows = [("Họ và tên", "Năm sinh", "Tổ dân phố", "Mã học viên")]
    rows += [(f"Trần Thị {code.title()} Xuân", str(1960 + i), groups[i], code) for i, code in enumerate(LEARNERS)]
    with roster.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    from binhdan.cli import main

    assert main(["enrol", str(roster), "--yes", "--class-folder", str(class_folder)]) == 0
    reviewing.hand_in(course, class_folder, "chi", "Tôi là TRẦN THỊ  Chi\nXuân, kể cho cô Xuân ở tổ bên. Cô vướng chỗ nguồn.")
    reviewing.mark_by_machine(course, class_folder, ["chi"])
    status, out, _ = peers("allocate", "B1.13", "--seed", "x")
    _, now = reviewing.round_of(class_folder)
    assert status == 0 and "chưa ghi danh" not in out
    story = dict(now.newest()["chi"].parts)["Kể cho hàng xóm"]
    assert story == f"Tôi là {works.HIDDEN}, kể cho cô Xuân ở tổ bên. Cô vướng chỗ nguồn."
    where = dict(zip(LEARNERS, groups))
    # All four could only be avoided if more people read each other both ways.
    assert sum(where[code] == where[author] for code in LEARNERS for author in authors(now, code)) <= 2


def test_markup_stays_text_and_no_script_but_ours_may_run(peers, class_folder, course):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> & {{ 7*7 }} </div></main> %%bash rm"
    reviewing.hand_in(course, class_folder, "anh", evil, lecture=evil)
    reviewing.mark_by_machine(course, class_folder, ["anh"])
    peers("allocate", "B1.13")
    folder, now = reviewing.round_of(class_folder)
    reader = next(code for code in LEARNERS if "anh" in authors(now, code))
    page = (folder.path / f"packets/{reader}/danh-gia-1.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1 and "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; &amp; {{ 7*7 }}" in page
    assert "default-src 'none'" in page and "script-src 'sha256-" in page


def test_a_huge_work_is_cut_and_says_so(peers, class_folder, course):
    reviewing.hand_in(course, class_folder, "anh", "chè " * 500_000)
    reviewing.mark_by_machine(course, class_folder, ["anh"])
    assert peers("allocate", "B1.13")[0] == 0
    folder, now = reviewing.round_of(class_folder)
    story = dict(now.newest()["anh"].parts)["Kể cho hàng xóm"]
    assert len(story) < works.MAX_LETTERS + 100 and story.endswith(works.CUT)
    assert all(len(page) < 80_000 for page in packets(folder).values())


def test_again_changes_nothing(given, peers):
    folder, _ = given
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    status, out, _ = peers("allocate", "B1.13", "--seed", "other")
    assert status == 0 and "Phát thêm 0 lượt đọc, 0 phiếu mới" in out
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_a_packet_that_was_lost_is_made_again_to_the_byte(given, peers):
    folder, _ = given
    before = packets(folder)
    shutil.rmtree(folder.path / "packets")
    assert "6 phiếu mới" in peers("allocate", "B1.13")[1]
    assert packets(folder) == before


def test_a_late_joiner_adds_packets(given, peers, class_folder, course):
    folder, before = given
    old = packets(folder)
    reviewing.hand_in(course, class_folder, "tre")
    reviewing.mark_by_machine(course, class_folder, ["tre"])
    status, out, _ = peers("allocate", "B1.13")
    now = folder.load_round()
    assert status == 0 and "7 bài, 7 người chấm" in out
    new = packets(folder)
    assert {name: new[name] for name in old} == old
    assert len(authors(now, "tre")) == 4 and sum(i.calibration for i in now.reviewers["tre"].items) == 2
    readers = [code for code in LEARNERS if "tre" in authors(now, code)]
    assert len(readers) == 4
    assert set(new) - set(old) == {"packets/tre/danh-gia-1.html", *(f"packets/{code}/danh-gia-2.html" for code in readers)}
    for code in LEARNERS:
        assert now.reviewers[code].token == before.reviewers[code].token
        assert now.reviewers[code].items[:6] == before.reviewers[code].items


def test_works_of_who_sends_nothing_go_to_others(given, peers, tmp_path):
    folder, now = given
    sheets = reviewing.everybody(now, lambda code, item: [1, 1, 1])
    del sheets["hoa"]
    assert peers("collect", reviewing.send(tmp_path, sheets))[0] == 0
    lost = authors(now, "hoa")
    assert "Phát thêm 0 lượt đọc" in peers("allocate", "B1.13")[1]
    peers("allocate", "B1.13", "--missing")
    again = folder.load_round()
    added = [author for code in LEARNERS for author in authors(again, code)[4:]]
    # In a class of six somebody may have read all that is not their own.
    assert added and set(added) <= set(lost) and len(again.reviewers["hoa"].items) == 6
    assert "Phát thêm 0 lượt đọc" in peers("allocate", "B1.13", "--missing")[1]


def test_a_newer_version_is_given_out_anew(given, peers, class_folder, course):
    folder, now = given
    reviewing.hand_in(course, class_folder, "chi", "Tôi kể lại cho bà Tơ. Bà nói đúng. Bà vướng chữ nguồn.")
    status, _, err = peers("allocate", "B1.13")
    assert status == 3 and "chi: có bản nộp mới chưa chấm" in err
    reviewing.mark_by_machine(course, class_folder, ["chi"])
    assert peers("allocate", "B1.13")[0] == 0
    again = folder.load_round()
    assert again.newest()["chi"].id == "t07" and again.works[now.newest()["chi"].id] == now.newest()["chi"]
    assert sum(item.work == "t07" for r in again.reviewers.values() for item in r.items) == 4


@pytest.mark.parametrize(("count", "each", "told"), [(1, 0, "chưa đến 2 người đọc"), (2, 1, "chưa đến 2 người đọc"), (3, 2, ""), (4, 3, "")])
def test_a_small_class_gets_what_is_possible(peers, class_folder, count, each, told):
    for code in LEARNERS[count:]:
        shutil.rmtree(class_folder / "results" / code)
    status, out, _ = peers("allocate", "B1.13")
    _, now = reviewing.round_of(class_folder)
    assert status == 0 and (told in out if told else "chưa đến 2" not in out)
    assert [len(authors(now, code)) for code in now.reviewers] == [each] * count


def test_who_is_left_out_is_named_with_the_next_step(peers, class_folder, course):
    from binhdan.grading import results

    reviewing.hand_in(course, class_folder, "trong", story="")
    reviewing.mark_by_machine(course, class_folder, ["trong"])
    broken = results.load(class_folder, "anh", "b1-13-ai-bia-la-gi")
    results.save(class_folder, results.Result(**{**vars(broken), "state": "not graded", "why": "Tệp hỏng."}))
    nbformat.write(new_notebook(), class_folder / "autograded/binh/b1-13-ai-bia-la-gi/b1-13-ai-bia-la-gi.ipynb")
    status, out, err = peers("allocate", "B1.13")
    assert status == 3 and "4 bài, 4 người chấm" in out
    for line in ("trong: để trống phần người chấm", "anh: bài chưa chấm được: Tệp hỏng", "binh: để trống"):
        assert line in err


def test_a_work_with_a_persons_mark_is_read_to_calibrate_and_gets_no_packet_mark(peers, class_folder, course):
    from binhdan.grading import gradebook, results

    with gradebook.opened(class_folder) as book:
        for code, mark in (("anh", 6.0), ("binh", 0.5)):
            grade = book.find_grade("giang-thu", "b1-13-ai-bia-la-gi", "b1-13-ai-bia-la-gi", code)
            grade.manual_score, grade.needs_manual_grade = mark, False
        book.db.commit()
        for code in ("anh", "binh"):
            marks = gradebook.marks(book, code, "b1-13-ai-bia-la-gi")
            old = results.load(class_folder, code, "b1-13-ai-bia-la-gi")
            results.save(class_folder, results.Result(**{**vars(old), "points": marks.points, "cells": marks.cells, "needs_person": False}))
    status, out, _ = peers("allocate", "B1.13", "--seed", "x")
    _, now = reviewing.round_of(class_folder)
    assert status == 0 and "2 bài đã có điểm người hướng dẫn" in out
    assert sorted(now.known.values()) == [0.5, 6.0]
    read = {author for code in LEARNERS for author in authors(now, code)}
    assert read == set(LEARNERS[2:]) and set(now.reviewers) == set(LEARNERS)
    for code, reviewer in now.reviewers.items():
        assert not [i for i in reviewer.items if i.calibration and i.work in now.works and now.works[i.work].author == code]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("allocate", "B1.07"), "không phải bài dạy lại"), (("mark",), "Chưa phát"), (("collect", "."), "Chưa phát"), (("allocate", "B9.99"), "Không có bài học")],
)
def test_wrong_calls_say_what_to_do(peers, words, told):
    status, _, err = peers(*words)
    assert status == 1 and told in err


def test_criteria_that_do_not_add_up_to_the_cell_are_told(class_folder, course, rubric):
    from dataclasses import replace

    from binhdan.teachback.giving import give
    from binhdan.teachback.problem import TeachBackError

    with pytest.raises(TeachBackError, match="được 4 điểm, nhưng ô giang-thu"):
        give(course.lesson("B1.13"), class_folder, replace(rubric, criteria=rubric.criteria[:2]), {}, False, "x")
    assert not (class_folder / "teach-back").exists()


def test_a_damaged_round_is_not_written_over(given, peers):
    folder, _ = given
    (folder.path / "round.json").write_text('{"works": ')
    status, _, err = peers("allocate", "B1.13")
    assert status == 1 and "sao lưu" in err
    assert (folder.path / "round.json").read_text() == '{"works": '


def test_a_reference_that_is_taken_out_of_the_file_leaves_the_rest(given, course, rubric):
    from dataclasses import replace

    _, now = given
    code = next(iter(now.reviewers))
    key = next(item.work for item in now.reviewers[code].items if item.calibration)
    fewer = replace(rubric, references=tuple(each for each in rubric.references if each.key != key))
    assert "Bài 5 trong 5" in pages.packet(course.lesson("B1.13"), fewer, now, code, 1)
