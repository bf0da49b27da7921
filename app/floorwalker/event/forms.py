"""Forms (application/x-www-form-urlencoded) that carry events, turned into the JSON in them.

By our decision a form holds JSON in a field called payload, event, data or body, or else is itself one event whose
properties are its fields. Pure functions; any thread.
"""

import json
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from floorwalker.event.jsontext import is_json
from floorwalker.event.names import normal

_CONTENT_TYPE: Final = "application/x-www-form-urlencoded"
_HOLDERS: Final = frozenset({"payload", "event", "data", "body"})
_PROPERTIES: Final = frozenset({"id", "creationdateutc", "category", "code"})
_MOST_FIELDS: Final = 10_000


class NotAForm(ValueError):
    """Text is no form that can be read; the message is for people."""


def looks_like_form(text: str, content_type: str) -> bool:
    """Whether *text*, which is not JSON, is meant as a form.

    By its Content-Type, or else (which is often missing or wrong) because it begins like `payload=` or has the fields
    of an event.
    """
    name, equals, _ = text.partition("=")
    if not equals:
        return False
    return _CONTENT_TYPE in content_type.lower() or _is_holder(name) or _field_names(text) >= _PROPERTIES


def _field_names(text: str) -> set[str]:
    return {normal(unquote_plus(field.partition("=")[0])) for field in text.split("&")}


def json_in_form(text: str) -> list[str]:
    """The JSON texts in a form: those of its fields that hold JSON, or one object made of all fields.

    A name that is there twice counts with its last value, as in JSON. Raises NotAForm.
    """
    name, _, value = text.partition("=")
    if _is_holder(name) and _holds_json(value) and is_json(value):
        return [value]  # sent without the encoding of forms, as curl -d does: a + in it means a +
    try:
        fields = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise NotAForm(f"not a form that can be read: {error}") from error
    held = [value for name, value in fields if _is_holder(name) and _holds_json(value)]
    return held or [json.dumps(dict(fields), ensure_ascii=False)]


def _is_holder(name: str) -> bool:
    return normal(name) in _HOLDERS


def _holds_json(value: str) -> bool:
    return value.lstrip()[:1] in {"{", "["}
