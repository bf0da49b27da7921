"""Laid-out JSON whose objects and lists can be folded to one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from floorwalker.ui.look import Look

_GUTTER: Final = 16
_OPENS, _CLOSES = ("{", "["), ("}", "]")


def folds(lines: Sequence[str]) -> dict[int, int]:
    """For each line of `pretty_lines` that opens an object or a list, the line that closes it, or the last there is."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for number, line in enumerate(lines):
        if line.lstrip().startswith(_CLOSES) and opened:
            ends[opened.pop()] = number
        if line.endswith(_OPENS):
            opened.append(number)
    return ends | dict.fromkeys(opened, len(lines) - 1)


class FoldingText(QPlainTextEdit):
    """Text to be read and copied, by mouse and keyboard. With `show_text(…, folding=True)` there is a sign beside what
    can be folded. What is folded is hidden, not gone: copying takes it along.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folds: dict[int, int] = {}
        self._folded: set[int] = set()
        self._gutter = _Gutter(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        # Long texts in JSON have no spaces to break at.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.updateRequest.connect(self._on_update_request)

    @property
    def folded(self) -> frozenset[int]:
        """The lines that are folded, from 0."""
        return frozenset(self._folded)

    def show_text(self, text: str, *, folding: bool) -> None:
        """Show another text, unfolded."""
        self._folded = set()
        self.setPlainText(text)
        self._folds = folds(text.split("\n")) if folding else {}
        self.setViewportMargins(_GUTTER if folding else 0, 0, 0, 0)
        self._gutter.setVisible(folding)

    def fold(self) -> None:
        """Fold the innermost of what the cursor is in, or what begins at its line."""
        line = self.textCursor().blockNumber()
        around = [start for start, end in self._folds.items() if start <= line <= end and start not in self._folded]
        if around:
            self._set(self._folded | {max(around)})
            self._move_to(max(around))

    def unfold(self) -> None:
        """Unfold what begins at the cursor's line."""
        self._set(self._folded - {self.textCursor().blockNumber()})

    def fold_all(self) -> None:
        """Only the outermost lines stay."""
        self._set({start for start in self._folds if start > 0})

    def unfold_all(self) -> None:
        """Everything is there."""
        self._set(set())

    def toggle(self, line: int) -> None:
        """Fold or unfold what begins there."""
        if line in self._folds:
            self._set(self._folded ^ {line})

    def reveal(self, line: int) -> None:
        """Unfold what hides a line."""
        self._set({start for start in self._folded if not start < line <= self._folds[start]})

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and behind each folded line how much there is."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self._look.small())
        painter.setPen(self._look.colour("muted"))
        for line, block, place in self.lines_in_sight():
            if line in self._folded:
                count = self._folds[line] - line
                layout = block.layout()
                left = layout.lineAt(max(layout.lineCount() - 1, 0)).naturalTextWidth() if layout.lineCount() else 0
                words = f"…  {count:,} {'line' if count == 1 else 'lines'}"
                painter.drawText(place.adjusted(left + 12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gutter is as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(inside.left(), inside.top(), _GUTTER, inside.height())

    def lines_in_sight(self) -> Iterator[tuple[int, QTextBlock, QRectF]]:
        """Number, block and place of each."""
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                return
            if block.isVisible():
                yield block.blockNumber(), block, place
            block = block.next()

    def paint_gutter(self, painter: QPainter) -> None:
        """A sign beside each line that can be folded."""
        name = {True: "mdi6.chevron-right", False: "mdi6.chevron-down"}
        height = self.fontMetrics().height()
        for line, _, place in self.lines_in_sight():
            if line in self._folds:
                icon = self._look.icon(name[line in self._folded], "muted")
                icon.paint(painter, 0, round(place.top()) + (height - _GUTTER) // 2, _GUTTER, _GUTTER)

    def line_at(self, height: int) -> int | None:
        """The line at a height of the gutter."""
        for line, _, place in self.lines_in_sight():
            if place.top() <= height < place.bottom():
                return line
        return None

    def _set(self, folded: set[int]) -> None:
        if folded == self._folded:
            return
        self._folded = folded
        hidden = self._hidden()
        block = self.document().begin()
        while block.isValid():
            shown = block.blockNumber() not in hidden
            if block.isVisible() != shown:
                block.setVisible(shown)
                block.setLineCount(max(1, block.layout().lineCount()) if shown else 0)
            block = block.next()
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
        document.documentLayout().documentSizeChanged.emit(document.documentLayout().documentSize())
        self.viewport().update()
        self._gutter.update()

    def _hidden(self) -> set[int]:
        return {line for start in self._folded for line in range(start + 1, self._folds[start] + 1)}

    def _move_to(self, line: int) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(line))
        self.setTextCursor(cursor)

    def _on_update_request(self, _rect: object, scrolled: int) -> None:
        if scrolled:
            self._gutter.scroll(0, scrolled)
        self._gutter.update()


class _Gutter(QWidget):
    """The signs at the left. A click folds and unfolds."""

    def __init__(self, text: FoldingText) -> None:
        super().__init__(text)
        self._text = text
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Fold or unfold (− and + in the text)")
        self.hide()

    def sizeHint(self) -> QSize:
        """As wide as a sign."""
        return QSize(_GUTTER, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The signs."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._text.palette().base())
        self._text.paint_gutter(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold."""
        point: QPoint = event.position().toPoint()
        line = self._text.line_at(point.y())
        if line is not None:
            self._text.toggle(line)
