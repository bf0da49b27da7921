"""Files that are written whole."""

import os
import stat
from pathlib import Path

import pytest

from floorwalker.files import whole_file, write_setting


def test_that_the_file_is_not_there_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    with whole_file(path) as out:
        out.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_that_a_setting_is_for_its_user_alone_whoever_could_read_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "not there yet" / "setting.json"
    write_setting(path, "old")
    path.chmod(0o644)
    write_setting(path, "é")
    assert path.read_text("utf-8") == "é"
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_a_setting_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "setting.json"
    write_setting(path, "old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_setting(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
