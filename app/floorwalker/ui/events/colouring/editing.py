"""The rules while they are being edited: every change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.ui.events.colouring.rules import DEFAULTS, MOST, Rule

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter
    from floorwalker.ui.events.colouring.rules import Rules


class RuleEditing(QObject):
    """A list of rules and which of them is chosen. changed: something is another now. For the window's thread only."""

    changed = Signal()

    def __init__(self, rules: Rules, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self.rules = rules
        self.chosen = 0 if rules else -1
        self._before: list[tuple[Rules, int]] = []
        self._last = ""

    @property
    def rule(self) -> Rule | None:
        """The chosen one."""
        return self.rules[self.chosen] if 0 <= self.chosen < len(self.rules) else None

    @property
    def can_undo(self) -> bool:
        """Whether anything was changed."""
        return bool(self._before)

    @property
    def can_add(self) -> bool:
        """Whether there is room for another."""
        return len(self.rules) < MOST

    def choose(self, number: int) -> None:
        """That one is edited from now on."""
        if number != self.chosen:
            self.chosen, self._last = number, ""
            self.changed.emit()

    def edit(self, number: int, **values: str | bool) -> None:
        """Give a rule other values. Several edits of one value in a row are undone at once, as they were typed."""
        rule = self.rules[number].model_copy(update=values)
        if rule != self.rules[number]:
            self._keep(f"{number} {sorted(values)}")
            self.rules = (*self.rules[:number], rule, *self.rules[number + 1 :])
            self.changed.emit()

    def add(self, rule: Rule) -> None:
        """A new rule before all others, so that none of them hides it."""
        if self.can_add:
            self._change((rule, *self.rules), 0)

    def remove(self) -> None:
        """Take the chosen one away."""
        if self.rule is not None:
            rest = self.rules[: self.chosen] + self.rules[self.chosen + 1 :]
            self._change(rest, min(self.chosen, len(rest) - 1))

    def move(self, step: int) -> None:
        """The chosen one trades places with the one before (-1) or after it (1)."""
        other = self.chosen + step
        if self.rule is not None and 0 <= other < len(self.rules):
            moved = list(self.rules)
            moved[self.chosen], moved[other] = moved[other], moved[self.chosen]
            self._change(tuple(moved), other)

    def reset(self) -> None:
        """The rules that a user begins with."""
        self._change(DEFAULTS, 0)

    def undo(self) -> None:
        """As it was before the last change."""
        if self._before:
            self.rules, self.chosen = self._before.pop()
            self._last = ""
            self.changed.emit()

    def filter_of(self, rule: Rule) -> Filter:
        """What it means. Raises FilterError, also where it means nothing in particular."""
        if not rule.expression.strip():
            raise FilterError("Write a filter: rows that it means have the colour.", 0, 0)
        return parse_filter(rule.expression, self._catalog)

    def fault(self, rule: Rule) -> FilterError | None:
        """What is wrong with its filter."""
        try:
            self.filter_of(rule)
        except FilterError as error:
            return error
        return None

    def _change(self, rules: Rules, chosen: int) -> None:
        self._keep("")
        self.rules, self.chosen = rules, chosen
        self.changed.emit()

    def _keep(self, what: str) -> None:
        if not what or what != self._last:
            self._before.append((self.rules, self.chosen))
        self._last = what
