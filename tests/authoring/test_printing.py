"""Handouts and decks: all of the lesson that a learner may see, nothing more, and nothing from outside."""

import re
import shutil
from pathlib import Path

import pytest

from binhdan.authoring import browser, handout, reading, slides
from binhdan.authoring.exporters import DeckExporter, HandoutExporter
from binhdan.authoring.leaks import _secrets
from binhdan.authoring.trainer import PARTS
from binhdan.cli import main
from binhdan.curriculum import CourseError, load_course

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)
CODES = ["B1.01", "B1.07"]
OUTSIDE = re.compile(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//|MathJax|cdnjs|unpkg""")


def read(code):
    return reading.read(COURSE, COURSE.lesson(code))


@pytest.fixture(scope="module")
def handouts():
    return {code: HandoutExporter().convert(handout.assemble(COURSE, [read(code)], None, False)) for code in CODES}


@pytest.fixture(scope="module")
def decks():
    return {code: DeckExporter().convert(slides.assemble(COURSE, [read(code)], None)) for code in CODES}


def text(html):
    """What a reader sees: without the head, scripts and tags, in single spaces."""
    body = html[html.index("<body") :]
    plain = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", body, flags=re.S)
    return " ".join(plain.replace("&quot;", '"').replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&").split())


@pytest.mark.parametrize("code", [lesson.code for lesson in COURSE.lessons])
def test_nothing_secret_is_printed(code):
    lesson = read(code)
    secrets = [" ".join(secret.split()) for _, secret in _secrets(lesson.authored)]
    assert secrets, "a lesson without anything to hide proves nothing"
    for page in (
        HandoutExporter().convert(handout.assemble(COURSE, [lesson], None, False)),
        DeckExporter().convert(slides.assemble(COURSE, [lesson], None)),
    ):
        assert [secret for secret in secrets if secret in text(page)] == []
        assert "HIDDEN TESTS" not in page and "BEGIN SOLUTION" not in page


@pytest.mark.parametrize("code", CODES)
def test_nothing_comes_from_outside(code, handouts, decks):
    for page in (handouts[code], decks[code]):
        assert OUTSIDE.findall(re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)) == []
        assert "data:font/woff2;base64," in page and '<html lang="vi">' in page


@pytest.mark.parametrize("code", CODES)
def test_all_prose_and_hints_are_there(code, handouts):
    seen = text(handouts[code])
    authored = read(code).authored
    for hint in (block for block in authored.blocks if block.role == "hint"):
        first = re.split(r"[`*]", hint.source)[0].strip()
        assert first in seen[seen.index("Kể cho hàng xóm") :], "hints stand behind everything else"
    for heading in re.findall(r"^## (.+)$", authored.lesson.source.read_text(encoding="utf-8"), re.M):
        assert (f"<h2>{heading}</h2>" in handouts[code]) == (heading != "Kiểm tra"), heading


def test_worked_examples_keep_their_answers(handouts):
    assert "1900 6868" in text(handouts["B1.01"]) and "nhà kho số 2" in text(handouts["B1.01"])
    assert "THÔNG BÁO số 41/TB-UBND" in text(handouts["B1.07"])


def test_a_table_exercise_is_a_table_to_write_in(handouts):
    grids = re.findall(r'<table class="write">.*?</table>', handouts["B1.07"], re.S)
    assert len(grids) == 2
    for grid in grids:
        assert re.findall(r"<th>(.*?)</th>", grid) == ["trả lời", "câu", "loại lỗi"]
        assert grid.count("<td></td>") == 24
    assert handouts["B1.01"].count('class="ruled"') == 3


def test_given_text_of_an_exercise_is_printed():
    about = reading._writing("%%text sua\nTrường hợp khản cấp\n# ✏️ Viết dưới dòng này", "Trường hợp khẩn cấp")
    assert (about["kind"], about["given"], about["lines"]) == ("text", "Trường hợp khản cấp", 8)
    rows = reading._writing("%%table b\nviệc | người\nquét sân |\n# ✏️ Viết dưới dòng này\n", "quét sân | Mận")
    assert (rows["columns"], rows["given"], rows["lines"]) == (["việc", "người"], [["quét sân"]], 0)
    assert reading._writing("tong = 0\n# ✏️ Viết", "a\n" * 12)["lines"] == 16


def test_the_trainers_page_comes_only_when_asked():
    lesson = [read("B1.07")]
    for asked in (False, True):
        seen = text(HandoutExporter().convert(handout.assemble(COURSE, lesson, None, asked)))
        assert all((part in seen) == asked for part in PARTS)


def test_a_level_has_a_cover_and_a_table_of_contents():
    level, lessons = COURSE.levels[0], [read(code) for code in CODES]
    page = HandoutExporter().convert(handout.assemble(COURSE, lessons, level, False))
    seen = text(page)
    assert seen.index("Bậc 1 Xử lý văn bản cơ bản") < seen.index("Mục lục") < seen.index("Giao việc cho AI") < seen.index("Năm ô")
    assert all(f'href="#{code}"' in page and f'id="{code}"' in page for code in CODES)
    deck = DeckExporter().convert(slides.assemble(COURSE, lessons, level))
    assert all(f'href="#/{code.replace(".", "-")}"' in deck and f'id="{code.replace(".", "-")}"' in deck for code in CODES)


def test_each_slide_has_one_page_and_the_speaker_is_helped(decks):
    deck = decks["B1.07"]
    sections = re.findall(r"<section.*?</section>", deck[deck.index("<body") : deck.index("<script")], re.S)
    assert len(sections) >= 12 and all(section.count('<div class="page') == 1 for section in sections)
    notes = re.findall(r'<aside class="notes">(.*?)</aside>', deck, re.S)
    assert "Mười lăm phút" in notes[0] and "Khi không có máy" in notes[0]
    writing = [section for section in sections if "Đến lượt bạn" in section]
    assert len(writing) == 2 and "Giúp mà không mách" in writing[0] and "Giúp mà không mách" not in writing[1]
    assert "Bài 1, gợi ý 1" in writing[0] and "Bài 2, gợi ý 2" in writing[1]
    assert "Cùng bàn" in sections[-1]


def blocks_on(slide):
    return [cell.source for cell in slide.cells if cell.metadata.part.role == "prose"]


def section_of(*texts):
    made = [reading._part(slides._prose(source), role="prose") for source in texts]
    return reading.Section("Thử", made)


def test_long_prose_goes_on_to_the_next_slide():
    paragraphs = [f"Đoạn {n}. " + "chè Đồi Chè thơm ngon. " * 8 for n in range(6)]
    made = list(slides._section("Thử", section_of("\n\n".join(paragraphs))))
    assert len(made) > 1 and [p for slide in made for p in blocks_on(slide)] == [p.strip() for p in paragraphs]
    assert [slide.cells[0].metadata.part.more for slide in made] == ["", *["tiếp"] * (len(made) - 1)]
    assert all(sum(map(slides.lines, blocks_on(slide))) <= slides._LINES * slides._SQUEEZE for slide in made)


def test_a_long_table_keeps_its_head_on_every_slide():
    rows = [f"| {n} | hộ số {n} |" for n in range(30)]
    made = list(slides._section("Thử", section_of("\n".join(["| số | hộ |", "|---|---|", *rows]))))
    pieces = [piece for slide in made for piece in blocks_on(slide)]
    assert len(pieces) > 2 and all(piece.startswith("| số | hộ |\n|---|---|\n") for piece in pieces)
    assert [row for piece in pieces for row in piece.splitlines()[2:]] == rows


def test_what_announces_stays_with_what_it_announces():
    filler = "Câu này chỉ để đầy trang. " * 22
    made = list(slides._section("Thử", section_of(filler, "Ví dụ:\n\n" + "\n".join(f"{n}. việc" for n in range(1, 7)))))
    assert not any(blocks_on(slide)[-1].endswith(":") for slide in made)


@pytest.fixture
def copy(tmp_path):
    """A course with B1.07 alone."""
    shutil.copy(ROOT / "curriculum.toml", tmp_path)
    name = COURSE.lesson("B1.07").slug
    shutil.copytree(ROOT / "lessons/level1" / name, tmp_path / "lessons/level1" / name)
    (tmp_path / "notebooks/level1").mkdir(parents=True)
    shutil.copy(ROOT / f"notebooks/level1/{name}.ipynb", tmp_path / "notebooks/level1")
    return load_course(tmp_path)


def test_a_changed_lesson_must_be_built_first(copy):
    lesson = copy.lesson("B1.07")
    reading.read(copy, lesson)
    lesson.source.write_text(lesson.source.read_text(encoding="utf-8").replace("trôi chảy", "mượt mà"), encoding="utf-8")
    with pytest.raises(CourseError, match="binhdan build B1.07"):
        reading.read(copy, lesson)
    (copy.root / "notebooks/level1" / f"{lesson.slug}.ipynb").unlink()
    with pytest.raises(CourseError, match="chưa được dựng"):
        reading.read(copy, lesson)


def test_without_a_browser_there_is_html_and_advice(copy, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(copy.root))
    monkeypatch.setattr(browser, "find", lambda: None)
    assert main(["handout", "B1.07", "--out", str(tmp_path / "giấy")]) == 0
    assert main(["slides", "level1", "--out", str(tmp_path / "giấy")]) == 0
    told = capsys.readouterr()
    assert sorted(p.name for p in (tmp_path / "giấy").iterdir()) == ["B1.07-to-phat-tay.html", "bac-1-trinh-chieu.html"]
    assert told.out.splitlines() == [str(tmp_path / "giấy" / n) for n in ("B1.07-to-phat-tay.html", "bac-1-trinh-chieu.html")]
    assert "Lưu thành PDF" in told.err and "?print-pdf" in told.err and "[1/1] B1.07" in told.err


def test_what_is_not_there_is_told(copy, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(copy.root))
    assert main(["handout", "level2"]) == 2 and main(["slides", "B9.99"]) == 2
    assert "Bậc 2 chưa có bài" in capsys.readouterr().err


def test_a_browser_that_fails_is_told(copy, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_COURSE", str(copy.root))
    monkeypatch.setattr(browser, "find", lambda: shutil.which("false") or "/khong/co")
    assert main(["handout", "B1.07", "--out", str(tmp_path / "a")]) == 0
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["B1.07-to-phat-tay.html"]
    assert "không in được" in capsys.readouterr().err.lower()
