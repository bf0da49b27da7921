"""Finding names by what people type: names or numbers, no case, spaces or underscores, `*` for any text."""

import re

from floorwalker.event.names import normal
from floorwalker.event.values import is_int32, whole_number


class Pattern:
    """One pattern. `number` holds the number that it is, if it is one, also behind *prefix* (`Activity 41`)."""

    def __init__(self, text: str, prefix: str = "") -> None:
        wanted = normal(text)
        self._names = re.compile(".*".join(re.escape(part) for part in wanted.split("*")), re.DOTALL)
        number = whole_number(wanted.removeprefix(normal(prefix)))
        self.number: set[int] = set() if number is None or not is_int32(number) else {number}

    def matches(self, normal_names: frozenset[str]) -> bool:
        """Whether one of these names, in their normal form, is the pattern from end to end."""
        return any(self._names.fullmatch(name) for name in normal_names)
