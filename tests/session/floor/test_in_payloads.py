from pathlib import Path

import pytest

from floorwalker.session import reader as reading
from floorwalker.session.floor.in_payloads import InPayloads, SignIn
from floorwalker.session.reader import Reader
from tests.session.made import CATALOG, payload, session_of


@pytest.mark.parametrize(
    ("fields", "item"),
    [
        ({"WorkItemId": "W-1"}, "W-1"),
        ({"work item id": 17}, "17"),
        ({"AdditionalFields": {"WorkItemId": "W-2"}}, "W-2"),
        ({"Additional_Fields": [{"Name": "Reference", "Value": "R"}]}, "R"),
        ({"WorkItemId": " ", "Ref": "R-9"}, "R-9"),
        ({"WorkItemId": {"Id": 4}}, ""),
        ({"WorkItemId": None, "work_item_id": "W-3", "Ref": "R"}, "W-3"),
        ({"Ref": "R", "WORKITEM": True}, "R"),
        ({"Note": "half a pair: \ud800", "WorkItemId": "W-4"}, "W-4"),
        ({}, ""),
    ],
)
def test_that_the_item_is_what_the_first_of_the_catalogs_fields_holds_in_any_spelling(
    fields: dict[str, object], item: str
) -> None:
    assert InPayloads(CATALOG).item(payload(0, Code=4, **fields)) == item


def test_that_an_event_says_how_its_agent_signed_in_as_far_as_it_says() -> None:
    in_ = InPayloads(CATALOG)
    assert in_.sign_in(payload(0)) == SignIn("CCA", "100")
    assert in_.sign_in(payload(0, SessionType="TelAgent", PhoneNo=4711)) == SignIn("TelAgent", "4711")
    assert in_.sign_in(payload(0, SessionType=None, PhoneNo="")) == SignIn("", "")
    assert in_.sign_in(b"[1]") == in_.sign_in(b"no json") == SignIn("", "")


def test_that_many_payloads_are_read_in_portions_and_what_is_gone_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [payload(number, Code=4, WorkItemId=f"W-{number}", Note="é" * number) for number in range(30)]
    monkeypatch.setattr(reading, "_BATCH", 7)
    monkeypatch.setattr(reading, "_BATCH_BYTES", 1000)
    with Reader.open(session_of(tmp_path / "a.fw", told)) as reader:
        assert list(reader.payloads_in_order([30, 99, 3, 4, 31, 3])) == [(3, told[2]), (4, told[3]), (30, told[29])]
        assert dict(reader.payloads_in_order(range(40))) == dict(enumerate(told, 1))
        assert list(reader.payloads_in_order([])) == []
