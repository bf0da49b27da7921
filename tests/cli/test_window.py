"""What the window's command hands over to the window, which is not opened here."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock

from floorwalker.cli import main
from floorwalker.sources import Feed, Listener, Sources
from floorwalker.ui.options import DemoOptions, WindowOptions
from tests.capture.running import FLOORWALKER
from tests.session.made import NOON

Open = Callable[..., WindowOptions]


@pytest.fixture(name="opened")
def _opened(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the window with arguments, as far as what it is given."""
    handed: list[WindowOptions] = []

    def run_window(options: WindowOptions) -> int:
        handed.append(options)
        return 7

    application = ModuleType("floorwalker.ui.application")
    application.run_window = run_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "floorwalker.ui.application", application)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def opened(*arguments: str) -> WindowOptions:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 7
        return handed.pop()

    return opened


@pytest.fixture(name="sessions")
def _sessions(home: Path) -> Path:
    return home / ".local/share/floorwalker/sessions"


def test_that_without_arguments_the_live_session_is_captured(opened: Open, sessions: Path) -> None:
    assert opened() == WindowOptions(session=sessions / "live.fw")
    assert sessions.is_dir()


def test_that_a_session_is_only_looked_at_unless_it_has_a_source(opened: Open) -> None:
    assert opened("a.fw") == WindowOptions(session=Path("a.fw"), look_only=True)
    assert opened("a.fw", "--listen", "127.0.0.1:0") == WindowOptions(
        session=Path("a.fw"), sources=Sources(listen=(Listener(address="127.0.0.1:0"),))
    )
    assert opened("a.fw", "--demo") == WindowOptions(session=Path("a.fw"), demo=DemoOptions())


def test_that_feeds_are_handed_over_with_what_describes_them(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    words = "--connect ws://one/ --connect wss://two/ --connect-token env:TOKEN --unwrap /data --subscribe all"
    options = opened("a.fw", *words.split(), "--header", "X-Api-Key: key: value")
    common = Feed(url="", token="env:TOKEN", headers=(("X-Api-Key", "key: value"),), unwrap="/data", subscribe="all")
    feeds = tuple(common.model_copy(update={"url": url}) for url in ("ws://one/", "wss://two/"))
    assert options == WindowOptions(session=Path("a.fw"), sources=Sources(connect=feeds))
    assert "The header X-Api-Key is given as plain text" in capsys.readouterr().err


def test_that_all_options_are_handed_over(opened: Open) -> None:
    words = "--demo --agents 5 --rate 2.5 --seed 9 --listen 127.0.0.1:1 --listen [::1]:2 --filter code:3 --view events"
    more = "--theme dark --screenshot x.png --after 1.5 --at 2026-11-22T12:00 --insecure -v"
    assert opened("a.fw", *words.split(), *more.split()) == WindowOptions(
        session=Path("a.fw"),
        sources=Sources(listen=(Listener(address="127.0.0.1:1"), Listener(address="[::1]:2"))),
        demo=DemoOptions(5, 2.5, 9),
        filter="code:3",
        at=NOON,
        view="events",
        theme="dark",
        screenshot=Path("x.png"),
        after=1.5,
        insecure=True,
        verbose=True,
    )


def test_that_a_roster_is_handed_over_when_it_can_be_read(
    opened: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Username,Team\nann,Sales\n")
    options = opened("a.fw", "--roster", str(roster), "--filter", "team:Sales")
    assert options == WindowOptions(session=Path("a.fw"), look_only=True, roster=roster, filter="team:Sales")
    roster.write_text("Username,Team\nann,Sales\n,Sales\n")
    with pytest.raises(SystemExit) as ended:
        main(["a.fw", "--roster", str(roster)])
    assert ended.value.code == 1
    assert "Line 3" in capsys.readouterr().err


def test_that_a_new_live_session_is_the_live_one_from_then_on(opened: Open, sessions: Path) -> None:
    old = opened().session
    old.touch()
    new = opened("--new").session
    assert new.parent == sessions
    assert new != old
    assert opened().session == new
    new.touch()
    assert opened("--new").session not in {old, new}


def test_that_a_demo_has_a_session_of_its_own_that_is_made_anew(opened: Open, sessions: Path) -> None:
    assert opened("--demo").session == sessions / "demo.fw"
    for name in ("demo.fw", "demo.fw-wal", "demo.fw-shm", "live.fw"):
        (sessions / name).write_text("old")
    assert opened("--demo").session == sessions / "demo.fw"
    assert [file.name for file in sessions.iterdir() if file.suffix != ".lock"] == ["live.fw"]


def test_that_a_demo_that_is_being_captured_is_left_alone(opened: Open, sessions: Path) -> None:
    opened("--demo")
    (sessions / "demo.fw").write_text("captured")
    with FileLock(sessions / "demo.fw.lock"):
        assert opened("--demo").session == sessions / "demo-2.fw"
    assert (sessions / "demo.fw").read_text() == "captured"


def test_that_a_session_named_like_a_command_is_named_by_its_path(opened: Open) -> None:
    assert opened("./capture").session == Path("./capture")


def test_that_a_wrong_filter_opens_no_window(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    del opened
    with pytest.raises(SystemExit) as ended:
        main(["--filter", "code:("])
    assert ended.value.code == 2
    assert "^" in capsys.readouterr().err


def without_display(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> "subprocess.CompletedProcess[str]":
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    command = [*FLOORWALKER, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_that_a_missing_display_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, sessions: Path) -> None:
    done = without_display(monkeypatch=monkeypatch)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "display" in line
    assert "floorwalker capture" in line
    assert not sessions.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_that_a_picture_needs_no_display(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert opened("a.fw", "--screenshot", "x.png").screenshot == Path("x.png")


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not made read-only like that")
def test_that_a_folder_that_cannot_be_made_is_told_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / ".local/share/floorwalker").write_text("a file, where a folder should be")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_that_a_system_library_that_qt_misses_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "floorwalker.ui.application":
                raise ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")

    monkeypatch.delitem(sys.modules, "floorwalker.ui.application", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "libEGL.so.1" in line


def test_that_a_file_of_sources_is_read_and_what_is_not_enabled_in_it_left_out(opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "sources.json"
    file.write_text(
        '{"listen": [{"address": "127.0.0.1:1", "enabled": false}], "connect": [{"url": "ws://127.0.0.1:2/"}]}'
    )
    options = opened("a.fw", "--sources", str(file), "--listen", "127.0.0.1:3")
    assert options.sources == Sources(
        listen=(Listener(address="127.0.0.1:3"),), connect=(Feed(url="ws://127.0.0.1:2/"),)
    )
    assert not options.look_only
