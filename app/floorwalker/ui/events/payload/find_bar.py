"""The line that looks for a text in the page of the pane that is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from floorwalker.ui.events.labels import colour, flat_button
from floorwalker.ui.events.payload.finding import MOST

if TYPE_CHECKING:
    from floorwalker.ui.events.payload.lines import Lines
    from floorwalker.ui.events.payload.noted import Notes
    from floorwalker.ui.events.payload.raw import RawPayload
    from floorwalker.ui.look import Look

    Searched: TypeAlias = Lines | RawPayload | Notes


class FindBar(QWidget):
    """Enter and F3 go to the next hit, with Shift to the one before; Esc closes it. closed: it was."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._page: Searched | None = None
        self._at = -1
        self.line = QLineEdit(placeholderText="Find in this payload", clearButtonEnabled=True)
        self.line.setAccessibleName("Find in this payload")
        self.line.installEventFilter(self)
        self.count = QLabel()
        self.previous = flat_button("The hit before (Shift+F3)")
        self.next = flat_button("The next hit (F3)")
        self.close_button = flat_button("Close the search (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        self.line.textChanged.connect(self.again)
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self._close)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def search(self, page: Searched) -> None:
        """Look in that page from now on."""
        if page is not self._page:
            if self._page is not None:
                self._page.found.disconnect(self._on_found)
            self._page = page
            page.found.connect(self._on_found)
        if self.isVisible():
            self.again()

    def open(self) -> None:
        """Let the user write."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.again()

    def again(self) -> None:
        """Look for what is written, because that or the page is another."""
        self._at = -1
        if self._page is not None and self.isVisible():
            self.count.setText("…" if self.line.text() else "")
            self._page.look_for(self.line.text())

    def go(self, step: int) -> None:
        """To the next hit or the one before, round about."""
        if self._page is not None and self._page.hits:
            self._at = (self._at + step) % self._page.hits
            self._page.go_to_hit(self._at)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line's keys."""
        if isinstance(event, QKeyEvent) and event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._close()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.type() == QEvent.Type.KeyPress:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def _on_found(self) -> None:
        if not self.isVisible():
            return
        if self._page is not None and self._page.hits and self.line.text():
            self.go(1)
        else:
            self._tell()

    def _tell(self) -> None:
        hits = 0 if self._page is None else self._page.hits
        total = f"{hits:,}+" if hits >= MOST else f"{hits:,}"
        self.count.setText(f"{self._at + 1:,} of {total}" if hits else "Not found" if self.line.text() else "")
        self.previous.setEnabled(bool(hits))
        self.next.setEnabled(bool(hits))

    def _close(self) -> None:
        self.hide()
        if self._page is not None:
            self._page.look_for("")
        self.closed.emit()

    def _on_look_changed(self) -> None:
        icon = self._look.icon
        self.previous.setIcon(icon("mdi6.chevron-up"))
        self.next.setIcon(icon("mdi6.chevron-down"))
        self.close_button.setIcon(icon("mdi6.close"))
        self.count.setFont(self._look.small())
        colour(self.count, self._look.colour("muted"))
