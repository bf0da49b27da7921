"""The headers that a feed sends with its handshake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from floorwalker.ui.events.labels import flat_button
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.checks import LONGEST, Flaw, header_flaw
from floorwalker.ui.sources.fields import SecretEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from floorwalker.ui.look import Look

MOST: Final = 32


@dataclass(frozen=True, slots=True)
class _Row:
    whole: QWidget
    name: QLineEdit
    value: SecretEdit
    open: QToolButton
    remove: QToolButton

    @property
    def pair(self) -> tuple[str, str]:
        return self.name.text().strip(), self.value.text().strip()


class Headers(QWidget):
    """A small table of names and values. A value is a secret unless it is said that anyone may read it.

    changed: something in it is another.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[_Row] = []
        self._column = boxes.column(self, spacing=4)
        self.add_button = QPushButton("Add a header", autoDefault=False)
        self.add_button.setToolTip("Add a header that is sent when the feed is connected")
        self.add_button.clicked.connect(self._on_add)
        bottom = boxes.row()
        bottom.addWidget(self.add_button)
        bottom.addStretch(1)
        self._column.addLayout(bottom)
        self.setFocusProxy(self.add_button)
        look.changed.connect(self._dress)

    def add(self, name: str = "", value: str = "", *, is_open: bool = False) -> None:
        """One more. is_open: its value may be kept where anyone can read it."""
        row = self._made_row()
        row.name.setText(name)
        row.value.setText(value)
        row.open.setChecked(is_open)
        for signal in (row.name.textChanged, row.value.textChanged, row.open.toggled):
            signal.connect(self.changed)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row.whole)
        self.add_button.setEnabled(len(self._rows) < MOST)
        self._dress()
        self.changed.emit()

    def secrets(self) -> Iterator[str]:
        """The values that must not be written anywhere as they are."""
        return (row.value.text().strip() for row in self._rows if row.value.is_secret)

    def pairs(self, references: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Names and values, those in references replaced. Rows with nothing in them are left out."""
        closed = {secret: references.get(secret, secret) for secret in self.secrets()}
        pairs = ((row.pair, row.open.isChecked()) for row in self._rows)
        return tuple((name, value if is_open else closed.get(value, value)) for (name, value), is_open in pairs if name)

    def flaw(self) -> Flaw | None:
        """What is wrong with the first that is wrong."""
        filled = [row.pair for row in self._rows if any(row.pair)]
        return next((flaw for flaw in (header_flaw(*pair) for pair in filled) if flaw), None)

    def rows(self) -> list[tuple[QLineEdit, SecretEdit]]:
        """The fields, for the order of the keyboard."""
        return [(row.name, row.value) for row in self._rows]

    def _made_row(self) -> _Row:
        name = QLineEdit(maxLength=LONGEST, placeholderText="X-Api-Key")
        name.setAccessibleName("Name of a header")
        value = SecretEdit(self._look)
        value.setAccessibleName("Value of a header")
        value.setPlaceholderText("Value, or env:NAME, file:PATH, keyring:NAME")
        is_open = flat_button("Secret: kept in the system's key store. Press if anyone may read it.")
        is_open.setCheckable(True)
        remove = flat_button("Remove this header")
        whole = QWidget()
        line = boxes.row(whole, spacing=4)
        line.addWidget(name, 2)
        line.addWidget(value, 3)
        line.addWidget(is_open)
        line.addWidget(remove)
        is_open.toggled.connect(value.set_open)
        is_open.toggled.connect(self._dress)
        return _Row(whole, name, value, is_open, remove)

    def _on_add(self) -> None:
        self.add()
        self._rows[-1].name.setFocus()

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.whole.deleteLater()
        row.whole.hide()
        self.add_button.setEnabled(True)
        self.add_button.setFocus()
        self.changed.emit()

    def _dress(self) -> None:
        for row in self._rows:
            is_open = row.open.isChecked()
            row.open.setIcon(self._look.icon("mdi6.lock-open-variant-outline" if is_open else "mdi6.lock", "muted"))
            row.open.setToolTip(
                "Kept as it is, where anyone who reads the settings sees it. Press to keep it as a secret."
                if is_open
                else "Secret: kept in the system's key store. Press if anyone may read it."
            )
            row.remove.setIcon(self._look.icon("mdi6.close", "muted"))
