"""What starts a capture, and that no secret is in it but in the child's environment."""

import stat
import sys
from pathlib import Path

import pytest

from floorwalker.sources import Feed, Listener, Sources
from floorwalker.ui.following.launch import Launch, capture_command
from floorwalker.ui.options import DemoOptions, WindowOptions
from floorwalker.ui.sources.choice import Choice

SECRETS = Sources(
    listen=(
        Listener(address="127.0.0.1:1", token="door key", signing_secret="env:SIGNED"),
        Listener(address="127.0.0.1:2", token="unused", enabled=False),
    ),
    connect=(Feed(url="ws://127.0.0.1:3", token="feed key", headers=(("X-Key", "third key"), ("X", "file:/x"))),),
)


def sources_file(command: list[str]) -> Path:
    return Path(command[command.index("--sources") + 1])


def test_that_secrets_go_by_the_environment_and_stand_in_no_file_or_command() -> None:
    launch = Launch(WindowOptions(Path("a.fw")))
    order = launch.order(Choice.of(SECRETS))
    written = sources_file(order.command).read_text("utf-8")
    for secret in ("door key", "feed key", "third key", "unused"):
        assert secret not in written
        assert secret not in " ".join(order.command)
    assert sorted(order.variables.values()) == ["door key", "feed key", "third key", "unused"]
    read = Sources.load(sources_file(order.command))
    assert [source.address for source in read.listen] == ["127.0.0.1:1"]
    assert read.listen[0].signing_secret == "env:SIGNED"
    assert read.connect[0].headers[1] == ("X", "file:/x")
    references = (read.listen[0].token, read.connect[0].token, read.connect[0].headers[0][1])
    assert [order.variables[(reference or "").removeprefix("env:")] for reference in references] == [
        "door key",
        "feed key",
        "third key",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_that_the_file_of_sources_is_for_its_user_only_and_goes_with_the_window() -> None:
    launch = Launch(WindowOptions(Path("a.fw")))
    file = sources_file(launch.order(Choice.of(SECRETS)).command)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    del launch
    assert not file.exists()


def test_that_without_sources_the_capture_chooses_where_to_listen() -> None:
    assert "--sources" not in Launch(WindowOptions(Path("a.fw"))).order(None).command


def test_that_the_command_names_the_sources_and_the_simulated_centre(tmp_path: Path) -> None:
    options = WindowOptions(tmp_path / "demo.fw", demo=DemoOptions(agents=5, rate=2.5, seed=7), insecure=True)
    expected = (
        f"-m floorwalker capture {tmp_path / 'demo.fw'} --control --sources {tmp_path / 'x.json'} "
        "--demo --agents 5 --rate 2.5 --seed 7 --insecure"
    )
    assert " ".join(capture_command(options, tmp_path / "x.json")[1:]) == expected


def test_that_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert capture_command(WindowOptions(tmp_path / "a.fw"))[:2] == [sys.executable, "capture"]
