"""What the strip says: its legend, the time that is chosen, and what is under the pointer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from floorwalker.ui.events.moments import utc
from floorwalker.ui.events.strip.bins import SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.records import Feed, Gap
    from floorwalker.ui.events.strip.bins import Bars

OTHERS: Final = "Other"

_UNITS: Final = ((86_400_000_000, "day"), (3_600_000_000, "h"), (60_000_000, "min"), (1_000_000, "s"), (1_000, "ms"))


def category_words(slot: int, catalog: Catalog) -> str:
    """What a slot's events are called."""
    return catalog.category_name(slot) if slot else OTHERS


def length(step: int) -> str:
    """`15 s`, `5 min`, `1 day` for a bar's microseconds."""
    size, unit = next((size, unit) for size, unit in _UNITS if step % size == 0)
    number = step // size
    return f"{number:,} {unit}{'s' if unit == 'day' and number > 1 else ''}"


def times(start: int, end: int) -> str:
    """`22 Nov 09:14:00 – 09:15:00` in the user's zone, from one time to another in microseconds."""
    first, last = _here(start), _here(end)
    form = "%H:%M:%S" if start % 1_000_000 == end % 1_000_000 == 0 else "%H:%M:%S.%f"
    day = "" if first.date() == last.date() else f"{last:%d %b} "
    return f"{first:%d %b} {_clock(first, form)} – {day}{_clock(last, form)}"


def of_bar(when: str, all_: Bars, shown: Bars, catalog: Catalog) -> str:
    """The time, and how many events of each category the filter shows, of how many."""
    lines = [when]
    for slot in (*range(1, SLOTS), 0):
        total, left = int(all_[slot]), int(shown[slot])
        if total:
            number = f"{total:,}" if left == total else f"{left:,} of {total:,}"
            lines.append(f"{category_words(slot, catalog)}: {number}")
    return "\n".join(lines if len(lines) > 1 else [when, "No events"])


def of_gap(gap: Gap, feeds: dict[int, Feed]) -> str:
    """What was not captured, and when."""
    feed = None if gap.feed is None else feeds.get(gap.feed)
    what = "Nothing was captured" if feed is None else f"{feed.address} was lost"
    late = "; all came later" if gap.whole else ""
    return f"{what}: {times(gap.start, gap.end)}{late}"


def gaps_within(gaps: Sequence[Gap], start: int, end: int) -> list[Gap]:
    """Those that a part of a time lies in."""
    return [gap for gap in gaps if gap.start < end and gap.end > start]


def _here(micros: int) -> datetime:
    """In the user's zone, or in UTC where that pushes it out of the years 1 to 9999."""
    moment = utc(max(0, min(micros, _LAST)))
    try:
        return moment.astimezone()
    except OverflowError:
        return moment


def _clock(moment: datetime, form: str) -> str:
    written = moment.strftime(form)
    return written[:-3] if form.endswith("%f") else written


_LAST: Final = int(timedelta(days=2_900_000) / timedelta(microseconds=1))
"""In the year 9909: later than any clock, and no overflow."""
