"""The facets beside the table: every kind of event with its count, to be shown, hidden, or shown alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QMenu, QTreeView, QVBoxLayout, QWidget

from floorwalker.ui.events.dress import PADDING, Row, dress_header
from floorwalker.ui.events.facets.choice import EVERYTHING, Part, all_but, changed, only
from floorwalker.ui.events.facets.counts import Counts, Kind
from floorwalker.ui.events.facets.model import PART_ROLE, FacetModel, part_of
from floorwalker.ui.events.labels import colour

if TYPE_CHECKING:
    from floorwalker.session.filter import EventSelection
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

PACE: Final = 250
"""Milliseconds from one look at the counts to the next."""
_BEYOND: Final = "The filter's event: terms say more than these boxes can show."


class Facets(QWidget):
    """Counts of the whole session by Category and Code, and the boxes that choose among them.

    selection_changed(EventSelection): the user wants to see that. `show_selection` shows what the filter says.
    """

    selection_changed = Signal(object)

    def __init__(self, live: LiveSession, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        self._counts = Counts()
        self._selection: EventSelection | None = EVERYTHING
        self.model = FacetModel(live.catalog, look.colour("muted"), self)
        self.tree = QTreeView(self)
        self._beyond = QLabel(_BEYOND, wordWrap=True)
        self._timer = QTimer(self, singleShot=True, interval=PACE)
        self._set_up()
        self._lay_out()
        self._connect()
        self._count(0, len(live.columns))

    def show_selection(self, selection: EventSelection | None) -> None:
        """What the filter's expression says of kinds; None where the boxes cannot show it."""
        self._selection = selection
        self._beyond.setVisible(selection is None)
        self.model.show_selection(selection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter shows nothing but the current kind."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            part = self._part(self.tree.currentIndex())
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and part is not None:
                self._show_only(part)
                return True
        return super().eventFilter(watched, event)

    def menu(self, part: Part) -> QMenu:
        """What can be done with a kind."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Only this").triggered.connect(lambda: self.selection_changed.emit(only(part)))
        menu.addAction("Everything but this").triggered.connect(lambda: self.selection_changed.emit(all_but(part)))
        menu.addSeparator()
        menu.addAction("Every kind").triggered.connect(lambda: self.selection_changed.emit(EVERYTHING))
        return menu

    def _set_up(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setIndentation(16)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName("Kinds of events")
        tree.installEventFilter(self)
        tree.setItemDelegate(Row(self._look, 2, tree))
        tree.header().setStretchLastSection(False)
        tree.header().setMinimumSectionSize(16)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # Fitted to its contents by Qt, each new count would measure all of them again.
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self._beyond.hide()
        self._on_look_changed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._beyond.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self._beyond)
        column.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self._live.rows_appended.connect(self._count)
        self._live.about_to_remove_rows.connect(self._discount)
        self._live.catalog_changed.connect(self.model.set_catalog)
        self._timer.timeout.connect(self._show_counts)
        self.model.switched.connect(self._on_switched)
        self.model.rowsInserted.connect(self._on_rows_inserted)
        self.tree.doubleClicked.connect(self._on_double_clicked)
        self.tree.customContextMenuRequested.connect(self._on_menu_asked)
        self._look.changed.connect(self._on_look_changed)

    def _count(self, first: int, end: int) -> None:
        if first == end:
            return
        self._counts.add(self._live.columns, slice(first, end))
        if not self._timer.isActive():
            self._timer.start()

    def _discount(self, count: int) -> None:
        self._counts.take_off(self._live.columns, slice(0, count))
        if not self._timer.isActive():
            self._timer.start()

    def _show_counts(self) -> None:
        known = len(self.model.kinds())
        self.model.show_counts(self._counts)
        self._make_room()
        if len(self.model.kinds()) != known:
            self.model.show_selection(self._selection)

    def _make_room(self) -> None:
        """As wide as the largest count, or the column's title."""
        largest = max((self._counts.of_category(category) for category, _ in self._counts.of), default=0)
        texts = (f"{largest:,}", "Count")
        width = max(self.tree.fontMetrics().horizontalAdvance(text) for text in texts) + 2 * PADDING
        if self.tree.columnWidth(1) != width:
            self.tree.setColumnWidth(1, width)

    def _on_switched(self, kinds: set[Kind], shown: bool) -> None:
        if self._selection is not None:
            self.selection_changed.emit(changed(self._selection, self.model.kinds(), kinds, shown=shown))

    def _on_rows_inserted(self, parent: QModelIndex, _first: int, _last: int) -> None:
        if parent.isValid() and self.model.rowCount(parent) == 1:
            self.tree.expand(parent)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        part = self._part(index)
        if part is not None:
            self._show_only(part)

    def _show_only(self, part: Part) -> None:
        """Asked again, everything."""
        self.selection_changed.emit(EVERYTHING if self._selection == only(part) else only(part))

    def _on_menu_asked(self, point: QPoint) -> None:
        part = self._part(self.tree.indexAt(point))
        if part is not None:
            self.menu(part).popup(self.tree.viewport().mapToGlobal(point))

    def _part(self, index: QModelIndex) -> Part | None:
        return part_of(index.siblingAtColumn(0).data(PART_ROLE)) if index.isValid() else None

    def _on_look_changed(self) -> None:
        muted = self._look.colour("muted")
        self.model.recolour(muted)
        dress_header(self.tree.header(), self._look)
        self._make_room()
        self._beyond.setFont(self._look.small())
        colour(self._beyond, muted)
