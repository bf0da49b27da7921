from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.say import say
from tests.event.made import CATALOG, GUID, STATUS_FIELDS, event, field_names, json_values


def said(before: str | None = None, **properties: Any) -> str:  # noqa: ANN401  # any JSON value
    return say(event(**properties), CATALOG, before)


def test_that_a_status_is_told_with_the_one_before_it_where_that_is_known() -> None:
    assert said("Available", ActivityCode=33) == "Available → On call"
    assert said(ActivityCode=34) == "→ On break"
    assert said(**STATUS_FIELDS) == "→ Other · Training"
    assert said(Status="Lunch") == "→ Lunch"
    assert said(ActivityCode=41) == "→ Activity 41"


def test_that_a_status_that_is_not_told_is_not_made_up() -> None:
    assert said("Available") == "status changed"


@pytest.mark.parametrize(
    ("code", "fields", "sentence"),
    [
        (1, {"Username": "a", "PhoneNo": "1"}, "signed in"),
        (2, {"Username": "a", "SessionId": GUID}, "signed out"),
        (2, {"Username": "a", "ExitCode": 3}, "signed out, exit code 3"),
        (4, {}, "receiving work item"),
        (5, {"WorkItemId": GUID}, "work item 0f8fad5b… accepted"),
        (6, {"work_item_id": "{" + GUID + "}", "Queue": "Sales"}, "work item 0f8fad5b… declined"),
        (8, {"WorkItemId": 7}, "work item 7 released"),
        (7, {"Username": "a"}, ""),
    ],
)
def test_that_an_agent_event_tells_what_happened(code: int, fields: dict[str, Any], sentence: str) -> None:
    assert said(Code=code, **fields) == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Ref": "561913", "Queue": "Sales"}, "Ref 561913"),
        ({"QueueName": "Sales", "CallerID": "+49 1", "Third": 3}, "Queue name Sales, caller ID +49 1"),
        ({"Nothing": None, "Blank": " ", "List": [1], "Object": {"a": 1}, "Is_new": False}, "Is new no"),
        ({"Größe": 1.5}, "Größe 1.5"),
        ({"Text": "a\n\tb  c"}, "Text a b c"),
        ({"Text": "x" * 1000}, f"Text {'x' * 31}…"),
        ({"Username": "c.diaz", "SessionId": "1"}, ""),
        ({}, ""),
    ],
    ids=repr,
)
def test_that_an_event_without_a_name_tells_its_first_fields_in_short(fields: dict[str, Any], sentence: str) -> None:
    assert said(Category=2, Code=12, **fields) == sentence


@given(st.sampled_from([1, 2, 9]), st.integers(0, 9), st.dictionaries(field_names, json_values, max_size=6))
def test_that_whatever_an_event_holds_it_tells_one_short_line(category: int, code: int, fields: dict[str, Any]) -> None:
    sentence = say(event(Category=category, Code=code, AdditionalFields=fields), CATALOG)
    assert len(sentence.splitlines()) <= 1
    assert len(sentence) < 160
