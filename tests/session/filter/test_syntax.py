"""How an expression is read, told by how the filter is written again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.columns import Names
from floorwalker.session.filter import OPERATORS, FilterError, Scope, parse_filter, quoted
from tests.session.filter.world import CATALOG


def read(expression: str) -> str:
    return str(parse_filter(expression, CATALOG))


@pytest.mark.parametrize(
    ("expression", "means"),
    [
        ("a b OR c", "(a b) OR c"),
        ("a OR b c", "a OR (b c)"),
        ("a AND b OR c AND d", "(a b) OR (c d)"),
        ("NOT a b", "(-a) b"),
        ("NOT a OR b", "(-a) OR b"),
        ("-a -b", "(NOT a) AND (NOT b)"),
        ("-(a OR b) c", "(-(a OR b)) c"),
        ("NOT NOT a", "a"),
        ("--a", "a"),
        ("(a (b c))", "a b c"),
        ("(a OR (b OR c))", "a OR b OR c"),
        ("(a OR b) c", "c (a OR b)"),
    ],
)
def test_that_or_binds_loosest_then_and_then_not(expression: str, means: str) -> None:
    events = [
        b'{"x":"%s"}' % words for words in (b"", b"a", b"b", b"c", b"d", b"a b", b"b c", b"a c", b"c d", b"a b c")
    ]
    world_of_words = {payload: _accepts(expression, payload) for payload in events}
    assert world_of_words == {payload: _accepts(means, payload) for payload in events}


def _accepts(expression: str, payload: bytes) -> bool:
    return parse_filter(expression, CATALOG).accepts({}, payload, Scope(names=Names(), now=0))


@pytest.mark.parametrize("word", ["or", "OR", "Or"])
def test_that_the_words_between_filters_have_no_case(word: str) -> None:
    assert read(f"category:agent {word} category:chat") == "category:agent OR category:chat"


@pytest.mark.parametrize("word", ["not", "NOT", "and", "OR"])
def test_that_the_words_between_filters_are_found_in_quotes(word: str) -> None:
    assert read(f'"{word}"') == f'"{word}"'


@pytest.mark.parametrize("name", ["code", "category", "or", "is", "seq"])
def test_that_a_name_is_reserved_only_before_a_colon(name: str) -> None:
    assert parse_filter(f'"{name}"', CATALOG) == parse_filter(quoted(name), CATALOG)
    if name != "or":
        assert parse_filter(name, CATALOG) == parse_filter(f'"{name}"', CATALOG)


def test_that_a_name_that_is_no_operator_is_a_payload_field() -> None:
    assert parse_filter("or:5 not:5 field:5", CATALOG).needs_payload
    assert read("or:5") == "or:5"


@pytest.mark.parametrize("name", ["status", "Status", "CODE", "agent", "field.x"])
def test_that_a_field_whose_name_is_taken_is_written_with_its_prefix(name: str) -> None:
    assert read(f"field.{name}:x") == f"field.{name}:x"
    assert parse_filter(f'"{name}":x', CATALOG) == parse_filter(f"field.{name}:x", CATALOG)


def test_that_operators_are_found_in_any_case() -> None:
    assert read("CATEGORY:agent Code:3 IS:Late") == "category:agent code:3 is:Late"


def test_that_two_terms_need_a_space_between_them_but_parentheses_need_none() -> None:
    assert read("(a)(b)") == "a b"
    assert read("not(a)or(b)") == "-a OR b"
    with pytest.raises(FilterError, match="space is missing"):
        read('"a""b"')


def test_that_only_two_escapes_count_in_quotes() -> None:
    assert read(r'"a\"b"') == r'"a\"b"'
    assert read(r'"\u00e9\d"') == r'"\\u00e9\\d"'
    assert read(r'agent:"a\\b"') == r'agent:"a\\b"'
    assert read(r"agent:a\b") == r'agent:"a\\b"'
    assert read(r'x:~"\d+\\.\""') == r'x:~"\\d+\\.\""'


def test_that_a_wildcard_in_quotes_is_a_character() -> None:
    assert parse_filter('agent:"a*"', CATALOG) != parse_filter("agent:a*", CATALOG)
    assert read('agent:"j. "*') == 'agent:"j. "*'
    assert read("agent:a**b") == "agent:a*b"


def test_that_quotes_inside_of_a_bare_word_are_characters() -> None:
    assert read('{"Id":"7f2"}') == r'"{\"Id\":\"7f2\"}"'


@pytest.mark.parametrize("word", ["10:30", "https://example.com/a?b=c", "2026-11-22T09:00", "a,b", "e-mail", "x..y"])
def test_that_a_word_with_punctuation_is_looked_for_as_it_is(word: str) -> None:
    assert parse_filter(word, CATALOG) == parse_filter(quoted(word), CATALOG)


def test_that_a_range_is_written_in_the_same_way_whichever_way_it_was_typed() -> None:
    assert read("seq:5..") == read("seq:>=5") == "seq:>=5"
    assert read("seq:..5") == read("seq:<=5") == "seq:<=5"
    assert read('x:"1".."5"') == "x:1..5"


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t"])
def test_that_an_empty_expression_means_every_event(nothing: str) -> None:
    assert read(nothing) == ""
    assert _accepts(nothing, b"{}")


def test_that_parentheses_and_signs_without_end_are_read() -> None:
    assert read("(" * 4000 + "a" + ")" * 4000) == "a"
    assert read("-" * 8001 + "a") == "-a"


def assert_read_or_told(expression: str) -> None:
    """Read, it is written so that it is read again; else it is told what is wrong, within the expression."""
    try:
        wanted = parse_filter(expression, CATALOG)
    except FilterError as error:
        wrong = error
    else:
        assert parse_filter(str(wanted), CATALOG) == wanted
        assert wanted.english()
        return
    assert 0 <= wrong.start <= wrong.end <= len(expression)
    assert wrong.problem.endswith((".", "?"))


@given(st.text(max_size=40))
def test_that_any_text_is_a_filter_or_a_place_where_it_is_none(expression: str) -> None:
    assert_read_or_told(expression)


_PIECES = st.sampled_from(
    [
        *'abc"*~<>()-., :\\',
        "..",
        "or",
        "not ",
        " and ",
        "code:",
        "created:",
        "x:",
        "field.",
        "seq:",
        "is:",
        "-15m",
        "2026-11-22",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_that_any_pieces_of_the_language_are_a_filter_or_a_place_where_they_are_none(expression: str) -> None:
    assert_read_or_told(expression)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_that_quoted_text_means_itself(text: str) -> None:
    payload = json.dumps({"x": text}, ensure_ascii=False).encode()
    assert _accepts(quoted(text), payload)


def test_that_every_operator_brings_its_help_and_an_example_that_is_read() -> None:
    for operator in OPERATORS:
        assert operator.help
        assert "\n" not in operator.help
        assert (
            any(name in operator.example for name in operator.names) or not operator.names or "field." in operator.names
        )
        assert parse_filter(operator.example, CATALOG).english()
    names = [name for operator in OPERATORS for name in operator.names]
    assert len(names) == len(set(names))
