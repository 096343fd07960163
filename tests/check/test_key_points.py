"""Points a text must tell: any wording of every part, near each other, and nothing given away."""

import json

import pytest

from binhdan import check
from binhdan.check.key_points import key, points_told

POINTS = {
    "Hạn nào?": [["danh sách", "bảng kê"], ["12/6"]],
    "Tiền thế nào?": [["miễn phí", "không mất tiền"]],
    "Mức nào?": [["1.250.000"], ["70 %"]],
}
CASE = {"key": key("thu", POINTS), "least_points": 2}


@pytest.mark.parametrize(
    "text, told",
    [
        ("Gửi danh sách trước ngày 12 tháng 6.", [True, False, False]),
        ("gui bang ke. Han la 12-6-2026.", [True, False, False]),
        ("Bảng kê thì gửi sớm. Bà con không mất tiền. Hạn là 12/6.", [False, True, False]),
        ("Được 1,25 triệu, bằng 70%; MIỄN PHÍ khám.", [False, True, True]),
        ("Danh sách 13/6, 70 hộ, 1.250.000 đồng.", [False, False, False]),
        ("", [False, False, False]),
    ],
)
def test_any_wording_counts_and_its_parts_stand_together(text, told):
    assert points_told(text, CASE["key"]) == told


def test_the_missing_points_are_named_by_their_question_and_not_in_a_held_out_case():
    said = check.key_points_told("Bà con không mất tiền khi đến trạm.", case=CASE).reason
    assert "1/3" in said and "“Hạn nào?”" in said and "Tiền thế nào" not in said and "12/6" not in said
    assert "Hạn nào" not in check.key_points_told("Bà con không mất tiền khi đến trạm.", case=CASE | {"held_out": True}).reason


def test_enough_points_pass():
    assert check.key_points_told("Bà con không mất tiền. Gửi danh sách trước 12/6.", case=CASE).passed
    assert not check.key_points_told("Bà con không mất tiền. Gửi danh sách trước 12/6.", case=CASE | {"least_points": 3}).passed


def test_the_key_shows_no_wording():
    text = json.dumps(CASE["key"], ensure_ascii=False)
    assert not any(wording in text for wording in ("danh", "bang", "12/6", "d12.6", "miễn", "mien"))


@pytest.mark.parametrize("wording", ["", "một hai ba bốn năm sáu bảy tám"])
def test_a_wording_that_could_never_be_met_is_refused(wording):
    with pytest.raises(ValueError):
        key("thu", {"a": [[wording]]})
