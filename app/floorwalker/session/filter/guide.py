"""The filter language for whoever writes one: its operators, as their classes tell them, and how terms go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from floorwalker.session.filter.operators import OPERATORS, Field, Operator


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be written: how, what it means, and an expression with it."""

    written: str
    help: str
    example: str


WAYS: Final = (
    Entry("a b", "both: a space, or AND", "category:agent agent:c.diaz"),
    Entry("a OR b", "either; a space binds tighter", "category:chat OR category:email"),
    Entry("-a", "not that; NOT a means the same", "code:StatusChanged -agent:bot*"),
    Entry("( )", "what belongs together", "(category:chat OR category:email) NOT code:3"),
    Entry("a,b", "any of these values", "status:BusyOnBreak,Wrapup"),
    Entry("*", "any text, in a name or a value", "agent:j*"),
    Entry('"…"', 'a text with spaces or signs in it; inside of it a quote is written \\"', 'agent:"j. smith"'),
    Entry("1..5", "from one to the other, both included; 1.. and ..5 have one end", "seq:100..200"),
    Entry(">5", "over it; also >=, < and <=", "ExitCode:>0"),
    Entry('~"…"', "a regular expression, anywhere in the value", 'QueueName:~"^sales"'),
)
"""How terms and values are put together."""


def operators() -> Iterator[Entry]:
    """One entry an operator, in the order of `OPERATORS`."""
    return (Entry(_written(operator), operator.help, operator.example) for operator in OPERATORS)


def _written(operator: type[Operator]) -> str:
    if operator is Field:
        return f"NAME:, {Field.names[0]}NAME:"
    return ", ".join(f"{name}:" for name in operator.names) or "words"
