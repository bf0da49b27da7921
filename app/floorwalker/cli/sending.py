"""Sending what there is, as the command line says it: where from, at what pace, and how the answers are told."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from floorwalker.cli.export import matching
from floorwalker.cli.filtering import checked_filter, filter_faults_told, roster_for
from floorwalker.cli.sources import Connecting
from floorwalker.cli.trouble import CommandError, say, told, wrong_use

if TYPE_CHECKING:
    from floorwalker.answers import Answer, Done
    from floorwalker.event.catalog import Catalog
    from floorwalker.feed.sending.outgoing import Outgoing
    from floorwalker.feed.sending.run import Door

STANDARD_INPUT = "-"
_TELLS_EVERY = 1.0
"""Seconds."""
_MOST_FAULTS = 5
"""Different problems that are told by name."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What is asked for. only: a file with the numbers of a session's events, `7` or `10..20` a line."""

    source: str
    expression: str = ""
    rate: float | None = None
    pace: float | None = None
    whole: bool = False
    only: Path | None = None
    as_json: bool = False
    control: bool = False
    roster: Path | None = None

    schemes = ("http://", "https://", "ws://", "wss://")

    def check(self) -> None:
        """Ends the command where the options do not fit together."""
        if self.rate is not None and self.pace is not None:
            wrong_use("--rate and --pace are two ways to say how fast; give one.")
        if self.whole and (self.rate or self.pace or self.expression):
            wrong_use("--whole sends one body; leave out --rate, --pace and --filter.")
        if self.control and self.source == STANDARD_INPUT:
            wrong_use("With - the events come from standard input, where --control expects `stop`; leave one out.")

    def run(self, url: str, connecting: Connecting) -> bool:
        """Sends it all; whether all was taken. Known trouble ends the command."""
        from floorwalker.event.catalog import Catalog
        from floorwalker.feed.sending.pace import Pace
        from floorwalker.feed.sending.run import send_all

        with ExitStack() as open_, told():
            wanted = self._outgoing(open_, Catalog.load())
            door = _door(url, connecting, listens=self.whole)
            teller = Teller(as_json=self.as_json)
            done = send_all(wanted, door, Pace(self.rate, self.pace), teller.tell, control=self.control)
        teller.tell_end(done)
        return not (done.refused or done.lost)

    def _outgoing(self, open_: ExitStack, catalog: "Catalog") -> "Iterator[Outgoing]":
        from floorwalker.feed.sending import outgoing

        if self.source == STANDARD_INPUT:
            return self._of_file(sys.stdin.buffer, "Standard input", catalog)
        path = Path(self.source)
        try:
            if outgoing.is_session(path):
                return self._of_session(path, open_, catalog)
            return self._of_file(open_.enter_context(path.open("rb")), str(path), catalog)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", "Check its name.") from error

    def _of_file(self, file: BinaryIO, name: str, catalog: "Catalog") -> "Iterator[Outgoing]":
        from floorwalker.feed.sending import outgoing

        if self.expression.strip() or self.only or self.roster:
            wrong_use("--filter and --roster are for sessions; export what is wanted first, or import the file.")
        return outgoing.whole(file, name) if self.whole else outgoing.of_file(file, name, catalog)

    def _of_session(self, path: Path, open_: ExitStack, catalog: "Catalog") -> "Iterator[Outgoing]":
        from floorwalker.feed.sending import outgoing
        from floorwalker.session.reader import Reader

        if self.whole:
            wrong_use("--whole is for files; a session's events are sent one by one.")
        wanted = checked_filter(self.expression) if self.expression.strip() else None
        roster = roster_for(wanted, self.roster)
        reader = open_.enter_context(Reader.open(path))
        if wanted is not None:
            with filter_faults_told(self.expression):
                return outgoing.of_session(reader, catalog, matching(reader, wanted, roster))
        return outgoing.of_session(reader, catalog, self._listed())

    def _listed(self) -> Iterator[int] | None:
        from floorwalker.feed.sending.outgoing import seqs_in

        if self.only is None:
            return None
        listed = sys.stdin.read() if str(self.only) == STANDARD_INPUT else self.only.read_text(encoding="ascii")
        return seqs_in(listed.splitlines())


def _door(url: str, connecting: Connecting, *, listens: bool) -> "Door":
    from floorwalker.feed.sending.http import HttpDoor, checked_url
    from floorwalker.feed.sending.websocket import WebSocketDoor
    from floorwalker.feed.websocket.address import headers_of, target_of

    [feed] = connecting.feeds()
    if url.lower().startswith("http"):
        return HttpDoor(checked_url(url), headers_of(feed))
    return WebSocketDoor(target_of(feed), listens=listens)


class Teller:
    """Tells what is answered: one JSON object a line, or how far it is, and at the end what came of it."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._told = time.monotonic()
        self._counts = {True: 0, False: 0}
        self._faults: dict[str, int] = {}
        self._last: Answer | None = None

    def tell(self, answer: "Answer") -> None:
        """One more answer. Raises BrokenPipeError where nobody reads them."""
        self._last = answer
        self._counts[answer.is_taken] += 1
        if not answer.is_taken:
            fault = f"{answer.problem} {answer.remedy}".strip()
            if fault in self._faults or len(self._faults) < _MOST_FAULTS:
                self._faults[fault] = self._faults.get(fault, 0) + 1
        if self._as_json:
            sys.stdout.write(answer.encode())
            sys.stdout.flush()
        if time.monotonic() - self._told >= _TELLS_EVERY and (not self._as_json or sys.stderr.isatty()):
            self._told = time.monotonic()
            typer.echo(f"{self._counts[True]:,} taken, {self._counts[False]:,} not", err=True)

    def tell_end(self, done: "Done") -> None:
        """It is over. The last answer is told too where there was but one."""
        if self._as_json:
            sys.stdout.write(done.encode())
            sys.stdout.flush()
        else:
            if done.sent == 1 and self._last is not None and self._last.body:
                typer.echo(self._last.body)
            typer.echo(summary(done))
        for fault, count in self._faults.items():
            say(fault if count == 1 else f"{fault} ({count:,} times)")


def summary(done: "Done") -> str:
    """How it went, in one line."""
    parts = [f"{done.sent:,} sent in {done.seconds:,.1f} s", f"{done.taken:,} taken"]
    parts += [f"{done.refused:,} refused"] if done.refused else []
    parts += [f"{done.lost:,} without an answer"] if done.lost else []
    if done.cut_gaps:
        pauses = "1 pause" if done.cut_gaps == 1 else f"{done.cut_gaps:,} pauses"
        parts.append(f"{pauses} shortened to 5 s, {done.cut_seconds:,.0f} s in all")
    ended = " Stopped before the end." if done.stopped else " Given up: nobody answers." if done.gave_up else ""
    return f"{', '.join(parts)}.{ended}"
