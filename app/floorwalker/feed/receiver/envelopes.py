"""How a request is kept: method, target and headers, with whatever is a secret taken out first."""

from collections.abc import Sequence
from urllib.parse import unquote_plus

from floorwalker.secret import is_secret
from floorwalker.session.records import Envelope

__all__ = ["envelope_of", "is_secret"]


def envelope_of(method: str, path: str, query: str, headers: Sequence[tuple[bytes, bytes]]) -> Envelope:
    """The envelope of a request, without secrets and without Content-Length. query: as it came, without "?"."""
    kept = _without_secrets(query)
    return Envelope(
        method,
        f"{path}?{kept}" if kept else path,
        tuple(
            (name, value.decode("latin-1"))
            for name, value in ((name.decode("latin-1"), value) for name, value in headers)
            if name != "content-length" and not is_secret(name)
        ),
    )


def _without_secrets(query: str) -> str:
    return "&".join(part for part in query.split("&") if not is_secret(unquote_plus(part.partition("=")[0])))
