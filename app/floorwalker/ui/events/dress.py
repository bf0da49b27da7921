"""What the view's lists have in common: quiet headers, hairlines, rows of one height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import (
    QHeaderView,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from floorwalker.ui.look import Look

PADDING = 8
"""Pixels from a column's edge to its text."""

Index = QModelIndex | QPersistentModelIndex


class Row(QStyledItemDelegate):
    """Cells of rows of one height, without a frame around the current one: the whole row is what is selected."""

    def __init__(self, look: Look, less: int = 0, parent: QObject | None = None) -> None:
        """less: pixels by which the rows are lower than the look's."""
        super().__init__(parent)
        self.look = look
        self._less = less

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the text, as high as every row."""
        return QSize(super().sizeHint(option, index).width() + PADDING, self.row_height)

    @property
    def row_height(self) -> int:
        """Pixels of every row."""
        return self.look.row_height() - self._less

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Take the frame away."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class PaddedRow(Row):
    """Cells whose text begins where the column's title does."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what is behind the whole cell, then its content further in."""
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        style, widget = option.widget.style(), option.widget
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        # The style adds 3 pixels of its own.
        option.rect.adjust(PADDING - 3, 0, 0, 0)
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)


def dress_header(header: QHeaderView, look: Look) -> None:
    """Small muted titles over a hairline."""
    header.setFont(look.small())
    ground, text, line = (look.colour(role).name() for role in ("raised", "muted", "line"))
    header.setStyleSheet(
        f"QHeaderView {{ background: {ground}; border: none; }}"
        f" QHeaderView::section {{ background: {ground}; color: {text}; border: none;"
        f" border-bottom: 1px solid {line}; padding: 0 {PADDING}px; }}"
    )
    header.setFixedHeight(look.row_height())


def dress_splitter(splitter: QSplitter, look: Look) -> None:
    """A hairline that can be dragged."""
    splitter.setHandleWidth(1)
    splitter.setStyleSheet(f"QSplitter::handle {{ background: {look.colour('line').name()}; }}")
