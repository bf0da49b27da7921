"""The receiver's reference: a bare raw-ASGI application on uvicorn that reads the body and answers 200.

`python -m tests.benchmarks.bare_server` prints its URL, and serves until its stdin ends.
"""

import asyncio
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import uvicorn

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", b"2")],
}
BODY = {"type": "http.response.body", "body": b"{}"}


async def bare(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Read the whole body, answer 200."""
    while (await receive()).get("more_body"):
        pass
    await send(START)
    await send(BODY)


def run(application: Application) -> None:
    """Serves an application on a free port until stdin ends; with uvloop, where there is one."""
    with suppress(ImportError):
        import uvloop

        uvloop.install()
    asyncio.run(_serve(application))


async def _serve(application: Application) -> None:
    config = uvicorn.Config(
        application, lifespan="off", access_log=False, log_level="warning", date_header=False, server_header=False
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        asyncio.get_running_loop().add_reader(sys.stdin, setattr, server, "should_exit", True)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/events", flush=True)
        await server.serve(sockets=[listener])


if __name__ == "__main__":
    run(bare)
