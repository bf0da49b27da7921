"""Secrets on the command line: a warning for each that is written out there, and for a capture a way out of sight."""

import os
import sys
from collections.abc import Mapping

from floorwalker.cli.trouble import say
from floorwalker.secret import is_plain

_VARIABLE = "FLOORWALKER_TYPED_SECRET_"


def warn_of_plain(secrets: Mapping[str, str | None]) -> None:
    """Warns of each secret that is plain text. secrets: values by the names of their options."""
    for option in _plain(secrets):
        say(
            f"{option} is given as plain text, which the shell's history and the list of processes show. "
            f"Give it as env:NAME, file:PATH or keyring:NAME."
        )


def begin_out_of_sight(secrets: Mapping[str, str | None]) -> None:
    """Warns of plain secrets, and begins this program anew in its process with variables of the environment in their
    place, so that the list of processes does not go on to show them. Only where the system can replace a program so.
    """
    warn_of_plain(secrets)
    plain = _plain(secrets)
    if not plain or sys.platform == "win32" or getattr(sys, "frozen", False):
        return
    arguments = _referring(sys.orig_argv[1:], plain)
    if arguments != sys.orig_argv[1:]:
        variables = {_VARIABLE + str(number): secret for number, secret in enumerate(plain.values())}
        os.execve(sys.executable, [sys.executable, *arguments], os.environ | variables)  # noqa: S606 it is this program


def _plain(secrets: Mapping[str, str | None]) -> dict[str, str]:
    return {option: secret for option, secret in secrets.items() if secret and is_plain(secret)}


def _referring(arguments: list[str], plain: Mapping[str, str]) -> list[str]:
    """The arguments with references in place of secrets, for `--token SECRET` and `--token=SECRET`."""
    replaced = list(arguments)
    for number, (option, secret) in enumerate(plain.items()):
        for at, argument in enumerate(arguments):
            if argument == f"{option}={secret}":
                replaced[at] = f"{option}=env:{_VARIABLE}{number}"
            elif argument == secret and at and arguments[at - 1] == option:
                replaced[at] = f"env:{_VARIABLE}{number}"
    return replaced
