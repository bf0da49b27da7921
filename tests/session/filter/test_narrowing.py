"""What the database leaves out of a search, and that a filter never means any of it."""

import json
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floorwalker.session.columns import Names
from floorwalker.session.filter import FilterError, Scope, parse_filter, quoted
from tests.session.filter.world import CATALOG

SCOPE = Scope(names=Names(), now=0)
ROW: dict[str, int] = {}

# Few characters, so that texts meet: letters that others fold to, escapes, wild ones of a LIKE, digits, JSON's signs.
_TEXT = st.text('kKsSiIa1e.+-%_!*\\"/ ,:[]{}\u212a\u017f\u00df\u0130\ufb01\u00e9\t', max_size=6)
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=2),
    max_leaves=5,
)


@pytest.fixture(name="database", scope="module")
def _database() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE payloads (seq INTEGER PRIMARY KEY, body BLOB)")
        yield connection
    connection.close()


def _is_left_in(database: sqlite3.Connection, expression: str, body: bytes) -> bool | None:
    """None where the database is not asked."""
    narrowing = parse_filter(expression, CATALOG).narrowing
    if narrowing is None:
        return None
    database.execute("DELETE FROM payloads")
    database.execute("INSERT INTO payloads VALUES (1, ?)", (body,))
    query = f"SELECT count(*) FROM payloads WHERE {narrowing.sql}"  # noqa: S608 a condition of our own
    [(count,)] = database.execute(query, narrowing.texts)
    return bool(count)


@given(
    values=st.dictionaries(st.sampled_from(["Note", "note", "Queue Name"]), _VALUE, min_size=1),
    wanted=st.lists(_TEXT, min_size=1, max_size=3),
    form=st.sampled_from(["words", "either", "field", "wild", "not", "regex"]),
    ascii_=st.booleans(),
)
@example(values={"Note": "\u212aiss"}, wanted=["kiss"], form="words", ascii_=False)
@example(values={"Note": "ab"}, wanted=["ab"], form="field", ascii_=True)
@example(values={"Note": [1, "a b"]}, wanted=['[1,"a b"]'], form="field", ascii_=True)
@example(values={"Note": 100000.0}, wanted=["1e5"], form="field", ascii_=True)
def test_that_no_event_that_is_meant_is_left_out(
    database: sqlite3.Connection, values: dict[str, object], wanted: list[str], form: str, ascii_: bool
) -> None:
    body = json.dumps(values, ensure_ascii=ascii_).encode()
    expression = _expression(form, wanted)
    try:
        meant = parse_filter(expression, CATALOG).accepts(ROW, body, SCOPE)
    except FilterError:
        return
    assert not meant or _is_left_in(database, expression, body) is not False


def _expression(form: str, wanted: list[str]) -> str:
    texts = [quoted(text) for text in wanted]
    match form:
        case "words":
            return " ".join(texts)
        case "either":
            return " OR ".join([*texts, f"Note:{texts[0]}"])
        case "field":
            return f"Note:{','.join(texts)}"
        case "wild":
            return f"Note:*{'*'.join(texts)}*"
        case "not":
            return f"-{texts[0]}"
        case _:
            return f"Note:~{texts[0]}"


@pytest.mark.parametrize(
    ("expression", "body", "left_in"),
    [
        ("hold", b'{"Note":"HOLD it"}', True),
        ("hold", b'{"Note":"sold"}', False),
        ("hold", rb'{"Note":"\u0068old"}', True),
        ("hold", '{"Note":"höld"}'.encode(), True),
        ('"100%"', b'{"Note":"100 of"}', False),
        ("hold OR music", b'{"Note":"music"}', True),
        ("hold OR music", b'{"Note":"silence"}', False),
        ("hold code:3", b'{"Note":"silence"}', False),
        ("Note:sales*", b'{"Note":"support"}', False),
        ("Note:sales*", b'{"Note": "Sales 1"}', True),
        ("Note:36", b'{"Note":3.6e1}', None),
        ("-hold", b'{"Note":"hold"}', None),
        ("hold OR code:3", b'{"Note":"silence"}', None),
        ("Note:>5", b'{"Note":7}', None),
        ("größe", b'{"Note":"silence"}', False),
        ("ößü", b'{"Note":"silence"}', False),
    ],
)
def test_which_payloads_the_database_leaves_in(
    database: sqlite3.Connection, expression: str, body: bytes, left_in: bool | None
) -> None:
    assert _is_left_in(database, expression, body) is left_in
