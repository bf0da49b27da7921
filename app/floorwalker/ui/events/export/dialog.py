"""The dialog that exports what the filter shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from floorwalker.ui.events.export.work import Export
from floorwalker.ui.events.labels import colour, row_of
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from floorwalker.session.export import Layout
    from floorwalker.ui.look import Look, Role

_FOLDER_KEY = "events/export_folder"
_NAMES: dict[Layout, str] = {"json": "JSON array (*.json)", "ndjson": "JSON lines (*.ndjson)"}
_WIDTH = 520


class ExportDialog(QDialog):
    """Asks for format and file, then writes with progress and a way to stop; the window stays usable meanwhile.

    The file appears only when it is whole.
    """

    def __init__(
        self, session: Path, seqs: Sequence[int], meaning: str, look: Look, parent: QWidget | None = None
    ) -> None:
        """seqs: the events, in order. meaning: of the filter that shows them, in words."""
        super().__init__(parent)
        self._session = session
        self._seqs = seqs
        self._look = look
        self.work: Export | None = None
        self._replaced: Path | None = None
        self.setWindowTitle("Export events")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_parts(meaning)
        self._lay_out()
        self._connect()
        self._on_chosen_layoutchosen()

    @property
    def chosen_layout(self) -> Layout:
        """The format that is chosen."""
        return "json" if self.json.isChecked() else "ndjson"

    def start(self) -> None:
        """Write the file that is named."""
        path = Path(self.path.text().strip()).expanduser()
        if path.exists() and path != self._replaced:
            self._replaced = path
            self._tell(f"{path} is there already. Export again to replace it.", "danger")
            return
        QSettings().setValue(_FOLDER_KEY, str(path.parent))
        self.work = Export(
            self._session,
            self._seqs,
            path,
            self.chosen_layout,
            with_delivery=self.with_delivery.isChecked(),
            parent=self,
        )
        self.work.progress.connect(self.bar.setValue)
        self.work.done.connect(self._on_done)
        self.work.stopped.connect(self._on_stopped)
        self.work.failed.connect(self._on_failed)
        self._tell(f"Writing {path.name}…", "muted")
        self._set_working(working=True)
        self.work.start()

    def done(self, result: int) -> None:
        """Close; an export that goes on is stopped first."""
        if self.work is not None:
            self.work.end()
            self.work.wait()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops too."""
        self.done(int(QDialog.DialogCode.Rejected))
        super().closeEvent(event)

    def _make_parts(self, meaning: str) -> None:
        count = len(self._seqs)
        self.what = QLabel(f"{count:,} event{'' if count == 1 else 's'}: {meaning}", wordWrap=True)
        self.json = QRadioButton("JSON, one array")
        self.json.setChecked(True)
        self.json.setToolTip("Each payload byte for byte as it came, between brackets and commas")
        self.ndjson = QRadioButton("JSON lines, one event a line")
        self.ndjson.setToolTip("For tools that read line by line; line breaks inside of a payload become spaces")
        self.with_delivery = QCheckBox("Include how each arrived: time, sender, headers, notes")
        self.path = QLineEdit()
        self.path.setAccessibleName("File")
        self.browse = QPushButton("Choose…", autoDefault=False)
        self.bar = QProgressBar(maximum=max(count, 1), textVisible=False)
        self.words = QLabel(wordWrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = QPushButton("Open folder", autoDefault=False)
        self.stop = QPushButton("Stop", autoDefault=False)
        self.buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        self.export = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.ActionRole)
        self.export.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)

    def _lay_out(self) -> None:
        form = QFormLayout(horizontalSpacing=16, verticalSpacing=8)
        form.addRow("What", self.what)
        form.addRow("Format", self.json)
        form.addRow("", self.ndjson)
        form.addRow("", self.with_delivery)
        form.addRow("File", row_of(self.path, self.browse, stretched=self.path))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(self.bar)
        column.addLayout(row_of(self.words, self.open_folder, self.stop, stretched=self.words))
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH)
        # Room for progress and for two lines of words from the beginning: nothing jumps.
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        for widget in (self.bar, self.open_folder, self.stop):
            widget.hide()

    def _connect(self) -> None:
        self.json.toggled.connect(self._on_chosen_layoutchosen)
        self.path.textChanged.connect(lambda text: self.export.setEnabled(bool(text.strip())))
        self.browse.clicked.connect(self._on_browse)
        self.export.clicked.connect(self.start)
        self.stop.clicked.connect(self._on_stop)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.buttons.rejected.connect(self.reject)

    def _on_chosen_layoutchosen(self) -> None:
        """The file's name follows the format."""
        named = self.path.text().strip()
        path = Path(named) if named else _folder() / self._session.stem
        self.path.setText(str(path.with_suffix(f".{self.chosen_layout}")))

    def _on_browse(self) -> None:
        dialog = QFileDialog(self, "Export events", self.path.text(), _NAMES[self.chosen_layout])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.chosen_layout)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        """The system's dialog has asked already whether to replace it."""
        self._replaced = Path(name)
        self.path.setText(name)

    def _on_stop(self) -> None:
        if self.work is not None:
            self.work.end()

    def _on_open_folder(self) -> None:
        if self.work is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.work.path.parent)))

    def _on_done(self, count: int) -> None:
        path = cast("Export", self.work).path
        self._set_working(working=False)
        self.open_folder.show()
        noun = "event" if count == 1 else "events"
        self._tell(f"{count:,} {noun} written to {path} ({path.stat().st_size:,} bytes).", "text")

    def _on_stopped(self) -> None:
        self._set_working(working=False)
        self._tell("Stopped. No file was written.", "text")

    def _on_failed(self, problem: str, remedy: str) -> None:
        self._set_working(working=False)
        self._tell(f"{problem} {remedy}", "danger")

    def _set_working(self, *, working: bool) -> None:
        self.bar.setValue(0)
        self.bar.setVisible(working)
        self.stop.setVisible(working)
        self.open_folder.hide()
        self.export.setEnabled(not working)
        for widget in (self.json, self.ndjson, self.with_delivery, self.path, self.browse):
            widget.setEnabled(not working)

    def _tell(self, words: str, role: Role) -> None:
        self.words.setText(words)
        colour(self.words, self._look.colour(role))


def _folder() -> Path:
    """Where the last export went, else the user's documents."""
    last = QSettings().value(_FOLDER_KEY)
    if isinstance(last, str) and Path(last).is_dir():
        return Path(last)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
