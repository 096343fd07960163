"""The practice model under test, in this process and over HTTP on the loopback."""

import threading
from contextlib import contextmanager

import pytest

from binhdan.ai.connection import PRACTICE, Connection


@contextmanager
def running(app):
    """Serve a WSGI app on a free port of the loopback; give its base URL."""
    from binhdan.ai.serve import RoomServer

    server = RoomServer(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/v1"
    server.close()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def serving():
    """The means to serve any WSGI app for a while."""
    return running


@pytest.fixture(scope="session")
def served() -> Connection:
    """The practice model served as a class would reach it."""
    from binhdan.ai.practice.app import app

    with running(app) as base_url:
        yield Connection("class", base_url, "lop-hoc", "ai-luyen-tap")


@pytest.fixture(params=["in-process", "http"])
def connection(request) -> Connection:
    """Both ways to reach the practice model."""
    return PRACTICE if request.param == "in-process" else request.getfixturevalue("served")
