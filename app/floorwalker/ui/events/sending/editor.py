"""The body that is sent, as it was or edited."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from floorwalker.event.body import Refused, Unreadable, read_body
from floorwalker.event.jsontext import NotJson, decode
from floorwalker.ui.events.labels import colour
from floorwalker.ui.events.payload.highlighter import JsonHighlighter
from floorwalker.ui.events.sending.edited import EditedText
from floorwalker.ui.events.sending.renewed import can_be_renewed, renewed
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.look import Look, Role

LARGEST: Final = 64 * 1024
"""Bytes that are edited here: Qt lays out one line of that length in 80 ms."""
_PAUSE: Final = 150
_TOO_LARGE: Final = "{:,} bytes are too many to be edited here; they are sent as they are."
_NO_TEXT: Final = "The body is no UTF-8 text and cannot be edited here; it is sent as it is, {:,} bytes."


class BodyEditor(QWidget):
    """Shows a body and lets it be edited; says whether it is JSON and an event, which it need not be to be sent."""

    def __init__(self, body: bytes, catalog: Catalog, look: Look) -> None:
        super().__init__()
        self._original = body
        self._catalog = catalog
        self._look = look
        self._text = _editable(body)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Body")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.highlighter = JsonHighlighter(self.text.document(), look)
        self.renew = QCheckBox("New &Id and time")
        self.renew.setToolTip("Send it with a new GUID as Id and now as CreationDateUtc; all else stays byte for byte")
        self.restore = QPushButton("&As it was", autoDefault=False)
        self.restore.setToolTip("Take back what was edited")
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self._restore()

    def body(self) -> bytes:
        """The bytes to send: those that came, but for what was edited, with a new Id and time if that is ticked."""
        if self._text is None:
            return self._original
        body = self._text.body(_plain(self.text))
        if not self.renew.isChecked():
            return body
        return renewed(body.decode(), str(uuid.uuid4()), datetime.now(UTC)).encode()

    def set_usable(self, *, usable: bool) -> None:
        """Let it be edited, or not while it is sent."""
        self.text.setReadOnly(not usable or self._text is None)
        self.renew.setEnabled(usable and self._can_be_renewed())
        self.restore.setEnabled(usable and self.text.document().isModified())

    def check(self) -> None:
        """Say what the body is, and underline where it is no JSON."""
        self._pause.stop()
        self.text.setExtraSelections([])
        self.set_usable(usable=True)
        if self._text is None:
            large = len(self._original) > LARGEST
            self._say((_TOO_LARGE if large else _NO_TEXT).format(len(self._original)), "muted")
            return
        text = _plain(self.text)
        try:
            decode(text)
        except NotJson as wrong:
            self._mark(wrong.at)
            line, column = text.count("\n", 0, wrong.at) + 1, wrong.at - text.rfind("\n", 0, wrong.at)
            problem = wrong.problem.removeprefix("not JSON: ")
            self._say(f"Not JSON: {problem} at line {line}, column {column}. It can be sent all the same.", "danger")
            return
        self._say(*_verdict(text, self._catalog))

    def _restore(self) -> None:
        self.text.setPlainText("" if self._text is None else self._text.shown)
        self.text.setVisible(self._text is not None)
        self.text.document().setModified(False)
        self.check()
        self._go_to_mark()

    def _go_to_mark(self) -> None:
        """Begin where something is to be mended."""
        for mark in self.text.extraSelections():
            cursor = QTextCursor(mark.cursor)
            cursor.setPosition(mark.cursor.selectionStart())
            self.text.setTextCursor(cursor)

    def _can_be_renewed(self) -> bool:
        return self._text is not None and can_be_renewed(_plain(self.text))

    def _mark(self, at: int) -> None:
        """A wave under the character, or the last one."""
        mark = QTextEdit.ExtraSelection()
        mark.format = QTextCharFormat()
        mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        mark.format.setUnderlineColor(self._look.colour("danger"))
        text = _plain(self.text)
        place = len(text[: min(at, max(0, len(text) - 1))].encode("utf-16-le")) // 2
        mark.cursor = QTextCursor(self.text.document())
        mark.cursor.setPosition(place)
        mark.cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        self.text.setExtraSelections([mark])

    def _say(self, words: str, role: Role) -> None:
        self.words.setText(words)
        colour(self.words, self._look.colour(role))

    def _lay_out(self) -> None:
        below = boxes.row(spacing=boxes.GROUPS)
        below.addWidget(self.renew)
        below.addStretch(1)
        below.addWidget(self.restore)
        column = boxes.column(self, spacing=4)
        column.addWidget(self.text, 1)
        column.addWidget(self.words)
        column.addLayout(below)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.check)
        self.restore.clicked.connect(self._restore)
        self._look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.text.setFont(self._look.mono())
        self.words.setFont(self._look.small())
        self.highlighter.recolour()


def _editable(body: bytes) -> EditedText | None:
    if len(body) > LARGEST:
        return None
    try:
        return EditedText(body)
    except UnicodeDecodeError:
        return None


def _plain(editor: QPlainTextEdit) -> str:
    """The text with every character that is in it; `toPlainText` makes spaces of those that do not break."""
    return editor.document().toRawText().replace("\u2029", "\n")


def _verdict(text: str, catalog: Catalog) -> tuple[str, Role]:
    """What is in JSON, for people."""
    try:
        items = read_body(text.encode("utf-8", "replace"), catalog)
    except Unreadable as wrong:
        return f"No event: {wrong}. It can be sent all the same.", "danger"
    refused = next((item for item in items if isinstance(item, Refused)), None)
    if refused is not None:
        fault = refused.faults[0]
        more = f", and {len(refused.faults) - 1} more" if len(refused.faults) > 1 else ""
        return f"No event: {fault.at or 'it'}: {fault.problem}{more}. It can be sent all the same.", "danger"
    if len(items) == 1:
        return "JSON, and an event.", "muted"
    return f"JSON, with {len(items)} events." if items else "JSON, with no event in it.", "muted"
