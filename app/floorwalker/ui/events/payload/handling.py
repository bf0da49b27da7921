"""What can be done with an event's payload: copy it, compare it, name its numbers, filter by its fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from floorwalker.event.catalog import CatalogError
from floorwalker.session.filter import also, quoted
from floorwalker.ui.events import terms
from floorwalker.ui.events.export.work import Copying
from floorwalker.ui.events.payload.comparing.dialog import CompareDialog
from floorwalker.ui.events.payload.copying import CurlCopying, PrettyCopying
from floorwalker.ui.events.payload.naming.dialog import NamingDialog
from floorwalker.ui.events.payload.naming.namer import Namer
from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.events.export.handing import Handing
    from floorwalker.ui.events.payload.facts import Fact, Subject
    from floorwalker.ui.events.payload.pane import PayloadPane
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.following import LiveSession, PayloadSource
    from floorwalker.ui.look import Look

_LONGEST_TEXT: Final = 1_000


class Handling(QObject):
    """Joins the pane and the table with what they offer. told(str): what came of it, in a line. filter_asked(Change):
    the filter shall become another.
    """

    told = Signal(str)
    filter_asked = Signal(object)

    def __init__(
        self,
        live: LiveSession,
        payloads: PayloadSource,
        look: Look,
        pane: PayloadPane,
        table: EventTable,
        handing: Handing,
    ) -> None:
        super().__init__(pane)
        self._live, self._payloads, self._look = live, payloads, look
        self._pane, self._table, self._handing = pane, table, handing
        self._waiting: int | None = None
        self._actions = DressedActions(look, self)
        self.namer = Namer(live, self)
        self._make_actions()
        self._fill_copy_menu()
        self._connect()

    def table_actions(self) -> list[QAction]:
        """Those for the menu of the table."""
        return [self.copy_pretty, self.copy_curl, self.compare]

    def name(self, subject: Subject) -> NamingDialog:
        """Ask for a name."""
        dialog = NamingDialog(subject, self.namer, self._look, self._pane)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def compare_chosen(self) -> None:
        """The two selected events; of one, wait for the other."""
        seqs = self._chosen()
        if len(seqs) == 2:
            self._compare(*seqs)
        elif len(seqs) == 1:
            self.compare_with.setChecked(True)
        else:
            self.told.emit("Select two events to compare, or one and then the other")

    def copy_as_filter(self, rows: NDArray[np.integer[Any]] | list[int]) -> None:
        """An expression for events like those in these rows of the columns, onto the clipboard."""
        columns = self._live.columns
        kinds = set(zip(columns.category[rows].tolist(), columns.code[rows].tolist(), strict=True))
        agents = {self._live.names.text(agent) for agent in set(columns.agent[rows].tolist())}
        if kinds:
            expression = terms.like(kinds, sorted(agents), self._live.catalog)
            QGuiApplication.clipboard().setText(expression)
            self.told.emit(f"Filter copied: {expression}")

    def _compare(self, left: int, right: int) -> CompareDialog:
        dialog = CompareDialog(left, right, self._live, self._payloads, self._look, self._pane)
        dialog.show()
        return dialog

    def _chosen(self) -> list[int]:
        seqs: list[int] = self._live.columns.seq[self._table.chosen.rows()].tolist()
        return seqs

    def _make_actions(self) -> None:
        self.copy_pretty = self._actions.make("Copy laid out", "Ctrl+Alt+C", "mdi6.code-json", "Copy as indented JSON")
        self.copy_curl = self._actions.make(
            "Copy as cURL", "Ctrl+Alt+U", "mdi6.console-line", "Copy a command that posts it"
        )
        self.compare = self._actions.make(
            "Compare", "Ctrl+D", "mdi6.compare-horizontal", "Compare the two selected events, or this and another"
        )
        for action in self.table_actions():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._table.addAction(action)
        self.compare_with = self._actions.make(
            "Compare…", "Ctrl+D", "mdi6.compare-horizontal", "Then choose the event to compare this one with"
        )
        self.undo = self._actions.make("Take the last name back", "Ctrl+Z", "mdi6.undo", "Undo naming a number")
        self.compare_with.setCheckable(True)
        for action in (self.compare_with, self.undo):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._pane.addAction(action)
        self._pane.add_button(self.compare_with)

    def _fill_copy_menu(self) -> None:
        self.copy_menu = menu = QMenu(self._pane)
        for words, icon, way in (
            ("As it came", "mdi6.code-braces", Copying),
            ("Laid out", "mdi6.code-json", PrettyCopying),
            ("As cURL", "mdi6.console-line", CurlCopying),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self._copy_shown, way))
            self._actions.set_icon(action, icon)
        like = menu.addAction("As a filter for events like it")
        like.triggered.connect(self._copy_shown_as_filter)
        self._actions.set_icon(like, "mdi6.filter-plus-outline")
        self._pane.copy_button.setMenu(menu)

    def _copy_shown_as_filter(self) -> None:
        row = None if self._pane.seq is None else self._live.columns.row_of(self._pane.seq)
        if row is not None:
            self.copy_as_filter([row])

    def _copy_shown(self, way: type[Copying]) -> None:
        if self._pane.seq is not None:
            self._handing.copy_by(way, [self._pane.seq])

    def _connect(self) -> None:
        pane, decoded = self._pane, self._pane.decoded
        self.copy_pretty.triggered.connect(lambda: self._handing.copy_by(PrettyCopying, self._chosen()))
        self.copy_curl.triggered.connect(lambda: self._handing.copy_by(CurlCopying, self._chosen()))
        self.compare.triggered.connect(self.compare_chosen)
        self.compare_with.toggled.connect(self._on_compare_with)
        self._table.current_changed.connect(self._on_current_changed)
        for asked in (decoded.name_asked, pane.notes.name_asked):
            asked.connect(self.name)
        decoded.confirm_asked.connect(lambda subject: self._try(partial(self.namer.confirm, subject)))
        decoded.filter_asked.connect(self._on_filter_asked)
        self.namer.told.connect(lambda line: pane.named.tell(line, can_undo=self.namer.can_undo))
        for asked in (self.undo.triggered, pane.named.undo.clicked):
            asked.connect(self._on_undo)

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except CatalogError as error:
            self._pane.named.tell_trouble(f"{error.problem} {error.remedy}")

    def _on_undo(self) -> None:
        if self.namer.can_undo:
            self._try(self.namer.undo)

    def _on_compare_with(self, is_waiting: bool) -> None:
        self._waiting = self._pane.seq if is_waiting else None
        if self._waiting is not None:
            self.told.emit(f"Choose the event to compare event {self._waiting:,} with")
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current_changed(self, row: int | None) -> None:
        if row is None or self._waiting is None:
            return
        left, right = self._waiting, int(self._live.columns.seq[row])
        if left != right:
            self.compare_with.setChecked(False)
            self._compare(left, right)

    def _on_filter_asked(self, fact: Fact, is_shown: bool) -> None:
        self.filter_asked.emit(partial(_filtered, fact, self._live.catalog, is_shown))


def _filtered(fact: Fact, catalog: Catalog, is_shown: bool, expression: str) -> str:
    """The expression for, or without, events with that field's value."""
    subject, sent = fact.subject, fact.sent
    if sent is None:
        return expression
    if subject is not None and subject.kind != "activity":
        part = (subject.number, None) if subject.kind == "category" else (subject.category, subject.number)
        return (terms.for_kind if is_shown else terms.without_kind)(expression, part, catalog)
    if sent.is_inner:
        # No term leads into an object, but its text can be looked for.
        term = quoted(fact.value[:_LONGEST_TEXT])
        return also(expression, term if is_shown else f"-{term}", catalog)
    return (terms.for_field if is_shown else terms.without_field)(expression, sent.name, sent.value, catalog)
