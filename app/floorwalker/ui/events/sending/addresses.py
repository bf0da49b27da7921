"""Where receivers are reached, as far as a session tells."""

from __future__ import annotations

from typing import Final

USUAL: Final = "http://127.0.0.1:8787/events"
"""Where the receiver listens unless told otherwise."""

_HERE: Final = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 nothing listens there by this


def receiver_url(address: str, target: str = "/events") -> str:
    """The URL of a receiver. address: as a session has it, HOST:PORT, or a URL. target: path and query.

    A session does not tell whether a receiver speaks TLS. What listens at every address is reached at this computer's.
    """
    if "://" in address:
        return address
    host, colon, port = address.rpartition(":")
    return f"http://{_HERE.get(host, host)}{colon}{port}{target}"
