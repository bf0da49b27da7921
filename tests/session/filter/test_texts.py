"""Regular expressions and wildcards that somebody means to run wild."""

import hashlib
import threading
import time

import pytest

from floorwalker.session.columns import Names
from floorwalker.session.filter import Filter, FilterError, Scope, parse_filter
from tests.session.filter.world import CATALOG

SCOPE = Scope(names=Names(), now=0)


def accepts(wanted: Filter, note: str) -> bool:
    return wanted.accepts({}, f'{{"Note": "{note}"}}'.encode(), SCOPE)


def test_that_a_pattern_that_runs_wild_is_stopped_with_its_reason_and_place() -> None:
    expression = 'Note:~"(x+x+)+y"'
    wanted = parse_filter(expression, CATALOG)
    started = time.process_time()
    with pytest.raises(FilterError, match="took more than 100 ms on one text and was stopped") as stopped:
        accepts(wanted, "x" * 5000)
    assert time.process_time() - started < 5
    assert expression[stopped.value.start : stopped.value.end] == '~"(x+x+)+y"'
    assert accepts(wanted, "xxy")


def test_that_what_other_threads_take_is_not_counted_against_a_pattern() -> None:
    wanted = parse_filter('Note:~"(x+x+)+y"', CATALOG)
    done = threading.Event()
    others = [threading.Thread(target=_burn, args=(done,)) for _ in range(3)]
    for thread in others:
        thread.start()
    try:
        for _ in range(5):  # each about half of the time that it may take
            assert not accepts(wanted, "x" * 200)
    finally:
        done.set()
        for thread in others:
            thread.join()


def _burn(done: threading.Event) -> None:
    """Takes processor time beside Python's lock."""
    while not done.is_set():
        hashlib.pbkdf2_hmac("sha256", b"x", b"y", 100_000)


def test_that_a_pattern_that_runs_wild_over_names_is_stopped_too() -> None:
    names = Names()
    names.add([(1, 1, "x" * 5000)])
    with pytest.raises(FilterError, match="was stopped"):
        parse_filter('agent:~"(x+x+)+y"', CATALOG).accepts({"agent": 1}, b"{}", Scope(names=names, now=0))


@pytest.mark.parametrize("pattern", ["(?:" * 11 + "a" + "){1,9}" * 11, "a" * 301, "(" * 200 + ")" * 200])
def test_that_a_pattern_too_large_to_be_compiled_is_refused(pattern: str) -> None:
    with pytest.raises(FilterError, match="pattern"):
        parse_filter(f'Note:~"{pattern}"', CATALOG)


def test_that_parentheses_that_are_no_groups_do_not_count_as_such() -> None:
    assert accepts(parse_filter('Note:~"' + r"[(]\(" * 20 + '|b"', CATALOG), "b")


def test_that_a_regular_expression_knows_no_case_in_any_alphabet() -> None:
    assert accepts(parse_filter('Note:~"^ÉCOLE STRASSE ΣΑΣ$"', CATALOG), "école straße σας")


def test_that_many_wildcards_take_no_longer_than_few() -> None:
    wanted = parse_filter("Note:" + "*a" * 2000 + "*b", CATALOG)
    started = time.process_time()
    assert not accepts(wanted, "a" * 5000)
    assert time.process_time() - started < 1


def test_that_the_text_before_and_after_a_wildcard_does_not_overlap() -> None:
    assert not accepts(parse_filter("Note:aba*aba", CATALOG), "aba")
    assert not accepts(parse_filter("Note:aba*aba", CATALOG), "abaa")
    assert accepts(parse_filter("Note:aba*aba", CATALOG), "abaaba")
    assert not accepts(parse_filter("Note:ab*b*bc", CATALOG), "abbc")
