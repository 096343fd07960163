"""What the command line says of its own words, in Vietnamese: headings of --help and calls that are not right."""

from __future__ import annotations

import argparse

# argparse's own texts -> ours; those for programmers stay.
_WORDS = {
    "usage: ": "cách gọi: ",
    "positional arguments": "phải có",
    "options": "thêm được",
    "show this help message and exit": "hiện lời giúp này rồi thôi",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s. Xem cách gọi: %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "còn thiếu %s",
    "one of the arguments %s is required": "phải có một trong các chữ %s",
    "not allowed with argument %s": "không dùng cùng %s được",
    "unrecognized arguments: %s": "không hiểu %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ là chữ nào: %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r không có; chọn một trong: %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r không đúng dạng",
    "expected one argument": "cần một giá trị theo sau",
    "expected at least one argument": "cần ít nhất một giá trị theo sau",
    "expected at most one argument": "chỉ nhận một giá trị",
    "expected %s argument": "cần %s giá trị theo sau",
    "expected %s arguments": "cần %s giá trị theo sau",
    "ignored explicit argument %r": "không nhận giá trị %r",
}


def speak_vietnamese() -> None:
    """Let argparse speak Vietnamese in this process; again changes nothing."""
    # The texts go through these two names of its module, which stand for gettext's functions of the same use.
    argparse._ = lambda text: _WORDS.get(text, text)
    argparse.ngettext = lambda one, many, count: _WORDS.get(one if count == 1 else many, one if count == 1 else many)
