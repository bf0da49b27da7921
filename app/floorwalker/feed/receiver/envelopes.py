"""How a request is kept: method, target and headers, with whatever is a secret taken out first."""

import re
from collections.abc import Sequence
from urllib.parse import unquote_plus

from floorwalker.secret import is_secret
from floorwalker.session.records import Envelope

__all__ = ["envelope_of", "is_secret"]


_PARAMETER = re.compile(r"(?<=[?&])([^?&=#\s]+)=[^&#\s\"'<>]*&?")
"""One of a URL's parameters, in a header that quotes a URL: Referer, and what proxies tell of the one they were asked
for. The "&" behind it goes with it.
"""


def envelope_of(method: str, path: str, query: str, headers: Sequence[tuple[bytes, bytes]]) -> Envelope:
    """The envelope of a request, without secrets and without Content-Length. query: as it came, without "?"."""
    kept = _without_secrets(query)
    return Envelope(
        method,
        f"{path}?{kept}" if kept else path,
        tuple(
            (name, _quoted(value.decode("latin-1")))
            for name, value in ((name.decode("latin-1"), value) for name, value in headers)
            if name != "content-length" and not is_secret(name)
        ),
    )


def _without_secrets(query: str) -> str:
    return "&".join(part for part in query.split("&") if not is_secret(unquote_plus(part.partition("=")[0])))


def _quoted(value: str) -> str:
    """A header's value, without the secrets of a URL in it."""
    return _PARAMETER.sub(_kept_parameter, value) if "=" in value and "?" in value else value


def _kept_parameter(found: re.Match[str]) -> str:
    return "" if is_secret(unquote_plus(found[1])) else found[0]
