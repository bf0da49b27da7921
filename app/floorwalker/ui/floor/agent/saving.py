"""Saving what an agent's page shows to files that the user chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from floorwalker.files import whole_file
from floorwalker.session.errors import explained
from floorwalker.ui.floor.agent.text import BOM

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_for_file(over: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a CSV file shall be saved; *chosen* is called with the answer."""
    dialog = QFileDialog(over, title, name, "CSV (*.csv);;All files (*)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_csv(path: Path, text: str) -> str:
    """Write some lines of CSV; returns one line on what came of it, the problem and its remedy too."""
    try:
        with whole_file(path) as out:
            out.write((BOM + text).encode())
    except OSError as error:
        trouble = explained(error, path)
        return f"{trouble.problem} {trouble.remedy}"
    return f"Saved to {path}"


def file_name(agent: str, what: str) -> str:
    """A name for a file that every system takes: `c.diaz statuses.csv`."""
    kept = "".join(letter if letter.isalnum() or letter in " .-_@" else "_" for letter in agent).strip(" .")
    return f"{kept[:80] or 'agent'} {what}.csv"
