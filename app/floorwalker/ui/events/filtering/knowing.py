"""What completion knows of a session, kept up as it grows."""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from floorwalker.event.model import normal
from floorwalker.session.columns import AGENT, REASON
from floorwalker.session.filter.known import Called, Known, Words
from floorwalker.session.filter.payload import Payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.following import LiveSession, PayloadSource

_RECENT: Final = 64
"""Payloads whose field names are looked at, out of those that came last: some hundred microseconds."""
_LARGEST: Final = 16_384
"""Bytes of a payload beyond which it is not looked at: it would take a millisecond."""


class Knowing(QObject):
    """`known()` is what can be offered now. Names are taken in as they come, payloads when somebody asks."""

    def __init__(self, live: LiveSession, payloads: PayloadSource | None = None, parent: QObject | None = None) -> None:
        """payloads: field names are learnt from those that it fetches."""
        super().__init__(parent)
        self._live = live
        self._payloads = payloads
        self._last_name = 0
        self._recent: deque[int] = deque(maxlen=_RECENT)
        self._is_roster_new = True
        self._fields: dict[str, str] = {}
        self._known = Known(live.catalog)
        self._add_fields(_documented(live.catalog))
        live.names_added.connect(self._on_names_added)
        live.roster_changed.connect(self._on_roster_changed)
        if payloads is not None:
            payloads.arrived.connect(self._on_arrived)
        self._on_names_added()

    def known(self) -> Known:
        """As it is now; the same object changes later."""
        self._known.catalog = self._live.catalog
        self._known.feeds = {number: feed.address for number, feed in self._live.feeds.items()}
        self._learn_roster()
        self._learn_fields()
        return self._known

    def _on_names_added(self) -> None:
        names = self._live.names
        for words, kind in ((self._known.agents, AGENT), (self._known.reasons, REASON)):
            words.add(text for _, text in names.newer_of_kind(kind, self._last_name))
        self._last_name = names.last_id

    def _on_roster_changed(self) -> None:
        self._is_roster_new = True

    def _on_arrived(self, seqs: Iterable[int]) -> None:
        self._recent.extend(seqs)

    def _learn_roster(self) -> None:
        if self._is_roster_new:
            self._is_roster_new = False
            self._known.teams = Words(self._live.roster.teams)
            self._known.called = Called(self._live.roster.names())

    def _learn_fields(self) -> None:
        found = (self._payloads.payload(seq) for seq in self._recent) if self._payloads is not None else ()
        bodies = [body for body in found if body is not None and len(body) <= _LARGEST]
        self._recent.clear()
        self._add_fields(chain.from_iterable(Payload(body).names for body in bodies))

    def _add_fields(self, names: Iterable[str]) -> None:
        """Two spellings of one name are found by either: the first is offered."""
        new = {normal(name): name for name in names if normal(name) not in self._fields}
        self._fields.update(new)
        self._known.fields.add(new.values())


def _documented(catalog: Catalog) -> Iterator[str]:
    """Names that the catalog expects."""
    yield from ("Id", "CreationDateUtc")
    for category in catalog.categories.values():
        yield from category.fields
        for code in category.codes.values():
            yield from code.fields or ()
