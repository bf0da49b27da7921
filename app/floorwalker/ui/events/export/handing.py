"""Copying, saving and exporting events, each with what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from floorwalker.ui.events.export.dialog import ExportDialog
from floorwalker.ui.events.export.work import Copying, Saving, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.ui.look import Look


class Handing(QObject):
    """Hands events over to other programs. told(str): one line on what came of it. `stop` ends what goes on."""

    told = Signal(str)

    def __init__(self, session: Path, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._look = look
        self._over = over
        self._works: list[Work] = []

    def copy(self, seqs: Sequence[int]) -> None:
        """Payloads onto the clipboard, as they came; several as a JSON array."""
        self.copy_by(Copying, seqs)

    def copy_by(self, way: type[Copying], seqs: Sequence[int]) -> None:
        """As `copy`, in another way: as cURL, laid out."""
        if not seqs:
            return
        work = way(self._session, seqs, self)
        work.done.connect(lambda count: self._on_copied(work, count))
        self._begin(work)

    def save(self, seq: int) -> None:
        """One payload to a file that the user chooses."""
        dialog = QFileDialog(self._over, "Save payload", f"event-{seq}.json", "JSON (*.json);;All files (*)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda name: self.save_to(seq, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, seq: int, path: Path) -> None:
        """The exact bytes of one payload to a file."""
        work = Saving(self._session, seq, path, self)
        work.done.connect(lambda _: self.told.emit(f"Payload saved to {path}"))
        self._begin(work)

    def export(self, seqs: Sequence[int], meaning: str) -> ExportDialog:
        """Ask for the rest, and export."""
        dialog = ExportDialog(self._session, seqs, meaning, self._look, self._over)
        dialog.open()
        return dialog

    def stop(self) -> None:
        """End what goes on and wait until it has ended."""
        for dialog in self._over.findChildren(ExportDialog):
            dialog.reject()
        for work in list(self._works):
            work.end()
            work.wait()

    def _begin(self, work: Work) -> None:
        self._works.append(work)
        work.failed.connect(lambda problem, remedy: self.told.emit(f"{problem} {remedy}"))
        work.finished.connect(lambda: self._on_finished(work))
        work.start()

    def _on_copied(self, work: Copying, count: int) -> None:
        if not count:
            self.told.emit("Nothing copied: the session's file no longer has it")
            return
        QGuiApplication.clipboard().setText(work.text)
        self.told.emit(f"1 payload copied{work.way}" if count == 1 else f"{count:,} payloads copied{work.way}")

    def _on_finished(self, work: Work) -> None:
        if work in self._works:
            self._works.remove(work)
            work.deleteLater()
