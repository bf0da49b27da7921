"""An event's fields with what each of them means, side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import as_text
from floorwalker.event.jsontext import decode
from floorwalker.event.model import Event, event_of, is_guid, normal
from floorwalker.event.values import is_int32, whole_number
from floorwalker.ui.events import moments

if TYPE_CHECKING:
    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog

LONGEST: Final = 1_000
"""Characters of a value that are shown; all of it is on the other pages."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: what, its value as sent, what that means, and what is odd about it (which is then marked)."""

    name: str
    value: str
    meaning: str = ""
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a title, "" for none."""

    title: str
    facts: tuple[Fact, ...]


def decoded(payload: bytes, catalog: Catalog) -> list[Group]:
    """The four properties, and the additional fields in the order in which they were sent.

    Raises ValueError where the payload is no event (any more).
    """
    value = decode(payload.decode())
    event = event_of(value, catalog)
    sent = {normal(name): part for name, part in value.items()} if isinstance(value, dict) else {}
    fields = tuple(_field(name, part, event, catalog) for name, part in event.fields.items())
    return [Group("", _properties(event, sent, catalog)), *([Group("Additional fields", fields)] if fields else [])]


def _properties(event: Event, sent: dict[str, JsonValue], catalog: Catalog) -> tuple[Fact, ...]:
    category, code = event.category, event.code
    known, known_code = catalog.known_category(category), catalog.known_code(category, code)
    return (
        Fact("Id", event.id, "", "" if is_guid(event.id) else "not a GUID"),
        _created(event, sent["creationdateutc"]),
        Fact(
            "Category",
            _shown(sent["category"]),
            catalog.category_name(category) if known else "",
            _oddness(sent["category"], "" if known else "not in the catalog"),
        ),
        Fact(
            "Code",
            _shown(sent["code"]),
            catalog.code_name(category, code) if known_code else "",
            _oddness(sent["code"], "" if known_code or not known else "not in the catalog"),
        ),
    )


def _created(event: Event, sent: JsonValue) -> Fact:
    documented = isinstance(sent, str) and len(sent) == 14 and sent.isdigit()
    utc, here = moments.seconds_utc(event.created), moments.seconds_here(event.created)
    meaning = f"{utc} · {here} here" if here and not utc.startswith(here) else utc
    return Fact("CreationDateUtc", _shown(sent), meaning, "" if documented else "not yyyyMMddHHmmss")


def _field(name: str, value: JsonValue, event: Event, catalog: Catalog) -> Fact:
    rules, wanted = catalog.rules(event.category, event.code), normal(name)
    kind = rules.kinds.get(wanted)
    odd = "not documented for this event" if kind is None and rules.is_closed else ""
    if kind == "number":
        odd = _oddness(value, odd)
    if any(wanted == normal(field) for field in catalog.activity_fields):
        meaning, assumed = _activity(value, event, catalog)
        return Fact(name, _shown(value), meaning, odd or assumed)
    return Fact(name, _shown(value), "", odd)


def _activity(value: JsonValue, event: Event, catalog: Catalog) -> tuple[str, str]:
    """What an ActivityCode means, and that the number is only assumed where it is."""
    number = whole_number(value)
    if number is None and (text := as_text(value)) is not None:
        number = catalog.activity_called(text)
    if number is None or not is_int32(number) or number < 0:
        return "", ""
    reason = catalog.facts(event).reason or ""
    status = catalog.status(number, reason)
    if number not in catalog.activities:
        return "", "not in the catalog"
    return f"{status.name} · {status.words}", "number assumed, not documented" if status.assumed else ""


def _oddness(value: JsonValue, otherwise: str) -> str:
    sent_as_text = isinstance(value, str) and whole_number(value) is not None
    return ", ".join(filter(None, ("number sent as text" if sent_as_text else "", otherwise)))


def _shown(value: JsonValue) -> str:
    """A text as it is, everything else, and an empty text, as JSON; what is long is cut."""
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… {len(text) - LONGEST:,} more characters"
