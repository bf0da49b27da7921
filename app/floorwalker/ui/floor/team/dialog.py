"""What the roster file says, whom it does not name, and the choice of another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from floorwalker.event.plural import counted
from floorwalker.session.columns import AGENT
from floorwalker.session.roster import TITLES
from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.floor.team.rostering import Rostering
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_WHAT: Final = (
    "A roster file says what agents are called and which teams they are in. It is a table saved as CSV: the titles in "
    "its first line, then a line for each agent. The floor shows the names, and team: finds teams in every filter."
)
_EXAMPLE: Final = f"{TITLES}\nc.diaz,Carla Díaz,Sales\nj.smith,Jo Smith,Back office"
_FILES: Final = "Tables as text (*.csv *.tsv *.txt);;All files (*)"
_PAUSE: Final = 500
"""Milliseconds in which new agents are gathered."""


class RosterDialog(QDialog):
    """Stays up to date while it is open: the file may change, and agents come."""

    def __init__(self, rostering: Rostering, live: LiveSession, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._rostering = rostering
        self._live = live
        self._look = look
        self.setWindowTitle("Roster file")
        self.file = ElidedLabel()
        self.what = QLabel(_WHAT, wordWrap=True)
        self.trouble = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.counts = QLabel(wordWrap=True)
        self.unnamed = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self._dress()
        self._tell()

    def _lay_out(self) -> None:
        self.choose = QPushButton("Choose file…")
        self.forget = QPushButton("Forget")
        self.choose.setToolTip("Take names and teams from a CSV file, now and the next time")
        self.forget.setToolTip("No roster any more: agents are called by their Usernames")
        self.unnamed.setAccessibleName("Usernames that the roster does not have")
        self._buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        self._buttons.addButton(self.choose, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self.forget, QDialogButtonBox.ButtonRole.ActionRole)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        for widget in (self.file, self.trouble, self.what, self.counts):
            column.addWidget(widget)
        column.addWidget(self.unnamed, 1)
        column.addWidget(self._buttons)
        self.resize(560, 400)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.forget.clicked.connect(self._rostering.forget)
        self._buttons.rejected.connect(self.reject)
        self._rostering.changed.connect(self._tell)
        self._live.names_added.connect(self._soon.start)
        self._soon.timeout.connect(self._tell)
        self._look.changed.connect(self._dress)

    def _tell(self) -> None:
        path, trouble = self._rostering.path, self._rostering.trouble
        self.file.tell(str(path or "No roster file yet"))
        self.trouble.setText("" if trouble is None else f"{trouble.problem} {trouble.remedy}")
        self.trouble.setVisible(trouble is not None)
        is_known = len(self._live.roster) > 0
        self.what.setVisible(not is_known)
        self.counts.setText(self._counts() if is_known else "Such a file looks like this:")
        self._show(self._rostering.unnamed() if is_known else _EXAMPLE.splitlines())
        self.forget.setEnabled(path is not None)

    def _counts(self) -> str:
        roster, seen = self._live.roster, [name for _, name in self._live.names.of_kind(AGENT)]
        missing = len(self._rostering.unnamed())
        lines = [f"It has {counted(len(roster), 'agent')} in {counted(len(roster.teams), 'team')}."]
        lines.append(f"Of these, {roster.unseen(seen):,} were not seen in this session.")
        absent = f"{missing:,} are missing in it, by their Usernames:" if missing else "all are in it."
        lines.append(f"Of the {counted(len(seen), 'agent')} of this session, {absent}")
        return "\n".join(lines)

    def _show(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        self.unnamed.setVisible(bool(lines))
        # What somebody has selected there stays, as long as it says the same.
        if self.unnamed.toPlainText() != text:
            self.unnamed.setPlainText(text)

    def _on_choose(self) -> None:
        path = self._rostering.path
        folder = str(Path.home() if path is None else path.parent)
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose roster file", folder, _FILES)
        if chosen:
            self._rostering.choose(Path(chosen))

    def _dress(self) -> None:
        self.unnamed.setFont(self._look.mono())
        self.unnamed.setMinimumHeight(4 * QFontMetrics(self._look.mono()).lineSpacing())
        colour(self.trouble, self._look.colour("danger"))
        colour(self.what, self._look.colour("muted"))
