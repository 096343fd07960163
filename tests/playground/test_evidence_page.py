"""A source beside recorded answers: every sentence is there, and looking one up colours words, no verdict."""

import pytest

from binhdan import cases, playground
from binhdan.curriculum import find_root


@pytest.fixture(autouse=True)
def marker(monkeypatch):
    monkeypatch.setenv("BINHDAN_COURSE", str(find_root()))


@pytest.mark.parametrize("name", ["B1.07/bo-1", "B1.07/bo-2"])
def test_the_still_page_holds_source_and_answers(name):
    case, page = cases.load(name), playground.evidence(name).still()
    for line in [*case["source"]["lines"], *(s for a in case["answers"] for s in a["sentences"]), case["origin"]]:
        assert line in page


def test_looking_a_sentence_up_shows_its_words_in_the_source():
    chosen, page = playground.evidence("B1.07/bo-1").widget().children
    before = page.value
    chosen.value = ("3", 5)
    unseen, seen = "#ffe0a3", "#cdebd8"
    assert unseen not in before and seen not in before
    assert f"<span style='background:{unseen};color:#1c1c1c'>114.</span>" in page.value
    assert f"<span style='background:{seen};color:#1c1c1c'>0200</span>" in page.value
    chosen.value = None
    assert page.value == before
