"""The sockets that a capture listens at, bound before it touches its session: a port that is taken leaves no trace."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from floorwalker.feed.errors import FeedError
from floorwalker.feed.receiver.address import DEFAULT, Address, PortTaken, address_of, bind


@contextmanager
def bound_sockets(listen: Sequence[str], *, insecure: bool, anywhere: bool) -> Iterator[list[socket.socket]]:
    """Sockets bound to the addresses, or to the usual one where none is given; with `anywhere` then to a free port, if
    that one is taken. Raises FeedError where one cannot be had, or may be reached by others and is not meant to.
    """
    addresses = [_checked(text, insecure=insecure) for text in listen] or [DEFAULT]
    with ExitStack() as stack:
        yield [stack.enter_context(_bound(address, anywhere=anywhere and not listen)) for address in addresses]


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
