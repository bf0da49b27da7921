from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication, QMainWindow

from floorwalker.ui.shell import memory
from floorwalker.ui.shell.memory import Memory


@pytest.fixture(autouse=True)
def _settled(home: Path, qapp: QApplication) -> None:
    del home, qapp
    memory.settle(for_picture=False)


def test_that_at_first_nothing_is_remembered(qapp: QApplication) -> None:
    del qapp
    first = Memory()
    assert (first.theme, first.view) == ("system", "floor")
    assert not first.put_in_place(QMainWindow())


def test_that_the_next_window_is_as_the_last_one_was() -> None:
    before, window = Memory(), QMainWindow()
    window.resize(640, 480)
    before.theme, before.view = "dark", "events"
    before.keep_place(window)
    after, next_window = Memory(), QMainWindow()
    assert (after.theme, after.view) == ("dark", "events")
    assert after.put_in_place(next_window)
    assert next_window.size() == window.size()


def test_that_it_is_kept_in_the_users_folder_of_settings(home: Path) -> None:
    one = Memory()
    one.theme = "light"
    QSettings().sync()
    assert [file.name for file in home.rglob("*.ini")] == ["floorwalker.ini"]


@pytest.mark.parametrize("key", ["window/theme", "window/view", "window/geometry"])
@pytest.mark.parametrize("value", ["nonsense", 7, QByteArray(b"\x00\x01")])
def test_that_foreign_values_count_as_none(key: str, value: object) -> None:
    QSettings().setValue(key, value)
    found = Memory()
    assert (found.theme, found.view) == ("system", "floor")
    assert not found.put_in_place(QMainWindow())


def test_that_a_layout_is_remembered_for_each_view() -> None:
    Memory().keep_layout("events", QByteArray(b"wide"))
    assert Memory().layout("events") == QByteArray(b"wide")
    assert Memory().layout("floor") is None


def test_that_a_reset_forgets_places_and_nothing_else() -> None:
    before, window = Memory(), QMainWindow()
    before.theme = "dark"
    before.keep_place(window)
    before.keep_layout("floor", QByteArray(b"wide"))
    before.forget_places()
    assert not Memory().put_in_place(window)
    assert Memory().layout("floor") is None
    assert Memory().theme == "dark"


def test_that_a_window_for_a_picture_neither_reads_nor_leaves_anything() -> None:
    kept = Memory()
    kept.theme = "dark"
    memory.settle(for_picture=True)
    for_picture = Memory()
    assert for_picture.theme == "system"
    for_picture.theme = "light"
    memory.settle(for_picture=False)
    assert Memory().theme == "dark"
