"""Clocks that stand wrong: what was taken back stays so, and nothing is dated before the work."""

from datetime import UTC, datetime, timedelta

import pytest

from binhdan.awards import checking, certify_command, document, issuing, statuslist
from binhdan.awards.holders import Holder
from binhdan.awards.problem import AwardError
from binhdan.grading import results
from binhdan.records.days import in_vietnam
from class_marks import mark, soon

NAMES = {"hv-0": Holder("hv-0", "Lò Thị Mận"), "hv-1": Holder("hv-1", "Lò Thị Mơ")}
NOW = datetime.now(UTC)


@pytest.fixture
def clock(monkeypatch):
    """Let the issuing machine's clock stand so many days off."""

    def stand(days):
        text = (NOW + timedelta(days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        monkeypatch.setattr(issuing, "now", lambda: text)

    return stand


def lists(folder):
    return [document.read(str(file)).badge for file in folder.glob("status-*.json")]


@pytest.mark.parametrize("days", [-365, 3650])
def test_a_revocation_holds_whatever_the_clock_said_when_it_was_signed(desk, asked, passed, clock, days):
    taken, kept = desk.issue(asked, passed("hv-0", "hv-1"), NAMES).made
    before = lists(desk.folder)
    clock(days)
    desk.revoke(taken.number, "nhầm người")
    known = before + lists(desk.folder)
    for entry, state in ((taken, checking.REVOKED), (kept, checking.VALID)):
        for source in (str(desk.folder / f"{entry.stem}.pdf"), desk.qr_text(entry)):
            found = checking.check(document.read(source), desk.signer.issuer, known, soon())
            assert (found.state, found.unsure) == (state, ())


def test_a_list_that_somebody_else_signed_revokes_nothing(desk, asked, passed, tmp_path, ward, course):
    from binhdan.awards import keyfolder

    entry = desk.issue(asked, passed("hv-0"), NAMES).made[0]
    keyfolder.init(tmp_path / "la", ward, course.root, desk.signer.issuer.page)
    stranger = keyfolder.open_signer(tmp_path / "la")
    forged = statuslist.credential(stranger, entry.book, 0, [entry.serial], (NOW + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    found = checking.check(document.read(desk.qr_text(entry)), desk.signer.issuer, [*lists(desk.folder), forged], soon())
    assert found.state == checking.VALID


def test_a_certificate_of_the_future_is_named_when_the_clock_is_right_again(desk, asked, passed, clock):
    clock(3650)
    entry = desk.issue(asked, passed("hv-0"), NAMES).made[0]
    clock(0)
    (said,) = desk.issue(asked, passed("hv-0"), NAMES).problems
    assert entry.number in said and "--again hv-0" in said
    desk.revoke(entry.number, "đồng hồ sai")
    again = desk.issue(asked, passed("hv-0"), NAMES, again=["hv-0"])
    assert again.made and not again.problems
    assert not desk.issue(asked, passed("hv-0"), NAMES).problems


def test_nothing_is_issued_with_a_date_before_the_work_was_marked(course, tmp_path):
    mark(course, tmp_path, "hv-1", challenge={"graded_at": (NOW + timedelta(days=300)).isoformat()})
    marked = results.load_all(tmp_path)
    with pytest.raises(AwardError, match=f"{in_vietnam(NOW + timedelta(days=300)):%d/%m/%Y}.*Chỉnh lại ngày giờ"):
        certify_command._look_at_the_clock(marked)
    mark(course, tmp_path, "hv-1", challenge={"graded_at": "hôm qua"})
    certify_command._look_at_the_clock(results.load_all(tmp_path))
