"""Icons of qtawesome, of which only the font that all of ours are in is loaded: all twelve take 10 MB more."""

from functools import cache
from pathlib import Path
from typing import Final

import qtawesome
from PySide6.QtGui import QColor, QIcon

_PREFIX: Final = "mdi6"
_FILES: Final = "materialdesignicons6-webfont"


def icon(name: str, **colours: QColor) -> QIcon:
    """An icon as `qtawesome.icon` makes it. A name in another font ("fa6s.mug-hot"), which a catalog may give, loads
    all fonts."""
    made: QIcon = _font().icon(name, **colours) if name.startswith(f"{_PREFIX}.") else qtawesome.icon(name, **colours)
    return made


@cache
def _font() -> qtawesome.IconicFont:
    folder, names = qtawesome.get_fonts_info()
    letters = next(name for name in names if name.startswith(_FILES))
    codes = next(path.name for path in Path(folder).glob(f"{_FILES}-charmap-*.json"))
    return qtawesome.IconicFont((_PREFIX, letters, codes))
