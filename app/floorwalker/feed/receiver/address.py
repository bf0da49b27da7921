"""Where a receiver listens: read from text, bound before anything else is begun, with trouble told for people."""

import errno
import socket
import sys
from dataclasses import dataclass
from urllib.parse import quote, unquote

from floorwalker.feed.errors import FeedError, NoAddress
from floorwalker.sources import DEFAULT_PORT, EVENTS, only_here

_TAKEN_PATHS = ("/health", "/feed")
_PLAIN_IN_PATHS = "/:@!$&'()*+,;=~"
"""What RFC 3986 allows in a path besides letters, digits and -._"""


class PortTaken(FeedError):
    """Another program has the port."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host (a name or an IP address, IPv6 without brackets) and a port, 0 for one that is free."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def url(self, path: str = EVENTS, *, tls: bool = False) -> str:
        """Where to post events, as seen from this machine. path: unquoted."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 — read, never bound
        return f"{'https' if tls else 'http'}://{Address(host, self.port)}{quote(path, safe=_PLAIN_IN_PATHS)}"

    @property
    def only_here(self) -> bool:
        """True where no other machine can reach it."""
        return only_here(self.host)


DEFAULT = Address("127.0.0.1", DEFAULT_PORT)


def address_of(text: str) -> Address:
    """HOST:PORT as an address; [HOST]:PORT for IPv6. Raises NoAddress."""
    host, colon, port = text.strip().rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not colon or not bare or (":" in bare) != (bare != host) or "[" in bare:
        raise NoAddress(
            f"“{text}” is no address to listen at.", f"Write HOST:PORT, such as {DEFAULT} or [::1]:{DEFAULT_PORT}."
        )
    if not (port.isascii() and port.isdigit() and int(port) <= 65535):
        raise NoAddress(f"“{port}” is no port.", "A port is a number from 0 (any free one) to 65535.")
    return Address(bare, int(port))


def path_of(text: str) -> str:
    """The path to which events are posted, unquoted. Raises NoAddress where there cannot be one like that."""
    path = unquote(text)
    if (
        not text.startswith("/")
        or text.startswith("//")
        or any(mark in text for mark in "?#")
        or not path.isprintable()
    ):
        raise NoAddress(f"“{text}” is no path for events.", f"Write it like {EVENTS}, without ? and #.")
    if path in _TAKEN_PATHS:
        raise NoAddress(f"{path} is a path of the receiver's own.", f"Let events come to another, such as {EVENTS}.")
    return path


def bind(address: Address) -> socket.socket:
    """A socket bound to the address, not yet listening. Raises FeedError where that cannot be."""
    try:
        family, kind, protocol, _, where = _resolved(address)
        bound = socket.socket(family, kind, protocol)
    except OSError as trouble:
        raise _explained(address, trouble) from trouble
    try:
        _insist(bound)
        bound.bind(where)
    except OSError as trouble:
        bound.close()
        raise _explained(address, trouble) from trouble
    bound.setblocking(False)
    return bound


def bound_address(bound: socket.socket) -> Address:
    """Where a bound socket really is, its port known."""
    host, port = bound.getsockname()[:2]
    return Address(host, port)


def _resolved(
    address: Address,
) -> tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[int, bytes]]:
    found = socket.getaddrinfo(
        address.host, address.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )
    # "localhost" is both; senders try the older protocol in any case, not all the newer.
    found.sort(key=lambda entry: entry[0] != socket.AF_INET)
    return found[0]  # type: ignore[return-value]  # the stubs allow for shorter addresses, which TCP has not


def _insist(unbound: socket.socket) -> None:
    if sys.platform == "win32":
        unbound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        # Or a port would be taken for a minute after each capture by connections that are over.
        unbound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if unbound.family == socket.AF_INET6:
            unbound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)


def _explained(address: Address, trouble: OSError) -> FeedError:
    another = f"--listen {Address(address.host, 0)}"
    if isinstance(trouble, socket.gaierror):
        return FeedError(
            f"There is no host named {address.host}.", f"Listen at this machine, as in --listen {DEFAULT}."
        )
    if trouble.errno == errno.EADDRINUSE:
        return PortTaken(
            f"Port {address.port} of {address.host} is taken by another program.",
            f"End that program, or choose another port: {another} takes a free one.",
        )
    if trouble.errno == errno.EACCES:
        return FeedError(
            f"This user may not listen at port {address.port} of {address.host}.",
            "Choose a port from 1024 on, or start it with the right to use that one.",
        )
    if trouble.errno == errno.EADDRNOTAVAIL:
        return FeedError(
            f"{address.host} is no address of this machine.", f"Listen at {DEFAULT}, or at an address it has."
        )
    return FeedError(
        f"Cannot listen at {address}: {trouble.strerror}.", f"Choose another address, such as --listen {DEFAULT}."
    )
