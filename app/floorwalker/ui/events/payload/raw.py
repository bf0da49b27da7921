"""The payload as it was sent, or laid out for reading, a page at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QColor, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from floorwalker.ui.events.labels import colour, flat_button
from floorwalker.ui.events.payload.finding import Finder, Found, Hit
from floorwalker.ui.events.payload.folding import FoldingText
from floorwalker.ui.events.payload.highlighter import JsonHighlighter
from floorwalker.ui.events.payload.pages import Pages, pretty, raw, remarks
from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.look import Look

_LAID_OUT: Final = "payload/laid-out"
_MOST_MARKED: Final = 500
"""Hits of a page that are marked; all can be gone to."""
_LOOKED_AT: Final = 1024 * 1024
"""Bytes up to which a payload is looked through for what cannot be seen: a few milliseconds."""


class RawPayload(QWidget):
    """Shows a payload to be read, searched, folded and copied. found: `look_for` is through."""

    found = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._payload = b""
        self._pages = Pages(iter(()), 0)
        self._number = 0
        self._hits: list[Hit] = []
        self._finder = Finder(self)
        self.text = FoldingText(look)
        self.text.setAccessibleName("Payload")
        self.highlighter = JsonHighlighter(self.text.document(), look)
        self.length = QLabel()
        self.back = flat_button("The page before", "‹ Back")
        self.next = flat_button("The next page", "Next ›")
        self._make_actions()
        self.pretty_button = flat_button("")
        self.pretty_button.setDefaultAction(self.pretty)
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self.pretty.setChecked(QSettings().value(_LAID_OUT) == "yes")

    def show_payload(self, payload: bytes) -> None:
        """Show that, from its first page on."""
        self._payload = payload
        self._begin()

    @property
    def hits(self) -> int:
        """How often what was looked for is there."""
        return len(self._hits)

    def look_for(self, text: str) -> None:
        """Look for a text on all pages; `found` tells."""
        if not text:
            self._finder.forget()
            self._hits = []
            self._mark(None)
            self.found.emit()
            return
        self._finder.find(partial(self._maker(), self._payload), text, len(self._payload))

    def go_to_hit(self, number: int) -> None:
        """Go to one of them, from 0."""
        hit = self._hits[number]
        if hit.page != self._number:
            self._number = hit.page
            self._show()
        cursor = self.text.textCursor()
        cursor.setPosition(hit.start)
        self.text.reveal(cursor.block().blockNumber())
        self.text.setTextCursor(cursor)
        self.text.centerCursor()
        self._mark(hit)

    def _maker(self) -> Callable[[bytes], Pages]:
        return pretty if self.pretty.isChecked() else raw

    def _begin(self) -> None:
        self._finder.forget()
        self._hits = []
        self._pages, self._number = self._maker()(self._payload), 0
        self._show()

    def _turn(self, step: int) -> None:
        self._number += step
        self._show()

    def _show(self) -> None:
        self.text.setExtraSelections([])
        self.text.show_text(self._pages.page(self._number), folding=self.pretty.isChecked())
        self._tell()
        self._mark(None)

    def _tell(self) -> None:
        more = self._pages.has(self._number + 1)
        paged = more or self._number > 0
        self.back.setVisible(paged)
        self.next.setVisible(paged)
        self.back.setEnabled(self._number > 0)
        self.next.setEnabled(more)
        parts = [f"Page {self._number + 1:,}"] if paged else []
        unseen = remarks(self._payload) if len(self._payload) <= _LOOKED_AT else []
        self.length.setText(" · ".join([*parts, f"{len(self._payload):,} bytes", *unseen]))

    def _mark(self, current: Hit | None) -> None:
        """Mark what was found on this page."""
        here = [hit for hit in self._hits if hit.page == self._number][:_MOST_MARKED]
        self.text.setExtraSelections([self._marked(hit, is_current=hit == current) for hit in here])

    def _marked(self, hit: Hit, *, is_current: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(hit.start)
        cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        ground = self._look.colour("accent" if is_current else "selection")
        selection.format.setBackground(ground)
        text: QColor = self._look.colour("on_accent" if is_current else "text")
        selection.format.setForeground(text)
        return selection

    def _make_actions(self) -> None:
        self._actions = DressedActions(self._look, self)
        self.pretty = self._action("Lay out", "Ctrl+P", "mdi6.code-json", "Lay the JSON out, or show it as it was sent")
        self.pretty.setCheckable(True)
        self.fold = self._action("Fold", "-", "mdi6.minus-box-outline", "Fold the object or list at the cursor")
        self.unfold = self._action("Unfold", "+", "mdi6.plus-box-outline", "Unfold it")
        self.fold_all = self._action("Fold all", "Ctrl+-", "mdi6.collapse-all-outline", "Fold all but the outermost")
        self.unfold_all = self._action("Unfold all", "Ctrl++", "mdi6.expand-all-outline", "Unfold everything")

    def _action(self, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        action = self._actions.make(text, shortcut, icon, tip)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.pretty.toggled.connect(self._on_pretty_toggled)
        self.pretty.triggered.connect(self._keep)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._menu_at)
        self.fold.triggered.connect(self.text.fold)
        self.unfold.triggered.connect(self.text.unfold)
        self.fold_all.triggered.connect(self.text.fold_all)
        self.unfold_all.triggered.connect(self.text.unfold_all)
        self._finder.found.connect(self._on_found)
        self._look.changed.connect(self._on_look_changed)
        self._on_pretty_toggled(False)

    def _keep(self, is_pretty: bool) -> None:
        QSettings().setValue(_LAID_OUT, "yes" if is_pretty else "no")

    def _menu_at(self, point: QPoint) -> None:
        menu = self.text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addActions([self.pretty, self.fold, self.unfold, self.fold_all, self.unfold_all])
        menu.popup(self.text.viewport().mapToGlobal(point))

    def _on_pretty_toggled(self, is_pretty: bool) -> None:
        for action in (self.fold, self.unfold, self.fold_all, self.unfold_all):
            action.setEnabled(is_pretty)
        self._begin()

    def _on_found(self, found: Found) -> None:
        self._pages = Pages(iter(found.pages), len(self._payload), self._pages.joint)
        self._hits = found.hits
        self._mark(None)
        self.found.emit()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(8, 2, 8, 2)
        below.setSpacing(8)
        for button in (self.pretty_button, self.back, self.next):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.length)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(below)

    def _on_look_changed(self) -> None:
        self.text.setFont(self._look.mono())
        for widget in (self.length, self.back, self.next, self.pretty_button):
            widget.setFont(self._look.small())
        self.pretty_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        colour(self.length, self._look.colour("muted"))
        self.highlighter.recolour()
