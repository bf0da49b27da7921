"""The user's own catalog: one JSON file in the user's folder of settings, laid over ours, that the window writes into.

What stands in it and is not about the entry that changes stays as it is. Any thread, one at a time.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

from platformdirs import user_config_path
from pydantic import JsonValue

from floorwalker.event.catalog import Catalog, CatalogError, read_own
from floorwalker.files import write_setting

Steps: TypeAlias = tuple[str, ...]
"""Where an entry stands in the file: `("categories", "2", "codes", "12")`."""

_REMEDY: Final = "Make room there or allow it for your user, then try again."


def own_catalog() -> Path:
    """Where the user's catalog lies, whether or not it is there."""
    return user_config_path("floorwalker", appauthor=False) / "catalog.json"


def category_steps(category: int) -> Steps:
    """Where a Category stands."""
    return ("categories", str(category))


def code_steps(category: int, code: int) -> Steps:
    """Where a Code stands."""
    return (*category_steps(category), "codes", str(code))


def activity_steps(activity: int) -> Steps:
    """Where an ActivityCode stands."""
    return ("activities", str(activity))


def entry_at(file: Path, steps: Steps) -> JsonValue:
    """What the user's file says there, None where it says nothing. Raises CatalogError."""
    return entry_in(read_own(file), steps)


def entry_in(laid: JsonValue, steps: Steps) -> JsonValue:
    """What a catalog says there, None where it says nothing."""
    for step in steps:
        laid = laid.get(step) if isinstance(laid, dict) else None
    return laid


def lay(file: Path, steps: Steps, members: Mapping[str, JsonValue]) -> Catalog:
    """Writes members of the entry there, beside those that it has; the catalog as it is then.

    Raises CatalogError where that would make no catalog, or the file cannot be read or written; it is then as before.
    """
    old = entry_at(file, steps)
    return put(file, steps, {**(old if isinstance(old, dict) else {}), **members})


def put(file: Path, steps: Steps, entry: JsonValue) -> Catalog:
    """Writes the whole entry there, None to take it out; else as `lay`."""
    return write(file, with_entry(read_own(file), steps, entry))


def write(file: Path, laid: JsonValue) -> Catalog:
    """Writes the whole file; else as `lay`."""
    catalog = Catalog.laid_over(laid, file)
    try:
        write_setting(file, json.dumps(laid, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise CatalogError(
            f"The names cannot be kept: {file} cannot be written ({error.strerror}).", _REMEDY
        ) from error
    return catalog


def with_entry(laid: JsonValue, steps: Steps, entry: JsonValue) -> JsonValue:
    """A catalog with that entry; objects on the way that have nothing left in them go."""
    if not steps:
        return entry
    below = dict(laid) if isinstance(laid, dict) else {}
    first, *rest = steps
    inner = with_entry(below.get(first), tuple(rest), entry)
    if inner is None or inner == {}:
        below.pop(first, None)
    else:
        below[first] = inner
    return below
