"""What an event belongs to, and the filter that shows all of it."""

import pytest

from floorwalker.session.columns import Names
from floorwalker.session.filter import Scope, parse_filter
from floorwalker.ui.events.follow.threads import LARGEST, threads_of
from tests.session import made


def of(payload: bytes, agent: str = "") -> dict[str, str]:
    return {thread.kind: thread.expression for thread in threads_of(payload, agent, made.CATALOG)}


def test_that_an_agents_event_has_a_session_an_agent_and_an_id() -> None:
    assert of(made.payload(1), "agent.1") == {
        "agent session": "SessionId:session-1",
        "agent": "agent:agent.1",
        "Id": f"Id:{made.guid(1)}",
    }


@pytest.mark.parametrize(
    ("changed", "kind", "expression"),
    [
        ({"WorkItemId": "7F2"}, "work item", "WorkItemId:7F2"),
        ({"work_item_id": 17}, "work item", "WorkItemId:17"),
        ({"AdditionalFields": [{"Name": "WorkItem", "Value": "a b"}]}, "work item", 'WorkItem:"a b"'),
        ({"RefNo": "*"}, "RefNo", 'RefNo:"*"'),
        ({"WorkItemId": "1", "Ref": "2"}, "work item", "WorkItemId:1"),
    ],
)
def test_that_what_it_is_about_is_found_however_it_is_spelled(
    changed: dict[str, object], kind: str, expression: str
) -> None:
    payload = made.payload(1, **changed)
    assert of(payload)[kind] == expression


@pytest.mark.parametrize("value", ['a"b\\', "1..2", "~x", ">5", "*", "a,b", "(", "naïve // c", "AND"])
def test_that_any_value_is_found_again_and_no_other(value: str) -> None:
    payload = made.payload(1, WorkItemId=value)
    wanted = parse_filter(of(payload)["work item"], made.CATALOG)
    others = [payload, made.payload(1, WorkItemId="another"), made.payload(1)]
    assert [wanted.accepts({}, one, Scope(names=Names(), now=0, feeds={})) for one in others] == [True, False, False]


@pytest.mark.parametrize("value", ["", "  ", None, [1], {"a": 1}, True])
def test_that_what_holds_nothing_is_not_offered(value: object) -> None:
    assert "work item" not in of(made.payload(1, WorkItemId=value))


def test_that_a_huge_payload_is_not_looked_into() -> None:
    assert of(made.payload(1, Text="x" * LARGEST), "agent.1") == {"agent": "agent:agent.1"}


def test_that_a_long_value_is_cut_in_the_words_alone() -> None:
    thread = threads_of(made.payload(1, WorkItemId="x" * 60), "", made.CATALOG)[0]
    assert thread.words == f"work item {'x' * 39}…"
    assert thread.expression == f"WorkItemId:{'x' * 60}"
