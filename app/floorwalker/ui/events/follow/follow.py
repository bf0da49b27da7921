"""From an event to all of the same, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from floorwalker.ui.events.follow.threads import threads_of
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from floorwalker.ui.events.follow.threads import Thread
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.following import LiveSession, PayloadSource

_MOST: Final = 50
"""Filters that one can go back to."""
_KEYS: Final = {"work item": "&Work item", "agent session": "Agent &session", "agent": "&Agent", "Id": "Same &Id"}


class Follow(QObject):
    """Makes the menu of what the event that the user is at belongs to, and remembers the way back.

    filter_asked(str): the filter shall be that. show, back: the actions. expression: gives the filter in force.
    """

    filter_asked = Signal(str)

    def __init__(
        self,
        live: LiveSession,
        payloads: PayloadSource,
        table: EventTable,
        actions: tuple[QAction, QAction],
        expression: Callable[[], str],
    ) -> None:
        super().__init__(table)
        self._live = live
        self._payloads = payloads
        self._table = table
        self._expression = expression
        self._before: list[str] = []
        self._unfilled: tuple[QMenu, int] | None = None
        self.show, self.back = actions
        self.back.setEnabled(False)
        self.show.triggered.connect(self._on_shown)
        self.back.triggered.connect(self.go_back)
        payloads.arrived.connect(self._on_arrived)

    def follow(self, thread: Thread) -> None:
        """Show all of it and nothing else."""
        now = self._expression()
        if now != thread.expression:
            self._before = [*self._before, now][-_MOST:]
            self.back.setEnabled(True)
            self.filter_asked.emit(thread.expression)

    def go_back(self) -> None:
        """The filter that was in force before."""
        if self._before:
            self.filter_asked.emit(self._before.pop())
        self.back.setEnabled(bool(self._before))

    def menu(self, parent: QMenu | None = None) -> QMenu:
        """What the event that the user is at belongs to; filled when its payload is at hand. parent: the menu that it
        becomes a part of."""
        menu = QMenu("Follow", parent or self._table)
        menu.setIcon(self.show.icon())
        if parent is None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        row = self._table.row()
        if row is None:
            menu.addAction("Select an event first").setEnabled(False)
        else:
            seq = int(self._live.columns.seq[row])
            self._unfilled = None if self._fill(menu, seq) else (menu, seq)
        return menu

    def _fill(self, menu: QMenu, seq: int) -> bool:
        """Whether there is no more to come."""
        menu.clear()
        row, payload = self._live.columns.row_of(seq), self._payloads.payload(seq)
        if row is None or self._payloads.is_missing(seq):
            menu.addAction("The event is gone").setEnabled(False)
            return True
        agent = self._live.names.text(int(self._live.columns.agent[row]))
        for thread in threads_of(payload or b"", agent, self._live.catalog):
            action = menu.addAction(_words(thread))
            action.setToolTip(plain_tip(f"Show only {thread.words}, in order of arrival: {thread.expression}"))
            action.triggered.connect(partial(self.follow, thread))
        if payload is None:
            menu.addAction("Reading the event…").setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.back)
        return payload is not None

    def _on_arrived(self, seqs: list[int]) -> None:
        if self._unfilled is None or self._unfilled[1] not in seqs:
            return
        (menu, seq), self._unfilled = self._unfilled, None
        if isValid(menu):
            self._fill(menu, seq)

    def _on_shown(self) -> None:
        current = self._table.currentIndex()
        place = self._table.visualRect(current).bottomLeft() if current.isValid() else self._table.rect().topLeft()
        self.menu().popup(self._table.viewport().mapToGlobal(place))


def _words(thread: Thread) -> str:
    # A sole ampersand would underline the next letter.
    value = thread.words.removeprefix(thread.kind).replace("&", "&&")
    return f"{_KEYS.get(thread.kind, thread.kind.replace('&', '&&'))}{value}"
