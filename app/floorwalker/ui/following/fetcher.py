"""The thread that fetches payloads and deliveries."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader
from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

ASKED_AT_ONCE = 2_000
"""Requests that wait; older ones are dropped, since what was asked for last is what is on the screen now."""
READ_AT_ONCE = 200
READ_BYTES = 4 * 1024 * 1024
"""What is read before it is handed over: a screen's worth, and far less where payloads are huge."""


class Fetcher(WaitingThread):
    """Reads what was asked for, the newest requests first.

    payloads_read(dict of seq to bytes, or to None where there is none), deliveries_read (likewise, DeliveryView).
    The thread starts with the first request. After failed(problem, remedy) requests are ignored until `retry`.
    """

    payloads_read = Signal(object)
    deliveries_read = Signal(object)
    failed = Signal(str, str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"payloads of {path.name}")
        self._path = path
        self._payloads: dict[int, None] = {}
        self._deliveries: dict[int, None] = {}
        self._being_read: frozenset[int] = frozenset()
        self._failed = False

    def ask_payload(self, seq: int) -> None:
        """Fetch a payload, unless it is being fetched."""
        if seq not in self._being_read:
            self._ask(self._payloads, seq)

    def ask_delivery(self, seq: int) -> None:
        """Fetch how an event arrived."""
        self._ask(self._deliveries, seq)

    def retry(self) -> None:
        """Take requests again after `failed`."""
        if self._failed:
            self.wait()
            self._failed = False

    def run(self) -> None:
        """The thread: read what is asked for until `stop`, or until reading fails."""
        try:
            with closing(Reader.open(self._path)) as reader:
                while self._wait_for_requests():
                    self._read_payloads(reader)
                    self._read_deliveries(reader)
        except SessionError as error:
            self._failed = True
            self.failed.emit(error.problem, error.remedy)

    def _ask(self, asked: dict[int, None], seq: int) -> None:
        with self._condition:
            if self._stopping or self._failed:
                return
            asked.pop(seq, None)
            asked[seq] = None
            if len(asked) > ASKED_AT_ONCE:
                del asked[next(iter(asked))]
            self._condition.notify_all()
        if not self.isRunning():
            self.start()

    def _wait_for_requests(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._payloads or self._deliveries)
            return not self._stopping

    def _read_payloads(self, reader: Reader) -> None:
        seqs = sorted(self._taken(self._payloads))
        if not seqs:
            return
        self._being_read = frozenset(seqs)
        found: dict[int, bytes | None] = {}
        size = 0
        for seq, payload in reader.payloads(seqs):
            found[seq] = payload
            size += len(payload)
            if size > READ_BYTES:
                self.payloads_read.emit(found)
                found, size = {}, 0
            self._being_read -= {seq}
        if rest := found | dict.fromkeys(self._being_read):
            self.payloads_read.emit(rest)
        self._being_read = frozenset()

    def _read_deliveries(self, reader: Reader) -> None:
        seqs = self._taken(self._deliveries)
        if seqs:
            self.deliveries_read.emit({seq: reader.delivery(seq) for seq in seqs})

    def _taken(self, asked: dict[int, None]) -> list[int]:
        with self._condition:
            newest = list(asked)[-READ_AT_ONCE:]
            for seq in newest:
                del asked[seq]
            return newest
