"""A capture's feeds: a follower for each that it connects to."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from floorwalker.capture.committer import Committer
from floorwalker.capture.messages import FeedState
from floorwalker.capture.serving import Place
from floorwalker.feed.websocket.address import Target, target_of
from floorwalker.feed.websocket.follower import Follower
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.visit import Home, News
from floorwalker.session.errors import SessionError
from floorwalker.session.journal import Journal
from floorwalker.sources import Feed

_AGAIN: Final = 1.0
"""Seconds until a state that could not be written down is tried again."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_log = logging.getLogger(__name__)

Say = Callable[[FeedState], None]


def targets_of(feeds: Sequence[Feed]) -> list[Target]:
    """Where to connect to, with names that differ. Raises Trouble for what is wrong, before anything is begun."""
    seen: Counter[str] = Counter()
    targets = []
    for target in map(target_of, feeds):
        seen[target.name] += 1
        number = seen[target.name]
        targets.append(target if number == 1 else replace(target, name=f"{target.name} ({number})"))
    return targets


@asynccontextmanager
async def following(targets: Sequence[Target], place: Place, limits: Limits, say: Say) -> AsyncIterator[None]:
    """Follows feeds while the context is open, each into the session as a feed of its own. say: is told their states.

    Raises SessionError where the session cannot be written.
    """
    followers = [await _follower(target, place, limits, say) for target in targets]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(follower.follow()) for follower in followers]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


async def _follower(target: Target, place: Place, limits: Limits, say: Say) -> Follower:
    committer = place.committer
    feed, position = await committer.aside(partial(_known, name=target.name))
    scribe = _Scribe(feed, target.name, committer, say)
    home = Home(
        session=place.session,
        is_followed_by=place.publisher.is_followed_by,
        feed=feed,
        position=position,
        catalog=place.catalog,
        commit_group=committer.commit_group,
        tell=scribe.tell,
    )
    return Follower(target, home, limits)


def _known(journal: Journal, name: str) -> tuple[int, tuple[str, int] | None]:
    feed = journal.feed("connect", name)
    return feed, journal.position(feed)


@dataclass(slots=True)
class _Scribe:
    """Writes a feed's states down, then says them."""

    feed: int
    name: str
    committer: Committer
    say: Say
    _written: tuple[str, str] = ("", "")

    async def tell(self, news: News) -> None:
        """Returns when it is written down, however long the journal fails; at the end it is tried once."""
        is_said = False
        while not (is_written := await self._write(news)):
            if not is_said:
                self._say(news)
                is_said = True
            if news.state == "stopped":
                break
            await asyncio.sleep(_AGAIN)
        if is_written and not is_said:
            self._say(news)

    async def _write(self, news: News) -> bool:
        """An attempt like the one before it is not written down: a feed may be away for months."""
        if (news.state, news.detail) == self._written and not news.whole:
            return True
        write = partial(
            Journal.feed_state,
            feed=self.feed,
            at=news.at,
            state=news.state,
            detail=news.detail,
            whole=news.whole,
        )
        try:
            await self.committer.aside(write)
        except SessionError as trouble:
            _log.info("The state of %s could not be written down: %s", self.name, trouble)
            return False
        self._written = (news.state, news.detail)
        return True

    def _say(self, news: News) -> None:
        at = _EPOCH + timedelta(microseconds=news.at)
        self.say(FeedState(feed=self.name, state=news.state, at=at, detail=news.detail))
