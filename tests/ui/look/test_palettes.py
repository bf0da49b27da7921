import pytest
from PySide6.QtGui import QColor, QPalette

from floorwalker.ui.look.palettes import DARK, LIGHT, TEXT_PAIRS, Palette, Role, contrast, outlined, qt_palette, text_on
from tests.session import made

both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
READABLE = 4.5
VISIBLE = 3.0
STATUS_COLOURS = sorted({entry.colour for entry in made.CATALOG.activities.values() if entry.colour})


@both
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_that_every_text_can_be_read_on_every_ground_that_it_is_written_on(
    palette: Palette, text: Role, ground: Role
) -> None:
    assert contrast(palette.colour(text), palette.colour(ground)) >= READABLE


@both
def test_that_all_words_of_a_widget_can_be_read_on_it(palette: Palette) -> None:
    made_for_qt = qt_palette(palette)
    of = QPalette.ColorRole
    pairs = [
        (of.WindowText, of.Window),
        (of.Text, of.Base),
        (of.Text, of.AlternateBase),
        (of.ButtonText, of.Button),
        (of.HighlightedText, of.Highlight),
        (of.ToolTipText, of.ToolTipBase),
        (of.PlaceholderText, of.Base),
        (of.Link, of.Base),
    ]
    for text, ground in pairs:
        assert contrast(made_for_qt.color(text), made_for_qt.color(ground)) >= READABLE, (text, ground)


@both
def test_that_marks_of_categories_are_seen_and_told_apart(palette: Palette) -> None:
    marks = [palette.category(number).name() for number in range(1, 6)]
    assert len(set(marks)) == 5
    for mark in marks:
        assert contrast(QColor(mark), palette.colour("raised")) >= VISIBLE


@both
def test_that_fields_and_boxes_are_seen_on_what_they_stand_on(palette: Palette) -> None:
    drawn_by_fusion = outlined(palette).color(QPalette.ColorRole.Window).darker(140)
    assert contrast(drawn_by_fusion, palette.colour("raised")) >= VISIBLE
    assert contrast(drawn_by_fusion, palette.colour("ground")) >= VISIBLE


@both
def test_that_what_cannot_be_used_looks_dimmer_than_what_can(palette: Palette) -> None:
    made_for_qt = qt_palette(palette)
    ground = made_for_qt.color(QPalette.ColorRole.Window)
    usable = made_for_qt.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
    dimmed = made_for_qt.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert VISIBLE - 1 < contrast(dimmed, ground) < contrast(usable, ground) / 2


def test_that_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("#336699"), QColor("#336699")) == pytest.approx(1)


@pytest.mark.parametrize("colour", STATUS_COLOURS)
def test_that_words_on_a_status_can_be_read(colour: str) -> None:
    assert contrast(text_on(QColor(colour)), QColor(colour)) >= READABLE


def test_that_there_are_statuses_to_read() -> None:
    assert len(STATUS_COLOURS) >= 9
