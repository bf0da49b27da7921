"""Fields of a form that say beneath themselves what they are for, or what is wrong with what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from floorwalker.secret import is_plain
from floorwalker.ui.events.labels import colour
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.checks import LONGEST

if TYPE_CHECKING:
    from floorwalker.ui.look import Look
    from floorwalker.ui.sources.checks import Flaw

_PLACES: Final = {
    "env": "Read from that variable of the environment when the capture starts.",
    "file": "Read from that file when the capture starts.",
    "keyring": "In the system's key store, under this name.",
}


class Note(QLabel):
    """The line beneath a field: a muted hint, or in red what is wrong."""

    def __init__(self, hint: str, look: Look) -> None:
        super().__init__(wordWrap=True)
        self._hint = hint
        self._look = look
        self.flaw: Flaw | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._show)
        self._show()

    def set_hint(self, hint: str) -> None:
        """What to say while nothing is wrong."""
        self._hint = hint
        self._show()

    def set_flaw(self, flaw: Flaw | None) -> None:
        """What is wrong now."""
        self.flaw = flaw
        self._show()

    def _show(self) -> None:
        self.setText(self._hint if self.flaw is None else f"{self.flaw.problem} {self.flaw.remedy}")
        self.setFont(self._look.small())
        colour(self, self._look.colour("muted" if self.flaw is None else "danger"))
        self.setVisible(bool(self.text()))


class SecretEdit(QLineEdit):
    """A secret, shown as dots, or a reference to one, which may be seen by anyone."""

    def __init__(self, look: Look) -> None:
        super().__init__(maxLength=LONGEST)
        self._look = look
        self._is_open = False
        self._seen = QAction("Show", self, checkable=True)
        self._seen.setToolTip("Show or hide what is typed")
        self._seen.toggled.connect(self._veil)
        self.addAction(self._seen, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._veil)
        look.changed.connect(self._veil)
        self._veil()

    @property
    def is_secret(self) -> bool:
        """Whether what is in it must not be written anywhere as it is."""
        return not self._is_open and bool(self.text()) and is_plain(self.text())

    def set_open(self, is_open: bool) -> None:
        """Say that anyone may read it, or not."""
        self._is_open = is_open
        self._veil()

    def _veil(self) -> None:
        seen = self._seen.isChecked()
        self._seen.setIcon(self._look.icon("mdi6.eye-off-outline" if seen else "mdi6.eye-outline", "muted"))
        self._seen.setVisible(self.is_secret)
        veiled = self.is_secret and not seen
        self.setEchoMode(QLineEdit.EchoMode.Password if veiled else QLineEdit.EchoMode.Normal)


def kept_where(secret: str, otherwise: str) -> str:
    """A hint at where a secret is kept. otherwise: for an empty field."""
    if not secret:
        return otherwise
    if is_plain(secret):
        return "Will be kept in the system's key store, never in a file."
    return _PLACES[secret.partition(":")[0]]


class FileEdit(QWidget):
    """The name of a file, typed or chosen."""

    changed = Signal()

    def __init__(self, name: str, kinds: str, look: Look) -> None:
        """name: of the field, for the title of the dialog that chooses."""
        super().__init__()
        self._name = name
        self._kinds = kinds
        self._look = look
        self.line = QLineEdit(maxLength=LONGEST)
        self._choose = QAction("Choose…", self)
        self._choose.setToolTip(f"Choose the file: {name.lower()}")
        self._choose.triggered.connect(self._on_choose)
        self.line.addAction(self._choose, QLineEdit.ActionPosition.TrailingPosition)
        self.line.textChanged.connect(self.changed)
        boxes.row(self).addWidget(self.line)
        self.setFocusProxy(self.line)
        look.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """The name, without blanks around it."""
        return self.line.text().strip()

    def _dress(self) -> None:
        self._choose.setIcon(self._look.icon("mdi6.folder-open-outline", "muted"))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self._name, self.text(), self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()


class FormRows(QFormLayout):
    """Names at the left, fields with their notes at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__(horizontalSpacing=boxes.GROUPS, verticalSpacing=boxes.BETWEEN)
        self._look = look
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, name: str, field: QWidget, hint: str = "", *, focus: QWidget | None = None) -> Note:
        """Add a field. name: with & before its key. focus: where that key leads, if not to the field itself."""
        note = Note(hint, self._look)
        label = QLabel(name)
        label.setBuddy(focus or field)
        label.setFixedHeight(QLineEdit().sizeHint().height())
        (focus or field).setAccessibleName(name.replace("&", ""))
        (focus or field).setAccessibleDescription(hint)
        both = QWidget()
        column = boxes.column(both, spacing=2)
        column.addWidget(field)
        column.addWidget(note)
        self.addRow(label, both)
        return note
