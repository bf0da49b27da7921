"""Where to get events from, as the command line says it."""

from collections.abc import Sequence
from pathlib import Path

from floorwalker.feed.receiver.address import DEFAULT
from floorwalker.sources import Listener, Sources


def sources_of(listen: Sequence[str] | None, file: Path | None) -> Sources:
    """What the options ask for; the usual address where nothing does. Raises SourcesError where the file is wrong."""
    named = named_sources(listen, file)
    return Sources(listen=(Listener(address=str(DEFAULT)),)) if named is None else named


def named_sources(listen: Sequence[str] | None, file: Path | None) -> Sources | None:
    """What the options ask for, None where they name no source. file: adds what is enabled in it to the others."""
    if not listen and file is None:
        return None
    of_file = Sources() if file is None else Sources.load(file).in_use()
    listeners = tuple(Listener(address=address) for address in listen or ())
    return Sources(listen=(*listeners, *of_file.listen), connect=of_file.connect)
