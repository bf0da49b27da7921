"""A new Id and time, with everything around them as it was."""

from datetime import UTC, datetime

import pytest

from floorwalker.ui.events.sending.renewed import can_be_renewed, renewed

NOW = datetime(2026, 11, 24, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"Id": "a",  "CreationDateUtc":"2","n":1e0}', '{"Id": "new",  "CreationDateUtc":"20261124090507","n":1e0}'),
        ('\n{ "creation_date_utc" : 2,\r\n "ID":7 }', '\n{ "creation_date_utc" : "20261124090507",\r\n "ID":"new" }'),
        ('{"id": "other", "Id": "a"}', '{"id": "other", "Id": "new"}'),
        ('{"Fields": {"Id": "inner"}, "Id": {"x": 1}}', '{"Fields": {"Id": "inner"}, "Id": "new"}'),
        ('{"u": "\\u00e9", "Id": ""}', '{"u": "\\u00e9", "Id": "new"}'),
    ],
)
def test_that_only_the_two_values_change(text: str, wanted: str) -> None:
    assert can_be_renewed(text)
    assert renewed(text, "new", NOW) == wanted


@pytest.mark.parametrize("text", ["", "[1]", '{"Id": ', '{"Code": 3}', '[{"Id": 1}]'])
def test_that_nothing_is_added_where_nothing_is(text: str) -> None:
    assert not can_be_renewed(text)
    assert renewed(text, "new", NOW) == text
