"""A capture: listeners and feeds into a journal, from the first bound socket to the last commit."""

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from floorwalker.capture.centre import simulated_centre
from floorwalker.capture.committer import Committer, Progress
from floorwalker.capture.following import following, targets_of
from floorwalker.capture.herald import Herald
from floorwalker.capture.journal_thread import JournalThread
from floorwalker.capture.keeping import keeping
from floorwalker.capture.listeners import Bound, bound_listeners
from floorwalker.capture.messages import Problem, Ready, Stored
from floorwalker.capture.serving import Place, serving
from floorwalker.event.catalog import Catalog
from floorwalker.event.own_catalog import own_catalog
from floorwalker.feed.control import on_stop
from floorwalker.feed.demo.simulation import Simulation
from floorwalker.feed.errors import FeedError
from floorwalker.feed.publisher.application import Publisher
from floorwalker.feed.receiver.bodies import MAX_BODY
from floorwalker.feed.receiver.server import MOST_CONNECTIONS
from floorwalker.feed.websocket.limits import PATIENCE, Limits
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import EVERYTHING, Retention
from floorwalker.sources import Sources

_TURN = 0.0005
"""Seconds that the event loop may go on while the journal's thread wants Python, and the other way round."""

_FILES = 4 * MOST_CONNECTIONS
"""Connections that are open, those that are cut at once, and our own files."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CaptureOptions:
    """control: ends with standard input too. demo: a simulated centre that posts to the first listener. max_body:
    bytes. insecure: a listener may be reached by other machines. patience: seconds without a word after which a feed
    is asked whether it is there, and as many for its answer.
    retention: what the session keeps.
    """

    session: Path
    sources: Sources
    control: bool = False
    demo: Simulation | None = None
    max_body: int = MAX_BODY
    insecure: bool = False
    patience: float = PATIENCE
    retention: Retention = EVERYTHING


def run_capture(options: CaptureOptions, herald: Herald) -> int:
    """Captures until it is told to end; then all that was acknowledged is in the session, and nothing runs any more.

    Returns the session's number of events. Call it on the main thread. Raises FeedError, SecretError,
    SessionError and CatalogError where it cannot begin, SessionError also where it cannot end in order.
    """
    _allow_connections()
    _calm_collector()
    sys.setswitchinterval(_TURN)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_Capture(options, herald).run())


def _allow_connections() -> None:
    """Each connection is an open file, of which some systems allow 256 unless asked for more."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _calm_collector() -> None:
    """Each request makes some dozens of objects that live until its commit and are in no cycles. As Python is set up,
    they cause the collector to go through all modules over and over, for a twentieth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop


class _Capture:
    def __init__(self, options: CaptureOptions, herald: Herald) -> None:
        self._options = options
        self._herald = herald
        self._publisher: Publisher | None = None

    async def run(self) -> int:
        options, loop = self._options, asyncio.get_running_loop()
        stopped = asyncio.Event()
        on_stop(loop, stopped.set, by_stdin=options.control)
        catalog = Catalog.load(own_catalog())
        listen = options.sources.listen
        targets = await asyncio.to_thread(targets_of, options.sources.connect)
        limits = Limits(options.max_body, quiet=options.patience, answer=options.patience)
        with (
            bound_listeners(listen, insecure=options.insecure, anywhere=options.demo is not None) as bound,
            JournalThread() as thread,
        ):
            centre = _open_url(bound) if options.demo else ""
            journal = await loop.run_in_executor(thread, Journal.open, options.session, catalog)
            committer = Committer(journal, thread, self._on_stored, self._on_storing_trouble)
            try:
                addresses = [str(listener.address) for listener in bound]
                feeds = [await loop.run_in_executor(thread, journal.feed, "listen", address) for address in addresses]
                async with Publisher(journal.path, journal.session, self._on_trouble) as self._publisher:
                    place = Place(journal.session, catalog, committer, self._publisher)
                    async with (
                        serving(list(zip(bound, feeds, strict=True)), place, options.max_body),
                        following(targets, place, limits, self._herald.say),
                    ):
                        await self._go_on(place, [listener.url for listener in bound], centre, stopped)
            finally:
                await committer.close()
        return committer.progress.totals.events

    async def _go_on(self, place: Place, urls: list[str], centre: str, stopped: asyncio.Event) -> None:
        for url in urls:
            self._herald.say(Ready(session=place.session, url=url))
            _log.info("Listening at %s.", url)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(keeping(place.committer, self._options.retention, self._on_trouble))
            if self._options.demo:
                # A session that goes on has had two hours of other lives before: a second past over them is none.
                simulation = replace(self._options.demo, catches_up=not place.committer.progress.seq)
                await stack.enter_async_context(simulated_centre(simulation, centre, self._on_trouble))
            await stopped.wait()

    def _on_stored(self, progress: Progress) -> None:
        if self._publisher is not None:
            self._publisher.ring()
        totals = progress.totals
        self._herald.stored(
            Stored(seq=progress.seq, events=totals.events, duplicates=totals.duplicates, rejected=totals.rejected)
        )

    def _on_storing_trouble(self, problem: str, remedy: str) -> None:
        self._herald.say(Problem(problem=problem, remedy=remedy, about="storing"))

    def _on_trouble(self, problem: str, remedy: str) -> None:
        self._herald.say(Problem(problem=problem, remedy=remedy))


def _open_url(bound: list[Bound]) -> str:
    """Where the simulated centre can post."""
    for listener in bound:
        if listener.takes_anything_from_here:
            return listener.url
    raise FeedError(
        "The simulated centre has no listener to post to: it brings no token, signature or certificate.",
        "Add a listener without them, such as --listen 127.0.0.1:0.",
    )
