"""Colour rules in the table: kept in the user's settings, edited in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.errors import SessionError
from floorwalker.ui.events.colouring.colours import RowColours
from floorwalker.ui.events.colouring.dialog import ColourRules
from floorwalker.ui.events.colouring.grounds import GROUNDS
from floorwalker.ui.events.colouring.rules import DEFAULTS, LONGEST_NAME, Rule, load_rules, rules_file, save_rules

if TYPE_CHECKING:
    from floorwalker.session.filter import FilterError
    from floorwalker.ui.events.actions import EventActions
    from floorwalker.ui.events.choices import Choice
    from floorwalker.ui.events.colouring.rules import Rules
    from floorwalker.ui.events.marks.marks import SessionMarks
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Colouring(QObject):
    """Gives the rows of a table the colours of the user's rules. told(str): one line. `stop` before the table goes."""

    told = Signal(str)

    def __init__(
        self, live: LiveSession, table: EventTable, marks: SessionMarks, actions: EventActions, look: Look
    ) -> None:
        super().__init__(table)
        self._live = live
        self._table = table
        self._marks = marks
        self._look = look
        self._file = rules_file()
        self._trouble = ""
        self.rules: Rules = DEFAULTS
        self.colours = RowColours(live, marks, look, self)
        self.colours.changed.connect(table.viewport().update)
        self.colours.failed.connect(self._on_failed)
        table.colours = self.colours
        action = actions.add(
            actions.view, "Colour rules…", "Ctrl+L", "mdi6.palette-outline", "Colour rows by filters of yours"
        )
        action.triggered.connect(self.edit)
        self._load()

    def edit(self) -> ColourRules:
        """Let the user edit the rules; the table shows meanwhile what they would be."""
        dialog = ColourRules(self.rules, self._live, self._marks, self._look, self._table)
        dialog.previewed.connect(self.colours.set_rules)
        dialog.accepted_rules.connect(self._take)
        dialog.open()
        return dialog

    def colour_like(self, choice: Choice) -> None:
        """Let the user give rows that have something in common a colour."""
        used = {rule.colour for rule in self.rules if rule.on}
        ground = next((ground for ground in GROUNDS if ground not in used), GROUNDS[0])
        name = choice.words[:1].upper() + choice.words[1:LONGEST_NAME]
        self.edit().add(Rule(name=name, expression=choice.term, colour=ground))

    def stop(self) -> None:
        """End its threads."""
        for dialog in self._table.findChildren(ColourRules):
            dialog.reject()
        self.colours.stop()

    def _load(self) -> None:
        try:
            self.rules = load_rules(self._file)
        except SessionError as error:
            self._trouble = str(error)
        self.colours.set_rules(self.rules)
        # By then there is somebody to hear it.
        self._live.loaded.connect(self._tell_trouble)

    def _tell_trouble(self) -> None:
        if self._trouble:
            self.told.emit(self._trouble)

    def _take(self, rules: Rules) -> None:
        self.rules = rules
        self.colours.set_rules(rules)
        try:
            save_rules(self._file, rules)
        except SessionError as error:
            self.told.emit(f"The rules hold for this window only: {error}")

    def _on_failed(self, rule: Rule, error: FilterError) -> None:
        self.told.emit(f"The colour rule “{rule.name}” is not asked any more: {error.problem}")
