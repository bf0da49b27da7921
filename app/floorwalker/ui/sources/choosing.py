"""Opens the dialog of sources over a window, and puts into effect and into memory what is chosen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.sources import SourcesError
from floorwalker.ui.shell.reception import State
from floorwalker.ui.sources.choice import Choice, secrets_of
from floorwalker.ui.sources.dialog import SourcesDialog
from floorwalker.ui.sources.keeping import forget
from floorwalker.ui.sources.remembered import recall, remember

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look
    from floorwalker.ui.shell.reception import Reception

_RESTARTS = (
    "Receiving starts again with these: for a second or so nobody is answered, senders try again and feeds are taken "
    "up where they were. What was acknowledged is safe, and the gap is recorded."
)
_STARTS = "Receiving starts with these."
_WAITS = "This window only looks at its session. These are used when you start receiving."
_SIMULATED = "These are kept for your own sessions. The simulated centre goes on as it is."


class Choosing(QObject):
    """One dialog at a time. troubled(problem, remedy): what was chosen cannot be remembered, or read again."""

    troubled = Signal(str, str)

    def __init__(self, reception: Reception, look: Look, window: QWidget, *, insecure: bool) -> None:
        super().__init__(window)
        self._reception = reception
        self._look = look
        self._window = window
        self._insecure = insecure
        self.dialog: SourcesDialog | None = None

    def open(self) -> None:
        """Show the dialog, or come back to it."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        self.dialog = SourcesDialog(
            self._now(), self._look, self._effect(), insecure=self._insecure, parent=self._window
        )
        self.dialog.applied.connect(self._on_applied)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _now(self) -> Choice | None:
        try:
            if self._reception.is_simulated:
                sources = recall()
                return None if sources is None else Choice(sources)
            return self._reception.choice()
        except SourcesError as error:
            self.troubled.emit(error.problem, f"{error.remedy} Or choose the sources again.")
            return None

    def _effect(self) -> str:
        if self._reception.is_simulated:
            return _SIMULATED
        if self._reception.state is State.LOOKING:
            return _WAITS
        return _RESTARTS if self._reception.child.is_running else _STARTS

    def _on_applied(self, choice: Choice) -> None:
        before = self._now()
        if not self._reception.is_simulated:
            self._reception.use(choice)
        try:
            remember(choice.sources)
        except SourcesError as error:
            self.troubled.emit(error.problem, error.remedy)
        if before is not None:
            forget(set(secrets_of(before.sources)) - set(secrets_of(choice.sources)))

    def _on_finished(self) -> None:
        self.dialog = None
