"""Where to get events from, as the command line says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from floorwalker.cli.secrets import Typed, plain, plain_url
from floorwalker.cli.trouble import wrong_use
from floorwalker.feed.receiver.address import DEFAULT
from floorwalker.secret import is_plain, is_secret
from floorwalker.sources import Feed, Listener, Reply, Sources


@dataclass(frozen=True, slots=True)
class Listening:
    """What is said of listeners: the options of `--listen`, which hold for every one of them."""

    listen: Sequence[str] | None = None
    token: str | None = None
    signing_secret: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    reply: Reply | None = None

    def check(self, *, demo: bool) -> None:
        """Ends the command where the options do not fit together. demo: whether the simulated centre is to post."""
        if demo and self.asks_for_more:
            wrong_use("--demo posts to a receiver that asks for nothing; leave out --token and what else guards it.")
        if (self.tls_cert is None) != (self.tls_key is None):
            wrong_use("--tls-cert and --tls-key go together; give both.")

    @property
    def asks_for_more(self) -> bool:
        """Whether anything but addresses is said."""
        return any((self.token, self.signing_secret, self.tls_cert, self.tls_key, self.reply))

    @property
    def secrets(self) -> list[Typed]:
        """Those that are written out."""
        return [*plain("--token", self.token), *plain("--signing-secret", self.signing_secret)]

    def listeners(self) -> tuple[Listener, ...]:
        """Those that are meant; the usual one where there is no address."""
        return tuple(self._listener(text) for text in self.listen or (str(DEFAULT),))

    def _listener(self, text: str) -> Listener:
        address, slash, path = text.partition("/")
        usual = Listener(address=address)
        return Listener(
            address=address,
            path=slash + path or usual.path,
            token=self.token,
            signing_secret=self.signing_secret,
            reply=self.reply or usual.reply,
            tls_cert=self.tls_cert,
            tls_key=self.tls_key,
        )


@dataclass(frozen=True, slots=True)
class Connecting:
    """What is said of feeds: the options of `--connect`, which hold for every one of them. option: whose value a URL
    is, "" where it is an argument. bearer_option: whose value the token is.
    """

    connect: Sequence[str] | None = None
    token: str | None = None
    headers: Sequence[str] | None = None
    unwrap: str = ""
    subscribe: str | None = None
    option: str = "--connect"
    bearer_option: str = "--connect-token"

    def check(self) -> None:
        """Ends the command where the options do not fit together."""
        if not self.connect and any((self.token, self.headers, self.unwrap, self.subscribe)):
            wrong_use("--connect-token, --header, --unwrap and --subscribe describe a feed; give --connect as well.")

    @property
    def secrets(self) -> list[Typed]:
        """Those that are written out, in URLs and headers too."""
        of_urls = [typed for url in self.connect or () for typed in plain_url(self.option, url)]
        of_headers = [typed for header in self.headers or () for typed in _plain_header(header)]
        return [*plain(self.bearer_option, self.token), *of_urls, *of_headers]

    def feeds(self) -> tuple[Feed, ...]:
        """Those that are meant."""
        headers = tuple(map(_header, self.headers or ()))
        common = Feed(url="", token=self.token, headers=headers, unwrap=self.unwrap, subscribe=self.subscribe)
        return tuple(common.model_copy(update={"url": url}) for url in self.connect or ())


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name.strip():
        wrong_use("A header has a name and a value. Write --header 'Name: value'.")
    return name.strip(), value.strip()


def _plain_header(text: str) -> list[Typed]:
    name, value = _header(text)
    if not (value and is_secret(name) and is_plain(value)):
        return []
    before = text[: text.index(":") + 1]
    secret = text.removeprefix(before)
    blanks = secret[: len(secret) - len(secret.lstrip())]
    return [Typed("--header", secret.lstrip(), before + blanks, f"The header {name}", "its value")]


def sources_of(listening: Listening, connecting: Connecting, file: Path | None, *, demo: bool) -> Sources:
    """What the options ask for; the usual address where nothing does, or nothing that a simulated centre could post to.

    Raises SourcesError where the file is wrong.
    """
    named = named_sources(listening, connecting, file)
    if named is None or (demo and not named.listen):
        return (named or Sources()).model_copy(update={"listen": listening.listeners()})
    return named


def named_sources(listening: Listening, connecting: Connecting, file: Path | None) -> Sources | None:
    """What the options ask for, None where they name no source. file: adds what is enabled in it to the others."""
    if not listening.listen and listening.asks_for_more and file is not None:
        wrong_use("--token, --signing-secret, --tls-cert and --reply are for --listen; write those of --sources there.")
    if not any((listening.listen, listening.asks_for_more, connecting.connect, file)):
        return None
    of_file = Sources() if file is None else Sources.load(file).in_use()
    listeners = listening.listeners() if listening.listen or listening.asks_for_more else ()
    return Sources(listen=(*listeners, *of_file.listen), connect=(*connecting.feeds(), *of_file.connect))
