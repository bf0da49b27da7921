"""The pane that shows one refused body: what is wrong with it and where, its bytes, and how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from floorwalker.ui.events import moments
from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.events.labels import ElidedLabel, centred_label, colour, flat_button
from floorwalker.ui.events.refused.actions import PaneActions
from floorwalker.ui.events.refused.body_text import BodyText
from floorwalker.ui.events.refused.curl import curl
from floorwalker.ui.events.sending.addresses import USUAL, receiver_url
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.session.records import DeliveryView, RefusedView
    from floorwalker.ui.events.refused.tail import Opened
    from floorwalker.ui.look import Look

_HINT: Final = "Select one to see what is wrong with it, and where."
_GONE: Final = "It is gone: the session keeps what was refused only as long as its events."
_MOST_PROBLEMS: Final = 1000


class RefusedPane(QWidget):
    """One refused body. A problem that is chosen is marked in the body.

    send_asked(title, bytes): the user wants to mend it and send it again. save_asked(RefusedView): to a file.
    told(str): one line on what was done.
    """

    send_asked = Signal(str, object)
    save_asked = Signal(object)
    told = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._opened: Opened | None = None
        self.title = ElidedLabel()
        self.actions_ = PaneActions(look, self)
        self.problems = QListWidget()
        self.problems.setAccessibleName("Why it was refused")
        self.problems.setFrameShape(QListWidget.Shape.NoFrame)
        self.problems.setWordWrap(True)
        self.problems.setSpacing(2)
        self.body = BodyText(look)
        self.delivery = QPlainTextEdit(readOnly=True)
        self.tabs = QTabWidget()
        self._hint = centred_label(_HINT)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self.tell_nothing()

    def show_one(self, opened: Opened) -> None:
        """Show that."""
        self._opened = opened
        view = opened.view
        self.title.tell(_title(view))
        self.body.show_body(view.body)
        self.problems.clear()
        for number, (at, problem) in enumerate(view.problems[:_MOST_PROBLEMS]):
            item = QListWidgetItem(f"{at}: {problem}" if at else problem)
            item.setToolTip(plain_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.problems.addItem(item)
        self.problems.setCurrentRow(0)
        self.delivery.setPlainText(_delivered(opened.delivery))
        self.actions_.set_enabled(enabled=True)
        self._stack.setCurrentWidget(self.tabs)

    def tell_nothing(self, *, is_gone: bool = False) -> None:
        """There is none to be shown."""
        self._opened = None
        self.title.tell("")
        self._hint.setText(_GONE if is_gone else _HINT)
        self.actions_.set_enabled(enabled=False)
        self._stack.setCurrentWidget(self._hint)

    def send(self) -> None:
        """Let the user mend it and send it again."""
        if self._opened is not None:
            self.send_asked.emit(_title(self._opened.view), self._opened.view.body)

    def copy(self) -> None:
        """The body onto the clipboard, as text."""
        if self._opened is not None:
            QGuiApplication.clipboard().setText(self._opened.view.body.decode("utf-8", "replace"))
            self.told.emit("Refused body copied")

    def copy_curl(self) -> None:
        """A command that posts it again onto the clipboard."""
        if self._opened is None:
            return
        delivery = self._opened.delivery
        # What came over a WebSocket is posted where the receiver usually is.
        url = receiver_url(delivery.feed, delivery.target) if delivery.method else USUAL
        sent = {name.lower(): value for name, value in delivery.headers}
        command = curl(self._opened.view, url, sent.get("content-type", "application/json"))
        QGuiApplication.clipboard().setText(command)
        file = " It reads the body from a file: save it beside." if " @refused-" in command else ""
        self.told.emit(f"curl command copied.{file}")

    def save(self) -> None:
        """To a file."""
        if self._opened is not None:
            self.save_asked.emit(self._opened.view)

    def _lay_out(self) -> None:
        above = boxes.row(spacing=4, margins=(8, 4, 8, 4))
        above.addWidget(self.title, 1)
        for action in self.actions_.all():
            button = flat_button("")
            button.setDefaultAction(action)
            above.addWidget(button)
        self._split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._split.addWidget(self.problems)
        self._split.addWidget(self.body)
        self._split.setSizes([320, 640])
        self._split.setStretchFactor(1, 1)
        self.delivery.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.delivery.setAccessibleName("How it was delivered")
        self.delivery.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.delivery.setTextInteractionFlags(flags)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._split, "Problems")
        self.tabs.addTab(self.delivery, "Delivery")
        for page in (self._hint, self.tabs):
            self._stack.addWidget(page)
        column = boxes.column(self, spacing=0)
        column.addLayout(above)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.actions_.send.triggered.connect(self.send)
        self.actions_.copy.triggered.connect(self.copy)
        self.actions_.curl.triggered.connect(self.copy_curl)
        self.actions_.save.triggered.connect(self.save)
        self.problems.currentRowChanged.connect(self._on_problem_chosen)
        self._look.changed.connect(self._on_look_changed)

    def _on_problem_chosen(self, row: int) -> None:
        if self._opened is not None:
            places = self._opened.places
            self.body.show_place(places[row] if 0 <= row < len(places) else None)

    def _on_look_changed(self) -> None:
        look = self._look
        self.delivery.setFont(look.mono())
        dress_splitter(self._split, look)
        colour(self._hint, look.colour("muted"))


def _title(view: RefusedView) -> str:
    return f"Refused {view.id:,} · {view.peer or 'unknown sender'} · {len(view.body):,} bytes"


def _delivered(delivery: DeliveryView) -> str:
    here, utc = moments.full(delivery.received), moments.full_utc(delivery.received)
    facts = [
        ("Arrived", here),
        *([("In UTC", utc)] if here != utc else []),
        ("From", delivery.peer or "unknown"),
        ("At", delivery.feed),
        ("Request", f"{delivery.method} {delivery.target}" if delivery.method else "a frame of a feed"),
        ("Body", f"{delivery.size:,} bytes in all"),
        ("Answer", "none" if delivery.answer is None else str(delivery.answer)),
        *([("Signature", delivery.verdict)] if delivery.verdict else []),
    ]
    lines = [f"{name:<10} {value}" for name, value in facts]
    headers = [f"{name}: {value}" for name, value in delivery.headers]
    return "\n".join([*lines, "", *headers] if headers else lines)
