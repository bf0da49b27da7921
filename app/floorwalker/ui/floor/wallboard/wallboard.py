"""The wallboard as a window of its own, on the whole of a screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.tiles.figures import SIGNED_IN, SIGNED_OUT, chosen, listed
from floorwalker.ui.floor.wallboard.painting import Head, WallPainter
from floorwalker.ui.floor.wallboard.scale import Scale
from floorwalker.ui.floor.wallboard.watching import Watching
from floorwalker.ui.shell.top_bar import DOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent, QScreen, QShowEvent

    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look
    from floorwalker.ui.shell.reception import Reception

_Screen = TypeVar("_Screen")

_MOST_TILES: Final = 10
_AVAILABLE: Final = "Available"
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Wallboard(QWidget):
    """Shows the moment that the floor shows, live or rewound, with nothing on it to click. Esc, F11 or a double click
    closes it; Left and Right move it to the next screen."""

    def __init__(self, live: LiveSession, floor: FloorView, reception: Reception, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._live = live
        self._floor = floor
        self._reception = reception
        self._look = look
        self.watching = Watching(live, floor, self)
        self.setWindowTitle("Wallboard – Floorwalker")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.watching.seen.connect(self.update)
        reception.changed.connect(self.update)
        look.changed.connect(self.update)

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.hide()
        # One that has filled a screen stays on it unless it is an ordinary window in between.
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def said(self) -> Head:
        """What stands at its top."""
        icon, role = DOTS[self._reception.state]
        clock, now = self._floor.clock, self.watching.now.now
        moment = durations.local(now)
        if clock.is_running:
            note = ""
        elif clock.moment is None:
            note = f"{moment:%a %d %b}, end of the session"
        else:
            note = f"{moment:%a %d %b}, as it was"
        return Head(icon, role, self._reception_words(), f"{moment:%H:%M:%S}", note)

    def tiles(self) -> list[Status]:
        """Which statuses have tiles: those with most agents, and Available, whoever is in it."""
        counts, catalog, paints = self.watching.now.figures.counts, self._live.catalog, self._floor.paints
        order = listed(counts, catalog, lambda status: paints.status(*status).words)
        always = {(activity, 0) for activity in catalog.activities_matching(_AVAILABLE)}
        return [
            SIGNED_IN,
            *chosen([status for status in order if status != SIGNED_OUT], counts, always, _MOST_TILES - 1),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._measure()
        self.watching.watch(is_watched=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody does."""
        super().hideEvent(event)
        self.watching.watch(is_watched=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, other agents fit."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The few keys that it has."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F11}:
            self.close()
        elif (step := _SIDEWAYS.get(Qt.Key(event.key()))) is not None:
            self._go(step)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """For whoever has no keyboard there."""
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All of it, once a second."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wall = WallPainter(painter, self._look, self._floor.paints, Scale(self._look, self.size()))
        wall.paint(self.rect(), self.said(), self.watching.now, self.tiles(), self._floor.team.name)

    def _reception_words(self) -> str:
        last = self.watching.now.last
        if last is None:
            return f"{self._reception.words} · no event yet"
        if not self._floor.clock.is_running:
            return self._reception.words
        return f"{self._reception.words} · last event {durations.ticking(time.time() - last)} ago"

    def _measure(self) -> None:
        """How many agents there is room for, in two columns."""
        scale = Scale(self._look, self.size())
        self.watching.most = 2 * WallPainter.rows_in(self.height() / scale.unit)

    def _go(self, step: int) -> None:
        screens = self.screen().virtualSiblings()
        if len(screens) > 1:
            self.open_on(screens[(screens.index(self.screen()) + step) % len(screens)])


def best_screen(own: _Screen, screens: Sequence[_Screen]) -> _Screen:
    """Where a wallboard belongs: on another screen than the window's, if there is one."""
    return next((screen for screen in screens if screen is not own), own)
