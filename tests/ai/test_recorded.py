"""Recorded answers still make sense to the openai client, and our own wire has not moved."""

import json

import openai
import pytest
import yaml
from recording import CASES, FOLDER, replay
from scripted import SPOKEN, scripted

from binhdan.ai.client import client, http_library
from binhdan.ai.explain import explain

SERVICES = sorted(about.parent.name for about in FOLDER.glob("*/about.json"))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_recorded_answer_is_understood_or_explained(service, case):
    try:
        answer = replay(service, case)
    except openai.APIStatusError as error:
        # Services differ in what they offer; a learner then needs one plain line.
        assert case == "unknown_model" or service != "practice"
        assert len(explain(error).splitlines()) == 1
        return
    assert case != "unknown_model"
    CHECKS[case](answer)


def _plain(answer):
    assert answer.choices[0].message.content.strip()
    assert answer.choices[0].finish_reason in ("stop", "length")
    assert answer.usage.total_tokens > 0


def _stream(chunks):
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices).strip()
    assert chunks[-1].usage.total_tokens > 0


def _tools(answer):
    (call,) = answer.choices[0].message.tool_calls
    assert call.function.name == "xem_thoi_tiet"
    assert "noi" in json.loads(call.function.arguments)
    assert answer.choices[0].finish_reason == "tool_calls"


def _schema(answer):
    assert json.loads(answer.choices[0].message.content) == {"ho_ten": "Nguyễn Thị Lan", "so_luong": 12}


def _embeddings(answer):
    assert [len(item.embedding) for item in answer.data] == [16, 16]


def _models(answer):
    assert answer.data[0].id


CHECKS = {"plain": _plain, "stream": _stream, "tools": _tools, "schema": _schema, "embeddings": _embeddings, "models": _models}


def test_recordings_hold_no_secret():
    for path in FOLDER.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        assert "authorization" not in text and "bearer" not in text and "cookie" not in text


def test_the_practice_recording_says_what_it_is():
    about = json.loads((FOLDER / "practice" / "about.json").read_text(encoding="utf-8"))
    assert "not a real model" in about["recorded_from"]


@pytest.mark.parametrize("case", CASES)
def test_our_wire_still_says_the_same_bytes(case, monkeypatch):
    """After a change on purpose: `python tests/ai/recording.py practice`, and read the diff."""
    monkeypatch.setattr("binhdan.ai.practice.wire_chat.respond", scripted)
    made = client(max_retries=0)
    for exchange in yaml.safe_load((FOLDER / "practice" / f"{case}.yaml").read_text(encoding="utf-8"))["interactions"]:
        sent, got = exchange["request"], exchange["response"]
        path = http_library().URL(sent["uri"]).path
        headers = {"Authorization": "Bearer lop-hoc", "Content-Type": "application/json"}
        content = (sent["body"] or "").encode("utf-8")
        now = made._client.request(sent["method"], f"http://ai-luyen-tap{path}", content=content, headers=headers)
        assert (now.status_code, now.text) == (got["status"]["code"], got["body"]["string"])


def test_the_recorded_words_are_the_scripted_ones():
    assert replay("practice", "plain").choices[0].message.content == SPOKEN
