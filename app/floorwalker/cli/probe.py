"""`floorwalker probe URL`: tries a feed before it is used."""

from typing import Annotated

import typer

from floorwalker.cli.options import ConnectToken, Header, Subscribe, Unwrap, Verbose
from floorwalker.cli.secrets import begin_out_of_sight
from floorwalker.cli.sources import Connecting
from floorwalker.cli.trouble import FAILED, start_log, told

EXAMPLES = """\b
Examples:
  floorwalker probe wss://events.example.com/feed --connect-token env:FEED_TOKEN
  floorwalker probe wss://example.com/stream --unwrap /data --subscribe '{"topic": "agents"}' --json
"""


def command(
    url: Annotated[str, typer.Argument(metavar="URL", show_default=False, help="The feed, ws:// or wss://.")],
    connect_token: ConnectToken = None,
    header: Header = None,
    unwrap: Unwrap = "",
    subscribe: Subscribe = None,
    seconds: Annotated[
        float, typer.Option("--for", min=0, max=3600, metavar="SECONDS", help="How long to wait for an event.")
    ] = 5.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
    verbose: Verbose = 0,
) -> None:
    """Try a feed: connect, tell what is there, and wait a moment for an event. Nothing is stored.

    It ends with 0 where the feed can be followed, though no event may have come yet.
    """
    start_log(verbose)
    connecting = Connecting([url], connect_token, header, unwrap, subscribe, option="")
    connecting.check()
    begin_out_of_sight(connecting.secrets)
    with told():
        from floorwalker.feed.websocket.address import target_of
        from floorwalker.feed.websocket.probe import probe

        [feed] = connecting.feeds()
        found = probe(target_of(feed), seconds)
    typer.echo(found.model_dump_json() if as_json else found.sentence())
    if not found.connected:
        raise typer.Exit(FAILED)
