"""A refused body as a command that posts it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.events.payload.copying import LONGEST
from floorwalker.ui.shell.sample import command_line

if TYPE_CHECKING:
    from floorwalker.session.records import RefusedView


def curl(view: RefusedView, url: str, content_type: str) -> str:
    """The command, with the body in it, or read from the file that "save" proposes where no command line holds it."""
    words = ["curl", "-H", f"Content-Type: {content_type}", "--data-binary", _data(view), url]
    return command_line(words)


def file_name(view: RefusedView) -> str:
    """What the file is called that it is saved to, unless the user chooses another name."""
    return f"refused-{view.id}.{'json' if _is_text(view.body) else 'bin'}"


def _data(view: RefusedView) -> str:
    # curl takes what begins with @ for the name of a file.
    fits = len(view.body) <= LONGEST and _is_text(view.body) and not view.body.startswith(b"@")
    return view.body.decode() if fits else f"@{file_name(view)}"


def _is_text(body: bytes) -> bool:
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False
