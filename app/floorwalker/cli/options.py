"""Options that several commands share, and what holds between them."""

from enum import StrEnum
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


class ReplyChoice(StrEnum):
    """How a sender is answered; see `floorwalker.sources.Reply`."""

    honest = "honest"
    always_200 = "always-200"


Listen = Annotated[
    list[str] | None,
    typer.Option(
        "--listen",
        metavar="HOST:PORT[/PATH]",
        show_default=False,
        help="Receive webhooks at http://HOST:PORT/events (127.0.0.1:8787), or at another path; port 0 picks a free "
        "one. May be repeated; the options below hold for each.",
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="SECRET",
        show_default=False,
        help="Let in only who brings it: as `Authorization: Bearer`, as the password of Basic, or as ?token= in the "
        "URL. Give it as env:NAME, file:PATH or keyring:NAME.",
    ),
]
SigningSecret = Annotated[
    str | None,
    typer.Option(
        "--signing-secret",
        metavar="SECRET",
        show_default=False,
        help="Take only what is signed with it by Standard Webhooks (whsec_…). Give it like a token.",
    ),
]
TlsCert = Annotated[
    Path | None,
    typer.Option("--tls-cert", metavar="FILE", show_default=False, help="Speak https with this certificate (PEM)."),
]
TlsKey = Annotated[
    Path | None, typer.Option("--tls-key", metavar="FILE", show_default=False, help="The certificate's key (PEM).")
]
ReplyPolicy = Annotated[
    ReplyChoice | None,
    typer.Option(
        "--reply",
        show_default=False,
        help="Answer what is no event with an error (honest), or with 200 and the error in its text, for senders that "
        "give up a hook that fails.",
    ),
]
Connect = Annotated[
    list[str] | None,
    typer.Option(
        "--connect",
        metavar="URL",
        show_default=False,
        help="Follow a feed, ws:// or wss://; alone it does not listen. May be repeated.",
    ),
]
ConnectToken = Annotated[
    str | None,
    typer.Option(
        "--connect-token",
        metavar="SECRET",
        show_default=False,
        help="Sent to each feed as `Authorization: Bearer`. SECRET is env:NAME, file:PATH or keyring:NAME.",
    ),
]
Header = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="'NAME: VALUE'",
        show_default=False,
        help="Sent to each feed with the handshake; VALUE may be env:NAME, file:PATH or keyring:NAME. May be repeated.",
    ),
]
Unwrap = Annotated[
    str,
    typer.Option(
        metavar="POINTER",
        show_default=False,
        help="Where events lie in the feeds' frames, as a JSON Pointer such as /data.",
    ),
]
Subscribe = Annotated[
    str | None,
    typer.Option(metavar="TEXT", show_default=False, help="A message that is sent to each feed once connected."),
]
Patience = Annotated[
    float,
    typer.Option("--patience", min=0.05, max=3600, metavar="SECONDS", hidden=True),
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
RosterFile = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        show_default=False,
        help="Names and teams by Username: a CSV file with the titles Username,Name,Team.",
    ),
]
Insecure = Annotated[
    bool,
    typer.Option(
        "--insecure",
        help="Let a listener without token and signing secret be reached by other machines, though anyone there can "
        "post. To read, they always need a token.",
    ),
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
