"""What can be wrong with the settings of a source: each check gives the flaw, or None."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from jsonpointer import JsonPointer, JsonPointerException

from floorwalker.secret import has_secret, is_plain
from floorwalker.sources import only_here
from floorwalker.ui.sources.choice import VARIABLE

if TYPE_CHECKING:
    from urllib.parse import SplitResult

LONGEST: Final = 4096
"""Characters of a URL, a header or a secret."""

_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""Of a header, as RFC 9110 has it."""
_HANDSHAKE: Final = frozenset({"connection", "content-length", "floorwalker-session", "host", "upgrade"})
"""Headers that the client must write itself, besides all that begin with Sec-WebSocket-."""
_TAKEN: Final = frozenset({"/feed", "/health"})


class Flaw(NamedTuple):
    """What is wrong, and what to do about it: one sentence each."""

    problem: str
    remedy: str


def url_flaw(url: str) -> Flaw | None:
    """Of a feed's address."""
    if not is_plain(url):
        return secret_flaw(url)
    if not url:
        return Flaw("A feed needs a URL.", "Type it, such as wss://events.example.com/feed.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return Flaw("This is no URL.", "Write it as in wss://events.example.com:443/feed.")
    return _flaw_of_parts(url, parts, port)


def _flaw_of_parts(url: str, parts: SplitResult, port: int | None) -> Flaw | None:
    if parts.scheme.lower() not in {"ws", "wss"}:
        return Flaw("A feed's URL begins with ws:// or wss://.", "Write wss:// where the server has TLS, else ws://.")
    if not parts.hostname or port == 0:
        return Flaw("The URL names no server.", "Write it as in wss://events.example.com/feed.")
    if not url.isprintable() or " " in url or len(url) > LONGEST:
        return Flaw("The URL has blanks in it, or is too long.", "Copy it again, without what stands around it.")
    if has_secret(url):
        return Flaw(
            "The URL has a secret in it, which would be kept in a file.",
            "Use the token or a header, or give the whole URL as env:NAME, file:PATH or keyring:NAME.",
        )
    if parts.fragment:
        return Flaw("A feed's URL has no “#” part.", "Leave it out.")
    return None


def host_flaw(host: str, *, guarded: bool, insecure: bool) -> Flaw | None:
    """Of where a receiver listens. guarded: it has a token or a signing secret. insecure: it may do without."""
    if not host or any(character in host for character in " /@[]"):
        return Flaw("This is no address of a machine.", "Write 127.0.0.1, ::1, or another address of this machine.")
    if not (only_here(host) or guarded or insecure):
        return Flaw("Other machines could reach it, and anyone there could post.", "Set a token or a signing secret.")
    return None


def path_flaw(path: str) -> Flaw | None:
    """Of where at the address events are taken."""
    if not path.startswith("/") or not path.isprintable() or set(path) & set(" ?#") or len(path) > LONGEST:
        return Flaw("A path begins with / and has no blanks, ? or #.", "Write it as in /events.")
    if path in _TAKEN:
        return Flaw(f"{path} is Floorwalker's own.", "Choose another, such as /events.")
    return None


def pointer_flaw(pointer: str) -> Flaw | None:
    """Of a JSON Pointer."""
    try:
        JsonPointer(pointer)
    except JsonPointerException:
        return Flaw("This is no JSON Pointer.", "It begins with /, as in /data or /message/events; ~ is written ~0.")
    return None


def secret_flaw(secret: str) -> Flaw | None:
    """Of a token, or of a reference to one."""
    if not secret.isprintable() or len(secret) > LONGEST:
        return Flaw("A secret is one line of printable characters.", "Copy it again, without what stands around it.")
    place, _, name = secret.partition(":")
    if secret.startswith(f"env:{VARIABLE}"):
        return Flaw("This secret was kept for one run only, and that is over.", "Type it again.")
    if not is_plain(secret) and not name:
        return Flaw(f"“{place}:” names nothing.", "Write env:NAME, file:PATH or keyring:NAME, or the secret itself.")
    return None


def signing_secret_flaw(secret: str) -> Flaw | None:
    """Of a signing secret as Standard Webhooks writes it: base64, after whsec_."""
    if (flaw := secret_flaw(secret)) or not secret or not is_plain(secret):
        return flaw
    try:
        base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        return Flaw("This is no signing secret.", "Copy it whole from the sender; it mostly begins with whsec_.")
    return None


def files_flaw(certificate: str, key: str) -> Flaw | None:
    """Of a TLS certificate and its key."""
    if bool(certificate) != bool(key):
        return Flaw("TLS needs both, a certificate and its key.", "Name the other file too, or none.")
    for name in filter(None, (certificate, key)):
        if not Path(name).expanduser().is_file():
            return Flaw(f"{name} is no file.", "Check its name.")
    return None


def header_flaw(name: str, value: str) -> Flaw | None:
    """Of a header that is sent with the handshake."""
    if not _NAME.fullmatch(name):
        return Flaw(f"“{name}” is no name of a header.", "It has letters, digits and hyphens, as in X-Api-Key.")
    if name.lower() in _HANDSHAKE or name.lower().startswith("sec-websocket-"):
        return Flaw(f"{name} belongs to the connection itself.", "Leave it out.")
    if not value:
        return Flaw(f"{name} has no value.", "Give it one, or remove it.")
    return secret_flaw(value)
