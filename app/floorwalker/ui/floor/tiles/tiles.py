"""The row of tiles: signed in, each status, and in the last one those that there is no room for."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from floorwalker.ui.floor.tiles.figures import NOBODY, SIGNED_IN, SIGNED_OUT, UNKNOWN, chosen, listed
from floorwalker.ui.floor.tiles.lately import HalfHour, most
from floorwalker.ui.floor.tiles.room import shared
from floorwalker.ui.floor.tiles.tile import MOST, Face, Tile, height_of, least_width
from floorwalker.ui.floor.tiles.words import gathered_tip, tip_for, with_small_letter
from floorwalker.ui.shell.tab_order import put_in_tab_order

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.copies import Copies
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.tiles.figures import Figures
    from floorwalker.ui.floor.tiles.lately import Lately
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

GATHERED: Final = (-1, -1)
"""In place of a status: all that have no tile of their own."""
_SPACING: Final = 8
_MARGIN: Final = 8
_SWATCH: Final = 16
_PAUSE: Final = 3000
"""Milliseconds in which news of the half hour is gathered."""
_JUMP: Final = 30.0
"""Seconds by which another moment is shown for its half hour to be counted soon."""
_PAUSE_AFTER_JUMP: Final = 300
"""Milliseconds until then: while the past is played, each moment is such a one."""


class Tiles(QWidget):
    """Tells how many agents there are, whatever the filter shows. toggled(Status): a click; `SIGNED_IN` is one of them.

    Tab goes to the row and away from it, arrows go along it.
    """

    toggled = Signal(object)

    def __init__(
        self, live: LiveSession, copies: Copies, paints: Paints, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalog = live.catalog
        self._paints = paints
        self._look = look
        self._figures = NOBODY
        self._lately: Lately = {}
        self._now = 0.0
        self._counted_for: float | None = None
        self._names: frozenset[str] = frozenset()
        self._asks_for_signed_in = False
        self._is_slim = False
        self._tiles: dict[Status, Tile] = {}
        self._shown: list[Status] = []
        self.half_hour = HalfHour(live, copies, self)
        self.menu = QMenu(self)
        self._soon = QTimer(self, singleShot=True)
        self._set_up(live)

    @property
    def shown(self) -> list[Tile]:
        """The tiles that are seen, from the left."""
        return [self._tiles[status] for status in self._shown]

    def tile(self, status: Status) -> Tile | None:
        """The tile of a status, None where it has none of its own."""
        return self._tiles[status] if status in self._shown else None

    def tell(self, figures: Figures, now: float) -> None:
        """How it is now, in seconds. The half hour is counted only where somebody looks."""
        self._figures, self._now = figures, now
        if not self.isVisible():
            pass
        elif self._counted_for is None:
            self._ask()
        elif abs(now - self._counted_for) > _JUMP and not 0 <= self._soon.remainingTime() <= _PAUSE_AFTER_JUMP:
            self._soon.start(_PAUSE_AFTER_JUMP)
        elif not self._soon.isActive():
            self._soon.start(_PAUSE)
        self._renew()

    def choose(self, names: frozenset[str], *, signed_in: bool) -> None:
        """Show as pressed the statuses whose names the filter names, and whether it asks for those signed in."""
        self._names, self._asks_for_signed_in = names, signed_in
        self._renew()

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are named and ordered as they are there; after `Paints.set_catalog`."""
        self._catalog = catalog
        self._on_look_changed()

    def make_slim(self, *, is_slim: bool) -> None:
        """In one line, so that there is more room below, or in two."""
        if is_slim != self._is_slim:
            self._is_slim = is_slim
            for tile in self._tiles.values():
                tile.make_slim(is_slim=is_slim)
            self._renew()
            self.updateGeometry()

    def stop(self) -> None:
        """Count no more until told again."""
        self._soon.stop()
        self.half_hour.stop()
        self._counted_for = None

    def sizeHint(self) -> QSize:
        """As high as tiles are."""
        return QSize(640, _MARGIN + height_of(self._look, is_slim=self._is_slim))

    def minimumSizeHint(self) -> QSize:
        """A few of them."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer have room."""
        super().resizeEvent(event)
        self._renew()

    def _set_up(self, live: LiveSession) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Agents per status")
        live.loaded.connect(self._on_loaded)
        self._soon.timeout.connect(self._ask)
        self.half_hour.counted.connect(self._on_counted)
        self._look.changed.connect(self._on_look_changed)

    def _ask(self) -> None:
        self._counted_for = self._now
        self._soon.stop()
        self.half_hour.ask(self._now)

    def _renew(self) -> None:
        order = listed({*self._figures.counts, *self._lately} - {SIGNED_IN}, self._catalog, self._words)
        shown = self._choice(order)
        if shown != self._shown:
            self._show(shown)
        gathered = [status for status in order if status not in shown]
        for status in shown:
            self._tell(status, gathered)
        self._place()

    def _choice(self, order: list[Status]) -> list[Status]:
        weights = most(self._lately)
        for status, count in self._figures.counts.items():
            weights[status] = max(count, weights.get(status, 0))
        pressed = {status for status in order if self._is_pressed(status)}
        least = least_width(self._look, is_slim=self._is_slim)
        room = (self.width() - 2 * _MARGIN + _SPACING) // (least + _SPACING) - 1
        if room >= len(order):
            return [SIGNED_IN, *order]
        return [SIGNED_IN, *chosen(order, weights, pressed, room - 1), GATHERED]

    def _show(self, statuses: list[Status]) -> None:
        had_focus = next((self._tiles[one] for one in self._shown if self._tiles[one].hasFocus()), None)
        self._shown = statuses
        for status in statuses:
            if status not in self._tiles:
                self._tiles[status] = self._made(status)
        for status, tile in self._tiles.items():
            tile.setVisible(status in statuses)
        if had_focus is not None and had_focus.isHidden():
            self.shown[0].setFocus()
        put_in_tab_order(self, self.shown)
        self._keep_one_tab_stop()

    def _place(self) -> None:
        """Side by side, all of one width but for those whose word needs more."""
        shown = self.shown
        room = self.width() - 2 * _MARGIN - _SPACING * (len(shown) - 1)
        widths = shared([tile.wanted_width() for tile in shown], room, MOST)
        height = height_of(self._look, is_slim=self._is_slim)
        lefts = accumulate((width + _SPACING for width in widths), initial=_MARGIN)
        for tile, left, width in zip(shown, lefts, widths, strict=False):
            tile.setGeometry(left, _MARGIN, width, height)

    def _tell(self, status: Status, gathered: list[Status]) -> None:
        tile = self._tiles[status]
        if status == GATHERED:
            counts = {one: self._figures.counts.get(one, 0) for one in gathered}
            there = sum(count for one, count in counts.items() if one != SIGNED_OUT)
            over = sum(self._figures.over.get(one, 0) for one in gathered)
            tile.tell(there, over, gathered_tip([(self._words(one), count) for one, count in counts.items()]))
            return
        number = self._figures.signed_in if status == SIGNED_IN else self._figures.counts.get(status, 0)
        over = self._figures.over.get(status, 0)
        lately = self._lately.get(status)
        unheard = self._figures.unheard if status == UNKNOWN else 0
        assumed = self._is_assumed(status)
        tile.tell(number, over, tip_for(self._words(status), number, over, lately, unheard=unheard, assumed=assumed))
        if lately is not None:
            tile.tell_lately(lately)
        tile.setChecked(self._is_pressed(status))

    def _made(self, status: Status) -> Tile:
        tile = Tile(self._look, self._face(status), self)
        tile.make_slim(is_slim=self._is_slim)
        tile.moved.connect(lambda step: self._go(tile, step))
        if status == GATHERED:
            tile.setCheckable(False)
            tile.clicked.connect(self._open_menu)
        else:
            tile.clicked.connect(lambda: self._on_clicked(status))
        return tile

    def _face(self, status: Status) -> Face:
        word = with_small_letter(self._words(status))
        if status == SIGNED_IN:
            return Face(word, self._look.colour("accent"), "solid", self._look.icon("mdi6.account-group", "muted"))
        if status == GATHERED:
            return Face(word, self._look.colour("gap"), "empty", self._look.icon("mdi6.chevron-down", "muted"))
        look = self._paints.status(*status)
        return Face(word, QColor(look.colour), look.fill, self._paints.swatch(status[0], _SWATCH))

    def _words(self, status: Status) -> str:
        special = {SIGNED_IN: "Signed in", GATHERED: "Others"}
        return special.get(status) or self._paints.status(*status).words

    def _is_assumed(self, status: Status) -> bool:
        return status != SIGNED_IN and self._paints.status(*status).assumed

    def _is_pressed(self, status: Status) -> bool:
        if status == SIGNED_IN:
            return self._asks_for_signed_in
        return self._paints.status(*status).name in self._names

    def _open_menu(self) -> None:
        """All that have no tile; a click there does as a tile does."""
        self.menu.clear()
        for status in listed({*self._figures.counts}, self._catalog, self._words):
            if status not in self._shown:
                text = f"{self._figures.counts.get(status, 0):,} {with_small_letter(self._words(status))}"
                action = self.menu.addAction(self._paints.swatch(status[0], _SWATCH), text.replace("&", "&&"))
                action.triggered.connect(lambda _=False, status=status: self.toggled.emit(status))
        tile = self._tiles[GATHERED]
        self.menu.popup(tile.mapToGlobal(tile.rect().bottomLeft()))

    def _on_clicked(self, status: Status) -> None:
        # Pressed is what the filter asks for, which is told after the click.
        self._tiles[status].setChecked(self._is_pressed(status))
        self.toggled.emit(status)

    def _go(self, tile: Tile, step: int) -> None:
        place = self.shown.index(tile) + step
        if 0 <= place < len(self._shown):
            self.shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._keep_one_tab_stop()

    def _keep_one_tab_stop(self) -> None:
        """Tab comes back to where the arrows have gone."""
        stop = next((tile for tile in self.shown if tile.hasFocus()), self.shown[0])
        for tile in self._tiles.values():
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tile is stop else Qt.FocusPolicy.ClickFocus)

    def _on_loaded(self) -> None:
        """All that was counted before was of nobody."""
        self._counted_for = None

    def _on_counted(self, lately: Lately) -> None:
        self._lately = lately
        self._renew()

    def _on_look_changed(self) -> None:
        for status, tile in self._tiles.items():
            tile.dress(self._face(status))
        self._renew()
        self.updateGeometry()
