import pytest

from floorwalker.ui.status_bar import Rate, counted, said_of_clock


def test_that_a_rate_is_taken_over_ten_seconds() -> None:
    rate = Rate()
    for second in range(31):
        rate.tell(second, second * 12)
    assert rate.at(30) == pytest.approx(12)


def test_that_a_rate_falls_to_nothing_when_nothing_comes() -> None:
    rate = Rate()
    rate.tell(0, 0)
    rate.tell(1, 100)
    assert rate.at(1) == pytest.approx(100)
    assert rate.at(5) == pytest.approx(20)
    assert rate.at(20) == 0


def test_that_a_young_rate_does_not_exaggerate() -> None:
    rate = Rate()
    rate.tell(0, 0)
    rate.tell(0.001, 1)
    assert rate.at(0.001) == pytest.approx(1)


def test_that_nothing_told_is_no_rate() -> None:
    assert Rate().at(5) == 0


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (88_210, "88,210 events")]
)
def test_that_every_number_says_its_unit(number: int, words: str) -> None:
    assert counted(number, "event") == words


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (0.4, "agrees ±1 s"),
        (3.2, "3 s behind ±1 s"),
        (-7.0, "7 s ahead ±1 s"),
        (3600.0, "60 min behind"),
        (-200_000.0, "2 d ahead"),
    ],
)
def test_that_the_senders_clock_is_told_in_whole_seconds_give_or_take_one(difference: float, words: str) -> None:
    assert said_of_clock(difference) == f"sender's clock {words}"
