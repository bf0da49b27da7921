from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.journal import Journal
from floorwalker.ui.events.facets.entry import Key, Sort
from floorwalker.ui.events.facets.facet import Facet
from tests.session import made

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
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    shown.view.facets.tree.setFocus()
    shown.qtbot.waitUntil(lambda: tree(shown).get("Agent") == "5")
    return shown


@pytest.fixture(autouse=True)
def tester(request: pytest.FixtureRequest) -> Iterator[None]:
    """The model holds to what Qt's views rely on, whatever a test does to it."""
    model = request.getfixturevalue("shown").view.facets.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield
    tester.deleteLater()


def section(shown: "Shown", facet: Facet) -> dict[str, str]:
    """Names and counts of a section, without those below its lines."""
    model = shown.view.facets.model
    parent = model.index(list(Facet).index(facet), 0)
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return {index.data(): index.siblingAtColumn(1).data() for index in rows}


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


def choose(shown: "Shown", key: Key, words: str) -> None:
    menu = shown.view.facets.menu(key)
    {action.text(): action for action in menu.actions()}[words].trigger()
    menu.close()


def test_that_kinds_are_counted_by_their_names(shown: "Shown") -> None:
    counted = {"Agent": "5", "SignedIn 1": "2", "StatusChanged 3": "3", "IVR": "1", "12": "1"}
    assert {name: count for name, count in tree(shown).items() if name in counted} == counted


def test_that_agents_feeds_and_notes_are_counted(shown: "Shown", write: Write) -> None:
    assert section(shown, Facet.AGENT) == {"agent.0": "2", "agent.1": "2", "agent.2": "2"}
    assert section(shown, Facet.FEED) == {"http://127.0.0.1:8787/events": "6"}
    write(0)
    shown.qtbot.waitUntil(lambda: section(shown, Facet.NOTE)["Repeats"] == "1")
    noted = section(shown, Facet.NOTE)
    assert int(noted["Nothing noted"]) + int(noted["Anything noted"]) == 7


def test_that_counts_go_on_with_what_the_rest_of_the_filter_leaves(shown: "Shown", write: Write) -> None:
    shown.view.set_filter("agent:agent.0")
    write(6, 7, Code=1)
    write(9, Category=9, Code=2)
    shown.qtbot.waitUntil(lambda: "Category 9" in tree(shown))
    shown.qtbot.waitUntil(lambda: tree(shown)["SignedIn 1"] == "2")
    assert tree(shown)["StatusChanged 3"] == "1"
    assert section(shown, Facet.AGENT)["agent.1"] == "3"


def test_that_a_facet_does_not_count_by_its_own_terms(shown: "Shown") -> None:
    shown.view.set_filter("event:agent/3 agent:agent.0")
    shown.qtbot.waitUntil(lambda: tree(shown)["SignedIn 1"] == "1")
    assert tree(shown)["StatusChanged 3"] == "1"
    assert section(shown, Facet.AGENT) == {"agent.0": "1", "agent.1": "1", "agent.2": "1", "No agent": "0"}
    shown.view.set_filter("")
    shown.qtbot.waitUntil(lambda: tree(shown)["SignedIn 1"] == "2")


def test_that_what_looks_into_payloads_leaves_counts_of_all_facets(shown: "Shown") -> None:
    shown.view.set_filter('PhoneNo:100 "agent.0" -agent:agent.1')
    shown.qtbot.waitUntil(lambda: tree(shown)["Agent"] == "2")
    assert section(shown, Facet.AGENT)["agent.0"] == "2"


def test_that_boxes_of_agents_write_into_the_expression(shown: "Shown") -> None:
    shown.view.set_filter("is:late OR code:3")
    shown.view.set_filter("")
    tick(shown, "agent.1", HIDDEN)
    assert shown.view.expression == "-agent:agent.1"
    assert (box(shown, "agent.0"), box(shown, "agent.1"), box(shown, "No agent")) == (SHOWN, HIDDEN, SHOWN)
    tick(shown, "No agent", HIDDEN)
    assert shown.view.expression == "agent:* -agent:agent.1"
    assert box(shown, "No agent") == HIDDEN
    tick(shown, "No agent", SHOWN)
    tick(shown, "agent.1", SHOWN)
    assert shown.view.expression == ""


def test_that_a_box_that_no_filter_can_say_cannot_be_ticked(shown: "Shown") -> None:
    shown.view.set_filter("agent:agent.0")
    assert not item(shown, "No agent").flags() & Qt.ItemFlag.ItemIsUserCheckable
    tick(shown, "agent.2", SHOWN)
    assert shown.view.expression == "agent:agent.0,agent.2"


def test_that_only_what_has_no_agent_can_be_shown_and_then_anything(shown: "Shown") -> None:
    key = Key(Facet.AGENT, Sort.NAME)
    choose(shown, key, "Only this\tEnter")
    assert shown.view.expression == "-agent:*"
    choose(shown, key, "Any of Agents")
    assert shown.view.expression == ""


def test_that_notes_are_chosen_by_what_is_says(shown: "Shown") -> None:
    choose(shown, Key(Facet.NOTE, Sort.NAME, "late"), "Only this\tEnter")
    assert shown.view.expression == "is:late"
    tick(shown, "Repeats", SHOWN)
    assert shown.view.expression == "is:duplicate,late"
    choose(shown, Key(Facet.NOTE, Sort.NAME, ""), "Everything but this\tDel")
    assert shown.view.expression == "is:noted"
    assert box(shown, "Late") == SHOWN


def test_that_a_feed_that_is_called_by_its_number_is_ticked(shown: "Shown") -> None:
    shown.view.set_filter("-feed:1")
    assert box(shown, "http://127.0.0.1:8787/events") == HIDDEN
    assert section(shown, Facet.FEED) == {"http://127.0.0.1:8787/events": "6"}
    tick(shown, "http://127.0.0.1:8787/events", SHOWN)
    assert shown.view.expression == ""


def test_that_delete_shows_everything_but_the_current_line(shown: "Shown") -> None:
    tree_view = shown.view.facets.tree
    tree_view.setCurrentIndex(item(shown, "agent.2"))
    shown.qtbot.keyClick(tree_view, Qt.Key.Key_Delete)
    assert shown.view.expression == "-agent:agent.2"


def test_that_space_switches_a_box(shown: "Shown") -> None:
    tree_view = shown.view.facets.tree
    tree_view.setFocus()
    tree_view.setCurrentIndex(item(shown, "agent.2"))
    shown.qtbot.keyClick(tree_view, Qt.Key.Key_Space)
    assert shown.view.expression == "-agent:agent.2"


def test_that_a_section_tells_that_it_hides_something_or_more_than_boxes_can(shown: "Shown") -> None:
    shown.view.set_filter("agent:agent*")
    assert "More than boxes can say" in section(shown, Facet.AGENT)
    shown.view.set_filter("-agent:agent.0")
    assert shown.view.facets.model.index(1, 0).data().endswith("some hidden")


def test_that_sections_fold_and_say_which_are_folded(shown: "Shown") -> None:
    facets = shown.view.facets
    facets.tree.setCurrentIndex(facets.model.index(2, 0))
    shown.qtbot.keyClick(facets.tree, Qt.Key.Key_Return)
    assert facets.folded == 0b100
    facets.folded = 0b1
    assert [facets.tree.isExpanded(facets.model.index(row, 0)) for row in range(4)] == [False, True, True, True]


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
    wanted = {"Agent": PARTLY, "SignedIn 1": HIDDEN, "StatusChanged 3": SHOWN, "IVR": HIDDEN, "12": HIDDEN}
    assert {name: box(shown, name) for name in wanted} == wanted


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
    choose(shown, Key(Facet.KIND, Sort.KIND, (1, 3)), "Everything but this\tDel")
    assert shown.view.expression == "-event:agent/3"


def test_that_another_catalog_names_the_lines_at_once(shown: "Shown") -> None:
    shown.view.set_filter("event:agent/3")
    categories = dict(made.CATALOG.categories)
    categories[2] = categories[2].model_copy(update={"name": "Phone tree"})
    shown.live.set_catalog(made.CATALOG.model_copy(update={"categories": categories}))
    assert "Phone tree" in tree(shown)
    assert shown.view.expression == "event:agent/3"
    assert box(shown, "Phone tree") == HIDDEN


def test_that_marked_events_are_counted_as_the_filter_says(shown: "Shown") -> None:
    shown.view.visible.set_marked(frozenset({1, 2}))
    shown.view.set_filter("is:marked -agent:agent.0")
    shown.qtbot.waitUntil(lambda: section(shown, Facet.AGENT)["agent.1"] == "1")
    shown.view.visible.set_marked(frozenset({2, 5}))
    shown.qtbot.waitUntil(lambda: tree(shown)["StatusChanged 3"] == "1" and tree(shown)["SignedIn 1"] == "1")
