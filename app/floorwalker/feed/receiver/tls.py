"""The certificate that a listener shows, with trouble told for people, and a bound on handshakes on their way."""

import ssl
import weakref
from pathlib import Path
from typing import Any

from floorwalker.feed.errors import FeedError

MOST_HANDSHAKES = 500
"""So many connections may be about to agree on TLS; more are cut as they come. The event loop gives each 60 s, and
counts it nowhere.
"""


class _Agreement(ssl.SSLObject):
    """One connection's; it leaves the context's count when its handshake is done."""

    context: "BoundedContext"

    def do_handshake(self) -> None:
        super().do_handshake()
        self.context.on_their_way.discard(self)


class BoundedContext(ssl.SSLContext):
    """A server's that begins no more handshakes than may be on their way. For one event loop.

    on_their_way: those that failed go when the loop lets go of them.
    """

    sslobject_class = _Agreement

    def __init__(self, *_: Any) -> None:  # noqa: ANN401 as ssl has it
        self.on_their_way: weakref.WeakSet[ssl.SSLObject] = weakref.WeakSet()

    def wrap_bio(self, *arguments: Any, **named: Any) -> ssl.SSLObject:  # noqa: ANN401 as ssl has it
        """Begins one. Raises SSLError, at which the event loop cuts the connection, where there are too many."""
        if len(self.on_their_way) >= MOST_HANDSHAKES:
            raise ssl.SSLError("Too many connections are about to agree on TLS.")
        agreement = super().wrap_bio(*arguments, **named)
        self.on_their_way.add(agreement)
        return agreement


def tls_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """What a listener that shows this certificate speaks: TLS 1.2 or newer. Both are PEM files, the certificate's with
    the chain behind it. Raises FeedError where they cannot be used.
    """
    for path in (certificate, key):
        _check_readable(path)
    context = BoundedContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # Without this the library would ask for a passphrase at the terminal.
        context.load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, ValueError) as error:
        raise FeedError(
            f"The certificate {certificate} and the key {key} cannot be used ({_reason(error)}).",
            "Give the certificate and its own key as PEM files, the key without a passphrase.",
        ) from error
    return context


def _check_readable(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise FeedError(f"The file {path} cannot be read: {error.strerror}.", "Check its name and who may.") from error


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return reason.lower().replace("_", " ") if reason else "it is not PEM, or has a passphrase"
