"""The readable file in which the user's rules for alerts lie. Any thread."""

import json
from pathlib import Path
from typing import Final

from platformdirs import user_config_path
from pydantic import ValidationError

from floorwalker.event.catalog import Catalog
from floorwalker.files import write_setting
from floorwalker.session.alerts.faults import faults_of
from floorwalker.session.alerts.rules import AlertRules
from floorwalker.trouble import Trouble

_LARGEST: Final = 1024 * 1024
"""Bytes of a file that is read."""
_REMEDY: Final = "Correct it there, or in the dialog of alert rules, which writes it anew."
_ALLOW: Final = "Allow it for your user, or choose rules anew in the dialog of alert rules."


class AlertsError(Trouble):
    """The file of rules cannot be used."""


def alerts_file() -> Path:
    """Where the user's rules lie, whether or not they are there."""
    return user_config_path("floorwalker", appauthor=False) / "alerts.json"


def load_rules(path: Path, catalog: Catalog) -> AlertRules:
    """The user's rules, those to begin with where there is no file. Raises AlertsError with what is wrong where."""
    try:
        if not path.exists():
            return AlertRules()
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except OSError as error:
        raise AlertsError(f"The alert rules {path} cannot be read: {error.strerror}.", _ALLOW) from error
    return _rules_in(text, catalog, path)


def save_rules(path: Path, rules: AlertRules) -> None:
    """Replace the file whole. Raises AlertsError; what was there stays then."""
    try:
        write_setting(path, _text_of(rules))
    except OSError as error:
        raise AlertsError(
            f"The alert rules cannot be kept: {path} cannot be written ({error.strerror}).",
            "Make room there or allow it for your user, then save them again.",
        ) from error


def _text_of(rules: AlertRules) -> str:
    """The rules as they are written, of which kind each is first."""
    told = rules.model_dump(mode="json", exclude_none=True)
    told["rules"] = [{"kind": rule["kind"], **rule} for rule in told["rules"]]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _rules_in(text: bytes, catalog: Catalog, path: Path) -> AlertRules:
    if len(text) > _LARGEST:
        raise AlertsError(f"The alert rules {path} have more than {_LARGEST:,} bytes.", _REMEDY)
    try:
        rules = AlertRules.model_validate_json(text.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _wrong(path, _place(first["loc"]), _words(first["msg"])) from None
    for fault in faults_of(rules.rules, catalog):
        raise _wrong(path, _place(("rules", fault.rule, "", fault.field)), fault.problem)
    return rules


def _wrong(path: Path, place: str, problem: str) -> AlertsError:
    where = f" in {place}" if place else ""
    return AlertsError(f"The alert rules {path} are wrong{where}: {problem.rstrip('.')}.", _REMEDY)


def _place(steps: tuple[int | str, ...]) -> str:
    """`rule 3, “warns”`. The step between a rule and its fields tells only of which kind it is."""
    match steps:
        case ("rules", int() as number, _, *fields):
            return ", ".join([f"rule {number + 1}", *(f"“{field}”" for field in fields)])
        case ("rules", int() as number, *_):
            return f"rule {number + 1}"
    return ", ".join(f"“{step}”" for step in steps)


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")
