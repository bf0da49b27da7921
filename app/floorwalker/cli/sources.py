"""Where to get events from, as the command line says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from floorwalker.cli.trouble import wrong_use
from floorwalker.feed.receiver.address import DEFAULT
from floorwalker.sources import Listener, Reply, Sources


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
    def secrets(self) -> dict[str, str | None]:
        """Secrets and references, by the names of their options."""
        return {"--token": self.token, "--signing-secret": self.signing_secret}

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


def sources_of(listening: Listening, file: Path | None) -> Sources:
    """What the options ask for; the usual address where nothing does. Raises SourcesError where the file is wrong."""
    named = named_sources(listening, file)
    return Sources(listen=listening.listeners()) if named is None else named


def named_sources(listening: Listening, file: Path | None) -> Sources | None:
    """What the options ask for, None where they name no source. file: adds what is enabled in it to the others."""
    if not listening.listen and listening.asks_for_more and file is not None:
        wrong_use("--token, --signing-secret, --tls-cert and --reply are for --listen; write those of --sources there.")
    if not listening.listen and not listening.asks_for_more and file is None:
        return None
    of_file = Sources() if file is None else Sources.load(file).in_use()
    listeners = listening.listeners() if listening.listen or listening.asks_for_more else ()
    return Sources(listen=(*listeners, *of_file.listen), connect=of_file.connect)
