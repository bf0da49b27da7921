"""An event's payload as filters look at it: its text, and its fields by their names; read when they are asked for."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from floorwalker.event.facts import as_text
from floorwalker.event.jsontext import NotJson, decode
from floorwalker.event.model import additional, normal

_ESCAPES: Final = re.compile(r'(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))+')


class Payload:
    """One payload; for one thread."""

    # Not cached properties: these take a lock each, and a search makes a million payloads.
    __slots__ = ("_body", "_fields", "_raw", "_texts")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._raw: str | None = None
        self._texts: tuple[str, ...] | None = None
        self._fields: dict[str, list[JsonValue]] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The text to look for words in, case folded: as it came and, if it has any, its JSON escapes resolved."""
        if self._texts is None:
            raw = self._text()
            folded = raw.casefold()
            self._texts = (folded, resolved(raw).casefold()) if "\\" in raw else (folded,)
        return self._texts

    @property
    def fields(self) -> dict[str, list[JsonValue]]:
        """All values of each field, by its name without regard to case, spaces and underscores (see `normal`).

        Fields are the event's properties and its additional fields, in whichever shape they lie. Two spellings of one
        name are two values. What is no JSON object has no fields.
        """
        if self._fields is None:
            self._fields = {}
            for name, value in self._properties().items():
                self._fields.setdefault(normal(name), []).append(value)
        return self._fields

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names, as they were sent."""
        return tuple(self._properties())

    def _text(self) -> str:
        if self._raw is None:
            self._raw = self._body.decode("utf-8", "replace")
        return self._raw

    def _properties(self) -> dict[str, JsonValue]:
        try:
            value = decode(self._text())
        except NotJson:
            return {}
        return additional(value) if isinstance(value, dict) else {}


def told_in(fields: Mapping[str, Sequence[JsonValue]], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of these names with each text or number that a field called so holds, as text; see `Payload.fields`."""
    for name in names:
        for value in fields.get(normal(name), ()):
            text = as_text(value)
            if text is not None:
                yield name, text


def resolved(text: str) -> str:
    r"""JSON text in which `\u00e9` is é and `\"` is a quote; what is no escape of JSON stays."""
    # Several in a row at once, because two of them may be the halves of one character.
    return _ESCAPES.sub(lambda escapes: str(json.loads(f'"{escapes[0]}"')), text)
