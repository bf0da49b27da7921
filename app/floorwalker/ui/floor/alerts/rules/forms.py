"""The fields of each kind of rule, and the form that they are edited in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from floorwalker.session.columns import REASON
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.labels import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.session.alerts.faults import Fault
    from floorwalker.ui.floor.alerts.rules.drafts import Draft, Value
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

Sort: TypeAlias = Literal["status", "statuses", "reason", "time", "count", "filter", "text", "severity"]


class FieldOf(NamedTuple):
    """empty: what an empty field means, "" where it must not be empty."""

    name: str
    label: str
    sort: Sort
    tip: str
    empty: str = ""


class KindOf(NamedTuple):
    """A kind of rule. title: for a menu."""

    title: str
    icon: str
    fields: tuple[FieldOf, ...]


_SEVERITY: Final = FieldOf("severity", "Told &as", "severity", "How grave it is: what is over a limit is red")
_WITHIN: Final = FieldOf("within", "&Within", "time", "Such as 10 min or 1 h 30 min")
_HOW_LONG: Final = "Such as 90 s, 15 min or 1 h 30 min"

KINDS: Final[dict[str, KindOf]] = {
    "status": KindOf(
        "Time in status",
        "mdi6.timer-alert-outline",
        (
            FieldOf("status", "&Status", "status", "A status by its name, its words or its number"),
            FieldOf("reason", "&Reason", "reason", "Of the status with that reason alone", "any"),
            FieldOf("warns", "&Warns after", "time", _HOW_LONG, "never"),
            FieldOf("alerts", "&Alerts after", "time", _HOW_LONG, "never"),
        ),
    ),
    "available": KindOf(
        "Too few available",
        "mdi6.account-alert-outline",
        (
            FieldOf("fewer_than", "&Fewer than", "count", "So many agents are enough"),
            FieldOf("status", "&Status", "statuses", "One or more statuses, with commas between them"),
            FieldOf("lasting", "&For", "time", _HOW_LONG),
            FieldOf("filter", "Of &agents", "filter", "Only agents that this filter shows on the floor", "all agents"),
            _SEVERITY,
        ),
    ),
    "declined": KindOf(
        "Work items declined",
        "mdi6.phone-missed",
        (FieldOf("times", "&Times", "count", "Work items that one agent declines"), _WITHIN, _SEVERITY),
    ),
    "feed": KindOf(
        "Source silent or lost",
        "mdi6.lan-disconnect",
        (
            FieldOf("silent", "&Silent for", "time", "Nothing has come from a source for so long", "never"),
            FieldOf("lost", "&Lost for", "time", "A feed has not been connected for so long", "never"),
            _SEVERITY,
        ),
    ),
    "filter": KindOf(
        "Events of a filter",
        "mdi6.filter-outline",
        (
            FieldOf("name", "&Name", "text", "What the alert is called", "as the filter"),
            FieldOf(
                "filter",
                "&Filter",
                "filter",
                "Each event that it shows counts; -is:duplicate leaves repeats out",
            ),
            FieldOf("times", "&Times", "count", "So many events"),
            _WITHIN,
            _SEVERITY,
        ),
    ),
}

_SEVERITIES: Final = {"warns": "a warning", "alerts": "an alert"}
_AVAILABLE: Final = ("Available", "Available,AcceptInternalCalls")


class RuleForm(QWidget):
    """Edits the fields of one kind. edited(name, value): the user has changed one; "" for an empty one."""

    edited = Signal(str, object)

    def __init__(self, kind: str, live: LiveSession, look: Look) -> None:
        super().__init__()
        self._live = live
        self._look = look
        self.fields: dict[str, QWidget] = {}
        form = QFormLayout(self, horizontalSpacing=16, verticalSpacing=8)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in KINDS[kind].fields:
            widget = self.fields[field.name] = self._widget(field)
            widget.setToolTip(field.tip)
            form.addRow(field.label, widget)

    def fill(self, draft: Draft) -> None:
        """Show a rule; what is being written stays as it is written."""
        for name, widget in self.fields.items():
            with QSignalBlocker(widget):
                self._show(widget, draft.get(name, ""))

    def mark(self, faults: Sequence[Fault]) -> None:
        """Show which fields are wrong."""
        wrong = {fault.field: fault for fault in faults}
        for name, widget in self.fields.items():
            fault = wrong.get(name)
            if isinstance(widget, FilterLine):
                widget.unmark()
                if fault is not None:
                    widget.mark(fault.start, fault.end, fault.problem)
            else:
                colour(widget, self._look.colour("text" if fault is None else "danger"))

    def _widget(self, field: FieldOf) -> QWidget:
        match field.sort:
            case "count":
                return self._count(field)
            case "severity":
                return self._severity(field)
            case "status" | "statuses" | "reason":
                return self._choice(field)
        line = FilterLine(self._look) if field.sort == "filter" else QLineEdit()
        line.setPlaceholderText(field.empty or ("" if field.sort == "filter" else field.tip))
        line.textEdited.connect(lambda text: self.edited.emit(field.name, text))
        return line

    def _count(self, field: FieldOf) -> QSpinBox:
        box = QSpinBox(minimum=1, maximum=1000)
        box.valueChanged.connect(lambda value: self.edited.emit(field.name, value))
        return box

    def _severity(self, field: FieldOf) -> QComboBox:
        box = QComboBox()
        for value, words in _SEVERITIES.items():
            box.addItem(words, value)
        box.activated.connect(lambda _: self.edited.emit(field.name, box.currentData()))
        return box

    def _choice(self, field: FieldOf) -> QComboBox:
        """A text with suggestions; a status is shown by its words and kept by its name."""
        box = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        box.addItems(self._suggestions(field.sort))
        if (line := box.lineEdit()) is not None:
            line.setPlaceholderText(field.empty)
        box.editTextChanged.connect(lambda text: self.edited.emit(field.name, self._kept(field.sort, text)))
        return box

    def _suggestions(self, sort: Sort) -> list[str]:
        if sort == "statuses":
            return list(_AVAILABLE)
        if sort == "reason":
            return sorted({text for _, text in self._live.names.of_kind(REASON)}, key=str.casefold)
        return [entry.words for entry in self._live.catalog.activities.values()]

    def _kept(self, sort: Sort, text: str) -> str:
        number = self._live.catalog.activity_called(text) if sort == "status" else None
        return text if number is None else self._live.catalog.activities[number].name

    def _show(self, widget: QWidget, value: Value) -> None:
        match widget:
            case QSpinBox() if isinstance(value, int):
                widget.setValue(value)
            case QComboBox() if not widget.isEditable():
                widget.setCurrentIndex(max(0, widget.findData(value)))
            case QComboBox() if self._kept_by(widget) != value:
                number = self._live.catalog.activity_called(str(value)) if widget is self.fields.get("status") else None
                words = str(value) if number is None else self._live.catalog.activities[number].words
                widget.setEditText(words)
            case QLineEdit() if widget.text() != value:
                widget.setText(str(value))

    def _kept_by(self, box: QComboBox) -> str:
        return self._kept("status" if box is self.fields.get("status") else "reason", box.currentText())
