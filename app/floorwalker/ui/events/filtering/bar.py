"""The bar with the filter: its line, what it means or what is wrong with it, and how many events it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from floorwalker.session.filter import Filter, FilterError, parse_filter
from floorwalker.ui.events.filtering.history import History
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.filtering.progress import SearchProgress
from floorwalker.ui.events.labels import ElidedLabel, colour

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.look import Look, Role

PAUSE: Final = 300
"""Milliseconds without a keystroke after which what is written is applied."""


class FilterBar(QWidget):
    """Turns what is written into a filter; a wrong one is told with its place, and the last right one stays in force.

    filter_changed(Filter): another filter is in force. left: the user wants to go on to the events.
    """

    filter_changed = Signal(object)
    left = Signal()

    def __init__(self, catalog: Catalog, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._look = look
        self.filter: Filter = parse_filter("", catalog)
        self.expression = ""
        self.history = History()
        self._role: Role = "muted"
        self.line = FilterLine(look, self)
        self.meaning = ElidedLabel()
        self.count = QLabel()
        self.progress = SearchProgress(look, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._clear, self._recent = QAction(self), QAction(self)
        self._set_up()
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self._tell_meaning()

    def set_expression(self, expression: str) -> None:
        """Write that into the line and apply it at once, as if the user had."""
        self.line.setText(expression)
        self.apply()

    def apply(self) -> None:
        """Put what is written in force, if it is right."""
        self._pause.stop()
        text = self.line.text()
        try:
            wanted = parse_filter(text, self._catalog)
        except FilterError as error:
            self.tell_error(error)
            return
        self.line.unmark()
        self.expression = text
        if wanted != self.filter:
            self.filter = wanted
            self.filter_changed.emit(wanted)
        self._tell_meaning()

    def set_catalog(self, catalog: Catalog) -> None:
        """Names mean what they mean there: the expression in force is read again."""
        self._catalog = catalog
        try:
            self.filter = parse_filter(self.expression, catalog)
        except FilterError as error:
            self.tell_error(error)
            return
        # What is written is the same, so that comparing filters would not tell that names mean other numbers.
        if self.expression:
            self.filter_changed.emit(self.filter)
        self._tell_meaning()

    def tell_error(self, error: FilterError) -> None:
        """Show what is wrong and where."""
        if self.line.text():
            self.line.mark(error.start, error.end)
        self._say(str(error.problem), "danger")

    def tell_problem(self, words: str) -> None:
        """Show what else is in the way."""
        self._say(words, "danger")

    def tell_count(self, shown: int, total: int) -> None:
        """How many events the filter shows, of how many."""
        noun = "event" if total == 1 else "events"
        self.count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")

    def focus(self) -> None:
        """Let the user write."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Show everything."""
        self.set_expression("")

    def recent_menu(self) -> QMenu:
        """The filters used before."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.mono())
        for expression in self.history:
            # A sole ampersand would underline the next letter.
            action = menu.addAction(expression.replace("&", "&&"))
            action.triggered.connect(lambda _=False, text=expression: self.set_expression(text))
        if not len(self.history):
            menu.addAction("No filter was used yet").setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction("Forget them").triggered.connect(self.history.clear)
        return menu

    def _set_up(self) -> None:
        self._clear.setToolTip("Show all events (Esc)")
        self._recent.setToolTip("Filters used before (Down)")
        self.line.setToolTip(
            "Show only some events (Ctrl+F). Names or numbers, * for any text; words look into payloads."
        )
        self.line.addAction(self._recent, QLineEdit.ActionPosition.LeadingPosition)
        self.line.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.line)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self.meaning, 1)
        below.addWidget(self.progress)
        below.addWidget(self.count)
        column.addLayout(below)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.editingFinished.connect(self._remember)
        self.line.cleared.connect(self.clear)
        self.line.left.connect(self.left)
        self.line.recent_asked.connect(self._show_recent)
        self._pause.timeout.connect(self.apply)
        self._clear.triggered.connect(self.clear)
        self._recent.triggered.connect(self._show_recent)
        self._look.changed.connect(self._on_look_changed)

    def _on_text_changed(self) -> None:
        self.line.unmark()
        self._clear.setVisible(bool(self.line.text()))
        self._pause.start()

    def _on_return_pressed(self) -> None:
        self.apply()
        if self.expression == self.line.text():
            self._remember()
            self.left.emit()

    def _remember(self) -> None:
        if self.expression == self.line.text():
            self.history.add(self.expression)

    def _show_recent(self) -> None:
        self.recent_menu().popup(self.line.mapToGlobal(QPoint(0, self.line.height())))

    def _tell_meaning(self) -> None:
        self._say(self.filter.english(), "muted")

    def _say(self, words: str, role: Role) -> None:
        self._role = role
        self.meaning.tell(words)
        colour(self.meaning, self._look.colour(role))

    def _on_look_changed(self) -> None:
        self._clear.setIcon(self._look.icon("mdi6.close", "muted"))
        self._recent.setIcon(self._look.icon("mdi6.filter-variant", "muted"))
        for label in (self.meaning, self.count):
            label.setFont(self._look.small())
        colour(self.count, self._look.colour("muted"))
        colour(self.meaning, self._look.colour(self._role))
