"""What the options of --listen mean."""

from pathlib import Path

from floorwalker.cli.sources import Connecting, Listening, named_sources, sources_of
from floorwalker.sources import Feed, Listener, Sources


def test_that_nothing_said_is_the_usual_listener_for_a_capture_and_nothing_for_the_window() -> None:
    assert sources_of(Listening(), Connecting(), None, demo=False) == Sources(
        listen=(Listener(address="127.0.0.1:8787"),)
    )
    assert named_sources(Listening(), Connecting(), None) is None


def test_that_a_path_behind_the_address_is_where_events_come_to() -> None:
    addresses = ["127.0.0.1:0", "[::1]:80/hooks/in", "localhost:1/"]
    assert Listening(addresses).listeners() == (
        Listener(address="127.0.0.1:0"),
        Listener(address="[::1]:80", path="/hooks/in"),
        Listener(address="localhost:1", path="/"),
    )


def test_that_the_other_options_hold_for_each_listener_and_for_the_usual_one() -> None:
    certificate, key = Path("a.pem"), Path("a.key")
    said = Listening(["127.0.0.1:1", "127.0.0.1:2"], "env:A", "file:b", certificate, key, "always-200")
    for listener in said.listeners():
        assert listener == Listener(
            address=listener.address,
            token="env:A",
            signing_secret="file:b",
            reply="always-200",
            tls_cert=certificate,
            tls_key=key,
        )
    named = named_sources(Listening(token="env:A"), Connecting(), None)
    assert named == Sources(listen=(Listener(address="127.0.0.1:8787", token="env:A"),))


def test_that_a_file_adds_to_what_is_said_and_keeps_its_own(tmp_path: Path) -> None:
    file = tmp_path / "sources.json"
    of_file = Sources(listen=(Listener(address="127.0.0.1:3", token="env:B"),), connect=(Feed(url="ws://x"),))
    file.write_text(of_file.model_dump_json(), encoding="utf-8")
    assert sources_of(Listening(), Connecting(), file, demo=False) == of_file
    both = sources_of(Listening(["127.0.0.1:1"], token="env:A"), Connecting(), file, demo=False)
    assert both.listen == (Listener(address="127.0.0.1:1", token="env:A"), *of_file.listen)
    assert both.connect == of_file.connect
