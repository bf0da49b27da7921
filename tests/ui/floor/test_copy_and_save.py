"""Tables of the floor on the clipboard and in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from floorwalker.ui.floor.copy_and_save import copy_table, save_csv

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("qapp")
def test_that_copied_values_stay_in_their_cells() -> None:
    copy_table([["a\tb", "c\nd"], ["e", ""]])
    assert QGuiApplication.clipboard().text() == "a b\tc d\ne\t\n"


def test_that_a_saved_file_is_one_that_spreadsheets_take_for_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert save_csv(path, "Díaz\r\n", "1 agent") == f"1 agent saved to {path}"
    assert path.read_bytes() == b"\xef\xbb\xbf" + "Díaz\r\n".encode()


def test_that_a_file_that_cannot_be_saved_is_told_with_a_remedy_and_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "a.csv"
    assert save_csv(path, "", "1 agent") == f"There is no folder {path.parent}. Make it, or choose another folder."
    assert list(tmp_path.iterdir()) == []
