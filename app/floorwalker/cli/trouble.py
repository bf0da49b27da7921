"""How a command tells that it failed: one line on standard error, no traceback, and exit code 1, or 2 for wrong use."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from floorwalker.feed.errors import NoAddress
from floorwalker.trouble import Trouble

FAILED = 1
WRONG_USE = 2


class CommandError(Trouble):
    """Trouble of a command's own."""


@contextmanager
def told(also: Callable[[Trouble], None] | None = None) -> Iterator[None]:
    """Known trouble inside becomes its line and exit code. also: is told of it too."""
    try:
        yield
    except Trouble as trouble:
        if also is not None:
            also(trouble)
        say(str(trouble))
        raise typer.Exit(WRONG_USE if isinstance(trouble, NoAddress) else FAILED) from None


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
    # The server warns of each request that is no HTTP: a stranger's fault, of which there may be any number. It also
    # tells of handshakes with their URLs, and the websockets library of their headers: both may hold a token.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING if verbosity else logging.ERROR)
    logging.getLogger("websockets").setLevel(max(level, logging.INFO))
