"""The part of a filter that the tile of those signed in writes."""

import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.ui.floor.tiles.signed_in import asks_for_signed_in, toggled_signed_in

CATALOG = Catalog.load()
TERM = "-status:SignedOut,Unknown"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", TERM),
        ("agent:a", f"agent:a {TERM}"),
        ("agent:a OR agent:b", f"(agent:a OR agent:b) {TERM}"),
        ("agent:(", TERM),
    ],
)
def test_that_it_is_written_beside_the_rest_and_taken_out_again(before: str, after: str) -> None:
    assert not asks_for_signed_in(before, CATALOG)
    assert toggled_signed_in(before, CATALOG) == after
    assert asks_for_signed_in(after, CATALOG)
    assert not asks_for_signed_in(toggled_signed_in(after, CATALOG), CATALOG)


def test_that_what_means_the_same_in_a_part_only_does_not_count() -> None:
    assert not asks_for_signed_in(f"agent:a OR {TERM}", CATALOG)
    assert asks_for_signed_in("agent:a not STATUS:SignedOut,Unknown", CATALOG)
