"""How large a frame may be, and how long a feed may take."""

from dataclasses import dataclass
from typing import Final

from floorwalker.feed.receiver.bodies import MAX_BODY

PATIENCE: Final = 10.0
"""Seconds without traffic after which a peer is asked whether it is there, and that it has to answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """frame: bytes of one, also unpacked. open: seconds until the handshake must be done. quiet: seconds without
    traffic after which the peer is asked whether it is there. answer: seconds that it has to say so.
    """

    frame: int = MAX_BODY
    open: float = 10.0
    quiet: float = PATIENCE
    answer: float = PATIENCE
