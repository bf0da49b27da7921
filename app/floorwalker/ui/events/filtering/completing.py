"""Completion in a line: it offers what may be written at the cursor, or filters used before, and writes one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from floorwalker.session.filter.completion import Completion, Suggestion, complete
from floorwalker.ui.events.filtering.popup import Popup

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.session.filter.known import Known
    from floorwalker.ui.events.filtering.history import History
    from floorwalker.ui.events.filtering.line import FilterLine
    from floorwalker.ui.look import Look

_ACCEPTS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Completing(QObject):
    """Watches one line.

    While the list is open, Down and Up go through it, Tab takes the chosen one or the first, Enter the chosen one, and
    Esc closes it. While it is closed, Up writes the filter used before, Down the one after that or opens the list of
    them all, narrowed by what is written, and Ctrl+Space opens the list of what may be written.
    """

    def __init__(self, line: FilterLine, known: Callable[[], Known], history: History, look: Look) -> None:
        super().__init__(line)
        self._line = line
        self._known = known
        self._history = history
        self._completion = Completion(0, 0)
        self._shows_history = False
        self._typed, self._recalled = "", -1
        self._is_writing = False
        self.popup = Popup(line, look)
        self.popup.chosen.connect(self._write)
        line.installEventFilter(self)
        line.textEdited.connect(self._on_text_edited)

    def ask(self) -> None:
        """Offer what may be written at the cursor."""
        self._offer(complete(self._line.text(), self._line.place, self._known()))

    def ask_for_used(self) -> None:
        """Offer filters used before that have in them what is written."""
        found = [Suggestion(text, "", text) for text in self._history.having(self._line.text())]
        self._offer(Completion(0, len(self._line.text()), tuple(found)))
        self._shows_history = bool(found)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keys, the loss of the focus, and another place."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes_open(event) if self.popup.isVisible() else self._takes_closed(event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.popup.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.popup.isVisible():
            self.popup.put_in_place()
        return False

    def _takes_open(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}
        if key in steps:
            self.popup.go(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
        elif key == Qt.Key.Key_Tab:
            self._write(self.popup.current or self._completion.suggestions[0])
        elif key in _ACCEPTS and self.popup.current is not None:
            self._write(self.popup.current)
        elif key == Qt.Key.Key_Delete and self._shows_history and self.popup.current is not None:
            self._history.forget(self.popup.current.text)
            self.ask_for_used()
        else:
            if key in _ACCEPTS or key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
                self.popup.hide()
            return False
        return True

    def _takes_closed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.ask()
        elif key == Qt.Key.Key_Up:
            self._recall(self._recalled + 1)
        elif key == Qt.Key.Key_Down and self._recalled >= 0:
            self._recall(self._recalled - 1)
        elif key == Qt.Key.Key_Down:
            self.ask_for_used()
        else:
            return False
        return True

    def _recall(self, number: int) -> None:
        """Write the filter that was used so many before the last; -1 is what was typed, which narrows them."""
        if self._recalled < 0:
            self._typed = self._line.text()
        found = [text for text in self._history.having(self._typed) if text != self._typed]
        if number < len(found):
            self._line.setText(found[number] if number >= 0 else self._typed)
            self._recalled = number

    def _on_text_edited(self) -> None:
        self._recalled = -1
        if self._is_writing:
            return
        if self._shows_history and self.popup.isVisible():
            self.ask_for_used()
            return
        text, cursor = self._line.text(), self._line.place
        # Nothing is asked for where a term has not begun yet.
        if text[:cursor].strip() and not text[cursor - 1].isspace() and text[cursor - 1] != ")":
            self.ask()
        else:
            self.popup.hide()

    def _offer(self, completion: Completion) -> None:
        self._shows_history = False
        self._completion = completion
        self.popup.offer(completion.suggestions, self._line.text()[completion.start : self._line.place])

    def _write(self, chosen: Suggestion) -> None:
        was_history = self._shows_history
        self.popup.hide()
        self._is_writing = True
        self._line.replace(self._completion.start, self._completion.end, chosen.written)
        self._is_writing = False
        if chosen.written.endswith(":") and not was_history:
            self.ask()
