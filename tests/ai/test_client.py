"""One client for the practice model and for real services: sync, async, lazily streamed."""

import asyncio
import subprocess
import sys
import threading

import openai
import pytest

from binhdan.ai.client import async_client, client
from binhdan.ai.connection import Connection

MODEL = "ai-luyen-tap"
ASKED = [{"role": "user", "content": "Tóm tắt giúp tôi."}]


def ask(made, **options):
    return made.chat.completions.create(model=MODEL, messages=ASKED, **options)


def test_real_classes_and_a_real_answer():
    with client() as made:
        assert type(made) is openai.OpenAI
        assert ask(made).choices[0].message.content.strip()


def test_options_win():
    made = client(timeout=7, max_retries=5, api_key="khoa-khac")
    assert (made.timeout, made.max_retries, made.api_key) == (7, 5, "khoa-khac")


def test_a_given_connection_is_used(served):
    made = client(served)
    assert str(made.base_url).startswith(served.base_url)
    assert made.models.list().data[0].id == MODEL


def test_practice_needs_no_network_and_ignores_proxies(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    def refuse(*_):
        raise AssertionError("the practice model opened a socket")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert ask(client()).model == MODEL


def test_practice_reaches_the_practice_model_even_with_a_real_key_set(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-that-su")
    monkeypatch.setenv("BINHDAN_AI", "practice")
    made = client()
    assert ask(made).model == MODEL
    assert "sk-that-su" not in made.api_key


class Slow:
    """An app that says how many chunks were taken from it."""

    def __init__(self, chunks: int):
        self.made, self._chunks = 0, chunks

    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/event-stream")])
        return self._events()

    def _events(self):
        for number in range(self._chunks):
            self.made += 1
            delta = f'{{"choices": [{{"index": 0, "delta": {{"content": "{number} "}}}}]}}'
            yield f"data: {delta}\n\n".encode()
        yield b"data: [DONE]\n\n"


def test_streams_lazily(monkeypatch):
    app = Slow(50)
    monkeypatch.setattr("binhdan.ai.practice.app.app", app)
    stream = ask(client(), stream=True)
    assert next(iter(stream)).choices[0].delta.content == "0 "
    assert app.made < 5
    stream.close()


def test_async_streams_lazily(monkeypatch):
    app = Slow(50)
    monkeypatch.setattr("binhdan.ai.practice.app.app", app)

    async def first():
        stream = await ask(async_client(), stream=True)
        async for chunk in stream:
            await stream.close()
            return chunk.choices[0].delta.content

    assert asyncio.run(first()) == "0 "
    assert app.made < 5


def test_async_answers_side_by_side(monkeypatch):
    from binhdan.ai.practice.reply import Reply

    together = threading.Barrier(3, timeout=5)

    def respond(body):
        together.wait()
        return Reply("Xong.")

    monkeypatch.setattr("binhdan.ai.practice.wire_chat.respond", respond)

    async def three():
        async with async_client(max_retries=0) as made:
            done = await asyncio.gather(*[ask(made) for _ in range(3)])
            return [each.choices[0].message.content for each in done]

    assert asyncio.run(three()) == ["Xong."] * 3


def test_async_errors_and_timeouts():
    async def both():
        async with async_client(max_retries=0) as made:
            with pytest.raises(openai.NotFoundError):
                await made.models.retrieve("khong-co")
            with pytest.raises(openai.APITimeoutError):
                await ask(made, timeout=0.1, extra_headers={"x-practice-fault": "timeout"})

    asyncio.run(both())


def test_a_class_asks_at_the_same_time(served):
    made, answers = client(served), []
    threads = [threading.Thread(target=lambda: answers.append(ask(made).model)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [MODEL] * 40


def test_the_served_stream_is_not_held_back(serving):
    """A listener over HTTP hears the first word before the last one is made."""
    go_on = threading.Event()

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/event-stream")])
        yield b'data: {"choices": [{"index": 0, "delta": {"content": "a"}}]}\n\n'
        assert go_on.wait(10)
        yield b"data: [DONE]\n\n"

    with serving(app) as base_url:
        made = client(Connection("class", base_url, "k", MODEL), timeout=5)
        stream = iter(ask(made, stream=True))
        assert next(stream).choices[0].delta.content == "a"
        go_on.set()
        assert list(stream) == []


def test_importing_the_wire_leaves_openai_alone():
    modules = "binhdan.ai.client, binhdan.ai.connection, binhdan.ai.serve, binhdan.ai.connect_command, binhdan.ai.practice.app"
    code = f"import sys, {modules}; sys.exit(bool({{'openai', 'PIL', 'waitress', 'platformdirs'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
