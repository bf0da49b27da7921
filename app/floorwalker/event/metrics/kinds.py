"""Which statuses are handling and which are available, where the two make an agent's occupancy."""

from dataclasses import dataclass

from floorwalker.event.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Kinds:
    """ActivityCodes. Every other status is neither, and so is one that is known by its text alone."""

    handling: frozenset[int]
    available: frozenset[int]

    @classmethod
    def of(cls, catalog: Catalog) -> "Kinds":
        """As the catalog says in `counts_as`, by our decision unless the user's own says otherwise.

        Handling: on call, on email, chatting and wrap-up, whose numbers are assumed. Available: the status of that name
        alone; who accepts internal calls only is offered no work items.
        """
        return cls(_that_count_as("handling", catalog), _that_count_as("available", catalog))


def _that_count_as(kind: str, catalog: Catalog) -> frozenset[int]:
    return frozenset(number for number, entry in catalog.activities.items() if entry.counts_as == kind)
