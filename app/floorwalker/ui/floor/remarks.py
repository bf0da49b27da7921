"""What is said of statuses that events do not prove, wherever one is pointed at."""

from typing import Final

from floorwalker.event.statuses import STALE_AFTER

STALE: Final = f"Nothing was heard of the agent for {STALE_AFTER // 3600} hours: a sign-out may have been lost."
GAP: Final = "Nothing was captured: events may have been missed."
UNTOLD: Final = "No status has been told since."
"""Of an agent who has signed in."""
