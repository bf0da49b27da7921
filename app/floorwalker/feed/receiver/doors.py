"""Who is let in while no token guards the receiver: senders on this machine, and nobody through them.

A web page open on the same desktop can make its browser post here, and a name that its owner points at 127.0.0.1
makes that look like its own server; a tunnel or a reverse proxy carries anybody's requests. Both betray themselves by
headers. (Our decision.)
"""

import ipaddress
import socket
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

_REMEDY = "Post from this machine to its own address, or set a token to let others in."


def reason_to_refuse(headers: Iterable[tuple[bytes, bytes]], reached_at: str) -> str | None:
    """Why a request is not let in, the remedy included; None where it is. reached_at: the local address it came to."""
    for name, value in headers:
        if name == b"host" and not _is_here(_host_of("//" + value.decode("latin-1")), reached_at):
            return f"The request is addressed to another machine ({_shown(value)}). {_REMEDY}"
        if name == b"origin" and not _is_here(_host_of(value.decode("latin-1")), reached_at):
            return f"The request was made by a web page of another machine ({_shown(value)}). {_REMEDY}"
        if name == b"forwarded" or name.startswith(b"x-forwarded"):
            return f"The request was passed on by a proxy or a tunnel ({name.decode('latin-1')}). {_REMEDY}"
    return None


def _host_of(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _is_here(host: str | None, reached_at: str) -> bool:
    if not host:
        return False
    host = host.rstrip(".").partition("%")[0]
    return (
        host in ("localhost", reached_at.partition("%")[0], *_own_names())
        or host.endswith(".localhost")
        or _is_loopback(host)
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _own_names() -> tuple[str, ...]:
    name = socket.gethostname().lower()
    return (name, f"{name}.local") if name else ()


def _shown(value: bytes) -> str:
    words = value.decode("latin-1")
    return words if len(words) <= 100 else words[:100] + "…"
