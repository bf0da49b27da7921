"""Options that several commands share, and what holds between them."""

from pathlib import Path
from typing import Annotated

import typer

from floorwalker import __version__
from floorwalker.cli.trouble import wrong_use
from floorwalker.feed.demo.simulation import AGENTS, Simulation


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"floorwalker {__version__}")
        raise typer.Exit


Listen = Annotated[
    list[str] | None,
    typer.Option(
        "--listen",
        metavar="HOST:PORT",
        show_default=False,
        help="Receive webhooks at http://HOST:PORT/events (127.0.0.1:8787); port 0 picks a free one. May be repeated.",
    ),
]
SourcesFile = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", show_default=False, help="Use the sources of a JSON file as well."),
]
Demo = Annotated[bool, typer.Option("--demo", help="Let a simulated contact centre post to the receiver.")]
Agents = Annotated[
    int | None,
    typer.Option(
        min=1, max=100_000, metavar="N", show_default=False, help=f"Agents of the simulated centre ({AGENTS})."
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        min=0.01, max=100_000, metavar="N", show_default=False, help="Its events a second, if not the natural number."
    ),
]
Seed = Annotated[
    int | None, typer.Option(metavar="N", show_default=False, help="The same seed, the same simulated centre.")
]
Insecure = Annotated[
    bool, typer.Option("--insecure", help="Let a listener be reached by other machines, though anyone there can post.")
]
Verbose = Annotated[
    int, typer.Option("-v", "--verbose", count=True, show_default=False, help="Log to standard error; -vv logs more.")
]
Version = Annotated[
    bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Tell the version, then quit.")
]


def demo_options(demo: bool, agents: int | None, rate: float | None, seed: int | None) -> Simulation | None:
    """What --demo and its companions ask for; the latter without the former are wrong use."""
    if not demo:
        if (agents, rate, seed) != (None, None, None):
            wrong_use("--agents, --rate and --seed describe the simulated centre; give --demo as well.")
        return None
    return Simulation(AGENTS if agents is None else agents, rate, seed)
