"""Where the time goes on the three hot paths, as text beside the table: POST to commit, tail to paint, filter.

py-spy looks at the running processes. It is installed from PyPI into an environment of its own; where that cannot be
done, or the system forbids it, the profiles are left out, and that is said.
"""

import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from tests.benchmarks import million
from tests.benchmarks.apart import apart
from tests.benchmarks.processes import SETTINGS, load, module
from tests.benchmarks.report import machine, told_machine
from tests.benchmarks.stacks import stacks, told

_SPY: Final = "0.4.3"
_RATE: Final = 100
_SECONDS: Final = 8.0
_ROUNDS: Final = 20
_OPENING: Final = r"Tail\.|_on_batch_read|_make_parts"
"""What belongs to the opening of a session rather than to its filters."""

Command: TypeAlias = list[str]


class _Profile(NamedTuple):
    """What is looked at, in words; what runs, given py-spy's command and a folder; and what is left out."""

    what: str
    run: Callable[[Command, Path], None]
    without: str = ""


def _recorded(spying: Command, command: Command) -> "subprocess.Popen[str]":
    """A program under observation."""
    return subprocess.Popen(
        [*spying, *command],
        text=True,
        env=SETTINGS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _url(watched: "subprocess.Popen[str]") -> str:
    """Where it receives; py-spy has its say before."""
    assert watched.stdout
    line = next(line for line in watched.stdout if line.startswith("{"))
    return str(json.loads(line)["url"])


def _post(spying: Command, folder: Path) -> None:
    capture = module("floorwalker", "capture", folder / "p.fw", "--listen", "127.0.0.1:0", "--control")
    with _recorded(spying, capture) as server:
        load(_url(server), 16, _SECONDS)
        server.communicate("stop\n", timeout=60)


def _tail(spying: Command, folder: Path) -> None:
    probe = module("tests.benchmarks.window_probe", folder / "t.fw", "--view", "events", "--seconds", _SECONDS)
    with _recorded(spying, probe) as window:
        load(_url(window), 16, _SECONDS - 1, rate=2000)
        window.communicate(timeout=60)


def _filter(session: Path) -> Callable[[Command, Path], None]:
    def run(spying: Command, _folder: Path) -> None:
        probe = module("tests.benchmarks.million_probe", session, "--rounds", _ROUNDS)
        with _recorded(spying, probe) as window:
            window.communicate(timeout=120)

    return run


def write(folder: Path) -> None:
    """Write `profile-*.txt` into the results' folder."""
    beside = apart(folder, f"py-spy-{_SPY}", f"py-spy=={_SPY}")
    if beside.programs is None:
        print(f"Profiles are left out: {beside.why_not}")
        return
    filtering = f"the window on {million.EVENTS:,} events is asked five filters {_ROUNDS} times, then for a text."
    profiles = {
        "post-to-commit": _Profile("floorwalker capture takes one event a request from 16 connections.", _post),
        "tail-to-paint": _Profile("the window, showing its events, while 2,000 a second arrive.", _tail),
        "filter": _Profile(filtering, _filter(million.session(folder)), _OPENING),
    }
    for name, profile in profiles.items():
        _write(beside.programs / "py-spy", folder / f"profile-{name}.txt", profile)


def _write(spy: Path, to: Path, profile: _Profile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        options = ("--rate", str(_RATE), "--native", "--idle", "--threads", "--full-filenames", "--format", "raw")
        profile.run([str(spy), "record", *options, "--output", str(raw), "--"], Path(folder))
        if raw.exists():
            head = f"{to.stem.partition('-')[2].replace('-', ' ')}: {profile.what}"
            how = f"py-spy {_SPY}, {_RATE} looks a second, which slow what is looked at: shares tell more than seconds."
            on = f"Without start-up. {told_machine(machine())}"
            to.write_text(f"{head}\n{how}\n{on}\n\n{told(stacks(raw.read_text()), _RATE, profile.without)}")
        else:
            print(f"{to.name} is left out: the system forbids looking into processes")
