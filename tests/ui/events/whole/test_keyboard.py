"""The keyboard alone reaches everything in the events view that a mouse can use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from floorwalker.session.journal import Journal
from tests.session import made
from tests.ui.windows import OpenWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window

CONTROLS: Final = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
OTHER_WAYS: Final[dict[type[QWidget], str]] = {
    QScrollBar: "the arrow and page keys scroll what it belongs to",
    QHeaderView: "the table's menu and actions do what a header does",
}
"""What cannot have the focus, by kind, and how the keyboard does its work."""
OTHER_KEYS: Final[dict[str, str]] = {
    "QLineEditIconButton": "an action inside of a line: its tip names the key that does the same in the line",
    "ScrollLeftButton": "the arrow keys go through a bar of tabs",
    "ScrollRightButton": "the arrow keys go through a bar of tabs",
}
"""The same by the name of Qt's private classes and parts."""
MOST: Final = 80
"""More steps than a walk through the window has."""


@pytest.fixture
def window(journal: Journal, open_window: OpenWindow, qtbot: "QtBot") -> "Window":
    """A window that has the focus, with events, one of them refused, and one of them shown."""
    journal.append([made.delivery(made.payload(number, Username="j.smith"), at=number) for number in range(50)])
    journal.append([made.delivery(b"[7]", at=50)])
    window = open_window(journal.path, look_only=True, view="events")
    qtbot.waitUntil(lambda: window.events.pane.seq is not None)
    qtbot.waitUntil(lambda: window.events.pane.decoded.model().rowCount() > 0)
    window.resize(1280, 900)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.events.table.setFocus()
    qtbot.waitUntil(window.events.table.hasFocus)
    return window


def walked(key: Qt.Key) -> list[QWidget]:
    """Every widget that has the focus on the way round, by Tab or Shift+Tab, from the table back to it."""
    start = QApplication.focusWidget()
    assert start is not None
    way = [start]
    modifier = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
    for _ in range(MOST):
        before = QApplication.focusWidget()
        assert before is not None
        QTest.keyClick(before, key, modifier)
        now = QApplication.focusWidget()
        assert now is not None
        assert now is not before, f"{named(before)} keeps the key"
        if now is start:
            return way
        assert now not in way, f"from {named(before)} back to {named(now)}, and not to the beginning"
        way.append(now)
    pytest.fail(f"no way back to {named(start)}: {[named(one) for one in way]}")


def controls(window: "Window") -> Iterator[QWidget]:
    """All that a mouse can use now."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and widget.isVisible() and widget.isEnabled():
            yield widget


def has_key(widget: QWidget) -> bool:
    """Whether a shortcut does what a click on it does."""
    if not isinstance(widget, QAbstractButton):
        return False
    action = getattr(widget, "defaultAction", lambda: None)()
    shortcut = action.shortcut() if isinstance(action, QAction) else widget.shortcut()
    return not shortcut.isEmpty()


def is_excepted(widget: QWidget) -> bool:
    names = {widget.metaObject().className(), widget.objectName()}
    return isinstance(widget, tuple(OTHER_WAYS)) or not names.isdisjoint(OTHER_KEYS)


def named(widget: QWidget) -> str:
    """Kind, words and owner of a widget."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    words = words or widget.accessibleName() or widget.toolTip() or widget.objectName()
    return f"{type(widget).__name__} {words!r} in {type(widget.parentWidget()).__name__}"


def unreached(window: "Window", way: list[QWidget]) -> list[str]:
    proxies = {widget.focusProxy() for widget in way} | set(way)
    return [
        named(widget)
        for widget in controls(window)
        if widget not in proxies and not has_key(widget) and not is_excepted(widget)
    ]


def test_that_tab_goes_round_the_window_and_leaves_no_control_out(window: "Window") -> None:
    assert unreached(window, walked(Qt.Key.Key_Tab)) == []


@pytest.mark.usefixtures("window")
def test_that_shift_tab_goes_the_same_way_back() -> None:
    there = walked(Qt.Key.Key_Tab)
    back = walked(Qt.Key.Key_Backtab)
    assert [named(widget) for widget in back[1:]] == [named(widget) for widget in reversed(there[1:])]


def test_that_each_page_of_the_payload_is_reached(window: "Window", qtbot: "QtBot") -> None:
    tabs = window.events.pane.tabs
    for page in range(tabs.count()):
        tabs.setCurrentIndex(page)
        window.events.table.setFocus()
        qtbot.waitUntil(window.events.table.hasFocus)
        way = walked(Qt.Key.Key_Tab)
        assert unreached(window, way) == [], tabs.tabText(page)
        shown = tabs.currentWidget()
        assert shown is not None
        assert set(way) & {shown, *shown.findChildren(QAbstractScrollArea)}, tabs.tabText(page)


@pytest.mark.usefixtures("window")
def test_that_a_control_with_the_focus_shows_where_it_is() -> None:
    for widget in walked(Qt.Key.Key_Tab):
        assert widget.visibleRegion().boundingRect().height() > 4, named(widget)
