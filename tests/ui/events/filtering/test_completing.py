from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from floorwalker.ui.events.filtering.bar import FilterBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _tested(bar: FilterBar) -> None:
    QAbstractItemModelTester(
        bar.completing.popup.model_, QAbstractItemModelTester.FailureReportingMode.Fatal, bar.completing.popup
    )


def offered(bar: FilterBar) -> list[str]:
    """What the open list shows."""
    popup = bar.completing.popup
    assert popup.isVisible()
    return [popup.model_.index(row, 0).data() for row in range(popup.model_.rowCount())]


def press(bar: FilterBar, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(bar.line, key)


def use(bar: FilterBar, *expressions: str) -> None:
    for expression in expressions:
        bar.set_expression(expression)
        press(bar, Qt.Key.Key_Return)
    bar.set_expression("")
    bar.line.setFocus()


def test_that_names_and_then_values_are_taken_by_tab(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "-agen")
    assert offered(bar)[0] == "agent:"
    press(bar, Qt.Key.Key_Tab)
    assert bar.line.text() == "-agent:"
    assert offered(bar) == ["c.diaz", "j. smith"]
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert bar.line.text() == '-agent:"j. smith"'
    assert not bar.completing.popup.isVisible()
    assert bar.line.hasFocus()


def test_that_enter_takes_the_chosen_one_and_else_applies(bar: FilterBar, qtbot: "QtBot") -> None:
    QTest.keyClicks(bar.line, "agent:")
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.line.text() == "agent:c.diaz"
    with qtbot.waitSignals([bar.filter_changed, bar.left]):
        press(bar, Qt.Key.Key_Return)
    bar.line.clear()
    QTest.keyClicks(bar.line, "diaz")
    assert offered(bar) == ["agent:c.diaz"]
    with qtbot.waitSignal(bar.left):
        press(bar, Qt.Key.Key_Return)
    assert bar.expression == "diaz"
    assert not bar.completing.popup.isVisible()


def test_that_escape_closes_the_list_and_leaves_the_line(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "agent:")
    press(bar, Qt.Key.Key_Escape)
    assert not bar.completing.popup.isVisible()
    assert bar.line.text() == "agent:"
    press(bar, Qt.Key.Key_Escape)
    assert bar.line.text() == ""


def test_that_up_and_down_go_round_through_the_line(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "agent:")
    popup = bar.completing.popup
    rows = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(bar, key)
        rows.append(popup.currentIndex().row())
    assert rows == [1, 0, -1, 0, 1, -1]


def test_that_a_click_takes_one_and_undo_takes_it_back(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "agent:c")
    popup = bar.completing.popup
    QTest.mouseClick(
        popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(popup.model_.index(0, 0)).center()
    )
    assert bar.line.text() == "agent:c.diaz"
    bar.line.undo()
    assert bar.line.text() == "agent:c"


def test_that_the_list_lies_in_the_window_below_what_is_typed(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "code:3 agent:")
    popup = bar.completing.popup
    assert bar.rect().contains(popup.geometry())
    assert popup.geometry().top() >= bar.line.geometry().bottom()
    begin = popup.geometry().left()
    assert abs(begin - bar.line.cursorRect().center().x() - bar.line.x()) < 16


def test_that_the_list_stays_below_a_line_that_gets_narrower(bar: FilterBar, qtbot: "QtBot") -> None:
    QTest.keyClicks(bar.line, "agent:")
    bar.resize(300, 400)
    qtbot.waitUntil(lambda: bar.line.width() < 300)
    popup = bar.completing.popup
    assert popup.isVisible()
    assert bar.rect().contains(popup.geometry())


def test_that_it_can_be_asked_for_and_goes_with_the_focus(bar: FilterBar) -> None:
    QTest.keyClick(bar.line, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "category:" in offered(bar)
    bar.line.clearFocus()
    assert not bar.completing.popup.isVisible()


def test_that_a_filter_that_is_written_by_others_opens_nothing(bar: FilterBar) -> None:
    bar.set_expression("agent:")
    assert not bar.completing.popup.isVisible()


def test_that_places_are_right_behind_characters_of_two_units(bar: FilterBar) -> None:
    bar.line.insert("🙂 ")
    QTest.keyClicks(bar.line, "agent:c")
    press(bar, Qt.Key.Key_Tab)
    assert bar.line.text() == "🙂 agent:c.diaz"


def test_that_up_recalls_what_was_used_narrowed_by_what_is_written(bar: FilterBar) -> None:
    use(bar, "agent:a", "code:3", "agent:b")
    press(bar, Qt.Key.Key_Up)
    assert bar.line.text() == "agent:b"
    press(bar, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert bar.line.text() == "agent:a"
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert bar.line.text() == ""
    QTest.keyClicks(bar.line, "code")
    press(bar, Qt.Key.Key_Escape, Qt.Key.Key_Up)
    assert bar.line.text() == "code:3"
    press(bar, Qt.Key.Key_Down)
    assert bar.line.text() == "code"


def test_that_down_lists_what_was_used_and_typing_searches_in_it(bar: FilterBar) -> None:
    use(bar, "agent:a", "code:3", "agent:b")
    press(bar, Qt.Key.Key_Down)
    assert offered(bar) == ["agent:b", "code:3", "agent:a"]
    QTest.keyClicks(bar.line, "AG")
    assert offered(bar) == ["agent:b", "agent:a"]
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Delete)
    assert offered(bar) == ["agent:a"]
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.line.text() == "agent:a"
    assert list(bar.history) == ["code:3", "agent:a"]


def test_that_what_was_used_is_remembered(bar: FilterBar, make_bar: "Callable[[], FilterBar]") -> None:
    use(bar, "agent:a", "code:3")
    bar.history.forget("agent:a")
    assert list(make_bar().history) == ["code:3"]
