"""Memory that is let go of goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
_LARGE: Final = 128 * 1024


def return_arrays() -> None:
    """Have large arrays live outside of the heap, each by itself. Before they are made; does nothing but on Linux.

    glibc begins so, and raises its mark with each array that is let go of: after a session of a million events was
    read, a fifth of the window's memory would lie idle between small things that stay.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _LARGE)
