"""How a verb ends: what is in the way is one line and status 1, a mistake in the program is not hidden."""

import argparse

import pytest

from binhdan.curriculum import CourseError
from binhdan.records import ending
from binhdan.records.database import RecordsError

NOTHING = argparse.Namespace()


class OwnError(Exception):
    pass


def ended(error, **settings):
    def run(_args):
        raise error

    return ending.of(run, NOTHING, "Đã dừng.", **settings)


@pytest.mark.parametrize(
    ("error", "settings", "status", "said"),
    [
        (CourseError("thiếu bài"), {}, 1, "thiếu bài\n"),
        (RecordsError("sổ hỏng"), {}, 1, "sổ hỏng\n"),
        (OwnError("khoá sai"), {"also": (OwnError,)}, 1, "khoá sai\n"),
        (PermissionError(13, "khoá"), {"disk": lambda error: f"không ghi được: {error.strerror}"}, 1, "không ghi được: khoá\n"),
        (ModuleNotFoundError("x", name="openpyxl"), {}, 1, 'Thiếu gói openpyxl. Cài bằng `pip install "binhdan[ward]"` rồi chạy lại.\n'),
        (KeyboardInterrupt(), {}, 130, "\nĐã dừng.\n"),
    ],
)
def test_what_is_in_the_way_is_one_line(error, settings, status, said, capsys):
    assert ended(error, **settings) == status
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    "error", [OwnError("ai biết"), PermissionError(13, "khoá"), ZeroDivisionError(), ModuleNotFoundError("x", name="binhdan.nothing"), ModuleNotFoundError("x")]
)
def test_a_mistake_in_the_program_passes_on(error):
    with pytest.raises(type(error)):
        ended(error)


def test_the_status_of_the_verb_is_its_own():
    assert ending.of(lambda _args: 3, NOTHING, "") == 3
