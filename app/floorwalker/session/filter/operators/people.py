"""Operators for whom an event is about: the agent, the agent's team, and the status that it sets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from floorwalker.event.catalog import Activity, Catalog
from floorwalker.event.model import normal
from floorwalker.session.columns import AGENT, REASON, Columns
from floorwalker.session.filter.base import Scope
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import Mask, Numbers, Span
from floorwalker.session.filter.operators.base import (
    ColumnOperator,
    Term,
    any_of,
    in_words,
    integer_span,
    text_test,
    unfit,
)
from floorwalker.session.filter.texts import Search
from floorwalker.session.filter.written import Pattern, Range, Regex, Value

_NO_AGENT = 0
_AGENT_WORDS: Final = (
    'Write a name, or a part of one as in agent:j*; a name with dots in quotes: agent:"a..b"',
    "The agent's name is missing. Events without an agent are found by -agent:*.",
)
_TEAM_WORDS: Final = (
    'Write a team, or a part of its name as in team:sal*; a name with dots in quotes: team:"a..b"',
    "The team's name is missing. Agents without a team are found by agent:* -team:*.",
)


@dataclass(frozen=True)
class Agent(ColumnOperator):
    """`agent:j.smith`, `agent:bot*`; an event without an agent is never meant."""

    names: ClassVar[tuple[str, ...]] = ("agent",)
    help: ClassVar[str] = "the agent's whole name, or a part of it with *"
    example: ClassVar[str] = "agent:j.smith -agent:bot*"

    tests: tuple[Callable[[str], bool], ...] = field(compare=False, repr=False)

    @classmethod
    def read(cls, term: Term) -> Self:
        return cls(term.values, term.place, tuple(_name_test(value, _AGENT_WORDS) for value in term.values))

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:
        found = {username.casefold(): Offer(username) for username in known.agents.having(typed)}
        found.update((username.casefold(), Offer(username, name)) for username, name in known.called.having(typed))
        return found.values()

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        return row["agent"] != _NO_AGENT and self._is_called(scope.names.text(row["agent"]))

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        agents = scope.lookup(self, lambda: _of_kind(AGENT, self._is_called, scope))
        return agents.mask(columns.agent[rows])

    def phrase(self) -> str:
        if any(isinstance(value, Pattern) and value.is_anything for value in self.values):
            return "from any agent"
        several = len(self.values) > 1 or not isinstance(self.values[0], Pattern) or self.values[0].text is None
        return f"from agent{'s' if several else ''} {any_of(map(in_words, self.values))}"

    def _is_called(self, name: str) -> bool:
        return any(fits(name) for fits in self.tests)


@dataclass(frozen=True)
class Team(ColumnOperator):
    """`team:Sales`, by the roster; an event of nobody, or of an agent without a team, is never meant."""

    names: ClassVar[tuple[str, ...]] = ("team",)
    help: ClassVar[str] = "the agent's team, by the roster file: all of its name, or a part of it with *"
    example: ClassVar[str] = 'team:Sales,"Back office"'

    tests: tuple[Callable[[str], bool], ...] = field(compare=False, repr=False)

    @property
    def needs_roster(self) -> bool:
        return True

    @classmethod
    def read(cls, term: Term) -> Self:
        return cls(term.values, term.place, tuple(_name_test(value, _TEAM_WORDS) for value in term.values))

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:
        return (Offer(team, "a team") for team in known.teams.having(typed))

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        return row["agent"] != _NO_AGENT and self._has(scope.names.text(row["agent"]), scope)

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        agents = scope.lookup(self, lambda: _of_kind(AGENT, lambda name: self._has(name, scope), scope))
        return agents.mask(columns.agent[rows])

    def phrase(self) -> str:
        if any(isinstance(value, Pattern) and value.is_anything for value in self.values):
            return "from agents in any team"
        return f"from agents in team {any_of(map(in_words, self.values))}"

    def _has(self, agent: str, scope: Scope) -> bool:
        team = scope.roster.team(agent)
        return bool(team) and any(fits(team) for fits in self.tests)


@dataclass(frozen=True)
class Status(ColumnOperator):
    """`status:BusyOnBreak`: events that set it; a reason, or a status known only by its text, counts as a name."""

    names: ClassVar[tuple[str, ...]] = ("status",)
    help: ClassVar[str] = "the status that the event sets, by name, number or reason"
    example: ClassVar[str] = "status:BusyOnBreak,Wrapup"

    activities: tuple[Numbers, ...] = field(compare=False, repr=False)
    reasons: tuple[Callable[[str], bool], ...] = field(compare=False, repr=False)

    @classmethod
    def read(cls, term: Term) -> Self:
        activities = tuple(_activities(value, term.catalog) for value in term.values)
        named = (value for value in term.values if not isinstance(value, Range))
        return cls(term.values, term.place, activities, tuple(text_test(value, normal) for value in named))

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:
        for number, entry in known.catalog.activities.items():
            yield Offer(entry.name, f"{entry.words} ({number})")
        for entry in (known.catalog.unknown, known.catalog.signed_out):
            yield Offer(entry.name, entry.words)
        yield from (Offer(reason, "a reason") for reason in known.reasons.having(typed))

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        if any(row["activity"] in numbers for numbers in self.activities):
            return True
        return row["reason"] != 0 and self._is_for(scope.names.text(row["reason"]))

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        reasons = scope.lookup(self, lambda: _of_kind(REASON, self._is_for, scope))
        found = reasons.mask(columns.reason[rows])
        for numbers in self.activities:
            found |= numbers.mask(columns.activity[rows])
        return found

    def phrase(self) -> str:
        return f"that set {self._words}"

    def negative(self) -> str:
        return f"that do not set {self._words}"

    @property
    def _words(self) -> str:
        if any(isinstance(value, Pattern) and value.is_anything for value in self.values):
            return "a status"
        ranges = ("numbered " if isinstance(value, Range) else "" for value in self.values)
        return "the status " + any_of(
            numbered + in_words(value) for numbered, value in zip(ranges, self.values, strict=True)
        )

    def _is_for(self, reason: str) -> bool:
        return any(fits(reason) for fits in self.reasons)


def _of_kind(kind: int, fits: Callable[[str], bool], scope: Scope) -> list[int]:
    """The ids of the names of a kind that a test means."""
    return [number for number, text in scope.names.of_kind(kind) if fits(text)]


def _name_test(value: Value, words: tuple[str, str]) -> Callable[[str], bool]:
    """words: what to write where the value is a range, and where it is empty."""
    if isinstance(value, Range):
        raise unfit(value, words[0])
    if isinstance(value, Pattern) and not value.text and value.text is not None:
        raise value.place.wrong(words[1])
    return text_test(value)


def _activities(value: Value, catalog: Catalog) -> Numbers:
    if isinstance(value, Range):
        span = integer_span(value, "an ActivityCode, such as 34")
        least = Activity.NAMED + 1
        return Numbers(spans=(Span(least if span.low is None else max(least, span.low), span.high),))
    if isinstance(value, Regex):
        search = Search(value)
        return Numbers(frozenset(number for number, names in _statuses(catalog) if any(map(search.is_in, names))))
    if value.is_anything:
        return Numbers(spans=(Span(Activity.NONE + 1, None),))
    return Numbers(frozenset(catalog.activities_matching(value.plain) - {Activity.NONE, Activity.NAMED}))


def _statuses(catalog: Catalog) -> Iterator[tuple[int, tuple[str, ...]]]:
    """All statuses that have a number, each with what it is called."""
    others = ((Activity.UNKNOWN, catalog.unknown), (Activity.SIGNED_OUT, catalog.signed_out))
    for number, entry in (*catalog.activities.items(), *others):
        yield number, (entry.name, entry.words, *entry.aliases)
