"""What is wrong with rules that only the catalog and the filter language can tell."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from floorwalker.event.catalog import Catalog
from floorwalker.event.limits import limited
from floorwalker.session.alerts.rules import AvailableRule, FilterRule, Rule, StatusRule
from floorwalker.session.filter import FilterError, parse_filter


class Fault(NamedTuple):
    """rule: its number from 0. field: of the rule. start, end: of what is wrong in a filter, in characters."""

    rule: int
    field: str
    problem: str
    start: int = 0
    end: int = 0


def faults_of(rules: Sequence[Rule], catalog: Catalog) -> list[Fault]:
    """All faults of rules that the model has let pass, in their order."""
    return [
        *(fault for number, rule in enumerate(rules) for fault in _faults(number, rule, catalog)),
        *_doubles(rules, catalog),
    ]


def _faults(number: int, rule: Rule, catalog: Catalog) -> Iterator[Fault]:
    if isinstance(rule, AvailableRule):
        for name in filter(None, map(str.strip, rule.status.split(","))):
            if not catalog.activities_matching(name):
                yield Fault(number, "status", f"no status is called “{name}”")
    if isinstance(rule, AvailableRule | FilterRule):
        yield from _faults_of_filter(number, rule.filter, catalog)


def _faults_of_filter(number: int, expression: str, catalog: Catalog) -> Iterator[Fault]:
    try:
        wanted = parse_filter(expression, catalog)
    except FilterError as error:
        yield Fault(number, "filter", error.problem, error.start, error.end)
        return
    if wanted.needs_marks:
        yield Fault(number, "filter", "marks are set by hand, and raise no alert", 0, len(expression))


def _doubles(rules: Sequence[Rule], catalog: Catalog) -> Iterator[Fault]:
    """Limits for what has one already: only one of them could count."""
    first: dict[tuple[int, str], int] = {}
    for number, rule in enumerate(rules):
        if isinstance(rule, StatusRule) and rule.on:
            before = [first[key] for key in limited(rule, catalog) if key in first]
            if before:
                yield Fault(number, "status", f"rule {before[0] + 1} is a limit for the same")
            first.update(dict.fromkeys(limited(rule, catalog), number))
