"""What every filter bar has: the line with completion and history, named filters, and what they mean together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from floorwalker.session.filter import Filter, FilterError, parse_filter
from floorwalker.session.filter.together import together
from floorwalker.ui.events.filtering.chips import Chips
from floorwalker.ui.events.filtering.commands import Commands
from floorwalker.ui.events.filtering.completing import Completing
from floorwalker.ui.events.filtering.editing import Editing
from floorwalker.ui.events.filtering.history import History
from floorwalker.ui.events.filtering.language import Language
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.filtering.named import NamedFilter, NamedFilters
from floorwalker.ui.events.labels import ElidedLabel, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter.known import Known
    from floorwalker.ui.look import Look, Role

PAUSE: Final = 300
"""Milliseconds without a keystroke after which what is written is applied."""


class FilterField(QWidget):
    """Turns what is written, and the named filters that are on, into one filter; a wrong one is told with its place,
    and the last right one stays in force. Bars lay its widgets out.

    line, chips, meaning: its widgets; the last says what the filter means or what is wrong. expression: the line's part
    of what is in force; whole: all of it, as one expression; filter: what that means.
    filter_changed(Filter): another one is in force. left: the user wants to go on to what is filtered.
    """

    filter_changed = Signal(object)
    left = Signal()

    def __init__(
        self, of: str, known: Callable[[], Known], look: Look, parent: QWidget | None = None, *, terse: bool = False
    ) -> None:
        """of: the view whose history and named filters these are. terse: a right filter is not said in words, and the
        words take no room then. Whoever makes it calls `named.load` when it listens to `filter_changed`."""
        super().__init__(parent)
        self._known = known
        self._catalog = known().catalog
        self._look = look
        self.filter: Filter = parse_filter("", self._catalog)
        self.expression = self.whole = ""
        self.history = History(of)
        self.named = NamedFilters(of, self)
        self.line = FilterLine(look, self, catalog=self._catalog)
        self.completing = Completing(self.line, known, self.history, look)
        self.chips = Chips(self.named, self._catalog, look, self.line, self)
        self.meaning = ElidedLabel()
        self.commands = Commands(self.line, look, self)
        self._terse = terse
        self._role: Role = "muted"
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect_parts()
        self._on_look_changed()
        self._say_meaning()

    def set_expression(self, expression: str) -> None:
        """Write that into the line and apply it at once, as if the user had."""
        if expression != self.line.text():
            self.line.setText(expression)
        self.apply()

    def apply(self) -> None:
        """Put what is written in force, if it is right."""
        self._pause.stop()
        text = self.line.text()
        try:
            parse_filter(text, self._catalog)
        except FilterError as error:
            self.line.mark(error.start, error.end, error.problem)
            self.tell_problem(f"{error.problem} Until then: {self.filter.english()}.")
            return
        self.line.unmark()
        self._put_in_force(text)

    def clear(self) -> None:
        """Show everything: nothing is written, and no named filter is on."""
        self.named.switch_all_off()
        self.set_expression("")

    def set_catalog(self, catalog: Catalog) -> None:
        """Names mean what they mean there: what is in force is read again, and told even where it reads the same."""
        self._catalog = self.line.catalog = catalog
        self.chips.set_catalog(catalog)
        self._put_in_force(self.expression, is_new=True)
        self.apply()

    def focus(self) -> None:
        """Let the user write."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def tell_error(self, error: FilterError) -> None:
        """The filter in force failed on the way: show what is wrong and where."""
        start = error.start - self._offset()
        if 0 <= start < len(self.line.text()) and self.line.text() == self.expression:
            self.line.mark(start, error.end - self._offset(), error.problem)
        self.tell_problem(error.problem)

    def tell_problem(self, words: str) -> None:
        """Show what is in the way, in place of the meaning."""
        self._say(words, "danger")

    def recent_menu(self) -> QMenu:
        """The filters used before, and what else can be done with filters."""
        return self.commands.recent_menu(self.history, self.set_expression)

    def save_as(self) -> None:
        """Ask for a name for what is written, and put it among the named filters, switched on."""
        dialog = self._editing(NamedFilter("", self.line.text()), others=list(self.named))
        dialog.done_with.connect(self._on_saved)
        dialog.open()

    def edit(self, place: int) -> None:
        """Let the user write another name or expression for a named filter."""
        dialog = self._editing(self.named[place], [*list(self.named)[:place], *list(self.named)[place + 1 :]])
        dialog.done_with.connect(lambda named: self.named.change(place, named))
        dialog.open()

    def _put_in_force(self, text: str, *, is_new: bool = False) -> None:
        on = self._switched_on()
        try:
            whole = together([text, *on], self._catalog) if on else text
            wanted = parse_filter(whole, self._catalog)
        except FilterError as error:
            self.tell_problem(f"{'Together with the named filters: ' if on else ''}{error.problem}")
            return
        self.expression, self.whole = text, whole
        if wanted != self.filter or is_new:
            self.filter = wanted
            self.filter_changed.emit(wanted)
        self._say_meaning()

    def _switched_on(self) -> list[str]:
        """The expressions of the named filters that hold: those that are wrong take no part."""
        return [named.expression for named in self.named if named.on and self._is_right(named.expression)]

    def _is_right(self, expression: str) -> bool:
        try:
            parse_filter(expression, self._catalog)
        except FilterError:
            return False
        return True

    def _offset(self) -> int:
        """Where the line's part begins in the whole: it is the first part, without the spaces around it."""
        if self.whole == self.expression:
            return 0
        written = self.expression.strip()
        return self.whole.find(written) - self.expression.find(written)

    def _editing(self, named: NamedFilter, others: list[NamedFilter]) -> Editing:
        dialog = Editing(named, self._catalog, self._look, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.complete(self._known, self.history)
        dialog.tell_taken([other.name for other in others])
        return dialog

    def _connect_parts(self) -> None:
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.editingFinished.connect(self._remember)
        self.line.cleared.connect(lambda: self.set_expression(""))
        self.line.left.connect(self.left)
        self.line.pasted_as_search.connect(self._on_pasted)
        self._pause.timeout.connect(self.apply)
        self.named.changed.connect(self._on_named_changed)
        self.named.failed.connect(self.tell_problem)
        self.chips.edit_asked.connect(self.edit)
        self.chips.taken.connect(self._on_taken)
        self.commands.clear.triggered.connect(lambda: self.set_expression(""))
        self.commands.recent.triggered.connect(self._show_recent)
        self.commands.save.triggered.connect(self.save_as)
        self.commands.help.triggered.connect(self._on_help)
        self._look.changed.connect(self._on_look_changed)

    def _on_text_changed(self) -> None:
        self.line.unmark()
        self._pause.start()

    def _on_return_pressed(self) -> None:
        self.apply()
        if self.expression == self.line.text():
            self._remember()
            self.left.emit()

    def _remember(self) -> None:
        if self.expression == self.line.text():
            self.history.add(self.expression)

    def _on_pasted(self) -> None:
        self.apply()
        undo = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        if self.line.fault is None:
            self._say_note(f"What you pasted is searched for; {undo} brings it back as it was")

    def _on_named_changed(self) -> None:
        self._put_in_force(self.expression)
        if self.line.fault is not None:
            self.apply()

    def _on_saved(self, named: NamedFilter) -> None:
        """The named filter takes the line's place."""
        self.named.add(named)
        if self.line.text().strip() == named.expression:
            self.set_expression("")

    def _on_taken(self, place: int) -> None:
        named = self.named[place]
        self.named.switch(place, on=False)
        self.set_expression(named.expression)
        self.focus()

    def _show_recent(self) -> None:
        self.recent_menu().popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def _on_help(self) -> None:
        dialog = Language(self._look, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_example)
        dialog.open()

    def _on_example(self, example: str) -> None:
        """Beside what is written."""
        self.set_expression(f"{self.line.text().strip()} {example}".strip())
        self.line.setFocus()

    def _say_meaning(self) -> None:
        self._say("" if self._terse else self.filter.english(), "muted")

    def _say_note(self, words: str) -> None:
        self._say(words if self._terse else f"{self.filter.english()}  ·  {words}", "muted")

    def _say(self, words: str, role: Role) -> None:
        self._role = role
        self.meaning.tell(words)
        self.meaning.setVisible(bool(words))
        colour(self.meaning, self._look.colour(role))

    def _on_look_changed(self) -> None:
        self.meaning.setFont(self._look.small())
        colour(self.meaning, self._look.colour(self._role))
