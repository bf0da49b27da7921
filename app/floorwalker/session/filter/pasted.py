"""What a pasted text means: an expression, or a piece of a payload to be looked for as it is."""

import json
import re
from typing import Final

from pydantic import JsonValue

from floorwalker.event.catalog import Catalog
from floorwalker.event.model import normal
from floorwalker.session.filter.errors import FilterError, Place
from floorwalker.session.filter.operators import BY_NAME
from floorwalker.session.filter.operators.fields import as_text, written_field
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.syntax import LONGEST
from floorwalker.session.filter.written import Pattern, is_open, quoted

_LARGEST: Final = 1_000_000
"""Characters of a pasted text: an event of so many is read in some milliseconds."""
_ID: Final = normal("Id")
_QUOTES_OR_BRACES: Final = re.compile(r'["{}\[\]]')
_GUID: Final = re.compile(r'[{"(]?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[})"]?', re.IGNORECASE | re.ASCII)


def as_search(pasted: str, before: str, after: str, catalog: Catalog) -> str | None:
    """An expression that finds what was pasted, to stand in its place; None where it can stay as it is.

    before, after: what is written beside it.
    """
    text = pasted.strip()
    if not text or is_open(before) or len(text) > _LARGEST:
        return None
    guid = _GUID.fullmatch(text)
    if guid:
        return _apart(before, quoted(guid[1]), after)
    is_plain = not _QUOTES_OR_BRACES.search(text)
    if not text.startswith(("{", "[")) and (
        _is_right(text, catalog) or (is_plain and _is_right(f"{before}{pasted}{after}", catalog))
    ):
        return None
    search = _of_json(text)
    return _apart(before, search, after) if len(search) < LONGEST else None


def _apart(before: str, term: str, after: str) -> str:
    """A term with the spaces that keep it from its neighbours."""
    behind = " " if before and before[-1] not in " :,(-" else ""
    return f"{behind}{term}{'' if not after or after[0] in ' ,)' else ' '}"


def _of_json(text: str) -> str:
    """An event's Id is enough. A piece on one line is looked for as it is; over several lines it is laid out otherwise
    than in the payload, so that its fields have to tell."""
    fields = _fields(text)
    identity = next((value for name, value in fields.items() if normal(name) == _ID), None)
    if isinstance(identity, str) and identity:
        return quoted(identity)
    if fields and ("\n" in text or "\r" in text):
        return " ".join(_term(name, value) for name, value in fields.items())
    return quoted(text)


def _fields(text: str) -> dict[str, JsonValue]:
    """Names and values of an object, or of a piece of one."""
    for whole in (text, f"{{{text.strip(',')}}}"):
        try:
            found = json.loads(whole)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _term(name: str, value: JsonValue) -> str:
    return written_field(name, name.casefold() in BY_NAME, [Pattern((as_text(value),), Place(0, 0))])


def _is_right(line: str, catalog: Catalog) -> bool:
    try:
        parse_filter(line, catalog)
    except FilterError:
        return False
    return True
