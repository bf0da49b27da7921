"""The part of an expression that the legend writes: its `status:` term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from floorwalker.session.filter import Filter, FilterError, also, parse_filter
from floorwalker.session.filter.combined import conjuncts

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog

_VALUE: Final = r'(?:"(?:[^"\\]|\\.)*"|[^\s,()"]+)'
_TERM: Final = re.compile(rf"(?<!\S)status:({_VALUE}(?:,{_VALUE})*)(?!\S)", re.IGNORECASE)
_PART: Final = re.compile(_VALUE)
_PLAIN: Final = re.compile(r"[^\W\d_][\w-]*")


def statuses_of(expression: str, catalog: Catalog) -> frozenset[str]:
    """The names in the expression's `status:` term; none where it has no such term that holds for all of it."""
    return _parted(expression, catalog)[1]


def toggled(expression: str, name: str, catalog: Catalog) -> str:
    """The expression with a status's name in its `status:` term, or without it if it is there.

    An expression that is wrong is given up for the term.
    """
    rest, names = _parted(expression, catalog)
    wanted = sorted(names ^ {name})
    return _with(rest, wanted, catalog) if wanted else rest


def _parted(expression: str, catalog: Catalog) -> tuple[str, frozenset[str]]:
    """The expression without its `status:` term, and the names in that."""
    try:
        meaning = _parts(expression, catalog)
    except FilterError:
        return "", frozenset()
    terms = list(_TERM.finditer(expression))
    if len(terms) == 1:
        names = list(map(_read, _PART.findall(terms[0][1])))
        rest = f"{expression[: terms[0].start()].rstrip()} {expression[terms[0].end() :].lstrip()}".strip()
        # Beside an OR, or a NOT, the term does not hold for all of it.
        if _is_right(rest, catalog) and _parts(_with(rest, names, catalog), catalog) == meaning:
            return rest, frozenset(names)
    return expression, frozenset()


def _parts(expression: str, catalog: Catalog) -> frozenset[Filter]:
    """What all has to hold."""
    return frozenset(conjuncts(parse_filter(expression, catalog)))


def _is_right(expression: str, catalog: Catalog) -> bool:
    try:
        parse_filter(expression, catalog)
    except FilterError:
        return False
    return True


def _with(rest: str, names: list[str], catalog: Catalog) -> str:
    return also(rest, f"status:{','.join(map(_written, names))}", catalog)


def _read(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _written(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
