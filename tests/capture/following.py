"""What a test asks of a capture that follows feeds."""

import time
from contextlib import AbstractContextManager
from pathlib import Path

from floorwalker.capture.messages import FeedState, Stored
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import FLOORWALKER, Message, Running, begun


def text(*numbers: int, **changed: object) -> list[str]:
    return [payload(number, **changed).decode() for number in numbers]


def following(session: Path, url: str, *options: str) -> AbstractContextManager[Running]:
    """A capture that only follows a feed."""
    return begun([*FLOORWALKER, "capture", str(session), "--connect", url, *options, "--control"], session)


def payloads(session: Path) -> list[bytes]:
    with Reader.open(session) as reader:
        return [body for _, body in reader.payloads(range(1, reader.last_seq() + 1))]


def states(capture: Running) -> list[str]:
    return [message.state for message in capture.messages if isinstance(message, FeedState)]


def details(capture: Running, state: str) -> list[str]:
    told = [message for message in capture.messages if isinstance(message, FeedState)]
    return [message.detail for message in told if message.state == state]


def wait_for_events(capture: Running, count: int) -> None:
    """Until so many events are stored."""
    if not any(isinstance(message, Stored) and message.events >= count for message in capture.messages):
        capture.wait_for(lambda message: isinstance(message, Stored) and message.events >= count)


def wait_for_refused(capture: Running, count: int) -> None:
    """Until so much is refused."""
    if not any(isinstance(message, Stored) and message.rejected >= count for message in capture.messages):
        capture.wait_for(lambda message: isinstance(message, Stored) and message.rejected >= count)


def wait_for_state(capture: Running, state: str) -> FeedState:
    """The next message that tells of that state."""

    def wanted(message: Message) -> bool:
        return isinstance(message, FeedState) and message.state == state

    told = capture.wait_for(wanted)
    assert isinstance(told, FeedState)
    return told


def just_now() -> str:
    """A CreationDateUtc by which a session is live."""
    return time.strftime("%Y%m%d%H%M%S", time.gmtime())
