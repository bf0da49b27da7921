"""`floorwalker info SESSION`: what is in a session."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from floorwalker.cli.options import Verbose
from floorwalker.cli.trouble import start_log, told

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.session.info import Info

EXAMPLES = """\b
Examples:
  floorwalker info morning.fw
  floorwalker info morning.fw --json
"""


def command(
    session: Annotated[Path, typer.Argument(metavar="SESSION", show_default=False, help="The session to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
    verbose: Verbose = 0,
) -> None:
    """Tell what is in a session: how many events, of which kind, from when to when."""
    start_log(verbose)
    with told():
        from floorwalker.event.catalog import Catalog
        from floorwalker.event.own_catalog import own_catalog
        from floorwalker.session.reader import Reader

        catalog = Catalog.load(own_catalog())
        with Reader.open(session) as reader:
            info = reader.info()
    typer.echo(info.model_dump_json() if as_json else "\n".join(_table(info, catalog)))


def _table(info: "Info", catalog: "Catalog") -> list[str]:
    rows = [
        ("session", info.session),
        ("events", f"{info.events:,}"),
        ("repeats", f"{info.duplicates:,}"),
        ("refused", f"{info.rejected:,}"),
        ("gaps", f"{info.gaps:,}"),
        ("first", _moment(info.first)),
        ("last", _moment(info.last)),
        ("size", _size(info.bytes)),
        ("format", str(info.format)),
    ]
    lines = [f"{name:<9}{value}" for name, value in rows]
    kinds = [(catalog.event_label(*map(int, kind.split("/"))), kind, f"{count:,}") for kind, count in info.by.items()]
    if not kinds:
        return lines
    wide, high = max(len(label) for label, _, _ in kinds), max(len(count) for _, _, count in kinds)
    return [*lines, "", *(f"{label:<{wide}}  {kind:>7}  {count:>{high}}" for label, kind, count in kinds)]


def _moment(iso: str | None) -> str:
    return iso.replace("T", " ").replace("Z", " UTC") if iso else "—"


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
