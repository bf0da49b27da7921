"""The order in which people look for names."""

import re
from typing import Final

_DIGITS: Final = re.compile(r"(\d+)")


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts names as people do: without regard to case, and agent9 before agent10."""
    parts = _DIGITS.split(name.casefold())
    return [(0, int(part), "") if number % 2 else (1, 0, part) for number, part in enumerate(parts)]
