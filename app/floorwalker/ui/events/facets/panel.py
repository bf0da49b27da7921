"""The facets beside the table: kinds, agents, feeds and notes with counts, to be shown, hidden, or shown alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionViewItem, QTreeView, QVBoxLayout, QWidget

from floorwalker.session.filter import FilterError
from floorwalker.ui.events.dress import PADDING, Index, Row, dress_header
from floorwalker.ui.events.facets import sections
from floorwalker.ui.events.facets.agents import Agents
from floorwalker.ui.events.facets.counting import Counting
from floorwalker.ui.events.facets.entry import Key, Sort
from floorwalker.ui.events.facets.facet import Facet, said_by
from floorwalker.ui.events.facets.find import Find
from floorwalker.ui.events.facets.model import FacetModel
from floorwalker.ui.events.facets.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.events.actions import EventActions
    from floorwalker.ui.events.facets.counts import Counts
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

PACE: Final = 250
"""Milliseconds from one look at the counts to the next."""
_RANKED: Final = 2_000
"""Milliseconds after which agents are put in order again."""
_ONLY: Final = "mdi6.filter-outline"
_ALL_BUT: Final = "mdi6.filter-minus-outline"


class _Line(Row):
    """A line, whose count ends where the column's title does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 all are alike
        """No width, for nothing is fitted to it, and measuring each new line's text holds the filter up."""
        return QSize(0, self.row_height)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the title's padding free."""
        super().initStyleOption(option, index)
        if index.column() == 1 and option.text:
            # The style keeps 3 pixels free itself.
            option.rect.adjust(0, 0, 3 - PADDING, 0)


class Facets(QWidget):
    """Counts by kind, agent, feed and note, and the boxes that choose among them.

    What a facet counts are the events that the rest of the filter leaves, without its own terms: its numbers tell what
    a click gives. filter_asked(Change): the user wants another expression. `show_filter` shows what one says, `refresh`
    asks for all names again; `stop` ends its thread.
    """

    filter_asked = Signal(object)

    def __init__(self, live: LiveSession, visible: VisibleRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        self.counting = Counting(live, visible, self)
        self._agents = Agents(live.names)
        self._agents.update()
        self._is_open = False
        self._ranked = QElapsedTimer()
        self._ranked.start()
        self._shown_counts: Counts | None = None
        self._expression = ""
        self._said = said_by("", live.catalog)
        self._writing = Writing(live, self.counting)
        self.model = FacetModel(look, self)
        self.tree = QTreeView(self)
        self.finding = Find(look, self.tree, self.model)
        self._timer = QTimer(self, singleShot=True, interval=PACE)
        self._set_up()
        self._connect()
        self.refresh()
        self.folded = 0

    @property
    def folded(self) -> int:
        """Which sections are folded, a bit each, to be remembered."""
        is_folded = [not self.tree.isExpanded(self.model.index(row, 0)) for row in range(len(Facet))]
        return sum(folded << row for row, folded in enumerate(is_folded))

    @folded.setter
    def folded(self, bits: int) -> None:
        for row in range(len(Facet)):
            self.tree.setExpanded(self.model.index(row, 0), not bits >> row & 1)

    def add_keys(self, actions: EventActions) -> None:
        """What its keys do, as actions."""
        tip = "Show only what the line says, or everything again; open a section, or more agents"
        only = actions.add(self.tree, "Only this", "Return", _ONLY, tip)
        only.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        only.triggered.connect(lambda: self._at_current(self._activate))
        tip = "Show everything but what the line says"
        all_but = actions.add(self.tree, "Everything but this", "Del", _ALL_BUT, tip)
        all_but.triggered.connect(lambda: self._at_current(self._leave_out))

    def show_filter(self, expression: str) -> None:
        """Tick what the filter shows, and count by it."""
        self._expression = expression
        self._said = said_by(expression, self._live.catalog)
        self.counting.show(self._said.parts)
        self.refresh()

    def refresh(self) -> None:
        """Bring counts and names up to date, by the catalog of now."""
        self._timer.stop()
        self._rank()
        counts, said, catalog = self.counting.counts, self._said, self._live.catalog
        known = [kind for kind, count in self.counting.session.kinds.items() if count]
        names, is_searched = said.names, bool(self.finding.text())
        current = self.model.key(self.tree.currentIndex())
        self.model.show(
            (
                sections.kinds_section(counts, known, said.kinds, catalog),
                sections.agents_section(counts, self._agents, names[Facet.AGENT], self._most, is_searched=is_searched),
                sections.feeds_section(counts, self._live.feeds, names[Facet.FEED]),
                sections.notes_section(counts, names[Facet.NOTE]),
            )
        )
        self._stay_at(current)
        self._make_room()

    def _stay_at(self, key: Key | None) -> None:
        """Where lines have changed places, the user is still at the same one, if it is there."""
        if key is not None and self.model.key(self.tree.currentIndex()) != key:
            index = self.model.index_of(key)
            if index.isValid():
                self.tree.setCurrentIndex(index)

    @property
    def _most(self) -> int:
        """Agents that are listed."""
        return sections.MANY if self._is_open or self.finding.text() else sections.FEW

    def _rank(self, *, is_asked: bool = False) -> None:
        """Put the agents in order: at once where that is asked for or others have room, else now and then, unless the
        mouse is over them or the keys are theirs."""
        counts = self.counting.counts
        # Other counts than those that grew are those of another filter.
        is_asked |= counts is not self._shown_counts
        self._shown_counts = counts
        is_time = self._ranked.hasExpired(_RANKED) and not (self.tree.underMouse() or self.tree.hasFocus())
        if is_asked or is_time or self._agents.are_others(counts, self._most):
            self._agents.rank(counts, self._most)
            self._ranked.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self.counting.stop()

    def menu(self, key: Key) -> QMenu:
        """What can be done with a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if key.sort in (Sort.KIND, Sort.NAME):
            menu.addAction(self._look.icon(_ONLY), "Only this\tEnter", lambda: self._ask(self._writing.only(key)))
            menu.addAction(self._look.icon(_ALL_BUT), "Everything but this\tDel", lambda: self._leave_out(key))
            menu.addSeparator()
        menu.addAction(f"Any of {key.facet.value}", lambda: self._ask(self._writing.any_of(key.facet)))
        return menu

    def _ask(self, change: object) -> None:
        self.filter_asked.emit(change)

    def _leave_out(self, key: Key) -> None:
        if key.sort in (Sort.KIND, Sort.NAME):
            self._ask(self._writing.all_but(key))

    def _at_current(self, do: Callable[[Key], None]) -> None:
        key = self.model.key(self.tree.currentIndex())
        if key is not None:
            do(key)

    def _set_up(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setIndentation(12)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName("Facets: kinds, agents, feeds and notes of events")
        tree.setItemDelegate(_Line(self._look, 2, tree))
        tree.header().setStretchLastSection(False)
        tree.header().setMinimumSectionSize(16)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # Fitted to its contents by Qt, each new count would measure all of them again.
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tree)
        self._on_look_changed()

    def _connect(self) -> None:
        self.counting.changed.connect(self._be_due)
        self._live.names_added.connect(self._agents.update)
        self._live.feeds_changed.connect(self._be_due)
        self._live.catalog_changed.connect(self._on_catalog_changed)
        self._timer.timeout.connect(self.refresh)
        self.model.switched.connect(lambda key, shown: self._ask(self._writing.switched(key, self._said, shown=shown)))
        self.model.rowsInserted.connect(self._on_rows_inserted)
        self.finding.changed.connect(self._on_find_changed)
        self.tree.doubleClicked.connect(lambda index: self._on_double_clicked(self.model.key(index)))
        self.tree.clicked.connect(lambda index: self._on_clicked(self.model.key(index)))
        self.tree.customContextMenuRequested.connect(self._on_menu_asked)
        self._look.changed.connect(self._on_look_changed)

    def _be_due(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _make_room(self) -> None:
        """As wide as the largest count, or the column's title."""
        session = self.counting.session
        largest = max((session.of_category(category) for category, _ in session.kinds), default=0)
        texts = (f"{largest:,}", "Events")
        width = max(self.tree.fontMetrics().horizontalAdvance(text) for text in texts) + 2 * PADDING
        if self.tree.columnWidth(1) != width:
            self.tree.setColumnWidth(1, width)

    def _activate(self, key: Key) -> None:
        """Only this; asked again, everything."""
        if key.sort in (Sort.KIND, Sort.NAME):
            self._ask(self._writing.only_or_any(key, self._said))
        elif key.sort is Sort.FIND:
            self.finding.focus()
        elif key.sort is Sort.MORE:
            self._open_more()
        elif key.sort is Sort.SECTION:
            index = self.tree.currentIndex().siblingAtColumn(0)
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _open_more(self) -> None:
        if self._most == sections.MANY:
            self.finding.focus()
        else:
            self._is_open = True
            self._rank(is_asked=True)
            self.refresh()

    def _on_double_clicked(self, key: Key | None) -> None:
        if key is not None and key.sort in (Sort.KIND, Sort.NAME, Sort.SECTION):
            self._activate(key)

    def _on_clicked(self, key: Key | None) -> None:
        if key is not None and key.sort in (Sort.MORE, Sort.FIND):
            self._activate(key)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        key = self.model.key(parent)
        if key is not None and key.sort is Sort.KIND and self.model.rowCount(parent) == last - first + 1:
            self.tree.expand(parent)
        for row in range(first, last + 1):
            index = self.model.index(row, 0, parent)
            inserted = self.model.key(index)
            if inserted is not None and inserted.sort is Sort.FIND:
                self.finding.put_into(index)

    def _on_find_changed(self) -> None:
        self._agents.find(self.finding.text())
        self._rank(is_asked=True)
        self.refresh()

    def _on_menu_asked(self, point: QPoint) -> None:
        key = self.model.key(self.tree.indexAt(point))
        if key is not None:
            self.menu(key).popup(self.tree.viewport().mapToGlobal(point))

    def _on_catalog_changed(self) -> None:
        try:
            self.show_filter(self._expression)
        except FilterError:
            # A name in it is none any more, which the filter's bar tells.
            self.refresh()

    def _on_look_changed(self) -> None:
        self.model.recolour()
        dress_header(self.tree.header(), self._look)
        self._make_room()
