"""Payloads and deliveries, read from the session's file when someone looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.ui.following.fetcher import Fetcher
from floorwalker.ui.following.recent import Recent

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.session.records import DeliveryView

CACHED_BYTES = 16 * 1024 * 1024
"""Of payloads kept for a second look: forty thousand common events."""
CACHED_DELIVERIES = 1_000


class PayloadSource(QObject):
    """Hands out what is at hand and fetches the rest, for the window's thread only.

    `payload(seq)` and `delivery(seq)` never wait: they return None where the answer must be fetched, and `arrived` or
    `delivery_arrived` (a list of seqs) tells when asking again gives it. What the file does not have is remembered too:
    `is_missing` tells it, and nothing is fetched for it twice. failed(problem, remedy): the file cannot be read.
    """

    arrived = Signal(object)
    delivery_arrived = Signal(object)
    failed = Signal(str, str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._payloads: Recent[bytes] = Recent(CACHED_BYTES, len)
        self._deliveries: Recent[DeliveryView] = Recent(CACHED_DELIVERIES, lambda _: 1)
        self._fetcher = Fetcher(path, self)
        self._fetcher.payloads_read.connect(self._on_payloads_read, Qt.ConnectionType.QueuedConnection)
        self._fetcher.deliveries_read.connect(self._on_deliveries_read, Qt.ConnectionType.QueuedConnection)
        self._fetcher.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def payload(self, seq: int) -> bytes | None:
        """An event's payload if it is at hand; otherwise it is fetched."""
        if seq not in self._payloads:
            self._fetcher.ask_payload(seq)
            return None
        return self._payloads.get(seq)

    def delivery(self, seq: int) -> DeliveryView | None:
        """How an event arrived if that is at hand; otherwise it is fetched."""
        if seq not in self._deliveries:
            self._fetcher.ask_delivery(seq)
            return None
        return self._deliveries.get(seq)

    def is_missing(self, seq: int) -> bool:
        """Whether the file was asked and has no such event."""
        return seq in self._payloads and self._payloads.get(seq) is None

    def stop(self) -> None:
        """End its thread. Nothing is fetched from here on."""
        self._fetcher.stop()

    def retry(self) -> None:
        """Fetch again what is asked for after `failed`."""
        self._fetcher.retry()

    def _on_payloads_read(self, found: dict[int, bytes | None]) -> None:
        self._payloads.update(found)
        self.arrived.emit(list(found))

    def _on_deliveries_read(self, found: dict[int, DeliveryView | None]) -> None:
        self._deliveries.update(found)
        self.delivery_arrived.emit(list(found))
