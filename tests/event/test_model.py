from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from floorwalker.event.model import Event, NotAnEvent, additional, event_of, identity, is_guid, pointer
from floorwalker.event.notes import Note
from tests.event.made import CATALOG, GUID, PROPERTIES, SECONDS, STATUS_FIELDS, event, field_names, json_values, sent

NONE = Note(0)


def faults_of(value: object) -> dict[str, str]:
    with pytest.raises(NotAnEvent) as refused:
        event_of(value, CATALOG)
    return {fault.at: fault.problem for fault in refused.value.faults}


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in PROPERTIES.items() if name not in names}


def test_that_a_documented_event_is_read_without_a_note() -> None:
    assert event(**STATUS_FIELDS) == Event(
        id=GUID, created=SECONDS, category=1, code=3, fields=dict(STATUS_FIELDS), notes=NONE
    )


@given(
    holder=st.sampled_from(["AdditionalFields", "additionalfields", "Additional Fields", "additional_fields"]),
    names=st.sampled_from([("Name", "Value"), ("Key", "Value"), ("key", "value"), ("NAME", "VALUE")]),
    fields=st.dictionaries(field_names, json_values, max_size=5),
)
def test_that_additional_fields_mean_the_same_in_all_three_shapes(
    holder: str, names: tuple[str, str], fields: dict[str, Any]
) -> None:
    name, value = names
    beside = event_of({**PROPERTIES, **fields}, CATALOG)
    assert beside.fields == fields
    assert event_of({**PROPERTIES, holder: fields}, CATALOG) == beside
    pairs = [{name: each, value: field} for each, field in fields.items()]
    assert event_of({holder: pairs, **PROPERTIES}, CATALOG) == beside


@given(st.data())
def test_that_a_property_is_found_in_any_spelling(data: st.DataObject) -> None:
    def respell(name: str) -> str:
        marks = data.draw(st.lists(st.sampled_from(["", " ", "_"]), min_size=len(name), max_size=len(name)))
        cases = data.draw(st.lists(st.sampled_from([str.lower, str.upper]), min_size=len(name), max_size=len(name)))
        return "".join(mark + case(letter) for letter, mark, case in zip(name, marks, cases, strict=True))

    respelled = {respell(name): value for name, value in PROPERTIES.items()}
    assert event_of(respelled | {"Username": "c.diaz"}, CATALOG) == event(Username="c.diaz")


def test_that_an_exact_spelling_is_the_property_and_another_one_stays_a_field() -> None:
    read = event_of({"id": "no", "code": 9, **PROPERTIES}, CATALOG)
    assert (read.id, read.code) == (GUID, 3)
    assert read.fields == {"id": "no", "code": 9}


def test_that_the_first_spelling_is_the_property_where_none_is_exact() -> None:
    read = event_of({"ID": "first", "id": "second", **without("Id")}, CATALOG)
    assert read.id == "first"
    assert read.fields == {"id": "second"}


def test_that_a_field_beside_wins_over_one_of_the_same_name_held_in_additional_fields() -> None:
    read = event(AdditionalFields={"Username": "held", "PhoneNo": "1"}, Username="beside")
    assert read.fields == {"Username": "beside", "PhoneNo": "1"}


def test_that_a_held_field_may_be_called_as_a_property_is() -> None:
    read = event(AdditionalFields={"Id": "other", "Category": "Sales"})
    assert (read.id, read.category) == (GUID, 1)
    assert read.fields == {"Id": "other", "Category": "Sales"}


def test_that_of_two_pairs_with_one_name_the_last_counts_as_with_equal_names_in_json() -> None:
    pairs = [{"Name": "Username", "Value": "a"}, {"Name": "Username", "Value": "b"}]
    assert event(AdditionalFields=pairs).fields == {"Username": "b"}


def test_that_a_pair_without_a_value_is_null() -> None:
    assert event(AdditionalFields=[{"Name": "ActivityName"}]).fields == {"ActivityName": None}


@pytest.mark.parametrize("nothing", [None, {}, []], ids=repr)
def test_that_additional_fields_may_be_there_and_empty(nothing: object) -> None:
    read = event_of(sent(Code=1, AdditionalFields=nothing), CATALOG)
    assert read.fields == {}
    assert read.notes == NONE


@pytest.mark.parametrize(
    "value",
    ["text", 5, True, [1], [{"Name": "a", "Value": 1}, 2], [{"Value": 1}], [{"Name": 5, "Value": 1}], [{"Name": ""}]],
    ids=repr,
)
def test_that_additional_fields_that_hold_no_fields_are_a_field_like_any_other(value: object) -> None:
    assert event(AdditionalFields=value).fields == {"AdditionalFields": value}


def test_that_the_fields_of_a_whole_object_are_found_as_those_of_an_event() -> None:
    whole: dict[str, Any] = {**PROPERTIES, "AdditionalFields": [{"Key": "Ref", "Value": 1}], "PhoneNo": "2"}
    assert additional(whole) == {**PROPERTIES, "Ref": 1, "PhoneNo": "2"}
    assert additional({"Ref": 1}) == {"Ref": 1}


def test_that_a_field_is_found_in_any_spelling_and_an_exact_one_first() -> None:
    read = event(USER_NAME="first", username="second", Username="exact")
    assert read.field("Username") == "exact"
    assert read.field("userName") == "first"
    assert read.field("PhoneNo") is None


def test_that_an_event_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        event().code = 5  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({}, NONE),
        ({"Category": "1"}, Note.NUMBER_AS_TEXT),
        ({"Code": "3"}, Note.NUMBER_AS_TEXT),
        ({"ActivityCode": "36"}, Note.NUMBER_AS_TEXT),
        ({"activity_code": "36"}, Note.NUMBER_AS_TEXT),
        ({"ActivityCode": ""}, NONE),
        ({"PhoneNo": "1234"}, NONE),
        ({"Category": 1.0, "Code": 3.0}, NONE),
        ({"CreationDateUtc": "2026-11-22T09:14:03Z"}, Note.OTHER_TIME),
        ({"CreationDateUtc": "20261122T09:14"}, Note.OTHER_TIME),  # as long as the documented spelling
        ({"CreationDateUtc": 20261122091403}, Note.OTHER_TIME),
        ({"Id": "order-17"}, Note.ID_NOT_GUID),
        ({"Id": 17}, Note.ID_NOT_GUID),
        ({"Id": "{" + GUID.upper() + "}"}, NONE),
        ({"Category": 9}, Note.UNKNOWN_CATEGORY),
        ({"Category": -1}, Note.UNKNOWN_CATEGORY),
        ({"Code": 7}, Note.UNKNOWN_CODE),
        ({"Category": 2, "Code": 12, "Ref": "561913"}, Note.UNKNOWN_CODE),
        ({"Queue": "Sales"}, Note.UNKNOWN_FIELD),
        ({"Code": 1, "ExitCode": 3}, Note.UNKNOWN_FIELD),
        ({"Code": 2, "ExitCode": 3}, NONE),
        ({"Code": 5, "WorkItemId": "1"}, NONE),  # its fields are not public
        ({"AdditionalFields": {"Id": 5}}, Note.UNKNOWN_FIELD),
        ({"Id": "a", "Category": "2", "CreationDateUtc": 20261122091403}, Note(4 | 8 | 16 | 64)),
    ],
    ids=repr,
)
def test_that_what_leaves_the_documentation_is_noted(changed: dict[str, Any], note: Note) -> None:
    assert event(**changed).notes == note


def test_that_notes_given_from_outside_are_kept() -> None:
    assert event_of(sent(Id="a"), CATALOG, int(Note.FROM_FORM)).notes == Note.FROM_FORM | Note.ID_NOT_GUID


def test_that_numbers_as_text_and_whole_floats_are_the_same_numbers() -> None:
    assert (event(Category="1", Code="3.0").category, event(Code=3.0).code) == (1, 3)
    assert event(Category=2**31 - 1, Code=-(2**31)).code == -(2**31)


def test_that_an_id_that_is_a_number_is_kept_as_its_text() -> None:
    assert event(Id=17).id == "17"


@pytest.mark.parametrize("value", [None, True, 5, 1.5, "text", [], [sent()]], ids=repr)
def test_that_what_is_no_object_is_no_event(value: object) -> None:
    (problem,) = (problem for at, problem in faults_of(value).items() if at == "")
    assert problem.endswith(", expected an object")


@pytest.mark.parametrize("name", list(PROPERTIES))
def test_that_a_missing_property_is_a_fault_at_its_documented_name(name: str) -> None:
    (fault,) = faults_of(without(name)).items()
    assert fault[0] == f"/{name}"
    assert fault[1].startswith("missing, expected ")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Id", [None, "", " \t", True, 1.5, [], {}]),
        ("CreationDateUtc", [None, "", True, "20261345000000", "2026-11-22", "now", 0, 1.5, [], {}]),
        ("Category", [None, "", True, 1.5, "one", 2**31, -(2**31) - 1, "4294967297", 10**300, float("inf"), [1], {}]),
        ("Code", [None, " ", False, 0.5, "1e2", 2**31, [], {}]),
    ],
)
def test_that_an_unreadable_property_is_a_fault_that_says_what_was_found_and_expected(
    name: str, values: list[object]
) -> None:
    for value in values:
        ((at, problem),) = faults_of(sent(**{name: value})).items()
        assert at == f"/{name}"
        assert problem.startswith("found ")
        assert ", expected a " in problem


def test_that_a_fault_points_at_the_name_as_it_was_sent() -> None:
    assert list(faults_of({**without("Category"), "cate_gory": True})) == ["/cate_gory"]


def test_that_every_fault_is_told_and_not_only_the_first() -> None:
    assert list(faults_of({"Category": True, "Code": "one"})) == ["/Id", "/CreationDateUtc", "/Category", "/Code"]
    with pytest.raises(NotAnEvent, match=r"/Id: missing.*; /Code: found null"):
        event_of({**without("Id"), "Code": None}, CATALOG)


@given(st.dictionaries(st.sampled_from(["Id", "CreationDateUtc", "Category", "Code", "AdditionalFields"]), json_values))
def test_that_any_object_is_an_event_or_not_and_nothing_else_happens(value: dict[str, Any]) -> None:
    try:
        outcome: object = event_of(value, CATALOG).notes >= 0
    except NotAnEvent as error:
        outcome = error.faults
    assert outcome


@given(field_names)
def test_that_a_pointer_leads_back_to_its_name(name: str) -> None:
    step = pointer(2, name).removeprefix("/2/")
    assert "/" not in step
    assert step.replace("~1", "/").replace("~0", "~") == name


@pytest.mark.parametrize(
    "spelling",
    [GUID, GUID.upper(), "{" + GUID + "}", "(" + GUID + ")", GUID.replace("-", ""), "{" + GUID.upper() + "}"],
)
def test_that_a_guid_is_the_same_in_every_spelling(spelling: str) -> None:
    assert is_guid(spelling)
    assert identity(spelling) == identity(GUID)


@pytest.mark.parametrize(
    "spelling", ["", "a", "{" + GUID, GUID + "}", GUID[:-1], GUID + "0", "x" + GUID[1:], "{}", "٠" * 32]
)
def test_that_any_other_id_is_the_same_only_letter_by_letter(spelling: str) -> None:
    assert not is_guid(spelling)
    assert identity(spelling) == spelling
