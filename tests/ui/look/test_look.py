from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from floorwalker.ui.look import Look
from floorwalker.ui.look.palettes import DARK, LIGHT, contrast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.options import Theme


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which looks after the test as it did before."""
    palette, font = QPalette(qapp.palette()), QFont(qapp.font())
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setPalette(palette)
    for kind in ("QLineEdit", "QCheckBox", "QRadioButton", "QTreeView"):
        qapp.setPalette(palette, kind)  # type: ignore[arg-type]
    qapp.setFont(font)


def pixel(look: Look, name: str) -> QColor:
    """The colour in the middle of an icon."""
    image = look.icon(name).pixmap(QSize(32, 32)).toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_that_another_theme_gives_other_colours_and_is_told(look: Look, qtbot: "QtBot") -> None:
    before = look.colour("ground")
    with qtbot.waitSignal(look.changed):
        look.set_theme("dark")
    assert look.is_dark
    assert look.colour("ground") == QColor(DARK.ground) != before


def test_that_choosing_the_theme_in_force_changes_nothing(look: Look, qtbot: "QtBot") -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.set_theme("light")


def test_that_icons_follow_the_theme(look: Look) -> None:
    light = pixel(look, "mdi6.square")
    look.set_theme("dark")
    assert light == QColor(LIGHT.text)
    assert pixel(look, "mdi6.square") == QColor(DARK.text)


def test_that_an_icon_is_made_once_for_each_colour(look: Look) -> None:
    first = look.icon("mdi6.coffee")
    assert look.icon("mdi6.coffee") is first
    assert look.icon("mdi6.coffee", "accent") is not first


@pytest.mark.parametrize(("theme", "follows"), [("system", True), ("light", False)])
def test_that_it_follows_the_system_unless_told_otherwise(
    application: QApplication, theme: "Theme", follows: bool
) -> None:
    look = Look(theme)
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.is_dark == follows
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not look.is_dark


def test_that_back_at_the_systems_theme_it_is_as_the_system_is(application: QApplication) -> None:
    look = Look("light")
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    look.set_theme("system")
    assert look.is_dark


def test_that_the_whole_application_is_dressed_and_dressed_again(look: Look, application: QApplication) -> None:
    look.dress(application)
    assert application.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    look.set_theme("dark")
    assert application.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    assert application.palette().color(QPalette.ColorRole.Highlight) == QColor(DARK.selection)


def test_that_boxes_to_tick_are_outlined_in_the_dark_as_well(look: Look, application: QApplication) -> None:
    look.dress(application)
    look.set_theme("dark")
    box = QCheckBox()
    box.ensurePolished()
    outline = box.palette().color(QPalette.ColorRole.Window).darker(140)
    assert contrast(outline, look.colour("raised")) >= 3


def test_that_type_has_three_sizes(look: Look) -> None:
    body = look.body().pointSizeF()
    assert look.small().pointSizeF() == pytest.approx(0.85 * body)
    assert look.tile().pointSizeF() == pytest.approx(1.8 * body)
    assert look.mono().pointSizeF() == pytest.approx(body)


def test_that_numbers_are_of_equal_width(look: Look) -> None:
    for font in (look.small(), look.body(), look.tile()):
        metrics = QFontMetrics(font)
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
        assert QFont.Tag("tnum") in font.featureTags()


def test_that_a_row_has_room_for_its_text(look: Look) -> None:
    assert look.row_height() >= 24
    assert look.row_height() > QFontMetrics(look.body()).height()


def test_that_a_style_sheet_gets_the_colours_of_now(look: Look) -> None:
    assert LIGHT.raised in look.sheet("top_bar")
    look.set_theme("dark")
    sheet = look.sheet("top_bar")
    assert DARK.raised in sheet
    assert "@" not in sheet.split("*/")[1]
