"""The sockets that a capture listens at, bound before it touches its session: a port that is taken leaves no trace."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from floorwalker.feed.errors import FeedError
from floorwalker.feed.receiver.address import DEFAULT, Address, PortTaken, address_of, bind
from floorwalker.sources import Listener


@contextmanager
def bound_sockets(listen: Sequence[Listener], *, insecure: bool, anywhere: bool) -> Iterator[list[socket.socket]]:
    """Sockets bound to the listeners' addresses; with `anywhere` to a free port where the usual one is taken.

    Raises FeedError where one cannot be had, or may be reached by others and is not meant to.
    """
    addresses = [_checked(listener.address, insecure=insecure) for listener in listen]
    with ExitStack() as stack:
        yield [stack.enter_context(_bound(address, anywhere=anywhere and address == DEFAULT)) for address in addresses]


def _bound(address: Address, *, anywhere: bool) -> socket.socket:
    try:
        return bind(address)
    except PortTaken:
        if not anywhere:
            raise
        return bind(Address(address.host, 0))


def _checked(text: str, *, insecure: bool) -> Address:
    address = address_of(text)
    if not (address.only_here or insecure):
        raise FeedError(
            f"Other machines could reach {address}, and anyone there could post to it.",
            f"Listen at {Address('127.0.0.1', address.port)}, or add --insecure if that is what you want.",
        )
    return address
