"""A body as a text to edit: what is not touched stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.events.sending.edited import EditedText

ODD = st.lists(st.sampled_from([*"ab\n\u2028\u2029\u00a0é🙂", "\r\n"]), max_size=30).map("".join)


@given(ODD)
def test_that_an_untouched_text_gives_the_same_bytes(text: str) -> None:
    edited = EditedText(text.encode())
    assert edited.body(edited.shown) == text.encode()


@given(ODD, ODD, st.integers(0, 30), st.integers(0, 30))
def test_that_an_edit_changes_nothing_outside_of_it(text: str, added: str, at: int, length: int) -> None:
    edited = EditedText(text.encode())
    shown = edited.shown
    new = added.replace("\r\n", "\n").replace("\u2029", "\n")
    changed = shown[:at] + new + shown[at + length :]
    assert EditedText(edited.body(changed)).shown == changed


def test_that_ends_of_lines_before_and_behind_an_edit_stay() -> None:
    edited = EditedText(b'{\r\n"a": 1,\r\n"b": 2\r}')
    assert edited.shown == '{\n"a": 1,\n"b": 2\n}'
    assert edited.body('{\n"a": 10,\n"b": 2\n}') == b'{\r\n"a": 10,\r\n"b": 2\r}'


def test_that_what_is_no_text_is_told() -> None:
    with pytest.raises(UnicodeDecodeError):
        EditedText(b"\xff")
