"""The line in which a filter is written, with what is wrong in it underlined, and what is pasted made to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from floorwalker.session.filter.pasted import as_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.look import Look

_OWN: Final = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)


class FilterLine(QLineEdit):
    """One line. Esc empties it, and in an empty line leaves it. Places are indices of characters, as Python counts.

    fault: what is underlined, as (start, end), or None. cleared: Esc was pressed in a text. left: Esc in an empty line.
    pasted_as_search: what was pasted is no expression, and was made one that finds it; undo brings it back as it was.
    """

    cleared = Signal()
    left = Signal()
    pasted_as_search = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, catalog: Catalog | None = None) -> None:
        """catalog: what names mean. Without it, whatever is pasted stays as it is."""
        super().__init__(parent)
        self.catalog = catalog
        self._look = look
        self.fault: tuple[int, int] | None = None
        self._reason = ""
        self.setPlaceholderText('Filter: category:agent code:StatusChanged agent:c.diaz "hold music"')
        self.setAccessibleName("Filter")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def mark(self, start: int, end: int, reason: str = "") -> None:
        """Underline from one place in the text to another; at least one character, the last one at the end. The tip
        tells the reason."""
        self._reason = reason
        length = len(self.text())
        start = min(start, max(0, length - 1))
        self.fault = (start, max(end, start + 1))
        self._underline()

    def unmark(self) -> None:
        """Underline nothing."""
        if self.fault is not None:
            self.fault = None
            self._underline()

    @property
    def place(self) -> int:
        """Where the cursor is."""
        return _python(self.text(), self.cursorPosition())

    def replace(self, start: int, end: int, text: str) -> None:
        """Write something in place of a part; undo takes that back."""
        first = _utf16(self.text(), start)
        self.setSelection(first, _utf16(self.text(), end) - first)
        self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc; the rest is writing."""
        if event.key() == Qt.Key.Key_Escape:
            (self.cleared if self.text() else self.left).emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clipboard()
        else:
            super().keyPressEvent(event)

    def paste_clipboard(self) -> None:
        """Paste; what is no expression is made one that finds it."""
        start = _python(self.text(), self.selectionStart()) if self.hasSelectedText() else self.place
        pasted = QGuiApplication.clipboard().text()
        self.paste()
        self._make_search(start, self.place, pasted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual one, but for what it pastes."""
        self.ask_menu(event.globalPos())

    def ask_menu(self, place: QPoint) -> None:
        """Open it there on the screen."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste: QAction | None = next((action for action in menu.actions() if action.objectName() == "edit-paste"), None)
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self.paste_clipboard)
        menu.popup(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button may paste."""
        self._watched(lambda: super(FilterLine, self).mouseReleaseEvent(event))

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is pasted."""
        self._watched(lambda: super(FilterLine, self).dropEvent(event))

    def _watched(self, act: Callable[[], None]) -> None:
        """Look at what an act has put in, if anything."""
        before = self.text()
        act()
        after = self.text()
        if len(after) > len(before):
            start, end = self.place - len(after) + len(before), self.place
            self._make_search(start, end, after[start:end])

    def _make_search(self, start: int, end: int, pasted: str) -> None:
        """Write in place of what was pasted what finds it, where it is no expression itself."""
        text = self.text()
        if self.catalog is None:
            return
        search = as_search(pasted, text[:start], text[end:], self.catalog)
        if search is not None and search != pasted:
            self.replace(start, end, search)
            self.pasted_as_search.emit()

    def event(self, event: QEvent) -> bool:
        """Some keys are the line's own while it has the focus, whatever shortcuts the view makes of them. The tip of a
        wrong line says what is wrong."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.fault and self._reason:
            QToolTip.showText(event.globalPos(), self._reason, self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def _underline(self) -> None:
        """QLineEdit has formats for input methods only: one that changes no text sets them, counted from the cursor."""
        attributes = []
        if self.fault is not None:
            start, end = (_utf16(self.text(), place) for place in self.fault)
            wrong = QTextCharFormat()
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(self._look.colour("danger"))
            tint = self._look.colour("danger")
            tint.setAlpha(48)
            wrong.setBackground(tint)
            kind = QInputMethodEvent.AttributeType.TextFormat
            cursor = _utf16(self.text(), self.cursorPosition())
            attributes = [QInputMethodEvent.Attribute(kind, start - cursor, end - start, wrong)]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _on_look_changed(self) -> None:
        self.setFont(self._look.mono())
        self._underline()


def _utf16(text: str, place: int) -> int:
    """A place in a text as Qt counts."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _python(text: str, place: int) -> int:
    """A place that Qt counts, as an index of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "surrogatepass"))
