"""`floorwalker export SESSION`: a session's events as JSON, each as it came."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from floorwalker.cli.filtering import checked_filter, filter_faults_told, roster_for
from floorwalker.cli.options import RosterFile, Verbose
from floorwalker.cli.trouble import CommandError, start_log, told

if TYPE_CHECKING:
    from floorwalker.session.filter import Filter
    from floorwalker.session.reader import Reader
    from floorwalker.session.roster import Roster

EXAMPLES = """\b
Examples:
  floorwalker export morning.fw > morning.json
  floorwalker export morning.fw --filter 'category:agent code:StatusChanged,5' -o moves.json
  floorwalker export morning.fw --format ndjson --with-delivery | jq .delivery.peer
"""


class Format(StrEnum):
    """How the events are written."""

    json = "json"
    ndjson = "ndjson"


def command(
    session: Annotated[Path, typer.Argument(metavar="SESSION", show_default=False, help="The session to read.")],
    filter_: Annotated[
        str,
        typer.Option(
            "--filter", metavar="EXPR", show_default=False, help="Only what matches, as in code:StatusChanged."
        ),
    ] = "",
    format_: Annotated[Format, typer.Option("--format", help="One array, or one event a line.")] = Format.json,
    roster: RosterFile = None,
    with_delivery: Annotated[
        bool,
        typer.Option("--with-delivery", help="Wrap each event with how it arrived: seq, time, sender, headers, notes."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", show_default=False, help="Write there, not to standard output."),
    ] = None,
    verbose: Verbose = 0,
) -> None:
    """Write a session's events as JSON, each byte for byte as it came, repeats included."""
    start_log(verbose)
    with told():
        wanted = checked_filter(filter_) if filter_.strip() else None
        teams = roster_for(wanted, roster)
        from floorwalker.session.export import export_to_file, write_export
        from floorwalker.session.reader import Reader

        with Reader.open(session) as reader:
            with filter_faults_told(filter_):
                seqs = None if wanted is None else matching(reader, wanted, teams)
            if output is not None:
                export_to_file(output, reader, seqs, format_.value, with_delivery=with_delivery)
            else:
                with _standard_output() as out:
                    write_export(reader, out, seqs, format_.value, with_delivery=with_delivery)


def matching(reader: "Reader", wanted: "Filter", roster: "Roster") -> list[int]:
    """The numbers of the events that a filter means, in order. Raises FilterError, SessionError."""
    from floorwalker.session.filter import Scope, select
    from floorwalker.session.journal import clock
    from floorwalker.session.marks import read_marks
    from floorwalker.session.whole import read_columns

    columns, names = read_columns(reader)
    feeds = {number: feed.address for number, feed in reader.feeds().items()}
    marked = frozenset(read_marks(reader)) if wanted.needs_marks else frozenset()
    scope = Scope(names=names, now=clock(), marked=marked, feeds=feeds, roster=roster)
    return cast("list[int]", columns.seq[select(wanted, columns, slice(0, len(columns)), reader, scope, None)].tolist())


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Who reads it may have seen enough, as `head` has; that is no trouble. All else is."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python writes what is left at the end; it shall go nowhere instead of failing again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as trouble:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CommandError(
            f"The output cannot be written: {trouble.strerror}.", "Give it room, or write elsewhere with -o."
        ) from trouble
