"""An agent's numbers by interval as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from floorwalker.event.metrics import LENGTHS
from floorwalker.ui.events.dress import PADDING, PaddedRow, dress_header
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.floor.agent.edges import MOST
from floorwalker.ui.floor.agent.interval_model import IntervalModel
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

_SETTING: Final = "floor/interval"
TOO_MANY: Final = f"That is more than {MOST:,} intervals.\nChoose longer ones, or a shorter time in the chart."


class IntervalPane(QWidget):
    """changed: intervals of another length are wanted; `minutes`. `choice` is where that is said, for whoever shows
    it."""

    changed = Signal()

    def __init__(self, catalog: Catalog, paints: Paints, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model = IntervalModel(catalog, paints, look, self)
        self.table = QTableView()
        self.choice = QComboBox()
        self.empty = centred_label()
        self._stack = QStackedWidget()
        self._set_up()
        self._lay_out()
        self.choice.activated.connect(self._on_chosen)
        self.model.modelReset.connect(self._fit)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def minutes(self) -> int:
        """How long intervals are."""
        return LENGTHS[self.choice.currentIndex()]

    def tell_emptiness(self, words: str) -> None:
        """Say that in place of the table; "" for the table."""
        self.empty.setText(words)
        self._stack.setCurrentWidget(self.empty if words else self.table)

    def texts(self) -> list[list[str]]:
        """Titles and the selected lines, or all where none is selected."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = chosen or range(self.model.rowCount())
        return [self.model.titles(), *(self.model.line(row) for row in rows)]

    def _set_up(self) -> None:
        remembered = QSettings().value(_SETTING)
        for minutes in LENGTHS:
            self.choice.addItem(f"{minutes} min", minutes)
            if str(minutes) == str(remembered):
                self.choice.setCurrentIndex(self.choice.count() - 1)
        self.choice.setToolTip("How long intervals are")
        self.choice.setAccessibleName("Length of intervals")
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(PaddedRow(self._look, parent=table))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(1)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAccessibleName("The agent's numbers by interval")
        table.verticalHeader().setHighlightSections(False)
        table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)

    def _lay_out(self) -> None:
        for page in (self.table, self.empty):
            self._stack.addWidget(page)
        boxes.column(self, spacing=0).addWidget(self._stack)
        self.setFocusProxy(self.table)

    def _fit(self) -> None:
        """Columns as wide as their titles and first lines."""
        metrics = self.table.fontMetrics()
        small = self.table.horizontalHeader().fontMetrics()
        lines = [self.model.line(row)[1:] for row in range(min(self.model.rowCount(), 4))]
        for column, field in enumerate(self.model.fields):
            icon = 20 if field.status is not None else 0
            texts = map(metrics.horizontalAdvance, (line[column] for line in lines))
            width = max([small.horizontalAdvance(field.title) + icon, *texts])
            self.table.setColumnWidth(column, width + 2 * PADDING + 4)

    def _on_chosen(self) -> None:
        QSettings().setValue(_SETTING, self.minutes)
        self.changed.emit()

    def _dress(self) -> None:
        dress_header(self.table.horizontalHeader(), self._look)
        rows = self.table.verticalHeader()
        rows.setDefaultSectionSize(self._look.row_height())
        ground, text, line = (self._look.colour(role).name() for role in ("raised", "text", "line"))
        rows.setStyleSheet(
            f"QHeaderView {{ background: {ground}; border: none; }} QHeaderView::section {{ background: {ground};"
            f" color: {text}; border: none; border-right: 1px solid {line}; padding: 0 {PADDING}px; }}"
        )
        self.table.setStyleSheet(
            f"QTableCornerButton::section {{ background: {ground}; border: none; border-bottom: 1px solid {line}; }}"
        )
        colour(self.empty, self._look.colour("muted"))
        self._fit()
