"""Words for a span that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.timeline.tip import Saying

if TYPE_CHECKING:
    from floorwalker.event.statuses import Statuses
    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.strips_item import Hit

_SWATCH: Final = 16
_HOURS: Final = STALE_AFTER // 3600


class Pointed(NamedTuple):
    """What is known of a span. start, end: seconds, None for ever and for now. seq: 0 where no event began it."""

    activity: int
    reason: int
    start: int | None
    end: int | None
    seq: int
    remark: str


def pointed_at(hit: Hit, statuses: Statuses) -> Pointed:
    """The span that was hit."""
    spans = statuses.spans(hit.agent)
    if hit.number < 0:
        remark = "Nothing had been received about this agent yet"
        return Pointed(Activity.UNKNOWN, 0, None, int(spans.starts[0]), 0, remark)
    if hit.number >= len(spans):
        return _stale(hit, statuses)
    is_last = hit.number + 1 == len(spans)
    activity, seq = int(spans.activity[hit.number]), int(spans.seq[hit.number])
    return Pointed(
        activity,
        int(spans.reason[hit.number]),
        int(spans.starts[hit.number]),
        None if is_last else int(spans.starts[hit.number + 1]),
        seq,
        _remark(activity, seq),
    )


def words_for(hit: Hit, pointed: Pointed, names: Names, paints: Paints, now: float) -> Saying:
    """Agent, status, from when to when, how long."""
    look = paints.status(pointed.activity, pointed.reason)
    swatch = paints.swatch(pointed.activity, _SWATCH)
    return Saying(swatch, look.words, names.text(hit.agent), _when(pointed, now), pointed.remark)


def _stale(hit: Hit, statuses: Statuses) -> Pointed:
    spans = statuses.spans(hit.agent)
    last = len(spans) - 1
    remark = f"Stale: nothing was heard of the agent for {_HOURS} hours, and a sign-out may have been lost"
    return Pointed(
        int(spans.activity[last]), int(spans.reason[last]), int(spans.starts[last]), None, int(spans.seq[last]), remark
    )


def _remark(activity: int, seq: int) -> str:
    if activity != Activity.UNKNOWN:
        return ""
    return "No status has been told since" if seq else "Nothing was captured: events may have been missed"


def _when(pointed: Pointed, now: float) -> str:
    end = now if pointed.end is None else pointed.end
    until = "now" if pointed.end is None else durations.clock(end, now)
    if pointed.start is None:
        return f"until {until}"
    return f"{durations.clock(pointed.start, now)} – {until}   {durations.ticking(end - pointed.start)}"
