"""The text of a refused body, with a part of it marked."""

import pytest

from floorwalker.ui.events.payload.pages import PAGE, hexadecimal
from floorwalker.ui.events.refused.body_text import HEX_PAGE, BodyText
from floorwalker.ui.look import Look


def marked(body: BodyText) -> str:
    [selection] = body.text.extraSelections()
    return selection.cursor.selectedText()


@pytest.fixture
def body(look: Look) -> BodyText:
    return BodyText(look)


def test_that_a_place_is_marked_also_behind_odd_characters(body: BodyText) -> None:
    text = '{"é🙂":\r\n\r\n 12345}'
    body.show_body(text.encode())
    start = text.index("12345")
    body.show_place((start, start + 5))
    assert marked(body) == "12345"
    assert body.text.textCursor().position() == body.text.extraSelections()[0].cursor.selectionStart()
    body.show_place(None)
    assert body.text.extraSelections() == []


def test_that_a_place_on_a_later_page_is_turned_to(body: BodyText) -> None:
    text = "x" * (2 * PAGE + 10) + "HERE" + "y" * PAGE
    body.show_body(text.encode())
    assert body.next.isVisibleTo(body)
    body.show_place((2 * PAGE + 10, 2 * PAGE + 14))
    assert marked(body) == "HERE"
    assert body.length.text().startswith("Page 3")
    body.back.click()
    assert body.text.extraSelections() == []


def test_that_bytes_are_marked_among_their_numbers(body: BodyText) -> None:
    content = bytes([0x41] * (HEX_PAGE + 40)) + b"\xff" + b"\x42" * 50
    body.show_body(content)
    body.show_place((HEX_PAGE + 40, HEX_PAGE + 41))
    assert marked(body) == "ff"
    assert body.text.toPlainText() == hexadecimal(content).page(1)
    assert "not UTF-8" in body.length.text()


def test_that_no_body_says_so(body: BodyText) -> None:
    body.show_body(b"")
    assert body.text.placeholderText()
    assert body.length.text() == "0 bytes"
