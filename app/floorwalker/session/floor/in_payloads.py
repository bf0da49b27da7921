"""What of the floor only payloads tell: which work item a step is of, how and with which phone an agent signed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import JsonValue

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import as_text
from floorwalker.event.jsontext import quick_value
from floorwalker.event.model import normal
from floorwalker.event.names import HOLDER, Names, remember
from floorwalker.session.filter.payload import Payload, told_in


class SignIn(NamedTuple):
    """How an agent signed in: the session's type and the phone, as they were sent, "" where nothing tells."""

    session_type: str
    phone: str


class InPayloads:
    """Looks into payloads; the catalog says which fields hold what. For one thread, and for many of them: which names
    of an object are meant is worked out once for each set of names.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._wanted = (catalog.subject_fields, catalog.session_type_fields, catalog.phone_fields)
        self._meant: dict[Names, tuple[Names, ...] | None] = {}

    def items(self, payloads: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, str]]:
        """The id of the work item that each event names, "" for none, with its seq."""
        return ((seq, self.item(payload)) for seq, payload in payloads)

    def item(self, payload: bytes) -> str:
        """The id of the work item that an event names, "" for none."""
        return self._told(payload, 0)[0]

    def sign_in(self, payload: bytes) -> SignIn:
        """What any event of an agent's session says of it."""
        return SignIn(*self._told(payload, 1, 2))

    def _told(self, payload: bytes, *kinds: int) -> list[str]:
        value = quick_value(payload)
        meant = self._meant_of(tuple(value)) if isinstance(value, dict) else None
        if not isinstance(value, dict) or meant is None:
            fields = Payload(payload).fields
            return [_first_of(fields, self._wanted[kind]) for kind in kinds]
        return [_first(value, meant[kind]) for kind in kinds]

    def _meant_of(self, names: Names) -> tuple[Names, ...] | None:
        """The names, as sent, of the fields that are wanted; None where some may lie inside of another."""
        if names in self._meant:
            return self._meant[names]
        meant = self._work_out(names)
        remember(self._meant, names, meant)
        return meant

    def _work_out(self, names: Names) -> tuple[Names, ...] | None:
        spelled: dict[str, list[str]] = {}
        for name in names:
            spelled.setdefault(normal(name), []).append(name)
        if normal(HOLDER) in spelled:
            return None
        return tuple(
            tuple(sent for name in wanted for sent in spelled.get(normal(name), ())) for wanted in self._wanted
        )


def _first(value: Mapping[str, JsonValue], names: Names) -> str:
    for name in names:
        text = as_text(value[name])
        if text is not None:
            return text
    return ""


def _first_of(fields: Mapping[str, Sequence[JsonValue]], names: Names) -> str:
    return next((text for _, text in told_in(fields, names)), "")
