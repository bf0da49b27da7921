"""What the forms of a receiver and of a feed have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.fields import FormRows, Note, SecretEdit, kept_where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.sources import Feed, Listener
    from floorwalker.ui.look import Look
    from floorwalker.ui.sources.checks import Flaw


class Form(QWidget):
    """The settings of one source, being edited.

    changed: something in it is another. icon, kind: for lists. purpose: what such a source does. enabled: whether the
    source is to be used.
    """

    changed = Signal()
    icon = ""
    kind = ""
    purpose = ""

    def __init__(self, look: Look, *, enabled: bool) -> None:
        super().__init__()
        self.look = look
        self.enabled = enabled
        self.form = FormRows(look)
        self._column = boxes.column(self, spacing=boxes.GROUPS)
        # Beside a bar that scrolls.
        self._column.setContentsMargins(0, 0, boxes.BETWEEN, 0)
        self._column.addWidget(QLabel(f"{self.kind}: {self.purpose}"))
        self._column.addLayout(self.form)
        self._column.addStretch(1)
        self._notes: list[Note] = []

    @property
    def title(self) -> str:
        """Where the source is: no two of a kind may have the same."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """The same for people."""
        return self.title

    def value(self, references: Mapping[str, str]) -> Listener | Feed:
        """What is chosen, with references in place of secrets."""
        raise NotImplementedError

    def secrets(self) -> list[str]:
        """What must not be written anywhere as it is."""
        raise NotImplementedError

    def check(self, taken: set[str]) -> None:
        """Say of each field what is wrong with it. taken: the titles of the others of its kind."""
        raise NotImplementedError

    def flaws(self) -> list[Flaw]:
        """What the last check has found."""
        return [note.flaw for note in self._notes if note.flaw is not None]

    def add_beneath(self, widget: QWidget) -> None:
        """Add something below the fields."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def stop(self) -> None:
        """Let go of what it has begun."""

    def row(self, name: str, field: QWidget, hint: str = "", *, focus: QWidget | None = None) -> Note:
        """Add a field."""
        note = self.form.add(name, field, hint, focus=focus)
        self._notes.append(note)
        return note

    def secret_row(self, name: str, field: SecretEdit, tip: str) -> Note:
        """Add a field of a secret; the note says where it will be kept. tip: what it is for."""
        note = self.row(name, field, tip)
        field.setToolTip(f"{tip} Or a reference: env:NAME, file:PATH, keyring:NAME.")
        field.textChanged.connect(lambda text: note.set_hint(kept_where(text.strip(), tip)))
        note.set_hint(kept_where(field.text().strip(), tip))
        return note


def referred(secret: SecretEdit, references: Mapping[str, str]) -> str | None:
    """What to write in a secret's place, None where there is none."""
    text = secret.text().strip()
    return references.get(text, text) or None
