"""The feed's reference: a bare `websockets` client that takes so many frames and does nothing with them.

`python -m tests.benchmarks.feed_drain URL N` prints how many frames a second.
"""

import asyncio
import sys
import time
from contextlib import suppress

from websockets.asyncio.client import connect


async def main(url: str, count: int) -> None:
    async with connect(url, compression=None, max_size=10 * 2**20) as connection:
        await connection.recv(decode=False)
        began = time.perf_counter()
        for _ in range(count - 1):
            await connection.recv(decode=False)
        print((count - 1) / (time.perf_counter() - began), flush=True)


if __name__ == "__main__":
    with suppress(ImportError):
        import uvloop

        uvloop.install()
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
