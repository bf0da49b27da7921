from typing import TYPE_CHECKING

import pytest

from floorwalker.session.filter.known import Known, Words
from floorwalker.ui.events.filtering.bar import FilterBar
from floorwalker.ui.shell import memory
from tests.session.made import CATALOG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look

KNOWN = Known(CATALOG, agents=Words(["c.diaz", "j. smith"]), fields=Words(["Username"]))


@pytest.fixture
def make_bar(look: "Look", qtbot: "QtBot", home: "Path") -> "Callable[[], FilterBar]":
    """make_bar(): another bar, as the next run of the program would have it."""
    del home
    memory.settle(for_picture=False)

    def _make() -> FilterBar:
        bar = FilterBar(lambda: KNOWN, look)
        qtbot.addWidget(bar)
        bar.resize(800, 400)
        bar.named.load()
        bar.show()
        return bar

    return _make


@pytest.fixture
def bar(make_bar: "Callable[[], FilterBar]", qtbot: "QtBot") -> FilterBar:
    """A bar that has the focus."""
    bar = make_bar()
    with qtbot.waitActive(bar):
        bar.activateWindow()
    bar.line.setFocus()
    return bar
