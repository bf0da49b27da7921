"""What of the floor only payloads tell: which work item a step is of, how and with which phone an agent signed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import JsonValue

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.payload import Payload, told_in
from floorwalker.session.reader import Reader


class SignIn(NamedTuple):
    """How an agent signed in: the session's type and the phone, as they were sent, "" where nothing tells."""

    session_type: str
    phone: str


def item_in(payload: bytes, catalog: Catalog) -> str:
    """The id of the work item that an event names, "" for none."""
    return _first(Payload(payload).fields, catalog.subject_fields)


def sign_in_in(payload: bytes, catalog: Catalog) -> SignIn:
    """What any event of an agent's session says of it."""
    fields = Payload(payload).fields
    return SignIn(_first(fields, catalog.session_type_fields), _first(fields, catalog.phone_fields))


def items_in(reader: Reader, seqs: Iterable[int], catalog: Catalog) -> Iterator[tuple[int, str]]:
    """The item that each event names, with its seq, ascending; those whose payload is gone are left out.

    Raises SessionError where the file cannot be read.
    """
    return ((seq, item_in(payload, catalog)) for seq, payload in reader.payloads_in_order(seqs))


def sign_ins_in(reader: Reader, seqs: Iterable[int], catalog: Catalog) -> dict[int, SignIn]:
    """What each event says of its agent's session, by its seq; else as `items_in`."""
    return {seq: sign_in_in(payload, catalog) for seq, payload in reader.payloads_in_order(seqs)}


def _first(fields: Mapping[str, Sequence[JsonValue]], names: Iterable[str]) -> str:
    return next((text for _, text in told_in(fields, names)), "")
