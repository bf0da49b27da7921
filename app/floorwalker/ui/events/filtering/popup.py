"""The list below a line of what may be written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView

from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex as Index

    from floorwalker.session.filter.completion import Suggestion
    from floorwalker.ui.look import Look

_MOST_ROWS: Final = 10
_PADDING: Final = 16
_INDENT: Final = 4
"""Of the texts in the list."""
_NARROWEST: Final = 240
_WIDEST: Final = 720
_TEXT_SHARE: Final = 0.6
"""Of the width, for the texts at most."""


class SuggestionsModel(QAbstractTableModel):
    """Suggestions, a row each: its text, and its note."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look
        self.suggestions: Sequence[Suggestion] = ()

    def tell(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these."""
        self.beginResetModel()
        self.suggestions = suggestions
        self.endResetModel()

    def rowCount(self, parent: Index | QPersistentModelIndex | None = None) -> int:
        """One a suggestion."""
        return 0 if parent is not None and parent.isValid() else len(self.suggestions)

    def columnCount(self, parent: Index | QPersistentModelIndex | None = None) -> int:
        """Text and note."""
        return 0 if parent is not None and parent.isValid() else 2

    def data(self, index: Index | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts in equal widths, as they are written; notes small."""
        is_note = index.column() == 1
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            suggestion = self.suggestions[index.row()]
            text = suggestion.note if is_note else suggestion.text
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == Qt.ItemDataRole.FontRole:
            return self._look.small() if is_note else self._look.mono()
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.colour("muted" if is_note else "text")
        return None


class Popup(QTableView):
    """Lies over what is below the line, and never takes the focus from it. chosen(Suggestion): it was clicked."""

    chosen = Signal(object)

    def __init__(self, line: QLineEdit, look: Look) -> None:
        super().__init__(line)
        self._line = line
        self._look = look
        self._typed = ""
        self.model_ = SuggestionsModel(look, self)
        self.setModel(self.model_)
        self._set_up()
        self.clicked.connect(lambda index: self.chosen.emit(self.model_.suggestions[index.row()]))
        look.changed.connect(self._on_look_changed)
        self.hide()

    @property
    def current(self) -> Suggestion | None:
        """The one that the user has gone to."""
        row = self.currentIndex().row()
        return self.model_.suggestions[row] if row >= 0 else None

    def offer(self, suggestions: Sequence[Suggestion], typed: str) -> None:
        """Show these, none of them chosen, below what is typed of them, which ends at the cursor; or nothing where
        there are none."""
        self.model_.tell(suggestions)
        if not suggestions:
            self.hide()
            return
        self._typed = typed
        self.put_in_place()
        self.show()
        self.raise_()

    def go(self, by: int) -> None:
        """Go so many rows on; from the line to the first or last one, and from these back to the line."""
        rows = len(self.model_.suggestions)
        row = self.currentIndex().row() + by
        if row == -1 or row >= rows:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.model_.index(max(row, 0) if by > 0 or row >= 0 else rows - 1, 0))

    def _set_up(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Suggestions")
        self.setFrameShape(QFrame.Shape.Box)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._on_look_changed()

    def put_in_place(self) -> None:
        """Below what is typed, as wide as it must be and the window allows."""
        window, line = self._line.window(), self._line
        self.setParent(window)
        begin = max(line.cursorRect().center().x() - line.fontMetrics().horizontalAdvance(self._typed) - _INDENT, 0)
        below = line.mapTo(window, QPoint(begin, line.height()))
        texts, notes = self._widths()
        width = min(max(texts + notes + _PADDING, _NARROWEST), _WIDEST, window.width() - 2 * _PADDING)
        below.setX(min(below.x(), window.width() - width - _PADDING))
        rows = min(len(self.model_.suggestions), _MOST_ROWS)
        height = rows * self._look.row_height() + 2 * self.frameWidth()
        self.setColumnWidth(0, min(texts, int(width * _TEXT_SHARE)) if notes else width)
        self.setGeometry(below.x(), below.y() + 1, width, min(height, window.height() - below.y() - _PADDING))

    def _widths(self) -> tuple[int, int]:
        """In pixels, of the widest text and the widest note."""
        texts, notes = QFontMetrics(self._look.mono()), QFontMetrics(self._look.small())
        widest = max(texts.horizontalAdvance(suggestion.text) for suggestion in self.model_.suggestions)
        widest_note = max(notes.horizontalAdvance(suggestion.note) for suggestion in self.model_.suggestions)
        return widest + _PADDING, widest_note + _PADDING if widest_note else 0

    def _on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height())
        self.verticalHeader().setMinimumSectionSize(self._look.row_height())
