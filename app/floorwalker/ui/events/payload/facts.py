"""Lines of a name, its value, what that means and what is odd about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from floorwalker.event.jsontext import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import JsonValue


class Subject(NamedTuple):
    """A number that the catalog names, or could. category: 0 where the kind is "activity"."""

    kind: Literal["category", "code", "activity"]
    category: int
    number: int

    def __str__(self) -> str:
        match self.kind:
            case "category":
                return f"Category {self.number}"
            case "code":
                return f"Code {self.number}"
        return f"ActivityCode {self.number}"


class Sent(NamedTuple):
    """A payload field as it was sent. text: a text's own, everything else as JSON, whole; the objects and lists of a
    large payload would keep the garbage collector busy. is_inner: it lies inside of another field, so that filters can
    only look for its text.
    """

    name: str
    text: str
    is_json: bool
    is_inner: bool = False

    @classmethod
    def of(cls, name: str, value: JsonValue, *, is_inner: bool = False) -> Sent:
        """An empty text is shown as JSON too, or nobody would see it."""
        if isinstance(value, str) and value:
            return cls(name, value, is_json=False, is_inner=is_inner)
        return cls(name, json.dumps(value, ensure_ascii=False), is_json=True, is_inner=is_inner)

    @property
    def value(self) -> JsonValue:
        """As JSON decodes it."""
        return decode(self.text) if self.is_json else self.text


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: what, its value as sent, what that means, and what is odd about it (which is then marked).

    inside: the lines of an object's or a list's values. sent: the payload field that it is of. subject: what could be
    named. is_assumed: that has a name, but not for sure. goes_to: the event that it is about.
    """

    name: str
    value: str
    meaning: str = ""
    odd: str = ""
    inside: tuple[Fact, ...] = field(default=(), compare=False)
    sent: Sent | None = field(default=None, compare=False)
    subject: Subject | None = field(default=None, compare=False)
    is_assumed: bool = field(default=False, compare=False)
    goes_to: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a title, "" for none."""

    title: str
    facts: tuple[Fact, ...]


def flat(facts: tuple[Fact, ...], above: str = "") -> Iterator[tuple[str, Fact]]:
    """Every line with its path from the outermost one, `Queue/Name`, `Skills/[0]`, outer ones first."""
    for fact in facts:
        path = f"{above}{fact.name}"
        yield path, fact
        yield from flat(fact.inside, f"{path}/")
