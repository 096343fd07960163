"""A document is shown whole, as text, with where it comes from."""

from binhdan.playground.document_page import _Document


def test_every_line_is_there_and_nothing_is_taken_for_html():
    case = {"source": {"title": "CÔNG VĂN <b>1</b>", "lines": ["Kính gửi: a & b", "Điều 1."]}, "origin": "Bịa để luyện tập."}
    page = _Document(case).still()
    assert "CÔNG VĂN &lt;b&gt;1&lt;/b&gt;" in page and "a &amp; b" in page and "Điều 1." in page and case["origin"] in page
    assert _Document(case).widget().value == page
