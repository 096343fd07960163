"""The practice model speaks OpenAI's API, the same in-process and over HTTP.

Run it against the other openai client too, in an environment of its own:

    uv run --isolated --no-dev --with 'openai<3' --with pytest --extra media python -m pytest tests/ai/test_wire.py
"""

import json
import time

import openai
import pytest
from openai.types import CreateEmbeddingResponse, ImagesResponse, Model
from openai.types.audio import Transcription
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from pydantic import BaseModel
from scripted import SPOKEN, scripted

from binhdan.ai.client import client as make_client
from binhdan.ai.client import http_library
from binhdan.ai.practice.reply import Reply

MODEL = "ai-luyen-tap"
ASKED = [{"role": "user", "content": "Viết thông báo cắt nước cho phường Đồi Chè."}]
TOOL = {
    "type": "function",
    "function": {
        "name": "thoi_tiet",
        "description": "Xem thời tiết ở một nơi",
        "parameters": {"type": "object", "properties": {"noi": {"type": "string"}, "ngay": {"type": "integer"}}},
    },
}
OTHER_TOOL = {"type": "function", "function": {"name": "gui_thu", "description": "Gửi thư"}}


@pytest.fixture(autouse=True)
def scripted_reply(monkeypatch):
    """Answer every chat request with ``scripted``."""
    monkeypatch.setattr("binhdan.ai.practice.wire_chat.respond", scripted)


class Order(BaseModel):
    ho_ten: str
    so_luong: int


@pytest.fixture
def client(connection):
    with make_client(connection, max_retries=0) as made:
        yield made


@pytest.fixture
def raw(connection):
    """A bare HTTP client for what the openai client would not send or would hide."""
    made = make_client(connection)
    base = str(made.base_url).removesuffix("/v1/")

    def send(method, path, **options):
        headers = {"Authorization": "Bearer lop-hoc", **options.pop("headers", {})}
        return made._client.request(method, base + path, headers=headers, **options)

    yield send
    made.close()


def create(client, **options):
    return client.chat.completions.create(**{"model": MODEL, "messages": ASKED, **options})


def nothing_extra(value):
    """Walk a parsed answer: every field is one that openai's own types know."""
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{type(value).__name__} got {value.model_extra}"
        for name in type(value).model_fields:
            nothing_extra(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            nothing_extra(item)


def strictly(kind, payload):
    parsed = kind.model_validate(payload, strict=True)
    nothing_extra(parsed)
    return parsed


# chat.completions


def test_plain_answer(client):
    done = create(client)
    assert done.choices[0].message.content == SPOKEN
    assert done.choices[0].finish_reason == "stop"
    assert done.model == MODEL
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens > 20


def test_stream_says_the_same_as_the_plain_answer(client):
    chunks = list(create(client, stream=True))
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == SPOKEN
    assert len(chunks) > 10
    assert [c.choices[0].finish_reason for c in chunks][-1] == "stop"
    assert {c.usage for c in chunks} == {None}
    assert {c.id for c in chunks} == {chunks[0].id}


def test_stream_with_usage(client):
    chunks = list(create(client, stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].choices == []
    assert chunks[-1].usage == create(client).usage
    assert {c.usage for c in chunks[:-1]} == {None}


def test_stream_helper(client):
    with client.chat.completions.stream(model=MODEL, messages=ASKED) as stream:
        kinds = {event.type for event in stream}
        assert stream.get_final_completion().choices[0].message.content == SPOKEN
    assert "content.delta" in kinds


def test_length_limit_and_stop(client):
    short = create(client, max_completion_tokens=3).choices[0]
    assert (short.message.content, short.finish_reason) == ("Kính thưa bà", "length")
    assert create(client, max_tokens=3).choices[0].message.content == "Kính thưa bà"
    assert create(client, stop=["\n"]).choices[0].message.content == SPOKEN.split("\n")[0]


def test_same_request_same_bytes(raw):
    for stream in (False, True):
        body = {"model": MODEL, "messages": ASKED, "stream": stream}
        first, second = (raw("POST", "/v1/chat/completions", json=body) for _ in range(2))
        assert first.content == second.content
        assert first.headers["x-practice-model"] == MODEL
    other = raw("POST", "/v1/chat/completions", json={"model": MODEL, "messages": [{"role": "user", "content": "khác"}]})
    assert other.json()["id"] != json.loads(first.content.split(b"data: ")[1])["id"]


def test_the_order_of_keys_does_not_matter(raw):
    body = {"model": MODEL, "messages": ASKED}
    turned = dict(reversed(body.items()))
    assert raw("POST", "/v1/chat/completions", json=body).content == raw("POST", "/v1/chat/completions", json=turned).content


# tools


def test_tool_call_and_its_answer(client):
    done = create(client, tools=[TOOL])
    (call,) = done.choices[0].message.tool_calls
    assert done.choices[0].finish_reason == "tool_calls"
    assert done.choices[0].message.content is None
    assert call.function.name == "thoi_tiet"
    assert json.loads(call.function.arguments) == {"noi": "Đồi Chè", "ngay": 3}
    back = {"role": "tool", "tool_call_id": call.id, "content": "31 độ"}
    after = create(client, tools=[TOOL], messages=[*ASKED, done.choices[0].message, back])
    assert after.choices[0].message.content == SPOKEN


def test_streamed_tool_calls_arrive_in_pieces(client):
    chunks = list(create(client, tools=[TOOL, OTHER_TOOL], stream=True))
    deltas = [call for chunk in chunks for call in chunk.choices[0].delta.tool_calls or []]
    whole = create(client, tools=[TOOL, OTHER_TOOL]).choices[0].message.tool_calls
    for index in (0, 1):
        mine = [delta for delta in deltas if delta.index == index]
        assert mine[0].function.name == whole[index].function.name and mine[0].function.arguments == ""
        assert "".join(delta.function.arguments for delta in mine) == whole[index].function.arguments
        assert len(mine) > 4
    assert chunks[-1].choices[0].finish_reason == "tool_calls"


def test_stream_helper_collects_tool_calls(client):
    with client.chat.completions.stream(model=MODEL, messages=ASKED, tools=[TOOL]) as stream:
        for _ in stream:
            pass
        (call,) = stream.get_final_completion().choices[0].message.tool_calls
    assert json.loads(call.function.arguments)["noi"] == "Đồi Chè"


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("none", []),
        ("auto", ["thoi_tiet", "gui_thu"]),
        ("required", ["thoi_tiet", "gui_thu"]),
        ({"type": "function", "function": {"name": "gui_thu"}}, ["gui_thu"]),
    ],
)
def test_tool_choice(client, choice, names):
    message = create(client, tools=[TOOL, OTHER_TOOL], tool_choice=choice).choices[0].message
    assert [call.function.name for call in message.tool_calls or []] == names


def test_one_call_at_a_time(client):
    message = create(client, tools=[TOOL, OTHER_TOOL], parallel_tool_calls=False).choices[0].message
    assert len(message.tool_calls) == 1


# structured answers


def test_parse_into_a_class(client):
    done = client.chat.completions.parse(model=MODEL, messages=ASKED, response_format=Order)
    assert done.choices[0].message.parsed == Order(ho_ten="Nguyễn Thị Lan", so_luong=12)


def test_json_object(client):
    messages = [{"role": "user", "content": "Trả lời bằng JSON."}]
    done = create(client, messages=messages, response_format={"type": "json_object"})
    assert json.loads(done.choices[0].message.content)["so_luong"] == 12


@pytest.mark.parametrize("kind", [{"type": "json_object"}, {"type": "json_schema", "json_schema": {"name": "a", "schema": {}}}])
def test_prose_where_json_was_asked_for_is_a_refusal(client, monkeypatch, kind):
    monkeypatch.setattr("binhdan.ai.practice.wire_chat.respond", lambda body: Reply("Chào bạn."))
    asked = {"messages": [{"role": "user", "content": "JSON"}], "response_format": kind}
    message = create(client, **asked).choices[0].message
    assert message.content is None and "JSON" in message.refusal
    chunks = list(create(client, stream=True, **asked))
    assert "".join(c.choices[0].delta.refusal or "" for c in chunks) == message.refusal
    assert not any(c.choices[0].delta.content for c in chunks)


# embeddings and models


def test_embeddings_are_base64_by_default_and_the_same_as_floats(client, raw):
    texts = ["chè xuân Đồi Chè", "che xuan doi che", "máy bơm nước"]
    given = client.embeddings.create(model=MODEL, input=texts)
    first, folded, other = (item.embedding for item in given.data)
    assert len(first) == 512
    assert sum(x * x for x in first) == pytest.approx(1, abs=1e-6)
    assert sum(x * y for x, y in zip(first, folded)) == pytest.approx(1, abs=1e-6)
    assert abs(sum(x * y for x, y in zip(first, other))) < 0.3
    floats = client.embeddings.create(model=MODEL, input=texts, encoding_format="float")
    assert floats.data[0].embedding == pytest.approx(list(first), abs=1e-6)
    body = {"model": MODEL, "input": "chè", "encoding_format": "base64", "dimensions": 8}
    assert len(raw("POST", "/v1/embeddings", json=body).json()["data"][0]["embedding"]) == 44


def test_embedding_dimensions(client):
    assert len(client.embeddings.create(model=MODEL, input="chè", dimensions=64).data[0].embedding) == 64


def test_models(client):
    (only,) = client.models.list().data
    assert (only.id, only.owned_by) == (MODEL, "binhdan")
    assert client.models.retrieve(MODEL) == only
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5-mini")


# shapes, held against openai's own types


def test_shapes_hold_nothing_that_openai_does_not_know(raw):
    body = {"model": MODEL, "messages": ASKED}
    for extra in ({}, {"tools": [TOOL]}, {"max_tokens": 1}):
        strictly(ChatCompletion, raw("POST", "/v1/chat/completions", json=body | extra).json())
        streamed = raw("POST", "/v1/chat/completions", json=body | extra | {"stream": True}).text
        events = [line.removeprefix("data: ") for line in streamed.splitlines() if line]
        assert events.pop() == "[DONE]"
        for event in events:
            strictly(ChatCompletionChunk, json.loads(event))
    asked = {"model": MODEL, "input": ["chè"], "encoding_format": "float"}
    strictly(CreateEmbeddingResponse, raw("POST", "/v1/embeddings", json=asked).json())
    listed = raw("GET", "/v1/models").json()
    assert set(listed) == {"object", "data"}
    strictly(Model, listed["data"][0])


def test_media_shapes(raw):
    pytest.importorskip("PIL")
    picture = raw("POST", "/v1/images/generations", json={"model": MODEL, "prompt": "2 chén", "size": "64x64"})
    strictly(ImagesResponse, picture.json())
    pytest.importorskip("espeakng_loader")
    spoken = raw("POST", "/v1/audio/speech", json={"model": MODEL, "input": "Chào", "voice": "alloy"}).content
    heard = raw("POST", "/v1/audio/transcriptions", data={"model": MODEL}, files={"file": ("a.wav", spoken)})
    strictly(Transcription, heard.json())


# honest errors


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "thầy", "content": "a"}]}, "messages[0].role"),
        ({"messages": [{"role": "user", "content": 5}]}, "messages[0].content"),
        ({"messages": [{"role": "tool", "content": "a"}]}, "messages[0].tool_call_id"),
        ({"temperature": 3}, "temperature"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"tools": [{"type": "custom"}]}, "tools[0]"),
        ({"tools": [{"type": "function", "function": {"name": "thời tiết"}}]}, "tools[0].function.name"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "x"}}}, "tool_choice"),
        ({"response_format": {"type": "xml"}}, "response_format"),
        ({"response_format": {"type": "json_object"}}, "messages"),
        ({"response_format": {"type": "json_schema", "json_schema": {"name": "a"}}}, "response_format.json_schema.schema"),
    ],
)
def test_400_names_the_parameter(client, options, param):
    with pytest.raises(openai.BadRequestError) as caught:
        create(client, **options)
    assert caught.value.param == param
    assert any(letter in caught.value.message for letter in "ạảấầậếềệịọộớờợụủứừựđ")


def test_401_without_a_key(raw):
    answer = raw("GET", "/v1/models", headers={"Authorization": ""})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "invalid_api_key"


def test_404_for_an_unknown_model_names_the_right_one(client):
    with pytest.raises(openai.NotFoundError, match="ai-luyen-tap") as caught:
        create(client, model="gpt-5-mini")
    assert caught.value.code == "model_not_found"


def test_404_for_an_unknown_address_and_405_for_a_wrong_method(client, raw):
    with pytest.raises(openai.NotFoundError, match="/v1/chat/completions"):
        client.responses.create(model=MODEL, input="Chào")
    wrong = raw("GET", "/v1/chat/completions")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_malformed_json(raw, content):
    answer = raw("POST", "/v1/chat/completions", content=content)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_json"


def test_too_large_a_body(raw, monkeypatch):
    monkeypatch.setattr("binhdan.ai.practice.incoming.MAX_BODY", 1024)
    answer = raw("POST", "/v1/chat/completions", content=b"x" * 1025)
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "request_too_large"


def test_a_fault_inside_is_a_500_that_is_not_retried(raw, monkeypatch):
    monkeypatch.setattr("binhdan.ai.practice.wire_chat.respond", lambda body: 1 / 0)
    answer = raw("POST", "/v1/chat/completions", json={"model": MODEL, "messages": ASKED})
    assert answer.status_code == 500
    assert answer.headers["x-should-retry"] == "false"
    assert "ZeroDivisionError" not in answer.text


def test_browser_sees_what_is_running(raw):
    page = raw("GET", "/")
    assert page.status_code == 200 and "AI luyện tập" in page.text


# faults on request


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("401", openai.AuthenticationError),
        ("403", openai.PermissionDeniedError),
        ("404", openai.NotFoundError),
        ("429", openai.RateLimitError),
        ("500", openai.InternalServerError),
        ("503", openai.InternalServerError),
    ],
)
def test_asked_for_fault(client, fault, kind):
    with pytest.raises(kind) as caught:
        create(client, extra_headers={"x-practice-fault": fault})
    assert caught.value.status_code == int(fault)
    assert ("retry-after" in caught.value.response.headers) == (fault == "429")


def test_429_twice_then_an_answer(client):
    patient, started = client.with_options(max_retries=1), time.monotonic()
    answer = patient.chat.completions.with_raw_response.create(
        model=MODEL, messages=ASKED, extra_headers={"x-practice-fault": "429;times=1"}
    )
    assert answer.retries_taken == 1
    assert answer.parse().choices[0].message.content == SPOKEN
    assert time.monotonic() - started >= 0.9


def test_timeout_on_request(client):
    with pytest.raises(openai.APITimeoutError):
        create(client, timeout=0.2, extra_headers={"x-practice-fault": "timeout"})


def test_a_patient_caller_gets_504(client, monkeypatch):
    monkeypatch.setattr("binhdan.ai.practice.faults.WAIT_SECONDS", 0.1)
    with pytest.raises(openai.InternalServerError) as caught:
        create(client, timeout=5, extra_headers={"x-practice-fault": "timeout"})
    assert caught.value.status_code == 504


@pytest.mark.parametrize("fault", ["418", "timeouts", "429;times=x", "200"])
def test_unknown_fault_names_the_choices(client, fault):
    with pytest.raises(openai.BadRequestError, match="429"):
        create(client, extra_headers={"x-practice-fault": fault})


def test_the_client_uses_the_library_that_openai_is_built_on():
    major = int(openai.__version__.split(".")[0])
    assert http_library().__name__ == ("httpx2" if major >= 3 else "httpx")
