"""`floorwalker capture SESSION`: receives events into a session, without a window."""

from pathlib import Path
from typing import Annotated

import typer

from floorwalker.cli.keeping import Keep, MaxSize, limits_of
from floorwalker.cli.options import (
    Agents,
    Connect,
    ConnectToken,
    Demo,
    Header,
    Insecure,
    Listen,
    Patience,
    Rate,
    ReplyPolicy,
    Seed,
    SigningSecret,
    SourcesFile,
    Subscribe,
    TlsCert,
    TlsKey,
    Token,
    Unwrap,
    Verbose,
    demo_options,
)
from floorwalker.cli.secrets import begin_out_of_sight
from floorwalker.cli.sources import Connecting, Listening, sources_of
from floorwalker.cli.trouble import start_log, told
from floorwalker.feed.receiver.bodies import MAX_BODY
from floorwalker.feed.websocket.limits import PATIENCE

EXAMPLES = """\b
Examples:
  floorwalker capture morning.fw
  floorwalker capture morning.fw --listen 127.0.0.1:0 --max-body 1000000
  floorwalker capture morning.fw --listen 0.0.0.0:8787/hooks/floor --token env:HOOK_TOKEN
  floorwalker capture morning.fw --signing-secret file:~/.hook-secret --reply always-200
  floorwalker capture morning.fw --listen 0.0.0.0:443 --token keyring:hook --tls-cert floor.pem --tls-key floor.key
  floorwalker capture floor.fw --keep 7d --max-size 2GB
  floorwalker capture demo.fw --demo --agents 50 --seed 7
  floorwalker capture morning.fw --connect wss://events.example.com/feed --connect-token env:FEED_TOKEN
  floorwalker capture morning.fw --connect wss://example.com/stream --unwrap /data --subscribe '{"topic": "agents"}'

It prints one JSON object a line: "ready" with the URL of each listener, "feed" for the states of each feed, "stored"
after commits, "error", and "ended".
"""


def command(
    session: Annotated[
        Path,
        typer.Argument(metavar="SESSION", show_default=False, help="The session to write; made if it is not there."),
    ],
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
    max_body: Annotated[int, typer.Option(min=1, metavar="BYTES", help="Largest body that is taken.")] = MAX_BODY,
    control: Annotated[
        bool, typer.Option("--control", help="End at a line `stop` on standard input, or its end.")
    ] = False,
    insecure: Insecure = False,
    patience: Patience = PATIENCE,
    verbose: Verbose = 0,
) -> None:
    """Receive events into a session, and follow feeds, without a window.

    SIGTERM and SIGINT (Ctrl+C) end it after the last commit.
    """
    start_log(verbose)
    simulation = demo_options(demo, agents, rate, seed)
    listening = Listening(listen, token, signing_secret, tls_cert, tls_key, reply.value if reply else None)
    listening.check(demo=demo)
    connecting = Connecting(connect, connect_token, header, unwrap, subscribe)
    connecting.check()
    limits = limits_of(keep, max_size)
    begin_out_of_sight([*listening.secrets, *connecting.secrets])
    from floorwalker.capture.herald import Herald
    from floorwalker.capture.messages import Ended
    from floorwalker.capture.process import CaptureOptions, run_capture
    from floorwalker.cli.problems import problem_of

    herald = Herald(1)
    try:
        with told(lambda trouble: herald.say(problem_of(trouble))):
            asked = sources_of(listening, connecting, sources, demo=demo)
            options = CaptureOptions(session, asked, control, simulation, max_body, insecure, patience, limits)
            herald.close(Ended(events=run_capture(options, herald)))
    finally:
        herald.close()
