"""One line of the facets: what it says, and which box it has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from floorwalker.ui.events.facets.choice import Part
    from floorwalker.ui.events.facets.facet import Facet

SHOWN, HIDDEN, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class Sort(Enum):
    """What a line is."""

    SECTION = 1
    KIND = 2
    NAME = 3
    FIND = 4
    """Where a part of a name is written."""
    MORE = 5
    """Opens what else there is."""
    REMARK = 6


@dataclass(frozen=True, slots=True)
class Key:
    """Which line it is, whatever it says by now. of: the kind, or the name, "" for none."""

    facet: Facet
    sort: Sort
    of: Part | str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """count: None where it counts nothing. box: None where it has none. stressed: it says that something is hidden."""

    key: Key
    text: str
    tip: str
    count: int | None = None
    box: Qt.CheckState | None = None
    can_switch: bool = False
    stressed: bool = False
    children: tuple[Entry, ...] = ()


Entries: TypeAlias = tuple[Entry, ...]
