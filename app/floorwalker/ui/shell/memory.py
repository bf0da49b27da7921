"""What the window remembers from one time to the next: its place, its view, its theme, the views' layouts, the
roster file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QCoreApplication, QSettings

from floorwalker.ui.options import Theme, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

_NAME = "floorwalker"


def settle(*, for_picture: bool) -> None:
    """Say where every `QSettings()` of the program lies: `floorwalker.ini` in the user's folder of settings.

    A picture is taken of a window as it is the first time: it remembers nothing, and leaves nothing to remember.
    """
    folder = Path(tempfile.mkdtemp(prefix="floorwalker-")) if for_picture else _folder()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    QCoreApplication.setOrganizationName(_NAME)
    QCoreApplication.setApplicationName(_NAME)


def _folder() -> Path:
    # Qt adds the organisation's name, which the user's folder ends with already.
    return user_config_path(_NAME, appauthor=False).parent


class Memory:
    """The settings of the window itself. Unreadable or foreign values count as none."""

    def __init__(self) -> None:
        self._settings = QSettings()

    @property
    def theme(self) -> Theme:
        """The theme that was chosen last, the system's at first."""
        found = self._settings.value("window/theme")
        return cast("Theme", found) if found in get_args(Theme) else "system"

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._settings.setValue("window/theme", theme)

    @property
    def view(self) -> View:
        """The view that was shown last, the floor at first."""
        found = self._settings.value("window/view")
        return cast("View", found) if found in get_args(View) else "floor"

    @view.setter
    def view(self, view: View) -> None:
        self._settings.setValue("window/view", view)

    @property
    def roster(self) -> Path | None:
        """The file that says what agents are called, None where none was chosen."""
        found = self._settings.value("floor/roster")
        return Path(found) if isinstance(found, str) and found else None

    @roster.setter
    def roster(self, path: Path | None) -> None:
        self._settings.setValue("floor/roster", "" if path is None else str(path))

    def keep_place(self, window: QMainWindow) -> None:
        """Remember where a window is and how large."""
        self._settings.setValue("window/geometry", window.saveGeometry())

    def put_in_place(self, window: QMainWindow) -> bool:
        """Put a window where the last one was; False where there was none."""
        geometry = self._settings.value("window/geometry")
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def keep_layout(self, view: View, layout: QByteArray) -> None:
        """Remember how a view is laid out."""
        self._settings.setValue(f"layout/{view}", layout)

    def layout(self, view: View) -> QByteArray | None:
        """How a view was laid out, None where that is not known."""
        found = self._settings.value(f"layout/{view}")
        return found if isinstance(found, QByteArray) else None

    def forget_places(self) -> None:
        """The next window is where a first one would be, and laid out so."""
        self._settings.remove("window/geometry")
        self._settings.remove("layout")
