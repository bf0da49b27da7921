"""The feed that is measured: a `websockets` server that sends single events as fast as it can, then waits.

`python -m tests.benchmarks.feed_server N` prints its URL, and serves until its stdin ends. Frames are made before.
"""

import asyncio
import itertools
import sys
from contextlib import suppress

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from tests.benchmarks.events import events

_AT_ONCE = 500


async def main(count: int) -> None:
    frames = [Frame(Opcode.TEXT, event).serialize(mask=False) for event in itertools.islice(events(7), count)]
    pieces = [b"".join(frames[at : at + _AT_ONCE]) for at in range(0, count, _AT_ONCE)]

    async def send_all(connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            for piece in pieces:
                connection.transport.write(piece)
                await connection.drain()
            await connection.wait_closed()

    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
    async with serve(send_all, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        print(f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/", flush=True)
        await ended.wait()


if __name__ == "__main__":
    with suppress(ImportError):
        import uvloop

        uvloop.install()
    asyncio.run(main(int(sys.argv[1])))
