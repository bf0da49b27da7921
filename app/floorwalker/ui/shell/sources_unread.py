"""Leaves modules' sources unread: 25 MB of the window's memory, and a tenth of a second of its start.

PySide reads the source of each module that is imported after it, to find out whether `from __feature__ import …` may
change PySide's names there, and Python keeps what was read. Nothing here asks for such features. To import this is all
there is to do, before everything else that comes after PySide.
"""

from __future__ import annotations

import importlib

import PySide6.QtCore  # noqa: F401 - begins to watch imports


def _watch_no_more() -> None:
    """Where PySide is another one by now, it just goes on reading."""
    try:
        feature = importlib.import_module("PySide6.support.feature")
    except ImportError:
        return
    feature._mod_uses_pyside = lambda _module: False  # type: ignore[attr-defined] # noqa: SLF001 - has no other switch


_watch_no_more()
