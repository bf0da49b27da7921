"""How a command tells that it failed: one line on standard error, no traceback, and exit code 1, or 2 for wrong use."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from floorwalker.feed.errors import FeedError, NoAddress
from floorwalker.session.errors import SessionError

FAILED = 1
WRONG_USE = 2


class CommandError(Exception):
    """Trouble of a command's own; `problem` and `remedy` are one sentence each."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy


@contextmanager
def told(also: Callable[[str, str], None] | None = None) -> Iterator[None]:
    """Known trouble inside becomes its line and exit code. also: is told the problem and the remedy too."""
    try:
        yield
    except Exception as trouble:
        known = _known(trouble)
        if known is None:
            raise
        if also is not None:
            also(*known)
        say(" ".join(known))
        raise typer.Exit(WRONG_USE if isinstance(trouble, NoAddress) else FAILED) from None


def _known(trouble: Exception) -> tuple[str, str] | None:
    """Problem and remedy of trouble that is no fault of ours."""
    # What an event is takes long to load, and a command that needs it has done so by now.
    from floorwalker.event.catalog import CatalogError

    if isinstance(trouble, CatalogError | CommandError | FeedError | SessionError):
        return trouble.problem, trouble.remedy
    return None


def wrong_use(what: str) -> NoReturn:
    """Ends the command with what is wrong about how it was called, and exit code 2."""
    say(what)
    raise typer.Exit(WRONG_USE)


def say(what: str) -> None:
    """One line on standard error, under the command's name."""
    typer.echo(f"floorwalker: {' '.join(what.split())}", err=True)


def start_log(verbosity: int) -> None:
    """Logs to standard error from INFO (1) or DEBUG (2) on; without -v only what is wrong."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbosity, 2)]
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if not verbosity:
        # It warns of each request that is no HTTP: a stranger's fault, of which there may be any number.
        logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
