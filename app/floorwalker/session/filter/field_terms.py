"""The term for one value of one payload field, as somebody who sees both would have to type it."""

from typing import Final

from pydantic import JsonValue

from floorwalker.session.filter.errors import Place
from floorwalker.session.filter.operators import BY_NAME
from floorwalker.session.filter.operators.fields import as_text, written_field
from floorwalker.session.filter.written import Pattern, quoted

LONGEST: Final = 1_000
"""Characters of a name or value that are written: an expression has room for 10,000, and people for fewer."""

_NOWHERE: Final = Place(0, 0)


def field_term(name: str, value: JsonValue) -> str:
    r"""A term that means the events whose field of that name has that value: `QueueName:"hold music"`.

    *name* and *value* as `Payload.fields` has them, which are those of `event.model.additional`. The term stands alone,
    so that "-" before it excludes the same events and `also` adds it to any expression. A name that is an operator's
    gets `field.` before it. Numbers, booleans and null are written as in JSON, an object or a list as its compact JSON
    in quotes, no text as `""`. Of a long value the beginning is written, with a wildcard behind it; a name that is too
    long to be written is looked for as text. Any thread.
    """
    text = as_text(value)
    return _term(name, (text,) if len(text) <= LONGEST else (text[:LONGEST], ""))


def any_value_term(name: str) -> str:
    """A term that means the events that have that field at all: `QueueName:*`."""
    return _term(name, ("", ""))


def _term(name: str, parts: tuple[str, ...]) -> str:
    if len(name) > LONGEST:
        return quoted(name[:LONGEST])
    # No field can be written without a name, but any of nothing but spaces and underscores is the same as none.
    return written_field(name or "_", name.casefold() in BY_NAME, [Pattern(parts, _NOWHERE)])
