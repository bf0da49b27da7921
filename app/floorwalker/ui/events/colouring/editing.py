"""The rules while they are being edited: every change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.ui.events.colouring.rules import DEFAULTS, MOST, Rule
from floorwalker.ui.shell.list_editing import ListEditing

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter
    from floorwalker.ui.events.colouring.rules import Rules


class RuleEditing(ListEditing[Rule]):
    """A list of rules and which of them is chosen."""

    def __init__(self, rules: Rules, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(rules, DEFAULTS, MOST, parent)
        self._catalog = catalog

    def edit(self, number: int, **values: str | bool) -> None:
        """Give a rule other values."""
        self.replace(number, self.items[number].model_copy(update=values), str(sorted(values)))

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
