"""Rows and columns of widgets, and dialogs' buttons, on the grid of 4 pixels."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

BETWEEN, GROUPS = 8, 16
"""Pixels between things, and between groups of things."""

Margins: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_Box = TypeVar("_Box", QHBoxLayout, QVBoxLayout)


def row(of: QWidget | None = None, *, spacing: int = BETWEEN, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row, either of a widget or to be put into another layout."""
    return _spaced(QHBoxLayout(), of, spacing, margins)


def column(of: QWidget | None = None, *, spacing: int = BETWEEN, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column, likewise."""
    return _spaced(QVBoxLayout(), of, spacing, margins)


def buttons(standard: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """A dialog's buttons in the order of the platform, without icons."""
    made = QDialogButtonBox(standard)
    without_icons(made)
    return made


def button(text: str, tip: str) -> QPushButton:
    """One more button of a dialog: never the one that Enter presses."""
    made = QPushButton(text, autoDefault=False)
    made.setToolTip(tip)
    return made


def without_icons(box: QDialogButtonBox) -> None:
    """Take away the coloured icons that some styles put on a dialog's buttons."""
    for one in box.buttons():
        one.setIcon(QIcon())


def _spaced(box: _Box, of: QWidget | None, spacing: int, margins: Margins) -> _Box:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    if of is not None:
        of.setLayout(box)
    return box
