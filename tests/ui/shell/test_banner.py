from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.ui.shell.banner import Banners

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look


@pytest.fixture
def banners(look: "Look", qtbot: "QtBot") -> Banners:
    made = Banners(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_a_trouble_is_shown_with_its_remedy(banners: Banners) -> None:
    banners.tell("disk", "The disk is full.", "Make room on it.")
    banner = banners.shown("disk")
    assert banner is not None
    assert (banner.problem, banner.remedy) == ("The disk is full.", "Make room on it.")
    assert not banner.button.isVisible()


def test_that_its_button_does_what_it_says_and_takes_the_banner_away(banners: Banners) -> None:
    done: list[bool] = []
    banners.tell("capture", "It crashed.", "Start it again.", "Start again", lambda: done.append(True))
    banner = banners.shown("capture")
    assert banner is not None
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert banners.shown("capture") is None


def test_that_a_newer_trouble_takes_the_place_of_the_same_topics_older_one(banners: Banners) -> None:
    banners.tell("disk", "The disk is full.", "Make room.")
    banners.tell("capture", "It crashed.", "Start it again.")
    banners.tell("disk", "The disk is gone.", "Plug it in.")
    disk, capture = banners.shown("disk"), banners.shown("capture")
    assert disk is not None
    assert capture is not None
    assert disk.problem == "The disk is gone."
    assert capture.problem == "It crashed."


@pytest.mark.parametrize("by", ["mouse", "keyboard", "its end"])
def test_that_it_can_be_dismissed(banners: Banners, by: str) -> None:
    banners.tell("disk", "The disk is full.", "Make room.", "Look", lambda: None)
    banner = banners.shown("disk")
    assert banner is not None
    if by == "mouse":
        QTest.mouseClick(banner.dismiss_button, Qt.MouseButton.LeftButton)
    elif by == "keyboard":
        QTest.keyClick(banner.button, Qt.Key.Key_Escape)
    else:
        banners.take_away("disk")
    assert banners.shown("disk") is None


def test_that_words_of_strangers_are_shown_as_they_are(banners: Banners) -> None:
    banners.tell("capture", "It said: <b>bold</b>", "")
    banner = banners.shown("capture")
    assert banner is not None
    assert banner._problem.textFormat() == Qt.TextFormat.PlainText
    assert banner.problem == "It said: <b>bold</b>"
