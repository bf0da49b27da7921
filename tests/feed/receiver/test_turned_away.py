"""Which refusals get a row of their own."""

from floorwalker.feed.receiver.turned_away import Refusal, TurnedAway

NOT_LET_IN = Refusal(403, 0, "Not let in.")
PAGE = ("127.0.0.1", 50_000)


def test_that_the_first_is_noted_and_a_flood_once_a_second_with_its_number() -> None:
    away = TurnedAway()
    assert away.worth_noting(NOT_LET_IN, PAGE, 10.0) == "Not let in."
    assert [away.worth_noting(NOT_LET_IN, PAGE, 10.0 + at / 1000) for at in range(1, 1000)] == [None] * 999
    assert away.worth_noting(NOT_LET_IN, PAGE, 11.0) == "Not let in. (And 999 more like it since the one before.)"
    assert away.worth_noting(NOT_LET_IN, PAGE, 13.0) == "Not let in."


def test_that_senders_and_reasons_are_told_apart_and_ports_are_not() -> None:
    away = TurnedAway()
    assert away.worth_noting(NOT_LET_IN, PAGE, 10.0)
    assert away.worth_noting(Refusal(413, 9, "Too large."), PAGE, 10.0)
    assert away.worth_noting(NOT_LET_IN, ("127.0.0.2", 50_000), 10.0)
    assert away.worth_noting(NOT_LET_IN, ("127.0.0.1", 50_001), 10.0) is None


def test_that_any_number_of_senders_takes_little_memory() -> None:
    away = TurnedAway()
    for number in range(10_000):
        away.worth_noting(NOT_LET_IN, (f"10.0.{number // 256}.{number % 256}", 1), 10.0)
    assert len(away._last) <= 1000
