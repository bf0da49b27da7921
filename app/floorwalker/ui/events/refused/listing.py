"""The list of what was refused, and the one that is looked at below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QWidget,
)

from floorwalker.files import whole_file
from floorwalker.session.errors import explained
from floorwalker.ui.events.dress import PaddedRow, dress_header, dress_splitter
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.events.refused.curl import file_name
from floorwalker.ui.events.refused.model import Column, RefusedModel
from floorwalker.ui.events.refused.pane import RefusedPane
from floorwalker.ui.events.refused.tail import RefusedTail
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from floorwalker.session.records import RefusedView
    from floorwalker.session.refusals import RefusedLine
    from floorwalker.ui.events.refused.tail import Opened
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_EMPTY: Final = (
    "Nothing was refused.\n\n"
    "What arrives and is no event (unreadable, or without Id, CreationDateUtc, Category or Code)\n"
    "is kept here whole, with the reason and its place. You can mend it and send it again.\n\n"
    "Esc goes back to the events."
)
_LOADING: Final = "Reading what was refused…"
_WIDTHS: Final = {Column.TIME: 184, Column.PEER: 136, Column.FEED: 192, Column.SIZE: 80}
_Choice = QAbstractItemView.SelectionBehavior


class RefusedListing(QWidget):
    """Reads nothing before it is first seen. It follows its end until the user goes up.

    left: the user wants to go back to the events. send_asked(title, bytes). told(str): one line. `stop` ends its
    thread.
    """

    left = Signal()
    send_asked = Signal(str, object)
    told = Signal(str)

    def __init__(self, live: LiveSession, look: Look) -> None:
        super().__init__()
        self._live = live
        self._look = look
        self._was_seen = False
        self._wanted: int | None = None
        self.tail = RefusedTail(live.path, self)
        self.model = RefusedModel(self)
        self.table = QTableView()
        self.pane = RefusedPane(look)
        self.empty = centred_label(_EMPTY)
        self._stack = QStackedWidget()
        self._set_up()
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self._choose_page()

    def stop(self) -> None:
        """End its thread, within the time that one body takes."""
        self.tail.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what there is, and follow from now on."""
        super().showEvent(event)
        self._was_seen = True
        self._on_totals_changed()

    def take_focus(self) -> None:
        """Let the keyboard be here."""
        (self.table if self.model.rowCount() else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, view: RefusedView, path: Path) -> None:
        """The exact bytes of a body to a file."""
        try:
            with whole_file(path) as out:
                out.write(view.body)
        except OSError as error:
            self.told.emit(str(explained(error, path)))
        else:
            self.told.emit(f"Refused body saved to {path}")

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(_Choice.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setAccessibleName("What was refused")
        table.setItemDelegate(PaddedRow(self._look, 0, table))
        rows, header = table.verticalHeader(), table.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(0)
        rows.hide()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.PROBLEM, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.pane)
        self._split.setSizes([320, 320])
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._split)
        boxes.column(self, spacing=0).addWidget(self._stack)
        # So that Esc is heard there too.
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self._live.totals_changed.connect(self._on_totals_changed)
        self.tail.lines_read.connect(self._on_lines_read, Qt.ConnectionType.QueuedConnection)
        self.tail.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self.tail.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.pane.send_asked.connect(self.send_asked)
        self.pane.told.connect(self.told)
        self.pane.save_asked.connect(self._on_save_asked)
        self._look.changed.connect(self._on_look_changed)
        self.table.addActions(self.pane.actions_.all())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _choose_page(self) -> None:
        is_empty = self.model.rowCount() == 0
        self.empty.setText(_LOADING if self._live.totals.rejected and self._was_seen else _EMPTY)
        had_focus = self.empty.hasFocus()
        self._stack.setCurrentWidget(self.empty if is_empty else self._split)
        if had_focus:
            self.take_focus()

    def _on_totals_changed(self) -> None:
        if self._was_seen:
            self.tail.read_on()
            self._choose_page()

    def _on_lines_read(self, lines: list[RefusedLine], oldest: int) -> None:
        bar = self.table.verticalScrollBar()
        was_at_end = bar.value() == bar.maximum()
        is_first = self.model.rowCount() == 0
        self.model.forget_before(oldest)
        self.model.add(lines)
        self._choose_page()
        if was_at_end and not is_first:
            self.table.scrollToBottom()
        if is_first and lines:
            self._go_to_newest()
        self.tail.take_next()

    def _go_to_newest(self) -> None:
        self.table.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 0))
        self.table.scrollToBottom()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._wanted = self.model.id_of(current.row())
            self.tail.open(self._wanted)
        else:
            self._wanted = None
            self.pane.tell_nothing()

    def _on_opened(self, refused_id: int, opened: Opened | None) -> None:
        if refused_id != self._wanted:
            return
        if opened is None:
            self.pane.tell_nothing(is_gone=True)
        else:
            self.pane.show_one(opened)

    def _on_failed(self, problem: str, remedy: str) -> None:
        self.told.emit(f"{problem} {remedy}")

    def _on_save_asked(self, view: RefusedView) -> None:
        dialog = QFileDialog(self, "Save refused body", file_name(view), "All files (*)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save_to(view, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_look_changed(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._look.row_height())
        dress_header(self.table.horizontalHeader(), self._look)
        dress_splitter(self._split, self._look)
        colour(self.empty, self._look.colour("muted"))
