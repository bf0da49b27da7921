"""The entries of the catalog, as they stand in its file."""

from functools import cached_property
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from floorwalker.event.model import Int32
from floorwalker.event.names import normal
from floorwalker.event.rules import FieldKind, Sets

Name: TypeAlias = Annotated[str, Field(min_length=1)]
FieldNames: TypeAlias = tuple[Name, ...]
Icon: TypeAlias = Annotated[str, Field(pattern=r"^[\w-]+\.[\w-]+$")]
Colour: TypeAlias = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Fill: TypeAlias = Literal["solid", "hatched", "empty"]

CountsAs: TypeAlias = Literal["handling", "available"]
"""The agent handles a work item, its wrap-up too; or waits for one, and can be offered it."""


class StatusLook(NamedTuple):
    """How a status is shown: `words` with its reason; `colour` as `#RRGGBB`; `fill` is how a span of it is painted."""

    name: str
    words: str
    colour: str
    icon: str
    assumed: bool
    fill: Fill


class Entry(BaseModel):
    """Something with a name, and the other names that it is found by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    aliases: tuple[Name, ...] = ()

    @cached_property
    def normal_names(self) -> frozenset[str]:
        """All that it is found by, without regard to case, spaces and underscores."""
        return frozenset(normal(name) for name in (self.name, *self.aliases))


class CodeEntry(Entry):
    """What is known of one Code. `fields` beyond its category's are a closed list, or None where they are not public.

    `words` say what happened, `{}` in them where what it happened to belongs; `sets` is what it does to the status of
    its agent.
    """

    words: str = ""
    sets: Sets | None = None
    fields: dict[str, FieldKind] | None = None


class CategoryEntry(Entry):
    """What is known of one Category; `fields` are those that every event of it has."""

    fields: dict[str, FieldKind] = {}
    codes: dict[Int32, CodeEntry] = {}


class ActivityEntry(Entry):
    """A status: its look, whether its number is only assumed, and whether it carries a reason.

    counts_as: what its time is in an agent's occupancy, None for neither.
    """

    words: Name
    colour: Colour
    icon: Icon
    fill: Fill = "solid"
    assumed: bool = False
    reason: bool = False
    counts_as: CountsAs | None = None

    @cached_property
    def normal_names(self) -> frozenset[str]:
        """Its words are among what it is found by."""
        return frozenset(normal(name) for name in (self.name, *self.aliases, self.words))

    def look(self, name: str, words: str) -> StatusLook:
        """This look for a status of that name, said in those words."""
        return StatusLook(name, words, self.colour, self.icon, self.assumed, self.fill)
