"""The certificate that a listener shows, with trouble told for people."""

import ssl
from pathlib import Path

from floorwalker.feed.errors import FeedError


def tls_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """What a listener that shows this certificate speaks: TLS 1.2 or newer. Both are PEM files, the certificate's with
    the chain behind it. Raises FeedError where they cannot be used.
    """
    for path in (certificate, key):
        _check_readable(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
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
