import json
import os
from pathlib import Path

import pytest

from floorwalker.event.catalog import Catalog, CatalogError
from floorwalker.event.own_catalog import activity_steps, code_steps, entry_at, lay, own_catalog, put

HELD = {"categories": {"2": {"codes": {"9": {"name": "Greeted"}}}}, "unlisted": {"colour": "#112233"}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "catalog.json"


def written(file: Path) -> object:
    return json.loads(file.read_text("utf-8"))


def test_that_a_first_name_makes_the_file_and_its_folder(file: Path) -> None:
    catalog = lay(file, code_steps(2, 12), {"name": "Überlauf"})
    assert catalog.event_label(2, 12) == "IVR · Überlauf"
    assert written(file) == {"categories": {"2": {"codes": {"12": {"name": "Überlauf"}}}}}
    assert Catalog.load(file) == catalog


def test_that_what_the_user_has_there_stays(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps(HELD), "utf-8")
    lay(file, activity_steps(41), {"name": "Coaching", "colour": "#009E73"})
    lay(file, activity_steps(41), {"words": "In coaching"})
    assert written(file) == HELD | {
        "activities": {"41": {"name": "Coaching", "colour": "#009E73", "words": "In coaching"}}
    }


def test_that_taking_back_the_only_name_leaves_nothing_behind(file: Path) -> None:
    before = entry_at(file, activity_steps(33))
    lay(file, activity_steps(33), {"assumed": False})
    assert put(file, activity_steps(33), before).status(33).assumed
    assert written(file) == {}


def test_that_what_would_make_no_catalog_is_refused_and_the_file_stays(file: Path) -> None:
    lay(file, activity_steps(41), {"name": "Coaching"})
    before = file.read_bytes()
    with pytest.raises(CatalogError, match="activities/41/colour"):
        lay(file, activity_steps(41), {"colour": "green"})
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_that_a_file_that_somebody_broke_is_not_written_over(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("{", "utf-8")
    with pytest.raises(CatalogError, match="is not JSON"):
        lay(file, activity_steps(41), {"name": "Coaching"})
    assert file.read_text("utf-8") == "{"


def test_that_a_name_that_cannot_be_written_is_told_with_a_remedy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(file, activity_steps(41), {"name": "Coaching"})
    before = file.read_bytes()

    def _full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(CatalogError) as error:
        lay(file, activity_steps(41), {"name": "Training"})
    assert "No space left" in error.value.problem
    assert error.value.remedy.startswith("Make room")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_that_it_lies_in_the_folder_of_settings(home: Path) -> None:
    assert own_catalog().is_relative_to(home)
    assert own_catalog().name == "catalog.json"
