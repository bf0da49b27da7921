"""What is known of a session and its names when somebody writes a filter, to be offered to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from floorwalker.event.catalog import Catalog

MOST: Final = 50
"""Texts that are found at once: more than anyone reads before they type another letter."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that may stand in a term. note: what to know of it. is_written: it is an expression's text already, such
    as `>-15m`, and gets no quotes."""

    text: str
    note: str = ""
    is_written: bool = False


class Words:
    """Texts in which a piece is found without regard to case: in 100,000 within a few milliseconds. For one thread."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts: list[str] = []
        self._folded = ""
        self._waiting: list[str] = []
        self.add(texts)

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, texts: Iterable[str]) -> None:
        """Puts more at the end. What no line can hold is left out: it cannot be typed."""
        fit = [text for text in texts if text and "\n" not in text]
        self._texts += fit
        # All of them as one text, each behind a line's end, because one search in that takes less than one in each.
        self._waiting += [f"\n{text}" for text in fit]

    def having(self, piece: str, most: int = MOST) -> list[str]:
        """Some that begin with *piece*, then some that have it further inside; each group in order of adding."""
        wanted = piece.casefold()
        if "\n" in wanted:
            return []
        begin = self._found(f"\n{wanted}", most)
        inside = self._found(wanted, most) if wanted and len(begin) < most else []
        return [self._texts[number] for number in dict.fromkeys((*begin, *inside))][:most]

    def _found(self, wanted: str, most: int) -> list[int]:
        """Numbers of texts with that in them."""
        found: list[int] = []
        folded, line, start = self._all(), -1, 0
        while len(found) < most and (at := folded.find(wanted, start)) >= 0:
            behind = folded.find("\n", at + 1)
            line += folded.count("\n", start, at + 1)
            found.append(line)
            if behind < 0:
                break
            start = behind
        return found

    def _all(self) -> str:
        if self._waiting:
            self._folded += "".join(self._waiting).casefold()
            self._waiting.clear()
        return self._folded


class Called:
    """Agents by what a roster calls them."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """names: each agent's Username and name."""
        self._usernames: dict[str, list[str]] = {}
        for username, name in names:
            self._usernames.setdefault(name, []).append(username)
        self._names = Words(self._usernames)

    def having(self, piece: str) -> Iterator[tuple[str, str]]:
        """Usernames and names, as `Words.having` finds these."""
        return ((username, name) for name in self._names.having(piece) for username in self._usernames[name])


@dataclass(slots=True)
class Known:
    """Names to choose from. feeds: addresses by their ids. fields: names of payload fields. called, teams: the
    roster's, the Usernames by what it calls them."""

    catalog: Catalog
    agents: Words = field(default_factory=Words)
    reasons: Words = field(default_factory=Words)
    fields: Words = field(default_factory=Words)
    feeds: Mapping[int, str] = field(default_factory=dict)
    called: Called = field(default_factory=Called)
    teams: Words = field(default_factory=Words)
