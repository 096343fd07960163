"""Badges and ranks: every one has words and a drawing that a page can take in."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from binhdan.points import badges, drawings, ranks
from binhdan.points.badges import BADGES
from binhdan.text import nfc

SVG = "{http://www.w3.org/2000/svg}"
# The records keep them as bits: what stands here once never changes its place.
ORDER = (
    "first-lesson", "put-right", "ten-lessons", "week-1", "weeks-5", "weeks-20", "weeks-50", "challenge", "teach-back",
    "no-hints", "level", "improved",
)


def test_places_never_change():
    assert tuple(badge.key for badge in BADGES)[: len(ORDER)] == ORDER


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.key)
def test_words(badge):
    assert badge.name == nfc(badge.name) and len(badge.name) <= 24
    assert badge.told.endswith(".") and badge.told == nfc(badge.told) and len(badge.told) <= 80


def sound(svg, name):
    tree = ElementTree.fromstring(svg)
    assert tree.find(f"{SVG}title").text == tree.get("aria-label") == name and tree.get("role") == "img"
    # Many stand on one page: no ids to clash, no styles that leak, nothing fetched, nothing run.
    assert not re.search(r"\bid=|<style|<script|href|url\(|\son\w+=", svg) and len(svg) < 6000
    numbers = [float(n) for path in tree.iter(f"{SVG}path") if path.get("fill") != "none" for n in re.findall(r"-?\d*\.?\d+", path.get("d"))]
    assert all(-48 <= n <= 48 for n in numbers)


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.key)
def test_drawing(badge):
    sound(badge.svg, badge.name)


def test_each_has_a_drawing_of_its_own(asked):
    drawn = [re.sub(r"<title>.*?</title>|aria-label=\".*?\"", "", svg) for svg in
             [*(badge.svg for badge in BADGES), *(drawings.rank(place, "x") for place in range(6))]]
    assert len(set(drawn)) == len(BADGES) + 6


def test_ranks_grow_with_levels(asked):
    assert [ranks.rank(set(range(1, n + 1)), asked) for n in range(7)] == [
        ranks.NONE_YET, "Mầm chè", "Búp chè", "Tôm nõn", "Nghệ nhân", "Đại sứ AI xứ Trà", "Đại sứ AI xứ Trà",
    ]
    for n in range(7):
        sound(ranks.svg(range(n), asked), ranks.rank(range(n), asked))


def test_names_from_a_file_cannot_break_out():
    assert "<script" not in drawings.rank(1, '"><script>x</script>') and "&lt;script" in drawings.rank(1, "<script>")


def test_a_badge_by_its_key():
    assert badges.badge("level").name == "Trọn một bậc"
    with pytest.raises(KeyError):
        badges.badge("khong-co")
