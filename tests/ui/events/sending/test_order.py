"""The command that sends: no secret in its words, and every event in its list."""

from pathlib import Path

from floorwalker.feed.sending.outgoing import seqs_in
from floorwalker.ui.events.sending.order import PACINGS, body_order, events_order, listing


def test_that_no_secret_is_on_the_command_line() -> None:
    order = body_order("https://a.example/?token=s3same", "t0ken")
    assert not any("s3same" in word or "t0ken" in word for word in order.command)
    assert sorted(order.variables.values()) == ["https://a.example/?token=s3same", "t0ken"]


def test_that_references_to_secrets_go_as_they_are() -> None:
    order = body_order("env:HOOK", "keyring:hook")
    assert order.variables == {}
    assert {"env:HOOK", "--token=keyring:hook"} <= set(order.command)


def test_that_paces_are_options() -> None:
    orders = [events_order(Path("a.fw"), "http://a/", "", pacing).command for pacing in PACINGS]
    assert [order[-3:] for order in orders[1:4]] == [
        ["--rate", "10", "--json"],
        ["--rate", "100", "--json"],
        ["--pace", "1", "--json"],
    ]


def test_that_a_list_of_many_numbers_is_short_and_keeps_their_order() -> None:
    seqs = [*range(5, 100_005), 3, 9, 10]
    assert listing(seqs) == "5..100004\n3\n9..10\n"
    assert list(seqs_in(listing(seqs).splitlines())) == seqs
    assert listing([]) == ""
