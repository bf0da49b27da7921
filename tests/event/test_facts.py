from pathlib import Path

import pytest

from floorwalker.event.catalog import Activity, Catalog
from floorwalker.event.facts import Facts, as_text
from tests.event.made import CATALOG, STATUS_FIELDS, event


def status_of(**fields: object) -> tuple[int, str | None]:
    """The status that a StatusChanged with these fields sets, and its reason."""
    facts = CATALOG.facts(event(**fields))
    return facts.activity, facts.reason


def test_that_a_status_changed_tells_agent_session_status_and_reason() -> None:
    assert CATALOG.facts(event(**STATUS_FIELDS)) == Facts(
        "c.diaz", "5d2c1b2e-8f9b-4dd0-a4fd-0f3bd6f0e001", 36, "Training"
    )


def test_that_the_numbers_that_stand_in_for_an_activity_keep_their_meaning() -> None:
    assert (Activity.NONE, Activity.UNKNOWN, Activity.SIGNED_OUT, Activity.NAMED) == (
        -2147483648,
        -2147483647,
        -2147483646,
        -2147483645,
    )


@pytest.mark.parametrize(
    ("code", "activity"),
    [(1, Activity.UNKNOWN), (2, Activity.SIGNED_OUT), (4, Activity.NONE), (5, Activity.NONE), (7, Activity.NONE)],
)
def test_that_only_what_the_catalog_says_sets_a_status(code: int, activity: int) -> None:
    facts = CATALOG.facts(event(Code=code, Username="a", ActivityCode=34, Status="Available"))
    assert facts == Facts("a", None, activity, None)


def test_that_events_of_other_categories_set_no_status() -> None:
    for category in (2, 3, 4, 9):
        assert CATALOG.facts(event(Category=category, ActivityCode=34)).activity == Activity.NONE


@pytest.mark.parametrize("code", [34, 34.0, "34", " 34 ", "34.0"], ids=repr)
def test_that_an_activity_code_is_a_number_in_any_spelling(code: object) -> None:
    assert status_of(ActivityCode=code) == (34, None)
    assert status_of(activity_code=code) == (34, None)


def test_that_an_unknown_activity_code_is_a_status_as_well() -> None:
    assert status_of(ActivityCode=41, ActivityName="Coaching") == (41, None)
    assert status_of(ActivityCode=-5) == (-5, None)
    assert status_of(ActivityCode=2**31 - 1) == (2**31 - 1, None)


@pytest.mark.parametrize(
    "unreadable",
    [
        None,
        "",
        " ",
        True,
        1.5,
        [],
        {},
        2**31,
        -(2**31) - 1,
        Activity.NONE,
        Activity.SIGNED_OUT,
        Activity.NAMED,
        str(2**31),
    ],
    ids=repr,
)
def test_that_an_activity_code_that_is_none_counts_as_missing(unreadable: object) -> None:
    assert status_of(Status="Available", ActivityCode=unreadable) == (16, None)


@pytest.mark.parametrize("field", ["ActivityName", "Status", "NewStatus", "new_status"])
@pytest.mark.parametrize("text", ["BusyOnBreak", "busy on break", "BUSY_ON_BREAK", "On break", "34"])
def test_that_a_missing_activity_code_is_read_from_a_status_by_name(field: str, text: str) -> None:
    assert status_of(**{field: text}) == (34, None)


def test_that_the_first_status_name_that_is_there_counts() -> None:
    assert status_of(NewStatus="Wrapup", Status="Available", ActivityName="BusyOnCall") == (33, None)
    assert status_of(NewStatus="Wrapup", Status="Available", ActivityName=" ") == (16, None)
    assert status_of(NewStatus="Wrapup", Status=None) == (35, None)


def test_that_an_activity_code_sent_as_its_name_is_understood() -> None:
    assert status_of(ActivityCode="BusyOther", ActivityName="Training") == (36, "Training")


def test_that_a_status_name_that_the_catalog_does_not_know_is_a_status_of_that_name() -> None:
    assert status_of(Status=" Lunch ") == (Activity.NAMED, "Lunch")


def test_that_a_status_changed_that_names_no_status_leaves_it_unknown() -> None:
    assert status_of() == (Activity.UNKNOWN, None)
    assert status_of(AvailabilityCode=1, Status=[]) == (Activity.UNKNOWN, None)


def test_that_a_reason_is_read_only_where_the_status_has_one_and_a_blank_is_none() -> None:
    assert status_of(ActivityCode=36, ActivityName=" Training ") == (36, "Training")
    assert status_of(ActivityCode=36, ActivityName="  ") == (36, None)
    assert status_of(ActivityCode=36) == (36, None)
    assert status_of(ActivityCode=34, ActivityName="Training") == (34, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (" a ", "a"),
        ("", None),
        ("\t", None),
        (1001, "1001"),
        (1001.0, "1001"),
        (1.5, None),
        (True, None),
        (None, None),
        ([], None),
        ({}, None),
    ],
    ids=repr,
)
def test_that_a_text_may_be_sent_as_a_number_and_a_blank_one_is_none(value: object, text: str | None) -> None:
    assert as_text(value) == text  # type: ignore[arg-type]
    assert CATALOG.facts(event(USERNAME=value, session_id=value))[:2] == (text, text)


def test_that_which_fields_tell_the_facts_is_the_user_s_to_say(tmp_path: Path) -> None:
    user = tmp_path / "catalog.json"
    user.write_text('{"agent_fields": ["AgentId", "Username"], "activity_fields": ["State"]}')
    catalog = Catalog.load(user)
    assert catalog.facts(event(Username="a", AgentId=7, State=34)) == Facts("7", None, 34, None)
    assert catalog.facts(event(Username="a", ActivityCode=34)).agent == "a"
