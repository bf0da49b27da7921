"""What tests of the window share: a look, sessions that are followed, and the means to write more into them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.following import LiveSession, PayloadSource
from floorwalker.ui.look import Look
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.shell import memory
from floorwalker.ui.shell.reception import State
from floorwalker.ui.window import Window
from tests.session import made
from tests.ui.windows import ANY_PORT, STARTS_WITHIN, leave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from tests.ui.windows import OpenWindow


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say what it needs not do: raise a window, tell its smallest size."""
    harmless = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(harmless)


@pytest.fixture
def look(qapp: object) -> Look:
    """The light look, whatever the system's is."""
    del qapp
    return Look("light")


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A closed session of five events of three agents."""
    return made.session_of(tmp_path / "five.fw", [made.payload(number) for number in range(5)])


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A session that is being captured."""
    with made.new_journal(tmp_path / "live.fw") as journal:
        yield journal


@pytest.fixture
def follow(qapp: object) -> Iterator[Callable[..., LiveSession]]:
    """follow(path, awaited=…): that session, followed from now on; it is let go of after the test."""
    del qapp
    followed: list[LiveSession] = []

    def _follow(path: Path, *, awaited: bool = False) -> LiveSession:
        live = LiveSession(path, made.CATALOG, awaited=awaited)
        followed.append(live)
        live.start()
        return live

    yield _follow
    for live in followed:
        live.stop()


@pytest.fixture
def payloads(session: Path, qapp: object) -> Iterator[PayloadSource]:
    """The payloads of `session`."""
    del qapp
    source = PayloadSource(session)
    yield source
    source.stop()


@pytest.fixture
def open_window(look: Look, qtbot: QtBot, home: Path) -> Iterator[OpenWindow]:
    """open_window(session, …): a window with those options, started; it is closed after the test."""
    del home
    memory.settle(for_picture=False)
    opened: list[Window] = []

    def _open(session: Path, **options: object) -> Window:
        window = Window(WindowOptions(session, **options), look, made.CATALOG)  # type: ignore[arg-type]
        opened.append(window)
        window.start()
        return window

    yield _open
    for window in opened:
        if window.isVisible():
            leave(window, qtbot)
        window.deleteLater()


@pytest.fixture
def receiving(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> Window:
    """A window that receives into a new session."""
    window = open_window(tmp_path / "new.fw", sources=ANY_PORT)
    qtbot.waitUntil(lambda: window.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    return window


@pytest.fixture
def looking(open_window: OpenWindow, session: Path, qtbot: QtBot) -> Window:
    """A window that looks at a closed session of five events."""
    window = open_window(session, look_only=True)
    qtbot.waitUntil(lambda: window.live.is_loaded)
    return window
