"""Two events side by side, in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QWidget,
)

from floorwalker.ui.events.dress import PaddedRow, dress_header
from floorwalker.ui.events.labels import colour
from floorwalker.ui.events.payload.comparing.pairs import Change, Pair, pairs
from floorwalker.ui.events.payload.decoding import Decoder
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from floorwalker.ui.events.payload.facts import Fact, Group
    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_ICONS: Final = {
    Change.CHANGED: "mdi6.not-equal-variant",
    Change.ADDED: "mdi6.plus",
    Change.REMOVED: "mdi6.minus",
}
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class CompareDialog(QDialog):
    """Fields of two events, aligned; those that are the same are muted. left and right are the events' seqs."""

    def __init__(
        self, left: int, right: int, live: LiveSession, payloads: PayloadSource, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.left, self.right = left, right
        self._live = live
        self._payloads = payloads
        self._look = look
        self._groups: dict[int, list[Group]] = {}
        self._decoder = Decoder(live, self)
        self.model = QStandardItemModel(self)
        self.list = _List(self)
        self.summary = QLabel("Reading both payloads…")
        self.only_differences = QCheckBox("&Only differences")
        self.swap_button, self.copy_button = QPushButton("&Swap"), QPushButton("&Copy differences")
        self.setWindowTitle("Compare two events")
        self.resize(960, 560)
        self._lay_out()
        self._connect()
        self._ask()

    def swap(self) -> None:
        """Left is right, and right is left."""
        self.left, self.right = self.right, self.left
        self._show()

    def copy(self) -> None:
        """The differences, one a line."""
        lines = [pair.line() for pair in self._pairs() if pair.change is not Change.SAME]
        head = f"Event {self.left:,} → event {self.right:,}"
        QGuiApplication.clipboard().setText("\n".join([head, *(lines or ["no difference"])]))

    def _pairs(self) -> list[Pair]:
        if len(self._groups) < len({self.left, self.right}):
            return []
        return pairs(self._groups[self.left], self._groups[self.right])

    def _ask(self) -> None:
        """Read what is not here yet."""
        for seq in (self.left, self.right):
            if seq in self._groups:
                continue
            payload = self._payloads.payload(seq)
            if payload is not None:
                self._decoder.decode(seq, payload)
            elif self._payloads.is_missing(seq):
                self.summary.setText(f"Event {seq:,} is no longer in the session's file.")

    def _lay_out(self) -> None:
        above = boxes.row()
        above.addWidget(self.summary, 1)
        above.addWidget(self.only_differences)
        below = boxes.row()
        below.addWidget(self.swap_button)
        below.addWidget(self.copy_button)
        below.addStretch(1)
        close = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        below.addWidget(close)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaddedRow(self._look, 4, self.list))

    def _connect(self) -> None:
        self._decoder.done.connect(self._on_decoded)
        self._payloads.arrived.connect(self._on_arrived)
        self._live.catalog_changed.connect(self._on_catalog_changed)
        self.only_differences.toggled.connect(self._show)
        self.swap_button.clicked.connect(self.swap)
        self.copy_button.clicked.connect(self.copy)
        self._look.changed.connect(self._show)

    def _show(self) -> None:
        found = self._pairs()
        if not found:
            return
        differences = [pair for pair in found if pair.change is not Change.SAME]
        self.model.clear()
        self.model.setHorizontalHeaderLabels(["Field", self._title(self.left), self._title(self.right), "Change"])
        for pair in differences if self.only_differences.isChecked() else found:
            self.model.appendRow(self._row(pair))
        count = len(differences)
        fields = "1 field differs" if count == 1 else f"{count:,} fields differ"
        self.summary.setText(f"{fields if count else 'No field differs'}, of {len(found):,}.")
        colour(self.summary, self._look.colour("muted"))
        self._set_widths()

    def _title(self, seq: int) -> str:
        row = self._live.columns.row_of(seq)
        if row is None:
            return f"Event {seq:,}"
        columns = self._live.columns
        label = self._live.catalog.event_label(int(columns.category[row]), int(columns.code[row]))
        return f"Event {seq:,} · {label}"

    def _row(self, pair: Pair) -> list[QStandardItem]:
        name, change = QStandardItem(pair.path), QStandardItem(pair.change.value)
        left, right = (QStandardItem(_cell(fact)) for fact in (pair.left, pair.right))
        same = pair.change is Change.SAME
        if not same:
            change.setIcon(self._look.icon(_ICONS[pair.change], "accent"))
        for item in (name, left, right, change):
            item.setFlags(_FLAGS)
            item.setToolTip(plain_tip(item.text()))
            item.setForeground(self._look.colour("muted" if same or item is name else "text"))
        name.setData(pair.line(), Qt.ItemDataRole.UserRole)
        return [name, left, right, change]

    def _set_widths(self) -> None:
        header = self.list.header()
        dress_header(header, self._look)
        header.setStretchLastSection(False)
        for section, mode in enumerate((_FIT, _SHARE, _SHARE, _FIT)):
            header.setSectionResizeMode(section, mode)

    def _on_decoded(self, seq: int, groups: list[Group]) -> None:
        self._groups[seq] = groups
        self._show()

    def _on_arrived(self, seqs: list[int]) -> None:
        if not {self.left, self.right}.isdisjoint(seqs):
            self._ask()

    def _on_catalog_changed(self) -> None:
        self._groups.clear()
        self._ask()


class _List(QTreeView):
    """Ctrl+C copies the selected lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Fields of both events")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or what lists do."""
        if event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
            QGuiApplication.clipboard().setText("\n".join(index.data(Qt.ItemDataRole.UserRole) for index in rows))
        else:
            super().keyPressEvent(event)


_FIT, _SHARE = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch


def _cell(fact: Fact | None) -> str:
    if fact is None:
        return "—"
    return " · ".join(filter(None, (fact.value, fact.meaning)))
