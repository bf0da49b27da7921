"""Labels as the view needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ElidedLabel(QLabel):
    """One line of plain text that is cut with "…" where there is no room; its tip has the whole of it."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        """mode: where it is cut."""
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        # However long the text is, it does not make the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show that."""
        self.setText(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        """As high as a line, as narrow as it must be."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        line = QFontMetrics(self.font()).elidedText(self.text(), self._mode, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def colour(widget: QWidget, text: QColor) -> None:
    """Write a widget's text in that colour."""
    palette = widget.palette()
    palette.setColor(widget.foregroundRole(), text)
    widget.setPalette(palette)


def centred_label(text: str = "") -> QLabel:
    """Words in the middle of an empty place, broken where they must be."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setContentsMargins(16, 0, 16, 0)
    return label


def flat_button(tip: str, text: str = "") -> QToolButton:
    """A button without a frame, which has an icon where it has no text."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    return button


def row_of(*widgets: QWidget, stretched: QWidget | None = None) -> QHBoxLayout:
    """Widgets side by side, 8 pixels apart; one of them takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, int(widget is stretched))
    return row


def beneath(above: QWidget, below: QWidget, *, grows: QWidget, apart: int = 0) -> QWidget:
    """Both as one, *apart* pixels between them; one of them takes the room that the other leaves."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(apart)
    for widget in (above, below):
        column.addWidget(widget, int(widget is grows))
    return both


def shortened(text: str, most: int) -> str:
    """Its beginning with "…", where it has more characters than that."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
