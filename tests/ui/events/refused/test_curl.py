"""A refused body as a command, run by a real shell."""

import shlex
import sys

import pytest

from floorwalker.session.records import RefusedView
from floorwalker.ui.events.payload.copying import LONGEST
from floorwalker.ui.events.refused.curl import curl, file_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="another shell")


def of(body: bytes) -> RefusedView:
    return RefusedView(7, 0, "", body, ())


@pytest.mark.parametrize("body", ["{'Id': \"$HOME `x` \\ \n é'", "{}", ""])
def test_that_the_shell_gives_the_body_back(body: str) -> None:
    words = shlex.split(curl(of(body.encode()), "http://127.0.0.1:8787/events", "application/json"))
    assert words == [
        *("curl", "-H", "Content-Type: application/json", "--data-binary", body),
        "http://127.0.0.1:8787/events",
    ]


@pytest.mark.parametrize("body", [b"\xff", b"a\0b", b"@/etc/passwd", b"x" * (LONGEST + 1)])
def test_that_what_no_command_holds_is_read_from_its_file(body: bytes) -> None:
    words = shlex.split(curl(of(body), "http://a/", "text/plain"))
    assert words[4] == f"@{file_name(of(body))}"
