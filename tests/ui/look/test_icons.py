import subprocess
import sys

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from floorwalker.ui.look import icons

_LOADED = """
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from floorwalker.ui.look import Look
application = QApplication([])
before = set(QFontDatabase.families())
Look().icon("mdi6.coffee").pixmap(16, 16)
print(len(set(QFontDatabase.families()) - before))
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["mdi6.coffee", "fa6s.mug-hot"])
def test_that_an_icon_is_the_one_that_qtawesome_draws(name: str) -> None:
    size, red = QSize(32, 32), QColor("red")
    ours, theirs = icons.icon(name, color=red), qtawesome.icon(name, color=red)
    assert ours.pixmap(size).toImage() == theirs.pixmap(size).toImage()


def test_that_one_font_is_loaded_for_our_icons() -> None:
    told = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout == "1\n"
