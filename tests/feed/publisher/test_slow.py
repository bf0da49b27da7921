"""Followers that do not take what they are sent are cut off, lose nothing by it, and harm nobody."""

import asyncio
import json
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from floorwalker.feed.publisher import application as application_module
from floorwalker.feed.publisher import connection as connection_module
from floorwalker.feed.publisher.application import Publisher
from floorwalker.feed.receiver.address import Address, bind, bound_address
from floorwalker.feed.receiver.answers import Receive, Send
from floorwalker.feed.receiver.application import Scope
from floorwalker.feed.receiver.guard import OPEN
from floorwalker.feed.receiver.server import Server
from floorwalker.session.reader import Reader
from tests.feed.publisher.followers import SPOKEN, event_in
from tests.session.made import payload, session_of

COUNT = 20_000
"""Some ten megabytes: more than the system's buffers hold."""


async def nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """The receiver beside the feed, which nobody asks for anything."""
    raise NotImplementedError


@pytest.fixture(scope="module", name="session")
def _session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return session_of(tmp_path_factory.mktemp("slow") / "a.fw", [payload(at, Note="x" * 300) for at in range(COUNT)])


@dataclass
class Served:
    """A feed that is served. session: its UUID. troubles: what it has complained of."""

    publisher: Publisher
    url: str
    session: str
    troubles: list[tuple[str, str]]

    async def follow(self, since: str = "") -> ClientConnection:
        """A follower, which takes little more than its program reads and the system's buffers hold."""
        return await connect(self.url + since, subprotocols=[SPOKEN], max_queue=16, close_timeout=1)


def serving(path: Path, test: Callable[[Served], Awaitable[None]]) -> Served:
    """Runs a test on a session that is served, and ends in order."""

    async def run() -> Served:
        with Reader.open(path) as reader:
            session = reader.session
        troubles: list[tuple[str, str]] = []
        async with (
            asyncio.timeout(60),
            Publisher(path, session, lambda *trouble: troubles.append(trouble)) as publisher,
        ):
            server = Server(nothing, bind(Address("127.0.0.1", 0)), publisher.application(OPEN))
            url = f"ws://{bound_address(server.bound)}/feed"
            async with asyncio.TaskGroup() as group:
                group.create_task(server.serve_bound())
                await server.up.wait()
                served = Served(publisher, url, session, troubles)
                try:
                    await test(served)
                finally:
                    publisher.end()
                    server.stop()
        return served

    return asyncio.run(run())


async def read_on(follower: ClientConnection) -> tuple[list[tuple[int, bytes]], ConnectionClosed]:
    """All events until the connection ends, and how it ended."""
    events = []
    try:
        while True:
            frame = await follower.recv(decode=False)
            if not frame.startswith(b'{"type"'):
                events.append(event_in(frame))
    except ConnectionClosed as closed:
        return events, closed


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 nothing tells of it
        await asyncio.sleep(0)


def test_that_a_follower_that_takes_nothing_is_cut_off_and_goes_on_later_with_nothing_lost_and_nothing_twice(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "_PATIENCE", 0.1)
    monkeypatch.setattr(connection_module, "_LAST_WORDS", 0.1)

    async def test(served: Served) -> None:
        stuck = await served.follow()
        await until(lambda: not served.publisher.followers)
        got, _ = await read_on(stuck)
        assert 0 < len(got) < COUNT
        later = await served.follow(f"?since={served.session}:{got[-1][0]}")
        hello = json.loads(await later.recv())
        assert hello["newest"] == COUNT
        got += [event_in(await later.recv(decode=False)) for _ in range(COUNT - len(got))]
        await later.close()
        with Reader.open(session) as reader:
            assert got == list(reader.payloads(range(1, COUNT + 1)))

    assert serving(session, test).troubles == []


def test_that_a_follower_that_is_late_but_listens_again_is_told_that_it_was_too_slow_and_where_to_go_on(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "_PATIENCE", 0.1)
    monkeypatch.setattr(connection_module, "_LAST_WORDS", 60.0)

    async def test(served: Served) -> None:
        slow = await served.follow()
        await until(lambda: not served.publisher.followers)
        got, closed = await read_on(slow)
        assert closed.rcvd is not None
        assert closed.rcvd.code == 1013
        # It was sent what it had not taken, but was not trusted to have it.
        place, _, seq = closed.rcvd.reason.rpartition(":")
        assert place.endswith(f"since={served.session}")
        assert 0 <= int(seq) <= got[-1][0]
        assert [seq for seq, _ in got] == list(range(1, len(got) + 1))

    serving(session, test)


def test_that_a_capture_that_ends_waits_but_a_moment_for_a_follower_that_takes_nothing(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application_module, "_FAREWELL", 0.1)
    monkeypatch.setattr(connection_module, "_LAST_WORDS", 0.1)
    connected: list[ClientConnection] = []

    async def test(served: Served) -> None:
        connected.append(await served.follow())
        await until(lambda: served.publisher.followers == 1)
        served.publisher.end()
        await until(lambda: not served.publisher.followers)
        await read_on(connected[0])

    serving(session, test)


def test_that_a_session_that_cannot_be_read_ends_the_feed_and_is_told_once(session: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copy(session, tmp_path / "damaged.fw"))
    with damaged.open("r+b") as file:
        file.seek(file.seek(0, os.SEEK_END) // 2)
        file.write(bytes(100_000))

    async def test(served: Served) -> None:
        for _ in range(2):
            follower = await served.follow()
            got, closed = await read_on(follower)
            assert 0 <= len(got) - 1 < COUNT
            assert closed.rcvd is not None
            assert closed.rcvd.code == 1011
            assert closed.rcvd.reason.endswith(f"since={served.session}:{got[-1][0]}")

    served = serving(damaged, test)
    [(problem, remedy)] = served.troubles
    assert (str(damaged) in problem, remedy != "") == (True, True)
