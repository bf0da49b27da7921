"""`floorwalker [SESSION]`: the window. The only command that loads Qt, and only when everything else is settled."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from floorwalker.cli.filtering import checked_filter, roster_for
from floorwalker.cli.keeping import Keep, MaxSize, limits_of
from floorwalker.cli.moments import moment_of
from floorwalker.cli.options import (
    Agents,
    Connect,
    ConnectToken,
    Demo,
    Header,
    Insecure,
    Listen,
    Rate,
    ReplyPolicy,
    RosterFile,
    Seed,
    SigningSecret,
    SourcesFile,
    Subscribe,
    TlsCert,
    TlsKey,
    Token,
    Unwrap,
    Verbose,
    Version,
    demo_options,
)
from floorwalker.cli.secrets import warn_of_plain
from floorwalker.cli.sources import Connecting, Listening, named_sources
from floorwalker.cli.trouble import CommandError, start_log, told, wrong_use

if TYPE_CHECKING:
    from floorwalker.ui.options import WindowOptions

EXAMPLES = """\b
Examples:
  floorwalker                              receive at http://127.0.0.1:8787/events and watch
  floorwalker --demo                       watch a simulated contact centre
  floorwalker --new --listen 127.0.0.1:9000 --token env:HOOK_TOKEN
  floorwalker --connect wss://events.example.com/feed --connect-token env:FEED_TOKEN
  floorwalker --keep 7d --max-size 2GB     receive, and let the oldest events go
  floorwalker yesterday.fw                 look at a session, and follow whoever captures it
  floorwalker yesterday.fw --at 2026-11-22T09:30     look at the floor as it was then
  floorwalker --demo --view events --screenshot floor.png --after 10

\b
Commands that need no window; each explains itself, as in `floorwalker capture --help`:
  capture   receive events into a session
  probe     try a feed before it is used
  send      send a session's, a file's or a simulated centre's events to a URL
  export    write a session's events as JSON
  info      tell what is in a session
"""

window = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class View(StrEnum):
    """What the window shows first."""

    floor = "floor"
    events = "events"
    wallboard = "wallboard"


class Theme(StrEnum):
    """Which palette the window wears."""

    system = "system"
    light = "light"
    dark = "dark"


@window.command(epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def open_window(
    session: Annotated[
        Path | None,
        typer.Argument(
            metavar="SESSION", show_default=False, help="A session to look at; without it, the live one is captured."
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Begin a new live session.")] = False,
    listen: Listen = None,
    token: Token = None,
    signing_secret: SigningSecret = None,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    reply: ReplyPolicy = None,
    connect: Connect = None,
    connect_token: ConnectToken = None,
    header: Header = None,
    unwrap: Unwrap = "",
    subscribe: Subscribe = None,
    sources: SourcesFile = None,
    keep: Keep = None,
    max_size: MaxSize = None,
    demo: Demo = False,
    agents: Agents = None,
    rate: Rate = None,
    seed: Seed = None,
    filter_: Annotated[
        str, typer.Option("--filter", metavar="EXPR", help="Show only what matches, as in code:StatusChanged.")
    ] = "",
    roster: RosterFile = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="TIME",
            show_default=False,
            help="Show the floor as it was: 2026-11-22T09:30, in UTC unless it has an offset, or -15m.",
        ),
    ] = None,
    view: Annotated[View | None, typer.Option(show_default=False, help="What to show first.")] = None,
    theme: Annotated[Theme | None, typer.Option(show_default=False, help="Light, dark, or as the system is.")] = None,
    screenshot: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="Save a picture of the window, then quit.")
    ] = None,
    after: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", show_default=False, help="When to take the picture.")
    ] = None,
    insecure: Insecure = False,
    verbose: Verbose = 0,
    version: Version = False,
) -> None:
    """Watch a contact centre's webhook events live: who is in which status, and what exactly came.

    Without SESSION the window receives into the live session in your data folder. With SESSION it only looks, unless
    --listen, --connect, --sources or --demo gives it a source.
    """
    del version  # told and done while the options were read
    start_log(verbose)
    if after is not None and screenshot is None:
        wrong_use("--after says when --screenshot takes its picture; give both.")
    if new and (session is not None or demo):
        wrong_use("--new begins a new live session; it goes neither with SESSION nor with --demo.")
    moment = None if at is None else moment_of(at)
    simulated = demo_options(demo, agents, rate, seed)
    limits_of(keep, max_size)
    listening = Listening(listen, token, signing_secret, tls_cert, tls_key, reply.value if reply else None)
    listening.check(demo=demo)
    connecting = Connecting(connect, connect_token, header, unwrap, subscribe)
    connecting.check()
    warn_of_plain([*listening.secrets, *connecting.secrets])
    with told():
        checked_filter(filter_)
        roster_for(None, roster)
        _settle_display(picture=screenshot is not None)
        from floorwalker.session.places import session_for
        from floorwalker.ui.options import DemoOptions, WindowOptions

        named = named_sources(listening, connecting, sources)
        look_only = session is not None and named is None and not demo
        if look_only and (keep or max_size):
            wrong_use("--keep and --max-size are for a capture; give SESSION a source as well, as with --listen.")
        options = WindowOptions(
            session=session if session is not None else session_for(new=new, demo=demo),
            look_only=look_only,
            sources=named,
            demo=DemoOptions(simulated.agents, simulated.rate, simulated.seed) if simulated else None,
            filter=filter_,
            roster=roster,
            at=moment,
            view=None if view is None else view.value,
            theme=None if theme is None else theme.value,
            screenshot=screenshot,
            after=after,
            insecure=insecure,
            keep=keep,
            max_size=max_size,
            verbose=verbose > 0,
        )
        raise typer.Exit(_run(options))


def _settle_display(*, picture: bool) -> None:
    """Qt ends the whole process where it finds no display, so that is found out before. A picture needs none."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if picture:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return
    raise CommandError(
        "There is no display to open a window on.",
        "Start it on a desktop, take a picture with --screenshot, or use `floorwalker capture`, which needs none.",
    )


def _run(options: "WindowOptions") -> int:
    try:
        from floorwalker.ui.application import run_window
    except ImportError as missing:
        if (missing.name or "").startswith("floorwalker"):
            raise
        # Qt's wheels bring Qt, but not the system's libraries that it stands on.
        raise CommandError(
            f"Qt cannot be loaded: {missing}.", "Install that library of your system, then start again."
        ) from missing
    return run_window(options)
