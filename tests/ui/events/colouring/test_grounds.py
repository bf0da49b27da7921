import pytest
from PySide6.QtGui import QColor

from floorwalker.ui.events.colouring.grounds import GROUNDS, Ground, colour_of
from floorwalker.ui.look.palettes import DARK, LIGHT, Palette, Role, contrast

IN_A_ROW: tuple[Role, ...] = ("text", "muted", "accent")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_that_all_that_is_written_in_a_row_is_readable_on_its_colour(palette: Palette, ground: Ground) -> None:
    behind = colour_of(ground, dark=palette.dark)
    assert {
        role: contrast(palette.colour(role), behind)
        for role in IN_A_ROW
        if contrast(palette.colour(role), behind) < 4.5
    } == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_that_colours_can_be_told_from_each_other_and_from_a_row_without_one(palette: Palette) -> None:
    colours = [
        palette.colour("raised"),
        palette.colour("selection"),
        *(colour_of(one, dark=palette.dark) for one in GROUNDS),
    ]
    near = [
        (one.name(), other.name())
        for one in colours
        for other in colours
        if one is not other and _apart(one, other) < 10
    ]
    assert near == []


def _apart(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]
