"""One Floorwalker follows another over /feed, and both are killed at will."""

import random
from pathlib import Path

import pytest

from tests.capture.events import payload
from tests.capture.following import following, wait_for_events
from tests.capture.running import capturing, export

ROUNDS = 6
EACH = 120


@pytest.mark.parametrize("seed", [1])
def test_that_what_one_hands_on_is_in_the_other_once_and_in_order_however_both_are_killed(
    tmp_path: Path, seed: int
) -> None:
    chance, sent = random.Random(seed), 0
    address = "127.0.0.1:0"
    first, second = tmp_path / "first.fw", tmp_path / "second.fw"
    for _ in range(ROUNDS):
        with capturing(first, "--listen", address) as upstream:
            address = upstream.url.removeprefix("http://").removesuffix("/events")
            with following(second, f"ws://{address}/feed") as downstream:
                for _ in range(EACH):
                    assert upstream.post(payload(sent)).status == 200
                    sent += 1
                # Somewhere on the way: what it has stored by then is not the same each time.
                wait_for_events(downstream, chance.randrange(sent - EACH + 1, sent + 1))
                order = [upstream, downstream] if chance.random() < 0.5 else [downstream, upstream]
                for victim in order:
                    victim.kill()
    with capturing(first, "--listen", address) as upstream, following(second, f"ws://{address}/feed") as downstream:
        # One more, because it may have all others.
        assert upstream.post(payload(sent)).status == 200
        sent += 1
        wait_for_events(downstream, sent)
        assert downstream.stop() == 0
        assert upstream.stop() == 0
    assert export(second) == export(first)
    assert export(first).count(b'"Id"') == sent
