"""What a benchmark yields: one row a goal, beside what it was measured against in the same run."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")

_LEAST: Final = 1e-9


@dataclass(frozen=True)
class Goal:
    """A bound of a median: of the value itself, in the figure's unit, or of its ratio to the reference."""

    bound: float
    is_most: bool
    of_ratio: bool = False

    def is_met(self, value: float) -> bool:
        return value <= self.bound if self.is_most else value >= self.bound

    def told(self, unit: str) -> str:
        sign = "≤" if self.is_most else "≥"
        return f"{sign} {self.bound:,g} {'× the reference' if self.of_ratio else unit}"


def at_most(bound: float) -> Goal:
    return Goal(bound, is_most=True)


def at_least(bound: float) -> Goal:
    return Goal(bound, is_most=False)


def ratio_at_most(bound: float) -> Goal:
    return Goal(bound, is_most=True, of_ratio=True)


def ratio_at_least(bound: float) -> Goal:
    return Goal(bound, is_most=False, of_ratio=True)


@dataclass(frozen=True)
class Figure:
    """One measured row. `runs` are our values in `unit`, `reference` those of what is named in `against`, run by run:
    ours, theirs, ours, theirs. Without goal a row is there to be looked at.

    left_out: why there is nothing to compare with, or nothing at all.
    """

    what: str
    unit: str
    runs: tuple[float, ...]
    goal: Goal | None = None
    against: str = ""
    reference: tuple[float, ...] = ()
    left_out: str = ""

    @property
    def median(self) -> float | None:
        return statistics.median(self.runs) if self.runs else None

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours ÷ reference, run by run."""
        return tuple(ours / max(theirs, _LEAST) for ours, theirs in zip(self.runs, self.reference, strict=False))

    @property
    def ratio(self) -> float | None:
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def met(self) -> bool | None:
        """None where there is no goal, or nothing that could be held against it."""
        value = self.ratio if self.goal and self.goal.of_ratio else self.median
        return None if self.goal is None or value is None else self.goal.is_met(value)


def in_turn(
    runs: int, ours: Callable[[], Ours], theirs: Callable[[], Theirs] | None
) -> tuple[list[Ours], list[Theirs]]:
    """Both measured so many times: ours, theirs, ours, theirs. The machine's good and bad times meet both."""
    mine: list[Ours] = []
    others: list[Theirs] = []
    for _ in range(runs):
        mine.append(ours())
        if theirs is not None:
            others.append(theirs())
    return mine, others
