"""The command that sends events again: its words, and the secrets that its environment carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from floorwalker.secret import has_secret, is_plain
from floorwalker.ui.following.launch import Order, floorwalker_command
from floorwalker.ui.sources.choice import new_variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pacing:
    """How fast: so many a second, or so many times as fast as they came; neither is as fast as it goes."""

    words: str
    rate: float | None = None
    pace: float | None = None

    def options(self) -> list[str]:
        """As the command takes it."""
        if self.rate is not None:
            return ["--rate", f"{self.rate:g}"]
        return [] if self.pace is None else ["--pace", f"{self.pace:g}"]


PACINGS = (
    Pacing("As fast as it is answered"),
    Pacing("10 a second", rate=10),
    Pacing("100 a second", rate=100),
    Pacing("As they arrived", pace=1),
    Pacing("10 times as fast as they arrived", pace=10),
)


def body_order(url: str, token: str) -> Order:
    """The order to send one body, which is written to the command's standard input."""
    return _order(["-", "--whole"], url, token)


def events_order(session: Path, url: str, token: str, pacing: Pacing) -> Order:
    """The order to send events of a session, whose `listing` is written to the command's standard input."""
    return _order([str(session), "--only", "-", *pacing.options()], url, token)


def listing(seqs: Sequence[int]) -> str:
    """Numbers, a run of them a line: `7` or `10..20`, in the order that they have."""
    return "".join(f"{first}\n" if first == last else f"{first}..{last}\n" for first, last in _runs(seqs))


def _runs(seqs: Iterable[int]) -> Iterable[tuple[int, int]]:
    first = last = None
    for seq in seqs:
        if first is not None and last is not None and seq == last + 1:
            last = seq
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = seq
    if first is not None and last is not None:
        yield first, last


def _order(source: list[str], url: str, token: str) -> Order:
    variables: dict[str, str] = {}

    def referred(secret: str) -> str:
        name = new_variable()
        variables[name] = secret
        return f"env:{name}"

    place = referred(url) if has_secret(url) else url
    words = [*floorwalker_command(), "send", source[0], place, *source[1:], "--json"]
    if token:
        words.append(f"--token={referred(token) if is_plain(token) else token}")
    return Order(words, variables)
