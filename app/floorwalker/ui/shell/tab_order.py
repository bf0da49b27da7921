"""In which order Tab goes to what is made later than what stands behind it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def put_in_tab_order(parent: QWidget, children: Sequence[QWidget]) -> None:
    """Let Tab come to children where their parent has its place, which takes no focus of its own."""
    # Only what takes focus can come before another.
    parent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, child in pairwise([parent, *children]):
        parent.setTabOrder(before, child)
    parent.setFocusPolicy(Qt.FocusPolicy.NoFocus)
