"""Whatever the window tells of itself: tips, shortcuts, versions, and what went wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from floorwalker.ui.dialogs.about import About
from floorwalker.ui.dialogs.bug_report import BugReport
from floorwalker.ui.dialogs.shortcuts import Shortcuts
from tests.ui.windows import clipboard, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window

Dialog = TypeVar("Dialog", bound=QDialog)

README: Final = Path(__file__).resolve().parents[2] / "README.md"
OF_A_LINE: Final = {"Ctrl+Space"}
"""Keys that a line to write in takes itself."""


def dialog_of(window: Window, kind: type[Dialog]) -> Dialog:
    [dialog] = window.findChildren(kind)
    assert dialog.isVisible()
    return dialog


def test_that_every_command_has_a_shortcut_of_its_own_and_a_tip_that_tells_it(looking: Window) -> None:
    commands = looking.commands.all()
    keys = [action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in commands]
    assert all(keys)
    assert Counter(keys).most_common(1)[0][1] == 1
    for action, key in zip(commands, keys, strict=True):
        assert key in action.toolTip()
        assert action.text()
        assert not action.icon().isNull()


def test_that_no_view_takes_a_shortcut_of_the_window(looking: Window) -> None:
    ours = {action.shortcut() for action in looking.commands.all()}
    theirs = [*looking.floor.findChildren(QAction), *looking.events.findChildren(QAction)]
    assert [action.text() for action in theirs if action.shortcut() in ours and not action.shortcut().isEmpty()] == []


def test_that_all_shortcuts_are_listed_and_can_be_searched(looking: Window) -> None:
    press(looking, "F1")
    dialog = dialog_of(looking, Shortcuts)
    everything = shown(dialog)
    assert {"Window", "Events", "Copy URL"} <= set(everything)
    QTest.keyClicks(dialog.search, "copy url")
    assert shown(dialog) == {"Window": "", "Copy URL": "Ctrl+Shift+U"}


def test_that_every_shortcut_in_the_readme_is_one_of_the_window(looking: Window) -> None:
    there = {key.toString() for action in looking.findChildren(QAction) for key in action.shortcuts()} | {
        shortcut.key().toString() for shortcut in looking.findChildren(QShortcut)
    }
    told = told_shortcuts(README.read_text("utf-8"))
    assert len(told) > 40
    assert told - there == OF_A_LINE


def told_shortcuts(text: str) -> set[str]:
    """All that are in the last column of the table of keys, and elsewhere those with Ctrl, Alt or Shift."""
    cells = re.search(r"^\| to \| do \| keys \|$(.*?)\n\n", text, re.MULTILINE | re.DOTALL)
    assert cells is not None
    columns = [row.rstrip(" |").rsplit("|", 1)[-1] for row in cells[1].splitlines()[2:]]
    alone = {word for column in columns for word in re.split(r"[, ]+", column) if word and not word.islower()}
    together = set(re.findall(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z]\w*|\d|[-+,])", text))
    return {QKeySequence(key.replace("Enter", "Return")).toString() for key in alone | together}


def shown(dialog: Shortcuts) -> dict[str, str]:
    """The entries that can be seen, headings too, with their shortcuts."""
    model = dialog.list.model()
    headings = [
        model.index(row, 0) for row in range(model.rowCount()) if not dialog.list.isRowHidden(row, QModelIndex())
    ]
    found = {heading.data(): "" for heading in headings}
    for heading in headings:
        for row in range(model.rowCount(heading)):
            if not dialog.list.isRowHidden(row, heading):
                found[model.index(row, 0, heading).data()] = model.index(row, 1, heading).data()
    return found


def test_that_about_tells_the_version_and_where_the_session_lies(looking: Window, session: Path) -> None:
    press(looking, "Shift+F1")
    dialog = dialog_of(looking, About)
    assert str(session) in dialog.facts.text()
    assert "Qt 6." in dialog.facts.text()


def test_that_the_menu_opens_by_its_key(looking: Window, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def _close() -> None:
        seen.append(looking.top_bar.menu.isVisible())
        looking.top_bar.menu.close()

    looking.top_bar.menu.aboutToShow.connect(lambda: QTimer.singleShot(0, _close))
    press(looking, "F10")
    qtbot.waitUntil(lambda: seen == [True])
    words = [action.text() for action in looking.top_bar.menu.actions() if not action.isSeparator()]
    assert words[:5] == ["Open session…", "New session", "Sources…", "Roster file…", "Export events…"]


def test_that_a_bug_is_told_with_a_report_to_copy(looking: Window) -> None:
    looking.tell_bug("ValueError: oh", "the whole report")
    looking.tell_bug("ValueError: oh", "the whole report")
    banner = looking.banners.shown("bug")
    assert banner is not None
    assert "2 times" in banner.problem
    assert "ValueError: oh" in banner.problem
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(looking, BugReport)
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert clipboard() == "the whole report"
