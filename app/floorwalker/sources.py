"""Where a capture gets its events from: its listeners and its feeds, as the command line, a file or the window names
them.

The file is JSON, `{"listen": [{"address": "127.0.0.1:8787"}], "connect": [{"url": "wss://…"}]}`, with the fields of the
models below. Its secrets are references (see `floorwalker.secret`), so that it can be shown to anyone.
"""

import ipaddress
from pathlib import Path
from typing import Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from floorwalker.trouble import Trouble

Reply: TypeAlias = Literal["honest", "always-200"]

DEFAULT_PORT = 8787
DEFAULT_ADDRESS = f"127.0.0.1:{DEFAULT_PORT}"
"""Where a receiver listens, unless told."""

EVENTS = "/events"
"""The path at which a listener takes events, unless told."""


def only_here(host: str) -> bool:
    """True of a host's name or IP address (IPv6 without brackets) that no other machine can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


class SourcesError(Trouble):
    """The file that names sources cannot be used."""


class _Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listener(_Source):
    """A receiver. enabled: False where it is kept, but not used. address: HOST:PORT, port 0 for a free one. token,
    signing_secret: references, None for none. tls_cert, tls_key: PEM files, both or none.
    """

    enabled: bool = True
    address: str
    path: str = EVENTS
    token: str | None = None
    signing_secret: str | None = None
    reply: Reply = "honest"
    tls_cert: Path | None = None
    tls_key: Path | None = None


class Feed(_Source):
    """A WebSocket to follow. enabled: as for a listener. token: a reference, sent as `Authorization: Bearer`. headers:
    sent with the handshake; their values may be references. unwrap: a JSON Pointer to where events lie in a frame.
    subscribe: a message that is sent once connected, or a reference to one that holds a secret.
    """

    enabled: bool = True
    url: str
    token: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    unwrap: str = ""
    subscribe: str | None = None


class Sources(_Source):
    """Everything that a capture gets events from."""

    listen: tuple[Listener, ...] = ()
    connect: tuple[Feed, ...] = ()

    def is_empty(self) -> bool:
        """Whether there are none."""
        return not (self.listen or self.connect)

    def in_use(self) -> Self:
        """Those that are enabled."""
        listen = tuple(listener for listener in self.listen if listener.enabled)
        return self.model_copy(
            update={"listen": listen, "connect": tuple(feed for feed in self.connect if feed.enabled)}
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a file. Raises SourcesError where it is not there or wrong."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise SourcesError(f"The sources in {path} cannot be read: {error.strerror}.", "Check its name.") from error
        except ValidationError as error:
            [first, *_] = error.errors(include_url=False)
            where = "/".join(str(step) for step in first["loc"])
            raise SourcesError(
                f"The sources in {path} are wrong{f' at {where}' if where else ''}: {first['msg']}.", "Mend the file."
            ) from error
