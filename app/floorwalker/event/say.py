"""What an event says, in a few words for people: only what its own fields prove, and never a dump of them.

Pure functions; any thread.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from pydantic import JsonValue

from floorwalker.event.catalog import Activity, Catalog
from floorwalker.event.model import Event, is_guid
from floorwalker.event.names import normal

_MOST_DETAILS: Final = 2
_LONGEST: Final = 32
_LOOKED_AT: Final = 256
_GUID_SHOWN: Final = 8
_NO_STATUS: Final = frozenset({Activity.NONE, Activity.UNKNOWN, Activity.SIGNED_OUT})
_WORD_BOUNDARY: Final = re.compile(r"_|(?<=[^\WA-Z_])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def say(event: Event, catalog: Catalog, before: str | None = None) -> str:
    """One short sentence: `Available → On call`, `signed out, exit code 3`, `work item 7f2a01c9… accepted`.

    *before* are the words of the status that the agent had until then, where that is known. Empty where the event says
    no more than its Category and Code do.
    """
    facts = catalog.facts(event)
    if facts.activity in _NO_STATUS:
        return _say_what_happened(event, catalog)
    after = catalog.status(facts.activity, facts.reason or "").words
    return f"{before} → {after}" if before else f"→ {after}"


def _say_what_happened(event: Event, catalog: Catalog) -> str:
    code = catalog.code(event.category, event.code)
    words = code.words if code else ""
    subject = next(_told(event, catalog.subject_fields), None)
    if "{}" in words:
        return " ".join(words.replace("{}", subject[1] if subject else "").split())
    details = [subject] if subject else islice(_told(event, _own_fields(event, catalog)), _MOST_DETAILS)
    sentence = ", ".join(filter(None, (words, *(f"{_spoken(name)} {value}" for name, value in details))))
    return sentence if words else sentence[:1].upper() + sentence[1:]


def _own_fields(event: Event, catalog: Catalog) -> tuple[str, ...]:
    """The names of the fields that not every event of its category has."""
    category = catalog.categories.get(event.category)
    shared = (*catalog.agent_fields, *catalog.session_fields, *(category.fields if category else ()))
    known = {normal(name) for name in shared}
    return tuple(name for name in event.fields if normal(name) not in known)


def _told(event: Event, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those of the fields that hold something short to tell, each with it."""
    for name in names:
        if value := _short(event.field(name)):
            yield name, value


def _short(value: JsonValue) -> str:
    if not isinstance(value, str | int | float):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value)[:_LOOKED_AT].split())
    if is_guid(text):
        return text.strip("{}()")[:_GUID_SHOWN] + "…"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@lru_cache(maxsize=512)
def _spoken(name: str) -> str:
    """`ExitCode` as `exit code`."""
    words = _WORD_BOUNDARY.sub(" ", name[:_LONGEST]).split()
    return " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in words)
