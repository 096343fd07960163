"""The openai client, pointed at the connection in force; the practice model is reached without a network."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from binhdan.ai.connection import Connection, current

if TYPE_CHECKING:
    import openai


def client(connection: Connection | None = None, **options: Any) -> openai.OpenAI:
    """Return a real ``openai.OpenAI`` for ``connection`` (the one in force by default).

    ``options`` are the client's own, e.g. ``timeout=10`` or ``max_retries=0``, and win.
    """
    import openai

    where = connection or current()
    if where.is_practice and "http_client" not in options:
        options["http_client"] = openai.DefaultHttpxClient(transport=_transport())
    return openai.OpenAI(**{"api_key": where.api_key, "base_url": where.base_url, **options})


def async_client(connection: Connection | None = None, **options: Any) -> openai.AsyncOpenAI:
    """Return a real ``openai.AsyncOpenAI``; otherwise as ``client``."""
    import openai

    where = connection or current()
    if where.is_practice and "http_client" not in options:
        options["http_client"] = openai.DefaultAsyncHttpxClient(transport=_async_transport())
    return openai.AsyncOpenAI(**{"api_key": where.api_key, "base_url": where.base_url, **options})


def http_library():
    """Return the HTTP library that the installed openai is built on: httpx2 from openai 3, httpx before."""
    import openai

    if int(openai.__version__.split(".")[0]) >= 3:
        import httpx2 as library
    else:
        import httpx as library
    return library


def _transport():
    """Return a transport that answers from the practice model, streaming as it is read."""
    from binhdan.ai.practice.app import app

    library = http_library()

    class PracticeTransport(library.WSGITransport):
        def handle_request(self, request):
            _raise_timeout(library, request)
            return super().handle_request(request)

    return PracticeTransport(app=app)


def _async_transport():
    library = http_library()
    inner = _transport()

    class AsyncPracticeTransport(library.AsyncBaseTransport):
        async def handle_async_request(self, request):
            content = await request.aread()
            plain = library.Request(
                request.method, request.url, headers=request.headers, content=content, extensions=request.extensions
            )
            # In a thread, so that thinking does not hold up the caller's event loop.
            response = await asyncio.to_thread(inner.handle_request, plain)
            return library.Response(response.status_code, headers=response.headers, content=_chunks(response.stream))

    return AsyncPracticeTransport()


async def _chunks(stream):
    try:
        for chunk in stream:
            yield chunk
            await asyncio.sleep(0)
    finally:
        stream.close()


def _raise_timeout(library, request) -> None:
    """Time out as a network would when the request asks to practise a timeout; nothing else in-process waits."""
    from binhdan.ai.practice.faults import HEADER, WAIT_SECONDS, asked

    limit = (request.extensions.get("timeout") or {}).get("read")
    value = request.headers.get(HEADER, "")
    if limit is None or limit >= WAIT_SECONDS or not value.startswith("timeout"):
        return
    if asked(value, request.headers.get("x-stainless-retry-count", "")):
        time.sleep(limit)
        raise library.ReadTimeout("practice timeout", request=request)
