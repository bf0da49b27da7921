"""What a capture listens at, bound before it touches its session: a port that is taken leaves no trace."""

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from floorwalker.feed.errors import FeedError
from floorwalker.feed.receiver.address import DEFAULT, Address, PortTaken, address_of, bind, bound_address, path_of
from floorwalker.feed.receiver.guard import Guard
from floorwalker.feed.receiver.routes import Routes
from floorwalker.feed.receiver.signatures import Signatures
from floorwalker.feed.receiver.tls import tls_context
from floorwalker.secret import read_secret
from floorwalker.sources import Listener


@dataclass(frozen=True, slots=True)
class Bound:
    """A listener whose port is ours, not yet listening. routes: what it has, and for whom. tls: None for plain HTTP."""

    socket: socket.socket
    routes: Routes
    tls: ssl.SSLContext | None

    @property
    def address(self) -> Address:
        """Where it really is, its port known."""
        return bound_address(self.socket)

    @property
    def url(self) -> str:
        """Where to post events, as seen from this machine."""
        return self.address.url(self.routes.events, tls=self.tls is not None)

    @property
    def takes_anything_from_here(self) -> bool:
        """Whether a sender on this machine needs neither secrets nor certificates."""
        return not self.routes.guard.is_set and self.tls is None


@contextmanager
def bound_listeners(listen: Sequence[Listener], *, insecure: bool, anywhere: bool) -> Iterator[list[Bound]]:
    """The listeners, ready to serve; with `anywhere` at a free port where the usual one is taken.

    Raises FeedError where one cannot be had, or may be reached by others and is not meant to, and SecretError.
    """
    checked = [(_address(listener, insecure=insecure), _routes(listener), _tls(listener)) for listener in listen]
    with ExitStack() as stack:
        yield [
            Bound(stack.enter_context(_bound(address, anywhere=anywhere and address == DEFAULT)), routes, tls)
            for address, routes, tls in checked
        ]


def _bound(address: Address, *, anywhere: bool) -> socket.socket:
    try:
        return bind(address)
    except PortTaken:
        if not anywhere:
            raise
        return bind(Address(address.host, 0))


def _address(listener: Listener, *, insecure: bool) -> Address:
    address = address_of(listener.address)
    guarded = listener.token is not None or listener.signing_secret is not None
    if not (address.only_here or guarded or insecure):
        raise FeedError(
            f"Other machines could reach {address}, and anyone there could post to it.",
            f"Set a token or a signing secret, listen at {Address('127.0.0.1', address.port)}, "
            f"or add --insecure if that is what you want.",
        )
    return address


def _routes(listener: Listener) -> Routes:
    token, secret = listener.token, listener.signing_secret
    guard = Guard(
        None if token is None else read_secret(token), None if secret is None else Signatures(read_secret(secret))
    )
    return Routes(path_of(listener.path), guard, listener.reply)


def _tls(listener: Listener) -> ssl.SSLContext | None:
    certificate, key = listener.tls_cert, listener.tls_key
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise FeedError(f"The listener {listener.address} has only one of certificate and key.", "Give both.")
    return tls_context(certificate, key)
