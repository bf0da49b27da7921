import json
from pathlib import Path

import pytest

from floorwalker.event.catalog import Catalog, CatalogError
from floorwalker.ui.floor.palette.editing import PaletteEditing

BREAK, CALL = 34, 33


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "catalog.json"


def laid(file: Path, content: object) -> PaletteEditing:
    file.parent.mkdir()
    file.write_text(json.dumps(content), "utf-8")
    return PaletteEditing(file)


def test_that_nothing_is_written_before_it_is_kept(file: Path) -> None:
    editing = PaletteEditing(file)
    editing.change(BREAK, "colour", "#123456")
    assert editing.entry(BREAK).colour == "#123456"
    assert not file.exists()
    assert editing.keep() == editing.catalog == Catalog.load(file)


def test_that_only_what_differs_from_the_program_s_catalog_is_kept(file: Path) -> None:
    editing = PaletteEditing(file)
    editing.change(BREAK, "words", "Pause")
    editing.change(CALL, "colour", "#123456")
    editing.change(CALL, "colour", Catalog.load().activities[CALL].colour)
    editing.keep()
    assert json.loads(file.read_text("utf-8")) == {"activities": {str(BREAK): {"words": "Pause"}}}


def test_that_a_default_leaves_what_the_user_said_of_other_things(file: Path) -> None:
    own = {"activities": {"34": {"colour": "#123456", "aliases": ["Pause"]}, "41": {"name": "Huddle"}}}
    editing = laid(file, own)
    assert editing.is_own(BREAK)
    editing.reset(BREAK)
    editing.keep()
    assert json.loads(file.read_text("utf-8")) == {
        "activities": {"34": {"aliases": ["Pause"]}, "41": {"name": "Huddle"}}
    }


def test_that_a_status_that_only_the_user_has_cannot_be_set_to_a_default(file: Path) -> None:
    editing = laid(file, {"activities": {"41": {"name": "Huddle", "colour": "#123456"}}})
    assert not editing.is_own(41)
    editing.reset_all()
    assert editing.entry(41).colour == "#123456"


def test_that_one_undo_takes_all_defaults_back(file: Path) -> None:
    editing = PaletteEditing(file)
    editing.change(BREAK, "colour", "#123456")
    editing.change(CALL, "icon", "mdi6.pause-circle")
    changed = editing.catalog
    editing.reset_all()
    assert editing.catalog == Catalog.load()
    editing.undo()
    assert editing.catalog == changed
    editing.undo()
    editing.undo()
    assert not editing.can_undo
    assert not editing.is_changed


def test_that_words_that_another_status_is_found_by_are_refused(file: Path) -> None:
    editing = PaletteEditing(file)
    assert "“On call”" in editing.fault(BREAK, "on CALL")
    assert "“On call”" in editing.fault(BREAK, "BusyOnCall")
    assert editing.fault(BREAK, " ")
    assert not editing.fault(BREAK, "on break")


def test_that_a_file_that_cannot_be_written_is_said_and_stays(file: Path) -> None:
    editing = laid(file, {"activities": {"34": {"words": "Pause"}}})
    before = file.read_bytes()
    file.unlink()
    file.mkdir()
    editing.change(BREAK, "words", "Rest")
    with pytest.raises(CatalogError, match="cannot be"):
        editing.keep()
    file.rmdir()
    file.write_bytes(before)
    assert PaletteEditing(file).entry(BREAK).words == "Pause"
