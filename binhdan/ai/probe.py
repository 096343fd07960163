"""Trying a connection: which models are there, and does one really answer."""

from binhdan.ai.client import client
from binhdan.ai.connection import Connection
from binhdan.ai.explain import explain

_CONNECT_SECONDS, _READ_SECONDS = 5.0, 30.0
_QUESTION = "Trả lời đúng một từ: xin chào."
_EMPTY = "Dịch vụ có trả lời nhưng câu trả lời trống. Hãy chọn mô hình trò chuyện khác: `binhdan connect`."
_NO_MODEL = "Chưa chọn mô hình. Hãy chạy lại với --model tên-mô-hình, hoặc đặt biến BINHDAN_MODEL."
_SHOWN = 60


def test(connection: Connection) -> tuple[bool, str]:
    """Ask ``connection`` one short question; return (it answered, one Vietnamese line with the next step)."""
    import openai

    if not connection.model:
        return False, _NO_MODEL
    messages = [{"role": "user", "content": _QUESTION}]
    try:
        done = _client(connection).chat.completions.create(model=connection.model, messages=messages)
        answer = (done.choices[0].message.content or "").strip()
    except openai.OpenAIError as error:
        return False, explain(error)
    except (AttributeError, IndexError, TypeError, ValueError):
        # Something answered 200 with a page or JSON of its own.
        return False, explain(openai.OpenAIError())
    if not answer:
        return False, _EMPTY
    return True, f"Đã nối được {connection.display_name}. Câu trả lời thử: “{_one_line(answer)}”"


def models(connection: Connection) -> list[str]:
    """Return the models that ``connection`` offers, sorted; [] where it can't or won't say."""
    import openai

    try:
        return sorted(model.id for model in _client(connection).models.list())
    except (openai.OpenAIError, AttributeError, TypeError, ValueError):
        return []


def _client(connection: Connection):
    import openai

    timeout = openai.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    return client(connection, timeout=timeout, max_retries=0)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
