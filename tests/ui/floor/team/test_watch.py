"""The roster file, as it changes on the disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.team.watch import RosterWatch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.roster import Roster, RosterError

SOON = 0.02


class Heard:
    """Whatever a watch has told."""

    def __init__(self, watch: RosterWatch) -> None:
        self.names: list[str] = []
        self.problems: list[str] = []
        self.threads: set[int] = set()
        watch.read.connect(self._on_read)
        watch.failed.connect(self._on_failed)

    def _on_read(self, _path: Path, roster: Roster) -> None:
        self.threads.add(threading.get_ident())
        self.names.append(roster.name("ann"))

    def _on_failed(self, _path: Path, error: RosterError) -> None:
        self.problems.append(error.problem)


@pytest.fixture
def watch(qapp: object) -> Iterator[RosterWatch]:
    """One that looks often."""
    del qapp
    watch = RosterWatch(glance=SOON)
    yield watch
    watch.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A roster of ann alone."""
    path = tmp_path / "roster.csv"
    write(path, "Ann Lee")
    return path


def write(path: Path, name: str) -> None:
    """Save as editors do: another file takes the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(f"Username,Name\nann,{name}\n")
    new.replace(path)


def test_that_the_file_is_read_off_the_windows_thread_and_again_when_it_has_changed(
    watch: RosterWatch, file: Path, qtbot: QtBot
) -> None:
    heard = Heard(watch)
    watch.follow(file)
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee"])
    write(file, "Ann Ray")
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee", "Ann Ray"])
    with file.open("a") as more:
        more.write("ben,Ben\n")
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee", "Ann Ray", "Ann Ray"])
    assert heard.problems == []


def test_that_a_file_that_vanishes_is_told_once_and_read_when_it_is_back(
    watch: RosterWatch, file: Path, qtbot: QtBot
) -> None:
    heard = Heard(watch)
    watch.follow(file)
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee"])
    file.unlink()
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert "is not there" in heard.problems[0]
    write(file, "Ann Ray")
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee", "Ann Ray"])
    assert len(heard.problems) == 1


def test_that_a_wrong_file_is_told_once_and_read_when_it_is_mended(
    watch: RosterWatch, file: Path, qtbot: QtBot
) -> None:
    heard = Heard(watch)
    file.write_text("Username,Name\nann,Ann,Lee\n")
    watch.follow(file)
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert "Line 2" in heard.problems[0]
    write(file, "Ann Lee")
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee"])
    assert len(heard.problems) == 1


def test_that_a_file_that_was_never_there_is_told_at_once(watch: RosterWatch, tmp_path: Path, qtbot: QtBot) -> None:
    heard = Heard(watch)
    watch.follow(tmp_path / "nowhere.csv")
    qtbot.waitUntil(lambda: len(heard.problems) == 1)


def test_that_a_file_that_is_given_up_is_not_read_any_more(watch: RosterWatch, file: Path, qtbot: QtBot) -> None:
    heard = Heard(watch)
    other = file.with_name("other.csv")
    write(other, "Other")
    watch.follow(file)
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee"])
    watch.follow(None)
    write(file, "Ann Ray")
    watch.follow(other)
    qtbot.waitUntil(lambda: heard.names == ["Ann Lee", "Other"])
