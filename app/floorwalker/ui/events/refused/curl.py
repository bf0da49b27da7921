"""A refused body as a command that posts it again."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from floorwalker.session.records import RefusedView

LONGEST: Final = 8_000 if sys.platform == "win32" else 100_000
"""Bytes of a body that a command line can hold."""


def curl(view: RefusedView, url: str, content_type: str) -> str:
    """The command, with the body in it, or read from the file that "save" proposes where no command line holds it."""
    words = ["curl", "-H", f"Content-Type: {content_type}", "--data-binary", _data(view), url]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


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
