"""The dialog in which the rules for colours are set up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from floorwalker.session.filter import FilterError
from floorwalker.ui.events.colouring.counting import Counting
from floorwalker.ui.events.colouring.editing import RuleEditing
from floorwalker.ui.events.colouring.grounds import GROUNDS, colour_of
from floorwalker.ui.events.colouring.rules import LONGEST_NAME, Rule
from floorwalker.ui.events.dress import PaddedRow, dress_header
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.events.colouring.grounds import Ground
    from floorwalker.ui.events.colouring.rules import Rules
    from floorwalker.ui.events.marks.marks import SessionMarks
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

PAUSE: Final = 300
"""Milliseconds without a keystroke after which a filter is counted."""
_SWATCH: Final = QSize(28, 16)
_HINT: Final = (
    "From top to bottom, the first rule that means an event gives its row the colour. "
    "Untick a rule to keep it without its colour."
)


class ColourRules(QDialog):
    """Edits rules. previewed(Rules): what the table shall show meanwhile; accepted_rules(Rules): the user wants them.

    Closed in any other way, nothing is changed: previewed tells the rules of before.
    """

    previewed = Signal(object)
    accepted_rules = Signal(object)

    def __init__(self, rules: Rules, live: LiveSession, marks: SessionMarks, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = rules
        self._look = look
        self.editing = RuleEditing(rules, live.catalog, self)
        self.counting = Counting(live, marks, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.setWindowTitle("Colour rules")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show()
        self._count()

    def add(self, rule: Rule) -> None:
        """A new rule, to be looked over."""
        self.editing.add(rule)
        self.name.setFocus()
        self.name.selectAll()

    def done(self, result: int) -> None:
        """Whichever way it is closed."""
        self.counting.stop()
        if result == QDialog.DialogCode.Accepted:
            self.accepted_rules.emit(self.editing.items)
        else:
            self.previewed.emit(self._before)
        super().done(result)

    def _make_parts(self) -> None:
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(["Rule", "Filter"])
        self.list.setColumnWidth(0, 240)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.list.setAccessibleName("Colour rules")
        self.list.setItemDelegate(PaddedRow(self._look, parent=self.list))
        dress_header(self.list.header(), self._look)
        self.name = QLineEdit(maxLength=LONGEST_NAME)
        self.expression = FilterLine(self._look)
        self.meaning = ElidedLabel()
        self.count = QLabel()
        self.colour = QComboBox()
        self.colour.setIconSize(_SWATCH)
        for ground in GROUNDS:
            self.colour.addItem(_swatch(colour_of(ground, dark=self._look.is_dark), self._look), ground, ground)
        self.new = boxes.button("New", "A rule before all others (Ctrl+N)")
        self.remove = boxes.button("Delete", "Take the chosen rule away (Delete in the list)")
        self.up = boxes.button("Up", "Before the one above it (Alt+Up)")
        self.down = boxes.button("Down", "After the one below it (Alt+Down)")
        self.undo = boxes.button("Undo", "As it was before the last change (Ctrl+Z in the list)")
        self.reset = boxes.button("Defaults", "The rules that you began with, in place of all; Undo brings yours back")
        standard = QDialogButtonBox.StandardButton
        self.buttons = boxes.buttons(standard.Ok | standard.Cancel)

    def _lay_out(self) -> None:
        hint = QLabel(_HINT, wordWrap=True)
        colour(hint, self._look.colour("muted"))
        acts = boxes.column()
        for button in (self.new, self.remove, self.up, self.down, self.undo, self.reset):
            acts.addWidget(button)
        acts.addStretch(1)
        above = boxes.row()
        above.addWidget(self.list, 1)
        above.addLayout(acts)
        told = boxes.row()
        told.addWidget(self.meaning, 1)
        told.addWidget(self.count)
        form = QFormLayout(horizontalSpacing=16, verticalSpacing=8)
        form.addRow("&Name", self.name)
        form.addRow("&Filter", self.expression)
        form.addRow("", told)
        form.addRow("&Colour", self.colour)
        column = boxes.column(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        column.addWidget(hint)
        column.addLayout(above, 1)
        column.addLayout(form)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        editing = self.editing
        editing.changed.connect(self._show)
        editing.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._count)
        self.counting.counted.connect(self._on_counted)
        self.counting.failed.connect(self._on_not_counted)
        self.list.currentItemChanged.connect(lambda item: editing.choose(self.list.indexOfTopLevelItem(item)))
        self.list.itemChanged.connect(self._on_ticked)
        self.name.textEdited.connect(lambda text: editing.edit(editing.chosen, name=text))
        self.expression.textChanged.connect(self._on_expression_changed)
        for left in (self.expression.cleared, self.expression.left):  # Esc, as anywhere else in the dialog
            left.connect(self.reject)
        self.colour.activated.connect(lambda place: editing.edit(editing.chosen, colour=GROUNDS[place]))
        self.new.clicked.connect(lambda: self.add(Rule(expression="", colour=self._unused())))
        for button, act in ((self.remove, editing.remove), (self.undo, editing.undo), (self.reset, editing.reset)):
            button.clicked.connect(act)
        self.up.clicked.connect(lambda: editing.move(-1))
        self.down.clicked.connect(lambda: editing.move(1))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for keys, button in (("Ctrl+N", self.new), ("Alt+Up", self.up), ("Alt+Down", self.down)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        for keys, button in (("Del", self.remove), ("Ctrl+Z", self.undo)):
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(keys), self.list, context=context).activated.connect(button.click)

    def _show(self) -> None:
        """The rules as they are now, in the list, below it, and in the table."""
        with QSignalBlocker(self.list):
            self._fill_list()
        self._fill_fields()
        editing, rule = self.editing, self.editing.item
        for widget in (self.name, self.expression, self.colour, self.remove):
            widget.setEnabled(rule is not None)
        self.new.setEnabled(editing.can_add)
        self.undo.setEnabled(editing.can_undo)
        self.up.setEnabled(rule is not None and editing.chosen > 0)
        self.down.setEnabled(rule is not None and editing.chosen < len(editing.items) - 1)
        wrong = [one for one in editing.items if editing.fault(one) is not None]
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not wrong)
        ok.setToolTip(f"The filter of “{wrong[0].name or 'the new rule'}” is wrong" if wrong else "")
        self.previewed.emit(editing.items)

    def _fill_list(self) -> None:
        rules = self.editing.items
        while self.list.topLevelItemCount() > len(rules):
            self.list.takeTopLevelItem(self.list.topLevelItemCount() - 1)
        while self.list.topLevelItemCount() < len(rules):
            QTreeWidgetItem(self.list)
        for number, rule in enumerate(rules):
            if (item := self.list.topLevelItem(number)) is not None:
                self._fill_item(item, rule)
        chosen = self.list.topLevelItem(self.editing.chosen)
        if chosen is not None:
            self.list.setCurrentItem(chosen)

    def _fill_item(self, item: QTreeWidgetItem, rule: Rule) -> None:
        fault = self.editing.fault(rule)
        item.setText(0, rule.name or "no name")
        item.setText(1, rule.expression)
        item.setCheckState(0, Qt.CheckState.Checked if rule.on else Qt.CheckState.Unchecked)
        item.setIcon(0, _swatch(colour_of(rule.colour, dark=self._look.is_dark), self._look))
        item.setForeground(1, self._look.colour("muted" if fault is None else "danger"))
        item.setToolTip(1, plain_tip(rule.expression if fault is None else fault.problem))

    def _fill_fields(self) -> None:
        rule = self.editing.item
        if self.name.text() != (name := rule.name if rule else ""):
            self.name.setText(name)
        if self.expression.text() != (expression := rule.expression if rule else ""):
            with QSignalBlocker(self.expression):
                self.expression.setText(expression)
        self.colour.setCurrentIndex(GROUNDS.index(rule.colour) if rule else -1)
        self._tell_meaning(rule)

    def _tell_meaning(self, rule: Rule | None) -> None:
        self.expression.unmark()
        fault = None if rule is None else self.editing.fault(rule)
        if fault is not None and rule is not None and rule.expression:
            self.expression.mark(fault.start, fault.end)
        words = self.editing.filter_of(rule).english() if rule and fault is None else fault.problem if fault else ""
        self.meaning.tell(words)
        colour(self.meaning, self._look.colour("muted" if fault is None else "danger"))

    def _count(self) -> None:
        rule = self.editing.item
        self.count.setText("")
        wanted = None if rule is None or self.editing.fault(rule) else self.editing.filter_of(rule)
        self.counting.count(wanted)

    def _on_counted(self, hits: int, judged: int, total: int) -> None:
        self.count.setText(f"{hits:,} of {total:,} events{'' if judged == total else ' …'}")

    def _on_not_counted(self, error: Exception) -> None:
        self.count.setText("")
        self.meaning.tell(error.problem if isinstance(error, FilterError) else str(error))
        colour(self.meaning, self._look.colour("danger"))

    def _on_ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            number = self.list.indexOfTopLevelItem(item)
            self.editing.edit(number, on=item.checkState(0) == Qt.CheckState.Checked)

    def _on_expression_changed(self, text: str) -> None:
        if self.editing.item is not None:
            self.editing.edit(self.editing.chosen, expression=text)

    def _unused(self) -> Ground:
        used = {rule.colour for rule in self.editing.items if rule.on}
        return next((ground for ground in GROUNDS if ground not in used), GROUNDS[0])


def _swatch(ground: QColor, look: Look) -> QIcon:
    """A patch of a colour with an outline."""
    picture = QPixmap(_SWATCH)
    picture.fill(look.colour("outline"))
    inner = QPixmap(_SWATCH - QSize(2, 2))
    inner.fill(ground)
    painter = QPainter(picture)
    painter.drawPixmap(1, 1, inner)
    painter.end()
    return QIcon(picture)
