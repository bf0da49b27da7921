"""Operators for when: the sender's time and ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope
from floorwalker.session.filter.errors import Place, shown
from floorwalker.session.filter.instants import HOW_TO_WRITE, Instant, read_instant
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import Mask, Span
from floorwalker.session.filter.operators.base import ColumnOperator, Term, any_of, not_backwards, unfit
from floorwalker.session.filter.written import Pattern, Regex, Value

_SPANS: Final = {"5m": "5 minutes", "15m": "15 minutes", "1h": "hour", "8h": "8 hours", "1d": "day", "1w": "week"}


@dataclass(frozen=True)
class Period:
    """From one moment to another, each None where it is open; the moments themselves are included, or neither."""

    low: Instant | None
    high: Instant | None
    includes: bool

    @property
    def moves(self) -> bool:
        """Whether it begins or ends relative to now."""
        return any(end is not None and end.moves for end in (self.low, self.high))

    def span(self, now: int) -> Span:
        """It in microseconds since 1970."""
        margin = 0 if self.includes else 1
        low = None if self.low is None else self.low.at(now) + margin
        return Span(low, None if self.high is None else self.high.at(now) - margin)

    def english(self) -> str:
        """`from … to …`, `after …`, `in the last 15 minutes`."""
        if self.low is not None and self.high is not None:
            same = self.low == self.high
            return f"at {self.low.english()}" if same else f"from {self.low.english()} to {self.high.english()}"
        if self.low is not None:
            if self.low.moves:
                return f"in the last {self.low.span(one='')}"
            return f"{'from' if self.includes else 'after'} {self.low.english()}{' on' if self.includes else ''}"
        return f"{'up to' if self.includes else 'before'} {self.high.english() if self.high else 'now'}"


@dataclass(frozen=True)
class _TimeOperator(ColumnOperator):
    periods: tuple[Period, ...] = field(compare=False, repr=False)

    column: ClassVar[str]
    verb: ClassVar[str]
    unit: ClassVar[int]
    """Microseconds of one in the column."""

    @classmethod
    def read(cls, term: Term) -> Self:
        return cls(term.values, term.place, tuple(read_period(value) for value in term.values))

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 the same for every session
        return (Offer(f">-{span}", f"in the last {words}", is_written=True) for span, words in _SPANS.items())

    @property
    def moves(self) -> bool:
        return any(period.moves for period in self.periods)

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        return any(row[self.column] in self._span(period, scope.now) for period in self.periods)

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        numbers = (columns.created if self.column == "created" else columns.received)[rows]
        first, *others = (self._span(period, scope.now).mask(numbers) for period in self.periods)
        for other in others:
            first |= other
        return first

    def phrase(self) -> str:
        return f"{self.verb} {any_of(period.english() for period in self.periods)}"

    def _span(self, period: Period, now: int) -> Span:
        """In the column's unit: the whole ones that lie in the period."""
        span, unit = period.span(now), self.unit
        return Span(
            None if span.low is None else -(-span.low // unit), None if span.high is None else span.high // unit
        )


@dataclass(frozen=True)
class Created(_TimeOperator):
    """`created:>-15m`."""

    names: ClassVar[tuple[str, ...]] = ("created",)
    help: ClassVar[str] = "when the event happened, by its CreationDateUtc"
    example: ClassVar[str] = "created:>-15m"
    column: ClassVar[str] = "created"
    verb: ClassVar[str] = "created"
    unit: ClassVar[int] = 1_000_000


@dataclass(frozen=True)
class Received(_TimeOperator):
    """`received:2026-11-22T09:00..2026-11-22T10:00`."""

    names: ClassVar[tuple[str, ...]] = ("received",)
    help: ClassVar[str] = "when the event arrived, by this machine's clock"
    example: ClassVar[str] = "received:2026-11-22T09:00..2026-11-22T10:00"
    column: ClassVar[str] = "received"
    verb: ClassVar[str] = "received"
    unit: ClassVar[int] = 1


def read_period(value: Value) -> Period:
    """A moment or a range of time. Raises FilterError where it is none, or ends before it begins."""
    if isinstance(value, Regex):
        raise unfit(value, HOW_TO_WRITE)
    if isinstance(value, Pattern):
        moment = _instant(value.plain if value.text is None else value.text, value.place)
        return Period(moment, moment, includes=True)
    low, high = (None if bound is None else _instant(bound, value.place) for bound in (value.low, value.high))
    if low is not None and high is not None and low.moves == high.moves:
        not_backwards(value, low.micros <= high.micros)
    return Period(low, high, value.includes)


def _instant(text: str, place: Place) -> Instant:
    instant = read_instant(text)
    if instant is None:
        raise place.wrong(f"{shown(text)} is no time. {HOW_TO_WRITE}.")
    return instant
