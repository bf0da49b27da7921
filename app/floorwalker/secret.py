"""Secrets: tokens and signing secrets, named by where they are kept rather than written out.

A secret is given as `env:NAME` (a variable of the environment), `file:PATH` (the file's text), `keyring:NAME` (the
system's key store, under the service `floorwalker`), or as it is, which works and is worth a warning: it stands in the
shell's history and in the list of processes. None of these functions writes a secret anywhere but into the key store.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from floorwalker.trouble import Trouble

if TYPE_CHECKING:
    from keyring.errors import KeyringError

SERVICE: Final = "floorwalker"
"""Under which the key store keeps ours."""

_SECRET_HEADERS: Final = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_SECRET_ENDINGS: Final = ("key", "token", "password", "passwd")

_LARGEST_FILE: Final = 64 * 1024


class SecretError(Trouble):
    """A secret cannot be had, or not be kept."""


def is_plain(reference: str) -> bool:
    """Whether this is a secret itself, and not the name of a place that keeps one."""
    return reference.partition(":")[0] not in _PLACES or ":" not in reference


def is_secret(name: str) -> bool:
    """True for a header or a query's parameter whose value nobody else should read, judged by its name."""
    plain = name.lower().replace("_", "-")
    return plain in _SECRET_HEADERS or plain.endswith(_SECRET_ENDINGS) or "secret" in plain


def shown_url(url: str) -> str:
    """The URL without what nobody else should read: who connects, and parameters that are named like secrets."""
    head, mark, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if not is_secret(unquote_plus(part.partition("=")[0])))
    scheme, slashes, rest = head.rpartition("://")
    place, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{place.rpartition('@')[2]}{slash}{path}{mark if kept else ''}{kept}"


def has_secret(url: str) -> bool:
    """Whether something in a URL is not shown; of a reference to one nothing is hidden."""
    return is_plain(url) and shown_url(url).rstrip("?") != url.rstrip("?")


def read_secret(reference: str) -> str:
    """The secret that is meant. Raises SecretError where it is not there, is empty or cannot be read."""
    place, _, name = reference.partition(":")
    found = reference if is_plain(reference) else _PLACES[place](name)
    if not found:
        raise SecretError(f"The secret {shown(reference)} is empty.", "Give it a value, or leave it out.")
    return found


def keep_secret(name: str, value: str) -> str:
    """Puts a secret into the system's key store and returns its reference. May ask the user to open the store: call it
    where waiting is allowed. Raises SecretError where there is no store or it stays closed."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, value)
    except KeyringError as error:
        raise _no_store(error) from error
    return f"keyring:{name}"


def forget_secret(name: str) -> None:
    """Takes a secret out of the key store, if it is there. Raises SecretError where there is no store."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise _no_store(error) from error


def shown(reference: str) -> str:
    """A reference as it may be shown to anyone: a plain secret is not."""
    return "given as plain text" if is_plain(reference) else reference


def _from_environment(name: str) -> str:
    if name not in os.environ:
        raise SecretError(f"The environment has no variable {name}.", "Set it, or name another.")
    return os.environ[name]


def _from_file(name: str) -> str:
    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise SecretError(f"The file {path} is too large for a secret.", "Name the file that holds only it.")
        return content.decode().strip()
    except OSError as error:
        raise SecretError(f"The secret's file {path} cannot be read: {error.strerror}.", "Check its name.") from error
    except UnicodeDecodeError as error:
        raise SecretError(f"The secret's file {path} is not text.", "Name the file that holds only it.") from error


def _from_key_store(name: str) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise _no_store(error) from error
    if found is None:
        raise SecretError(
            f"The key store has no secret {name} for {SERVICE}.",
            f"Put it there with `keyring set {SERVICE} {name}`, or name another place.",
        )
    return found


def _no_store(error: "KeyringError") -> SecretError:
    from keyring.errors import NoKeyringError

    [reason, *_] = str(error).splitlines() or [type(error).__name__]
    missing = isinstance(error, NoKeyringError)
    return SecretError(
        "This system has no key store." if missing else f"The system's key store cannot be used ({reason}).",
        "Unlock or install one, or give the secret as env:NAME or file:PATH.",
    )


_PLACES: Final = {"env": _from_environment, "file": _from_file, "keyring": _from_key_store}
