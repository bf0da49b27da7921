import json
from urllib.parse import quote_plus, urlencode

import pytest

from floorwalker.event.body import Accepted, Unreadable
from floorwalker.event.notes import Note
from tests.event.made import GUID, PROPERTIES, SECONDS, STATUS_FIELDS, accepted, event, event_in, faults, read, sent

FORM = "application/x-www-form-urlencoded"
PAYLOAD = json.dumps(sent(Username="Zoë Müller"), ensure_ascii=False)


@pytest.mark.parametrize("field", ["payload", "event", "data", "body", "Payload"])
@pytest.mark.parametrize("content_type", [FORM, f"{FORM.upper()}; charset=UTF-8", "", "text/plain"])
def test_that_json_in_a_form_is_taken_out_byte_for_byte_and_noted(field: str, content_type: str) -> None:
    (item,) = read(f"{field}={quote_plus(PAYLOAD)}", content_type)
    assert isinstance(item, Accepted)
    assert item.payload == PAYLOAD.encode()
    assert item.notes == Note.FROM_FORM
    assert event_in(item).field("Username") == "Zoë Müller"


def test_that_a_form_may_hold_an_array_or_lines_or_several_fields_of_json() -> None:
    first, second = json.dumps(sent(Id="a")), json.dumps(sent(Id="b"))
    for form in (
        f"payload={quote_plus(f'[{first}, {second}]')}",
        f"payload={quote_plus(f'{first}{chr(10)}{second}')}",
        f"payload={quote_plus(first)}&token=x&payload={quote_plus(second)}",
    ):
        items = read(form, FORM)
        assert [item.payload for item in items] == [first.encode(), second.encode()]


def test_that_the_other_fields_of_a_form_that_holds_json_are_no_part_of_the_event() -> None:
    assert accepted(f"token=x&payload={quote_plus(PAYLOAD)}", FORM) == accepted(f"payload={quote_plus(PAYLOAD)}")


def test_that_json_put_into_a_form_without_encoding_is_read_as_it_is() -> None:
    payload = json.dumps(sent(CreationDateUtc="2026-11-22T10:14:03+01:00", Comment="a & b = 100%41"))
    (item,) = read(f"payload={payload}", FORM)
    assert isinstance(item, Accepted)
    assert item.payload == payload.encode()
    assert item.created == SECONDS


@pytest.mark.parametrize("content_type", [FORM, "application/json", ""])
def test_that_a_form_may_be_the_event_itself(content_type: str) -> None:
    form = {**PROPERTIES, **STATUS_FIELDS, "Username": "Zoë Müller"}
    (item,) = read(urlencode(form), content_type)
    assert isinstance(item, Accepted)
    assert json.loads(item.payload) == {name: str(value) for name, value in form.items()}
    assert item.notes == Note.FROM_FORM | Note.NUMBER_AS_TEXT
    assert (item.id, item.code, event_in(item).field("Username")) == (GUID, 3, "Zoë Müller")


def test_that_json_under_the_content_type_of_a_form_is_json() -> None:
    assert accepted(PAYLOAD, FORM) == [event(Username="Zoë Müller")]
    assert accepted("[]", FORM) == []
    assert faults("5") == {"": "found 5, expected an object"}


def test_that_a_form_that_is_no_event_is_refused_with_its_faults() -> None:
    (item,) = read("garbage=1&garbage=2", FORM)
    assert item.payload == b'{"garbage": "2"}'
    assert not isinstance(item, Accepted)
    assert [fault.at for fault in item.faults] == ["/Id", "/CreationDateUtc", "/Category", "/Code"]


def test_that_faults_inside_of_a_form_are_placed_in_the_json_that_it_holds() -> None:
    form = f"payload={quote_plus(json.dumps([sent(), sent(Code=True)]))}"
    (fault,) = faults(form).items()
    assert fault[0] == "/1/Code"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("hello", FORM),
        ("hello=world", ""),
        ("payload=%7Bbroken", FORM),
        ("payload=%ff%7B%7D", FORM),
        ("&".join(f"a{number}=1" for number in range(10_001)), FORM),
        ("{broken", FORM),
        ("[1,", FORM),
        ("--boundary\r\nContent-Disposition: form-data; name=payload\r\n\r\n{}", "multipart/form-data"),
    ],
    ids=[
        "no field",
        "not called a form",
        "broken json",
        "not utf-8",
        "too many fields",
        "object",
        "array",
        "multipart",
    ],
)
def test_that_what_is_neither_json_nor_a_form_is_unreadable(body: str, content_type: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(body, content_type)
    assert error.value.problem
