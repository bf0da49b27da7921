"""A feed as it is connected to: its URL, what is sent with the handshake, and its name without secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from websockets.exceptions import InvalidURI
from websockets.uri import parse_uri

from floorwalker.feed.errors import FeedError, NoAddress
from floorwalker.feed.websocket.frames import parts_of
from floorwalker.secret import is_plain, read_secret, shown_url
from floorwalker.sources import Feed

_KEPT_FOR_US: Final = frozenset({"connection", "floorwalker-session", "host", "upgrade"})
"""Headers of the handshake itself, beside all whose names begin with Sec-WebSocket-."""

_SINCE: Final = "since="


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how to connect. url: as it is, secrets in it too. name: without them, fit to be stored and shown.
    headers: in full. parts: the steps to where events lie in a frame. subscribe: sent once connected, None for nothing.
    """

    url: str
    name: str
    headers: Mapping[str, str]
    parts: tuple[str, ...] = ()
    subscribe: str | None = None

    def resumed(self, since: tuple[str, int] | None) -> str:
        """The URL that asks for what came after a position (session, seq); the URL's own word where there is none."""
        if since is None:
            return self.url
        parts = urlsplit(self.url)
        others = [part for part in parts.query.split("&") if part and not part.startswith(_SINCE)]
        query = "&".join([*others, f"{_SINCE}{quote(since[0], safe='')}:{since[1]}"])
        return urlunsplit(parts._replace(query=query))

    @property
    def begins_itself(self) -> bool:
        """The URL itself says from where on the feed is wanted, as in `?since=now`."""
        return any(part.startswith(_SINCE) for part in urlsplit(self.url).query.split("&"))


def target_of(feed: Feed) -> Target:
    """The feed with its secrets read. Raises NoAddress for what is wrong as it is written, SecretError for a secret
    that is not there, FeedError for one that cannot be sent.
    """
    url = checked_url(read_secret(feed.url))
    headers = headers_of(feed)
    subscribe = feed.subscribe if feed.subscribe is None or is_plain(feed.subscribe) else read_secret(feed.subscribe)
    return Target(url, shown_url(url), headers, parts_of(feed.unwrap), subscribe)


def headers_of(feed: Feed) -> dict[str, str]:
    """What is sent to it beside the library's own headers, in full. Raises as `target_of`."""
    headers = {_checked_name(name): _checked_value(name, read_secret(value)) for name, value in feed.headers}
    if feed.token is not None:
        headers["Authorization"] = _checked_value("Authorization", f"Bearer {read_secret(feed.token)}")
    return headers


def checked_url(text: str) -> str:
    """A URL that can be connected to. Raises NoAddress."""
    url = text.strip()
    try:
        parse_uri(url)
    except (InvalidURI, ValueError) as error:
        raise NoAddress(f"“{shown_url(url)}” is no URL of a feed.", "Write ws://HOST:PORT/PATH, or wss:// …") from error
    return url


def _checked_name(name: str) -> str:
    if (
        not name
        or not name.isascii()
        or any(sign in '()<>@,;:\\"/[]?={} \t' or not sign.isprintable() for sign in name)
    ):
        raise NoAddress(f"“{name}” is no name of a header.", "Write --header 'Name: value'.")
    if name.lower() in _KEPT_FOR_US or name.lower().startswith("sec-websocket-"):
        raise NoAddress(f"The header {name} belongs to the handshake itself.", "Leave it out.")
    return name


def _checked_value(name: str, value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise FeedError(f"The value of the header {name} cannot be sent.", "Give it in one line of ASCII.")
    return value
