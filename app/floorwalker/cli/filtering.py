"""A filter given on the command line: read, or told what is wrong with it and where."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from floorwalker.cli.trouble import WRONG_USE, say, wrong_use

if TYPE_CHECKING:
    from floorwalker.session.filter import Filter
    from floorwalker.session.roster import Roster


def checked_filter(expression: str) -> "Filter":
    """The filter that an expression says. A wrong one ends the command with exit code 2, its place marked by carets.

    Raises CatalogError where the names that filters use cannot be read.
    """
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.own_catalog import own_catalog
    from floorwalker.session.filter import parse_filter

    with filter_faults_told(expression):
        return parse_filter(expression, Catalog.load(own_catalog()))


def roster_for(wanted: "Filter | None", file: Path | None) -> "Roster":
    """The roster in a file, or an empty one without; ends the command where a filter asks for teams without one.

    Raises RosterError.
    """
    from floorwalker.session.roster import NO_ROSTER, read_roster

    if file is None and wanted is not None and wanted.needs_roster:
        wrong_use("The filter asks for teams: give --roster FILE, which says who is in which.")
    return NO_ROSTER if file is None else read_roster(file)


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
