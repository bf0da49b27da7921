"""Opens the dialog that sends, for events of a session and for bodies that were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from floorwalker.ui.events.sending.addresses import receiver_url
from floorwalker.ui.events.sending.dialog import Parcel, SendDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_GONE: Final = "Nothing to send: the session's file no longer has it"


class Resending(QObject):
    """For the window's thread only. told(str): one line on why there is no dialog. `stop` ends what goes on.

    action: for the pane that shows one event. shown: gives that event's seq.
    """

    told = Signal(str)

    def __init__(
        self, live: LiveSession, payloads: PayloadSource, shown: Callable[[], int | None], look: Look, over: QWidget
    ) -> None:
        super().__init__(over)
        self._shown = shown
        self._live = live
        self._payloads = payloads
        self._look = look
        self._over = over
        self._awaited: int | None = None
        self._tokens: dict[str, str] = {}
        self._receiving: list[str] = []
        self.action = QAction("Send again…", self)
        self.action.setToolTip("Send this event again, as it was or edited (Ctrl+Enter in the table)")
        self.action.triggered.connect(self._on_triggered)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        payloads.arrived.connect(self._on_arrived)

    def set_receivers(self, urls: Sequence[str]) -> None:
        """Where the window's own capture receives just now."""
        self._receiving = list(urls)

    def send(self, seqs: Sequence[int]) -> None:
        """Ask where to send events: one can be edited before, several are sent as they came. With none of them it is
        the one that is shown, which a filter may hide in the table."""
        if not seqs and (shown := self._shown()) is not None:
            seqs = [shown]
        if len(seqs) == 1:
            self._awaited = seqs[0]
            self._open_awaited()
        elif seqs:
            title = f"{len(seqs):,} events, each byte for byte as it came"
            self._open(Parcel(title, session=self._live.path, seqs=tuple(seqs)))
        else:
            self.told.emit("Select an event first")

    def send_body(self, title: str, body: bytes) -> None:
        """Ask where to send a body, and let it be edited before."""
        self._open(Parcel(title, body=body))

    def stop(self) -> None:
        """End what goes on, and wait until it has ended."""
        for dialog in self._dialogs():
            dialog.reject()

    def _on_triggered(self) -> None:
        if (seq := self._shown()) is not None:
            self.send([seq])

    def _on_look_changed(self) -> None:
        self.action.setIcon(self._look.icon("mdi6.send-outline"))

    def _dialogs(self) -> list[SendDialog]:
        return self._over.findChildren(SendDialog)

    def _on_arrived(self, seqs: list[int]) -> None:
        if self._awaited in seqs:
            self._open_awaited()

    def _open_awaited(self) -> None:
        seq = self._awaited
        if seq is None:
            return
        payload = self._payloads.payload(seq)
        if payload is not None:
            self._awaited = None
            self._open(Parcel(self._title(seq), body=payload))
        elif self._payloads.is_missing(seq):
            self._awaited = None
            self.told.emit(_GONE)

    def _title(self, seq: int) -> str:
        columns, row = self._live.columns, self._live.columns.row_of(seq)
        if row is None:
            return f"Event {seq:,}"
        label = self._live.catalog.event_label(int(columns.category[row]), int(columns.code[row]))
        agent = self._live.names.text(int(columns.agent[row]))
        return " · ".join(filter(None, (f"Event {seq:,}", label, agent)))

    def _open(self, parcel: Parcel) -> None:
        dialog = SendDialog(parcel, self._ours(), self._tokens, self._live.catalog, self._look, self._over)
        dialog.show()
        (dialog.editor or dialog.send_button).setFocus()

    def _ours(self) -> list[str]:
        """Where the session receives, or did: the newest first."""
        told = [receiver_url(feed.address) for feed in reversed(self._live.feeds.values()) if feed.kind == "listen"]
        return self._receiving or told
