"""Which agent is chosen in list and chart, what is pointed at there, and what is opened from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from floorwalker.ui.floor.timeline.saying import words_for
from floorwalker.ui.floor.timeline.saying_work import words_for_step
from floorwalker.ui.floor.timeline.tip import Tip

if TYPE_CHECKING:
    from floorwalker.ui.floor.timeline.strips_item import Hit
    from floorwalker.ui.floor.timeline.tip import Saying
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look


class ChosenAgent(QObject):
    """Keeps an agent chosen while rows move, and opens the agent's page or the event behind a status."""

    def __init__(self, view: FloorView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._agent: int | None = None
        self.tip = Tip(look, view)
        self._connect()

    def choose_again(self) -> None:
        """Rows have moved: the chosen agent stays chosen."""
        view = self._view
        row = None if self._agent is None else view.model.row_of(self._agent)
        view.timeline.choose_row(row)
        view.table.choose(row)

    def _connect(self) -> None:
        view = self._view
        view.table.row_chosen.connect(self._on_row_chosen)
        view.table.doubleClicked.connect(self._open_page)
        view.timeline.pointed.connect(self._on_pointed)
        view.timeline.chosen.connect(self._on_span_chosen)
        view.listing.menus.about_agent.append(view.actions_.open)
        view.agent.actions_.open.triggered.connect(self._open_page)
        view.actions_.open.triggered.connect(self._open_event)

    def _on_row_chosen(self, row: int) -> None:
        view = self._view
        self._agent = view.roster.agent_at(row)
        view.timeline.choose_row(row)
        view.agent.show_agent(self._agent)

    def _on_pointed(self, hit: Hit | None, place: QPoint) -> None:
        if hit is None:
            self.tip.hide()
        else:
            self.tip.say(self._saying(hit), place)

    def _saying(self, hit: Hit) -> Saying:
        view = self._view
        if hit.step_seq:
            return words_for_step(hit, view.timeline.content.work, view.live.names, self._look, view.period.now)
        return words_for(hit, view.live.names, view.paints, view.period.now, view.rewind.word())

    def _on_span_chosen(self, hit: Hit) -> None:
        self._view.table.selectRow(hit.row)
        self._ask_for(hit.seq)

    def _open_page(self) -> None:
        """The page of whoever is chosen."""
        view = self._view
        if view.table.chosen() is not None:
            view.agent.show_agent(self._agent)
            view.side.show_page(view.agent)

    def _open_event(self) -> None:
        row = self._view.table.chosen()
        if row is not None:
            self._ask_for(self._view.roster.entry(row).seq)

    def _ask_for(self, seq: int) -> None:
        if seq:
            self._view.event_asked.emit(seq)
        else:
            self._view.told.emit("No event began this: nothing was received then")
