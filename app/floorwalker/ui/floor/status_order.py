"""The order of statuses wherever they are listed. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.event.facts import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status


def status_ranks(catalog: Catalog, activities: Iterable[int]) -> dict[int, int]:
    """Activities with their places: as in the catalog, then those it does not have, then those known by their text,
    unknown and signed out."""
    listed = list(catalog.activities)
    rest = sorted(activity for activity in set(activities) if activity >= 0 and activity not in catalog.activities)
    ordered = [*listed, *rest, Activity.NAMED, Activity.UNKNOWN, Activity.SIGNED_OUT]
    return {activity: rank for rank, activity in enumerate(ordered)}


def in_order(statuses: Iterable[Status], catalog: Catalog) -> list[Status]:
    """Statuses in that order, and by their reasons' ids."""
    statuses = list(statuses)
    ranks = status_ranks(catalog, (activity for activity, _ in statuses))
    return sorted(statuses, key=lambda status: (ranks[status[0]], status[1]))
