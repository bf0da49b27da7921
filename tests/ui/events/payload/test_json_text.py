import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.events.payload.json_text import pretty_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def pretty(text: str) -> str:
    return "\n".join(pretty_lines(text))


@given(VALUES, st.sampled_from([None, 1, 4]), st.booleans())
def test_that_it_is_laid_out_as_the_standard_library_does(value: object, indent: int | None, escaped: bool) -> None:
    sent = json.dumps(value, indent=indent, ensure_ascii=escaped)
    assert pretty(sent) == json.dumps(value, indent=2, ensure_ascii=escaped)


@pytest.mark.parametrize(
    "sent",
    ['{"a":1.50e+3,"b":-0,"c":12345678901234567890123}', r'{"a":"\u00e9\/\"x\\","a":"é"}', '"alone"', "17", "[[],{}]"],
)
def test_that_every_token_stays_as_it_was_sent(sent: str) -> None:
    without_blanks = re.sub(r'("(?:[^"\\]|\\.)*")|\s+', lambda match: match[1] or "", pretty(sent))
    assert without_blanks == sent


def test_that_lines_are_made_as_they_are_asked_for() -> None:
    lines = pretty_lines("[" + "1," * 10_000_000 + "1]")
    assert [next(lines) for _ in range(3)] == ["[", "  1,", "  1,"]


def test_that_depth_ends_somewhere() -> None:
    lines = list(pretty_lines("[" * 5_000 + "]" * 5_000))
    assert len(lines) == 9_999
    assert max(map(len, lines)) < 200
