"""Payloads onto the clipboard in other ways than as they came: laid out, and as commands that post them again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from floorwalker.session.export import ExportStopped
from floorwalker.ui.events.export.work import MOST_COPIED, TOO_MUCH, Copying
from floorwalker.ui.events.payload.json_text import pretty_lines
from floorwalker.ui.events.sending.addresses import USUAL, receiver_url
from floorwalker.ui.shell.sample import command_line

if TYPE_CHECKING:
    from floorwalker.session.reader import Reader
    from floorwalker.session.records import DeliveryView

_JSON: Final = ("Content-Type", "application/json")
LONGEST: Final = 8_000 if sys.platform == "win32" else 100_000
"""Bytes of a payload that a command line can hold."""
_OF_THE_WAY: Final = frozenset(
    {
        "accept", "accept-encoding", "accept-language", "authorization", "connection", "content-encoding",
        "content-length", "content-type", "cookie", "date", "expect", "forwarded", "host", "keep-alive", "origin",
        "referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via", "webhook-signature",
        "webhook-timestamp",
    }
)  # fmt: skip
"""Headers that belong to one connection or one moment, or could let somebody in."""
_SECRET_PARTS: Final = ("auth", "cookie", "key", "secret", "sign", "token", "password")


class PrettyCopying(Copying):
    """A payload laid out for reading, or several as an array that is."""

    way = ", laid out"

    def hand_over(self, reader: Reader) -> int:
        """Collect the text, then lay it out."""
        count = super().hand_over(reader)
        self.text = "\n".join(pretty_lines(self.text))
        return count


class CurlCopying(Copying):
    """Each payload as a curl command for this system's shell, one a line."""

    way = " as cURL"

    def hand_over(self, reader: Reader) -> int:
        """Collect the commands."""
        commands: list[str] = []
        size = 0
        for at in range(0, len(self.seqs), 500):
            seqs = self.seqs[at : at + 500]
            arrivals = reader.arrivals(seqs)
            for seq, payload in reader.payloads(seqs):
                commands.append(curl(seq, payload, arrivals[seq].delivery))
                if len(payload) > LONGEST:
                    self.way = f" as cURL; save the payload of event {seq:,} as event-{seq}.json where you run it"
                size += len(commands[-1])
                if size > MOST_COPIED:
                    raise TOO_MUCH
                if not self.go_on(len(commands)):
                    raise ExportStopped
        self.text = "\n".join(commands)
        return len(commands)


def curl(seq: int, payload: bytes, delivery: DeliveryView) -> str:
    """The command that posts it where it came in, with the headers that say what it is, and no secrets.

    A payload that no command line holds is taken from the file that "Save this payload" offers to write.
    """
    url = receiver_url(delivery.feed, delivery.target) if delivery.method else USUAL
    body = payload.decode("utf-8", "replace") if len(payload) <= LONGEST else f"@event-{seq}.json"
    headers = [word for header in _headers(delivery) for word in ("-H", ": ".join(header))]
    return command_line(["curl", *headers, "--data-binary", body, url])


def _headers(delivery: DeliveryView) -> list[tuple[str, str]]:
    """A payload is JSON, also where it came as a form."""
    sent = {name.lower(): value for name, value in delivery.headers}
    kind = sent.get("content-type", "")
    first = ("Content-Type", kind) if "json" in kind.lower() else _JSON
    return [first, *(header for header in delivery.headers if _matters(header[0].lower()))]


def _matters(name: str) -> bool:
    return not (
        name in _OF_THE_WAY
        or name.startswith(("sec-", "x-forwarded-", "proxy-"))
        or any(part in name for part in _SECRET_PARTS)
    )
