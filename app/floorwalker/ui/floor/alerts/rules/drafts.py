"""Rules while they are written: texts and numbers that may yet be wrong, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic import TypeAdapter, ValidationError

from floorwalker.session.alerts import AvailableRule, DeclinedRule, FeedRule, Rule
from floorwalker.session.alerts.faults import Fault, faults_of
from floorwalker.session.alerts.rules import BEGINNING, MOST
from floorwalker.session.alerts.words import sentence
from floorwalker.ui.shell.list_editing import ListEditing

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.alerts.rules import Rules

Value: TypeAlias = "str | int | bool"
Draft: TypeAlias = "dict[str, Value]"
"""A rule as its file says it; never changed, only replaced. A field that is not there is empty."""

_RULE: Final[TypeAdapter[Rule]] = TypeAdapter(Rule)

_MAY_BE_MISSING: Final = frozenset({"warns", "alerts", "silent", "lost"})


def draft_of(rule: Rule) -> Draft:
    """A rule to be written at."""
    draft: Draft = rule.model_dump(mode="json", exclude_none=True)
    return draft


NEW: Final[dict[str, Draft]] = {
    "status": {"kind": "status", "status": "", "warns": "5 min", "alerts": "10 min"},
    "available": draft_of(AvailableRule()),
    "declined": draft_of(DeclinedRule()),
    "feed": draft_of(FeedRule(silent=300, lost=10)),
    "filter": {"kind": "filter", "name": "", "filter": "", "times": 1, "within": "10 min", "severity": "warns"},
}
"""What a new rule of each kind begins with."""


class RulesEditing(ListEditing[Draft]):
    """All rules while they are being edited."""

    def __init__(self, rules: Rules, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(_drafts(rules), _drafts(BEGINNING), MOST, parent)
        self.catalog = catalog

    def edit(self, number: int, name: str, value: Value) -> None:
        """Give a field another value. A time that may be missing is so where its text is empty."""
        draft = {**self.items[number], name: value}
        if value == "" and name in _MAY_BE_MISSING:
            del draft[name]
        self.replace(number, draft, name)

    def rules(self) -> Rules:
        """All of them. Raises ValidationError; see `faults`."""
        return tuple(_RULE.validate_python(draft) for draft in self.items)

    def faults(self) -> list[Fault]:
        """What is wrong, in the order of the rules."""
        read = [_read(number, draft) for number, draft in enumerate(self.items)]
        faults = [one for one in read if isinstance(one, Fault)]
        numbers = [number for number, one in enumerate(read) if not isinstance(one, Fault)]
        rules = [one for one in read if not isinstance(one, Fault)]
        faults += [fault._replace(rule=numbers[fault.rule]) for fault in faults_of(rules, self.catalog)]
        return sorted(faults)

    def words(self, number: int) -> str:
        """What a rule means in English; "" where it is wrong."""
        rule = self.rule(number)
        return "" if rule is None else sentence(rule, self.catalog)

    def rule(self, number: int) -> Rule | None:
        """One of them, None where it is wrong."""
        read = _read(number, self.items[number])
        return None if isinstance(read, Fault) else read


def _drafts(rules: Rules) -> tuple[Draft, ...]:
    return tuple(map(draft_of, rules))


def _read(number: int, draft: Draft) -> Rule | Fault:
    try:
        return _RULE.validate_python(draft)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][-1]) if len(first["loc"]) > 1 else ""
        missing = first["type"] in {"missing", "string_too_short"}
        problem = "this is needed" if missing else first["msg"].removeprefix("Value error, ")
        return Fault(number, field, problem)
