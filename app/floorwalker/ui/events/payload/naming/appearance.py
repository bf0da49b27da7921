"""How a status looks: choosing its colour and its icon, with a picture of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSignalBlocker
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox, QHBoxLayout, QLabel, QWidget

from floorwalker.ui.look import icons

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

COLOURS: Final = {
    "#009E73": "Green",
    "#56B4E9": "Sky blue",
    "#0072B2": "Blue",
    "#CC79A7": "Pink",
    "#8C7AB8": "Violet",
    "#E69F00": "Orange",
    "#F0E442": "Yellow",
    "#D55E00": "Vermilion",
    "#8A8A8A": "Grey",
    "#B0A27C": "Sand",
}
"""Those of the other statuses, which people with any colour vision tell apart."""
ICONS: Final = {
    "mdi6.dots-horizontal-circle": "Dots",
    "mdi6.check": "Tick",
    "mdi6.phone": "Phone",
    "mdi6.phone-incoming": "Incoming call",
    "mdi6.phone-outgoing": "Outgoing call",
    "mdi6.pause-circle": "Hold",
    "mdi6.coffee": "Coffee",
    "mdi6.food": "Meal",
    "mdi6.pencil": "Pencil",
    "mdi6.email": "Envelope",
    "mdi6.chat": "Chat",
    "mdi6.school": "Training",
    "mdi6.account-group": "Meeting",
    "mdi6.account-voice": "Coaching",
    "mdi6.file-document-edit": "Paperwork",
    "mdi6.wrench": "Technical trouble",
    "mdi6.circle-outline": "Circle",
    "mdi6.rhombus": "Rhombus",
}
_OTHER: Final = "Another colour…"
_SIZE: Final = 20


class Appearance(QWidget):
    """A colour, an icon, and how they look together."""

    def __init__(self, colour: str, icon: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.colours, self.icons, self.picture = QComboBox(), QComboBox(), QLabel()
        self.colours.setAccessibleName("Colour")
        self.icons.setAccessibleName("Icon")
        for value, name in COLOURS.items():
            self.colours.addItem(_square(value), name, value)
        self.colours.addItem(_OTHER)
        for value, words in ICONS.items():
            self.icons.addItem(look.icon(value), words, value)
        self.choose(colour, icon)
        self._lay_out()
        self.colours.activated.connect(self._on_colour_chosen)
        self.colours.currentIndexChanged.connect(self._show)
        self.icons.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def colour(self) -> str:
        """As `#RRGGBB`."""
        return str(self.colours.currentData() or "")

    @property
    def icon(self) -> str:
        """As qtawesome calls it."""
        return str(self.icons.currentData())

    def choose(self, colour: str, icon: str) -> None:
        """Show these as chosen, which nobody is told."""
        with QSignalBlocker(self.colours), QSignalBlocker(self.icons):
            self._choose_colour(colour)
            self._choose_icon(icon)
        self._show()

    def _choose_colour(self, value: str) -> None:
        """Choose it, having added it where it is none of ours."""
        value = value.upper()
        if self.colours.findData(value) < 0:
            self.colours.insertItem(0, _square(value), value, value)
        self.colours.setCurrentIndex(self.colours.findData(value))

    def _choose_icon(self, value: str) -> None:
        if self.icons.findData(value) < 0:
            self.icons.insertItem(0, self._look.icon(value), value, value)
        self.icons.setCurrentIndex(self.icons.findData(value))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self.colours, 1), (self.icons, 1), (self.picture, 0)):
            row.addWidget(widget, stretch)

    def _on_colour_chosen(self, place: int) -> None:
        if self.colours.itemData(place) is not None:
            return
        self.colours.setCurrentIndex(0)
        dialog = QColorDialog(self)
        dialog.colorSelected.connect(lambda colour: self._choose_colour(colour.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        """The icon on the colour, as lists show it."""
        if not self.colour:
            return
        self.picture.setPixmap(status_icon(QColor(self.colour), self.icon, self._look).pixmap(_SIZE, _SIZE))


def status_icon(ground: QColor, name: str, look: Look) -> QIcon:
    """An icon of qtawesome on a status's colour, as lists show it."""
    pixmap = _filled(ground)
    painter = QPainter(pixmap)
    inset = 3
    icon = icons.icon(name, color=look.text_on(ground))
    icon.paint(painter, QRect(inset, inset, _SIZE - 2 * inset, _SIZE - 2 * inset))
    painter.end()
    return QIcon(pixmap)


def _square(colour: str) -> QIcon:
    return QIcon(_filled(QColor(colour)))


def _filled(colour: QColor) -> QPixmap:
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(colour)
    return pixmap
