"""The dialog that sends one event, or several, to a URL, and shows what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QSplitter, QWidget

from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.labels import ElidedLabel
from floorwalker.ui.events.sending.child import SendChild
from floorwalker.ui.events.sending.editor import BodyEditor
from floorwalker.ui.events.sending.order import PACINGS, body_order, events_order, listing
from floorwalker.ui.events.sending.outcome import Outcome
from floorwalker.ui.events.sending.target import Target
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from floorwalker.answers import Answer, Done
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.look import Look

_SIZE: Final = QSize(760, 640)
_SIZE_OF_SEVERAL: Final = QSize(640, 440)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: one body, or the events of a session with these numbers. title: what it is, in a line."""

    title: str
    body: bytes | None = None
    session: Path | None = None
    seqs: Sequence[int] = ()


class SendDialog(QDialog):
    """Asks where to, sends by a child command, and shows the answer. It can be sent again as often as is wanted.

    ours: URLs at which the session itself receives. tokens: by URL, those of other dialogs; this one's is added.
    """

    def __init__(
        self,
        parcel: Parcel,
        ours: Sequence[str],
        tokens: dict[str, str],
        catalog: Catalog,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parcel = parcel
        self._tokens = tokens
        self._look = look
        self.setWindowTitle("Send again")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.target = Target(ours, tokens, look)
        self.editor = None if parcel.body is None else BodyEditor(parcel.body, catalog, look)
        self.pacing = QComboBox()
        self.pacing.addItems([pacing.words for pacing in PACINGS])
        self.pacing.setToolTip("Events of one agent keep their order; pauses are 5 s at most")
        self.outcome = Outcome(1 if self.editor else len(parcel.seqs), look)
        self.child = SendChild(self)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._check()
        self.resize(_SIZE if self.editor else _SIZE_OF_SEVERAL)

    def send(self) -> None:
        """Send it."""
        if not self.send_button.isEnabled():
            return
        self.target.remember()
        url, token = self.target.url, self.target.token.text().strip()
        self._tokens[url] = token
        self._set_working(working=True)
        self.outcome.begin()
        if self.editor is not None:
            self.child.start(body_order(url, token), self.editor.body())
        elif self._parcel.session is not None:
            order = events_order(self._parcel.session, url, token, PACINGS[self.pacing.currentIndex()])
            self.child.start(order, listing(self._parcel.seqs).encode())

    def done(self, result: int) -> None:
        """Close; a sending that goes on is ended first."""
        self.child.end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing ends it too."""
        self.child.end()
        super().closeEvent(event)

    def _make_buttons(self) -> None:
        self.buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.stop_button = self.buttons.addButton("Stop", QDialogButtonBox.ButtonRole.ActionRole)
        self.stop_button.setAutoDefault(False)
        self.send_button = self.buttons.addButton("Send", QDialogButtonBox.ButtonRole.ActionRole)
        self.send_button.setDefault(True)
        self.send_button.setShortcut(QKeySequence("Ctrl+Return"))
        self.send_button.setToolTip("Send it to the URL (Ctrl+Enter)")

    def _lay_out(self) -> None:
        column = boxes.column(self, margins=(16, 16, 16, 16))
        column.addWidget(ElidedLabel(self._parcel.title))
        column.addWidget(self.target)
        if self.editor is None:
            row = boxes.row()
            label = QLabel("&Pace")
            label.setBuddy(self.pacing)
            row.addWidget(label)
            row.addWidget(self.pacing)
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(self.outcome, 1)
        else:
            self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
            self._split.addWidget(self.editor)
            self._split.addWidget(self.outcome)
            self._split.setSizes([300, 200])
            column.addWidget(self._split, 1)
            self._on_look_changed()
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.target.changed.connect(self._check)
        self.send_button.clicked.connect(self.send)
        self.stop_button.clicked.connect(self.child.stop)
        self.buttons.rejected.connect(self.reject)
        self.child.answered.connect(self._on_answered)
        self.child.ended.connect(self._on_ended)
        self._look.changed.connect(self._on_look_changed)

    def _check(self) -> None:
        self._set_working(working=self.child.is_running)

    def _set_working(self, *, working: bool) -> None:
        self.send_button.setEnabled(not working and self.target.is_right)
        self.stop_button.setEnabled(working)
        self.target.setEnabled(not working)
        self.pacing.setEnabled(not working)
        if self.editor is not None:
            self.editor.set_usable(usable=not working)

    def _on_answered(self, answers: Sequence[Answer]) -> None:
        self.outcome.add(answers)

    def _on_ended(self, done: Done | None, problem: str) -> None:
        self._set_working(working=False)
        self.outcome.end(done, problem)

    def _on_look_changed(self) -> None:
        if self.editor is not None:
            dress_splitter(self._split, self._look)
