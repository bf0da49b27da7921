"""Work items and the numbers of an agent's day, as far as events prove them."""

from floorwalker.event.work.items import Step, WorkItem, steps_in
from floorwalker.event.work.rows import NOT_TOLD
from floorwalker.event.work.times import logged_in, time_per_status
from floorwalker.event.work.work_items import StepCounts, WorkItems

__all__ = [
    "NOT_TOLD",
    "Step",
    "StepCounts",
    "WorkItem",
    "WorkItems",
    "logged_in",
    "steps_in",
    "time_per_status",
]
