"""The line among the agents in which a part of a name is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTreeView

    from floorwalker.ui.events.facets.model import FacetModel
    from floorwalker.ui.look import Look

PAUSE: Final = 150
"""Milliseconds without a keystroke after which it is looked for: a hundred thousand names take some 10."""


class Find(QObject):
    """The line, which the tree owns and may take away, and what is written in it. changed: something else is written.

    Down and Enter go on to what was found; Esc clears it, and where it is empty goes back.
    """

    changed = Signal()

    def __init__(self, look: Look, tree: QTreeView, model: FacetModel) -> None:
        super().__init__(tree)
        self._look = look
        self._tree = tree
        self._model = model
        self._line: QLineEdit | None = None
        self._text = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        look.changed.connect(self._dress)

    def text(self) -> str:
        """What is looked for."""
        return self._text

    def put_into(self, index: QModelIndex) -> None:
        """Show the line in a place of the tree, that has just come."""
        line = QLineEdit(self._text)
        line.setPlaceholderText("Find an agent")
        line.setAccessibleName("Find an agent")
        line.setToolTip("A part of the agent's name. Esc clears it.")
        line.setFrame(False)
        line.addAction(QAction(line), QLineEdit.ActionPosition.LeadingPosition)
        line.textChanged.connect(lambda _: self._pause.start())
        line.installEventFilter(self)
        line.destroyed.connect(self._on_destroyed)
        self._line = line
        self._dress()
        self._tree.setIndexWidget(index, line)

    def focus(self) -> None:
        """Let the user write."""
        if self._line is not None:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that are not writing. Esc is the line's own, whatever shortcut the window gives it."""
        if not isinstance(event, QKeyEvent) or self._line is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            return self._takes(Qt.Key(event.key()), self._line)
        return super().eventFilter(watched, event)

    def _takes(self, key: Qt.Key, line: QLineEdit) -> bool:
        if key == Qt.Key.Key_Escape:
            if line.text():
                line.clear()
                self._tell()
            else:
                self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave(line, up=key == Qt.Key.Key_Up)
            return True
        return False

    def _leave(self, line: QLineEdit, *, up: bool) -> None:
        self._tell()
        here = self._tree.indexAt(line.geometry().center())
        there = self._tree.indexAbove(here) if up else self._tree.indexBelow(here)
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if there.isValid():
            self._tree.setCurrentIndex(there)

    def _tell(self) -> None:
        self._pause.stop()
        if self._line is not None and self._line.text() != self._text:
            self._text = self._line.text()
            self.changed.emit()

    def _dress(self) -> None:
        if self._line is not None:
            self._line.setFont(self._look.small())
            self._line.actions()[0].setIcon(self._look.icon("mdi6.magnify", "muted"))

    def _on_destroyed(self) -> None:
        self._line = None
        self._pause.stop()
