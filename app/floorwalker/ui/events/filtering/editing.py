"""The dialog in which a filter gets its name and expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.ui.events.filtering.completing import Completing
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.filtering.named import NamedFilter
from floorwalker.ui.events.labels import colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter.known import Known
    from floorwalker.ui.events.filtering.history import History
    from floorwalker.ui.look import Look


class Editing(QDialog):
    """Edits one filter. done_with(NamedFilter): it is to be kept. Only a right one with a name of its own can be."""

    done_with = Signal(object)

    def __init__(self, named: NamedFilter, catalog: Catalog, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._look = look
        self._taken: frozenset[str] = frozenset()
        self._on = named.on
        self.name = QLineEdit(named.name, placeholderText="Breaks of the morning team")
        self.line = FilterLine(look, catalog=catalog)
        self.line.setText(named.expression)
        self.words = QLabel(wordWrap=True)
        self.buttons = boxes.buttons(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.setWindowTitle("Named filter")
        self.resize(640, 280)
        self._lay_out()
        self._connect()
        self._look_at_it()

    def complete(self, known: Callable[[], Known], history: History) -> None:
        """Offer what may be written."""
        Completing(self.line, known, history, self._look)

    def tell_taken(self, names: Collection[str]) -> None:
        """Other filters are called so."""
        self._taken = frozenset(name.casefold() for name in names)
        self._look_at_it()

    def _lay_out(self) -> None:
        column = boxes.column(self, margins=(16, 16, 16, 16))
        form = QFormLayout()
        form.addRow("Name", self.name)
        form.addRow("Filter", self.line)
        column.addLayout(form)
        column.addWidget(self.words)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._look_at_it)
        self.line.textChanged.connect(self._look_at_it)
        self.line.left.connect(self.reject)
        self.line.cleared.connect(self.reject)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)

    def _look_at_it(self) -> None:
        """Say what the filter means, or what keeps it from being saved."""
        self.line.unmark()
        wrong = self._wrong()
        missing = wrong or self._missing()
        self.words.setText(missing or parse_filter(self.line.text(), self._catalog).english())
        colour(self.words, self._look.colour("danger" if wrong else "muted"))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not missing)

    def _wrong(self) -> str:
        """What is wrong with it, "" where nothing is."""
        try:
            parse_filter(self.line.text(), self._catalog)
        except FilterError as error:
            self.line.mark(error.start, error.end, error.problem)
            return error.problem
        name = self.name.text().strip()
        return f"Another filter is called {name}. Give this one another name." if name.casefold() in self._taken else ""

    def _missing(self) -> str:
        if not self.line.text().strip():
            return "Nothing is filtered yet. Write a filter, such as status:BusyOnBreak."
        return "" if self.name.text().strip() else "It has no name yet. Write one."

    def _save(self) -> None:
        self.done_with.emit(NamedFilter(self.name.text().strip(), self.line.text().strip(), self._on))
        self.accept()
