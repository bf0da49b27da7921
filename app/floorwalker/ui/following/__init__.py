"""Following a session's file, whoever captures it, and running the capture as a child.

The file is the truth: the child's messages only say that it is worth looking. Everything here that reads the file does
so on threads of its own, and hands over to the window's thread in steps that it can take without being held up.
"""

from floorwalker.ui.following.live import LiveSession
from floorwalker.ui.following.payloads import PayloadSource

__all__ = ["LiveSession", "PayloadSource"]
