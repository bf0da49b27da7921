"""The dialog in which statuses get their words, colours and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from floorwalker.event.catalog import CatalogError
from floorwalker.ui.events.labels import colour
from floorwalker.ui.events.payload.naming.appearance import Appearance, status_icon
from floorwalker.ui.floor.palette.telling import contrast_words
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.floor.palette.editing import Member, PaletteEditing
    from floorwalker.ui.look import Look

_SWATCH: Final = 20
_SIZE: Final = (640, 480)
_HINT: Final = (
    "The colours that Floorwalker brings are told apart with any colour vision. "
    "A status is always told by its icon and word as well."
)


class PaletteDialog(QDialog):
    """Edits statuses. previewed(Catalog): what the window shall show meanwhile, that of before where it is cancelled;
    kept(Catalog): it is written."""

    previewed = Signal(object)
    kept = Signal(object)

    def __init__(self, editing: PaletteEditing, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editing = editing
        self._look = look
        self._before = editing.catalog
        self._activities = list(editing.catalog.activities)
        self.setWindowTitle("Statuses and colours")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> int:
        """The activity that is edited."""
        return self._activities[max(0, self.list.currentRow())]

    def accept(self) -> None:
        """Write it; stays open, and says why, where that is not possible."""
        try:
            catalog = self.editing.keep()
        except CatalogError as error:
            self._tell(f"{error.problem} {error.remedy}")
        else:
            self.kept.emit(catalog)
            super().accept()

    def reject(self) -> None:
        """As it was."""
        self.previewed.emit(self._before)
        super().reject()

    def _make_parts(self) -> None:
        self.list = QListWidget()
        self.list.setIconSize(QSize(_SWATCH, _SWATCH))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Statuses")
        for _ in self._activities:
            self.list.addItem(QListWidgetItem())
        entry = self.editing.entry(self._activities[0])
        self.words = QLineEdit(maxLength=60)
        self.appearance = Appearance(entry.colour, entry.icon, self._look)
        self.contrast = QLabel(wordWrap=True)
        self.trouble = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.default = boxes.button("Default", "This status as Floorwalker brings it (Ctrl+D)")
        self.defaults = boxes.button("All defaults", "All statuses as Floorwalker brings them; Undo brings yours back")
        self.undo = boxes.button("Undo", "As it was before the last change (Ctrl+Z in the list)")
        standard = QDialogButtonBox.StandardButton
        self.buttons = boxes.buttons(standard.Save | standard.Cancel)

    def _lay_out(self) -> None:
        hint = QLabel(_HINT, wordWrap=True)
        for label in (hint, self.contrast):
            colour(label, self._look.colour("muted"))
        colour(self.trouble, self._look.colour("danger"))
        acts = boxes.column()
        for button in (self.default, self.defaults, self.undo):
            acts.addWidget(button)
        acts.addStretch(1)
        above = boxes.row()
        above.addWidget(self.list, 1)
        above.addLayout(acts)
        form = QFormLayout(horizontalSpacing=boxes.GROUPS, verticalSpacing=boxes.BETWEEN)
        form.addRow("&Words", self.words)
        form.addRow("&Look", self.appearance)
        form.addRow("", self.contrast)
        column = boxes.column(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        column.addWidget(hint)
        column.addLayout(above, 1)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show)
        self.words.textEdited.connect(lambda text: self._change("words", text.strip()))
        self.appearance.colours.currentIndexChanged.connect(lambda: self._change("colour", self.appearance.colour))
        self.appearance.icons.currentIndexChanged.connect(lambda: self._change("icon", self.appearance.icon))
        self.default.clicked.connect(lambda: self._do(lambda: self.editing.reset(self.chosen)))
        self.defaults.clicked.connect(lambda: self._do(self.editing.reset_all))
        self.undo.clicked.connect(lambda: self._do(self.editing.undo))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.default.click)
        context = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence("Ctrl+Z"), self.list, context=context).activated.connect(self.undo.click)

    def _change(self, member: Member, value: str) -> None:
        """One more change, unless it is none or would make no status."""
        if member == "words" and self._tell(self.editing.fault(self.chosen, value)):
            self._allow(could_save=False)
            return
        if value:
            self._do(lambda: self.editing.change(self.chosen, member, value), keeps_words=member == "words")

    def _do(self, change: Callable[[], None], *, keeps_words: bool = False) -> None:
        change()
        self._show(keeps_words=keeps_words)
        self.previewed.emit(self.editing.catalog)

    def _show(self, _row: int = 0, *, keeps_words: bool = False) -> None:
        """The statuses as they are now, in the list and below it."""
        self._fill_list()
        entry = self.editing.entry(self.chosen)
        if not keeps_words:
            self.words.setText(entry.words)
        self.appearance.choose(entry.colour, entry.icon)
        self.contrast.setText(contrast_words(self.chosen, self.editing.catalog))
        self._tell("")
        self._allow(could_save=True)

    def _fill_list(self) -> None:
        with QSignalBlocker(self.list):
            for row, activity in enumerate(self._activities):
                self._fill(self.list.item(row), activity)

    def _fill(self, item: QListWidgetItem, activity: int) -> None:
        entry = self.editing.entry(activity)
        own = " · changed by you" if self.editing.is_own(activity) else ""
        assumed = " · number assumed" if entry.assumed else ""
        item.setText(f"{entry.words}   {entry.name} {activity}{assumed}{own}")
        item.setIcon(status_icon(QColor(entry.colour), entry.icon, self._look))

    def _allow(self, *, could_save: bool) -> None:
        self.undo.setEnabled(self.editing.can_undo)
        self.default.setEnabled(self.editing.is_own(self.chosen))
        self.defaults.setEnabled(any(map(self.editing.is_own, self._activities)))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(could_save and self.editing.is_changed)

    def _tell(self, trouble: str) -> bool:
        """Say what is wrong, if anything is; returns whether there is."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        return bool(trouble)
