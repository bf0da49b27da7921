from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from floorwalker.session.journal import Journal

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]

SHOWN, HIDDEN, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    write(0, 1, 2, Code=3)
    write(3, 4, Code=1)
    write(5, Category=2, Code=12)
    shown = show(journal.path)
    shown.qtbot.waitUntil(lambda: len(tree(shown)) == 5)
    return shown


def tree(shown: "Shown") -> dict[str, str]:
    """Names and counts, codes after their category."""
    found: dict[str, str] = {}

    def _walk(parent: QModelIndex) -> None:
        for row in range(shown.view.facets.model.rowCount(parent)):
            index = shown.view.facets.model.index(row, 0, parent)
            found[index.data()] = index.siblingAtColumn(1).data()
            _walk(index)

    _walk(QModelIndex())
    return found


def item(shown: "Shown", name: str) -> QModelIndex:
    model = shown.view.facets.model
    recursive = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    return model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, name, 1, recursive)[0]


def box(shown: "Shown", name: str) -> Qt.CheckState:
    return Qt.CheckState(item(shown, name).data(Qt.ItemDataRole.CheckStateRole))


def tick(shown: "Shown", name: str, state: Qt.CheckState) -> None:
    assert shown.view.facets.model.setData(item(shown, name), state, Qt.ItemDataRole.CheckStateRole)


def test_that_kinds_are_counted_by_their_names(shown: "Shown") -> None:
    assert tree(shown) == {"Agent": "5", "SignedIn 1": "2", "StatusChanged 3": "3", "IVR": "1", "12": "1"}


def test_that_counts_are_of_the_whole_session_and_go_on(shown: "Shown", write: Write) -> None:
    shown.view.set_filter("agent:nobody")
    write(6, 7, Code=1)
    write(8, Category=9, Code=2)
    shown.qtbot.waitUntil(lambda: tree(shown).get("SignedIn 1") == "4")
    assert tree(shown)["Category 9"] == "1"


def test_that_unticking_writes_into_the_expression(shown: "Shown") -> None:
    shown.view.set_filter("agent:agent.0")
    tick(shown, "SignedIn 1", HIDDEN)
    assert shown.view.expression == "agent:agent.0 -event:agent/1"
    assert (box(shown, "Agent"), box(shown, "SignedIn 1")) == (PARTLY, HIDDEN)
    tick(shown, "SignedIn 1", SHOWN)
    assert shown.view.expression == "agent:agent.0"
    assert box(shown, "Agent") == SHOWN


def test_that_unticking_a_category_hides_all_its_codes(shown: "Shown") -> None:
    tick(shown, "Agent", HIDDEN)
    assert shown.view.expression == "-event:agent/*"
    assert [box(shown, name) for name in ("Agent", "SignedIn 1", "IVR")] == [HIDDEN, HIDDEN, SHOWN]


def test_that_an_expression_ticks_the_boxes(shown: "Shown") -> None:
    shown.view.set_filter("event:agent/3")
    boxes = {name: box(shown, name) for name in tree(shown)}
    assert boxes == {"Agent": PARTLY, "SignedIn 1": HIDDEN, "StatusChanged 3": SHOWN, "IVR": HIDDEN, "12": HIDDEN}


def test_that_a_kind_that_appears_later_is_ticked_as_the_filter_says(shown: "Shown", write: Write) -> None:
    shown.view.set_filter("event:agent/3")
    write(9, Category=3, Code=1)
    shown.qtbot.waitUntil(lambda: "Email" in tree(shown))
    assert box(shown, "Email") == HIDDEN


def test_that_boxes_cannot_be_used_where_they_cannot_say_what_the_filter_says(shown: "Shown") -> None:
    shown.view.set_filter("event:agent/3 OR agent:agent.0")
    assert not item(shown, "Agent").flags() & Qt.ItemFlag.ItemIsUserCheckable
    shown.view.set_filter("")
    assert item(shown, "Agent").flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert box(shown, "Agent") == SHOWN


def test_that_enter_shows_only_that_kind_and_again_everything(shown: "Shown") -> None:
    tree_view = shown.view.facets.tree
    tree_view.setCurrentIndex(item(shown, "StatusChanged 3"))
    shown.qtbot.keyClick(tree_view, Qt.Key.Key_Return)
    assert shown.view.expression == "event:agent/3"
    shown.qtbot.keyClick(tree_view, Qt.Key.Key_Return)
    assert shown.view.expression == ""


def test_that_a_double_click_shows_only_that_kind(shown: "Shown") -> None:
    tree_view = shown.view.facets.tree
    middle = tree_view.visualRect(item(shown, "StatusChanged 3")).center()
    shown.qtbot.mouseClick(tree_view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    shown.qtbot.mouseDClick(tree_view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert shown.view.expression == "event:agent/3"


def test_that_the_menu_offers_all_but_this(shown: "Shown") -> None:
    menu = shown.view.facets.menu((1, 3))
    {action.text(): action for action in menu.actions()}["Everything but this"].trigger()
    menu.close()
    assert shown.view.expression == "-event:agent/3"
