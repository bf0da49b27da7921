"""What tiles say in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_HOW: Final = "A click, or Space, shows only them; several tiles hold together."


def tip_for(
    words: str, number: int, over: int, lately: NDArray[np.int64] | None, *, unheard: int = 0, assumed: bool = False
) -> str:
    """`42 agents are in the status “Available”, 30 to 55 in the last half hour. 2 of them …`

    unheard: how many of them had not been heard of by then.
    """
    agents = "agent is" if number == 1 else "agents are"
    where = "signed in, and their status known" if words == "Signed in" else f"in the status “{words}”"
    range_ = "" if lately is None else f"; {_range(lately)} in the last half hour"
    lines = [f"{number:,} {agents} {where} now{range_}."]
    if over:
        lines.append(f"{over:,} of them for longer than the limit.")
    if unheard:
        lines.append(f"Of {unheard:,} of them nothing had been received by then.")
    lines.append(_HOW)
    if assumed:
        lines.append("The number of this status is assumed.")
    return "\n".join(lines)


def gathered_tip(counts: Sequence[tuple[str, int]]) -> str:
    """Each status that has no tile, with its number."""
    lines = [f"{count:,} {with_small_letter(words)}" for words, count in counts]
    return "\n".join(["There is no room for these. A click lists them:", *lines])


def with_small_letter(words: str) -> str:
    """As it stands behind a number."""
    return f"{words[:1].lower()}{words[1:]}"


def _range(lately: NDArray[np.int64]) -> str:
    least, most = int(lately.min()), int(lately.max())
    return f"always {most:,}" if least == most else f"{least:,} to {most:,}"
