"""Tips of texts from outside."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from floorwalker.ui.look.tips import plain_tip


@pytest.mark.parametrize(
    "text", ["<b>bold</b>: On call", "<img src='/etc/x.png'>\nsince  09:00", "a &lt; b", 'c "d" <a href="x">e</a>']
)
def test_that_a_tip_shows_what_looks_like_html_as_it_is(qapp: object, text: str) -> None:
    del qapp
    document = QTextDocument()
    document.setHtml(plain_tip(text))
    assert document.toPlainText() == text


def test_that_any_other_tip_is_left_alone() -> None:
    assert plain_tip("c.diaz: 1 < 2\nsince 09:00") == "c.diaz: 1 < 2\nsince 09:00"
