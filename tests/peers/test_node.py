"""That peers in JavaScript can be started."""

import json

from tests.peers.node import HERE, modules, peer


def test_that_the_modules_are_those_that_are_named() -> None:
    named = json.loads((HERE / "package.json").read_bytes())["dependencies"]
    there = {name: json.loads((modules() / name / "package.json").read_bytes())["version"] for name in named}
    assert there == named


def test_that_a_peer_finds_its_modules_and_is_ended_with_its_test() -> None:
    with peer("sign_and_post.cjs") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait() == 0
    with peer("sign_and_post.cjs") as waiting:
        assert waiting.poll() is None
    assert waiting.poll() is not None
