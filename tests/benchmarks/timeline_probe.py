"""The real chart of many agents' day, dragged and zoomed: how long each frame takes, and the memory that it adds.

`python -m tests.benchmarks.timeline_probe AGENTS WIDTH HEIGHT STEP [SPANS]` prints one JSON object; STEP is which of
`HEIGHTS` rows have, SPANS how many each agent has. A frame is all that a move of the mouse makes: the period is
changed, everything in sight worked out, and painted.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import Statuses
from floorwalker.event.work import WorkItems
from floorwalker.session.columns import AGENT, Names
from floorwalker.ui.floor.timeline.period import Period
from floorwalker.ui.floor.view import FloorView
from floorwalker.ui.following import LiveSession
from floorwalker.ui.look import Look
from tests.benchmarks.probing import own_memory

HOURS = 8
SPANS = 320
"""Of each agent: a call, its wrap-up, the wait for the next one, a break."""
START = 1_790_000_000
END = START + HOURS * 3600
_ON_CALL = 33
_AROUND = (16, _ON_CALL, 91, 34)
_FRAMES = 60
_SCREEN_MS = 16


def day(agents: int, spans: int = SPANS) -> Statuses:
    """So many agents' shift, with short and long spans, so many each."""
    random = np.random.default_rng(5)
    rows = np.zeros((agents, spans, len(FIELDS)), np.int64)
    put = dict(zip(FIELDS, np.moveaxis(rows, 2, 0), strict=True))
    lengths = random.exponential(1, (agents, spans))
    created = START + np.floor(np.cumsum(lengths, axis=1) / lengths.sum(axis=1, keepdims=True) * HOURS * 3600)
    put["created"][:] = created
    put["received"][:] = created * 1_000_000
    put["category"][:], put["code"][:] = 1, 3
    put["agent"][:] = np.arange(1, agents + 1)[:, np.newaxis]
    put["activity"][:] = np.array(_AROUND)[np.arange(spans) % len(_AROUND)]
    put["activity"][:, 0] = Activity.UNKNOWN
    events = rows.reshape(-1, len(FIELDS))
    events = events[np.argsort(events[:, FIELDS.index("created")], kind="stable")]
    events[:, FIELDS.index("seq")] = np.arange(1, len(events) + 1)
    statuses = Statuses()
    statuses.append(events)
    return statuses


def items(statuses: Statuses) -> WorkItems:
    """For each call one that was offered 7 s before, accepted, and released when the call ended."""
    rows = []
    for agent in statuses.agents():
        spans = statuses.spans(agent)
        calls = np.flatnonzero(spans.activity[:-1] == _ON_CALL)
        for code, when in ((4, spans.starts[calls] - 7), (5, spans.starts[calls]), (8, spans.starts[calls + 1])):
            row = np.zeros((len(calls), len(FIELDS)), np.int64)
            for name, value in (("created", when), ("category", 1), ("code", code), ("agent", agent)):
                row[:, FIELDS.index(name)] = value
            rows.append(row)
    steps = np.concatenate(rows)
    steps[:, FIELDS.index("seq")] = np.arange(1, len(steps) + 1)
    work = WorkItems()
    work.append(steps, {})
    work.settle()
    return work


def names(agents: int) -> Names:
    """What they are called."""
    named = Names()
    named.add((agent, AGENT, f"agent.{agent:04}") for agent in range(1, agents + 1))
    return named


def floor(
    agents: int, statuses: Statuses, size: tuple[int, int], height_step: int, work: WorkItems | None = None
) -> FloorView:
    """The floor with all of it in sight, on the screen."""
    look = Look("light")
    live = LiveSession(Path("day.fw"), Catalog.load())
    live.statuses, live.names, live.is_loaded = statuses, names(agents), True
    live.details.told.work = work or WorkItems()
    view = FloorView(live, look, our_clock=lambda: float(END))
    view.rows.set_height_step(height_step)
    view.resize(*size)
    view.show()
    view.actions_.all.trigger()
    QApplication.processEvents()
    return view


def moves(period: Period) -> Iterator[Callable[[], None]]:
    """Pans over all of it and over an hour, and zooms from one to the other and back."""
    for _ in range(_FRAMES):
        yield lambda: period.pan(-period.length / 400)
    for _ in range(_FRAMES):
        yield lambda: period.zoom(0.98, period.start + period.length / 3)
    for _ in range(_FRAMES):
        yield lambda: period.pan(period.length / 200)
    for _ in range(_FRAMES):
        yield lambda: period.zoom(1 / 0.98, period.start + period.length / 3)


def frames(view: FloorView) -> list[float]:
    """Milliseconds of each."""
    took = []
    for move in moves(view.period):
        began = time.perf_counter()
        move()
        view.timeline.period_changed.emit()
        QApplication.processEvents()
        took.append((time.perf_counter() - began) * 1000)
        _rest(max(0, _SCREEN_MS - round(took[-1])))
    return took


def _rest(milliseconds: int) -> None:
    """Until the screen shows the next one, as a mouse does."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    agents, width, height, height_step, *more = map(int, sys.argv[1:])
    each = more[0] if more else SPANS
    application = QApplication([])
    statuses = day(agents, each)
    assert sum(len(statuses.spans(agent)) for agent in statuses.agents()) >= 0.8 * agents * each
    work = items(statuses)
    gc.collect()
    before = own_memory()
    view = floor(agents, statuses, (width, height), height_step, work)
    took = np.array(frames(view))
    told = {"median_ms": float(np.median(took)), "p99_ms": float(np.percentile(took, 99))}
    gc.collect()
    print(json.dumps(told | {"max_ms": float(took.max()), "added_mb": (own_memory() - before) / 1e6}))
    view.close()
    view.stop()
    application.quit()


if __name__ == "__main__":
    main()
