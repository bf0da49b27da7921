"""An event's fields with what each of them means, side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import as_text
from floorwalker.event.jsontext import decode
from floorwalker.event.model import Event, event_of, is_guid, normal
from floorwalker.event.values import is_int32, whole_number
from floorwalker.ui.events import moments
from floorwalker.ui.events.payload.facts import Fact, Group, Sent, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog

LONGEST: Final = 1_000
"""Characters of a value that are shown; all of it is on the page with the raw payload."""
MOST_INSIDE: Final = 400
"""Values inside of others that are listed, of one event: to list more would hold up the window."""
_MORE: Final = "… and more"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)
AS_TEXT: Final = "number sent as text"
NOT_DOCUMENTED: Final = "not documented for this event"
_NOT_NAMED: Final = "not in the catalog"


def decoded(payload: bytes, catalog: Catalog) -> list[Group]:
    """The four properties, and the additional fields in the order in which they were sent.

    Raises ValueError where the payload is no event (any more).
    """
    value = decode(payload.decode())
    event = event_of(value, catalog)
    sent = {normal(name): (name, part) for name, part in value.items()} if isinstance(value, dict) else {}
    inner = _Inner()
    fields = tuple(_field(name, part, event, catalog, inner) for name, part in event.fields.items())
    return [Group("", _properties(event, sent, catalog)), *([Group("Additional fields", fields)] if fields else [])]


def _properties(event: Event, sent: dict[str, tuple[str, JsonValue]], catalog: Catalog) -> tuple[Fact, ...]:
    category, code = event.category, event.code
    known, known_code = catalog.known_category(category), catalog.known_code(category, code)
    sent_category, sent_code = sent["category"], sent["code"]
    return (
        Fact("Id", event.id, "", "" if is_guid(event.id) else "not a GUID", sent=Sent.of(*sent["id"])),
        _created(event, sent["creationdateutc"]),
        Fact(
            "Category",
            shown(sent_category[1]),
            catalog.category_name(category) if known else "",
            _oddness(sent_category[1], "" if known else _NOT_NAMED),
            sent=Sent.of(*sent_category),
            subject=Subject("category", 0, category),
        ),
        Fact(
            "Code",
            shown(sent_code[1]),
            catalog.code_name(category, code) if known_code else "",
            _oddness(sent_code[1], "" if known_code or not known else _NOT_NAMED),
            sent=Sent.of(*sent_code),
            # A code has its name in its category's entry: that one is named first.
            subject=Subject("code", category, code) if known else None,
        ),
    )


def _created(event: Event, sent: tuple[str, JsonValue]) -> Fact:
    value = sent[1]
    documented = isinstance(value, str) and len(value) == 14 and value.isdigit()
    utc, here = moments.seconds_utc(event.created), moments.seconds_here(event.created)
    meaning = f"{utc} · {here} here" if here and not utc.startswith(here) else utc
    odd = "" if documented else "not yyyyMMddHHmmss"
    return Fact("CreationDateUtc", shown(value), meaning, odd, sent=Sent.of(*sent))


def _field(name: str, value: JsonValue, event: Event, catalog: Catalog, inner: _Inner) -> Fact:
    rules, wanted = catalog.rules(event.category, event.code), normal(name)
    kind = rules.kinds.get(wanted)
    odd = NOT_DOCUMENTED if kind is None and rules.is_closed else ""
    if kind == "number":
        odd = _oddness(value, odd)
    if any(wanted == normal(field) for field in catalog.activity_fields):
        return _activity(name, value, odd, event, catalog)
    return Fact(name, shown(value), "", odd, inner.of(value), Sent.of(name, value))


def _activity(name: str, value: JsonValue, odd: str, event: Event, catalog: Catalog) -> Fact:
    """What an ActivityCode means, and that the number is only assumed where it is."""
    number = whole_number(value)
    if number is None and (text := as_text(value)) is not None:
        number = catalog.activity_called(text)
    if number is None or not is_int32(number) or number < 0:
        return Fact(name, shown(value), "", odd, sent=Sent.of(name, value))
    status = catalog.status(number, catalog.facts(event).reason or "")
    known = number in catalog.activities
    doubt = ("number assumed, not documented" if status.assumed else "") if known else _NOT_NAMED
    return Fact(
        name,
        shown(value),
        " · ".join(dict.fromkeys((status.name, status.words))) if known else "",
        odd or doubt,
        sent=Sent.of(name, value),
        subject=Subject("activity", 0, number),
        is_assumed=known and status.assumed,
    )


class _Inner:
    """Makes lines of what lies inside of values, in all of one event only so many."""

    def __init__(self) -> None:
        self._left = MOST_INSIDE

    def of(self, value: JsonValue) -> tuple[Fact, ...]:
        """The lines of what an object or a list holds."""
        if isinstance(value, dict):
            return self._lines(value.items(), len(value))
        if isinstance(value, list):
            return self._lines(((f"[{place}]", item) for place, item in enumerate(value)), len(value))
        return ()

    def _lines(self, named: Iterable[tuple[str, JsonValue]], count: int) -> tuple[Fact, ...]:
        lines: list[Fact] = []
        for name, value in named:
            if not self._left:
                lines.append(Fact("…", f"{count - len(lines):,} more; the page Raw has them"))
                break
            self._left -= 1
            text = shown(value)
            # What is large in there is not kept once more for each level that it lies in.
            sent = None if text.endswith(_MORE) else Sent.of(name, value, is_inner=True)
            lines.append(Fact(name, text, inside=self.of(value), sent=sent))
        return tuple(lines)


def _oddness(value: JsonValue, otherwise: str) -> str:
    sent_as_text = isinstance(value, str) and whole_number(value) is not None
    return ", ".join(filter(None, (AS_TEXT if sent_as_text else "", otherwise)))


def shown(value: JsonValue) -> str:
    """A text as it is, everything else, and an empty text, as JSON; what is long is cut."""
    if isinstance(value, str) and value:
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}… {len(value) - LONGEST:,} more characters"
    text = ""
    # Piece by piece, so that of a large object no more is written than is shown.
    for piece in _ENCODER.iterencode(value):
        text += piece
        if len(text) > LONGEST:
            return f"{text[:LONGEST]}{_MORE}"
    return text
