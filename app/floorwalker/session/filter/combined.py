"""Filters made of filters: everything, all of some, any of some, not one; in Kleene's logic of yes, open and no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Filter, Scope, Verdict
from floorwalker.session.filter.narrowing import Narrowing, narrowed_by_all, narrowed_by_any
from floorwalker.session.filter.payload import Payload


@dataclass(frozen=True)
class Everything(Filter):
    """Every event: what an empty expression means."""

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:  # noqa: ARG002 the meaning asks for nothing
        return Verdict.sure(np.ones(len(columns.seq[rows]), np.bool_))

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:  # noqa: ARG002 the same
        return True

    def phrase(self) -> str:
        return "of any kind"

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True)
class _Combined(Filter):
    parts: tuple[Filter, ...]

    @property
    def needs_payload(self) -> bool:
        return any(part.needs_payload for part in self.parts)

    @property
    def moves(self) -> bool:
        return any(part.moves for part in self.parts)

    @property
    def needs_marks(self) -> bool:
        return any(part.needs_marks for part in self.parts)

    @property
    def needs_roster(self) -> bool:
        return any(part.needs_roster for part in self.parts)

    @property
    def depth(self) -> int:
        return 1 + max(part.depth for part in self.parts)

    @cached_property
    def _cheap_first(self) -> tuple[Filter, ...]:
        """Numbers are compared before a payload is read."""
        return tuple(sorted(self.parts, key=lambda part: part.needs_payload))


class All(_Combined):
    """What all of its parts mean; two parts at least. Use `of`."""

    @staticmethod
    def of(parts: Iterable[Filter]) -> Filter:
        """All of any number of filters, those inside of another All being parts of this one."""
        flat = tuple(part for given in parts for part in conjuncts(given))
        if len(flat) < 2:
            return flat[0] if flat else Everything()
        return All(flat)

    @property
    def narrowing(self) -> Narrowing | None:
        return narrowed_by_all(part.narrowing for part in self.parts)

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:
        first, *others = (part.decide(columns, rows, scope) for part in self._cheap_first)
        yes, possible = first.yes.copy(), first.yes | first.open
        for verdict in others:
            yes &= verdict.yes
            possible &= verdict.yes | verdict.open
        return Verdict(yes, possible & ~yes)

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:
        return all(part.holds(row, payload, scope) for part in self._cheap_first)

    def phrase(self) -> str:
        return " and ".join(part.phrase() for part in self.parts)

    def negative(self) -> str:
        return f"not {'both' if len(self.parts) == 2 else 'all of'} {self.phrase()}"

    def __str__(self) -> str:
        return " ".join(grouped(part) if isinstance(part, AnyOf) else str(part) for part in self.parts)


class AnyOf(_Combined):
    """What any of its parts means; two parts at least. Use `of`."""

    @staticmethod
    def of(parts: Iterable[Filter]) -> Filter:
        """Any of one filter or more, those inside of another AnyOf being parts of this one."""
        flat = tuple(part for given in parts for part in (given.parts if isinstance(given, AnyOf) else (given,)))
        return flat[0] if len(flat) == 1 else AnyOf(flat)

    @property
    def narrowing(self) -> Narrowing | None:
        return narrowed_by_any(part.narrowing for part in self.parts)

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:
        first, *others = (part.decide(columns, rows, scope) for part in self._cheap_first)
        yes, open_ = first.yes.copy(), first.open.copy()
        for verdict in others:
            yes |= verdict.yes
            open_ |= verdict.open
        return Verdict(yes, open_ & ~yes)

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:
        return any(part.holds(row, payload, scope) for part in self._cheap_first)

    def phrase(self) -> str:
        joint = ", or " if any(isinstance(part, All) for part in self.parts) else " or "
        return "either " + joint.join(part.phrase() for part in self.parts)

    def negative(self) -> str:
        return "neither " + " nor ".join(part.phrase() for part in self.parts)

    def __str__(self) -> str:
        return " OR ".join(str(part) for part in self.parts)


@dataclass(frozen=True)
class Excluded(Filter):
    """What its part does not mean. Use `of`."""

    part: Filter

    @staticmethod
    def of(part: Filter) -> Filter:
        """The opposite of a filter."""
        return part.part if isinstance(part, Excluded) else Excluded(part)

    @property
    def needs_payload(self) -> bool:
        return self.part.needs_payload

    @property
    def moves(self) -> bool:
        return self.part.moves

    @property
    def needs_marks(self) -> bool:
        return self.part.needs_marks

    @property
    def needs_roster(self) -> bool:
        return self.part.needs_roster

    @property
    def depth(self) -> int:
        return 1 + self.part.depth

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:
        yes, open_ = self.part.decide(columns, rows, scope)
        return Verdict(~(yes | open_), open_)

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:
        return not self.part.holds(row, payload, scope)

    def phrase(self) -> str:
        return self.part.negative()

    def __str__(self) -> str:
        return "-" + (grouped(self.part) if isinstance(self.part, _Combined) else str(self.part))


def conjuncts(whole: Filter) -> tuple[Filter, ...]:
    """The filters that all have to hold where *whole* does; none for everything."""
    if isinstance(whole, Everything):
        return ()
    return whole.parts if isinstance(whole, All) else (whole,)


def grouped(part: Filter) -> str:
    """It, in parentheses."""
    return f"({part})"
