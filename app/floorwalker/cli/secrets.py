"""Secrets on the command line: a warning for each that is written out there, and a way out of sight."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from floorwalker.cli.trouble import say
from floorwalker.secret import has_secret, is_plain

_VARIABLE = "FLOORWALKER_TYPED_SECRET_"


@dataclass(frozen=True, slots=True)
class Typed:
    """A secret as it stands on the command line. option: whose value it is in, "" for an argument without one. before:
    what stands before it in the value, such as a header's name. what: it is, instead: to give by reference, for people.
    """

    option: str
    secret: str
    before: str = ""
    what: str = ""
    instead: str = "it"


def plain(option: str, secret: str | None) -> list[Typed]:
    """An option's value, if it is a secret in plain text."""
    return [Typed(option, secret, what=option)] if secret and is_plain(secret) else []


def plain_url(option: str, url: str) -> list[Typed]:
    """A URL, if there is a secret in it. option: "" where it is an argument."""
    what = f"A secret in the URL{option and f' of {option}'}"
    return [Typed(option, url, what=what, instead="the whole URL")] if has_secret(url) else []


def warn_of_plain(secrets: Iterable[Typed]) -> None:
    """Warns of each, once for those that are alike."""
    for what, instead in dict.fromkeys((typed.what, typed.instead) for typed in secrets):
        say(
            f"{what} is given as plain text, which the shell's history and the list of processes show. "
            f"Give {instead} as env:NAME, file:PATH or keyring:NAME."
        )


def begin_out_of_sight(secrets: Sequence[Typed]) -> None:
    """Warns of plain secrets, and begins this program anew in its process with variables of the environment in their
    place, so that the list of processes does not go on to show them. Only where the system can replace a program so.
    """
    warn_of_plain(secrets)
    if not secrets or sys.platform == "win32" or getattr(sys, "frozen", False):
        return
    arguments = _referring(sys.orig_argv[1:], secrets)
    if arguments != sys.orig_argv[1:]:
        variables = {_VARIABLE + str(number): typed.secret for number, typed in enumerate(secrets)}
        os.execve(sys.executable, [sys.executable, *arguments], os.environ | variables)  # noqa: S606 it is this program


def _referring(arguments: Sequence[str], secrets: Iterable[Typed]) -> list[str]:
    """The arguments with references in place of secrets, for `--token SECRET`, `--token=SECRET` and arguments alone."""
    replaced = list(arguments)
    for number, typed in enumerate(secrets):
        value, reference = typed.before + typed.secret, f"{typed.before}env:{_VARIABLE}{number}"
        for at, argument in enumerate(arguments):
            if typed.option and argument == f"{typed.option}={value}":
                replaced[at] = f"{typed.option}={reference}"
            elif argument == value and (not typed.option or (at and arguments[at - 1] == typed.option)):
                replaced[at] = reference
    return replaced
