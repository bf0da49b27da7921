"""Another catalog while the window is open: every place that shows a name shows the new one at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from floorwalker.event.catalog import Catalog
from tests.session import made

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import JsonValue
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def opened(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, view: str) -> Window:
    bodies = [made.payload(0, ActivityCode=41), made.payload(1, Category=2, Code=12)]
    window = open_window(made.session_of(tmp_path / "two.fw", bodies), look_only=True, view=view)
    qtbot.waitUntil(lambda: window.live.is_loaded)
    return window


def named() -> Catalog:
    laid: JsonValue = {
        "activities": {"41": {"name": "Coaching", "words": "In coaching"}},
        "categories": {"2": {"codes": {"12": {"name": "CallerLeft"}}}},
    }
    return Catalog.laid_over(laid, None)


def test_that_table_facets_and_filter_follow_another_catalog(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    events = (window := opened(open_window, tmp_path, qtbot, "events")).events
    model = events.model
    assert model.index(0, 3).data() == "→ Activity 41"
    events.set_filter("event:2/12")
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, 1).data() == "IVR · 12"
    window.live.set_catalog(named())
    assert model.index(0, 1).data() == "IVR · CallerLeft 12"
    assert "CallerLeft" in events.bar.meaning.text()
    events.set_filter("status:coaching")
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.index(0, 3).data() == "→ In coaching")


def test_that_a_filter_by_a_name_means_what_the_new_catalog_says(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(open_window, tmp_path, qtbot, "events")
    window.events.set_filter("status:busyonbreak")
    qtbot.waitUntil(lambda: window.events.model.rowCount() == 0)
    window.live.set_catalog(Catalog.laid_over({"activities": {"41": {"name": "BusyOnBreak"}}}, None))
    qtbot.waitUntil(lambda: window.events.model.rowCount() == 1)


def test_that_the_floor_follows_another_catalog(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(open_window, tmp_path, qtbot, "floor")
    qtbot.waitUntil(lambda: window.floor.model.rowCount() == 1)
    window.floor.set_filter("status:coach*")
    qtbot.waitUntil(lambda: window.floor.model.rowCount() == 0)
    window.live.set_catalog(named())
    qtbot.waitUntil(lambda: window.floor.model.rowCount() == 1)
    assert window.floor.model.index(0, 1).data() == "In coaching"
    words = [button.text() for button in window.floor.legend.findChildren(QToolButton)]
    assert [one for one in words if one.startswith("In coaching")]
