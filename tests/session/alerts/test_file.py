from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from floorwalker.session.alerts import (
    AlertRules,
    AlertsError,
    AvailableRule,
    FeedRule,
    FilterRule,
    StatusRule,
    alerts_file,
    load_rules,
    save_rules,
)
from tests.event.made import CATALOG

if TYPE_CHECKING:
    from pathlib import Path


def trouble(path: Path, text: str | bytes) -> AlertsError:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(AlertsError) as error:
        load_rules(path, CATALOG)
    assert str(path) in error.value.problem
    assert "Correct it" in error.value.remedy
    return error.value


def of_rules(*rules: object) -> str:
    return json.dumps({"rules": rules})


def test_that_the_file_lies_among_the_users_settings(home: Path) -> None:
    assert alerts_file() == home / ".config" / "floorwalker" / "alerts.json"


def test_that_without_a_file_the_rules_to_begin_with_are_in_force(tmp_path: Path) -> None:
    rules = load_rules(tmp_path / "none.json", CATALOG)
    assert rules == AlertRules()
    assert {rule.kind for rule in rules.rules} == {"status", "available", "declined", "feed", "filter"}


def test_that_rules_are_read_as_they_were_written(tmp_path: Path) -> None:
    rules = AlertRules(
        notifications=False,
        rules=(
            StatusRule(status="BusyOther", reason="Training", alerts=5400, on=False),
            AvailableRule(fewer_than=3, filter="agent:j*"),
            FeedRule(lost=20),
            FilterRule(name="x", filter='"hold music"', times=4),
        ),
    )
    path = tmp_path / "settings" / "alerts.json"
    save_rules(path, rules)
    assert load_rules(path, CATALOG) == rules
    text = path.read_text()
    assert '"alerts": "1 h 30 min"' in text
    assert '"kind": "status",\n' in text
    assert list(path.parent.iterdir()) == [path]


def test_that_the_rules_to_begin_with_have_no_faults(tmp_path: Path) -> None:
    save_rules(tmp_path / "alerts.json", AlertRules())
    assert load_rules(tmp_path / "alerts.json", CATALOG) == AlertRules()


def test_that_a_file_written_by_hand_needs_to_say_only_what_matters(tmp_path: Path) -> None:
    path = tmp_path / "alerts.json"
    path.write_bytes(b"\xef\xbb\xbf" + of_rules({"kind": "status", "status": 34, "alerts": 1200}).encode())
    assert load_rules(path, CATALOG).rules == (StatusRule(status="34", alerts=1200),)


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("{", "", "Invalid JSON"),
        ('{"rulez": []}', "“rulez”", "not permitted"),
        ('{"format": 2}', "“format”", "should be 1"),
        (of_rules({"kind": "magic"}), "rule 1", "magic"),
        (of_rules({"kind": "feed", "silent": "1 min"}, {"kind": "status", "status": "x"}), "rule 2", "needs a time"),
        (of_rules({"kind": "feed", "silent": "soon"}), "rule 1, “silent”", "90 s, 15 min"),
        (of_rules({"kind": "declined", "times": 0}), "rule 1, “times”", "greater than or equal to 1"),
        (of_rules({"kind": "filter", "filter": "agent:("}), "rule 1, “filter”", ""),
        (of_rules({"kind": "filter", "filter": "is:marked"}), "rule 1, “filter”", "marks are set by hand"),
        (of_rules({"kind": "available", "status": "Available,Idle"}), "rule 1, “status”", "“Idle”"),
        (
            of_rules(*[{"kind": "status", "status": name, "alerts": 5} for name in ("On break", "34")]),
            "rule 2, “status”",
            "rule 1",
        ),
    ],
)
def test_that_a_wrong_file_says_where_and_why(tmp_path: Path, text: str, where: str, why: str) -> None:
    problem = trouble(tmp_path / "alerts.json", text).problem
    assert where in problem
    assert why in problem


def test_that_what_is_no_text_or_too_large_is_told(tmp_path: Path) -> None:
    trouble(tmp_path / "alerts.json", b"\xff\xfe\x00")
    trouble(tmp_path / "alerts.json", b" " * (1024 * 1024 + 1))


def test_that_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(AlertsError, match="cannot be read"):
        load_rules(tmp_path, CATALOG)
    (tmp_path / "file").touch()
    with pytest.raises(AlertsError, match="cannot be written"):
        save_rules(tmp_path / "file" / "alerts.json", AlertRules())
