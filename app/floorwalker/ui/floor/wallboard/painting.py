"""How the wallboard is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics

from floorwalker.event.limits import ALERTS
from floorwalker.event.work import Step
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.tiles.figures import SIGNED_IN
from floorwalker.ui.floor.tiles.words import with_small_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFont, QPainter

    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.wallboard.scale import Scale
    from floorwalker.ui.floor.wallboard.seen import Seen, Standing
    from floorwalker.ui.look import Look, Role

_MARGIN: Final = 2.0
_HEAD: Final = 10.0
_TILES: Final = 26.0
_TITLE: Final = 4.6
_FOOT: Final = 7.0
_ROW: Final = 6.4
_GAP: Final = 1.0
_STEPS: Final = {Step.OFFERED: "offered", Step.ACCEPTED: "accepted", Step.DECLINED: "declined"}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Head(NamedTuple):
    """The state of reception, its icon, and how long ago the last event came; what the clock says, and what of it."""

    icon: str
    role: Role
    words: str
    clock: str
    note: str


class WallPainter:
    """Paints one wallboard on one painter, in units of its scale."""

    def __init__(self, painter: QPainter, look: Look, paints: Paints, scale: Scale) -> None:
        self._painter = painter
        self._look = look
        self._paints = paints
        self._scale = scale

    @staticmethod
    def rows_in(size_in_units: float) -> int:
        """How many agents fit one below the other on a screen that is so many units high."""
        return max(1, int((size_in_units - 2 * _MARGIN - _HEAD - _TILES - _TITLE - _FOOT - _GAP) / _ROW))

    def paint(self, area: QRect, head: Head, seen: Seen, tiles: Sequence[Status], name: Callable[[int], str]) -> None:
        """All of it."""
        px = self._scale.pixels
        self._painter.fillRect(area, self._look.colour("ground"))
        margin = px(_MARGIN)
        inner = area.adjusted(margin, margin, -margin, -margin)
        self._paint_head(QRect(inner.left(), inner.top(), inner.width(), px(_HEAD)), head, seen.only)
        top = inner.top() + px(_HEAD + _GAP)
        self._paint_tiles(QRect(inner.left(), top, inner.width(), px(_TILES)), seen, tiles)
        top += px(_TILES)
        self._paint_title(QRect(inner.left(), top, inner.width(), px(_TITLE)), seen)
        top += px(_TITLE)
        foot = px(_FOOT)
        self._paint_standings(
            QRect(inner.left(), top, inner.width(), inner.bottom() - foot - top), seen.standings, name
        )
        self._paint_foot(QRect(inner.left(), inner.bottom() - foot, inner.width(), foot), seen)

    def _paint_head(self, place: QRect, head: Head, only: str) -> None:
        px = self._scale.pixels
        clock = self._write(place, head.clock, 8.5, "text", _RIGHT)
        if head.note:
            clock += self._write(place.adjusted(0, 0, -clock - px(2), 0), head.note, 4, "accent", _RIGHT) + px(2)
        icon = px(4)
        upper = QRect(
            place.left(), place.top(), place.width() - clock - px(4), place.height() // 2 if only else place.height()
        )
        self._look.icon(head.icon, head.role).paint(
            self._painter, upper.left(), upper.top() + (upper.height() - icon) // 2, icon, icon
        )
        self._write(upper.adjusted(icon + px(1), 0, 0, 0), head.words, 3.6, "text", _LEFT)
        if only:
            self._write(upper.translated(0, upper.height()), only, 3.0, "muted", _LEFT)

    def _paint_tiles(self, place: QRect, seen: Seen, tiles: Sequence[Status]) -> None:
        """In two lines, from left to right."""
        gap, columns = self._scale.pixels(_GAP), -(-len(tiles) // 2)
        width, height = (place.width() - gap * (columns - 1)) // columns, (place.height() - gap) // 2
        for number, status in enumerate(tiles):
            line, column = divmod(number, columns)
            left, top = place.left() + column * (width + gap), place.top() + line * (height + gap)
            self._paint_tile(QRect(left, top, width, height), status, seen)

    def _paint_tile(self, place: QRect, status: Status, seen: Seen) -> None:
        px = self._scale.pixels
        self._painter.fillRect(place, self._look.colour("raised"))
        self._paint_edge(QRect(place.left(), place.top(), px(1.2), place.height()), status)
        inner = place.adjusted(px(2.6), px(0.4), -px(1), -px(0.8))
        is_all = status == SIGNED_IN
        count = seen.figures.signed_in if is_all else seen.figures.counts.get(status, 0)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() * 62 // 100)
        used = self._write(upper, f"{count:,}", 7.6, "text" if count else "muted", _LEFT)
        over = 0 if is_all else seen.figures.over.get(status, 0)
        if over:
            self._write(upper.adjusted(used + px(2), 0, 0, 0), f"⚠ {over:,}", 4.8, "danger", _RIGHT)
        self._paint_word(QRect(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom()), status)

    def _paint_edge(self, place: QRect, status: Status) -> None:
        """The status's colour."""
        look = None if status == SIGNED_IN else self._paints.status(*status)
        brush = QBrush(self._look.colour("accent") if look is None else QColor(look.colour))
        if look is not None and look.fill != "solid":
            hatched = Qt.BrushStyle.BDiagPattern if look.fill == "hatched" else Qt.BrushStyle.NoBrush
            brush = QBrush(self._look.colour("gap"), hatched)
        self._painter.fillRect(place, brush)

    def _paint_word(self, place: QRect, status: Status) -> None:
        icon, gap = self._scale.pixels(3.6), self._scale.pixels(1)
        top = place.top() + (place.height() - icon) // 2
        if status == SIGNED_IN:
            words = "signed in"
            self._look.icon("mdi6.account-group", "muted").paint(self._painter, place.left(), top, icon, icon)
        else:
            words = with_small_letter(self._paints.status(*status).words)
            self._paints.swatch(status[0], icon).paint(self._painter, place.left(), top, icon, icon)
        room = place.adjusted(icon + gap, 0, 0, 0)
        units = max(2.0, min(3.4, 3.3 * room.width() / max(1, self._width(words, 3.4))))
        self._write(room, words, units, "text", _LEFT)

    def _paint_title(self, place: QRect, seen: Seen) -> None:
        """What the list below is about."""
        if not seen.standings:
            nobody = "Nobody has been heard of yet." if seen.last is None else "Nobody is signed in."
            self._write(place, f"Of these: {nobody.lower()}" if seen.only else nobody, 3.4, "muted", _LEFT)
            return
        over = sum(seen.figures.over.values())
        used = 0
        if over:
            used = self._write(place, f"⚠ {over:,} over the limit", 3.4, "danger", _LEFT) + self._scale.pixels(3)
        words = (
            "then those near it, and the longest in their status"
            if over
            else "Nobody is over a limit. The longest in their status:"
        )
        self._write(place.adjusted(used, 0, 0, 0), words, 3.0, "muted", _LEFT)

    def _paint_standings(self, place: QRect, standings: Sequence[Standing], name: Callable[[int], str]) -> None:
        """In two columns, the first one first."""
        px, gap = self._scale.pixels, self._scale.pixels(3)
        rows = max(1, place.height() // px(_ROW))
        width = (place.width() - gap) // 2
        times = max((self._width(_time_of(one), 4.4) for one in standings[: 2 * rows]), default=0)
        for number, standing in enumerate(standings[: 2 * rows]):
            column, row = divmod(number, rows)
            left, top = place.left() + column * (width + gap), place.top() + row * px(_ROW)
            self._paint_standing(QRect(left, top, width, px(_ROW)), standing, name(standing.agent), times)

    def _paint_standing(self, place: QRect, standing: Standing, name: str, times: int) -> None:
        """times: pixels that the longest of all times takes."""
        px = self._scale.pixels
        is_over = standing.stage == ALERTS
        self._painter.fillRect(place.left(), place.bottom(), place.width(), 1, self._look.colour("line"))
        if is_over:
            self._painter.fillRect(
                place.adjusted(0, px(0.6), px(0.8) - place.width(), -px(0.6)), self._look.colour("danger")
            )
        inner = place.adjusted(px(1.6), 0, -px(0.6), 0)
        self._write(inner, _time_of(standing), 4.4, "danger" if is_over else "text", _RIGHT)
        room = inner.width() - times - px(2)
        half = room * 52 // 100
        self._write(QRect(inner.left(), inner.top(), half - px(1), inner.height()), name, 4.2, "text", _LEFT)
        status = QRect(inner.left() + half, inner.top(), room - half, inner.height())
        self._paint_status(status, standing)

    def _paint_status(self, place: QRect, standing: Standing) -> None:
        """Icon and words; where there is no room for both a status and its reason, the reason."""
        px, icon = self._scale.pixels, self._scale.pixels(4.2)
        swatch = self._paints.swatch(standing.activity, icon)
        swatch.paint(self._painter, place.left(), place.top() + (place.height() - icon) // 2, icon, icon)
        room = place.adjusted(icon + px(1), 0, 0, 0)
        words = self._paints.status(standing.activity, standing.reason).words
        if self._width(words, 3.4) > room.width():
            words = words.rpartition(" · ")[2]
        self._write(room, words, 3.4, "text", _LEFT)

    def _paint_foot(self, place: QRect, seen: Seen) -> None:
        px, left = self._scale.pixels, place.left()
        left += self._write(place, "Today", 3.6, "muted", _LEFT) + px(3)
        for step, word in _STEPS.items():
            rest = QRect(left, place.top(), place.right() - left, place.height())
            left += self._write(rest, f"{seen.steps.get(step, 0):,}", 5.2, "text", _LEFT) + px(1)
            rest.setLeft(left)
            left += self._write(rest, word, 3.6, "muted", _LEFT) + px(4)

    def _write(self, place: QRect, text: str, units: float, role: Role, align: Qt.AlignmentFlag) -> int:
        """One line, cut where there is no room; returns how wide it was."""
        font = self._font(units)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width()))
        self._painter.setFont(font)
        self._painter.setPen(self._look.colour(role))
        self._painter.drawText(place, align, shown)
        return metrics.horizontalAdvance(shown)

    def _width(self, text: str, units: float) -> int:
        return QFontMetrics(self._font(units)).horizontalAdvance(text)

    def _font(self, units: float) -> QFont:
        return self._scale.font(units)


def _time_of(standing: Standing) -> str:
    time = durations.ticking(standing.seconds)
    return f"⚠ {time}" if standing.stage == ALERTS else time
