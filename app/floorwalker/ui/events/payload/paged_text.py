"""Text of any length, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from floorwalker.ui.events.labels import colour, flat_button
from floorwalker.ui.events.payload.highlighter import JsonHighlighter

if TYPE_CHECKING:
    from floorwalker.ui.events.payload.pages import Pages
    from floorwalker.ui.look import Look


class PagedText(QWidget):
    """Shows `Pages` to be read and copied; where there is more than one, buttons lead from one to the next."""

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pages: Pages | None = None
        self._number = 0
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        # Long texts in JSON have no spaces to break at.
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(name)
        # The keyboard moves a cursor in it, to select and to copy.
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(flags)
        self.highlighter = JsonHighlighter(self.text.document(), look)
        self.length = QLabel()
        self.back = flat_button("The page before", "‹ Back")
        self.next = flat_button("The next page", "Next ›")
        self._lay_out()
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_pages(self, pages: Pages) -> None:
        """Show the first of them."""
        self._pages, self._number = pages, 0
        self._show()

    def clear(self) -> None:
        """Show nothing."""
        self._pages = None
        self.text.clear()
        self._tell()

    def _turn(self, step: int) -> None:
        self._number += step
        self._show()

    def _show(self) -> None:
        if self._pages is not None:
            self.text.setPlainText(self._pages.page(self._number))
        self._tell()

    def _tell(self) -> None:
        more = self._pages is not None and self._pages.has(self._number + 1)
        paged = more or self._number > 0
        self.back.setVisible(paged)
        self.next.setVisible(paged)
        self.back.setEnabled(self._number > 0)
        self.next.setEnabled(more)
        place = f"Page {self._number + 1:,} · " if paged else ""
        self.length.setText("" if self._pages is None else f"{place}{self._pages.length:,} bytes")

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(8, 2, 8, 2)
        below.setSpacing(8)
        below.addWidget(self.back)
        below.addWidget(self.next)
        below.addStretch(1)
        below.addWidget(self.length)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(below)

    def _on_look_changed(self) -> None:
        self.text.setFont(self._look.mono())
        for widget in (self.length, self.back, self.next):
            widget.setFont(self._look.small())
        colour(self.length, self._look.colour("muted"))
        self.highlighter.recolour()
