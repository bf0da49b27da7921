"""The operators of the filter language, one class each, with its names, its help and its meaning."""

from typing import Final

from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.operators.fields import Field
from floorwalker.session.filter.operators.kinds import Category, Code, Kind
from floorwalker.session.filter.operators.marks import Is
from floorwalker.session.filter.operators.origin import Feed, Seq
from floorwalker.session.filter.operators.people import Agent, Status, Team
from floorwalker.session.filter.operators.times import Created, Received
from floorwalker.session.filter.operators.words import Text

__all__ = ["BY_NAME", "OPERATORS", "Field", "Operator", "Text"]

OPERATORS: Final[tuple[type[Operator], ...]] = (
    Category,
    Code,
    Kind,
    Agent,
    Team,
    Status,
    Created,
    Received,
    Seq,
    Feed,
    Is,
    Field,
    Text,
)
"""All of them, in the order in which help shows them."""

BY_NAME: Final[dict[str, type[Operator]]] = {
    name: operator for operator in OPERATORS if operator is not Field for name in operator.names
}
"""The operators with names of their own. Any other name is a payload field."""
