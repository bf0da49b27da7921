"""`floorwalker send SOURCE URL`: posts events to a receiver."""

from typing import Annotated

import typer

from floorwalker.cli.options import Agents, Rate, Seed, Verbose
from floorwalker.cli.secrets import begin_out_of_sight, plain_url
from floorwalker.cli.trouble import start_log, told, wrong_use
from floorwalker.feed.demo.simulation import AGENTS, Simulation
from floorwalker.secret import read_secret, shown_url

EXAMPLES = """\b
Examples:
  floorwalker send demo http://127.0.0.1:8787/events
  floorwalker send demo http://127.0.0.1:8787/events --agents 50 --rate 500 --seed 7
"""


def command(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", show_default=False, help="`demo`, a simulated contact centre.")
    ],
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            show_default=False,
            help="Where to post, http:// or https://; or env:NAME where it has a secret.",
        ),
    ],
    agents: Agents = None,
    rate: Rate = None,
    seed: Seed = None,
    control: Annotated[
        bool, typer.Option("--control", help="End at a line `stop` on standard input, or its end.")
    ] = False,
    live_only: Annotated[
        bool, typer.Option("--live-only", help="Leave out what has happened before, for a receiver that had it.")
    ] = False,
    verbose: Verbose = 0,
) -> None:
    """Send events to a receiver, until SIGTERM or SIGINT (Ctrl+C).

    The simulated centre's day has begun two hours ago: what has happened since is sent at once, then it goes on live.
    """
    start_log(verbose)
    if source != "demo":
        wrong_use(f"“{source}” cannot be sent. What can be is `demo`, a simulated contact centre.")
    with told():
        place = read_secret(url)
    if not place.lower().startswith(("http://", "https://")):
        wrong_use(f"“{shown_url(place)}” is no URL to post to. Write http://HOST:PORT/events.")
    begin_out_of_sight(plain_url("", url))
    from floorwalker.feed.demo.sender import send_simulation

    with told():
        simulation = Simulation(AGENTS if agents is None else agents, rate, seed, catches_up=not live_only)
        send_simulation(simulation, place, control=control)
