"""What holds for every test: a home of its own, and silence.

Noise fails a test, for whoever runs the program would see it too: warnings of Python and of Qt (both set in
pyproject.toml), log records that nobody announced, and threads, child processes and timers that outlive the test.
"""

import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import leaks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A test's time says how busy the machine is, nothing about Floorwalker; the limit of pytest-timeout ends what hangs.
hypothesis.settings.register_profile("floorwalker", deadline=None, print_blob=True)
hypothesis.settings.load_profile("floorwalker")

FOLDERS_OF_A_HOME = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".run",
    "XDG_STATE_HOME": ".local/state",
}
# They would send what a test says to its own server to another machine, or a secret to the user's keyring.
WAYS_OUT = ("ALL_PROXY", "DBUS_SESSION_BUS_ADDRESS", "FTP_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")


@pytest.fixture(scope="session", autouse=True)
def _home_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that live longer than a test away from the user's files."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        move_to(tmp_path_factory.mktemp("home"), monkeypatch)
        yield


@pytest.fixture(autouse=True)
def home(_home_for_all: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home: data, settings and caches are written there, by its child processes too."""
    folder = tmp_path_factory.mktemp("home")
    move_to(folder, monkeypatch)
    return folder


def move_to(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every way to find the user's folders lead into that home."""
    for variable, name in FOLDERS_OF_A_HOME.items():
        folder = home / name
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder))
    (home / FOLDERS_OF_A_HOME["XDG_RUNTIME_DIR"]).chmod(0o700)  # Qt insists
    for variable in WAYS_OUT:
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    if "PySide6.QtCore" in sys.modules:
        move_settings_to(home)


def move_settings_to(home: Path) -> None:
    """Do the same for QSettings, which reads the environment but once."""
    from PySide6.QtCore import QSettings

    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / FOLDERS_OF_A_HOME["XDG_CONFIG_HOME"]))


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on log records of WARNING or above, save those that the test announces by its mark `expects_log`."""
    patterns = [str(pattern) for mark in request.node.iter_markers("expects_log") for pattern in mark.args]
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.get_records("teardown")]
    lines = [line_of(record) for record in records if record.levelno >= logging.WARNING]
    unexpected = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    absent = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
    if unexpected:
        pytest.fail("Unexpected in the log:\n" + "\n".join(unexpected))
    if absent:
        pytest.fail(f"Expected in the log, but not there: {absent}")


def line_of(record: logging.LogRecord) -> str:
    """Write a record as patterns see it."""
    return f"{record.levelname} {record.name}: {record.getMessage()}"


@pytest.fixture(autouse=True)
def _no_leaks() -> Iterator[None]:
    """Fail when something that the test began goes on after it."""
    before = leaks.running()
    yield
    left = leaks.left_running(before)
    if left:
        pytest.fail("Still there after the test:\n" + "\n".join(left))
