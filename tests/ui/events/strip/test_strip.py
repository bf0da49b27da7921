"""The strip as a user drives it, over a session that grows."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.ui.events.strip.chosen import Span
from tests.session import made

if TYPE_CHECKING:
    from floorwalker.ui.events.strip.strip import Strip
    from floorwalker.ui.look import Look
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
TWO = "received:2026-11-22T12:00:20..2026-11-22T12:00:40"


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    """A minute of events, one a second, of two categories."""
    for second in range(0, 60, 2):
        write(second)
        write(second + 1, Category=2, Code=12)
    shown = show(journal.path)
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    strip_of(shown).setFocus()
    shown.qtbot.waitUntil(lambda: total(shown) == 60)
    shown.qtbot.waitUntil(lambda: left(shown) == 60)
    return shown


def strip_of(shown: "Shown") -> "Strip":
    return shown.view.strip


def total(shown: "Shown") -> int:
    filled = strip_of(shown)._filled
    return 0 if filled is None else int(filled.all.sum())


def left(shown: "Shown") -> int:
    filled = strip_of(shown)._filled
    return 0 if filled is None else int(filled.shown.sum())


def at(shown: "Shown", seconds: float) -> QPoint:
    """The place of a time after noon."""
    strip = strip_of(shown)
    assert strip.scale is not None
    return QPoint(round(strip.scale.x(made.micros(seconds))), strip.height() // 2)


def drag(shown: "Shown", start: float, end: float) -> None:
    strip, qtbot = strip_of(shown), shown.qtbot
    qtbot.mousePress(strip, LEFT, pos=at(shown, start))
    qtbot.mouseMove(strip, at(shown, (start + end) / 2))
    qtbot.mouseMove(strip, at(shown, end))
    qtbot.mouseRelease(strip, LEFT, pos=at(shown, end))


def test_that_a_drag_writes_the_time_of_whole_bars(shown: "Shown") -> None:
    shown.view.set_filter("category:ivr")
    drag(shown, 20.2, 39.8)
    assert shown.view.expression == f"category:ivr {TWO}"
    assert strip_of(shown).chosen == Span(made.micros(20), made.micros(40))
    assert len(shown.seqs) == 10


def test_that_a_drag_from_right_to_left_is_the_same(shown: "Shown") -> None:
    drag(shown, 39.8, 20.2)
    assert shown.view.expression == TWO


def test_that_the_middle_moves_and_the_ends_size(shown: "Shown") -> None:
    shown.view.set_filter(TWO)
    drag(shown, 30, 35)
    assert strip_of(shown).chosen == Span(made.micros(25), made.micros(45))
    drag(shown, 45, 49.8)
    assert strip_of(shown).chosen == Span(made.micros(25), made.micros(50))
    drag(shown, 25, 10.2)
    assert strip_of(shown).chosen == Span(made.micros(10), made.micros(50))
    assert shown.view.expression == "received:2026-11-22T12:00:10..2026-11-22T12:00:50"


@pytest.mark.parametrize("by", ["Esc", "double click", "x"])
def test_that_the_time_is_taken_away(shown: "Shown", by: str) -> None:
    strip, qtbot = strip_of(shown), shown.qtbot
    shown.view.set_filter(f"category:ivr {TWO}")
    assert strip.head.clear.isVisible()
    if by == "Esc":
        qtbot.keyClick(strip, Qt.Key.Key_Escape)
    elif by == "x":
        qtbot.mouseClick(strip.head.clear, LEFT)
    else:
        qtbot.mouseDClick(strip, LEFT, pos=at(shown, 30))
    assert shown.view.expression == "category:ivr"
    assert strip.chosen is None
    assert not strip.head.clear.isVisible()


def test_that_keys_choose_a_time_and_enter_applies_it(shown: "Shown") -> None:
    strip, qtbot = strip_of(shown), shown.qtbot
    shown.view.table.go_to_oldest()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.chosen is not None
    assert strip.chosen.start == made.micros(0)
    step = strip.scale.step if strip.scale else 0
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(strip, Qt.Key.Key_Left, SHIFT)
    assert strip.chosen == Span(made.micros(0) + step, made.micros(0) + 3 * step)
    assert "Enter" in strip.head.words.text()
    assert shown.view.expression == ""
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert shown.view.expression.startswith("received:2026-11-22T12:00:0")
    assert "Enter" not in strip.head.words.text()


def test_that_esc_during_a_drag_leaves_the_filter_as_it_was(shown: "Shown") -> None:
    strip, qtbot = strip_of(shown), shown.qtbot
    shown.view.set_filter(TWO)
    qtbot.mousePress(strip, LEFT, pos=at(shown, 30))
    qtbot.mouseMove(strip, at(shown, 50))
    assert strip.chosen != Span(made.micros(20), made.micros(40))
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    qtbot.mouseRelease(strip, LEFT, pos=at(shown, 50))
    assert shown.view.expression == TWO
    assert strip.chosen == Span(made.micros(20), made.micros(40))


def test_that_what_was_not_applied_is_forgotten_elsewhere(shown: "Shown") -> None:
    strip = strip_of(shown)
    shown.qtbot.keyClick(strip, Qt.Key.Key_Right)
    shown.view.table.setFocus()
    assert strip.chosen is None


def test_that_a_click_brings_that_time_into_the_tables_sight(shown: "Shown") -> None:
    table = shown.view.table
    assert table.following.is_following
    shown.qtbot.mouseClick(strip_of(shown), LEFT, pos=at(shown, 5.1))
    assert not table.following.is_following
    sight = strip_of(shown)._sight.span()
    assert sight is not None
    assert sight.start <= made.micros(5) <= sight.end
    assert shown.view.expression == ""


def test_that_it_shows_what_the_filter_leaves(shown: "Shown") -> None:
    shown.view.set_filter("category:ivr")
    shown.qtbot.waitUntil(lambda: left(shown) == 30)
    assert total(shown) == 60
    strip = strip_of(shown)
    assert strip.scale is not None
    assert strip._filled is not None
    words = strip.words_at(at(shown, 0.5).x(), strip.scale, strip._filled)
    assert "22 Nov" in words
    shown.view.set_filter("")
    shown.qtbot.waitUntil(lambda: left(shown) == 60)


def test_that_it_goes_on_while_events_arrive_and_leave(shown: "Shown", journal: Journal, write: Write) -> None:
    write(*range(60, 90))
    shown.qtbot.waitUntil(lambda: (total(shown), left(shown)) == (90, 90))
    while journal.keep_within(Retention(age=1), made.micros(39.5)):
        pass
    shown.wait_for(*range(41, 91))
    shown.qtbot.waitUntil(lambda: (total(shown), left(shown)) == (50, 50))
    scale = strip_of(shown).scale
    assert scale is not None
    assert scale.start >= made.micros(39)


def test_that_a_gap_is_hatched_and_told(tmp_path: Path, show: Show) -> None:
    path = tmp_path / "gap.fw"
    before = made.new_journal(path)
    before.append([made.delivery(made.payload(0), at=0)])
    before.close(made.micros(10))
    after = Journal.open(path, made.CATALOG, made.micros(40))
    after.append([made.delivery(made.payload(50), at=50)])
    after.close(made.micros(60))
    shown = show(path)
    strip = strip_of(shown)
    shown.qtbot.waitUntil(lambda: total(shown) == 2)
    assert strip.scale is not None
    assert strip._filled is not None
    said = strip.words_at(at(shown, 25).x(), strip.scale, strip._filled)
    assert "Nothing was captured: 22 Nov" in said
    assert said.splitlines()[1] == "No events"
    hatch = shown.view._look.colour("gap").rgb()
    image = strip.grab().toImage()
    place = at(shown, 25)
    near = {image.pixel(place.x() + x, place.y() + y) for x in range(-4, 5) for y in range(-4, 5)}
    assert hatch in near


def test_that_bars_have_their_categories_colours_light_and_dark(shown: "Shown", look: "Look") -> None:
    for theme in ("light", "dark"):
        look.set_theme(theme)
        image = strip_of(shown).grab().toImage()
        painted = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert {look.category_colour(1).rgb(), look.category_colour(2).rgb()} <= painted


def test_that_a_time_that_is_open_or_moves_is_shown_too(shown: "Shown") -> None:
    strip = strip_of(shown)
    shown.view.set_filter("received:<2026-11-22T12:00:30")
    assert strip.chosen == Span(made.micros(0), made.micros(30) - 1)
    shown.view.set_filter("received:>-15m")
    assert strip.chosen is not None
    shown.view.set_filter("received:>-15m OR is:late")
    assert strip.chosen is None


def test_that_ctrl_b_hides_it_and_the_layout_remembers_that(shown: "Shown", show: Show) -> None:
    shown.view.table.setFocus()
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not strip_of(shown).isVisible()
    shown.view.facets.folded = 0b1010
    other = show(shown.live.path).view
    other.restore_layout(shown.view.save_layout())
    assert not other.strip.isVisible()
    assert other.facets.folded == 0b1010
    other.reset_layout()
    assert other.strip.isVisible()
    assert other.facets.folded == 0


def test_that_an_empty_session_says_what_the_strip_is_for(journal: Journal, show: Show) -> None:
    shown = show(journal.path)
    assert "drag" in strip_of(shown).head.words.text()
    shown.qtbot.keyClick(strip_of(shown), Qt.Key.Key_Right)
    shown.qtbot.mouseClick(strip_of(shown), LEFT)
    assert strip_of(shown).chosen is None
