"""Nicknames: whose is which, and what can be none."""

import pytest


@pytest.fixture
def people(binhdan, roster):
    rows = [("Lê Thị Lan", "1990", "Ao Sen", "", "lan-2"), ("Lò Thị Mận", "1985", "Gò Mây", "", "man-1"), ("Vàng", "1970", "Gò Mây", "", "vang-1")]
    binhdan("enrol", roster(*rows), "--yes")


KEPT = "SELECT code, nickname FROM nicknames JOIN learners ON number = learner ORDER BY code"


def test_a_nickname_is_given_changed_and_taken_away(people, binhdan, query):
    status, out, _ = binhdan("nickname", "lan-2", "  Chè   Xanh ")
    assert status == 0 and "Lê Thị Lan: Chè Xanh" in out and "consent lan-2 nickname" in out
    binhdan("consent", "lan-2", "nickname", "--given", "--evidence", "phiếu 1")
    status, out, _ = binhdan("nickname", "lan-2", "Búp Chè 7")
    assert status == 0 and "consent" not in out and query(KEPT) == [("lan-2", "Búp Chè 7")]
    assert "Đã bỏ" in binhdan("nickname", "lan-2", "--remove")[1] and query(KEPT) == []
    assert "chưa có biệt danh" in binhdan("nickname", "lan-2", "--remove")[1]
    assert query("SELECT count(*) FROM access_log WHERE action = 'nickname' AND subject = 'lan-2'") == [(3,)]


@pytest.mark.parametrize("twin", ["chè xanh", "CHE XANH", "Chè\u200bXanh", "che\u0300 xanh", "Chẻ-Xanh."])
def test_two_that_look_alike_are_one(people, binhdan, query, twin):
    binhdan("nickname", "lan-2", "Chè Xanh")
    status, _, err = binhdan("nickname", "man-1", twin)
    assert status == 1 and "đã có người dùng" in err
    assert binhdan("nickname", "lan-2", twin)[0] == 0, "one's own may be written otherwise"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lò Thị Mận", "họ tên thật"),
        ("lo thi man", "họ tên thật"),
        ("Lê Thị Lan", "họ tên thật"),
        ("<b>Chè</b>", "'<'"),
        ("=1+1", "'='"),
        ("Chè 🍵", "🍵"),
        ("C", "từ 2 đến 24"),
        ("x" * 25, "từ 2 đến 24"),
        ("1945", "một chữ cái"),
        ("", "từ 2 đến 24"),
        ("Chè\u202eXanh\n\x00", "Chỉ dùng"),
    ],
)
def test_what_can_be_none(people, binhdan, query, text, words):
    status, _, err = binhdan("nickname", "lan-2", text)
    assert status == 1 and words in err and query(KEPT) == []


def test_a_word_that_is_somebodys_only_name_is_free(people, binhdan, query):
    assert binhdan("nickname", "lan-2", "Vàng")[0] == 0
    status, _, err = binhdan("nickname", "ai-do", "Chè")
    assert status == 1 and "Không có học viên" in err
