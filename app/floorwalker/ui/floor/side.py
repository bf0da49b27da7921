"""What is told beside the list and the chart: pages, one of which is shown, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QWidget

from floorwalker.ui.look.dressed_actions import DressedActions
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.look import Look

WIDTH: Final = 424
"""Pixels at first."""


class Side(QWidget):
    """Pages under tabs, closed by Esc or a button. closed: the focus should go elsewhere."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tabs = QTabBar(self, drawBase=False, expanding=False)
        self._pages = QStackedWidget(self)
        self._button = QToolButton(self)
        self.close_ = self._close_action()
        self._lay_out()
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.close_.triggered.connect(self._on_close)
        self.hide()

    def add_page(self, title: str, page: QWidget) -> None:
        """One more, under a tab of its own."""
        self._pages.addWidget(page)
        self._tabs.addTab(title)

    def set_title(self, page: QWidget, title: str) -> None:
        """What a page's tab says."""
        self._tabs.setTabText(self._pages.indexOf(page), title)

    def show_page(self, page: QWidget) -> None:
        """Show one, and the focus goes there."""
        self._tabs.setCurrentIndex(self._pages.indexOf(page))
        self.show()
        page.setFocus()

    def is_shown(self, page: QWidget) -> bool:
        """Whether it is the one that is seen."""
        return not self.isHidden() and self._pages.currentWidget() is page

    def _close_action(self) -> QAction:
        actions = DressedActions(self._look, self)
        return actions.add_within(self, "Close", "Esc", "mdi6.close", "Close what is beside the chart")

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=0)
        head = boxes.row(margins=(4, 4, 4, 0))
        head.addWidget(self._tabs, 1)
        head.addWidget(self._button)
        self._button.setDefaultAction(self.close_)
        self._button.setAutoRaise(True)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
