"""Messages through the pipe: whole, of a known form, or none at all."""

import json
import os
import struct

import pytest

from binhdan.grading.box import frames


def read(*pieces: bytes) -> list:
    reader = frames.Reader()
    found = []
    for piece in pieces:
        reader.feed(piece)
        found += reader.messages()
    return found


def test_messages_come_whole_however_they_are_cut():
    data = frames.pack("stream", {"text": "chè"}) + frames.pack("reply", [1])
    for cut in range(len(data)):
        told = read(data[:cut], data[cut:])
        assert [(kind, content) for kind, content, _ in told] == [("stream", {"text": "chè"}), ("reply", [1])]


def test_the_size_is_that_of_the_body():
    ((_, _, size),) = read(frames.pack("a", "xyz"))
    assert size == len(json.dumps(["a", "xyz"]))


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"3", b"[]", b'["a"]', b'["a", 1, 2]', b"[1, 2]", b'{"a": 1}', b"\xff\xfe", b"[" * 200_000, b'["a", ' + b"9" * 5000 + b"]"],
)
def test_what_is_no_message_is_refused(body):
    with pytest.raises(frames.BadFrame):
        read(struct.pack("<I", len(body)) + body)


def test_a_length_that_nobody_will_wait_for_is_refused_at_once():
    with pytest.raises(frames.BadFrame):
        read(struct.pack("<I", frames.MAX_BYTES + 1))


def test_half_a_surrogate_pair_becomes_a_question_mark():
    told = read(frames.pack("a", {"\ud800": ["\udfff", "chè \U0001f375"]}))
    assert told[0][1] == {"?": ["?", "chè \U0001f375"]}
    assert frames.loads('"\\\\ud800"') == "\\ud800"


def test_send_writes_everything():
    reading, writing = os.pipe()
    frames.send(writing, "a", "x" * 1000)
    os.close(writing)
    with open(reading, "rb") as file:
        assert [(kind, content) for kind, content, _ in read(file.read())] == [("a", "x" * 1000)]
