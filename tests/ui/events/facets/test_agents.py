"""The agents' part of the facets: the ones that count most, more of them, and one among many by name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.columns import AGENT, REASON, Names
from floorwalker.session.journal import Journal
from floorwalker.ui.events.facets import sections
from floorwalker.ui.events.facets.agents import Agents
from floorwalker.ui.events.facets.counts import Counts
from floorwalker.ui.events.facets.facet import Facet
from tests.session import made

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]

CROWD = 230


def counting(**counts: int) -> tuple[Names, Counts]:
    """Names with ids from 1 on, and how many events each has."""
    names, counted = Names(), Counts()
    names.add([(number, AGENT, name) for number, name in enumerate(counts, 1)])
    counted.agents[1 : len(counts) + 1] = list(counts.values())
    return names, counted


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 12))
def test_that_those_that_count_most_are_listed(numbers: list[int], most: int) -> None:
    names, counts = counting(**{f"a{place:02d}": number for place, number in enumerate(numbers)})
    agents = Agents(names)
    agents.update()
    agents.rank(counts, most)
    listed = agents.listed(counts)
    assert [count for _, count in listed] == sorted((number for number in numbers if number), reverse=True)[:most]
    assert all(numbers[int(name[1:])] == count for name, count in listed)
    assert agents.there == sum(map(bool, numbers))


def test_that_names_that_come_later_are_found_and_reasons_are_no_agents() -> None:
    names, counts = counting(Ann=3, bob=2)
    agents = Agents(names)
    agents.update()
    agents.find("AN")
    names.add([(3, REASON, "Danger"), (4, AGENT, "Hanna")])
    agents.update()
    counts.agents[3:5] = 1
    agents.rank(counts, 9)
    assert agents.listed(counts) == [("Ann", 3), ("Hanna", 1)]
    assert agents.count_of(counts, "HANNA") == 1
    assert agents.count_of(counts, "Danger") == 0


def test_that_the_order_stays_until_it_is_asked_for_or_there_is_room() -> None:
    names, counts = counting(ann=3, bob=2)
    agents = Agents(names)
    agents.update()
    agents.rank(counts, 2)
    counts.agents[2] = 5
    assert agents.listed(counts) == [("ann", 3), ("bob", 5)]
    names.add([(3, AGENT, "cem")])
    agents.update()
    counts.agents[3] = 1
    assert not agents.are_others(counts, 2)
    assert agents.are_others(counts, 3)


def test_that_a_count_of_an_id_without_a_number_is_none() -> None:
    assert Counts().of_agents(np.array([10**6])).tolist() == [0]


@pytest.fixture
def shown(journal: Journal, show: Show) -> Iterator["Shown"]:
    """Two events of agent.000, one of each of many others, whose model is tested all the while."""
    events = [made.payload(number, Username=f"agent.{number % CROWD:03d}") for number in range(CROWD + 1)]
    journal.append([made.delivery(event, at=second) for second, event in enumerate(events)])
    shown = show(journal.path)
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.facets.model, fatal)
    shown.qtbot.waitUntil(lambda: len(lines(shown)) > 10)
    yield shown
    tester.deleteLater()


def section(shown: "Shown") -> QModelIndex:
    return shown.view.facets.model.index(list(Facet).index(Facet.AGENT), 0)


def lines(shown: "Shown") -> list[str]:
    model = shown.view.facets.model
    return [model.index(row, 0, section(shown)).data() for row in range(model.rowCount(section(shown)))]


def go_to(shown: "Shown", row: int) -> None:
    tree = shown.view.facets.tree
    tree.setFocus()
    tree.setCurrentIndex(shown.view.facets.model.index(row, 0, section(shown)))


def test_that_a_few_are_listed_and_enter_opens_more(shown: "Shown") -> None:
    listed = lines(shown)
    assert listed[:2] == ["", "agent.000"]
    assert listed[-1] == f"{CROWD - sections.FEW} more…"
    assert section(shown).data() == f"Agents · {CROWD}"
    go_to(shown, len(listed) - 1)
    shown.qtbot.keyClick(shown.view.facets.tree, Qt.Key.Key_Return)
    listed = lines(shown)
    assert len(listed) == 1 + sections.MANY + 1
    assert listed[-1] == f"{CROWD - sections.MANY} more: find by name"


def test_that_one_among_many_is_found_by_a_part_of_the_name_and_shown_alone(shown: "Shown") -> None:
    facets, qtbot = shown.view.facets, shown.qtbot
    go_to(shown, 0)
    qtbot.keyClick(facets.tree, Qt.Key.Key_Return)
    line = facets.finding._line
    assert line is not None
    assert line.hasFocus()
    qtbot.keyClicks(line, "T.22")
    qtbot.waitUntil(lambda: lines(shown)[1:] == [f"agent.22{digit}" for digit in range(10)])
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert facets.tree.currentIndex().data() == "agent.220"
    qtbot.keyClick(facets.tree, Qt.Key.Key_Return)
    assert shown.view.expression == "agent:agent.220"
    shown.wait_for(221)
    facets.finding.focus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    assert "agent.220" in lines(shown)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert facets.tree.hasFocus()


def test_that_a_name_that_nobody_has_is_told(shown: "Shown") -> None:
    line = shown.view.facets.finding._line
    assert line is not None
    line.setText("nobody")
    shown.qtbot.waitUntil(lambda: lines(shown) == ["", "No such agent among these events"])
