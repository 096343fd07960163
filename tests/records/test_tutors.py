"""The trainer network: tutors of residential groups, their learners, and the gaps."""

import pytest

from binhdan import records
from binhdan.records import tutors
from binhdan.records.database import RecordsError


@pytest.fixture
def people(binhdan, roster):
    binhdan("enrol", roster(*((f"Trần Thị {name}", str(year), group, "", code) for name, year, group, code in (("Lan", 1960, "Ao Sen", "lan"), ("Hoa", 1970, "Ao Sen", "hoa"), ("Mai", 1980, "Ao Sen", "mai"), ("Yến", 1990, "Gò Mây", "yen")))), "--yes")


def test_groups_with_and_without_tutors(people, url):
    with records.opened(url) as book:
        with book.writing() as session:
            tutors.appoint(session, "lan")
            tutors.appoint(session, "lan")
            tutors.appoint(session, "lan", "Bến Trà")
            tutors.assign(session, "lan", ["hoa"])
        with book.reading() as session:
            found = {each.group: (each.tutors, each.learners, each.alone) for each in tutors.network(session)}
    assert len(found) == 11
    assert found["Ao Sen"] == (("lan",), 3, 1)
    assert found["Bến Trà"] == (("lan",), 0, 0)
    assert found["Gò Mây"] == ((), 1, 1)
    assert found["Khe Sim"] == ((), 0, 0)


def test_a_learner_has_one_tutor_at_a_time(people, url, query):
    with records.opened(url) as book, book.writing() as session:
        for tutor in ("lan", "mai"):
            tutors.appoint(session, tutor)
            tutors.assign(session, tutor, ["hoa"])
    assert query("SELECT learner_code, tutor_code FROM tutoring") == [("hoa", "mai")]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s: tutors.appoint(s, "ai-do"),
        lambda s: tutors.appoint(s, "lan", "Bến Xe"),
        lambda s: tutors.assign(s, "yen", ["hoa"]),
        lambda s: (tutors.appoint(s, "lan"), tutors.assign(s, "lan", ["lan"])),
        lambda s: (tutors.appoint(s, "lan"), tutors.assign(s, "lan", ["hoa", "ai-do"])),
    ],
)
def test_what_can_not_be_is_refused_and_leaves_nothing(people, url, query, wrong):
    with pytest.raises(RecordsError), records.opened(url) as book, book.writing() as session:
        wrong(session)
    assert query("SELECT * FROM tutoring") == query("SELECT * FROM tutors") == []
