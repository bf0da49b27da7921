"""A plain feed on this machine, in a thread of its own."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from websockets.sync.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.http11 import Request, Response
    from websockets.sync.server import ServerConnection


@contextmanager
def feed(*payloads: bytes, port: int = 0, token: str = "") -> Iterator[int]:
    """A plain feed on this machine that says those payloads to everyone, then is silent until it goes; its port."""

    def refuse(connection: ServerConnection, request: Request) -> Response | None:
        if token and request.headers.get("Authorization") != f"Bearer {token}":
            return connection.respond(HTTPStatus.UNAUTHORIZED, "no\n")
        return None

    def say(connection: ServerConnection) -> None:
        for payload in payloads:
            connection.send(payload.decode())
        for _ in connection:
            pass

    with serve(say, "127.0.0.1", port, process_request=refuse) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.socket.getsockname()[1]
        finally:
            server.shutdown()
            thread.join()
