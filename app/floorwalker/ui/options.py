"""What the window is started with. No Qt here, so that the command line can be read without loading it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.sources import Sources

View: TypeAlias = Literal["floor", "events"]
First: TypeAlias = Literal["floor", "events", "wallboard"]
Theme: TypeAlias = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """A simulated centre. rate: events a second, None for the pace that so many agents have. seed: None for another
    day each time."""

    agents: int = 200
    rate: float | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """One window.

    session: the file, there or yet to be made. look_only: capture nothing into it, follow whoever does. sources:
    where to get events from otherwise, as the command line names it; None where it names nothing.
    roster: names and teams for this window alone, a file that can be read; None for the one that is remembered.
    at: the moment that the floor shows at first, in seconds since 1970; None for live.
    view, theme: None for what was there last time. insecure, keep, max_size: as the capture takes them.
    screenshot: a picture to save, `after` so many seconds (None: as soon as there is something to see), then quit.
    """

    session: Path
    look_only: bool = False
    sources: Sources | None = None
    demo: DemoOptions | None = None
    filter: str = ""
    roster: Path | None = None
    at: int | None = None
    view: First | None = None
    screenshot: Path | None = None
    after: float | None = None
    theme: Theme | None = None
    insecure: bool = False
    keep: str | None = None
    max_size: str | None = None
    verbose: bool = False
