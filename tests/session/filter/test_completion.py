"""What is offered at the cursor: `|` in an expression stands for it."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter import parse_filter
from floorwalker.session.filter.completion import Completion, Suggestion, complete
from floorwalker.session.filter.known import Called, Known, Words
from floorwalker.session.filter.operators import OPERATORS
from floorwalker.session.filter.operators.people import Agent
from floorwalker.session.filter.written import Pattern
from tests.session.filter.world import CATALOG

KNOWN = Known(
    CATALOG,
    agents=Words(["j. smith", "c.diaz", "a.diaz", "Zoë"]),
    called=Called([("c.diaz", "Carla Díaz"), ("k7", "Kim López")]),
    teams=Words(["Sales", "Back office"]),
    reasons=Words(["Training"]),
    fields=Words(["Username", "Status", "Queue, old"]),
    feeds={1: "http://127.0.0.1:8787/events", 2: "ws://other/feed"},
)


def put_in(completion: Completion, text: str, chosen: Suggestion) -> tuple[str, int]:
    """The expression with that written, and where the cursor is then."""
    return f"{text[: completion.start]}{chosen.written}{text[completion.end :]}", completion.start + len(chosen.written)


def at(expression: str) -> tuple[str, Completion]:
    cursor = expression.index("|")
    text = expression.replace("|", "")
    return text, complete(text, cursor, KNOWN)


def offered(expression: str) -> list[str]:
    return [suggestion.written for suggestion in at(expression)[1].suggestions]


def accepted(expression: str) -> str:
    """With the first suggestion taken; `|` is the cursor."""
    text, completion = at(expression)
    text, cursor = put_in(completion, text, completion.suggestions[0])
    return f"{text[:cursor]}|{text[cursor:]}"


def test_that_every_operator_is_offered_with_its_help_where_nothing_is_written() -> None:
    _, completion = at("|")
    told = {suggestion.text.rstrip(":"): suggestion.note for suggestion in completion.suggestions}
    assert told == told | {operator.names[0]: operator.help for operator in OPERATORS if operator.names}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cat|", "category:|"),
        ("code:3 cr|", "code:3 created:|"),
        ("-ag|", "-agent:|"),
        ("(ag|", "(agent:|"),
        ("code:1 -(st|)", "code:1 -(status:|)"),
        ("co|d:3", "code:|3"),
        ("agent:c|", "agent:c.diaz|"),
        ("agent:C.D|", "agent:c.diaz|"),
        ("agent:c.diaz,zo|", "agent:c.diaz,Zoë|"),
        ("agent:smi|", 'agent:"j. smith"|'),
        ('agent:"j. s|', 'agent:"j. smith"|'),
        ('agent:"j.| s" code:3', 'agent:"j. smith"| code:3'),
        ('agent:"j. |', 'agent:"j. smith"|'),
        ('agent:c.diaz,"j|" x', 'agent:c.diaz,"j. smith"| x'),
        ("code:stat|", "code:StatusChanged|"),
        ("category:E|", "category:Email|"),
        ("status:break|", "status:BusyOnBreak|"),
        ("status:34|", "status:BusyOnBreak|"),
        ("status:train|", "status:Training|"),
        ("agent:carla|", "agent:c.diaz|"),
        ("agent:LÓP|", "agent:k7|"),
        ("carla|", "agent:c.diaz|"),
        ("te|", "team:|"),
        ("team:sa|", "team:Sales|"),
        ("team:Sales,off|", 'team:Sales,"Back office"|'),
        ("offi|", 'team:"Back office"|'),
        ("event:agent/sta|", "event:agent/StatusChanged|"),
        ("is:l|", "is:late|"),
        ("feed:ws|", "feed:ws://other/feed|"),
        ("created:>-15|", "created:>-15m|"),
        ("user|", "Username:|"),
        ("field.st|", "field.Status:|"),
        ("queu|", '"Queue, old":|'),
        ("brea|", "status:BusyOnBreak|"),
        ("code:3 OR a.d|", "code:3 OR agent:a.diaz|"),
        ("code:3 o|", "code:3 OR|"),
    ],
)
def test_that_the_likeliest_is_put_in_at_the_cursor(before: str, after: str) -> None:
    assert accepted(before) == after


def test_that_what_begins_so_comes_before_what_has_it_inside() -> None:
    assert offered("agent:d|") == ["c.diaz", "a.diaz"]
    assert offered("agent:a|")[0] == "a.diaz"
    assert offered("is:e|") == ["duplicate", "noted", "late", "marked"]
    assert offered("is:d|") == ["duplicate", "noted", "marked"]


@pytest.mark.parametrize("expression", ["agent:c.diaz|", "is:late|", 'x:~"a|', "seq:1|", '"hold mu|', "QueueName:s|"])
def test_that_nothing_is_offered_where_it_is_there_already_or_anything_may_stand(expression: str) -> None:
    assert offered(expression) == []


@pytest.mark.parametrize("operator", [operator for operator in OPERATORS if operator.names])
def test_that_whatever_is_offered_as_a_value_is_right(operator: type) -> None:
    name = operator.names[0]  # type: ignore[attr-defined]
    for value in offered(f"{name}:|"):
        parse_filter(f"{name}:{value}", CATALOG)


@pytest.mark.parametrize("name", ['say "hi"', "a..b", "*", "~x", ">5", "back\\slash", "(a)", "a,b", "or"])
def test_that_a_name_with_signs_means_itself_once_it_is_put_in(name: str) -> None:
    known = Known(CATALOG, agents=Words([name]))
    completion = complete("agent:", 6, known)
    [value] = [suggestion.written for suggestion in completion.suggestions]
    assert parse_filter(f"agent:{value}", CATALOG) == parse_filter(f"agent:{json.dumps(name)}", CATALOG)


PIECES = st.sampled_from(
    ["agent:", "code:", "x:", "field.", '"', "\\", "(", ")", ",", "-", "..", ">", "~", "st", "*", "or"]
) | st.just(" ")


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join), st.data())
def test_that_any_text_may_be_completed_and_only_the_part_around_the_cursor_changes(
    text: str, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    completion = complete(text, cursor, KNOWN)
    assert 0 <= completion.start <= cursor <= completion.end <= len(text)
    for suggestion in completion.suggestions:
        written, place = put_in(completion, text, suggestion)
        assert written[: completion.start] == text[: completion.start]
        assert written[place:] == text[completion.end :]


@given(st.text(min_size=1).filter(lambda name: "\n" not in name))
def test_that_whatever_an_agent_is_called_can_be_completed(name: str) -> None:
    [value] = [one.written for one in complete("agent:", 6, Known(CATALOG, agents=Words([name]))).suggestions]
    whole = parse_filter(f"agent:{value}", CATALOG)
    assert isinstance(whole, Agent)
    assert [one.text for one in whole.values if isinstance(one, Pattern)] == [name]


def test_that_words_are_found_as_they_are_added() -> None:
    words = Words(["one"])
    assert words.having("O") == ["one"]
    words.add(["two", "", "line\nbreak"])
    assert words.having("o") == ["one", "two"]
    assert words.having("two\n") == []
    assert words.having("", most=1) == ["one"]
    assert len(words) == 2


def test_that_a_hundred_thousand_names_are_searched_within_a_frame() -> None:
    known = Known(CATALOG, agents=Words([f"agent.{number}@centre-{number % 7}.example" for number in range(100_000)]))
    complete("agent:", 6, known)
    for typed in ("agent:9", "agent:99999@centre-4", "agent:nobody", "agent:e"):
        taken = min(_seconds(typed, known) for _ in range(5))
        assert taken < 0.016


def _seconds(text: str, known: Known) -> float:
    begun = time.perf_counter()
    complete(text, len(text), known)
    return time.perf_counter() - begun
