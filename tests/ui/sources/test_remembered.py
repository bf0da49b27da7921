"""The sources that are kept from one run to the next."""

import stat
import sys
from pathlib import Path

import pytest

from floorwalker.sources import Feed, Listener, Sources, SourcesError
from floorwalker.ui.shell import memory
from floorwalker.ui.sources.remembered import recall, remember, remembered_file

SOURCES = Sources(
    listen=(Listener(address="127.0.0.1:9000", path="/hooks", token="keyring:source-1", enabled=False),),
    connect=(Feed(url="wss://example.com/feed", headers=(("X", "y"),), unwrap="/data", subscribe="{}\n"),),
)


@pytest.fixture(autouse=True)
def _settled(qapp: object, home: Path) -> None:
    del qapp, home
    memory.settle(for_picture=False)


def test_that_nothing_is_remembered_at_first() -> None:
    assert recall() is None


def test_that_sources_come_back_as_they_were_for_our_user_only() -> None:
    remember(SOURCES)
    assert recall() == SOURCES
    if sys.platform != "win32":
        assert stat.S_IMODE(remembered_file().stat().st_mode) == 0o600
    assert [path.name for path in remembered_file().parent.iterdir()] == ["sources.json"]


def test_that_they_lie_in_the_users_folder_of_settings(home: Path) -> None:
    remember(SOURCES)
    assert remembered_file().is_relative_to(home)


def test_that_a_damaged_file_is_told() -> None:
    remember(SOURCES)
    remembered_file().write_text('{"listen": 5}')
    with pytest.raises(SourcesError, match="wrong at listen"):
        recall()


def test_that_a_folder_that_cannot_be_written_is_told_and_what_was_there_stays(home: Path) -> None:
    del home
    folder = remembered_file().parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    with pytest.raises(SourcesError, match="cannot be remembered"):
        remember(SOURCES)
    assert folder.read_text() == "no folder"
