"""Rules that give rows a colour, and the readable file in which the user's lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from PySide6.QtCore import QSettings

from floorwalker.files import write_setting
from floorwalker.session.errors import SessionError, known_trouble
from floorwalker.ui.events.colouring.grounds import Ground

MOST: Final = 50
LONGEST_NAME: Final = 80
_LARGEST: Final = 1024 * 1024
"""Bytes of a file that is read."""


class Rule(BaseModel):
    """Events that a filter means have that colour. Only a rule that is on counts; the first that fits wins."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    expression: Annotated[str, Field(max_length=10_000)]
    colour: Ground
    on: bool = True


Rules = tuple[Rule, ...]

DEFAULTS: Final[Rules] = (
    Rule(name="Marked", expression="is:marked", colour="blue", on=False),
    Rule(name="Repeats", expression="is:duplicate", colour="grey"),
    Rule(name="Late", expression="is:late", colour="yellow", on=False),
    Rule(name="Declined or released work items", expression="event:agent/6,agent/8", colour="orange", on=False),
    Rule(name="Signed in and out", expression="event:agent/1,agent/2", colour="green", on=False),
)
"""What a user begins with: one that is barely seen, and a few to switch on."""


class _File(BaseModel):
    format: Literal[1] = 1
    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST)]


def rules_file() -> Path:
    """Where the user's rules lie: beside the window's other settings."""
    return Path(QSettings().fileName()).with_name("colour-rules.json")


def load_rules(path: Path) -> Rules:
    """The user's rules, the defaults where there are none yet. Raises SessionError where they cannot be read."""
    with known_trouble(path):
        if not path.exists():
            return DEFAULTS
        with path.open("rb") as file:
            text = file.read(_LARGEST)
    try:
        return _File.model_validate_json(text).rules
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, first["loc"]))
        raise SessionError(
            f"{path} holds no colour rules ({f'{where}: ' if where else ''}{first['msg']}).",
            "Correct it, or choose rules anew with Ctrl+L, which replaces it.",
        ) from None


def save_rules(path: Path, rules: Rules) -> None:
    """Replace the file whole. Raises SessionError; what was there stays then."""
    text = json.dumps(_File(rules=rules).model_dump(), ensure_ascii=False, indent=2)
    with known_trouble(path):
        write_setting(path, text + "\n")
