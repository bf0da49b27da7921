"""The names of an event's properties, in whatever spelling they come.

Names match without regard to case, spaces or underscores (our decision). A sender's objects have the same few sets of
names over and over, so what a set means is worked out once and remembered. Any thread.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")
Names: TypeAlias = tuple[str, ...]

PROPERTIES: Final = ("Id", "CreationDateUtc", "Category", "Code")
HOLDER: Final = "AdditionalFields"

_LONGEST_NAME: Final = 64
_LONGEST_NAMES: Final = 2048
_MOST_REMEMBERED: Final = 512


def normal(name: str) -> str:
    """*name* without regard to case, spaces and underscores: what two spellings of one name have in common."""
    return _remembered_normal(name) if len(name) <= _LONGEST_NAME else _normal(name)


def _normal(name: str) -> str:
    return "".join(name.split()).replace("_", "").casefold()


_remembered_normal: Final = lru_cache(maxsize=4096)(_normal)


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """What the names of one object mean.

    `by_normal_name` holds for each normal name the first of its spellings. `is_plain`: the four properties that every
    event has are there, spelled exactly, and no AdditionalFields in any spelling.
    """

    by_normal_name: dict[str, str]
    is_plain: bool

    def of(self, exact: str, names: Container[str]) -> str | None:
        """How a property is spelled: exactly if it is there so, else in the first of its spellings."""
        return exact if exact in names else self.by_normal_name.get(normal(exact))


_spellings: Final[dict[Names, Spelling]] = {}


def spelling_of(names: Names) -> Spelling:
    """What these names mean, in their order in the object."""
    return _spellings.get(names) or _new_spelling(names)


def _new_spelling(names: Names) -> Spelling:
    by_normal_name = {normal(name): name for name in reversed(names)}
    is_plain = normal(HOLDER) not in by_normal_name and all(name in names for name in PROPERTIES)
    spelling = Spelling(by_normal_name, is_plain)
    remember(_spellings, names, spelling)
    return spelling


def remember(memory: dict[Names, T], names: Names, meaning: T) -> None:
    """Keep what was worked out for *names*, within bounds, for these names are what a stranger chose."""
    if sum(map(len, names)) > _LONGEST_NAMES:
        return
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[names] = meaning
