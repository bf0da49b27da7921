"""The events' filter bar: what the filter means or what is wrong with it, and how many events it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from floorwalker.ui.events.filtering.field import FilterField
from floorwalker.ui.events.filtering.progress import SearchProgress
from floorwalker.ui.events.labels import colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.session.filter.known import Known
    from floorwalker.ui.look import Look


class FilterBar(FilterField):
    """The field with its meaning in plain words below it, and the progress of a search."""

    def __init__(self, known: Callable[[], Known], look: Look, parent: QWidget | None = None) -> None:
        super().__init__("events", known, look, parent)
        self.count = QLabel()
        self.progress = SearchProgress(look, self)
        self.line.setToolTip(
            "Show only some events (Ctrl+F). Names or numbers, * for any text; words look into payloads."
        )
        self._lay_out()
        look.changed.connect(self._dress_count)
        self._dress_count()

    def tell_count(self, shown: int, total: int) -> None:
        """How many events the filter shows, of how many."""
        noun = "event" if total == 1 else "events"
        self.count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=4, margins=(8, 8, 8, 4))
        column.addWidget(self.line)
        column.addWidget(self.chips)
        below = boxes.row(spacing=boxes.GROUPS, margins=(4, 0, 4, 0))
        below.addWidget(self.meaning, 1)
        below.addWidget(self.progress)
        below.addWidget(self.count)
        column.addLayout(below)

    def _dress_count(self) -> None:
        self.count.setFont(self._look.small())
        colour(self.count, self._look.colour("muted"))
