from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from floorwalker.session.filter import parse_filter
from floorwalker.ui.events.filtering.bar import FilterBar
from tests.session.made import CATALOG

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_that_what_is_written_is_applied_after_a_pause(bar: FilterBar, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(bar.filter_changed) as changed:
        qtbot.keyClicks(bar.line, "agent:c.diaz")
    assert changed.args == [parse_filter("agent:c.diaz", CATALOG)]
    assert bar.expression == "agent:c.diaz"


def test_that_enter_applies_at_once_and_goes_on_to_the_events(bar: FilterBar, qtbot: "QtBot") -> None:
    qtbot.keyClicks(bar.line, "agent:c.diaz")
    with qtbot.waitSignals([bar.filter_changed, bar.left]):
        qtbot.keyClick(bar.line, Qt.Key.Key_Return)


def test_that_a_right_filter_is_said_in_plain_words(bar: FilterBar) -> None:
    assert bar.meaning.text() == "All events"
    bar.set_expression("category:agent agent:c.diaz")
    assert bar.meaning.text() == parse_filter("category:agent agent:c.diaz", CATALOG).english()


def test_that_a_wrong_filter_is_told_with_its_place_and_the_last_right_one_stays(
    bar: FilterBar, qtbot: "QtBot"
) -> None:
    bar.set_expression("agent:c.diaz")
    with qtbot.assertNotEmitted(bar.filter_changed):
        bar.set_expression("agent:c.diaz code:(")
    assert bar.expression == "agent:c.diaz"
    assert bar.filter == parse_filter("agent:c.diaz", CATALOG)
    assert bar.line.fault == (18, 19)
    assert "arenthes" in bar.meaning.text()
    assert "Until then: Events from agent c.diaz." in bar.meaning.toolTip()


def test_that_mending_it_takes_the_mark_away(bar: FilterBar, qtbot: "QtBot") -> None:
    bar.set_expression("agent:c.diaz code:(")
    qtbot.keyClick(bar.line, Qt.Key.Key_Backspace)
    assert bar.line.fault is None


def test_that_escape_shows_everything_and_then_leaves(bar: FilterBar, qtbot: "QtBot") -> None:
    bar.set_expression("agent:c.diaz")
    with qtbot.waitSignal(bar.filter_changed):
        qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.line.text() == ""
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.line, Qt.Key.Key_Escape)


def test_that_the_same_meaning_in_other_words_is_no_other_filter(bar: FilterBar, qtbot: "QtBot") -> None:
    bar.set_expression("agent:c.diaz")
    with qtbot.assertNotEmitted(bar.filter_changed):
        bar.set_expression("agent:c.diaz ")


def test_that_filters_that_were_used_are_offered_again_newest_first(bar: FilterBar, qtbot: "QtBot") -> None:
    for expression in ("agent:a", "agent:b", "agent:a"):
        bar.set_expression(expression)
        qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    menu = bar.recent_menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Save this filter as…", "Filter language…", "Used before", "agent:a", "agent:b", "Forget them"]
    menu.actions()[4].trigger()
    menu.close()
    assert bar.expression == "agent:b"


def test_that_another_bar_knows_them_too_until_they_are_forgotten(
    bar: FilterBar, make_bar: Callable[[], FilterBar], qtbot: "QtBot"
) -> None:
    bar.set_expression("agent:a")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    other = make_bar()
    assert list(other.history) == ["agent:a"]
    other.history.clear()
    assert list(make_bar().history) == []


def test_that_counts_are_told_of_how_many(bar: FilterBar) -> None:
    bar.tell_count(3, 70_723)
    assert bar.count.text() == "3 of 70,723 events"
    bar.tell_count(1, 1)
    assert bar.count.text() == "1 event"


def test_that_several_faults_are_told_one_after_the_other(bar: FilterBar) -> None:
    bar.set_expression("is:lat code:Strange agent:(")
    places = []
    for wrong, right in (("(", "x"), ("lat ", "late "), ("Strange", "3")):
        assert bar.line.fault is not None
        places.append(bar.line.text()[slice(*bar.line.fault)])
        bar.set_expression(bar.line.text().replace(wrong, right))
    assert places == ["(", "lat", "Strange"]
    assert bar.line.fault is None
    assert bar.filter == parse_filter("is:late code:3 agent:x", CATALOG)


def test_that_another_catalog_is_asked_at_once(bar: FilterBar, qtbot: "QtBot") -> None:
    named = CATALOG.model_copy(update={"categories": {9: CATALOG.categories[1]}})
    bar.set_expression("category:agent")
    with qtbot.waitSignal(bar.filter_changed) as changed:
        bar.set_catalog(named)
    assert changed.args == [parse_filter("category:agent", named)]
