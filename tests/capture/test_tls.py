"""Captures that speak https."""

import http.client
import json
import socket
import ssl
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from floorwalker.feed.receiver.tls import MOST_HANDSHAKES
from tests.capture.events import payload
from tests.capture.running import capturing, run


@pytest.fixture(name="authority", scope="module")
def _authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(name="files")
def _files(authority: trustme.CA, tmp_path: Path) -> tuple[Path, Path]:
    """Certificate and key of this machine."""
    issued = authority.issue_cert("localhost", "127.0.0.1")
    certificate, key = tmp_path / "floor.pem", tmp_path / "floor.key"
    for at, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(certificate, append=at > 0)
    issued.private_key_pem.write_to_path(key)
    return certificate, key


def options(files: tuple[Path, Path]) -> tuple[str, ...]:
    return ("--tls-cert", str(files[0]), "--tls-key", str(files[1]))


def test_that_events_are_taken_by_https_only(tmp_path: Path, authority: trustme.CA, files: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with capturing(tmp_path / "a.fw", *options(files)) as capture:
        where = urlsplit(capture.url)
        assert (where.scheme, where.path) == ("https", "/events")
        client = http.client.HTTPSConnection(where.netloc, context=trusting, timeout=30)
        for number in range(3):  # on one connection
            client.request("POST", where.path, payload(number))
            assert json.loads(client.getresponse().read())["accepted"] == 1
        large = b"[" + b",".join(payload(number) for number in range(3, 2000)) + b"]"
        client.request("POST", where.path, large)
        assert json.loads(client.getresponse().read())["accepted"] == 1997
        client.close()
        with socket.create_connection((where.hostname or "", where.port or 0), timeout=30) as plain:
            plain.sendall(b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
            assert b"HTTP" not in plain.recv(1000)
        assert capture.stop() == 0
        assert capture.complaint() == ""


def test_that_handshakes_on_their_way_are_bounded_and_hold_up_no_stop(
    tmp_path: Path, authority: trustme.CA, files: tuple[Path, Path]
) -> None:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with capturing(tmp_path / "a.fw", *options(files)) as capture, ExitStack() as stack:
        where = urlsplit(capture.url)

        def connect() -> socket.socket:
            address = (where.hostname or "", where.port or 0)
            return stack.enter_context(socket.create_connection(address, timeout=30))

        def post(client: http.client.HTTPSConnection) -> int:
            client.request("POST", where.path, payload(1))
            return len(client.getresponse().read())

        early = http.client.HTTPSConnection(where.netloc, context=trusting, timeout=30)
        assert post(early)
        silent = [connect() for _ in range(MOST_HANDSHAKES)]
        with suppress(ConnectionResetError):
            assert connect().recv(1) == b""
        assert post(early)
        for connection in silent[100:]:
            connection.close()
        late = http.client.HTTPSConnection(where.netloc, context=trusting, timeout=30)
        while late.sock is None:  # until it is noticed that they are gone
            with suppress(OSError):
                late.connect()
        assert post(late)
        early.close()
        late.close()
        capture.tell("stop\n")
        assert capture.process.wait(30) == 0
        assert capture.complaint() == ""


def test_that_old_versions_of_tls_are_not_spoken(tmp_path: Path, files: tuple[Path, Path]) -> None:
    with capturing(tmp_path / "a.fw", *options(files)) as capture:
        where = urlsplit(capture.url)
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname = False
        old.verify_mode = ssl.CERT_NONE
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with (
            socket.create_connection((where.hostname or "", where.port or 0), timeout=30) as plain,
            pytest.raises(OSError),  # noqa: PT011 ssl's own, whichever it is
        ):
            old.wrap_socket(plain)
        assert capture.stop() == 0


def test_that_a_certificate_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, files: tuple[Path, Path]) -> None:
    certificate, key = files
    other = tmp_path / "other.key"
    trustme.CA().issue_cert("localhost").private_key_pem.write_to_path(other)
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("nonsense", encoding="utf-8")
    locked = tmp_path / "locked.key"
    locked.write_text(
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n",
        encoding="utf-8",
    )
    for pair in (
        (certificate, other),
        (certificate, nonsense),
        (nonsense, key),
        (certificate, locked),
        (tmp_path / "missing.pem", key),
        (certificate, tmp_path),
    ):
        done = run("capture", str(tmp_path / "a.fw"), "--listen", "127.0.0.1:0", *options(pair))
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done
        assert not (tmp_path / "a.fw").exists()
