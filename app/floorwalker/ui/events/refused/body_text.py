"""A refused body, a page at a time, with a place in it marked and in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QWidget

from floorwalker.ui.events.labels import colour, flat_button
from floorwalker.ui.events.payload.highlighter import JsonHighlighter
from floorwalker.ui.events.payload.pages import PAGE, hexadecimal
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.event.slices import Span
    from floorwalker.ui.look import Look

HEX_PAGE: Final = 8 * 1024
"""Bytes of a page of `hexadecimal`; each of its lines has 16 of them."""
_HEX_LINE: Final = 76
_HEX_FIRST: Final = 10
_MOST_MARKED: Final = 4096
"""Characters that are marked: of something long its beginning."""


class BodyText(QWidget):
    """Bytes as text, or as hexadecimal numbers where they are no UTF-8."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._body = b""
        self._text: str | None = ""
        self._page = 0
        self._place: Span | None = None
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName("Refused body, the exact bytes")
        self.text.setPlaceholderText("Of this one no body was kept.")
        self.text.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(flags)
        self.highlighter = JsonHighlighter(self.text.document(), look)
        self.length = QLabel()
        self.back, self.next = flat_button("The page before", "‹ Back"), flat_button("The next page", "Next ›")
        self._lay_out()
        self.back.clicked.connect(lambda: self._turn(self._page - 1))
        self.next.clicked.connect(lambda: self._turn(self._page + 1))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_body(self, body: bytes) -> None:
        """Show the beginning of that."""
        self._body, self._place = body, None
        try:
            self._text = body.decode()
        except UnicodeDecodeError:
            self._text = None
        self._turn(0)

    def show_place(self, place: Span | None) -> None:
        """Mark that part, and bring it into sight; None marks nothing."""
        self._place = place
        page = 0 if place is None else place[0] // self._step
        if page != self._page:
            self._turn(page)
        else:
            self._mark()

    @property
    def _step(self) -> int:
        return HEX_PAGE if self._text is None else PAGE

    def _content(self, page: int) -> str:
        if self._text is None:
            return hexadecimal(self._body).page(page)
        return self._text[page * PAGE : (page + 1) * PAGE]

    def _turn(self, page: int) -> None:
        self._page = page
        self.text.setPlainText(self._content(page))
        self._mark()
        self._tell()

    def _mark(self) -> None:
        span = None if self._place is None else self._span_on_page(*self._place)
        self.text.setExtraSelections([])
        if span is None:
            return
        mark = QTextEdit.ExtraSelection()
        mark.format = _format(self._look)
        mark.cursor = QTextCursor(self.text.document())
        mark.cursor.setPosition(span[0])
        mark.cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        self.text.setExtraSelections([mark])
        self.text.setTextCursor(QTextCursor(mark.cursor))
        cursor = self.text.textCursor()
        cursor.setPosition(span[0])
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _span_on_page(self, start: int, end: int) -> Span | None:
        """Positions in the document, which counts as UTF-16 does, and each end of a line as one."""
        begins = self._page * self._step
        first, last = start - begins, min(end - begins, start - begins + _MOST_MARKED, self._step)
        if not 0 <= first < self._step:
            return None
        if self._text is None:
            at = first // 16 * _HEX_LINE + _HEX_FIRST + 3 * (first % 16)
            return at, at + 2
        content = self._content(self._page)
        return _position(content, first), _position(content, last)

    def _tell(self) -> None:
        length = len(self._body) if self._text is None else len(self._text)
        more, paged = (self._page + 1) * self._step < length, length > self._step
        for button, can in ((self.back, self._page > 0), (self.next, more)):
            button.setVisible(paged)
            button.setEnabled(can)
        place = f"Page {self._page + 1:,} · " if paged else ""
        kind = " · not UTF-8, shown as numbers" if self._text is None else ""
        self.length.setText(f"{place}{len(self._body):,} bytes{kind}")

    def _lay_out(self) -> None:
        below = boxes.row(margins=(8, 2, 8, 2))
        below.addWidget(self.back)
        below.addWidget(self.next)
        below.addStretch(1)
        below.addWidget(self.length)
        column = boxes.column(self, spacing=0)
        column.addWidget(self.text, 1)
        column.addLayout(below)

    def _on_look_changed(self) -> None:
        self.text.setFont(self._look.mono())
        for widget in (self.length, self.back, self.next):
            widget.setFont(self._look.small())
        colour(self.length, self._look.colour("muted"))
        self.highlighter.recolour()
        self._mark()


def _position(content: str, index: int) -> int:
    return len(content[:index].replace("\r\n", "\n").encode("utf-16-le")) // 2


def _format(look: Look) -> QTextCharFormat:
    """A wave below and a tint behind, so that it is not told by colour alone."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(look.colour("danger"))
    tint = look.colour("danger")
    tint.setAlpha(48)
    made.setBackground(tint)
    return made
