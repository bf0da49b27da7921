"""The raw payload: laid out, folded, searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from floorwalker.ui.events.payload.finding import MOST, Hit, find
from floorwalker.ui.events.payload.folding import folds
from floorwalker.ui.events.payload.json_text import pretty_lines
from floorwalker.ui.events.payload.pages import PAGE, pretty, raw
from floorwalker.ui.events.payload.raw import RawPayload

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look

SENT = b'{"Queue": {"Name": "Sales {", "Skills": ["de", "fr"]}, "Empty": {}, "Wait": [1]}'
"""Laid out, its lines are 0 {, 1 Queue {, 2 Name, 3 Skills [, 4 de, 5 fr, 6 ], 7 }, 8 Empty, 9 Wait [, 10 1, 11 ], 12 }
"""


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> RawPayload:
    made = RawPayload(look)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_payload(SENT)
    made.pretty.setChecked(True)
    made.show()
    return made


def seen(page: RawPayload) -> list[int]:
    return [line for line, _, _ in page.text.lines_in_sight()]


def put_cursor(page: RawPayload, line: int) -> None:
    page.text.setTextCursor(QTextCursor(page.text.document().findBlockByNumber(line)))


def test_that_folds_go_from_what_opens_to_what_closes() -> None:
    assert folds(list(pretty_lines(SENT.decode()))) == {0: 12, 1: 7, 3: 6, 9: 11}


def test_that_what_does_not_close_on_a_page_folds_to_its_end() -> None:
    assert folds(["{", '  "a": [', "    1,"]) == {0: 2, 1: 2}
    assert folds(["  ],", "}"]) == {}


def test_that_the_keys_fold_and_unfold_what_the_cursor_is_in(page: RawPayload) -> None:
    put_cursor(page, 4)
    QTest.keyClick(page.text, Qt.Key.Key_Minus)
    assert seen(page) == [0, 1, 2, 3, 7, 8, 9, 10, 11, 12]
    assert page.text.textCursor().blockNumber() == 3
    QTest.keyClick(page.text, Qt.Key.Key_Minus)
    assert seen(page) == [0, 1, 8, 9, 10, 11, 12]
    QTest.keyClick(page.text, Qt.Key.Key_Plus)
    assert seen(page) == [0, 1, 2, 3, 7, 8, 9, 10, 11, 12]


def test_that_all_is_folded_but_the_outermost_and_unfolded_again(page: RawPayload) -> None:
    page.fold_all.trigger()
    assert seen(page) == [0, 1, 8, 9, 12]
    page.unfold_all.trigger()
    assert seen(page) == list(range(13))


def test_that_a_click_beside_a_line_folds_it(page: RawPayload) -> None:
    places = {line: place.center().y() for line, _, place in page.text.lines_in_sight()}
    for line in (9, 2):
        gutter = page.text.childAt(4, round(places[line]))
        assert gutter is not None
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(4, round(places[line])))
    assert page.text.folded == {9}


def test_that_what_is_folded_is_copied_all_the_same(page: RawPayload) -> None:
    page.fold_all.trigger()
    page.text.selectAll()
    assert '"Skills"' in page.text.textCursor().selectedText()


def test_that_a_hit_in_what_is_folded_unfolds_it(page: RawPayload, qtbot: QtBot) -> None:
    page.fold_all.trigger()
    with qtbot.waitSignal(page.found):
        page.look_for("FR")
    assert page.hits == 1
    page.go_to_hit(0)
    assert 5 in seen(page)
    assert page.text.textCursor().blockNumber() == 5
    assert 10 not in seen(page)


def test_that_as_it_was_sent_there_is_nothing_to_fold(page: RawPayload) -> None:
    page.pretty.setChecked(False)
    assert not page.fold.isEnabled()
    assert page.text.toPlainText() == SENT.decode()


def test_that_hits_are_found_on_all_pages_and_across_their_ends() -> None:
    sent = b"x" * (PAGE - 1) + b"NEEDLE" + b"y" * PAGE + b"needle"
    found = find(raw(sent), "needle")
    assert found.hits == [Hit(0, PAGE - 1, PAGE), Hit(2, 5, 11)]
    assert "".join(found.pages).encode() == sent


def test_that_signs_of_patterns_are_looked_for_as_they_are() -> None:
    assert len(find(raw(b"a.c abc (a.c"), "a.c").hits) == 2
    assert len(find(pretty(b'{"a": "(["}'), "([").hits) == 1


def test_that_no_more_hits_are_counted_than_anybody_goes_through() -> None:
    assert len(find(raw(b"x" * (3 * MOST)), "x").hits) == MOST


def test_that_what_nobody_waits_for_any_more_ends() -> None:
    assert find(raw(b"x" * PAGE * 3), "x", lambda: False).hits == []


def test_that_a_hit_far_behind_in_a_large_payload_is_gone_to(page: RawPayload, qtbot: QtBot) -> None:
    page.show_payload(b"[" + b'"' + b'x", "' * 200_000 + b'needle"]')
    with qtbot.waitSignal(page.found, timeout=20_000):
        page.look_for("needle")
    page.go_to_hit(0)
    assert page.text.textCursor().block().text().strip() == '"needle"'
    assert page.length.text().startswith("Page ")
    assert not page.length.text().startswith("Page 1 ")
