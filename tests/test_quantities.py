"""Numbers with units as people write them."""

import pytest

from binhdan.quantities import quantities


@pytest.mark.parametrize(
    "text, found",
    [
        ("Lệ phí 8.000 đồng", [(8000, "đồng")]),
        ("bác nộp 8 nghìn đồng, sau 5 hôm", [(8000, "đồng"), (5, "ngày")]),
        ("8000đ", [(8000, "đồng")]),
        ("tốn 8k hay 8 ngàn", [(8000, "đồng"), (8000, "đồng")]),
        ("1,5 triệu đồng", [(1500000, "đồng")]),
        ("15 đô la", [(15, "đô la")]),
        ("không thu, nộp ở quầy số 3", [(0, "đồng"), (3, "quầy")]),
        ("MIỄN PHÍ ạ", [(0, "đồng")]),
        ("le phi 9 nghin dong", [(9000, "đồng")]),
        ("Ngày 15/3/2026, mẫu HT-01, gọi 0200 555 100", []),
        ("", []),
    ],
)
def test_reads(text, found):
    assert quantities(text) == found
