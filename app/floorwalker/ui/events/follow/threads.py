"""What an event belongs to, each as the filter that shows all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.model import normal
from floorwalker.session.filter.field_terms import LONGEST, field_term
from floorwalker.session.filter.payload import Payload, told_in
from floorwalker.ui.events import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog

LARGEST: Final = 256 * 1024
"""Bytes of a payload that is looked into for this: some milliseconds."""


class Thread(NamedTuple):
    """Something that events have in common. kind: "work item". value: as it was sent. expression: shows all of it."""

    kind: str
    value: str
    expression: str

    @property
    def words(self) -> str:
        """`work item 7F2…`."""
        return f"{self.kind} {terms.in_short(self.value)}"


def threads_of(payload: bytes, agent: str, catalog: Catalog) -> list[Thread]:
    """The work item, the agent's session, the agent ("" for none) and the Id of an event: those that it has."""
    fields: Mapping[str, Sequence[JsonValue]] = Payload(payload).fields if len(payload) <= LARGEST else {}
    return [
        *(Thread(_kind(name), value, field_term(name, value)) for name, value in _work(fields, catalog)),
        *(
            Thread("agent session", value, field_term(name, value))
            for name, value in _told(fields, catalog.session_fields)
        ),
        *([Thread("agent", agent, terms.agents_term([agent]))] if agent else []),
        *(Thread("Id", value, field_term(name, value)) for name, value in _told(fields, ("Id",))),
    ]


def _work(fields: Mapping[str, Sequence[JsonValue]], catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The work item, or what else the event is about."""
    yield from list(_told(fields, catalog.subject_fields))[:1]


def _told(fields: Mapping[str, Sequence[JsonValue]], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The fields among these that hold a text or a number, neither too long to follow."""
    return ((name, text) for name, text in told_in(fields, names) if len(text) <= LONGEST)


def _kind(name: str) -> str:
    return "work item" if normal(name).startswith("workitem") else name
