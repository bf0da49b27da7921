"""Words for a span that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import Activity
from floorwalker.ui.floor import durations, remarks
from floorwalker.ui.floor.timeline.tip import Saying

if TYPE_CHECKING:
    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.spans import Told
    from floorwalker.ui.floor.timeline.strips_item import Hit

_SWATCH: Final = 16


def words_for(hit: Hit, names: Names, paints: Paints, now: float, word: str) -> Saying:
    """Agent, status, from when to when, how long. word: what now is called."""
    told = hit.told
    look = paints.status(told.activity, told.reason)
    swatch = paints.swatch(told.activity, _SWATCH)
    return Saying(swatch, look.words, names.text(hit.agent), _when(told, now, word), _remark(told))


def _remark(told: Told) -> str:
    if told.start is None:
        return "Nothing had been received about this agent yet."
    if told.is_stale:
        return f"Stale. {remarks.STALE}"
    if told.activity != Activity.UNKNOWN:
        return ""
    return remarks.UNTOLD if told.seq else remarks.GAP


def _when(told: Told, now: float, word: str) -> str:
    end = now if told.end is None else told.end
    until = word if told.end is None else durations.clock(end, now)
    if told.start is None:
        return f"until {until}"
    return f"{durations.clock(told.start, now)} – {until}   {durations.ticking(end - told.start)}"
