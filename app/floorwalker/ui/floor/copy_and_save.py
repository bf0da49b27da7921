"""Tables of the floor for other programs: copied as text, saved as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from floorwalker.files import whole_file
from floorwalker.session.csv_text import BOM
from floorwalker.session.errors import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget


def copy_table(rows: Iterable[Sequence[str]]) -> None:
    """Put rows onto the clipboard, values between tabs; line ends and tabs within values become spaces."""
    lines = ("\t".join(" ".join(value.split()) for value in row) for row in rows)
    QGuiApplication.clipboard().setText("\n".join(lines) + "\n")


def ask_for_file(over: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a CSV file shall be saved; *chosen* is called with the answer. name: what is suggested."""
    dialog = QFileDialog(over, title, name, "CSV (*.csv);;All files (*)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_csv(path: Path, text: str, what: str) -> str:
    """Write a file, which appears when it is whole. Returns one line on what came of it, such as `Totals saved to …`,
    or the problem and its remedy. Any thread."""
    try:
        with whole_file(path) as out:
            out.write((BOM + text).encode())
    except OSError as error:
        trouble = explained(error, path)
        return f"{trouble.problem} {trouble.remedy}"
    return f"{what} saved to {path}"
