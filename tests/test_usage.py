"""The command line speaks Vietnamese of its own words too."""

import pytest

from binhdan.cli import main


def said(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    return ended.value.code, "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "còn thiếu LỆNH"),
        (["enroll"], "'enroll' không có; chọn một trong:"),
        (["enrol"], "còn thiếu DANH_SÁCH"),
        (["enrol", "ds.csv", "--lop", "A"], "không hiểu --lop A"),
        (["enrol", "ds.csv", "--cohort"], "--cohort: cần một giá trị theo sau"),
        (["report", "kpi", "--until", "mai"], "không hiểu ngày «mai»"),
        (["demo", "--learners", "nhiều"], "--learners: 'nhiều' không đúng dạng"),
        (["nickname", "lan-2"], "phải có một trong các chữ"),
        (["nickname", "lan-2", "Chè", "--remove"], "không dùng cùng"),
    ],
)
def test_a_call_that_is_not_right_is_explained(words, told, capsys):
    status, text = said(words, capsys)
    assert status == 2 and told in text and "--help" in text and "cách gọi: binhdan" in text
    assert "error" not in text and "argument" not in text


def test_help_has_vietnamese_headings(capsys):
    status, text = said(["recompute", "--help"], capsys)
    assert status == 0 and "thêm được" in text and "hiện lời giúp này rồi thôi" in text and "options" not in text


def test_a_stop_while_a_verb_is_loaded_is_a_stop(monkeypatch, capsys):
    from binhdan import cli

    def stopped(name):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.importlib, "import_module", stopped)
    assert main(["learners"]) == 130 and "Đã dừng" in capsys.readouterr().err
