"""Days as Vietnam counts them, on a machine whose clock stands in another zone."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from binhdan.grading import due_dates
from binhdan.records import days

LATE = datetime(2026, 11, 26, 21, 9, tzinfo=UTC)


def test_a_moment_in_the_evening_of_greenwich_is_the_next_morning():
    assert days.in_vietnam(LATE).isoformat() == "2026-11-27T04:09:00+07:00"
    assert days.in_vietnam(LATE).date().toordinal() == days.day_of(LATE.timestamp())
    assert days.in_vietnam(datetime(2026, 11, 27)).date() == date(2026, 11, 27)


@pytest.mark.skipif(os.name == "nt", reason="optional: the zone of a process is set another way")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_zone_of_the_machine_changes_nothing(zone):
    code = (
        "import time; from binhdan.records import days; from binhdan.grading import due_dates; time.tzset();"
        "print(days.today().toordinal() - days.day_of(time.time()), due_dates.moment('2026-11-30').isoformat())"
    )
    told = subprocess.run([sys.executable, "-c", code], env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0", "2026-11-30T23:59:59+07:00"]


@pytest.mark.parametrize("text, due", [
    ("2026-11-30", "2026-11-30T23:59:59+07:00"), ("2026-11-30T17:00", "2026-11-30T17:00:00+07:00"), ("2026-11-30T17:00+00:00", "2026-12-01T00:00:00+07:00"),
])
def test_due_dates_are_vietnams_unless_they_say_otherwise(text, due):
    assert due_dates.moment(text).isoformat() == due
