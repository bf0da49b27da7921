"""How long to keep events, as the command line says it: `--keep 7d`, `--max-size 2GB`."""

import re
from typing import TYPE_CHECKING, Annotated, Final

import typer

from floorwalker.cli.trouble import wrong_use

if TYPE_CHECKING:
    from floorwalker.session.keeping import Retention

Keep = Annotated[
    str | None,
    typer.Option(
        "--keep",
        metavar="TIME",
        show_default=False,
        help="Let events go that arrived longer ago, as in 90m, 12h or 7d. Each agent's status stays.",
    ),
]
MaxSize = Annotated[
    str | None,
    typer.Option(
        "--max-size",
        metavar="SIZE",
        show_default=False,
        help="Let the oldest events go before the session's file is larger, as in 500MB or 2GB.",
    ),
]

_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_BYTES: Final = {
    "kb": 1000,
    "mb": 1000**2,
    "gb": 1000**3,
    "tb": 1000**4,
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
    "tib": 1024**4,
}
_LEAST: Final = 1_000_000
_LONGEST: Final = 100 * 365 * 86_400


def limits_of(keep: str | None, max_size: str | None) -> "Retention":
    """What the two options ask for; a wrong value is wrong use."""
    from floorwalker.session.keeping import Retention

    return Retention(
        age=None if keep is None else _age(keep) * 1_000_000,
        size=None if max_size is None else _size(max_size),
    )


def _age(text: str) -> int:
    seconds = _number(text, _SECONDS)
    if seconds is None or not 1 <= seconds <= _LONGEST:
        wrong_use(f"--keep {text} is no time to keep events for. Write a number with s, m, h, d or w, as in 7d.")
    return seconds


def _size(text: str) -> int:
    size = _number(text, _BYTES)
    if size is None:
        wrong_use(f"--max-size {text} is no size. Write a number with kB, MB, GB, MiB or GiB, as in 2GB.")
    if size < _LEAST:
        wrong_use(f"--max-size {text} is too small for a session. Write 1MB or more.")
    return size


def _number(text: str, units: dict[str, int]) -> int | None:
    """What "1.5 GB" means, None where it means nothing."""
    found = re.fullmatch(r"\s*(\d{1,12}(?:\.\d{1,6})?)\s*([a-z]+)\s*", text, re.ASCII | re.IGNORECASE)
    unit = units.get(found[2].lower()) if found else None
    return None if found is None or unit is None else round(float(found[1]) * unit)
