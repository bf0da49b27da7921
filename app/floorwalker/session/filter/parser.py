"""From an expression to its filter."""

from collections.abc import Callable, Mapping
from typing import Final

from lark import Token

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import All, AnyOf, Everything, Excluded
from floorwalker.session.filter.errors import FilterError, Place
from floorwalker.session.filter.operators import BY_NAME, Field, Text
from floorwalker.session.filter.operators.base import Term
from floorwalker.session.filter.syntax import Branch, parse
from floorwalker.session.filter.written import (
    Pattern,
    Value,
    read_comparison,
    read_pattern,
    read_range,
    read_regex,
    read_word,
    unquoted,
)

DEEPEST: Final = 100
"""Filters inside of each other: more than anyone writes, and far from the end of Python's stack."""

_PREFIX: Final = Field.names[0]
_READERS: Final[Mapping[str, Callable[[str, int], Value]]] = {
    "PATTERN": read_pattern,
    "RANGE": read_range,
    "COMPARISON": read_comparison,
    "REGEX": read_regex,
    "WORD": read_word,
    "TEXT": lambda text, start: Pattern((unquoted(text),), Place(start, start + len(text))),
}


def parse_filter(text: str, catalog: Catalog) -> Filter:
    """The filter that an expression says, names being looked up in *catalog*; the empty one means every event.

    Raises FilterError.
    """
    tree = parse(text)
    made: dict[int, Filter] = {}
    # From the leaves to the root, without recursion: only what was made is known to be no deeper than it may be.
    for branch in tree.iter_subtrees():
        made[id(branch)] = _made(branch, made, catalog)
        if made[id(branch)].depth > DEEPEST:
            raise FilterError(f"More than {DEEPEST} filters lie inside of each other. Write it simpler.", 0, len(text))
    return made[id(tree)]


def _made(branch: Branch, made: Mapping[int, Filter], catalog: Catalog) -> Filter:
    parts = [made[id(child)] for child in branch.children if not isinstance(child, Token)]
    tokens = [child for child in branch.children if isinstance(child, Token)]
    match str(branch.data):
        case "start":
            return parts[0] if parts else Everything()
        case "either":
            return AnyOf.of(parts)
        case "together":
            return All.of(parts)
        case "excluded":
            return Excluded.of(parts[0])
        case "named":
            return _operator(tokens[0], tokens[1:], catalog)
        case _:
            return Text.read(Term("", False, _values(tokens), _place(tokens), catalog))


def _operator(name: Token, values: list[Token], catalog: Catalog) -> Filter:
    called = name[:-1]
    is_field = called.casefold().startswith(_PREFIX)
    if is_field:
        called = called[len(_PREFIX) :]
    if called.startswith('"'):
        is_field, called = True, unquoted(called)
    taken = BY_NAME.get(called.casefold())
    operator = Field if is_field or taken is None else taken
    return operator.read(Term(called, taken is not None, _values(values), _place([name, *values]), catalog))


def _values(tokens: list[Token]) -> tuple[Value, ...]:
    return tuple(_READERS[token.type](str(token), token.start_pos or 0) for token in tokens)


def _place(tokens: list[Token]) -> Place:
    return Place(tokens[0].start_pos or 0, (tokens[-1].start_pos or 0) + len(tokens[-1]))
