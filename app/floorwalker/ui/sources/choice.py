"""The sources that a window captures from, with the secrets that are kept for this run only."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING, Final, Self

from floorwalker.secret import has_secret, is_plain
from floorwalker.sources import Feed, Listener, Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

VARIABLE: Final = "FLOORWALKER_SECRET_"
"""How the variables begin that carry secrets to a child."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Sources that name their secrets by reference, so that they may be written to a file. variables: secrets by the
    names of the variables that refer to them: they live in this process and in the environment of its children.
    """

    sources: Sources
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sources) -> Self:
        """The same sources, each secret that is written out for this run only."""
        variables: dict[str, str] = {}

        def referred(secret: str) -> str:
            if not (secret and is_plain(secret)):
                return secret
            name = new_variable()
            variables[name] = secret
            return f"env:{name}"

        return cls(with_secrets(sources, referred), variables)

    def written_out(self) -> Sources:
        """The same sources with the secrets of this run in them, for this process only."""
        return with_secrets(self.sources, lambda secret: self.variables.get(secret.removeprefix("env:"), secret))

    def lost(self) -> bool:
        """Whether a source in use refers to a secret of an earlier run."""
        ours = f"env:{VARIABLE}"
        references = (secret for secret in secrets_of(self.sources.in_use()) if secret.startswith(ours))
        return any(reference.removeprefix("env:") not in self.variables for reference in references)


def new_variable() -> str:
    """A name that no other secret has, now or in another run."""
    return f"{VARIABLE}{token_hex(6).upper()}"


def secrets_of(sources: Sources) -> Iterator[str]:
    """All secrets and references to such, and the URLs that are or have any."""
    for listener in sources.listen:
        yield from filter(None, (listener.token, listener.signing_secret))
    for feed in sources.connect:
        yield from filter(None, (feed.token, *(value for _, value in feed.headers)))
        if _is_secret(feed.url):
            yield feed.url


def with_secrets(sources: Sources, replaced: Callable[[str], str]) -> Sources:
    """The same sources, each secret and each reference replaced by what the function makes of it."""

    def kept(secret: str | None) -> str | None:
        return None if secret is None else replaced(secret)

    def of_listener(listener: Listener) -> Listener:
        secrets = {"token": kept(listener.token), "signing_secret": kept(listener.signing_secret)}
        return listener.model_copy(update=secrets)

    def of_feed(feed: Feed) -> Feed:
        headers = tuple((name, replaced(value)) for name, value in feed.headers)
        url = replaced(feed.url) if _is_secret(feed.url) else feed.url
        return feed.model_copy(update={"url": url, "token": kept(feed.token), "headers": headers})

    return Sources(listen=tuple(map(of_listener, sources.listen)), connect=tuple(map(of_feed, sources.connect)))


def _is_secret(url: str) -> bool:
    return has_secret(url) or not is_plain(url)
