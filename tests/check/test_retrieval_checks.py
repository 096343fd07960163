"""The checks of the store of procedures, on the lesson's own sixty procedures."""

import json
from pathlib import Path

import pytest

from binhdan import cases, check
from binhdan.authoring.fill import solutions
from binhdan.authoring.parse import load
from binhdan.check.verdict import State
from binhdan.curriculum import load_course
from binhdan.text import fold, words

ROOT = Path(__file__).resolve().parents[2]
OPEN = "B4.10/cau-hoi-mo"
HELD_OUT = ("B4.10/cau-hoi-an-1", "B4.10/cau-hoi-an-2")


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(ROOT))


@pytest.fixture(scope="module")
def answer():
    names = {}
    exec(solutions(load(load_course(ROOT).lesson("B4.10")))["kho"], names)
    return names["cau_hinh"], names["tu_dong_nghia"]


def settings(by="de_muc", size=100, overlap=0, labels=("ten", "de_muc")):
    return {"cat_theo": by, "so_tu": size, "goi_dau": overlap, "gan_nhan": list(labels)}


def share(configuration, synonyms):
    """How many of the forty held-out questions are answered, read from the verdicts."""
    reasons = [check.retrieval_finds(configuration, synonyms, case=case).reason for case in HELD_OUT]
    return sum(int(reason.split("/")[0].rsplit(" ", 1)[1]) for reason in reasons)


def test_better_stores_find_more(answer):
    _, full = answer
    some = {term: forms[:1] for term, forms in full.items()}
    ladder = [
        (settings("do_dai", 1000, 0, ()), {}),
        (settings(), {term: forms for term, forms in list(full.items())[:6]}),
        (settings("do_dai", 60, 15, ()), full),
        (settings(), some),
        (settings(), full),
    ]
    found = [share(*rung) for rung in ladder]
    assert found == sorted(found) and len(set(found)) == len(found)
    assert found[0] <= 6 and found[-2] < 34 <= found[-1], found


def test_the_order_of_rows_does_not_matter(answer):
    configuration, full = answer
    turned = {term: forms[::-1] for term, forms in reversed(full.items())}
    assert share(configuration, turned) >= 34


def test_synonyms_without_diacritics_work_as_well(answer):
    configuration, full = answer
    plain = {term: [fold(form) for form in forms] for term, forms in full.items()}
    assert share(configuration, plain) == share(configuration, full)


def test_everything_means_everything_finds_nothing(answer):
    configuration, full = answer
    every = [form for forms in full.values() for form in forms][:12]
    assert share(configuration, dict.fromkeys(full, every)) <= 4
    assert "hai chữ giấy tờ" in check.synonyms_are_sound(dict.fromkeys(full, every), case=OPEN).reason


@pytest.mark.parametrize(
    "raw, said",
    [
        (settings("do_dai", 1000), "từ"),
        (settings(labels=("de_muc",)), "thủ tục nào"),
        (settings(labels=("ten",)), "mục nào"),
        (settings(size="100"), "so_tu"),
        ("de_muc", "bảng"),
    ],
)
def test_chunks_that_do_not_carry_their_source(raw, said):
    verdict = check.chunks_carry_their_source(raw, case=OPEN)
    assert verdict.state is State.FAILED and said in verdict.reason


@pytest.mark.parametrize(
    "change, said",
    [
        ({"phi thuyền": ["tàu vũ trụ"]}, "phi thuyền"),
        ({"thiên tai": ["bão"]}, "bỏ dấu"),
        ({"khai sinh": ["con dâu tôi mới đẻ tuần trước"]}, "dài quá"),
        ({"khai sinh": "mới đẻ"}, "danh sách"),
        ({"khai sinh": [""]}, "danh sách"),
        ({3: ["ba"]}, "Bên trái"),
        ({"khai tử": ["mới đẻ"]}, "hai chữ"),
    ],
)
def test_unsound_synonyms(answer, change, said):
    verdict = check.synonyms_are_sound(answer[1] | change, case=OPEN)
    assert verdict.state is State.FAILED and said in verdict.reason


def test_nothing_yet_is_not_attempted():
    assert check.synonyms_are_sound({}, case=OPEN).state is State.NOT_ATTEMPTED


def test_held_out_questions_have_no_official_words_and_are_not_the_open_ones(answer):
    titles = {row["ma"]: row["ten"] for row in cases.load("B4.10/thu-tuc")["thu_tuc"]}
    rows = [row for case in HELD_OUT for row in cases.load(case)["cau_hoi"]]
    known = {fold(row["hoi"]) for case in (OPEN, "B4.10/so-truc") for row in cases.load(case)["cau_hoi"]}
    assert len(rows) == 40 and len(titles) == 60
    assert sum(row["hoi"].isascii() for row in rows) >= 12
    for row in rows:
        assert fold(row["hoi"]) not in known
        asked = " ".join(words(row["hoi"]))
        pairs = list(zip(words(titles[row["ma"]]), words(titles[row["ma"]])[1:]))
        assert sum(f"{a} {b}" in asked for a, b in pairs) == 0, row["hoi"]


def test_the_data_is_what_the_script_writes(tmp_path):
    import runpy
    import shutil

    folder = load_course(ROOT).lesson("B4.10").folder
    copy = tmp_path / "lesson"
    shutil.copytree(folder, copy)
    runpy.run_path(str(copy / "make_data.py"), run_name="__main__")
    for file in sorted((*folder.glob("data/*.json"), *folder.glob("hidden/*.json"))):
        assert json.loads((copy / file.relative_to(folder)).read_text("utf-8")) == json.loads(file.read_text("utf-8"))
