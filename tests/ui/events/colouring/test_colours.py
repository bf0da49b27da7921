"""Which rows the rules colour, by numbers at once and by payloads when these are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.session.keeping import Retention
from floorwalker.ui.events.colouring import colours as colours_module
from floorwalker.ui.events.colouring.grounds import GROUNDS, Ground, colour_of
from floorwalker.ui.events.colouring.rules import Rule
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.session.columns import Columns
    from floorwalker.session.journal import Journal
    from floorwalker.ui.events.colouring.colours import RowColours
    from tests.ui.events.conftest import Shown

NAMES = {colour_of(ground, dark=False).name(): ground for ground in GROUNDS}


@pytest.fixture
def shown(show: Callable[[Path], Shown], tmp_path: Path) -> Shown:
    """Six statuses of three agents, the last with a queue."""
    events = [made.payload(number) for number in range(5)]
    return show(made.session_of(tmp_path / "six.fw", [*events, made.payload(5, QueueName="Sales")]))


def colours(shown: Shown) -> RowColours:
    return shown.view.colouring.colours


def give(shown: Shown, *rules: tuple[str, Ground]) -> None:
    colours(shown).set_rules(tuple(Rule(expression=expression, colour=ground) for expression, ground in rules))


def of_rows(shown: Shown, rows: int = 6) -> list[str]:
    """The colours of the first rows by their names, "" for none."""
    colours(shown).look_at(range(rows))
    found = (colours(shown).ground(row) for row in range(rows))
    return ["" if colour is None else NAMES[colour.name()] for colour in found]


def test_that_the_first_rule_that_fits_wins(shown: Shown) -> None:
    give(shown, ("agent:agent.1", "red"), ("seq:1..3", "blue"), ("agent:agent.1", "green"))
    assert of_rows(shown) == ["blue", "red", "blue", "", "red", ""]


def test_that_rules_that_are_off_or_wrong_are_passed_over(shown: Shown) -> None:
    off = Rule(expression="seq:1", colour="red", on=False)
    wrong, empty = Rule(expression="(", colour="red"), Rule(expression=" ", colour="red")
    colours(shown).set_rules((off, wrong, empty, Rule(expression="seq:1..2", colour="teal")))
    assert of_rows(shown) == ["teal", "teal", "", "", "", ""]


def test_that_payloads_are_read_where_they_decide_and_rules_after_them_wait(shown: Shown) -> None:
    give(shown, ("seq:1", "grey"), ("QueueName:Sales", "orange"), ("seq:1..4", "pink"), ('"agent.2"', "violet"))
    shown.qtbot.waitUntil(lambda: of_rows(shown) == ["grey", "pink", "pink", "pink", "", "orange"])
    give(shown, ("agent:agent.0 QueueName:*", "red"), ('"agent.1"', "green"))
    shown.qtbot.waitUntil(lambda: of_rows(shown) == ["", "green", "", "", "green", ""])


def test_that_only_rows_that_are_looked_at_are_asked(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    numbers = colours(shown)._numbers

    def _numbers(rows: NDArray[np.int64]) -> Columns:
        asked.extend(rows.tolist())
        return numbers(rows)

    give(shown, ("seq:2..3", "red"))
    monkeypatch.setattr(colours(shown), "_numbers", _numbers)
    colours(shown).forget()
    colours(shown).look_at([4, 2])
    colours(shown).look_at([2, 3, 4])
    assert asked == [2, 4, 3]


def test_that_a_rule_for_marks_follows_them(shown: Shown) -> None:
    give(shown, ("is:marked", "yellow"))
    assert of_rows(shown) == [""] * 6
    shown.view.marking.marks.toggle([2])
    assert of_rows(shown) == ["", "yellow", "", "", "", ""]
    shown.view.marking.marks.undos.undo()
    assert of_rows(shown) == [""] * 6


def test_that_colours_stay_with_their_events_when_older_ones_leave(
    journal: Journal, show: Callable[[Path], Shown], write: Callable[..., None]
) -> None:
    write(*range(100))
    shown = show(journal.path)
    give(shown, ("agent:agent.1", "red"))
    assert of_rows(shown, 3) == ["", "red", ""]
    while journal.keep_within(Retention(age=1), made.micros(39.5)):
        pass
    shown.wait_for(*range(41, 101))
    assert of_rows(shown, 3) == ["red", "", ""]


def test_that_a_pattern_that_runs_wild_is_told_and_not_asked_again(
    show: Callable[[Path], Shown], tmp_path: Path
) -> None:
    events = [made.payload(number, Note="a" * 5_000 + "!") for number in range(3)]
    shown = show(made.session_of(tmp_path / "three.fw", events))
    told: list[str] = []
    shown.view.told.connect(told.append)
    give(shown, ('Note:~"(a|a)+$"', "red"), ("seq:1..2", "blue"))
    shown.qtbot.waitUntil(lambda: of_rows(shown, 3) == ["blue", "blue", ""])
    assert len(told) == 1
    assert "is not asked any more" in told[0]


def test_that_what_was_scrolled_away_is_asked_when_it_is_looked_at_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colours_module, "MOST_WAITING", 2)
    give(shown, ('"agent.1"', "green"))
    for row in range(6):
        colours(shown).look_at([row])
    shown.qtbot.waitUntil(lambda: of_rows(shown) == ["", "green", "", "", "green", ""])


def test_that_few_colours_are_remembered_and_all_in_sight_are_known(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colours_module, "REMEMBERED", 4)
    give(shown, ("agent:agent.1", "red"))
    assert of_rows(shown) == ["", "red", "", "", "red", ""]
    colours(shown).forget()
    for row in range(6):
        colours(shown).look_at([row])
    assert len(colours(shown)._found) <= 4


def test_that_coloured_rows_are_painted_from_edge_to_edge(shown: Shown) -> None:
    give(shown, ("agent:agent.1", "green"))
    table = shown.view.table
    table.chosen.choose(5)
    picture = table.viewport().grab().toImage()
    green = colour_of("green", dark=False).name()
    for row in (1, 4):
        middle = table.rowViewportPosition(row) + 3
        assert {picture.pixelColor(x, middle).name() for x in (1, table.viewport().width() - 2)} == {green}
    assert picture.pixelColor(1, table.rowViewportPosition(2) + 3).name() != green


def test_that_a_rule_with_a_moving_time_is_asked_again(shown: Shown) -> None:
    give(shown, ("created:>-15m", "red"))
    assert colours(shown)._ageing.isActive()
    give(shown, ("seq:1", "red"))
    assert not colours(shown)._ageing.isActive()
