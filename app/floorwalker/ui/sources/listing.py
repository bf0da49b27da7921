"""The list of sources at the left of their dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.look import Look
    from floorwalker.ui.sources.form import Form

_FORM = Qt.ItemDataRole.UserRole


class Listing(QWidget):
    """Which sources there are: chosen, added, removed, ticked to be used.

    chosen(Form or None), added_receiver, added_feed, removed(Form), switched: a source is to be used, or not.
    """

    chosen = Signal(object)
    receiver_asked = Signal()
    feed_asked = Signal()
    removed = Signal(object)
    switched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.list = QListWidget()
        self.list.setAccessibleName("Sources")
        self.list.setToolTip("Ticked sources are used (Space); Delete removes one")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        self.add_receiver = boxes.button("Add &receiver", "Take webhooks at one more address")
        self.add_feed = boxes.button("Add &feed", "Follow one more WebSocket")
        self.remove = boxes.button("Re&move", "Remove the chosen source (Delete)")
        self._lay_out()
        self._connect()

    def add(self, form: Form) -> None:
        """Show one more, and choose it."""
        item = QListWidgetItem()
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if form.enabled else Qt.CheckState.Unchecked)
        item.setData(_FORM, form)
        item.setSizeHint(QSize(0, self._look.row_height() + 4))
        self.list.addItem(item)
        self.list.setCurrentItem(item)
        self.tell()

    def forms(self) -> list[Form]:
        """All sources, in order."""
        return [_form(self.list.item(row)) for row in range(self.list.count())]

    def tell(self) -> None:
        """Show what the sources are now."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            form, flaws = _form(item), _form(item).flaws()
            item.setText(form.label or f"New {form.kind.lower()}")
            icon, role = ("mdi6.alert-circle-outline", "danger") if flaws else (form.icon, "text")
            item.setIcon(self._look.icon(icon, "danger" if role == "danger" else "text"))
            state = "" if form.enabled else " (not used)"
            item.setToolTip(f"{form.kind} {form.label}{state}\n{flaws[0].problem if flaws else ''}".rstrip())
        self.list.blockSignals(False)
        self.remove.setEnabled(self.list.count() > 0)

    def choose(self, form: Form) -> None:
        """Go to a source."""
        self.list.setCurrentRow(self.forms().index(form))

    def _lay_out(self) -> None:
        adds = boxes.row()
        adds.addWidget(self.add_receiver)
        adds.addWidget(self.add_feed)
        adds.addStretch(1)
        adds.addWidget(self.remove)
        column = boxes.column(self)
        column.addWidget(self.list, 1)
        column.addLayout(adds)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda item: self.chosen.emit(None if item is None else _form(item)))
        self.list.itemChanged.connect(self._on_item_changed)
        self.add_receiver.clicked.connect(self.receiver_asked)
        self.add_feed.clicked.connect(self.feed_asked)
        self.remove.clicked.connect(self._on_remove)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        _form(item).enabled = item.checkState() == Qt.CheckState.Checked
        self.switched.emit()

    def _on_remove(self) -> None:
        item = self.list.takeItem(self.list.currentRow())
        if item is not None:
            self.removed.emit(_form(item))
        self.list.setFocus()


def _form(item: QListWidgetItem) -> Form:
    return cast("Form", item.data(_FORM))
