"""Agents' numbers by interval: time and share per status, occupancy, handle time, work items."""

from floorwalker.event.metrics.intervals import LENGTHS, Interval, intervals_of, total_of
from floorwalker.event.metrics.kinds import Kinds

__all__ = ["LENGTHS", "Interval", "Kinds", "intervals_of", "total_of"]
