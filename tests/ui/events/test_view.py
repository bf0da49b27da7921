from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from floorwalker.session.journal import Journal
from floorwalker.ui.events import judge
from floorwalker.ui.events.table.cells import Column
from tests.session import made

if TYPE_CHECKING:
    from floorwalker.ui.look import Look
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    write(*range(9))
    return show(journal.path)


def activate(shown: "Shown") -> None:
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()


def choose(menu: QMenu, *path: str) -> None:
    """Choose an entry by its words, through submenus."""
    for words in path[:-1]:
        submenu = {action.text(): action for action in menu.actions()}[words].menu()
        assert isinstance(submenu, QMenu)
        menu = submenu
    {action.text(): action for action in menu.actions()}[path[-1]].trigger()


def test_that_without_events_it_says_what_to_do(journal: Journal, show: Show, write: Write) -> None:
    shown = show(journal.path)
    assert shown.view.notice.isVisible()
    assert shown.view.notice.words.text() == "No events yet. What arrives is listed here."
    assert not shown.view.notice.clear.isVisible()
    write(0)
    shown.qtbot.waitUntil(lambda: not shown.view.notice.isVisible())


def test_that_a_filter_without_hits_can_be_cleared_on_the_spot(shown: "Shown") -> None:
    shown.view.set_filter("agent:nobody")
    assert shown.view.notice.isVisible()
    shown.qtbot.mouseClick(shown.view.notice.clear, Qt.MouseButton.LeftButton)
    assert not shown.view.notice.isVisible()
    assert shown.view.expression == ""
    assert len(shown.seqs) == 9


def test_that_a_change_of_the_filter_is_told(shown: "Shown") -> None:
    with shown.qtbot.waitSignal(shown.view.filter_changed) as changed:
        shown.view.set_filter("agent:agent.1")
    assert changed.args == ["agent:agent.1"]
    assert shown.view.bar.count.text() == "3 of 9 events"


def test_that_a_wrong_filter_leaves_the_last_right_one_in_force(shown: "Shown") -> None:
    shown.view.set_filter("agent:agent.1")
    shown.view.set_filter("agent:agent.1 (")
    assert shown.seqs == [2, 5, 8]
    assert shown.view.expression == "agent:agent.1"


def test_that_events_that_arrive_are_filtered_and_counted(shown: "Shown", write: Write) -> None:
    shown.view.set_filter("agent:agent.1")
    write(9, 10, 11)
    shown.wait_for(2, 5, 8, 11)
    assert shown.view.bar.count.text() == "4 of 12 events"


def test_that_a_slow_search_shows_its_progress_and_can_be_stopped_and_taken_up(
    shown: "Shown", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "BY_PAYLOADS", 1)
    progress, visible = shown.view.bar.progress, shown.view.visible
    progress._patience.setInterval(0)
    visible.progress.connect(lambda judged, _: progress.button.click() if judged == 4 else None)
    shown.view.set_filter("PhoneNo:100")
    shown.qtbot.waitUntil(lambda: progress.button.text() == "Search all")
    assert progress.isVisible()
    assert progress._words.text() == "Stopped: 5 events were not searched"
    assert shown.seqs == [1, 2, 3, 4]
    visible.progress.disconnect()
    shown.qtbot.mouseClick(progress.button, Qt.MouseButton.LeftButton)
    shown.wait_for(*range(1, 10))
    assert not progress.isVisible()


def test_that_a_wild_pattern_is_told_in_the_bar(journal: Journal, show: Show, write: Write) -> None:
    write(0, PhoneNo="a" * 40)
    shown = show(journal.path)
    shown.view.set_filter('PhoneNo:~"^(a|aa)+$b"')
    shown.qtbot.waitUntil(lambda: shown.view.bar.line.fault is not None)


def test_that_an_event_is_shown_on_request_even_where_the_filter_hid_it(shown: "Shown") -> None:
    shown.view.set_filter("agent:agent.1")
    shown.view.show_pane(shown=False)
    shown.view.show_event(1)
    assert shown.view.expression == ""
    assert shown.view.table.row() == 0
    assert shown.view.pane.isVisible()


def test_that_an_event_that_is_not_there_is_said_not_to_be(shown: "Shown") -> None:
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.show_event(812)
    assert told.args == ["Event 812 is not in this session"]


def test_that_ctrl_f_leads_to_the_filter_and_enter_back_to_the_table(shown: "Shown") -> None:
    activate(shown)
    shown.view.table.setFocus()
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.view.bar.line.hasFocus()
    shown.qtbot.keyClicks(shown.view.bar.line, "agent:agent.1")
    shown.qtbot.keyClick(shown.view.bar.line, Qt.Key.Key_Return)
    assert shown.view.table.hasFocus()
    assert shown.seqs == [2, 5, 8]


def test_that_selected_events_are_copied_as_a_filter(shown: "Shown") -> None:
    shown.view.table.go_to(4)
    shown.view.actions_.like.trigger()
    assert QGuiApplication.clipboard().text() == "event:agent/3 agent:agent.1"


def test_that_the_layout_comes_back_in_another_view(shown: "Shown", show: Show) -> None:
    view = shown.view
    view.pane.tabs.setCurrentIndex(2)
    view.table.horizontalHeader().resizeSection(2, 222)
    view.show_pane(shown=False)
    other = show(shown.live.path).view
    other.restore_layout(view.save_layout())
    assert not other.pane.isVisible()
    assert other.pane.tabs.currentIndex() == 2
    assert other.table.columnWidth(2) == 222
    other.reset_layout()
    assert other.pane.isVisible()
    assert other.table.columnWidth(2) != 222


def test_that_a_remembered_layout_leaves_room_for_the_dates_of_an_older_session(shown: "Shown") -> None:
    header = shown.view.table.horizontalHeader()
    dated = header.sectionSize(Column.TIME)
    header.resizeSection(Column.TIME, 60)
    shown.view.restore_layout(shown.view.save_layout())
    assert header.sectionSize(Column.TIME) == dated


@pytest.mark.parametrize("foreign", [b"", b"nonsense", b"\x00\x00\x00\x01" + b"\xff" * 40])
def test_that_a_foreign_layout_is_ignored(shown: "Shown", foreign: bytes) -> None:
    before = shown.view.save_layout()
    shown.view.restore_layout(QByteArray(foreign))
    assert shown.view.save_layout() == before


def test_that_ctrl_i_hides_and_shows_the_payload(shown: "Shown") -> None:
    activate(shown)
    for is_visible in (False, True):
        shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert shown.view.pane.isVisible() == is_visible


def test_that_it_is_painted_in_the_colours_of_the_look(shown: "Shown", look: "Look") -> None:
    viewport = shown.view.table.viewport()
    look.set_theme("dark")
    mark = look.category_colour(1).rgb()
    image = viewport.grab().toImage()
    painted = {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert mark in painted


def test_that_times_have_room_for_a_date_where_events_are_not_of_today(journal: Journal, show: Show) -> None:
    journal.append([made.delivery(made.payload(0, CreationDateUtc="20200101000000"), at=-200_000_000)])
    shown = show(journal.path)
    text = shown.view.model.cells.text(0, 0)
    assert shown.view.table.fontMetrics().horizontalAdvance(text) < shown.view.table.columnWidth(0)


def test_that_the_newest_event_is_shown_at_first_and_new_ones_are_followed(shown: "Shown", write: Write) -> None:
    assert shown.view.pane.seq == 9
    assert shown.view.table.following.is_following
    write(9)
    shown.wait_for_rows(10)
    assert shown.view.pane.seq == 9


def test_that_progress_moves_nothing_below_it(shown: "Shown") -> None:
    before = shown.view.bar.sizeHint().height()
    shown.view.bar.progress.show()
    assert shown.view.bar.sizeHint().height() == before


def test_that_the_pane_comes_back_where_the_view_was_left_at_the_refused(shown: "Shown", show: Show) -> None:
    shown.view.actions_.refused.trigger()
    other = show(shown.live.path).view
    other.restore_layout(shown.view.save_layout())
    assert other.pane.isVisible()


def test_that_quiet_words_change_their_colour_with_the_look(shown: "Shown", look: "Look") -> None:
    look.set_theme("dark")
    count = shown.view.refused.entry.count
    assert count.palette().color(count.foregroundRole()) == look.colour("muted")


def test_that_the_newest_event_is_shown_when_a_filter_that_hid_everything_is_cleared(shown: "Shown") -> None:
    pane = shown.view.pane
    shown.view.table.selectionModel().clear()
    pane._row = pane._seq = None
    shown.view.set_filter("agent:nobody")
    assert pane.seq is None
    shown.view.set_filter("")
    assert pane.seq == shown.seqs[-1]


def test_that_in_a_low_window_the_payload_gives_way_to_some_events(shown: "Shown") -> None:
    shown.view.resize(800, 440)
    shown.qtbot.waitUntil(lambda: shown.view.height() == 440)
    assert shown.view.pane.isVisible()
    assert shown.view.table.viewport().height() >= 3 * shown.view.table.rowHeight(0)
