"""Named filters in a row: a click switches one on or off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.ui.events.labels import shortened
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.events.filtering.named import NamedFilter, NamedFilters
    from floorwalker.ui.look import Look

_KEYS = "Space switches it, F2 edits, Del deletes, Alt+Left and Alt+Right move it."
_LONGEST = 32


class Chip(QToolButton):
    """One named filter. menu_asked(place on the screen); pressed_key(Qt.Key): one of those that do something to it."""

    menu_asked = Signal(QPoint)
    pressed_key = Signal(int)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2, Del, Alt+Left, Alt+Right."""
        key = event.key()
        moves = key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if moves or key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.pressed_key.emit(key)
        else:
            super().keyPressEvent(event)


class Chips(QWidget):
    """All of them, on as many lines as it takes; hidden while there is none.

    edit_asked(place): the user wants to write another name or expression. taken(place): to have it in the line instead.
    """

    edit_asked = Signal(int)
    taken = Signal(int)

    def __init__(self, named: NamedFilters, catalog: Catalog, look: Look, behind: QWidget, parent: QWidget) -> None:
        """behind: what the Tab key comes from."""
        super().__init__(parent)
        self._behind = behind
        self._named = named
        self._catalog = catalog
        self._look = look
        self.chips: list[Chip] = []
        self.undo = QToolButton(self)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(named.undo)
        self._flow = FlowLayout(self, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        named.changed.connect(self._on_changed)
        look.changed.connect(self._on_changed)
        self._on_changed()

    def set_catalog(self, catalog: Catalog) -> None:
        """Names mean what they mean there."""
        self._catalog = catalog
        self._on_changed()

    def menu(self, place: int) -> QMenu:
        """What can be done with one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        named, last = self._named, len(self._named) - 1
        menu.addAction("Edit or rename…\tF2", lambda: self.edit_asked.emit(place))
        menu.addAction("Write it into the line instead", lambda: self.taken.emit(place))
        menu.addSeparator()
        menu.addAction("Move left\tAlt+Left", lambda: named.move(place, -1)).setEnabled(place > 0)
        menu.addAction("Move right\tAlt+Right", lambda: named.move(place, 1)).setEnabled(place < last)
        menu.addSeparator()
        menu.addAction("Delete\tDel", lambda: named.delete(place))
        return menu

    def _on_changed(self) -> None:
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._made(place, named) for place, named in enumerate(self._named)]
        before = self._behind
        for widget in (*self.chips, self.undo):
            self._flow.addWidget(widget)
            self.setTabOrder(before, widget)
            before = widget
        self._show_undo()
        self.setVisible(bool(self.chips) or self._named.deleted is not None)
        self._flow.invalidate()
        self.updateGeometry()
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus()

    def _made(self, place: int, named: NamedFilter) -> Chip:
        chip = Chip(self)
        chip.setText(shortened(named.name, _LONGEST).replace("&", "&&"))
        chip.setAccessibleName(f"Filter {named.name}")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setFont(self._look.small())
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setCheckable(True)
        chip.setChecked(named.on)
        self._dress(chip, named)
        chip.clicked.connect(lambda on: self._named.switch(place, on=on))
        chip.menu_asked.connect(lambda at: self.menu(place).popup(at))
        chip.pressed_key.connect(lambda key: self._on_key(place, key))
        chip.show()
        return chip

    def _dress(self, chip: Chip, named: NamedFilter) -> None:
        try:
            meaning = parse_filter(named.expression, self._catalog).english()
        except FilterError as error:
            state = f"Wrong, so it takes no part: {error.problem}"
            icon = self._look.icon("mdi6.alert-outline", "danger")
            chip.setProperty("wrong", True)
        else:
            state = f"{meaning}. {'Holds together with the line.' if named.on else 'Switched off.'}"
            on = self._look.icon("mdi6.filter-check", "accent")
            icon = on if named.on else self._look.icon("mdi6.filter-off-outline", "muted")
        chip.setIcon(icon)
        chip.setToolTip(plain_tip(f"{named.name}\n{named.expression}\n{state}\n{_KEYS}"))
        chip.setStyleSheet(self._look.sheet("chip"))

    def _show_undo(self) -> None:
        deleted = self._named.deleted
        self.undo.setVisible(deleted is not None)
        self.undo.setFont(self._look.small())
        self.undo.setAutoRaise(True)
        self.undo.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.undo.setIcon(self._look.icon("mdi6.undo", "accent"))
        if deleted is not None:
            self.undo.setText(f"Bring back “{shortened(deleted.name, _LONGEST)}”".replace("&", "&&"))
            self.undo.setToolTip(plain_tip(f"“{deleted.name}” was deleted. Bring it back: {deleted.expression}"))

    def _on_key(self, place: int, key: int) -> None:
        if key == Qt.Key.Key_F2:
            self.edit_asked.emit(place)
        elif key == Qt.Key.Key_Delete:
            self._named.delete(place)
        else:
            target = self._named.move(place, -1 if key == Qt.Key.Key_Left else 1)
            self.chips[target].setFocus()
