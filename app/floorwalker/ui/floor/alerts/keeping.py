"""The user's rules for alerts: read, read again when the file becomes another, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.files import stamp_of
from floorwalker.session.alerts import AlertRules, AlertsError, alerts_file, load_rules, save_rules

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog

GLANCE: Final = 1000
"""Milliseconds between two looks at whether the file has become another. A look asks for its times and size."""


class RulesKeeper(QObject):
    """Holds the rules in force, for the window's thread only. path: of their file. changed: `rules` are others.

    troubled(problem, remedy): the file cannot be used; the last good rules stay in force until settled.
    """

    changed = Signal()
    troubled = Signal(str, str)
    settled = Signal()

    def __init__(self, catalog: Catalog, parent: QObject | None = None, path: Path | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self.path = path or alerts_file()
        self._stamp: tuple[int, ...] | None = None
        self.rules = AlertRules()
        self.trouble: AlertsError | None = None
        self._glance = QTimer(self, interval=GLANCE)
        self._glance.timeout.connect(self.look)

    def start(self) -> None:
        """Read the file, and go on looking at it."""
        self._read()
        self._glance.start()

    def stop(self) -> None:
        """Look no more."""
        self._glance.stop()

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are called otherwise, so that the file may say something else."""
        self._catalog = catalog
        self._read()

    def look(self) -> None:
        """Read the file if it has become another."""
        if stamp_of(self.path) != self._stamp:
            self._read()

    def keep(self, rules: AlertRules) -> None:
        """Put rules into the file and in force. Raises AlertsError; nothing is changed then."""
        save_rules(self.path, rules)
        self._stamp = stamp_of(self.path)
        self._take(rules)

    def _read(self) -> None:
        self._stamp = stamp_of(self.path)
        try:
            rules = load_rules(self.path, self._catalog)
        except AlertsError as error:
            self.trouble = error
            self.troubled.emit(error.problem, f"{error.remedy} Until then the rules of before are in force.")
            return
        self._take(rules)

    def _take(self, rules: AlertRules) -> None:
        if self.trouble is not None:
            self.trouble = None
            self.settled.emit()
        self.rules = rules
        self.changed.emit()
