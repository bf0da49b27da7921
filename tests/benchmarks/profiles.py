"""Where the time goes on the three hot paths, as text beside the table: POST to commit, tail to paint, filter.

py-spy looks at the running processes 200 times a second. It is installed from PyPI into an environment of its own;
where that cannot be done, or the system forbids it, the profiles are left out, and that is said.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from tests.benchmarks import million
from tests.benchmarks.apart import apart
from tests.benchmarks.processes import load

Stack: TypeAlias = tuple[tuple[str, ...], int]
"""Functions from the outermost to the innermost one, and how often they were seen so."""

_RATE: Final = 200
_LINES: Final = 30
_SECONDS: Final = 8.0
_OPENING: Final = r"importlib|Tail\.|_on_batch_read|_make_parts"
"""What belongs to the opening of a session rather than to its filters."""
_WAITS: Final = "Condition.wait (threading.py)"
"""Not every system tells which threads only wait."""
_PLACE: Final = re.compile(r"\((?:.*/)?([^/()]+/[^/()]+\.py|[^/()]+):\d+\)")


def _recorded(spy: Path, raw: Path, command: list[str]) -> "subprocess.Popen[str]":
    """A program under observation."""
    watching = [str(spy), "record", "--rate", str(_RATE), "--format", "raw", "--output", str(raw), "--threads", "--"]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*watching, sys.executable, "-m", *command], text=True, env=environment, **pipes)  # type: ignore[call-overload,no-any-return]


def _url(watched: "subprocess.Popen[str]") -> str:
    """Where it receives; py-spy has its say before."""
    assert watched.stdout
    line = next(line for line in watched.stdout if line.startswith("{"))
    return str(json.loads(line)["url"])


def _post(spy: Path, raw: Path, folder: Path) -> None:
    capture = ["floorwalker", "capture", str(folder / "p.fw"), "--listen", "127.0.0.1:0", "--control"]
    with _recorded(spy, raw, capture) as server:
        load(_url(server), 16, seconds=_SECONDS)
        server.communicate("stop\n", timeout=60)


def _tail(spy: Path, raw: Path, folder: Path) -> None:
    probe = ["tests.benchmarks.window_probe", str(folder / "t.fw"), "--view", "events", "--seconds", str(_SECONDS)]
    with _recorded(spy, raw, probe) as window:
        load(_url(window), 16, rate=2000, seconds=_SECONDS - 1)
        window.communicate(timeout=60)


def _filter(spy: Path, raw: Path, folder: Path) -> None:
    with _recorded(spy, raw, ["tests.benchmarks.million_probe", str(folder), "--rounds", "20"]) as window:
        window.communicate(timeout=120)


def stacks(raw: str) -> Iterator[Stack]:
    """What py-spy wrote, without the numbers of lines."""
    for line in raw.splitlines():
        frames, _, count = line.rpartition(" ")
        yield tuple(_PLACE.sub(r"(\1)", frame) for frame in frames.split(";")), int(count)


def told(seen: list[Stack], without: str = "") -> str:
    """The functions that took most time, by themselves and with what they call, of the stacks that *without* (a regular
    expression) is not in."""
    running = [(frames, count) for frames, count in seen if frames[-1] != _WAITS]
    wanted = [(frames, count) for frames, count in running if not (without and re.search(without, ";".join(frames)))]
    own: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for frames, count in wanted:
        own[frames[-1]] += count
        for frame in set(frames[1:]):
            total[frame] += count
    whole = sum(count for _, count in wanted) or 1
    tables = (_table("by itself", own, whole), _table("with what it calls", total, whole))
    return "\n".join((f"{whole / _RATE:.1f} s of running threads", "", *tables))


def _table(title: str, counts: "Counter[str]", whole: int) -> str:
    lines = [f"{count / whole:6.1%} {count / _RATE:7.2f} s  {name}" for name, count in counts.most_common(_LINES)]
    return "\n".join([title, *lines, ""])


def write(folder: Path) -> None:
    """Write `profile-*.txt` into the results' folder."""
    beside = apart(folder, "py-spy-0.4.3", "py-spy==0.4.3")
    if (programs := beside.programs) is None:
        print(f"Profiles are left out: {beside.why_not}")
        return
    session = million.session(folder)
    _write(programs, folder / "profile-post-to-commit.txt", _post)
    _write(programs, folder / "profile-tail-to-paint.txt", _tail)
    _write(programs, folder / "profile-filter.txt", lambda spy, raw, _: _filter(spy, raw, session), _OPENING)


def _write(programs: Path, to: Path, run: Callable[[Path, Path, Path], None], without: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        run(programs / "py-spy", raw, Path(folder))
        if raw.exists():
            to.write_text(told(list(stacks(raw.read_text())), without))
        else:
            print(f"{to.name} is left out: the system forbids looking into processes")
