"""The order in which statuses are listed."""

from floorwalker.event.catalog import Catalog
from floorwalker.ui.floor.status_order import in_order, status_ranks
from tests.event.statuses.rows import AVAILABLE, NAMED, SIGNED_OUT, UNKNOWN

CATALOG = Catalog.load()


def test_that_unlisted_statuses_come_after_the_catalogs_and_signed_out_comes_last() -> None:
    ranks = status_ranks(CATALOG, [41, AVAILABLE, SIGNED_OUT])
    assert ranks[AVAILABLE] < ranks[41] < ranks[NAMED] < ranks[UNKNOWN] < ranks[SIGNED_OUT]


def test_that_statuses_known_by_their_text_keep_their_own_order() -> None:
    found = [(SIGNED_OUT, 0), (NAMED, 9), (41, 0), (NAMED, 2), (AVAILABLE, 0)]
    assert in_order(found, CATALOG) == [(AVAILABLE, 0), (41, 0), (NAMED, 2), (NAMED, 9), (SIGNED_OUT, 0)]
