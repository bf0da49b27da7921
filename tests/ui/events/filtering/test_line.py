from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from floorwalker.ui.events.filtering.line import FilterLine
from tests.session.made import CATALOG

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look


@pytest.fixture
def line(look: "Look", qtbot: "QtBot") -> FilterLine:
    line = FilterLine(look, catalog=CATALOG)
    qtbot.addWidget(line)
    line.resize(400, 30)
    line.show()
    return line


def reddish_columns(line: FilterLine) -> list[int]:
    """Where the line has red in it: text and ground have none."""
    image = line.grab().toImage()
    pixels = ((x, image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height()))
    return sorted({x for x, colour in pixels if colour.red() > colour.green() + 20})


def test_that_a_fault_is_underlined_at_its_place(line: FilterLine) -> None:
    line.setText("agent:x wrong:(")
    letter = line.fontMetrics().horizontalAdvance("m")
    assert reddish_columns(line) == []
    line.mark(8, 13)
    marked = reddish_columns(line)
    begins = line.cursorRect().center().x() - 7 * letter
    assert abs(min(marked) - begins) <= letter
    assert abs(max(marked) - (begins + 5 * letter)) <= letter


def test_that_a_fault_at_the_very_end_is_seen(line: FilterLine) -> None:
    line.setText("agent:")
    line.mark(6, 6)
    assert line.fault == (5, 6)
    assert reddish_columns(line)


def test_that_unmarking_takes_the_line_away(line: FilterLine) -> None:
    line.setText("agent:")
    line.mark(0, 6)
    line.unmark()
    assert reddish_columns(line) == []


def test_that_marking_changes_neither_text_nor_cursor(line: FilterLine) -> None:
    line.setText("agent:🙂 wrong:(")
    line.setCursorPosition(4)
    line.mark(8, 13)
    assert (line.text(), line.cursorPosition()) == ("agent:🙂 wrong:(", 4)


def test_that_the_tip_of_a_wrong_line_tells_the_reason(line: FilterLine) -> None:
    line.setText("agent:x wrong:(")
    line.setToolTip("Show only some")
    line.mark(8, 13, "Parentheses stand around whole filters.")
    place = line.rect().center()
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, place, line.mapToGlobal(place)))
    assert QToolTip.text() == "Parentheses stand around whole filters."
    QToolTip.hideText()
