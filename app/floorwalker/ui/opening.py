"""Opening another session in a window's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from floorwalker.session.errors import SessionError
from floorwalker.session.places import session_for
from floorwalker.ui.options import DemoOptions, WindowOptions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.shell.reception import Reception

_SESSIONS: Final = "Sessions (*.fw);;All files (*)"


class Opening(QObject):
    """asked(WindowOptions): the user wants that session. troubled(problem, remedy): there can be no new one."""

    asked = Signal(object)
    troubled = Signal(str, str)

    def __init__(self, options: WindowOptions, reception: Reception, window: QWidget) -> None:
        """options: those of the window that is open."""
        super().__init__(window)
        self._options = options
        self._reception = reception
        self._window = window

    def open(self) -> None:
        """Ask for a session to look at."""
        folder = str(self._options.session.absolute().parent)
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open session", folder, _SESSIONS)
        if chosen:
            self._ask(WindowOptions(Path(chosen), look_only=True))

    def begin(self) -> None:
        """A new session, with the sources of this one."""
        self._begin(demo=False)

    def simulate(self) -> None:
        """A new session of a simulated centre."""
        self._begin(demo=True)

    def _begin(self, *, demo: bool) -> None:
        try:
            session = session_for(new=not demo, demo=demo)
        except SessionError as error:
            self.troubled.emit(error.problem, error.remedy)
            return
        simulation = DemoOptions() if demo else None
        sources = None if demo else self._reception.handed_on()
        self._ask(WindowOptions(session, sources=sources, demo=simulation, insecure=self._options.insecure))

    def _ask(self, options: WindowOptions) -> None:
        self.asked.emit(replace(options, verbose=self._options.verbose, roster=self._options.roster))
