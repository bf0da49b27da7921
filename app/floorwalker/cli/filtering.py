"""A filter given on the command line: read, or told what is wrong with it and where."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from floorwalker.cli.trouble import WRONG_USE, say

if TYPE_CHECKING:
    from floorwalker.session.filter import Filter


def checked_filter(expression: str) -> "Filter":
    """The filter that an expression says. A wrong one ends the command with exit code 2, its place marked by carets.

    Raises CatalogError where the names that filters use cannot be read.
    """
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.own_catalog import own_catalog
    from floorwalker.session.filter import parse_filter

    with filter_faults_told(expression):
        return parse_filter(expression, Catalog.load(own_catalog()))


@contextmanager
def filter_faults_told(expression: str) -> Iterator[None]:
    """What is wrong with a filter ends the command, also where it shows only while events are judged by it: a pattern
    that runs wild.
    """
    from floorwalker.session.filter import FilterError

    try:
        yield
    except FilterError as wrong:
        say(f"The filter is wrong: {wrong.problem}")
        typer.echo(f"  {_on_one_line(expression)}", err=True)
        typer.echo("  " + " " * wrong.start + "^" * max(1, wrong.end - wrong.start), err=True)
        raise typer.Exit(WRONG_USE) from None


def _on_one_line(expression: str) -> str:
    """Every character keeps its place, so that the carets stand under what they mean."""
    return "".join(character if character.isprintable() else " " for character in expression)
