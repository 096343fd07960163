"""The practice model for a whole room, over HTTP."""

import argparse
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

from binhdan.ai.practice.incoming import MAX_BODY
from binhdan.ai.services import CLASS_PORT

_THREADS = 16
_TAKEN = "Không mở được cổng {port} trên máy này. Hãy tắt chương trình đang dùng cổng đó, hoặc chọn cổng khác: --port {next}."
_ROOM = """AI luyện tập đang chạy cho cả lớp.
Địa chỉ: {base_url}
Trên máy học viên (cùng mạng), gõ:
  binhdan connect --service class --base-url {base_url}
Máy học viên không vào được thì cho phép Python qua tường lửa của máy này.
Dừng: nhấn Ctrl+C."""
_ALONE = """AI luyện tập đang chạy, chỉ máy này dùng được.
Địa chỉ: {base_url}
Muốn cả lớp dùng, chạy lại với --host 0.0.0.0.
Dừng: nhấn Ctrl+C."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``binhdan serve-ai``."""
    parser.add_argument("--host", default="0.0.0.0", help="địa chỉ để mở; 127.0.0.1 là chỉ máy này (mặc định: cả phòng)")
    parser.add_argument("--port", type=int, default=CLASS_PORT, help=f"cổng (mặc định: {CLASS_PORT}; 0 là cổng trống bất kỳ)")


def main(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C; return an exit status."""
    return serve(args.host, args.port)


def serve(host: str = "0.0.0.0", port: int = CLASS_PORT) -> int:
    """Serve the practice model until Ctrl+C, saying how to reach it; return an exit status."""
    from binhdan.ai.practice.app import app

    try:
        server = RoomServer(app, host, port)
    except OSError:
        print(_TAKEN.format(port=port, next=port + 1), file=sys.stderr)
        return 1
    print(welcome(host, server.port), flush=True)
    server.run()
    return 0


class RoomServer:
    """A WSGI ``app`` on ``host`` and ``port`` (0: any free one). Raises OSError where the port is taken.

    Waitress does the work: a plain WSGI server without dependencies that also runs on Windows, sends each
    streamed chunk at once and bounds request bodies; uvicorn has deprecated its WSGI support.
    """

    def __init__(self, app: Callable, host: str, port: int):
        from waitress.server import create_server

        self._sockets: dict = {}
        # One byte more than the app takes, so that the app's own error answers a body that is too large.
        limit = MAX_BODY + 1
        self._server = create_server(
            app, self._sockets, host=host, port=port, threads=_THREADS, max_request_body_size=limit, ident="binhdan"
        )

    @property
    def port(self) -> int:
        """The port that is really used."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until Ctrl+C or ``close``."""
        try:
            self._server.run()
        finally:
            self._server.task_dispatcher.shutdown()
            self._close_sockets()

    def close(self) -> None:
        """End ``run`` from another thread."""
        # Sockets are closed by the thread that waits on them, or it would wait on a number that is no file.
        # That thread may already have closed the one that would wake it.
        with suppress(OSError):
            self._server.trigger.pull_trigger(self._close_sockets)

    def _close_sockets(self) -> None:
        self._server.asyncore.close_all(self._sockets, ignore_all=True)


def welcome(host: str, port: int) -> str:
    """Return what to tell the person who serves: the address, and what learners type."""
    if host in ("127.0.0.1", "localhost", "::1"):
        return _ALONE.format(base_url=f"http://{host}:{port}/v1")
    seen = room_address() if host in ("0.0.0.0", "::", "") else host
    return _ROOM.format(base_url=f"http://{seen}:{port}/v1")


def room_address() -> str:
    """Return this machine's address in the room's network; 127.0.0.1 where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only asks which interface would be used.
            probe.connect(("10.255.255.255", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"
