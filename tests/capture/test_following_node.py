"""A capture that follows a feed of a Node server, which is cut again and again and once falls silent."""

import json
from pathlib import Path

from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.following import details, following, just_now, payloads, wait_for_events
from tests.feed.websocket.servers import SESSION
from tests.peers.node import peer

CUTS = [3, 1, 40, 7, 12, 5, 30, 2, 9, 25, 6]
SILENT = 5


def test_that_a_feed_cut_ten_times_and_once_half_dead_brings_each_event_once(tmp_path: Path) -> None:
    sent = [payload(number, CreationDateUtc=just_now()) for number in range(200)]
    script = {"session": SESSION, "payloads": [body.decode() for body in sent], "cuts": CUTS, "silent": SILENT}
    with peer("feed.cjs", json.dumps(script)) as node:
        assert node.stdout is not None
        url = f"ws://127.0.0.1:{int(node.stdout.readline())}/feed"
        with following(tmp_path / "a.fw", url, "--patience", "0.5") as capture:
            wait_for_events(capture, len(sent))
            assert capture.stop() == 0
        assert node.stdout.readline() == "silent\n"
    assert payloads(tmp_path / "a.fw") == sent
    lost = details(capture, "reconnecting")
    assert len(lost) == len(CUTS)
    assert [detail for detail in lost if detail.startswith("Nothing came")] == [
        "Nothing came for 1 s, nor an answer to a ping."
    ]
    with Reader.open(tmp_path / "a.fw") as reader:
        gaps = reader.gaps()
        assert reader.info().duplicates == 0
    # That of the half-dead connection begins when it was last heard of, which may be where the one before it ended.
    assert len(gaps) in {len(CUTS) - 1, len(CUTS)}
    assert all(gap.whole for gap in gaps)
