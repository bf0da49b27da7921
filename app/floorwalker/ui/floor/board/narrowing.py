"""What of an agent the floor can be filtered for: who it is, the status, the team."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from floorwalker.session.filter import FilterError, write_value
from floorwalker.session.filter.operators.people import Agent, Status, Team
from floorwalker.session.filter.rewriting import replaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter

Operator = type[Agent] | type[Status] | type[Team]


class Narrowing(NamedTuple):
    """One term. words: what it shows, for a menu."""

    words: str
    operator: Operator
    values: tuple[str, ...]

    @property
    def term(self) -> str:
        """As it is written: `agent:c.diaz,"j smith"`."""
        return f"{self.operator.names[0]}:{','.join(map(write_value, self.values))}"

    def of(self, expression: str, catalog: Catalog) -> str:
        """The expression with this term in place of its others of the kind. A wrong one is given up for the term."""
        try:
            return replaced(expression, self._owns, (self.term,), catalog)
        except FilterError:
            return self.term

    def _owns(self, term: Filter) -> bool:
        return isinstance(term, self.operator)


def to_agents(usernames: Sequence[str]) -> Narrowing:
    """Only these."""
    words = usernames[0] if len(usernames) == 1 else f"{len(usernames):,} agents"
    return Narrowing(words, Agent, tuple(usernames))


def to_status(name: str, words: str) -> Narrowing:
    """Only who is in that status. name: the catalog's."""
    return Narrowing(words, Status, (name,))


def to_team(team: str) -> Narrowing:
    """Only that team."""
    return Narrowing(f"team {team}", Team, (team,))
