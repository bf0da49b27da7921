"""The file of the user's rules."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from floorwalker.session.errors import SessionError
from floorwalker.session.filter import parse_filter
from floorwalker.ui.events.colouring.rules import DEFAULTS, MOST, Rule, load_rules, rules_file, save_rules
from tests.session.made import CATALOG

RULE = '{"expression": "x", "colour": "red"}'
RULES = (Rule(name="Zoë", expression='agent:"zoë"', colour="red"), Rule(expression="is:late", colour="grey", on=False))


def test_that_rules_are_read_again_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "not" / "there" / "yet.json"
    assert load_rules(file) == DEFAULTS
    save_rules(file, RULES)
    assert load_rules(file) == RULES
    assert '"name": "Zoë"' in file.read_text("utf-8")


def test_that_rules_lie_in_the_users_folder_of_settings(home: Path) -> None:
    assert rules_file().is_relative_to(home)


def test_that_no_rules_at_all_are_not_the_defaults(tmp_path: Path) -> None:
    save_rules(tmp_path / "rules.json", ())
    assert load_rules(tmp_path / "rules.json") == ()


def test_that_the_defaults_are_calm_and_are_filters() -> None:
    assert [rule.colour for rule in DEFAULTS if rule.on] == ["grey"]
    for rule in DEFAULTS:
        assert parse_filter(rule.expression, CATALOG).english()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no colour rules"),
        ('{"format": 2, "rules": []}', "format"),
        ('{"rules": [{"expression": "x", "colour": "#ff0000"}]}', "rules/0/colour"),
        (f'{{"rules": [{",".join([RULE] * (MOST + 1))}]}}', "rules"),
    ],
)
def test_that_a_file_that_holds_no_rules_is_told(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text)
    with pytest.raises(SessionError, match=why):
        load_rules(file)


def test_that_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SessionError):
        save_rules(tmp_path / "file" / "rules.json", RULES)


def test_that_a_rule_has_a_colour_of_the_palette() -> None:
    with pytest.raises(ValidationError):
        Rule(expression="x", colour="brown")  # type: ignore[arg-type]
