"""`floorwalker send SOURCE URL`: sends events that there are, or a simulated centre's, to a receiver."""

from pathlib import Path
from typing import Annotated

import typer

from floorwalker.cli.options import Agents, RosterFile, Seed, Verbose
from floorwalker.cli.secrets import begin_out_of_sight
from floorwalker.cli.sending import Sending
from floorwalker.cli.sources import Connecting
from floorwalker.cli.trouble import FAILED, start_log, told, wrong_use
from floorwalker.feed.demo.simulation import AGENTS, Simulation
from floorwalker.secret import read_secret, shown_url

EXAMPLES = """\b
Examples:
  floorwalker send demo http://127.0.0.1:8787/events --agents 50 --rate 500 --seed 7
  floorwalker send morning.fw http://127.0.0.1:8787/events --filter 'agent:c.diaz' --pace 10
  floorwalker send events.json https://example.com/hook --token env:HOOK_TOKEN --rate 20
  floorwalker send broken.json http://127.0.0.1:8787/events --whole
  floorwalker export morning.fw | floorwalker send - ws://127.0.0.1:9000/in --json
"""


def command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            show_default=False,
            help="A session; a file with one event, an array, or one event a line; - for standard input; or `demo`, a "
            "simulated contact centre.",
        ),
    ],
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            show_default=False,
            help="Where to: http:// or https:// to post, ws:// or wss:// to send frames; env:NAME where it has a "
            "secret.",
        ),
    ],
    filter_: Annotated[
        str, typer.Option("--filter", metavar="EXPR", show_default=False, help="Of a session only what matches.")
    ] = "",
    roster: RosterFile = None,
    rate: Annotated[
        float | None,
        typer.Option(min=0.01, max=100_000, metavar="N", show_default=False, help="Events a second."),
    ] = None,
    pace: Annotated[
        float | None,
        typer.Option(
            min=0.001,
            max=100_000,
            metavar="X",
            show_default=False,
            help="X times as fast as they arrived (or were created, where a file does not say); after 5 seconds of "
            "nothing it goes on.",
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Send the file as one body, whatever is in it.")] = False,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="SECRET",
            show_default=False,
            help="Sent as `Authorization: Bearer`. SECRET is env:NAME, file:PATH or keyring:NAME.",
        ),
    ] = None,
    header: Annotated[
        list[str] | None,
        typer.Option(
            "--header",
            metavar="'NAME: VALUE'",
            show_default=False,
            help="Sent with each; VALUE may be env:NAME, file:PATH or keyring:NAME. May be repeated.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print each answer, one JSON object a line.")] = False,
    agents: Agents = None,
    seed: Seed = None,
    live_only: Annotated[
        bool, typer.Option("--live-only", help="Leave out what has happened before, for a receiver that had it.")
    ] = False,
    control: Annotated[
        bool, typer.Option("--control", help="End at a line `stop` on standard input, or its end.")
    ] = False,
    only: Annotated[Path | None, typer.Option("--only", hidden=True)] = None,
    verbose: Verbose = 0,
) -> None:
    """Send events to a receiver, each byte for byte as it is, and tell what it answers. Nothing is sent twice.

    Events of one agent keep their order. It ends with 0 where everything was taken. SIGTERM or SIGINT (Ctrl+C) ends it
    when what is on its way is answered. With `demo` it goes on until then, and sends again what a receiver could not
    take; the centre's day has begun two hours ago: what has happened since is sent at once, then it goes on live.
    """
    start_log(verbose)
    sending = Sending(
        source, filter_, rate, pace, whole=whole, only=only, as_json=as_json, control=control, roster=roster
    )
    if source == "demo":
        _check_demo(sending, given=any((token, header, roster)))
    else:
        _check_source(sending, of_demo=(agents, seed, live_only or None))
    connecting = Connecting([url], token, header, option="", bearer_option="--token")
    with told():
        place = read_secret(url)
    if not place.lower().startswith(sending.schemes):
        wrong_use(f"“{shown_url(place)}” is no URL to send to. Write http://HOST:PORT/events, or ws://HOST:PORT/PATH.")
    begin_out_of_sight(connecting.secrets)
    if source == "demo":
        from floorwalker.feed.demo.sender import send_simulation

        with told():
            simulation = Simulation(AGENTS if agents is None else agents, rate, seed, catches_up=not live_only)
            send_simulation(simulation, place, control=control)
    elif not sending.run(place, connecting):
        raise typer.Exit(FAILED)


def _check_demo(sending: Sending, *, given: bool) -> None:
    if given or any((sending.expression, sending.pace, sending.whole, sending.only, sending.as_json)):
        wrong_use("`demo` takes --agents, --rate, --seed and --live-only; what else there is, is for other sources.")


def _check_source(sending: Sending, of_demo: tuple[object, ...]) -> None:
    if any(option is not None for option in of_demo):
        wrong_use("--agents, --seed and --live-only describe the simulated centre; give `demo` as SOURCE.")
    sending.check()
