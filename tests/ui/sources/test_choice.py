"""Sources with secrets that live for one run only."""

from floorwalker.sources import Feed, Listener, Sources
from floorwalker.ui.sources.choice import VARIABLE, Choice, new_variable

SOURCES = Sources(
    listen=(Listener(address="127.0.0.1:1", token="door key"), Listener(address="127.0.0.1:2", token="env:T")),
    connect=(
        Feed(url="ws://127.0.0.1:3", token="feed key", headers=(("X-Key", "third"), ("X", ""))),
        Feed(url="ws://me:fourth@127.0.0.1:3/?token=fifth"),
        Feed(url="env:FEED"),
    ),
)


def test_that_no_secret_is_left_in_the_sources_and_all_come_back() -> None:
    choice = Choice.of(SOURCES)
    written = choice.sources.model_dump_json()
    assert not any(secret in written for secret in ("door key", "feed key", "third", "fourth", "fifth"))
    assert [feed.url for feed in choice.sources.connect][::2] == ["ws://127.0.0.1:3", "env:FEED"]
    assert choice.written_out() == SOURCES
    assert not choice.lost()


def test_that_secrets_of_an_earlier_run_are_missed_only_where_they_are_in_use() -> None:
    gone = Listener(address="127.0.0.1:1", token=f"env:{VARIABLE}0123456789AB")
    assert Choice(Sources(listen=(gone,))).lost()
    assert not Choice(Sources(listen=(gone.model_copy(update={"enabled": False}),))).lost()
    assert Choice(Sources(connect=(Feed(url=f"env:{VARIABLE}0123456789AB"),))).lost()


def test_that_no_two_secrets_share_a_variable() -> None:
    assert len({new_variable() for _ in range(100)}) == 100
