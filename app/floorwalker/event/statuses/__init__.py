"""Which status each agent had when, worked out from the events: `Statuses`."""

from floorwalker.event.statuses.past import Past
from floorwalker.event.statuses.spans import STALE_AFTER, Snapshot, Spans
from floorwalker.event.statuses.statuses import Statuses
from floorwalker.event.statuses.table import SpanTable

__all__ = ["STALE_AFTER", "Past", "Snapshot", "SpanTable", "Spans", "Statuses"]
