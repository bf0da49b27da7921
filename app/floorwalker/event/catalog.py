"""The catalog: the names, colours and meanings of the numbers in events.

It is data, one file in the program's resources with the user's own laid over it, so that a number which the vendor
never published can be named without a new release. An unknown number is no error anywhere.

A catalog never changes once it is loaded, so any thread may use it.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from floorwalker.assets import resource
from floorwalker.event.entries import ActivityEntry, CategoryEntry, CodeEntry, FieldNames, StatusLook
from floorwalker.event.facts import Activity, Facts, facts_of
from floorwalker.event.model import Event, Int32
from floorwalker.event.names import Names, normal, remember
from floorwalker.event.patterns import Pattern
from floorwalker.event.rules import RULES_OF_UNKNOWN_CATEGORY, Rules
from floorwalker.event.shapes import Shape
from floorwalker.trouble import Trouble

__all__ = ["Activity", "Catalog", "CatalogError", "Facts", "StatusLook", "read_own"]

_REMEDY: Final = "Mend the file, or move it away to use the names that Floorwalker brings."


class CatalogError(Trouble):
    """The user's catalog cannot be used."""


class Catalog(BaseModel):
    """The names of everything. Patterns match without regard to case, spaces and underscores; `*` is any text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: dict[Int32, CategoryEntry]
    activities: dict[Annotated[int, Field(ge=0, lt=2**31)], ActivityEntry]
    unknown: ActivityEntry
    signed_out: ActivityEntry
    unlisted: ActivityEntry
    agent_fields: FieldNames
    session_fields: FieldNames
    activity_fields: FieldNames
    status_name_fields: FieldNames
    reason_fields: FieldNames
    subject_fields: FieldNames
    session_type_fields: FieldNames
    phone_fields: FieldNames

    @model_validator(mode="before")
    @classmethod
    def _lend_looks(cls, data: object) -> object:
        """A status that a user merely names looks as the ones without a name do."""
        match data:
            case {"activities": dict() as activities, "unlisted": dict() as unlisted, **others}:
                dressed = {number: _dressed(entry, unlisted) for number, entry in activities.items()}
                return {"activities": dressed, "unlisted": unlisted, **others}
        return data

    @classmethod
    def load(cls, user: Path | None = None) -> "Catalog":
        """The program's catalog with the file *user* laid over it, value by value.

        A file that is not there adds nothing. Raises CatalogError where it is there and cannot be used.
        """
        return cls.laid_over({} if user is None else read_own(user), user)

    @classmethod
    def laid_over(cls, laid: JsonValue, user: Path | None) -> "Catalog":
        """The program's catalog with what the file *user* says, or is about to, laid over it. Raises CatalogError."""
        own = json.loads(resource("catalog.json").read_text("utf-8"))
        try:
            return cls.model_validate(_laid_over(own, laid))
        except ValidationError as error:
            raise CatalogError(f"The catalog {user} is wrong at {_first_error(error)}.", _REMEDY) from error

    # These are prepared once: every event looks something up there.
    @cached_property
    def known_rules(self) -> dict[tuple[int, int], Rules]:
        """The rules of every known Category and Code."""
        return {
            (category, code): Rules.of_code(entry.fields, known.fields, known.sets)
            for category, entry in self.categories.items()
            for code, known in entry.codes.items()
        }

    @cached_property
    def numbers_by_name(self) -> dict[str, int]:
        """The number of every activity by each of its names in normal form; of two with one name the first."""
        entries = reversed(self.activities.items())
        return {name: number for number, entry in entries for name in entry.normal_names}

    @cached_property
    def status_fields(self) -> tuple[str, ...]:
        """The fields that may hold a status, the first of which that is there tells it."""
        return self.activity_fields + self.status_name_fields

    @cached_property
    def _rules_of_unknown_codes(self) -> dict[int, Rules]:
        return {number: Rules.of_unknown_code(entry.fields) for number, entry in self.categories.items()}

    @cached_property
    def _shapes(self) -> dict[Names, Shape]:
        return {}

    @cached_property
    def _field_shapes(self) -> dict[Names, Shape]:
        return {}

    def rules(self, category: int, code: int) -> Rules:
        """What to expect of events of that kind."""
        known = self.known_rules.get((category, code))
        return self._rules_of_unknown_codes.get(category, RULES_OF_UNKNOWN_CATEGORY) if known is None else known

    def shape(self, names: Names) -> Shape:
        """What the names of a whole JSON object tell, in their order in it."""
        return self._shapes.get(names) or _remembered(self._shapes, names, Shape.of_object(names, self))

    def shape_of_fields(self, names: Names) -> Shape:
        """What the names of additional fields tell, wherever these lay."""
        return self._field_shapes.get(names) or _remembered(self._field_shapes, names, Shape.of_fields(names, self))

    def facts(self, event: Event) -> Facts:
        """Whose event it is and which status it sets."""
        shape = self.shape_of_fields(tuple(event.fields))
        return facts_of(event.fields, shape, shape.told(event.category, event.code, self).sets, self)

    def known_category(self, category: int) -> bool:
        """Whether the catalog has a name for it."""
        return category in self.categories

    def known_code(self, category: int, code: int) -> bool:
        """Whether the catalog has a name for that code in that category."""
        return (category, code) in self.known_rules

    def category_name(self, category: int) -> str:
        """`Agent`, or `Category 9` where there is no name."""
        entry = self.categories.get(category)
        return f"Category {category}" if entry is None else entry.name

    def code_name(self, category: int, code: int) -> str:
        """`StatusChanged`, or `12` where there is no name."""
        entry = self.code(category, code)
        return str(code) if entry is None else entry.name

    def event_label(self, category: int, code: int) -> str:
        """`Agent · StatusChanged`, `IVR · 12`."""
        return f"{self.category_name(category)} · {self.code_name(category, code)}"

    def code(self, category: int, code: int) -> CodeEntry | None:
        """All that is known of that code in that category."""
        entry = self.categories.get(category)
        return None if entry is None else entry.codes.get(code)

    def status(self, activity: int, reason: str = "") -> StatusLook:
        """How the status with that ActivityCode, or one of Activity's, and that reason is shown.

        `Activity.NONE` is no status: its look has neither name nor words.
        """
        if activity in (Activity.NAMED, Activity.NONE):
            text = reason if activity == Activity.NAMED else ""
            return self.unlisted.look(text, text)
        entry = self._entry(activity)
        if entry is None:
            name = f"{self.unlisted.name} {activity}"
            return self.unlisted.look(name, name)
        return entry.look(entry.name, f"{entry.words} · {reason}" if reason else entry.words)

    def has_reason(self, activity: int) -> bool:
        """Whether that status carries a reason, as BusyOther does."""
        entry = self.activities.get(activity)
        return entry is not None and entry.reason

    def activity_called(self, text: str) -> int | None:
        """The number of the status with that name, alias or words; None where there is none."""
        return self.numbers_by_name.get(normal(text))

    def categories_matching(self, pattern: str) -> set[int]:
        """The known categories of that name or alias, and the one of that number, known or not."""
        wanted = Pattern(pattern)
        named = (number for number, entry in self.categories.items() if wanted.matches(entry.normal_names))
        return wanted.number.union(named)

    def codes_matching(self, pattern: str) -> set[tuple[int, int]]:
        """Category and Code of the known codes of that name, alias or number.

        A number counts in every category that there is, also where the catalog does not know it, which no set can hold:
        whoever asks compares numbers for themselves.
        """
        wanted = Pattern(pattern)
        return {
            (category, code)
            for category, entry in self.categories.items()
            for code, known in entry.codes.items()
            if code in wanted.number or wanted.matches(known.normal_names)
        }

    def activities_matching(self, pattern: str) -> set[int]:
        """The known statuses of that name, alias or words, Activity's among them, and the one of that number.

        Statuses known only by their text (`Activity.NAMED`) are not among them: their name is their reason.
        """
        wanted = Pattern(pattern, prefix=self.unlisted.name)
        return wanted.number.union(n for n, entry in self._statuses() if wanted.matches(entry.normal_names))

    def _statuses(self) -> Iterator[tuple[int, ActivityEntry]]:
        yield from self.activities.items()
        yield from ((Activity.UNKNOWN, self.unknown), (Activity.SIGNED_OUT, self.signed_out))

    def _entry(self, activity: int) -> ActivityEntry | None:
        if activity == Activity.UNKNOWN:
            return self.unknown
        return self.signed_out if activity == Activity.SIGNED_OUT else self.activities.get(activity)


def _remembered(memory: dict[Names, Shape], names: Names, shape: Shape) -> Shape:
    remember(memory, names, shape)
    return shape


def _dressed(activity: object, unlisted: dict[str, object]) -> object:
    match activity:
        case {"name": name, **others}:
            return unlisted | {"words": name, "name": name} | others
    return activity


def read_own(user: Path) -> JsonValue:
    """What a user's catalog says; nothing where there is no such file. Raises CatalogError where it is no JSON."""
    if not user.exists():
        return {}
    try:
        laid: JsonValue = json.loads(user.read_text("utf-8-sig"))
    except OSError as error:
        raise CatalogError(f"The catalog {user} cannot be read: {error.strerror}.", _REMEDY) from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"The catalog {user} is not UTF-8 text.", _REMEDY) from error
    except RecursionError as error:
        raise CatalogError(f"The catalog {user} is nested too deep.", _REMEDY) from error
    except ValueError as error:
        raise CatalogError(f"The catalog {user} is not JSON: {error}.", _REMEDY) from error
    return laid


def _laid_over(below: JsonValue, above: JsonValue) -> JsonValue:
    """*above* over *below*: objects are merged name by name, everything else replaces what lies below."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {name: _laid_over(below.get(name), value) for name, value in above.items()}


def _first_error(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'/'.join(str(step) for step in first['loc']) or 'its beginning'}: {first['msg']}"
