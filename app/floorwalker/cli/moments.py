"""The option that names a moment."""

from floorwalker.cli.trouble import wrong_use


def moment_of(text: str) -> int:
    """What `--at` names, in whole seconds since 1970, as events have them; wrong use where it is no time."""
    from floorwalker.session.filter.instants import HOW_TO_WRITE, read_instant
    from floorwalker.session.journal import clock

    instant = read_instant(text)
    if instant is None:
        wrong_use(f"--at {text!r} is no time. {HOW_TO_WRITE}.")
    return instant.at(clock()) // 1_000_000
