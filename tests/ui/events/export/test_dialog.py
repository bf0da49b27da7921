import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from floorwalker.session.journal import Journal
from floorwalker.ui.events.export.dialog import ExportDialog
from tests.session import made

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    write(*range(9))
    return show(journal.path)


def dialog_of(shown: "Shown", path: Path) -> ExportDialog:
    shown.view.actions_.export.trigger()
    [dialog] = shown.view.findChildren(ExportDialog)
    dialog.path.setText(str(path))
    return dialog


def run(shown: "Shown", dialog: ExportDialog) -> None:
    dialog.export.click()
    shown.qtbot.waitUntil(dialog.export.isEnabled)


def test_that_what_the_filter_shows_is_written_byte_for_byte(shown: "Shown", tmp_path: Path) -> None:
    shown.view.set_filter("agent:agent.1")
    dialog = dialog_of(shown, tmp_path / "out.json")
    run(shown, dialog)
    expected = b"[\n" + b",\n".join(made.payload(number) for number in (1, 4, 7)) + b"\n]\n"
    assert (tmp_path / "out.json").read_bytes() == expected
    assert dialog.words.text() == f"3 events written to {tmp_path / 'out.json'} ({len(expected):,} bytes)."
    assert dialog.open_folder.isVisible()


def test_that_it_says_what_will_be_exported(shown: "Shown", tmp_path: Path) -> None:
    shown.view.set_filter("agent:agent.1")
    dialog = dialog_of(shown, tmp_path / "out.json")
    assert dialog.what.text() == f"3 events: {shown.view.bar.filter.english()}"


def test_that_lines_are_one_event_each_with_the_delivery_if_wanted(shown: "Shown", tmp_path: Path) -> None:
    dialog = dialog_of(shown, tmp_path / "out.json")
    dialog.ndjson.setChecked(True)
    assert dialog.path.text() == str(tmp_path / "out.ndjson")
    dialog.with_delivery.setChecked(True)
    run(shown, dialog)
    lines = [json.loads(line) for line in (tmp_path / "out.ndjson").read_text().splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, 10))
    assert lines[0]["delivery"]["peer"] == "127.0.0.1:50000"
    assert lines[8]["event"] == json.loads(made.payload(8))


def test_that_a_file_that_is_there_is_replaced_only_when_asked_twice(shown: "Shown", tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    dialog = dialog_of(shown, path)
    dialog.export.click()
    assert path.read_text() == "mine"
    assert "there already" in dialog.words.text()
    run(shown, dialog)
    assert path.read_bytes().startswith(b"[\n{")


def test_that_a_stopped_export_leaves_nothing(shown: "Shown", tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = dialog_of(shown, folder / "out.json")
    dialog.export.click()
    dialog.stop.click()
    shown.qtbot.waitUntil(dialog.export.isEnabled)
    assert dialog.words.text() == "Stopped. No file was written."
    assert list(folder.iterdir()) == []


def test_that_what_goes_wrong_is_told_with_a_remedy(shown: "Shown", tmp_path: Path) -> None:
    dialog = dialog_of(shown, tmp_path / "nowhere" / "out.json")
    run(shown, dialog)
    assert "There is no folder" in dialog.words.text()
    assert "choose another folder" in dialog.words.text()
    assert not dialog.open_folder.isVisible()


def test_that_the_folder_is_opened_and_remembered(
    shown: "Shown", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = dialog_of(shown, tmp_path / "out.json")
    run(shown, dialog)
    dialog.open_folder.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    dialog.reject()
    shown.qtbot.waitUntil(lambda: not shown.view.findChildren(ExportDialog))
    shown.view.export()
    [again] = shown.view.findChildren(ExportDialog)
    assert Path(again.path.text()).parent == tmp_path


def test_that_without_a_file_s_name_nothing_can_be_exported(shown: "Shown", tmp_path: Path) -> None:
    dialog = dialog_of(shown, tmp_path / "out.json")
    dialog.path.setText(" ")
    assert not dialog.export.isEnabled()


def test_that_closing_stops_the_export(shown: "Shown", tmp_path: Path) -> None:
    dialog = dialog_of(shown, tmp_path / "out.json")
    dialog.export.click()
    work = dialog.work
    assert work is not None
    results: list[int] = []
    dialog.finished.connect(results.append)
    dialog.reject()
    assert results == [QDialog.DialogCode.Rejected]
    assert work.isFinished()
