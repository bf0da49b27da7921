"""The events view over a session that grows, and what it takes to make it grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.events.view import EventsView
from floorwalker.ui.events.visible import VisibleRows
from floorwalker.ui.following import PayloadSource
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Shown:
    """An events view with all that it stands on."""

    def __init__(self, live: LiveSession, payloads: PayloadSource, view: EventsView, qtbot: QtBot) -> None:
        self.live = live
        self.payloads = payloads
        self.view = view
        self.qtbot = qtbot

    @property
    def seqs(self) -> list[int]:
        """What the table shows."""
        seqs: list[int] = self.live.columns.seq[self.view.visible.rows].tolist()
        return seqs

    def wait_for(self, *seqs: int) -> None:
        """Until the table shows exactly these."""
        self.qtbot.waitUntil(lambda: self.seqs == list(seqs))

    def wait_for_rows(self, rows: int) -> None:
        """Until the session has that many."""
        self.qtbot.waitUntil(lambda: len(self.live.columns) == rows)


@pytest.fixture
def show(follow: Callable[..., LiveSession], look: Look, qtbot: QtBot) -> Iterator[Callable[[Path], Shown]]:
    """show(path): the view of that session, loaded; closed after the test."""
    shown: list[Shown] = []

    def _show(path: Path) -> Shown:
        live = follow(path)
        qtbot.waitUntil(lambda: live.is_loaded)
        payloads = PayloadSource(path)
        view = EventsView(live, payloads, look)
        shown.append(Shown(live, payloads, view, qtbot))
        view.resize(1100, 700)
        view.show()
        return shown[-1]

    yield _show
    for one in shown:
        one.payloads.stop()
        one.view.stop()
        one.view.close()
        one.view.deleteLater()


@pytest.fixture
def visible_of(follow: Callable[..., LiveSession], qtbot: QtBot) -> Iterator[Callable[[Path], VisibleRows]]:
    """visible_of(path): the visible rows of that session, loaded."""
    made_ones: list[VisibleRows] = []

    def _visible_of(path: Path) -> VisibleRows:
        live = follow(path)
        qtbot.waitUntil(lambda: live.is_loaded)
        made_ones.append(VisibleRows(live))
        return made_ones[-1]

    yield _visible_of
    for visible in made_ones:
        visible.stop()


@pytest.fixture
def write(journal: Journal) -> Callable[..., None]:
    """write(0, 1, …, Code=…): those events, changed so, into the session that is being captured."""

    def _write(*numbers: int, **changed: object) -> None:
        journal.append([made.delivery(made.payload(number, **changed), at=number) for number in numbers])

    return _write
