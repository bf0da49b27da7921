"""Where to get events from, as the command line says it."""

from collections.abc import Sequence

from floorwalker.feed.receiver.address import DEFAULT
from floorwalker.sources import Listener, Sources


def sources_of(listen: Sequence[str] | None) -> Sources:
    """What --listen asks for; the usual address where nothing does."""
    return Sources(listen=tuple(Listener(address=address) for address in listen or (str(DEFAULT),)))
