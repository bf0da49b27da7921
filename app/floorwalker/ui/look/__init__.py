"""One visual language: palettes, type sizes, icons and the colours of statuses."""

from floorwalker.ui.look.look import Look
from floorwalker.ui.look.palettes import Palette, Role, contrast

__all__ = ["Look", "Palette", "Role", "contrast"]
