"""Reading events to hand them over, on a thread of its own."""

from __future__ import annotations

import threading
import time
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, Signal

from floorwalker.files import whole_file
from floorwalker.session.errors import SessionError, explained
from floorwalker.session.export import ExportStopped, Layout, export_to_file, write_export
from floorwalker.session.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MOST_COPIED: Final = 64 * 1024 * 1024
"""Bytes that a clipboard takes without harm to other programs."""
_PACE: Final = 0.05
"""Seconds from one word of progress to the next."""
TOO_MUCH: Final = SessionError(
    f"That is more than {MOST_COPIED // 1024 // 1024} MiB, too much for the clipboard.", "Export it to a file (Ctrl+E)."
)


class Work(QThread):
    """Hands some events over, once. progress(events so far); then done(events), stopped, or failed(problem, remedy)."""

    progress = Signal(int)
    done = Signal(int)
    stopped = Signal()
    failed = Signal(str, str)

    def __init__(self, session: Path, seqs: Sequence[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"export of {session.name}")
        self._session = session
        self.seqs = seqs
        self._ended = threading.Event()
        self._told = 0.0

    def end(self) -> None:
        """Stop, and leave nothing behind. Any thread."""
        self._ended.set()

    def run(self) -> None:
        """The thread."""
        try:
            with Reader.open(self._session) as reader:
                self.done.emit(self.hand_over(reader))
        except ExportStopped:
            self.stopped.emit()
        except SessionError as error:
            self.failed.emit(error.problem, error.remedy)

    def hand_over(self, reader: Reader) -> int:
        """Do it, asking `go_on` now and then; returns how many events. Raises SessionError and ExportStopped."""
        raise NotImplementedError

    def go_on(self, written: int) -> bool:
        """Tell how far it is; False where it shall end."""
        if time.monotonic() - self._told > _PACE:
            self._told = time.monotonic()
            self.progress.emit(written)
        return not self._ended.is_set()


class Export(Work):
    """Events to a file, which appears, or is replaced, when it is whole."""

    def __init__(
        self,
        session: Path,
        seqs: Sequence[int],
        path: Path,
        layout: Layout,
        *,
        with_delivery: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, seqs, parent)
        self.path = path
        self._layout: Layout = layout
        self._with_delivery = with_delivery

    def hand_over(self, reader: Reader) -> int:
        """Write the file."""
        return export_to_file(
            self.path, reader, self.seqs, self._layout, with_delivery=self._with_delivery, progress=self.go_on
        )


class Saving(Work):
    """The exact bytes of one event's payload to a file."""

    def __init__(self, session: Path, seq: int, path: Path, parent: QObject | None = None) -> None:
        super().__init__(session, (seq,), parent)
        self.path = path

    def hand_over(self, reader: Reader) -> int:
        """Write the file."""
        payload = reader.payload(self.seqs[0])
        if payload is None:
            return 0
        try:
            with whole_file(self.path) as out:
                out.write(payload)
        except OSError as error:
            raise explained(error, self.path) from error
        return 1


class Copying(Work):
    """Payloads as text, which is in `text` when it is done: a sole one as it came, several as a JSON array.

    way: how they are copied, for the word that tells it.
    """

    way = ""

    def __init__(self, session: Path, seqs: Sequence[int], parent: QObject | None = None) -> None:
        super().__init__(session, seqs, parent)
        self.text = ""
        self._out = BytesIO()

    def hand_over(self, reader: Reader) -> int:
        """Collect the text."""
        if len(self.seqs) == 1:
            payload = reader.payload(self.seqs[0])
            self.text = (payload or b"").decode("utf-8", "replace")
            return int(payload is not None)
        written = write_export(reader, self._out, self.seqs, progress=self.go_on)
        self.text = self._out.getvalue().decode("utf-8", "replace")
        return written

    def go_on(self, written: int) -> bool:
        """Also end where it becomes too much."""
        if self._out.tell() > MOST_COPIED:
            raise TOO_MUCH
        return super().go_on(written)
