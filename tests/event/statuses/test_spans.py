"""What a snapshot says of statuses that cannot be believed any more, and of some of the agents."""

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER, Snapshot

T = 1_790_000_000
AVAILABLE = 16


def snapshot(*activities: int, heard: int) -> Snapshot:
    agents = np.arange(1, len(activities) + 1)
    since, none = np.full(len(agents), heard), np.zeros(len(agents), np.int64)
    return Snapshot(agents, np.array(activities), none, since, none, np.full(len(agents), heard))


def test_that_a_status_that_is_not_to_be_believed_any_more_is_unknown_and_a_sign_out_stays() -> None:
    agents = snapshot(AVAILABLE, Activity.SIGNED_OUT, heard=T - STALE_AFTER)
    assert agents.believed(T).activity.tolist() == [Activity.UNKNOWN, Activity.SIGNED_OUT]
    assert agents.believed(T - 1).activity.tolist() == [AVAILABLE, Activity.SIGNED_OUT]


def test_that_what_a_stale_status_was_since_is_still_told() -> None:
    assert snapshot(AVAILABLE, heard=T - STALE_AFTER).believed(T).since.tolist() == [T - STALE_AFTER]


def test_that_some_agents_are_taken_by_their_places_in_order_or_by_a_mask() -> None:
    agents = snapshot(AVAILABLE, Activity.SIGNED_OUT, Activity.UNKNOWN, heard=T)
    assert agents.of(np.array([2, 0])).agents.tolist() == [3, 1]
    assert agents.of(np.array([True, False, True])).activity.tolist() == [AVAILABLE, Activity.UNKNOWN]
