"""The dialog that names a number of events in the user's catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from floorwalker.event.catalog import CatalogError
from floorwalker.event.entries import ActivityEntry, CodeEntry
from floorwalker.ui.events.labels import colour
from floorwalker.ui.events.payload.naming.appearance import Appearance
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from pydantic import JsonValue

    from floorwalker.ui.events.payload.facts import Subject
    from floorwalker.ui.events.payload.naming.namer import Namer
    from floorwalker.ui.look import Look

_WORDS_TIP: Final = {
    "code": "What happened, for sentences: “queued {}”, with {} where the work item or reference belongs",
    "activity": "As people say it, for lists and the chart: “On break”",
}
_CAPTURE: Final = {
    "category": "The note “unknown category” of events that are stored by then stays.",
    "code": "The note “unknown code” of events that are stored by then stays.",
    "activity": "An event that tells the status by its name alone is understood from then on.",
}
_WIDTH: Final = 480


class NamingDialog(QDialog):
    """Asks for a name and what else the catalog has; `accept` writes it, and stays open where that is not possible."""

    def __init__(self, subject: Subject, namer: Namer, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._namer = namer
        self._look = look
        self.name, self.words = QLineEdit(), QLineEdit()
        self.appearance: Appearance | None = None
        self.trouble = QLabel(wordWrap=True)
        self.buttons = boxes.buttons(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.setWindowTitle(f"Name {subject}")
        self._fill()
        self._lay_out()
        self.name.textChanged.connect(self._check)
        self.words.textChanged.connect(self._check)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def accept(self) -> None:
        """Write it."""
        try:
            self._namer.name(self._subject, self._members())
        except CatalogError as error:
            self._tell(f"{error.problem} {error.remedy}")
        else:
            super().accept()

    def _members(self) -> dict[str, JsonValue]:
        members: dict[str, JsonValue] = {"name": self.name.text().strip()}
        words = self.words.text().strip()
        if self._subject.kind == "activity":
            members["words"] = words or members["name"]
        elif self._subject.kind == "code":
            members["words"] = words
        if self.appearance is not None:
            members |= {"colour": self.appearance.colour, "icon": self.appearance.icon}
        return members

    def _fill(self) -> None:
        """What the catalog says by now."""
        entry = self._namer.entry(self._subject)
        if entry is not None:
            self.name.setText(entry.name)
        if isinstance(entry, CodeEntry | ActivityEntry):
            self.words.setText(entry.words)
        if self._subject.kind == "activity":
            known = entry if isinstance(entry, ActivityEntry) else self._namer.unlisted
            self.appearance = Appearance(known.colour, known.icon, self._look)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(boxes.GROUPS)
        form.setVerticalSpacing(boxes.BETWEEN)
        form.addRow("&Name", self.name)
        if tip := _WORDS_TIP.get(self._subject.kind):
            self.words.setToolTip(tip)
            self.words.setPlaceholderText(tip)
            form.addRow("&Words", self.words)
        if self.appearance is not None:
            form.addRow("&Look", self.appearance)
        column = boxes.column(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        column.addLayout(form)
        for label in (self._note(), self.trouble):
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH)
        self.trouble.hide()
        colour(self.trouble, self._look.colour("danger"))

    def _note(self) -> QLabel:
        used = "Used at once in this window, and by a capture from its next start on."
        label = QLabel(f"{used} {_CAPTURE[self._subject.kind]}\nKept in {self._namer.file}", wordWrap=True)
        label.setFont(self._look.small())
        colour(label, self._look.colour("muted"))
        return label

    def _check(self) -> None:
        """A name is needed, and one that nothing else has: filters and events tell things apart by it."""
        name = self.name.text().strip()
        taken = self._namer.taken_by(self._subject, name) if name else ""
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(name) and not taken)
        self._tell(f"{taken} has that name already: choose another." if taken else "")

    def _tell(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
