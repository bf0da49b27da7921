"""Which transactions are written on the event loop's own thread: few events, on a disk that has been quick."""

from floorwalker.capture.brisk import Briskness

QUICK, SLOW = 0.0002, 0.02


def shown(*times: float, events: int = 1) -> Briskness:
    """What transactions have shown that took so many seconds each."""
    briskness = Briskness()
    for seconds in times:
        briskness.took(events, seconds)
    return briskness


def test_that_a_disk_has_to_be_quick_many_times_before_it_is_trusted() -> None:
    assert not Briskness().allows(1)
    assert not shown(*[QUICK] * 15).allows(1)
    assert shown(*[QUICK] * 16).allows(1)


def test_that_one_slow_transaction_ends_it_until_there_is_proof_again() -> None:
    assert not shown(*[QUICK] * 50, SLOW).allows(1)
    assert not shown(*[QUICK] * 50, SLOW, *[QUICK] * 15).allows(1)
    assert shown(*[QUICK] * 50, SLOW, *[QUICK] * 16).allows(1)


def test_that_many_events_are_handed_over_and_prove_nothing() -> None:
    briskness = shown(*[QUICK] * 16)
    assert not briskness.allows(101)
    briskness.took(5000, SLOW)
    assert briskness.allows(100)
    assert not shown(*[QUICK] * 16, events=101).allows(1)
