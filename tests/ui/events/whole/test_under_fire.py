"""All at once: events arrive and leave, filters and selection change, views switch; no model breaks its word."""

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView

from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from tests.session.made import CATALOG
from tests.ui.events.whole.centre import FEEDS, Centre, Request, delivery
from tests.ui.events.whole.loop import Arrived, Event, events_of, looped

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow

START: Final = 1_795_348_800
STEPS: Final = 100
PACE: Final = 15
"""Milliseconds from one step to the next."""
KEPT: Final = 100
"""Seconds of the made-up day for which events are kept: about as many as there are events then. A tester looks at all
of them after each change."""
WITHIN: Final = 30_000
FILTERS: Final = (
    "",
    "category:agent",
    "event:agent/3,email/*",
    "-agent:bot* agent:*",
    '"hold music"',
    'QueueName:~"^sales" OR is:late',
    "ExitCode:>0",
    "is:duplicate",
    "agent:nobody",
    "created:<-1m",
    "seq:>500 -code:StatusChanged",
    "is:noted feed:2,3",
    "agent:(",
)
"""The last is wrong, and leaves the one before in force."""
FINALLY: Final[dict[str, Callable[[Event], object]]] = {
    "event:agent/3 -agent:bot*": lambda e: (e.category, e.code) == (1, 3) and not e.agent.startswith("bot"),
    '"hold music" OR code:12': lambda e: e.has("hold music") or e.code == 12,
    "": lambda _: True,
}
_KEYS: Final = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
)


class Fire:
    """What happens to a window, a step at a time, always the same for one seed."""

    def __init__(self, window: "Window", journal: Journal, seed: int) -> None:
        self.arrived: list[Arrived] = []
        self.steps = 0
        self._window, self._journal = window, journal
        self._random = random.Random(seed)
        self._requests = Centre(seed, START).requests(1_000_000)
        self._models: set[QAbstractItemModel | None] = {None}  # a view without a model has None
        self._testers: list[QAbstractItemModelTester] = []

    @property
    def now(self) -> int:
        return self.arrived[-1].received

    def step(self) -> None:
        """Something of each kind may happen."""
        self.test_models()
        self.steps += 1
        self.append(self._random.choice((0, 0, 1, 2, 5)))
        for chance, what in (
            (0.2, self._let_go),
            (0.3, self._filter),
            (0.4, self._press),
            (0.1, self._switch),
            (0.1, self._tick),
        ):
            if self._random.random() < chance:
                what()

    def append(self, count: int) -> None:
        """So many requests come."""
        requests = [next(self._requests) for _ in range(count)]
        self._journal.append([delivery(request) for request in requests])
        for request in requests:
            self.arrived += arrivals_of(request)

    def test_models(self) -> None:
        """Put a tester on each item model of the window that has none yet."""
        views = self._window.findChildren(QAbstractItemView)
        for model in {
            *(view.model() for view in views),
            *self._window.findChildren(QAbstractItemModel),
        }:
            if model not in self._models:
                self._models.add(model)
                fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
                self._testers.append(QAbstractItemModelTester(model, fatal))

    def tested(self) -> set[str]:
        return {type(model).__name__ for model in self._models}

    def end(self) -> None:
        for tester in self._testers:
            tester.deleteLater()

    def _let_go(self) -> None:
        self._journal.keep_within(Retention(age=KEPT * 1_000_000), self.now)

    def _filter(self) -> None:
        self._window.events.set_filter(self._random.choice(FILTERS))

    def _press(self) -> None:
        table = self._window.events.table
        shift = self._random.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        QTest.keyClick(table, self._random.choice(_KEYS), shift)

    def _switch(self) -> None:
        of = self._window.commands
        self._random.choice((of.floor, of.events, of.events)).trigger()

    def _tick(self) -> None:
        """Choose a kind in the facets, as a click on its box does, or open it."""
        tree = self._window.events.facets.tree
        index = tree.model().index(self._random.randrange(max(1, tree.model().rowCount())), 0)
        if self._random.random() < 0.5:
            tree.setExpanded(index, not tree.isExpanded(index))
        else:
            checked = self._random.choice((Qt.CheckState.Checked, Qt.CheckState.Unchecked))
            tree.model().setData(index, checked.value, Qt.ItemDataRole.CheckStateRole)


def arrivals_of(request: Request) -> list[Arrived]:
    return [Arrived(payload, request.received, request.feed) for payload in request.payloads]


@pytest.fixture
def journal(tmp_path: "Path") -> Iterator[Journal]:
    """A session that is being captured from three feeds."""
    with Journal.open(tmp_path / "fire.fw", CATALOG, (START - 1) * 1_000_000) as journal:
        for kind, address in FEEDS:
            journal.feed(kind, address)
        yield journal


def shown(window: "Window") -> list[int]:
    seqs: list[int] = window.live.columns.seq[window.events.visible.rows].tolist()
    return seqs


def everything_is_here(window: "Window", fire: Fire) -> bool:
    columns = window.live.columns
    return len(columns) > 0 and int(columns.seq[-1]) == len(fire.arrived) and not window.events.visible.is_working


def test_that_every_item_model_keeps_its_word_and_the_rows_are_right_in_the_end(
    journal: Journal, open_window: "OpenWindow", qtbot: "QtBot"
) -> None:
    window = open_window(journal.path, look_only=True, view="events")
    fire = Fire(window, journal, seed=4)
    fire.append(30)
    qtbot.waitUntil(lambda: everything_is_here(window, fire), timeout=WITHIN)
    timer = QTimer(window, interval=PACE)
    timer.timeout.connect(fire.step)
    timer.start()
    qtbot.waitUntil(lambda: fire.steps >= STEPS, timeout=WITHIN)
    timer.stop()
    assert {"EventModel", "FacetModel"} <= fire.tested()
    fire.append(5)
    while journal.keep_within(Retention(age=KEPT * 1_000_000), fire.now):
        pass
    oldest = oldest_kept(fire)
    fire.append(1)
    window.commands.events.trigger()
    events = [event for event in events_of(fire.arrived) if event.seq >= oldest]
    qtbot.waitUntil(lambda: everything_is_here(window, fire), timeout=WITHIN)
    assert 500 < oldest < len(fire.arrived) - 50
    for expression, means in FINALLY.items():
        window.events.set_filter(expression)
        qtbot.waitUntil(lambda: not window.events.visible.is_working, timeout=WITHIN)
        # Old rows go when they are worth a step, so that some may be there still.
        assert [seq for seq in shown(window) if seq >= oldest] == list(looped(events, means)), expression
        assert window.events.model.rowCount() == len(shown(window))
    assert oldest - int(window.live.columns.seq[0]) <= len(window.live.columns) // 50
    fire.end()


def oldest_kept(fire: Fire) -> int:
    since = fire.now - KEPT * 1_000_000
    return next(seq for seq, arrived in enumerate(fire.arrived, start=1) if arrived.received >= since)
