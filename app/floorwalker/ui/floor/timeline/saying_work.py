"""Words for a tick that is pointed at: a step of a work item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtGui import QIcon, QImage, QPixmap

from floorwalker.event.work import Step, WorkItem
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.timeline.ticks import shape_of
from floorwalker.ui.floor.timeline.tip import Saying

if TYPE_CHECKING:
    from floorwalker.event.work import WorkItems
    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.timeline.strips_item import Hit
    from floorwalker.ui.look import Look

_SIZE: Final = 13
_WORDS: Final = {
    Step.OFFERED: "Offered",
    Step.ACCEPTED: "Accepted",
    Step.DECLINED: "Declined",
    Step.RELEASED: "Released",
}


def words_for_step(hit: Hit, work: WorkItems, names: Names, look: Look, now: float) -> Saying:
    """The step, whose and when it was, and the item with its ring and handle time."""
    item = _item(hit, work)
    when = "" if item is None else durations.clock(_at(item, hit.step), now)
    remark = "" if item is None else "\n".join(_lines(item, now))
    return Saying(_icon(hit.step, look), _WORDS[Step(hit.step)], names.text(hit.agent), when, remark)


def _item(hit: Hit, work: WorkItems) -> WorkItem | None:
    """The one that the event told a step of, as it is known now; None where it has gone."""
    place = np.flatnonzero((work.seqs(hit.agent) == hit.step_seq).any(axis=1))
    return work.items(hit.agent)[int(place[0])] if len(place) else None


def _at(item: WorkItem, step: int) -> int:
    times = {
        Step.OFFERED: item.offered,
        Step.ACCEPTED: item.accepted,
        Step.DECLINED: item.declined,
        Step.RELEASED: item.released,
    }
    return times[Step(step)] or 0


def _lines(item: WorkItem, now: float) -> list[str]:
    """What is known of the item by *now*; what no event told is said."""
    named = f"Work item {item.item}" if item.item else "Work item without an id"
    lines = [named, *_times(item, now)]
    if item.lacks:
        lines.append(f"No event told that it was {' and '.join(_WORDS[step].lower() for step in item.lacks)}")
    return lines


def _times(item: WorkItem, now: float) -> list[str]:
    known = item.accepted is not None and item.accepted <= now
    told = [] if item.ring is None or not known else [f"rang {durations.exact(item.ring)}"]
    if item.handle is not None and item.released is not None and item.released <= now:
        told.append(f"handled {durations.exact(item.handle)}")
    return [", ".join(told)] if told else []


def _icon(step: int, look: Look) -> QIcon:
    """Its mark, larger than on the chart."""
    shape = shape_of(step, _SIZE)
    pixels = np.where(shape, np.uint32(look.colour("text").rgba()), np.uint32(0)).astype(np.uint32)
    image = QImage(pixels.data, _SIZE, _SIZE, 4 * _SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    return QIcon(QPixmap.fromImage(image.copy()))
