"""A capture among many connections that want nothing, or cannot make up their minds."""

import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.capture.events import payload
from tests.capture.running import capturing

IDLE, SLOW = 1000, 200


@pytest.mark.skipif(sys.platform == "win32", reason="there, open files have no such limit")
def test_that_idle_connections_and_slow_bodies_hold_up_nobody_even_where_few_files_are_allowed(tmp_path: Path) -> None:
    few_files = ("bash", "-c", 'ulimit -Sn 256 && exec "$@"', "capture")
    with capturing(tmp_path / "a.fw", wrapper=few_files) as capture:
        where = urlsplit(capture.url)
        with ExitStack() as stack:
            for number in range(IDLE + SLOW):
                address = (where.hostname or "", where.port or 0)
                connection = stack.enter_context(socket.create_connection(address, timeout=30))
                if number >= IDLE:
                    connection.sendall(b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n{")
            for number in range(50):
                assert capture.post(payload(number)).status == 200
        assert capture.stop() == 0
        assert capture.complaint() == ""
