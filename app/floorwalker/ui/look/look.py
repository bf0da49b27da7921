"""How things look now: colours, sizes, icons. One `Look` is made at the start and passed to whoever draws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QToolTip

from floorwalker.assets import resource
from floorwalker.ui.look import icons, palettes, type_sizes

if TYPE_CHECKING:
    from floorwalker.ui.look.palettes import Palette, Role
    from floorwalker.ui.options import Theme

_ROLE_IN_SHEET: Final = re.compile(r"@([a-z_]+)(?=;)")

_OUTLINED: Final = ("QLineEdit", "QCheckBox", "QRadioButton", "QTreeView")


class Look(QObject):
    """The current palette, fonts and icons, for the window's thread only.

    `changed` tells that colours are others now: whoever keeps a colour, a brush or an icon asks for it again.
    """

    changed = Signal()

    def __init__(self, theme: Theme = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._base = QFont(QApplication.font())
        # Made once: they are asked for several times with each painting.
        self._small, self._body, self._tile = (
            type_sizes.sized(self._base, size) for size in (type_sizes.SMALL, type_sizes.BODY, type_sizes.TILE)
        )
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._application: QApplication | None = None
        hints = QGuiApplication.styleHints()
        self._system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self._palette = self._wanted()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """What was chosen: to follow the system, or always light or dark."""
        return self._theme

    @property
    def is_dark(self) -> bool:
        """Whether the palette in force is the dark one."""
        return self._palette.dark

    def set_theme(self, theme: Theme) -> None:
        """Choose another; `changed` follows where that makes a difference."""
        self._theme = theme
        self._request_from_system()
        self._follow()

    def dress(self, application: QApplication) -> None:
        """Give the whole application this look, now and whenever it changes."""
        self._application = application
        application.setFont(self.body())
        self._request_from_system()
        self._dress()

    def colour(self, role: Role) -> QColor:
        """The colour for a purpose; see `Palette`."""
        return self._palette.colour(role)

    def category_colour(self, number: int) -> QColor:
        """The mark of a Category."""
        return self._palette.category(number)

    def text_on(self, colour: QColor) -> QColor:
        """Black or white, whichever reads better on a colour."""
        return palettes.text_on(colour)

    def icon(self, name: str, role: Role = "text") -> QIcon:
        """An icon of qtawesome ("mdi6.coffee") in the colour of a role. Ask again when the look has changed."""
        key = (name, role)
        if key not in self._icons:
            self._icons[key] = icons.icon(
                name, color=self.colour(role), color_disabled=self.colour("gap"), color_selected=self.colour(role)
            )
        return self._icons[key]

    def sheet(self, name: str) -> str:
        """A style sheet of `resources/styles`, in the colours of now."""
        text = resource(f"styles/{name}.qss").read_text("utf-8")
        return _ROLE_IN_SHEET.sub(lambda found: getattr(self._palette, found[1]), text)

    def small(self) -> QFont:
        """For notes beside things."""
        return QFont(self._small)

    def body(self) -> QFont:
        """For everything."""
        return QFont(self._body)

    def tile(self) -> QFont:
        """For the numbers of tiles."""
        return QFont(self._tile)

    def mono(self) -> QFont:
        """Equal widths, the size of the body: payloads, expressions, URLs."""
        return type_sizes.fixed_pitch(self._base)

    def row_height(self) -> int:
        """Of a row of a list, in pixels: 24, or more where the system's font is large."""
        return max(24, QFontMetrics(self.body()).height() + 6)

    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_is_dark = scheme == Qt.ColorScheme.Dark
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self._palette:
            self._dress()
            return
        self._palette = wanted
        self._icons.clear()
        self._dress()
        self.changed.emit()

    def _wanted(self) -> Palette:
        dark = self._system_is_dark if self._theme == "system" else self._theme == "dark"
        return palettes.DARK if dark else palettes.LIGHT

    def _request_from_system(self) -> None:
        """Window frames and the system's own dialogs follow a request where the platform knows one."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        if self._application is not None:
            self._application.styleHints().setColorScheme(schemes[self._theme])

    def _dress(self) -> None:
        if self._application is None:
            return
        palette = palettes.qt_palette(self._palette)
        self._application.setPalette(palette)
        for kind in _OUTLINED:
            # Its types ask for bytes, which it does not take.
            self._application.setPalette(palettes.outlined(self._palette), kind)  # type: ignore[arg-type]
        QToolTip.setPalette(palette)
