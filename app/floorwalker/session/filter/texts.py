"""Matching of texts: wildcards, and regular expressions that are stopped before they run wild."""

from collections.abc import Callable, Iterable
from time import thread_time
from typing import Final

import regex

from floorwalker.session.filter.errors import FilterError, Place, shown
from floorwalker.session.filter.written import Pattern, Regex

_LONGEST_REGEX: Final = 300
_DEEPEST_GROUPS: Final = 10
"""The library doubles its work with each group around another: 20 take seconds, 30 all the memory."""
_TIME: Final = 0.1
_TIME_A_CHARACTER: Final = 1e-7
"""Seconds of processor time: for each text, and more for a long one, since ten million characters may need a second."""
_ITS_OWN: Final = 0.8
"""Which part of that time a search must have taken by itself to be stopped for good."""
_ONCE_MORE: Final = 8
"""So many times as long is given to one that did not."""

_NOT_A_GROUP: Final = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", regex.DOTALL)


class Wild:
    """A text, or several with any text between each and the next, compared without regard to case.

    `fold` says what two spellings of a text have in common; the texts given to `is_whole` and `is_in` went through it.
    """

    def __init__(self, pattern: Pattern, fold: Callable[[str], str] = str.casefold) -> None:
        self._parts = tuple(fold(part) for part in pattern.parts)

    def is_whole(self, text: str) -> bool:
        """Whether it is *text*, from end to end."""
        if len(self._parts) == 1:
            return text == self._parts[0]
        first, *middle, last = self._parts
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return False
        return _in_order(middle, text, len(first), len(text) - len(last))

    def is_in(self, text: str) -> bool:
        """Whether it is somewhere in *text*."""
        return _in_order(self._parts, text, 0, len(text))


class Search:
    """A regular expression that looks anywhere in a text, without regard to case.

    Raises FilterError where it is none, or is too large to be compiled in reasonable time and memory.
    """

    def __init__(self, written: Regex) -> None:
        self._place = written.place
        self._shown = shown(written.text)
        self._regex = _compiled(written.text, written.place)

    def is_in(self, text: str) -> bool:
        """Whether it finds something. Raises FilterError where it takes too long and had to be stopped."""
        given = _TIME + _TIME_A_CHARACTER * len(text)
        began = thread_time()
        try:
            return self._finds(text, given)
        except (TimeoutError, MemoryError):
            # The library counts what all threads of the process take: others may have taken it.
            if thread_time() - began > given * _ITS_OWN:
                raise self._too_slow() from None
        try:
            return self._finds(text, given * _ONCE_MORE)
        except (TimeoutError, MemoryError):
            raise self._too_slow() from None

    def _finds(self, text: str, seconds: float) -> bool:
        return self._regex.search(text, timeout=seconds) is not None

    def _too_slow(self) -> FilterError:
        return self._place.wrong(
            f"The pattern {self._shown} took more than {_TIME * 1000:.0f} ms on one text and was stopped. "
            "Make it simpler: no repetition inside of a repetition, such as (a+)+."
        )


def _in_order(parts: Iterable[str], text: str, start: int, end: int) -> bool:
    """Whether the parts follow each other between start and end."""
    # The earliest place for each leaves most room for the rest, so that no other has to be tried.
    for part in parts:
        at = text.find(part, start, end)
        if at < 0:
            return False
        start = at + len(part)
    return True


def _compiled(text: str, place: Place) -> "regex.Pattern[str]":
    if not text:
        raise place.wrong('The pattern is empty. Write one, such as ~"^sales".')
    if len(text) > _LONGEST_REGEX:
        raise place.wrong(f"The pattern is too long: it may have {_LONGEST_REGEX} characters.")
    if _groups(text) > _DEEPEST_GROUPS:
        raise place.wrong(f"The pattern has more than {_DEEPEST_GROUPS} groups inside of each other. Make it simpler.")
    try:
        return regex.compile(text, regex.IGNORECASE | regex.FULLCASE)
    except regex.error as error:
        problem = str(error)
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        problem = f"it cannot be read ({type(error).__name__})"
    right = "To find the text itself, leave the ~ out."
    raise place.wrong(f"The pattern {shown(text)} is no regular expression: {problem}. {right}")


def _groups(text: str) -> int:
    """How many groups lie inside of each other at most."""
    depth = deepest = 0
    for character in _NOT_A_GROUP.sub("", text):
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
